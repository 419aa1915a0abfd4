-- Over for each of the two by what they said themselves, or by time; what the other said or did is not in it. Whoever
-- does not want to meet any more, or blocked the other, hears no more of it; for the other it goes on as with somebody
-- quiet, until their own time is over. What the desk ends is over for both.
update ties set newcomer_over_at = coalesce(newcomer_over_at, ended_at), local_over_at = coalesce(local_over_at, ended_at)
    where ended_by = 'desk';
-- Whose thanks were passed over because the other ended it has them when their time is over.
update follow_ups f set skipped_at = null from ties t
    where t.id = f.tie_id and f.step = 'thank-you' and f.skipped_at is not null and t.ended_by in ('newcomer', 'local')
      and t.end_reason <> 'blocked' and f.whose <> t.ended_by
      and case f.whose when 'newcomer' then t.newcomer_over_at else t.local_over_at end is null;
create index ties_over_for_both on ties (id) where state <> 'ended' and newcomer_over_at is not null and local_over_at is not null;

-- A letter that waits is not sent once it has ended; where one of the two ended it, only theirs is not.
create or replace function follow_ups_stop_with_their_tie() returns trigger language plpgsql as $$
begin
    delete from letters where sent_at is null and (reminds_of = new.id or reminds_of in
        (select id from follow_ups where tie_id = new.id and (new.ended_by not in ('newcomer', 'local') or whose = new.ended_by)));
    return null;
end $$;
