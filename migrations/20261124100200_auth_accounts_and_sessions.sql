create table accounts (
    id uuid primary key,
    email text not null constraint one_account_per_address unique,
    first_name text,
    language text not null constraint an_account_has_one_of_our_languages check (language in ('en', 'nl')),
    created_at timestamptz not null default buurten_now(),
    constraint an_address_is_in_lower_case check (email = lower(email)),
    constraint a_first_name_is_short check (length(first_name) between 1 and 40)
);

-- Social workers and administrators.
create table staff (
    account_id uuid primary key references accounts on delete cascade,
    administrator boolean not null default false,
    added_at timestamptz not null default buurten_now()
);

create table sessions (
    id uuid primary key,
    token_hash bytea not null constraint one_session_per_token unique,
    account_id uuid not null references accounts on delete cascade,
    created_at timestamptz not null default buurten_now(),
    seen_at timestamptz not null default buurten_now()
);
create index sessions_of_account on sessions (account_id);

create table sign_in_challenges (
    id uuid primary key,
    email text not null,
    language text not null,
    next text not null,
    -- The browser that asked; null for an invitation that was printed at the terminal.
    browser_hash bytea,
    code_hash bytea not null,
    link_hash bytea not null constraint one_challenge_per_link unique,
    created_at timestamptz not null default buurten_now(),
    tries int not null default 0 constraint five_tries_at_most check (tries <= 5),
    spent_at timestamptz
);
create index sign_in_challenges_of_address on sign_in_challenges (email, created_at);
create index sign_in_challenges_of_browser on sign_in_challenges (browser_hash);
