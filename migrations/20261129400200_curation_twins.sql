-- Two listings that look like one and are two: somebody of the desk said so, and is not asked again.
create table not_twins (
    one uuid not null references listings on delete cascade,
    other uuid not null references listings on delete cascade,
    said_at timestamptz not null default buurten_now(),
    primary key (one, other),
    constraint a_pair_has_one_order check (one < other)
);
create index not_twins_of_other on not_twins (other);

-- Two listings that were one twice: what was moved from the one that is over now to the one that stays, so that it can be
-- undone. moved: table → the names of its rows.
create table merges (
    id uuid primary key,
    kept uuid not null references listings on delete cascade,
    lost uuid not null references listings on delete cascade,
    merged_at timestamptz not null default buurten_now(),
    by_account uuid references accounts on delete set null,
    kept_version int,
    lost_version int,
    moved jsonb not null constraint what_was_moved_is_named_by_table check (jsonb_typeof(moved) = 'object'),
    undone_at timestamptz,
    constraint a_listing_is_not_merged_with_itself check (kept <> lost)
);
create index merges_lately on merges (merged_at);
create index merges_of_kept on merges (kept);
create unique index a_listing_is_merged_into_one on merges (lost) where undone_at is null;
create index merges_by on merges (by_account) where by_account is not null;
