-- A round of the desk: whom it is about, and what was said of it, step by step. Who fits whom is solved anew from the
-- rows whenever somebody looks, so nothing goes stale; what stands here is who was pinned, kept out and introduced.
create table rounds (
    id uuid primary key,
    -- The parts of town it is about; null is the whole city.
    parts text[],
    waiting_days int not null default 0 constraint a_round_asks_for_a_known_wait check (waiting_days in (0, 14, 28, 56)),
    asked_only boolean not null default false,
    offer text constraint a_round_asks_for_a_known_offer
        check (offer in ('take-along', 'buddy', 'language-partner', 'mentor', 'co-host')),
    version int not null default 0 constraint a_round_counts_its_steps check (version >= 0),
    -- Where places were short, for whoever looks for locals: numbers and words, nobody's.
    advice jsonb not null default '[]' constraint the_advice_of_a_round_is_a_list check (jsonb_typeof(advice) = 'array'),
    worked_seconds int not null default 0 constraint a_round_takes_time check (worked_seconds >= 0),
    by_account uuid references accounts on delete set null,
    made_at timestamptz not null default buurten_now(),
    changed_at timestamptz not null default buurten_now(),
    put_away_at timestamptz
);
create index rounds_made on rounds (made_at);
create index rounds_by on rounds (by_account);

-- Two social workers do not write over each other: each step has the number after the last one, once.
create table round_steps (
    round_id uuid not null references rounds on delete cascade,
    number int not null,
    act text not null constraint a_step_of_a_round_is_known
        check (act in ('pin', 'ban', 'release', 'introduced', 'refused', 'taken-back')),
    newcomer_id uuid not null references newcomers on delete cascade,
    local_id uuid not null references locals on delete cascade,
    introduction_id uuid references introductions on delete set null,
    refused text constraint a_refusal_of_a_round_is_short check (length(refused) between 1 and 40),
    by_account uuid references accounts on delete set null,
    at timestamptz not null default buurten_now(),
    constraint one_step_after_another primary key (round_id, number),
    constraint only_a_refusal_says_why check ((act = 'refused') = (refused is not null))
);
create index round_steps_of_newcomer on round_steps (newcomer_id);
create index round_steps_of_local on round_steps (local_id);
create index round_steps_of_introduction on round_steps (introduction_id);
create index round_steps_by on round_steps (by_account);
