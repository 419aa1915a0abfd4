-- Instant and silent: nothing that the blocked person sees says so.
create table blocks (
    blocker_account uuid not null references accounts on delete cascade,
    blocked_account uuid not null references accounts on delete cascade,
    since timestamptz not null default buurten_now(),
    primary key (blocker_account, blocked_account),
    constraint nobody_blocks_themselves check (blocker_account <> blocked_account)
);
create index blocks_of_blocked on blocks (blocked_account);

-- Something is wrong with somebody. Until a named person has looked, nobody new is brought together with them.
create table reports (
    id uuid primary key,
    by_account uuid references accounts on delete set null,
    about_account uuid not null references accounts on delete cascade,
    cause text not null constraint a_report_has_a_known_cause
        check (cause in ('unkind', 'not-who-they-said', 'asked-for-money', 'unsafe', 'something-else')),
    words text constraint the_words_of_a_report_are_short check (length(words) between 1 and 2000),
    made_at timestamptz not null default buurten_now(),
    answer_by timestamptz not null default buurten_now() + interval '2 days',
    looked_at timestamptz,
    looked_by uuid references accounts on delete set null,
    outcome text constraint a_report_has_a_known_outcome check (outcome in ('nothing-wrong', 'talked-to', 'stopped')),
    answered text constraint the_answer_to_a_report_is_short check (length(answered) between 1 and 2000),
    constraint who_looked_says_what_came_of_it check ((looked_at is null) = (outcome is null))
);
create index reports_open on reports (answer_by) where looked_at is null;
create index reports_about on reports (about_account);
create unique index one_open_report_of_one_about_another on reports (by_account, about_account) where looked_at is null;

-- What belongs to two people happens one by one, whatever table it is in: whoever brings them together and whoever
-- blocks takes the same lock, and each sees what the other has done.
create function lock_of_two(a uuid, b uuid) returns void language sql volatile as $$
    select pg_advisory_xact_lock(hashtextextended(least(a, b)::text || greatest(a, b)::text, 5))
$$;

create function a_block_takes_the_lock_of_two() returns trigger language plpgsql as $$
begin
    perform lock_of_two(new.blocker_account, new.blocked_account);
    return new;
end $$;
create trigger a_block_takes_the_lock_of_two before insert on blocks
    for each row execute function a_block_takes_the_lock_of_two();

-- Refuses to bring two accounts together where one blocked the other, or where a report about one of them is open.
create function may_be_brought_together(a uuid, b uuid) returns void language plpgsql volatile as $$
begin
    if a is null or b is null then return; end if;
    if a = b then
        raise exception 'these two are the same person'
            using errcode = '23514', constraint = 'nobody_is_brought_together_with_themselves';
    end if;
    perform lock_of_two(a, b);
    if exists (select 1 from blocks where (blocker_account = a and blocked_account = b) or (blocker_account = b and blocked_account = a)) then
        raise exception 'one of these two does not want to meet the other'
            using errcode = '23514', constraint = 'no_blocked_pair_is_brought_together';
    end if;
    if exists (select 1 from reports where about_account in (a, b) and looked_at is null) then
        raise exception 'somebody has to look at a report first'
            using errcode = '23514', constraint = 'nobody_under_report_meets_somebody_new';
    end if;
end $$;

-- Going along brings two people together as well: asking, and saying yes.
create function going_along_of_two() returns trigger language plpgsql as $$
begin
    if new.state in ('sent', 'yes') and (tg_op = 'INSERT' or new.state <> old.state or new.local_id is distinct from old.local_id) then
        perform may_be_brought_together((select account_id from newcomers where id = new.newcomer_id),
                                        (select account_id from locals where id = new.local_id));
    end if;
    return new;
end $$;
create trigger going_along_of_two before insert or update of state, local_id on going_along
    for each row execute function going_along_of_two();
