-- Between two people who both said yes: text, relayed, never in a letter. held: a person of the desk reads it first.
-- unheard: written by somebody whom the other blocked; its writer sees nothing of that.
create table messages (
    id uuid primary key,
    tie_id uuid not null references ties on delete cascade,
    from_account uuid not null references accounts on delete cascade,
    text text not null constraint a_message_is_not_too_long check (length(text) between 1 and 2000),
    written_at timestamptz not null default buurten_now(),
    held_at timestamptz,
    let_through_at timestamptz,
    kept_back_at timestamptz,
    looked_by uuid references accounts on delete set null,
    unheard boolean not null default false,
    read_at timestamptz,
    constraint a_held_message_is_let_through_or_kept_back check (num_nonnulls(let_through_at, kept_back_at) <= 1
        and (held_at is not null or num_nonnulls(let_through_at, kept_back_at) = 0))
);
create index messages_of_tie on messages (tie_id, written_at);
create index messages_held on messages (held_at) where held_at is not null and let_through_at is null and kept_back_at is null;
