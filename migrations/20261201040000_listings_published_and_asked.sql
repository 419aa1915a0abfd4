-- When everybody could see a listing for the first time: what is new is new from then on, however long it was a draft.
-- Kept once and never changed.
alter table listings add column published_at timestamptz;
update listings l set published_at = coalesce(
    (select min(c.at) from listing_changes c where c.listing_id = l.id and c.fields -> 'status' ->> 'from' = 'draft'),
    case when l.status <> 'draft' then l.created_at end);

create function listing_is_published() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.published_at is not null then
        new.published_at := old.published_at;
    else
        new.published_at := case when new.status <> 'draft' then buurten_now() end;
    end if;
    return new;
end $$;
create trigger listing_is_published before insert or update of status, published_at on listings
    for each row execute function listing_is_published();
alter table listings add constraint what_everybody_sees_was_published check (status = 'draft' or published_at is not null);

-- The day of the first letter that asked whether it is still on and was not answered since. It stands until somebody
-- confirms on that day or later; kept beside, so that who stays silent is found without walking over every listing.
alter table listings add column asked_on date;
create function listings_of_address(who text) returns setof uuid language sql stable as $$
    select id from listings where lower(contact_email) = who
    union select h.listing_id from hosts h join accounts a on a.id = h.account_id where a.email = who
$$;
create function listings_are_asked_after() returns trigger language plpgsql as $$
declare
    day date := (new.asked_at at time zone 'Europe/Amsterdam')::date;
begin
    -- Locked in the order of their keys, as whoever answers a letter locks them.
    with theirs as (select id from listings where id in (select listings_of_address(new.address)) and status = 'active'
        and (confirmed_on is null or confirmed_on < day) and (asked_on is null or asked_on <= confirmed_on)
        order by key for no key update)
    update listings l set asked_on = day from theirs where l.id = theirs.id;
    return null;
end $$;
update listings l set asked_on = b.day
from (select of.id, min((b.asked_at at time zone 'Europe/Amsterdam')::date) as day
      from heartbeats b cross join lateral listings_of_address(b.address) as of (id) join listings l on l.id = of.id
      where l.confirmed_on is null or (b.asked_at at time zone 'Europe/Amsterdam')::date > l.confirmed_on group by of.id) b
where l.id = b.id and l.status = 'active';
create trigger listings_are_asked_after after insert on heartbeats for each row execute function listings_are_asked_after();
create index listings_unanswered on listings (coalesce(confirmed_on, '-infinity'), key)
    where status = 'active' and asked_on is not null and (confirmed_on is null or asked_on > confirmed_on);
create index listings_nobody_to_ask on listings (coalesce(confirmed_on, '-infinity'), key)
    where status = 'active' and contact_email is null;
