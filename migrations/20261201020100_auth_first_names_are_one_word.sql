-- A first name is one word: no surname stands in a letter or on a page of others, whatever somebody typed.
update accounts set first_name = substring(first_name from '\S+') where first_name ~ '\s';
update intakes set first_name = substring(first_name from '\S+') where first_name ~ '\s';
alter table accounts add constraint a_first_name_is_one_word check (first_name !~ '\s');
alter table intakes add constraint the_first_name_of_an_intake_is_one_word check (first_name !~ '\s');
