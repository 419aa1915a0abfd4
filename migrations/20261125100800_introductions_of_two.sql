-- Two people proposed to each other: proposed → one yes → both yes, or lapsed.
create table introductions (
    id uuid primary key,
    newcomer_id uuid not null references newcomers on delete cascade,
    local_id uuid not null references locals on delete cascade,
    state text not null default 'proposed' constraint an_introduction_is_in_a_known_state
        check (state in ('proposed', 'one-yes', 'both-yes', 'lapsed')),
    proposed_at timestamptz not null default buurten_now(),
    proposed_by uuid references accounts on delete set null,
    newcomer_yes_at timestamptz,
    local_yes_at timestamptz,
    ended_at timestamptz,
    constraint a_yes_says_whose check (case state
        when 'proposed' then num_nonnulls(newcomer_yes_at, local_yes_at) = 0
        when 'one-yes' then num_nonnulls(newcomer_yes_at, local_yes_at) = 1
        when 'both-yes' then num_nonnulls(newcomer_yes_at, local_yes_at) = 2
        else true end),
    constraint a_lapse_has_its_time check (state <> 'lapsed' or ended_at is not null)
);
create unique index one_open_introduction_per_pair on introductions (newcomer_id, local_id) where ended_at is null;
create index introductions_of_newcomer on introductions (newcomer_id, proposed_at);
create index introductions_of_local on introductions (local_id, proposed_at);
create index introductions_proposed on introductions (proposed_at);

-- The second tier, one to one: everything. The same lock as going along has.
create function an_introduction_holds_its_promises() returns trigger language plpgsql as $$
declare the_local locals%rowtype;
begin
    if new.ended_at is not null then return new; end if;
    select * into the_local from locals where id = new.local_id for no key update;
    if the_local.state is distinct from 'active' or the_local.stopped_at is not null or the_local.paused_at is not null then
        raise exception 'this local is not ready for one-to-one' using errcode = '23514', constraint = 'only_an_active_local_is_introduced';
    end if;
    if the_local.certificate_valid_until < (buurten_now() at time zone 'Europe/Amsterdam')::date then
        raise exception 'the certificate of this local has expired' using errcode = '23514', constraint = 'only_a_valid_certificate_counts';
    end if;
    if (select count(*) from introductions where local_id = new.local_id and ended_at is null and id <> new.id) >= the_local.capacity then
        raise exception 'this local meets as many as they can' using errcode = '23514', constraint = 'no_local_is_introduced_over_capacity';
    end if;
    return new;
end $$;
create trigger an_introduction_holds_its_promises before insert or update on introductions
    for each row execute function an_introduction_holds_its_promises();
