-- A letter about somebody (to her host, say) goes when she goes.
alter table letters add about_account uuid references accounts on delete cascade;
create index letters_about on letters (about_account) where about_account is not null;
create index letters_to on letters (address);
