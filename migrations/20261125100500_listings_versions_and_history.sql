-- Two people who edit never overwrite each other: a change names the version it was made from.
alter table listings add version int not null default 1;

-- Every change of every field, who made it and as what. fields: column → {"from": …, "to": …}.
create table listing_changes (
    id uuid primary key,
    listing_id uuid not null references listings on delete cascade,
    version int not null,
    at timestamptz not null default buurten_now(),
    by_account uuid references accounts on delete set null,
    by_role text not null constraint a_change_is_made_by_somebody check (by_role in ('social-worker', 'host', 'import', 'seed')),
    fields jsonb not null constraint a_change_names_its_fields check (jsonb_typeof(fields) = 'object'),
    constraint one_change_per_version unique (listing_id, version)
);
create index listing_changes_at on listing_changes (at);
