-- Locals are scarce, and what they give is counted once, whoever asks: so many people at a time, and so many questions
-- a month.
drop function people_of(uuid);

-- With how many people a local has something now: whom they are asked about, and to whom they promised something. A
-- person counts once, whatever it is. An introduction keeps its place from the day on which it is proposed, or a yes
-- of theirs could come to nothing. The evening of going along takes a place until it is over; what grows out of it
-- takes none: it was one evening.
-- A tie takes a place while the two get to know each other. One conversation: until either says that they met, and six
-- weeks at most, when our one question had its days. Else until they meet regularly, and three months at most: nobody
-- promised a year. A co-host has promised until four weeks after it began.
create function people_of(the_local uuid, besides uuid default null) returns bigint language sql stable as $$
    select count(distinct newcomer_id) from (
        select newcomer_id from introductions where local_id = the_local and ended_at is null
        union all
        select t.newcomer_id from ties t join introductions i on i.id = t.introduction_id
            where t.local_id = the_local and case when i.kind in ('coffee', 'question')
                then t.state = 'introduced' and t.introduced_at > buurten_now() - interval '42 days'
                else t.state in ('introduced', 'met', 'again') and t.introduced_at > buurten_now() - interval '3 months' end
        union all
        select newcomer_id from going_along where local_id = the_local and state in ('sent', 'yes')
        union all
        select t.newcomer_id from together_asked q join together t on t.id = q.together_id
            where q.local_id = the_local and q.state = 'sent'
        union all
        select newcomer_id from together where local_id = the_local
            and (state = 'co-hosted' or state = 'published' and published_at > buurten_now() - interval '28 days')) people
    where newcomer_id is distinct from besides
$$;
drop function promised_by(uuid);
drop function co_hosted_by(uuid);

-- How many letters ask this local for something in the month (Europe/Amsterdam) of this moment: to take somebody along,
-- to co-host, to meet somebody. An introduction asks them once she said yes; until then it may, in whatever month her
-- seven days end.
create or replace function asked_in_the_month(the_local uuid, the_moment timestamptz) returns bigint language sql stable as $$
    select count(*) from (
        select sent_at as first, sent_at as last from going_along where local_id = the_local
        union all
        select sent_at, sent_at from together_asked where local_id = the_local
        union all
        select newcomer_yes_at, newcomer_yes_at from introductions where local_id = the_local and local_token_hash is not null
        union all
        select proposed_at, proposed_at + interval '7 days' from introductions where local_id = the_local and state = 'proposed') asked
    where date_trunc('month', the_moment at time zone 'Europe/Amsterdam')
        between date_trunc('month', first at time zone 'Europe/Amsterdam') and date_trunc('month', last at time zone 'Europe/Amsterdam')
$$;

-- How many people a local can still be asked about now. Every list of who is free reads it, and every promise keeps it.
-- Whom they have something with anyhow takes no other place.
create function places_of(the_local uuid, besides uuid default null) returns bigint language sql stable as $$
    select greatest(0, least(l.capacity - people_of(l.id, besides), l.requests_a_month - asked_in_the_month(l.id, buurten_now())))
    from locals l where l.id = the_local
$$;

create or replace function an_introduction_holds_its_promises() returns trigger language plpgsql as $$
declare the_local locals%rowtype; begins boolean;
begin
    if new.state = 'lapsed' or new.local_id is null then return new; end if;
    begins := tg_op = 'INSERT' or (new.state, new.local_id, new.newcomer_id) is distinct from (old.state, old.local_id, old.newcomer_id);
    if not begins then return new; end if;
    select * into the_local from locals where id = new.local_id for no key update;
    if the_local.state is distinct from 'active' or the_local.stopped_at is not null or the_local.paused_at is not null then
        raise exception 'this local is not ready for one-to-one' using errcode = '23514', constraint = 'only_an_active_local_is_introduced';
    end if;
    if the_local.certificate_valid_until < (buurten_now() at time zone 'Europe/Amsterdam')::date then
        raise exception 'the certificate of this local has expired' using errcode = '23514', constraint = 'only_a_valid_certificate_counts';
    end if;
    perform may_be_brought_together((select account_id from newcomers where id = new.newcomer_id), the_local.account_id);
    -- When it is proposed, and before its letter to the local leaves: they may have chosen less meanwhile.
    if new.state in ('proposed', 'one-yes') then
        if people_of(new.local_id, new.newcomer_id) >= the_local.capacity then
            raise exception 'this local meets as many as they can' using errcode = '23514', constraint = 'no_local_is_introduced_over_capacity';
        end if;
        -- Until her yes is there its row stands among those that may ask; a new one does not.
        if asked_in_the_month(new.local_id, coalesce(new.newcomer_yes_at, new.proposed_at))
                + (tg_op = 'INSERT')::int > the_local.requests_a_month then
            raise exception 'this local was asked as often as they chose'
                using errcode = '23514', constraint = 'nobody_is_asked_more_often_than_they_chose';
        end if;
    end if;
    return new;
