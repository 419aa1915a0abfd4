-- A team looks after some parts of town; a social worker without a team looks after the whole city.
create table teams (
    id uuid primary key,
    name text not null constraint one_team_per_name unique constraint a_team_s_name_is_short check (length(name) between 1 and 60),
    parts text[] not null default '{}',
    created_at timestamptz not null default buurten_now()
);
alter table staff add team_id uuid references teams on delete set null;

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

-- When somebody was last here, and how many notices of a silent profile they got since.
alter table accounts add seen_at timestamptz not null default buurten_now();
alter table accounts add notices int not null default 0 constraint two_notices_at_most check (notices between 0 and 2);
