-- A team looks after some parts of town; a social worker without a team looks after the whole city.
create table teams (
    id uuid primary key,
    name text not null constraint one_team_per_name unique constraint a_team_s_name_is_short check (length(name) between 1 and 60),
    parts text[] not null default '{}',
    created_at timestamptz not null default buurten_now()
);
-- A team with people in it stays: without it they would see the whole city.
alter table staff add team_id uuid constraint a_team_with_people_stays references teams;

-- The second factor of staff (RFC 6238). A code works once: last_step is the step of the last one.
create table second_factors (
    account_id uuid primary key references accounts on delete cascade,
    secret bytea not null,
    enrolled_at timestamptz not null default buurten_now(),
    last_step bigint not null default 0,
    wrong_tries int not null default 0 constraint wrong_tries_are_not_negative check (wrong_tries >= 0),
    locked_until timestamptz
);

-- may_enrol: opened by an invitation, the only way to a first (or new) second factor.
alter table sessions add second_factor_at timestamptz;
alter table sessions add may_enrol boolean not null default false;
-- The secret such a session may set. It is made with the session and counts for nothing until a code proves it.
alter table sessions add enrol_secret bytea;
alter table sessions add constraint only_an_invitation_enrols check (may_enrol or enrol_secret is null);

-- An invitation from the terminal works for ten minutes, one by letter for a day.
alter table sign_in_challenges add valid_minutes int not null default 10
    constraint a_challenge_ends_within_a_day check (valid_minutes between 1 and 1440);

-- What an administrator took away: the row as it was, a day long, so that it can be put back.
create table taken_away (
    id uuid primary key,
    account_id uuid references accounts on delete cascade,
    kind text not null constraint staff_and_teams_are_taken_away check (kind in ('staff', 'team')),
    was jsonb not null,
    at timestamptz not null default buurten_now()
);

-- Nobody locks the city: the last administrator neither goes nor is demoted. Only the last of all may leave, with
-- the account. The lock makes two who remove each other at once come one after the other.
create function there_is_always_an_administrator() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('there_is_always_an_administrator', 0));
    if exists (select 1 from staff where administrator) then return null; end if;
    if not exists (select 1 from staff) and not exists (select 1 from accounts where id = old.account_id) then return null; end if;
    raise exception 'there is always an administrator' using errcode = '23514', constraint = 'there_is_always_an_administrator';
end $$;
create constraint trigger there_is_always_an_administrator after update of administrator or delete on staff
    deferrable initially immediate for each row when (old.administrator) execute function there_is_always_an_administrator();

-- When somebody was last here, and how many notices of a silent profile they got since.
alter table accounts add seen_at timestamptz not null default buurten_now();
alter table accounts add notices int not null default 0 constraint two_notices_at_most check (notices between 0 and 2);
