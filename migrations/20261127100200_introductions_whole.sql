-- Groups of about five who would like to meet one household; a local speaks for them.
create table welcome_groups (
    id uuid primary key,
    local_id uuid not null references locals on delete cascade,
    name text not null constraint a_welcome_group_has_a_short_name check (length(name) between 1 and 80),
    about text constraint what_a_welcome_group_says_is_short check (length(about) between 1 and 500),
    people int not null constraint a_welcome_group_is_small check (people between 2 and 12),
    since timestamptz not null default buurten_now(),
    ended_at timestamptz
);
create index welcome_groups_of_local on welcome_groups (local_id);

-- "I would like to meet somebody": a wish, not a choice of a person. There is no directory.
create table wishes_to_meet (
    id uuid primary key,
    newcomer_id uuid not null references newcomers on delete cascade,
    kind text not null constraint a_wish_to_meet_is_of_a_known_kind
        check (kind in ('one-to-one', 'coffee', 'question', 'welcome-group')),
    about text constraint what_a_wish_is_about_is_short check (length(about) between 1 and 500),
    asked_at timestamptz not null default buurten_now(),
    ended_at timestamptz,
    introduction_id uuid references introductions on delete set null
);
create unique index one_open_wish_of_a_kind on wishes_to_meet (newcomer_id, kind) where ended_at is null;

-- Proposed by the desk, with why these two, a line, dates that fit both and a public place. The newcomer answers
-- first; seven days each. A no is the desk's alone; what the two see changes when the seven days are over.
alter table introductions
    add column kind text not null default 'one-to-one' constraint an_introduction_is_of_a_known_kind
        check (kind in ('one-to-one', 'coffee', 'question', 'welcome-group')),
    add column welcome_group_id uuid references welcome_groups on delete set null,
    add column reasons jsonb not null default '[]' constraint reasons_are_a_list check (jsonb_typeof(reasons) = 'array'),
    add column line text constraint a_personal_line_is_short check (length(line) between 1 and 500),
    add column place text constraint a_place_to_meet_is_short check (length(place) between 1 and 200),
    add column dates timestamptz[] not null default '{}' constraint three_dates_at_most check (cardinality(dates) <= 3),
    add column meets_at timestamptz,
    add column calendar_sequence int not null default 0,
    add column score double precision constraint a_score_is_a_share check (score between 0 and 1),
    add column weights_version text,
    add column newcomer_token_hash bytea constraint one_introduction_per_link_of_hers unique,
    add column local_token_hash bytea constraint one_introduction_per_link_of_theirs unique,
    add column newcomer_no_at timestamptz,
    add column newcomer_no_reason text constraint her_reason_is_short check (length(newcomer_no_reason) between 1 and 500),
    add column local_no_at timestamptz,
    add column local_no_reason text constraint their_reason_is_short check (length(local_no_reason) between 1 and 500),
    add column lapse text constraint a_lapse_has_a_known_cause check (lapse in ('silence', 'no', 'desk', 'gone')),
    add column seen_to_at timestamptz,
    add column newcomer_phone text constraint her_phone_number_is_short check (length(newcomer_phone) between 6 and 20),
    add column local_phone text constraint their_phone_number_is_short check (length(local_phone) between 6 and 20);
update introductions set ended_at = greatest(newcomer_yes_at, local_yes_at) where state = 'both-yes' and ended_at is null;
update introductions set lapse = 'silence' where state = 'lapsed';
alter table introductions
    add constraint an_introduction_ends_at_both_yes check ((state in ('both-yes', 'lapsed')) = (ended_at is not null)),
    add constraint the_newcomer_answers_first check (local_yes_at is null or newcomer_yes_at is not null),
    add constraint nobody_says_yes_and_no check (num_nonnulls(newcomer_yes_at, newcomer_no_at) <= 1 and num_nonnulls(local_yes_at, local_no_at) <= 1),
    add constraint a_no_is_no_both_yes check (state <> 'both-yes' or num_nonnulls(newcomer_no_at, local_no_at) = 0),
    add constraint a_lapse_says_why check ((state = 'lapsed') = (lapse is not null)),
    add constraint phone_numbers_come_after_both_yes check (state = 'both-yes' or num_nonnulls(newcomer_phone, local_phone) = 0);

-- A local who leaves takes nothing of hers with them: what she sees changes when her seven days are over.
alter table introductions alter local_id drop not null;
alter table introductions drop constraint introductions_local_id_fkey;
alter table introductions add constraint introductions_local_id_fkey foreign key (local_id) references locals on delete set null;
create function a_local_who_leaves_takes_their_words() returns trigger language plpgsql as $$
begin
    if new.local_id is null then
        new.local_no_reason := null;
        new.local_phone := null;
    end if;
    return new;
end $$;
create trigger a_local_who_leaves_takes_their_words before update of local_id on introductions
    for each row execute function a_local_who_leaves_takes_their_words();

-- Steps of an introduction: nothing comes back from both yes or from a lapse, and no yes is taken back.
create function an_introduction_goes_forward() returns trigger language plpgsql as $$
declare steps constant text[] := array['proposed', 'one-yes', 'both-yes'];
begin
    if old.ended_at is not null and (new.state <> old.state or new.ended_at is distinct from old.ended_at)
       or new.state <> 'lapsed' and array_position(steps, new.state) < array_position(steps, old.state) then
        raise exception 'an introduction does not go from % to %', old.state, new.state
            using errcode = '23514', constraint = 'an_introduction_goes_forward';
    end if;
    return new;
end $$;
create trigger an_introduction_goes_forward before update of state, ended_at on introductions
    for each row execute function an_introduction_goes_forward();

-- How many people a local meets now: open introductions, and ties that are not regular yet or have ended.
create function people_of(the_local uuid) returns bigint language sql stable as $$
    select (select count(*) from introductions where local_id = the_local and ended_at is null)
         + (select count(*) from ties where local_id = the_local and introduction_id is not null and state in ('introduced', 'met', 'again'))
$$;

-- The second tier, one to one: everything; now with blocks, reports and the people they already meet.
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
    if new.ended_at is null and tg_op = 'INSERT' and people_of(new.local_id) >= the_local.capacity then
        raise exception 'this local meets as many as they can' using errcode = '23514', constraint = 'no_local_is_introduced_over_capacity';
    end if;
    return new;
end $$;
