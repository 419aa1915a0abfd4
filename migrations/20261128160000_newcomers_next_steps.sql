-- Since when she is one of us: she has an account and told enough to be matched. Once; and since when she looks: the same,
-- begun anew after a break, and nothing during one. Whoever was here before begins with this migration.
alter table newcomers add joined_at timestamptz, add looking_since timestamptz;

create function a_newcomer_looks_once_she_joined() returns trigger language plpgsql as $$
declare has_joined constant boolean := new.account_id is not null and coalesce(new.answers -> 'languages', '{}') <> '{}';
begin
    new.joined_at := case when has_joined then coalesce(new.joined_at, buurten_now()) else new.joined_at end;
    new.looking_since := case when has_joined and new.paused_at is null then coalesce(new.looking_since, buurten_now()) end;
    return new;
end $$;
create trigger a_newcomer_looks_once_she_joined before insert or update of account_id, answers, paused_at on newcomers
    for each row execute function a_newcomer_looks_once_she_joined();
update newcomers set paused_at = paused_at;
create index newcomers_looking on newcomers (id) where looking_since is not null;

-- One thing to do this week. A step ends one way: she did it, she took something else, or its time was over.
create table next_steps (
    id uuid primary key,
    newcomer_id uuid not null references newcomers on delete cascade,
    kind text not null constraint a_next_step_is_of_a_known_kind check (kind in ('kept', 'fits', 'walk-in', 'talk', 'look')),
    listing_id uuid references listings on delete cascade,
    starts_at timestamptz,
    why jsonb,
    given_at timestamptz not null default buurten_now(),
    until timestamptz not null,
    done_at timestamptz,
    set_aside_at timestamptz,
    over_at timestamptz,
    constraint a_next_step_to_somewhere_says_where check
        (case when kind in ('kept', 'fits', 'walk-in') then num_nonnulls(listing_id, starts_at) = 2 else num_nonnulls(listing_id, starts_at, why) = 0 end),
    constraint a_next_step_stands_two_weeks_at_most check (until > given_at and until <= given_at + interval '14 days'),
    constraint a_next_step_ends_one_way check (num_nonnulls(done_at, set_aside_at, over_at) <= 1)
);
create unique index one_open_next_step on next_steps (newcomer_id) where num_nonnulls(done_at, set_aside_at, over_at) = 0;
create index next_steps_of_newcomer on next_steps (newcomer_id, given_at);
create index next_steps_of_listing on next_steps (listing_id);
create index ties_of_newcomer on ties (newcomer_id);

-- When each newcomer last took a step of her own: asked to go, went, asked to be taken along, was introduced, said that
-- they met. Only what she knows of herself: nothing that somebody else answered moves it.
create view last_acts as select n.id as newcomer_id, greatest(
        (select max(greatest(sent_at, case when state = 'went' then closed_at end)) from requests
          where newcomer_id = n.id and state <> 'withdrawn'),
        (select max(greatest(asked_at, case when state = 'went' then closed_at end)) from going_along
          where newcomer_id = n.id and state <> 'withdrawn'),
        (select max(greatest(proposed_at, newcomer_yes_at)) from introductions
          where newcomer_id = n.id and newcomer_token_hash is not null),
        (select max(introduced_at) from ties where newcomer_id = n.id),
        (select max(f.answered_at) from ties t join follow_ups f on f.tie_id = t.id
          where t.newcomer_id = n.id and f.whose = 'newcomer' and f.answer in ('once', 'again', 'regularly'))) as at
    from newcomers n;

-- When each last had a step: one that was given to her, one that she did, or one of her own. Since when she looks, where
-- there was none.
create view last_steps as select n.id as newcomer_id, greatest(n.looking_since, a.at,
        (select max(greatest(given_at, done_at)) from next_steps where newcomer_id = n.id)) as at
    from newcomers n join last_acts a on a.newcomer_id = n.id;

-- For whom it is time for another: she looks, none stands, and the last that she did is a week ago.
create view due_a_step as select n.id as newcomer_id from newcomers n join last_acts a on a.newcomer_id = n.id
    where n.looking_since is not null
      and not exists (select 1 from next_steps where newcomer_id = n.id and until > buurten_now()
                         and num_nonnulls(done_at, set_aside_at, over_at) = 0)
      and coalesce(greatest((select max(done_at) from next_steps where newcomer_id = n.id), a.at)
                       <= buurten_now() - interval '7 days', true);
