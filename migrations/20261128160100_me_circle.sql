-- My circle, for her alone: three numbers and the day. The first and the last answer are kept, nothing between.
create table circles (
    newcomer_id uuid not null references newcomers on delete cascade,
    asked_on date not null default (buurten_now() at time zone 'Europe/Amsterdam')::date,
    people int not null constraint a_circle_is_counted_by_hand check (people between 0 and 200),
    rooted int not null constraint who_is_rooted_here_is_one_of_them check (rooted between 0 and people),
    favour int not null constraint whom_one_can_call_is_one_of_them check (favour between 0 and people),
    constraint one_circle_a_day primary key (newcomer_id, asked_on)
);