end $$;

create or replace function going_along_holds_its_promises() returns trigger language plpgsql as $$
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
    if people_of(new.local_id, new.newcomer_id) >= the_local.capacity then
        raise exception 'this local takes along as many as they can'
            using errcode = '23514', constraint = 'no_local_is_over_capacity';
    end if;
    return new;
end $$;

create or replace function a_co_host_question_holds_its_promises() returns trigger language plpgsql as $$
declare the_local locals%rowtype; her uuid; whose uuid;
begin
    if new.state not in ('sent', 'yes') or tg_op = 'UPDATE' and old.state = new.state then return new; end if;
    if tg_op = 'UPDATE' and not (old.state = 'sent' and new.state = 'yes' or old.state = 'withdrawn' and new.state = 'sent') then
        raise exception 'a question does not go from % to %', old.state, new.state
            using errcode = '23514', constraint = 'a_co_host_question_goes_forward';
    end if;
    select n.id, n.account_id into her, whose from together t join newcomers n on n.id = t.newcomer_id
        where t.id = new.together_id and t.state = 'proposed' for update of t;
    if not found then
        raise exception 'nobody is looked for here (any more)'
            using errcode = '23514', constraint = 'only_an_open_proposal_asks';
    end if;
    if tg_op = 'INSERT' and (select count(*) from together_asked where together_id = new.together_id) >= 3 then
        raise exception 'three were asked' using errcode = '23514', constraint = 'three_locals_are_asked_at_most';
    end if;
    select * into the_local from locals where id = new.local_id for no key update;
    if not may_co_host(new.local_id) then
        raise exception 'this local does not co-host (yet)' using errcode = '23514', constraint = 'only_who_is_known_co_hosts';
    end if;
    if tg_op = 'INSERT' and asked_in_the_month(new.local_id, new.sent_at) >= the_local.requests_a_month then
        raise exception 'this local was asked as often as they chose'
            using errcode = '23514', constraint = 'nobody_is_asked_more_often_than_they_chose';
    end if;
    if people_of(new.local_id, her) >= the_local.capacity then
        raise exception 'this local does as much as they can' using errcode = '23514', constraint = 'no_local_is_over_capacity';
    end if;
    perform may_be_brought_together(whose, the_local.account_id);
    return new;
end $$;

create or replace function a_proposal_goes_forward() returns trigger language plpgsql as $$
declare the_local locals%rowtype; whose uuid;
begin
    -- A co-host who is gone leaves nothing half open.
    if tg_op = 'UPDATE' and new.local_id is null and old.local_id is not null and new.state = old.state and new.state in ('co-hosted', 'published') then
        new.state := case when new.state = 'published' then 'withdrawn' else 'lapsed' end;
        new.ended_at := buurten_now();
        new.ended_by := 'gone';
    end if;
    if tg_op = 'INSERT' and new.state <> 'proposed'
       or tg_op = 'UPDATE' and new.state <> old.state and not (
           old.state = 'proposed' and new.state in ('co-hosted', 'withdrawn', 'lapsed')
           or old.state = 'co-hosted' and new.state in ('published', 'withdrawn', 'lapsed')
           or old.state = 'published' and new.state = 'withdrawn'
           or old.state = 'withdrawn' and new.state = 'proposed' and old.co_hosted_at is null and old.ended_at > buurten_now() - interval '1 hour') then
        raise exception 'a proposal does not go to %', new.state using errcode = '23514', constraint = 'a_proposal_goes_forward';
    end if;
    if new.state = 'proposed' and (tg_op = 'INSERT' or old.state <> 'proposed') then
        perform 1 from newcomers where id = new.newcomer_id for no key update;
        if (select count(*) from together where newcomer_id = new.newcomer_id and id <> new.id and state in ('proposed', 'co-hosted')) >= 2 then
            raise exception 'two are open' using errcode = '23514', constraint = 'two_open_proposals_at_most';
        end if;
    end if;
    if tg_op = 'UPDATE' and new.state = 'co-hosted' and old.state = 'proposed' then
        select * into the_local from locals where id = new.local_id for no key update;
        if not found or not may_co_host(new.local_id) then
            raise exception 'this local does not co-host (yet)' using errcode = '23514', constraint = 'only_who_is_known_co_hosts';
        end if;
        if people_of(new.local_id, new.newcomer_id) >= the_local.capacity then
            raise exception 'this local does as much as they can' using errcode = '23514', constraint = 'no_local_is_over_capacity';
        end if;
        select account_id into whose from newcomers where id = new.newcomer_id;
        perform may_be_brought_together(whose, the_local.account_id);
    end if;
    return new;
end $$;
