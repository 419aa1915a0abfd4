-- A sheet that was read at the desk and waits for a yes: its rows, an hour at most, never the file.
create table imports (
    id uuid primary key,
    by_account uuid not null references accounts on delete cascade,
    read_at timestamptz not null default buurten_now(),
    rows jsonb not null constraint the_rows_of_an_import_are_a_list check (jsonb_typeof(rows) = 'array'),
    state text not null default 'read' constraint an_import_is_in_a_known_state check (state in ('read', 'running', 'done', 'failed')),
    done int not null default 0,
    trouble text
);
create index imports_read on imports (read_at);
