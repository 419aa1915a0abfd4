-- What is fair where not everybody can have the best, as the social worker chose it.
alter table rounds add fair text not null default 'nash' constraint a_round_is_fair_in_a_known_way check (fair in ('nash', 'leximin'));

-- The draft as it was looked at last: who was in it and with whom. A round is solved anew whenever somebody looks; by this
-- the page says what changed meanwhile, and for whom. Null where none is kept.
alter table rounds add drafted_at timestamptz;

create table round_newcomers (
    round_id uuid not null references rounds on delete cascade,
    newcomer_id uuid not null references newcomers on delete cascade,
    -- Whether she would have met somebody, and whom; they may have left since.
    placed boolean not null,
    local_id uuid references locals on delete set null,
    constraint a_newcomer_stands_in_a_draft_once primary key (round_id, newcomer_id),
    constraint whoever_meets_a_local_is_placed check (placed or local_id is null)
);
create index round_newcomers_of_newcomer on round_newcomers (newcomer_id);
create index round_newcomers_of_local on round_newcomers (local_id);

create table round_locals (
    round_id uuid not null references rounds on delete cascade,
    local_id uuid not null references locals on delete cascade,
    constraint a_local_stands_in_a_draft_once primary key (round_id, local_id)
);
create index round_locals_of_local on round_locals (local_id);
