-- What somebody of the desk wrote down about a person: what for, and until when. The person can read it.
create table notes (
    id uuid primary key,
    about_account uuid not null references accounts on delete cascade,
    by_account uuid references accounts on delete set null,
    purpose text not null constraint a_note_has_a_purpose check (purpose in ('call-back', 'appointment', 'request', 'introduction', 'safety')),
    text text not null constraint a_note_is_short check (length(text) between 1 and 1000),
    until date not null,
    written_at timestamptz not null default buurten_now(),
    -- Taken away; kept for an hour, so that it can come back.
    ended_at timestamptz,
    constraint a_note_ends_within_a_year check (until <= (written_at at time zone 'Europe/Amsterdam')::date + 366)
);
create index notes_about on notes (about_account);
create index notes_until on notes (until);
