-- How we choose: every version of the weights, for good; the newest counts. Where there is none, those that the code
-- begins with count: "start-1", which has no row, so that an empty database is empty.
create function are_weights(weights jsonb, names text[]) returns boolean language sql immutable as $$
    select jsonb_typeof(weights) = 'object' and weights ?& names and (
        select count(*) = cardinality(names) and bool_and(weight > 0 and weight <= 1) and abs(sum(weight) - 1) <= 1e-9
        from (select case when jsonb_typeof(value) = 'number' then (value #>> '{}')::double precision else 0 end as weight
              from jsonb_each(weights)) each_weight)
$$;
create table weights (
    number int constraint one_version_of_the_weights_per_number primary key
        constraint versions_of_the_weights_begin_at_one check (number > 0),
    name text not null constraint weights_have_a_name_of_their_own check (length(name) between 1 and 40 and lower(name) <> 'start-1'),
    essentials jsonb not null constraint the_essentials_are_shares_of_one
        check (are_weights(essentials, '{interest,language,skill,availability,travel,goals,bridging}')),
    role_with_skills jsonb not null constraint the_essentials_of_a_role_are_shares_of_one
        check (are_weights(role_with_skills, '{interest,language,skill,availability,travel,goals,bridging}')),
    nice jsonb not null constraint the_nice_to_haves_are_shares_of_one check (are_weights(nice, '{child,cost,freshness}')),
    note_en text not null constraint new_weights_say_why_in_english check (length(note_en) between 1 and 300),
    note_nl text not null constraint new_weights_say_why_in_dutch check (length(note_nl) between 1 and 300),
    by_account uuid references accounts on delete set null,
    at timestamptz not null default buurten_now()
);
create unique index one_version_of_the_weights_per_name on weights (lower(name));

create function weights_are_append_only() returns trigger language plpgsql as $$
begin
    -- The one change: who made them has left, and their account is gone.
    if tg_op = 'UPDATE' and new.by_account is null and to_jsonb(new) - 'by_account' = to_jsonb(old) - 'by_account' then
        return new;
    end if;
    raise exception 'a version of the weights stays as it is' using errcode = '23514', constraint = 'weights_are_append_only';
end $$;
create trigger weights_are_append_only before update or delete on weights for each row execute function weights_are_append_only();

create function weights_changed() returns trigger language plpgsql as
$$ begin perform pg_notify('weights_changed', ''); return null; end $$;
create trigger weights_changed after insert on weights for each statement execute function weights_changed();
