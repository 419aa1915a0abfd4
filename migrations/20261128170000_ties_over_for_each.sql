-- When it is over for each of the two: with the year, or with their own "no longer". The other's word is not in it, nor a
-- block, so nothing of that can show. Whoever blocked sees no more of it at once; for the one who was blocked the year
-- goes on as with somebody quiet.
alter table ties add column newcomer_over_at timestamptz, add column local_over_at timestamptz;
update ties set newcomer_over_at = ended_at
    where end_reason = 'thank-you' or newcomer_says = 'no-longer' or end_reason = 'blocked' and ended_by = 'newcomer';
update ties set local_over_at = ended_at
    where end_reason = 'thank-you' or local_says = 'no-longer' or end_reason = 'blocked' and ended_by = 'local';

-- A letter that waits is not sent once it has ended; after a block, only that to whoever blocked is not.
create or replace function follow_ups_stop_with_their_tie() returns trigger language plpgsql as $$
begin
    delete from letters where sent_at is null and (reminds_of = new.id or reminds_of in
        (select id from follow_ups where tie_id = new.id and (new.end_reason is distinct from 'blocked' or whose = new.ended_by)));
    return null;
end $$;
