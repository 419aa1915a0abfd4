-- What stops a letter was asked of all listings at every change of one. Asked by address it is a look at two indexes.
create or replace function heartbeats_stop() returns trigger language plpgsql as $$
begin
    delete from letters t using heartbeats b
    where t.cause = 'heartbeat' and t.sent_at is null and t.reminds_of = b.id and not exists (
        select from (select id from listings where lower(contact_email) = b.address
                     union all
                     select h.listing_id from accounts a join hosts h on h.account_id = a.id where a.email = b.address) theirs
            join listings l on l.id = theirs.id
        where l.status = 'active' and (l.confirmed_on is null or l.confirmed_on < (b.asked_at at time zone 'Europe/Amsterdam')::date));
    return null;
end $$;
