-- A newcomer is a visit (keyed by the hash of its cookie, kept 14 days) until she has an account.
-- answers: the person of the published interface, without id and role; every key is in data-map.toml.
-- women_only: a wish about the group; whether she belongs to one is another question.
create table newcomers (
    id uuid primary key,
    account_id uuid constraint one_newcomer_per_account unique references accounts on delete cascade,
    visit_hash bytea constraint one_newcomer_per_visit unique,
    answers jsonb not null default '{}' constraint answers_are_an_object check (jsonb_typeof(answers) = 'object'),
    women_only boolean not null default false,
    created_at timestamptz not null default buurten_now(),
    changed_at timestamptz not null default buurten_now(),
    constraint a_newcomer_is_a_visit_or_has_an_account check ((account_id is null) <> (visit_hash is null))
);
create index newcomers_visits on newcomers (changed_at) where account_id is null;
