-- A call for somebody from here: which gap it is for, and since when it stands on the page that everybody reads. It names
-- an activity, a daypart, a part of town and a level; nobody, and no number of people.
create table calls_for_locals (
    id uuid primary key,
    cell text not null constraint one_open_call_per_gap unique
        constraint a_call_names_its_gap check (cell ~ '^[a-z0-9-]+(\.[a-z0-9-]+){3}$'),
    placed_at timestamptz not null default buurten_now(),
    by_account uuid references accounts on delete set null
);
create index calls_for_locals_by on calls_for_locals (by_account);
