-- The sums of the gap board, kept once a week: which gap grew is seen beside them. parts: of which parts of town, by their
-- slugs; nothing is the whole city. A cell of fewer than five is never kept. The cell of everything says that the week was
-- counted.
create table gap_sums (
    parts text not null,
    counted_on date not null,
    cell text not null constraint a_sum_names_its_cell check (cell ~ '^[a-z0-9-]+(\.[a-z0-9-]+){3}$'),
    short int not null constraint nobody_waits_less_than_nobody check (short >= 0),
    primary key (parts, counted_on, cell)
);
create index gap_sums_counted on gap_sums (counted_on);

-- Somebody of the desk saw to it that her time here ends soon and she meets nobody from here.
alter table newcomers add column window_seen_to_at timestamptz;
