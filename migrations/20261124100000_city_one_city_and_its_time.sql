-- One database is one city, sample or real, written down in it.
create table city (
    only_one boolean primary key default true constraint one_database_is_one_city check (only_one),
    slug text not null,
    kind text not null constraint a_city_is_sample_or_real check (kind in ('sample', 'real')),
    facts jsonb not null,
    clock_offset interval not null default '0',
    seeded_on date,
    constraint a_real_city_keeps_real_time check (kind = 'sample' or clock_offset = '0')
);

-- Time that decides is the database's; in a sample it can be moved. The one place that says now().
create function buurten_now() returns timestamptz language sql stable as
$$ select now() + coalesce((select clock_offset from city), '0') $$;

-- Whoever keeps something of the city in memory hears that it changed.
create function city_changed() returns trigger language plpgsql as
$$ begin perform pg_notify('city_changed', ''); return null; end $$;
create trigger city_changed after insert or update on city for each statement execute function city_changed();
