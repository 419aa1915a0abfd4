-- A block has a name of its own: whoever blocked finds it again without the account of the other.
alter table blocks add column id uuid not null default gen_random_uuid() constraint one_block_per_name unique;

-- No letter tells somebody of a person they blocked, whatever its cause and whoever writes it. The one who was blocked
-- gets every letter that they would get of somebody who is quiet.
create function nobody_hears_of_whom_they_blocked() returns trigger language plpgsql as $$
begin
    if exists (select 1 from blocks b join accounts a on a.id = b.blocker_account
               where b.blocked_account = new.about_account and a.email = lower(new.address)) then
        return null;
    end if;
    return new;
end $$;
create trigger nobody_hears_of_whom_they_blocked before insert on letters
    for each row when (new.about_account is not null) execute function nobody_hears_of_whom_they_blocked();

-- After a report a newcomer can be kept apart, as a local can be stopped: nobody new is brought together with her until
-- the desk lets her meet people again.
alter table newcomers add column stopped_at timestamptz;

create or replace function may_be_brought_together(a uuid, b uuid) returns void language plpgsql volatile as $$
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
    if nobody_new_for(a) or nobody_new_for(b) then
        raise exception 'somebody has to look at a report first, or has and said no'
            using errcode = '23514', constraint = 'nobody_under_report_meets_somebody_new';
    end if;
end $$;

-- Whether somebody is to meet nobody new: a report about them waits for a look, or a look ended what they do here.
create function nobody_new_for(the_account uuid) returns boolean language sql stable as $$
    select exists (select 1 from reports where about_account = the_account and looked_at is null)
        or exists (select 1 from newcomers where account_id = the_account and stopped_at is not null)
        or exists (select 1 from locals where account_id = the_account and stopped_at is not null)
$$;

-- Whether these two are never to be proposed to each other, as it stands now.
create function are_kept_apart(a uuid, b uuid) returns boolean language sql stable as $$
    select nobody_new_for(a) or nobody_new_for(b)
        or exists (select 1 from blocks where (blocker_account = a and blocked_account = b) or (blocker_account = b and blocked_account = a))
$$;

-- Of a message that its reader got a letter about: at most one a day in a conversation.
alter table messages add column told_at timestamptz;
create index messages_of_writer on messages (from_account, written_at);
