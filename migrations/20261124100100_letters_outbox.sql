-- A letter is a row written in the transaction of its cause; a worker carries it out.
create table letters (
    id uuid primary key,
    cause text not null,
    address text not null,
    language text not null constraint a_letter_is_in_one_of_our_languages check (language in ('en', 'nl')),
    message_id text not null constraint one_message_id_per_letter unique,
    subject text,
    body_text text,
    body_html text,
    queued_at timestamptz not null default buurten_now(),
    due_at timestamptz not null default buurten_now(),
    sent_at timestamptz,
    gave_up_at timestamptz,
    tries int not null default 0,
    trouble text,
    constraint a_waiting_letter_has_its_text
        check (sent_at is not null or gave_up_at is not null or (subject is not null and body_text is not null and body_html is not null))
);
create index letters_waiting on letters (due_at) where sent_at is null and gave_up_at is null;
create index letters_sent on letters (sent_at);

create function letter_queued() returns trigger language plpgsql as
$$ begin perform pg_notify('letter_queued', ''); return null; end $$;
create trigger letter_queued after insert on letters for each statement execute function letter_queued();
