-- Whoever keeps the listings in memory reads what changed since it last looked, and must not miss anything. Numbers are
-- given out when a transaction begins to write, not when it commits: "more than the largest I saw" would miss a slower
-- neighbour. So each row says in which transaction it was written, a reader keeps the snapshot it read under, and next
-- time it reads exactly what that snapshot did not see.
alter table listings add column changed_in xid8 not null default '0';
create index listings_changed_in on listings (changed_in);

create function listing_changed_in() returns trigger language plpgsql as
$$ begin new.changed_in := pg_current_xact_id(); return new; end $$;
create trigger listing_changed_in before insert or update on listings
    for each row execute function listing_changed_in();

-- What was taken away, for a week: whoever reads looks far more often, and reads everything once a day.
create table listings_gone (
    listing_id uuid primary key,
    gone_in xid8 not null default pg_current_xact_id(),
    gone_at timestamptz not null default buurten_now()
);
create index listings_gone_in on listings_gone (gone_in);

create function listings_go() returns trigger language plpgsql as
$$ begin
    delete from listings_gone where gone_at < buurten_now() - interval '7 days';
    if tg_op = 'TRUNCATE' then
        insert into listings_gone (listing_id) select id from listings
            on conflict (listing_id) do update set gone_in = excluded.gone_in, gone_at = excluded.gone_at;
    else
        insert into listings_gone (listing_id) select id from taken_away_now
            on conflict (listing_id) do update set gone_in = excluded.gone_in, gone_at = excluded.gone_at;
    end if;
    return null;
end $$;
create trigger listings_go after delete on listings referencing old table as taken_away_now
    for each statement execute function listings_go();
create trigger listings_go_all before truncate on listings for each statement execute function listings_go();
