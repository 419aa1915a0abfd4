-- Going along: the evening before both hear where and when; the day after each is asked how it was, once.
alter table going_along
    -- A question that was taken back may have been a no before: she must never learn of it. This says that it was a yes.
    add column yes_at timestamptz,
    add column reminded_at timestamptz,
    add column calendar_sequence int not null default 0,
    add column asked_after_at timestamptz,
    add column newcomer_after_hash bytea constraint one_day_after_per_link_of_hers unique,
    add column local_after_hash bytea constraint one_day_after_per_link_of_theirs unique,
    add column newcomer_after text constraint her_day_after_is_a_known_one
        check (newcomer_after in ('went', 'missed', 'stayed-away')),
    add column local_after text constraint their_day_after_is_a_known_one
        check (local_after in ('went', 'missed', 'stayed-away')),
    add constraint only_who_was_asked_says_how_it_was
        check (asked_after_at is not null or num_nonnulls(newcomer_after, local_after, newcomer_after_hash, local_after_hash) = 0);
update going_along set yes_at = answered_at where state in ('yes', 'went') or state = 'lapsed';
create index going_along_to_come on going_along (starts_at) where state = 'yes';
create index going_along_to_ask_after on going_along (answered_at) where asked_after_at is null and state in ('yes', 'lapsed');

-- What nobody has any more is over; and a local who leaves takes their own words along.
create or replace function a_question_ends_with_its_local() returns trigger language plpgsql as $$
begin
    if new.local_id is null then
        new.local_after := null;
        new.local_after_hash := null;
        if new.state in ('sent', 'yes') then
            new.state := 'lapsed';
            new.closed_at := buurten_now();
        end if;
    end if;
    return new;
end $$;

-- A host who says nothing for three days gets one reminder, with a link of its own: the first one still works.
alter table requests
    add column reminded_at timestamptz,
    add column reminder_token_hash bytea constraint one_request_per_reminder_link unique;
create index requests_silent on requests (sent_at) where state = 'sent' and reminded_at is null;

-- Whether its organisation leaves most questions unanswered, as of the last hour. For the order of lists; on no page.
alter table listings add column slow_to_answer boolean not null default false;

-- Somebody's calendar, read by their telephone: whoever has the link reads it, until it is taken back.
create table calendar_feeds (
    account_id uuid primary key references accounts on delete cascade,
    token_hash bytea not null constraint one_calendar_per_link unique,
    made_at timestamptz not null default buurten_now()
);

-- The date that was called off or moved, so that a calendar can strike it out.
alter table introductions add column met_before timestamptz;
