-- "Take me along": a newcomer asks, the service finds a local who goes there, one yes, both get place and time.
-- asked_at stays the same when a question passes on to the next local, so that she sees one question.
create table going_along (
    id uuid primary key,
    newcomer_id uuid not null references newcomers on delete cascade,
    local_id uuid not null references locals on delete cascade,
    listing_id uuid not null references listings on delete cascade,
    starts_at timestamptz,
    state text not null default 'sent' constraint a_going_along_is_in_a_known_state
        check (state in ('sent', 'yes', 'no', 'went', 'withdrawn', 'lapsed')),
    asked_at timestamptz not null default buurten_now(),
    sent_at timestamptz not null default buurten_now(),
    answered_at timestamptz,
    closed_at timestamptz,
    answer_token_hash bytea not null constraint one_going_along_per_answer_link unique,
    constraint a_yes_to_going_along_has_its_time check ((state in ('yes', 'no', 'went')) <= (answered_at is not null))
);
create unique index one_open_going_along_per_listing on going_along (newcomer_id, listing_id) where state in ('sent', 'yes');
create index going_along_of_newcomer on going_along (newcomer_id, sent_at);
create index going_along_of_local on going_along (local_id, sent_at);
create index going_along_of_listing on going_along (listing_id);

-- How often this local was asked in the month (Europe/Amsterdam) of this moment.
create function asked_in_the_month(the_local uuid, the_moment timestamptz) returns bigint language sql stable as $$
    select count(*) from going_along g where g.local_id = the_local
      and date_trunc('month', g.sent_at at time zone 'Europe/Amsterdam') = date_trunc('month', the_moment at time zone 'Europe/Amsterdam')
$$;

-- The rules that no code can get round. The local's row is the lock: what belongs to one local happens one by one.
create function going_along_holds_its_promises() returns trigger language plpgsql as $$
declare the_local locals%rowtype;
begin
    if new.state not in ('sent', 'yes') then return new; end if;
    select * into the_local from locals where id = new.local_id for no key update;
    if not may_take_along(new.local_id, new.listing_id) then
        raise exception 'this local does not take people along there (yet)'
            using errcode = '23514', constraint = 'only_who_is_known_takes_somebody_along';
    end if;
    if tg_op = 'INSERT' and asked_in_the_month(new.local_id, new.sent_at) >= the_local.requests_a_month then
        raise exception 'this local was asked as often as they chose'
            using errcode = '23514', constraint = 'nobody_is_asked_more_often_than_they_chose';
    end if;
    if new.state = 'yes' and (select count(*) from going_along where local_id = new.local_id and state = 'yes' and id <> new.id) >= the_local.capacity then
        raise exception 'this local takes along as many as they can'
            using errcode = '23514', constraint = 'no_local_is_over_capacity';
    end if;
    return new;
end $$;
create trigger going_along_holds_its_promises before insert or update of state, local_id, listing_id, sent_at on going_along
    for each row execute function going_along_holds_its_promises();
