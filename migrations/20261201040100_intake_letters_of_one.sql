-- A misheard address is put right in the same intake: a new link goes to the right one, the old link opens nothing.
-- letters: how many letters this intake has sent; three at most.
alter table intakes add column letters smallint not null default 1
    constraint an_intake_sends_three_letters_at_most check (letters between 1 and 3);
