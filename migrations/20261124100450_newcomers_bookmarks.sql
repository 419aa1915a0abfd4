-- Her bookmarks, and what she said is not for her.
create table bookmarks (
    newcomer_id uuid not null references newcomers on delete cascade,
    listing_id uuid not null references listings on delete cascade,
    kept_at timestamptz not null default buurten_now(),
    primary key (newcomer_id, listing_id)
);
create index bookmarks_of_listing on bookmarks (listing_id);

create table passed_over (
    newcomer_id uuid not null references newcomers on delete cascade,
    listing_id uuid not null references listings on delete cascade,
    reason text not null constraint a_reason_is_one_of_four check (reason in ('too-far', 'wrong-time', 'not-my-thing', 'too-much-dutch')),
    passed_at timestamptz not null default buurten_now(),
    primary key (newcomer_id, listing_id)
);
create index passed_over_of_listing on passed_over (listing_id);
