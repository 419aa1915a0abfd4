-- What somebody of the desk did to many listings at once, so that it can be undone at once. made: listing → the version
-- that it made.
create table acts_on_many (
    id uuid primary key,
    by_account uuid references accounts on delete set null,
    done_at timestamptz not null default buurten_now(),
    made jsonb not null constraint what_was_done_is_named_by_listing check (jsonb_typeof(made) = 'object'),
    undone_at timestamptz
);
create index acts_on_many_done on acts_on_many (done_at);
create index acts_on_many_by on acts_on_many (by_account) where by_account is not null;

-- A filter of the desk's listings under a name: of the account that saved it, and nobody else's.
create table saved_views (
    id uuid primary key,
    account_id uuid not null references accounts on delete cascade,
    name text not null constraint a_view_has_a_short_name check (char_length(name) between 1 and 40),
    query text not null constraint a_view_is_a_filter check (char_length(query) between 1 and 1000),
    saved_at timestamptz not null default buurten_now(),
    removed_at timestamptz
);
create unique index one_view_per_name on saved_views (account_id, lower(name)) where removed_at is null;
create index saved_views_of on saved_views (account_id);
create index saved_views_removed on saved_views (removed_at) where removed_at is not null;
