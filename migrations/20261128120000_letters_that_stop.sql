-- A reminder names what it reminds of, and goes out of the outbox when that has happened; and it is of no use after
-- a moment of its own. The rows of the rooms say themselves when it has happened: whichever way they change.
alter table letters
    add reminds_of uuid,
    add no_use_after timestamptz,
    add to_account uuid references accounts on delete cascade,
    add unsubscribe_link text,
    add unsubscribe_hash bytea constraint one_letter_per_unsubscribe_link unique;
create index letters_that_remind on letters (reminds_of) where reminds_of is not null and sent_at is null;
create index letters_of_account on letters (to_account) where to_account is not null;

create function reminders_stop() returns trigger language plpgsql as $$
begin
    delete from letters where sent_at is null and reminds_of = old.id;
    return null;
end $$;
create trigger reminders_stop after update of state on requests
    for each row when (old.state is distinct from new.state) execute function reminders_stop();
create trigger reminders_stop_with_it after delete on requests for each row execute function reminders_stop();
create trigger reminders_stop after update of state, starts_at, local_id on going_along for each row
    when ((old.state, old.starts_at, old.local_id) is distinct from (new.state, new.starts_at, new.local_id)) execute function reminders_stop();
create trigger reminders_stop_with_it after delete on going_along for each row execute function reminders_stop();
create trigger reminders_stop after update of state, meets_at, newcomer_no_at, local_no_at on introductions for each row
    when ((old.state, old.meets_at, old.newcomer_no_at, old.local_no_at) is distinct from (new.state, new.meets_at, new.newcomer_no_at, new.local_no_at))
    execute function reminders_stop();
create trigger reminders_stop_with_it after delete on introductions for each row execute function reminders_stop();
create trigger reminders_stop after update of answered_at on follow_ups
    for each row when (old.answered_at is null and new.answered_at is not null) execute function reminders_stop();
create trigger reminders_stop_with_it after delete on follow_ups for each row execute function reminders_stop();
-- Who is here again needs no notice of a silent profile.
create trigger reminders_stop after update of notices on accounts
    for each row when (old.notices > new.notices) execute function reminders_stop();

-- Nobody asks whether they still meet once it has ended.
create function follow_ups_stop_with_their_tie() returns trigger language plpgsql as $$
begin
    delete from letters where sent_at is null
        and (reminds_of = new.id or reminds_of in (select id from follow_ups where tie_id = new.id));
    return null;
end $$;
create trigger follow_ups_stop_with_their_tie after update of state on ties
    for each row when (new.state = 'ended' and old.state <> 'ended') execute function follow_ups_stop_with_their_tie();

-- A host was asked about a local at a listing: two keys, so one name for both.
create function name_of_regular(the_local uuid, the_listing uuid) returns uuid language sql immutable as
$$ select md5(the_local::text || the_listing::text)::uuid $$;
create function no_need_to_vouch() returns trigger language plpgsql as $$
begin
    delete from letters where sent_at is null and reminds_of = name_of_regular(old.local_id, old.listing_id);
    return null;
end $$;
create trigger no_need_to_vouch after update of vouched_at, unknown_at on regulars for each row
    when (num_nonnulls(new.vouched_at, new.unknown_at) > num_nonnulls(old.vouched_at, old.unknown_at)) execute function no_need_to_vouch();
create trigger no_need_to_vouch_with_it after delete on regulars for each row execute function no_need_to_vouch();

-- Addresses that a mail server refused for good. Only what signs in still goes there, until its holder says that it
-- works again.
create table bounces (
    address text primary key,
    since timestamptz not null default buurten_now(),
    trouble text not null
);

-- What somebody wants to be written about. The letter of the week is wanted once its day and hour are chosen.
create table letter_choices (
    account_id uuid primary key references accounts on delete cascade,
    language text constraint letters_come_in_one_of_our_languages check (language in ('en', 'nl')),
    off text[] not null default '{}' constraint what_is_off_is_a_short_list check (cardinality(off) <= 12),
    weekly_day int constraint a_weekly_letter_comes_on_a_day check (weekly_day between 1 and 7),
    weekly_hour int constraint a_weekly_letter_comes_by_day check (weekly_hour between 7 and 21),
    -- The Monday of the last week that has had its letter, and the places it named.
    weekly_week date,
    weekly_places uuid[] not null default '{}',
    constraint a_weekly_letter_has_day_and_hour check ((weekly_day is null) = (weekly_hour is null))
);

-- A week has one letter, also where the clock was put back.
create function a_week_has_one_letter() returns trigger language plpgsql as $$
begin
    if new.weekly_week < old.weekly_week then
        raise exception 'a week has one letter' using errcode = '23514', constraint = 'a_week_has_one_letter';
    end if;
    return new;
end $$;
create trigger a_week_has_one_letter before update of weekly_week on letter_choices
    for each row execute function a_week_has_one_letter();

-- Letters follow the language she read last, unless she chose one for them.
create function letters_keep_her_language() returns trigger language plpgsql as $$
begin
    new.language := coalesce((select c.language from letter_choices c where c.account_id = new.id), new.language);
    return new;
end $$;
create trigger letters_keep_her_language before update of language on accounts
    for each row execute function letters_keep_her_language();
