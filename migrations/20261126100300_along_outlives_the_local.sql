-- A local who leaves for good takes nothing of hers along: a question they had let go stays as she sees it, or their
-- leaving would tell her of their no before the seven days are over.
alter table going_along alter local_id drop not null;
alter table going_along drop constraint going_along_local_id_fkey;
alter table going_along add constraint going_along_local_id_fkey foreign key (local_id) references locals on delete set null;
alter table going_along add constraint somebody_has_an_open_question check (local_id is not null or state not in ('sent', 'yes'));

-- Before the promises (triggers run in the order of their names): what nobody has any more is over.
create function a_question_ends_with_its_local() returns trigger language plpgsql as $$
begin
    if new.local_id is null and new.state in ('sent', 'yes') then
        new.state := 'lapsed';
        new.closed_at := buurten_now();
    end if;
    return new;
end $$;
create trigger a_question_ends_with_its_local before update of local_id on going_along
    for each row execute function a_question_ends_with_its_local();
