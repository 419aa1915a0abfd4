-- Somebody of the desk opens the page of one person outside their team: with a reason in words, for an hour, three times
-- a day at most. A try that finds nobody counts, so that nobody can look through addresses.
alter table logbook add constraint an_opening_has_a_reason check (act <> 'opened' or length(reason) >= 10);
create index logbook_openings on logbook (at) where act = 'opened';

create function three_openings_a_day_at_most() returns trigger language plpgsql as $$
begin
    -- Two tries at once come one after the other.
    perform 1 from accounts where id = new.by_account for no key update;
    if (select count(*) from logbook where by_account = new.by_account and act = 'opened'
            and at > buurten_now() - interval '24 hours') >= 3 then
        raise exception 'three openings a day at most' using errcode = '23514', constraint = 'three_openings_a_day_at_most';
    end if;
    return new;
end $$;
create trigger three_openings_a_day_at_most before insert on logbook for each row
    when (new.act = 'opened') execute function three_openings_a_day_at_most();
