-- A sheet whose headers are not ours waits until somebody says which column is what; that is remembered.
alter table imports drop constraint an_import_is_in_a_known_state,
    add constraint an_import_is_in_a_known_state check (state in ('headers', 'read', 'running', 'done', 'failed'));
create table import_headers (
    headers_hash bytea primary key,
    mapping jsonb not null,
    used_at timestamptz not null default buurten_now()
);

-- What was brought in at once, so that it can be undone at once.
create table imported (
    id uuid primary key,
    by_account uuid references accounts on delete set null,
    imported_at timestamptz not null default buurten_now(),
    new int not null,
    changed int not null,
    undone_at timestamptz
);
create index imported_at on imported (imported_at);
create index imported_by on imported (by_account) where by_account is not null;
alter table listing_changes add column import_id uuid references imported on delete set null;
create index listing_changes_of_import on listing_changes (import_id) where import_id is not null;
