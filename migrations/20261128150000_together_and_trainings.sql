-- "Start something together": a newcomer proposes something to do, a local co-hosts, somebody of the desk looks, and it
-- is a listing like others. What is told and when stands in `src/together`; what must never be stands here.
create table together (
    id uuid primary key,
    newcomer_id uuid not null references newcomers on delete cascade,
    local_id uuid references locals on delete set null,
    listing_id uuid constraint one_proposal_per_listing unique references listings on delete set null,
    language text not null constraint a_proposal_is_in_one_of_our_languages check (language in ('en', 'nl')),
    title text not null constraint a_proposal_has_a_short_title check (length(title) between 1 and 80),
    interests text[] not null constraint a_proposal_names_up_to_three_interests check (cardinality(interests) between 1 and 3),
    free text[] not null constraint a_proposal_says_when_usually check (cardinality(free) between 1 and 21),
    part text constraint a_part_of_town_is_a_slug check (part ~ '^[a-z-]{1,40}$'),
    place text constraint a_proposed_place_is_short check (length(place) between 1 and 120),
    people int not null constraint a_proposal_is_for_three_to_thirty check (people between 3 and 30),
    languages text[] not null constraint a_proposal_names_up_to_three_languages check (cardinality(languages) between 1 and 3),
    cost_cents int not null default 0 constraint a_proposal_costs_little check (cost_cents between 0 and 10000),
    state text not null default 'proposed' constraint a_proposal_is_in_a_known_state
        check (state in ('proposed', 'co-hosted', 'published', 'withdrawn', 'lapsed')),
    proposed_at timestamptz not null default buurten_now(),
    co_hosted_at timestamptz,
    published_at timestamptz,
    ended_at timestamptz,
    ended_by text constraint a_proposal_is_ended_by_somebody_known check (ended_by in ('newcomer', 'local', 'desk', 'time', 'gone')),
    -- The desk: would rather talk first; not now, with a reason that nobody else reads; saw to one that nobody joined.
    talk_first_at timestamptz,
    not_now_at timestamptz,
    not_now_reason text constraint why_not_now_is_short check (length(not_now_reason) between 1 and 500),
    seen_to_at timestamptz,
    constraint an_ended_proposal_says_when_and_by_whom check
        ((state in ('withdrawn', 'lapsed')) = (ended_at is not null) and (ended_at is null) = (ended_by is null)),
    constraint nothing_begins_without_a_co_host check (state not in ('co-hosted', 'published') or co_hosted_at is not null),
    constraint what_is_published_was_looked_at check ((published_at is not null) <= (co_hosted_at is not null) and (state <> 'published' or published_at is not null)),
    constraint a_reason_comes_with_a_not_now check (not_now_reason is null or not_now_at is not null)
);
create index together_of_newcomer on together (newcomer_id, proposed_at);
create index together_of_local on together (local_id);

-- One local at a time is asked, three at most; nobody twice for the same.
create table together_asked (
    id uuid primary key,
    together_id uuid not null references together on delete cascade,
    local_id uuid not null references locals on delete cascade,
    state text not null default 'sent' constraint a_co_host_question_is_in_a_known_state
        check (state in ('sent', 'yes', 'no', 'withdrawn', 'lapsed')),
    sent_at timestamptz not null default buurten_now(),
    answered_at timestamptz,
    closed_at timestamptz,
    token_hash bytea not null constraint one_co_host_question_per_link unique,
    constraint nobody_is_asked_twice_to_co_host unique (together_id, local_id),
    constraint an_answer_to_co_host_has_its_time check ((state in ('yes', 'no')) = (answered_at is not null))
);
create unique index one_open_co_host_question on together_asked (together_id) where state = 'sent';
create unique index one_co_host_says_yes on together_asked (together_id) where state = 'yes';
create index together_asked_of_local on together_asked (local_id, sent_at);

