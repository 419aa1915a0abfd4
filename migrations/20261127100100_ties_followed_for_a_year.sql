-- What may grow out of an introduction or of going along: introduced, met, again, regular, or ended with a reason.
create table ties (
    id uuid primary key,
    newcomer_id uuid not null references newcomers on delete cascade,
    local_id uuid not null references locals on delete cascade,
    introduction_id uuid constraint one_tie_per_introduction unique references introductions on delete set null,
    going_along_id uuid constraint one_tie_per_going_along unique references going_along on delete set null,
    state text not null default 'introduced' constraint a_tie_is_in_a_known_state
        check (state in ('introduced', 'met', 'again', 'regular', 'ended')),
    introduced_at timestamptz not null default buurten_now(),
    met_at timestamptz,
    again_at timestamptz,
    regular_at timestamptz,
    ended_at timestamptz,
    end_reason text constraint a_tie_ends_for_a_known_reason check (end_reason in
        ('no-time', 'no-click', 'moved-away', 'no-answer', 'too-far', 'language', 'something-else', 'blocked', 'thank-you')),
    ended_by text constraint a_tie_is_ended_by_one_of_them check (ended_by in ('newcomer', 'local', 'desk', 'time')),
    constraint an_end_has_its_time_and_reason check ((state = 'ended') = (ended_at is not null) and (state = 'ended') = (end_reason is not null)),
    constraint who_met_again_has_met check (again_at is null or met_at is not null),
    constraint who_meets_regularly_met_again check (regular_at is null or again_at is not null)
);
create unique index one_living_tie_per_pair on ties (newcomer_id, local_id) where state <> 'ended';
create index ties_of_local on ties (local_id);

-- A tie grows step by step, and what has ended has ended.
create function a_tie_only_grows() returns trigger language plpgsql as $$
declare steps constant text[] := array['introduced', 'met', 'again', 'regular', 'ended'];
begin
    if old.state = 'ended' and new.state <> 'ended' or array_position(steps, new.state) < array_position(steps, old.state) then
        raise exception 'a tie does not go back from % to %', old.state, new.state
            using errcode = '23514', constraint = 'a_tie_only_grows';
    end if;
    return new;
end $$;
create trigger a_tie_only_grows before update of state on ties for each row execute function a_tie_only_grows();

-- "Do you still meet?", asked of both at 2 weeks, 6 weeks, 3, 6 and 12 months. The answer is kept; the link is not.
create table follow_ups (
    id uuid primary key,
    tie_id uuid not null references ties on delete cascade,
    step text not null constraint a_follow_up_has_a_known_step
        check (step in ('two-weeks', 'six-weeks', 'three-months', 'six-months', 'twelve-months')),
    account_id uuid not null references accounts on delete cascade,
    whose text not null constraint a_follow_up_is_asked_of_one_of_them check (whose in ('newcomer', 'local')),
    due_at timestamptz not null,
    asked_at timestamptz,
    token_hash bytea constraint one_follow_up_per_link unique,
    expires_at timestamptz,
    answered_at timestamptz,
    answer text constraint a_follow_up_has_a_known_answer check (answer in
        ('not-yet', 'once', 'again', 'regularly', 'no-longer')),
    constraint one_follow_up_per_step_and_person unique (tie_id, step, whose),
    constraint an_answer_has_its_time check ((answer is null) = (answered_at is null)),
    constraint only_what_was_asked_is_answered check (answered_at is null or asked_at is not null)
);
create index follow_ups_due on follow_ups (due_at) where asked_at is null;
