-- What a local is up for. Nobody is asked for anything else, and what they no longer want they are not asked any more.
alter table locals
    add column up_for text[] not null default '{one-to-one,coffee,question}' constraint locals_are_up_for_what_there_is
        check (up_for <@ '{one-to-one,coffee,question,welcome-group}'::text[]);

-- A wish of hers: what a question is about, and whether the one from here may read her line after her yes.
alter table wishes_to_meet
    add column topic text constraint a_question_is_about_something_known
        check (topic is null or topic in ('school', 'care', 'work', 'house', 'else') and kind = 'question'),
    add column may_be_read boolean not null default false;
create index wishes_open on wishes_to_meet (asked_at) where ended_at is null;
create index wishes_of_introduction on wishes_to_meet (introduction_id);

-- A local speaks for one group at a time.
create unique index one_welcome_group_of_a_local on welcome_groups (local_id) where ended_at is null;

alter table introductions add constraint a_group_stands_with_its_kind check (welcome_group_id is null or kind = 'welcome-group');

create function an_introduction_is_what_they_are_up_for() returns trigger language plpgsql as $$
begin
    if new.local_id is null or new.state not in ('proposed', 'one-yes') or tg_op = 'UPDATE' and new.state = old.state then return new; end if;
    if not exists (select 1 from locals where id = new.local_id and new.kind = any (up_for)) then
        raise exception 'this local is not up for %', new.kind using errcode = '23514', constraint = 'nobody_is_asked_for_what_they_do_not_want';
    end if;
    if new.kind = 'welcome-group' and not exists
        (select 1 from welcome_groups where id = new.welcome_group_id and local_id = new.local_id and ended_at is null) then
        raise exception 'this group is not there' using errcode = '23514', constraint = 'a_household_meets_a_group_that_is_there';
    end if;
    return new;
end $$;
create trigger an_introduction_is_what_they_are_up_for before insert or update of state on introductions
    for each row execute function an_introduction_is_what_they_are_up_for();

-- A few people brought together once: three newcomers, or two groups by their hosts. All are asked at the same moment and
-- have seven days; it takes place once two said yes. Nobody sees who did not. unheard: a yes that may not be brought
-- together with the others; whoever said it sees nothing of that.
create table gatherings (
    id uuid primary key,
    kind text not null constraint a_gathering_is_of_a_known_kind check (kind in ('trio', 'two-groups')),
    what text not null constraint what_there_is_to_do_is_short check (length(what) between 1 and 200),
    place text not null constraint a_place_to_gather_is_short check (length(place) between 1 and 200),
    meets_at timestamptz not null,
    state text not null default 'proposed' constraint a_gathering_is_in_a_known_state check (state in ('proposed', 'on', 'off', 'lapsed')),
    proposed_at timestamptz not null default buurten_now(),
    proposed_by uuid references accounts on delete set null,
    ended_at timestamptz,
    lapse text constraint a_gathering_lapses_of_a_known_cause check (lapse in ('silence', 'no', 'desk', 'gone')),
    seen_to_at timestamptz,
    constraint a_gathering_comes_after_the_answers check (meets_at >= proposed_at + interval '7 days'),
    constraint a_gathering_that_is_over_has_its_time check ((state in ('off', 'lapsed')) = (ended_at is not null)),
    constraint a_gathering_that_lapsed_says_why check ((state = 'lapsed') = (lapse is not null))
);
create index gatherings_open on gatherings (proposed_at) where state = 'proposed';
create index gatherings_to_come on gatherings (meets_at);

create table gathering_parties (
    id uuid primary key,
    gathering_id uuid not null references gatherings on delete cascade,
    account_id uuid not null references accounts on delete cascade,
    listing_id uuid references listings on delete set null,
    token_hash bytea not null constraint one_party_per_link unique,
    yes_at timestamptz,
    no_at timestamptz,
    no_reason text constraint the_reason_of_a_party_is_short check (length(no_reason) between 1 and 500),
    cannot_at timestamptz,
    unheard boolean not null default false,
    constraint nobody_is_asked_twice_to_one_gathering unique (gathering_id, account_id),
    constraint a_party_says_one_thing check (num_nonnulls(yes_at, no_at) <= 1 and (no_reason is null or no_at is not null)),
    constraint only_a_yes_is_taken_back check (cannot_at is null or yes_at is not null),
    constraint only_a_yes_is_unheard check (not unheard or yes_at is not null)
);
create index gathering_parties_of_account on gathering_parties (account_id);

-- Whoever is asked, and whoever says yes, may be brought together with each of the others.
create function a_party_may_be_there() returns trigger language plpgsql as $$
declare the_gathering gatherings%rowtype; other uuid;
begin
    if tg_op = 'UPDATE' and (new.yes_at is null or old.yes_at is not null or new.unheard) then return new; end if;
    select * into the_gathering from gatherings where id = new.gathering_id for update;
    if the_gathering.state not in ('proposed', 'on') then return new; end if;
    if tg_op = 'INSERT' then
        perform 1 from accounts where id = new.account_id for no key update;
        if the_gathering.kind = 'trio' and exists (select 1 from gathering_parties p join gatherings g on g.id = p.gathering_id
            where p.account_id = new.account_id and g.kind = 'trio' and g.id <> new.gathering_id
              and (g.state = 'proposed' or g.state = 'on' and g.meets_at > buurten_now())) then
            raise exception 'they are asked to another trio' using errcode = '23514', constraint = 'nobody_is_asked_to_two_trios_at_once';
        end if;
    elsif buurten_now() >= the_gathering.proposed_at + interval '7 days' then
        raise exception 'the seven days are over' using errcode = '23514', constraint = 'an_answer_comes_within_seven_days';
    end if;
    for other in select account_id from gathering_parties
        where gathering_id = new.gathering_id and account_id <> new.account_id and cannot_at is null
          and (tg_op = 'INSERT' or yes_at is not null and not unheard) order by account_id loop
        perform may_be_brought_together(new.account_id, other);
    end loop;
    return new;
end $$;
create trigger a_party_may_be_there before insert or update of yes_at on gathering_parties
    for each row execute function a_party_may_be_there();

create function a_gathering_goes_forward() returns trigger language plpgsql as $$
begin
    if new.state = old.state then return new; end if;
    if (old.state, new.state) not in (('proposed', 'on'), ('proposed', 'lapsed'), ('on', 'off')) then
        raise exception 'a gathering does not go from % to %', old.state, new.state
            using errcode = '23514', constraint = 'a_gathering_goes_forward';
    end if;
    if new.state = 'on' and (select count(*) from gathering_parties where gathering_id = new.id and yes_at is not null and cannot_at is null and not unheard) < 2 then
        raise exception 'fewer than two said yes' using errcode = '23514', constraint = 'a_gathering_is_on_once_two_said_yes';
    end if;
    return new;
end $$;
create trigger a_gathering_goes_forward before update of state on gatherings
    for each row execute function a_gathering_goes_forward();