-- Locals are scarce: whatever they are asked counts against what they chose, and whatever they promised against what
-- they can. A co-host has promised until four weeks after it began, as a yes without a fixed day has.
create or replace function asked_in_the_month(the_local uuid, the_moment timestamptz) returns bigint language sql stable as $$
    select count(*) from (select sent_at from going_along where local_id = the_local
                          union all select sent_at from together_asked where local_id = the_local) asked
    where date_trunc('month', sent_at at time zone 'Europe/Amsterdam') = date_trunc('month', the_moment at time zone 'Europe/Amsterdam')
$$;
create function co_hosted_by(the_local uuid) returns bigint language sql stable as $$
    select count(*) from together where local_id = the_local
      and (state = 'co-hosted' or state = 'published' and published_at > buurten_now() - interval '28 days')
$$;
create function promised_by(the_local uuid) returns bigint language sql stable as $$
    select (select count(*) from going_along where local_id = the_local and state = 'yes') + co_hosted_by(the_local)
$$;
-- Beginning something in a public place with neighbours is of the first tier: we had the short call, and a host vouches.
create function may_co_host(the_local uuid) returns boolean language sql stable as $$
    select exists (
        select 1 from locals l where l.id = the_local and l.account_id is not null and l.joined_at is not null
          and l.talked_at is not null and l.paused_at is null and l.stopped_at is null
          and exists (select 1 from regulars r where r.local_id = l.id and r.vouched_at is not null))
$$;

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
    if new.state = 'yes' and co_hosted_by(new.local_id)
            + (select count(*) from going_along where local_id = new.local_id and state = 'yes' and id <> new.id) >= the_local.capacity then
        raise exception 'this local takes along as many as they can'
            using errcode = '23514', constraint = 'no_local_is_over_capacity';
    end if;
    return new;
end $$;

-- The local's row is the lock, as for going along.
create function a_co_host_question_holds_its_promises() returns trigger language plpgsql as $$
declare the_local locals%rowtype; whose uuid;
begin
    if new.state not in ('sent', 'yes') or tg_op = 'UPDATE' and old.state = new.state then return new; end if;
    if tg_op = 'UPDATE' and not (old.state = 'sent' and new.state = 'yes' or old.state = 'withdrawn' and new.state = 'sent') then
        raise exception 'a question does not go from % to %', old.state, new.state
            using errcode = '23514', constraint = 'a_co_host_question_goes_forward';
    end if;
    select n.account_id into whose from together t join newcomers n on n.id = t.newcomer_id
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
    if promised_by(new.local_id) >= the_local.capacity then
        raise exception 'this local does as much as they can' using errcode = '23514', constraint = 'no_local_is_over_capacity';
    end if;
    perform may_be_brought_together(whose, the_local.account_id);
    return new;
end $$;
create trigger a_co_host_question_holds_its_promises before insert or update of state on together_asked
    for each row execute function a_co_host_question_holds_its_promises();

create function a_proposal_goes_forward() returns trigger language plpgsql as $$
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
        if promised_by(new.local_id) >= the_local.capacity then
            raise exception 'this local does as much as they can' using errcode = '23514', constraint = 'no_local_is_over_capacity';
        end if;
        select account_id into whose from newcomers where id = new.newcomer_id;
        perform may_be_brought_together(whose, the_local.account_id);
    end if;
    return new;
end $$;
create trigger a_proposal_goes_forward before insert or update of state, local_id on together
    for each row execute function a_proposal_goes_forward();

-- A short evening for locals: when and where; who comes.
create table trainings (
    id uuid primary key,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    place text not null constraint a_training_has_a_short_place check (length(place) between 1 and 120),
    called_off_at timestamptz,
    constraint a_training_ends_after_it_starts check (ends_at > starts_at)
);
create index trainings_to_come on trainings (starts_at) where called_off_at is null;
create table training_places (
    training_id uuid not null references trainings on delete cascade,
    local_id uuid not null references locals on delete cascade,
    since timestamptz not null default buurten_now(),
    primary key (training_id, local_id)
);
create index training_places_of_local on training_places (local_id);

-- "What you made possible": once a year, from a year after they joined on.
alter table locals add column thanked_at timestamptz;
