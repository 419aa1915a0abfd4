-- answers: the person of the published interface, without id and role.
create table locals (
    id uuid primary key,
    account_id uuid not null constraint one_local_per_account unique references accounts on delete cascade,
    answers jsonb not null default '{}' constraint a_local_s_answers_are_an_object check (jsonb_typeof(answers) = 'object'),
    created_at timestamptz not null default buurten_now()
);

-- Who hosts which listing.
create table hosts (
    account_id uuid not null references accounts on delete cascade,
    listing_id uuid not null references listings on delete cascade,
    since timestamptz not null default buurten_now(),
    primary key (account_id, listing_id)
);
create index hosts_of_listing on hosts (listing_id);
