-- A sheet that was read at the desk and waits for a yes: its rows, an hour at most, never the file.
create table imports (
    id uuid primary key,
    by_account uuid not null references accounts on delete cascade,
    read_at timestamptz not null default buurten_now(),
    columns text[] not null default '{}',
    month_first boolean not null default false,
    rows jsonb not null constraint the_rows_of_an_import_are_a_list check (jsonb_typeof(rows) = 'array'),
    -- While it runs, whoever brings it in holds the advisory lock of its id: one that nobody holds was cut short.
    state text not null default 'read' constraint an_import_is_in_a_known_state check (state in ('read', 'running', 'done', 'failed')),
    done int not null default 0,
    -- What became of it; then its rows are forgotten.
    became jsonb constraint an_import_that_is_done_says_what_became_of_it check ((state = 'done') = (became is not null))
);
create index imports_read on imports (read_at);
