-- What a place costs the others, as of a night: counts over all lists alone, nothing of anybody. A listing that is not
-- here has room enough. shown and target: how many lists' first ten it stands in, and how many it may stand in.
create table listing_scarcity (
    listing_id uuid primary key references listings on delete cascade,
    price double precision not null constraint a_price_is_0_to_1 check (price between 0 and 1),
    shown int not null constraint showings_are_not_negative check (shown >= 0),
    target double precision not null constraint a_target_is_positive check (target > 0),
    as_of date not null
);
create function scarcity_changed() returns trigger language plpgsql as
$$ begin perform pg_notify('scarcity_changed', ''); return null; end $$;
create trigger scarcity_changed after insert or update or delete or truncate on listing_scarcity
    for each statement execute function scarcity_changed();
