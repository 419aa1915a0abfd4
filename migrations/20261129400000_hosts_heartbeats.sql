-- Every eight weeks whoever answers for a group is asked whether it is still on: one letter an address for all of its
-- groups. The link works for eight weeks, and changes nothing by being opened.
create table heartbeats (
    id uuid primary key,
    address text not null constraint an_address_is_kept_in_lower_case check (address = lower(address)),
    account_id uuid references accounts on delete cascade,
    token_hash bytea not null constraint one_heartbeat_per_link unique,
    asked_at timestamptz not null default buurten_now()
);
create index heartbeats_of_address on heartbeats (address, asked_at);
create index heartbeats_of_account on heartbeats (account_id) where account_id is not null;
create index heartbeats_asked on heartbeats (asked_at);
create index listings_of_contact on listings (lower(contact_email)) where contact_email is not null;
create index listings_by_confirmation on listings (confirmed_on nulls first, key) where status = 'active';

create function one_heartbeat_in_eight_weeks() returns trigger language plpgsql as $$
begin
    -- One at a time for an address.
    perform pg_advisory_xact_lock(hashtextextended(new.address, 3));
    if exists (select from heartbeats where address = new.address and id <> new.id
               and asked_at > new.asked_at - interval '8 weeks' and asked_at < new.asked_at + interval '8 weeks') then
        raise exception 'an address is asked once in eight weeks' using errcode = '23514', constraint = 'one_heartbeat_in_eight_weeks';
    end if;
    return new;
end $$;
create trigger one_heartbeat_in_eight_weeks before insert or update of address, asked_at on heartbeats
    for each row execute function one_heartbeat_in_eight_weeks();

-- The letter stops once nothing is left to ask: every group of that address was confirmed since, or is not open.
create function heartbeats_stop() returns trigger language plpgsql as $$
begin
    delete from letters t using heartbeats b
    where t.cause = 'heartbeat' and t.sent_at is null and t.reminds_of = b.id and not exists (
        select from listings l where l.status = 'active'
            and (l.confirmed_on is null or l.confirmed_on < (b.asked_at at time zone 'Europe/Amsterdam')::date)
            and (lower(l.contact_email) = b.address or exists (
                select from hosts h join accounts a on a.id = h.account_id where h.listing_id = l.id and a.email = b.address)));
    return null;
end $$;
create trigger heartbeats_stop after update of confirmed_on, status, contact_email on listings
    for each statement execute function heartbeats_stop();
create trigger heartbeats_stop_with_it after delete on listings for each statement execute function heartbeats_stop();
create function heartbeat_stops_with_its_question() returns trigger language plpgsql as $$
begin
    delete from letters where sent_at is null and reminds_of = old.id;
    return null;
end $$;
create trigger heartbeat_stops_with_its_question after delete on heartbeats
    for each row execute function heartbeat_stops_with_its_question();
