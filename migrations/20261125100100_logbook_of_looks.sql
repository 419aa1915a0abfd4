-- What staff did with the data of a person, in opaque ids. Append-only: the database sees to it.
create table logbook (
    id uuid primary key,
    at timestamptz not null default buurten_now(),
    by_account uuid references accounts on delete set null,
    about_account uuid references accounts on delete cascade,
    act text not null constraint an_act_has_a_name check (act ~ '^[a-z]+(-[a-z]+)*$'),
    reason text constraint a_reason_is_short check (length(reason) between 1 and 300),
    constraint a_look_has_a_reason check (act <> 'looked' or reason is not null)
);
create index logbook_about on logbook (about_account, at);
create index logbook_by on logbook (by_account, at);

create function logbook_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        -- The one change: who did it has left, and their account is gone.
        if new.by_account is null and (new.id, new.at, new.about_account, new.act, new.reason)
            is not distinct from (old.id, old.at, old.about_account, old.act, old.reason) then
            return new;
        end if;
    elsif old.at < buurten_now() - interval '24 months'
        or not exists (select 1 from accounts where id = old.about_account) and old.about_account is not null then
        return old;
    end if;
    raise exception 'the logbook is append-only' using errcode = '23514', constraint = 'the_logbook_is_append_only';
end $$;
create trigger logbook_is_append_only before update or delete on logbook for each row execute function logbook_is_append_only();
