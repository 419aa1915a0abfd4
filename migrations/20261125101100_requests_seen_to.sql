-- Somebody of the desk saw to a request that waits: it leaves their list, and changes nothing that she or the host sees.
alter table requests add seen_to_at timestamptz;
create index requests_waiting on requests (sent_at) where state in ('sent', 'no') and seen_to_at is null;
