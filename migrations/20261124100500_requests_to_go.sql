-- "I would like to go": sent → yes, no or full → went; or withdrawn, lapsed.
create table requests (
    id uuid primary key,
    newcomer_id uuid not null references newcomers on delete cascade,
    listing_id uuid not null references listings on delete cascade,
    state text not null default 'sent' constraint a_request_is_in_a_known_state
        check (state in ('sent', 'yes', 'no', 'full', 'went', 'withdrawn', 'lapsed')),
    sent_at timestamptz not null default buurten_now(),
    answered_at timestamptz,
    closed_at timestamptz,
    answer_token_hash bytea not null constraint one_request_per_answer_link unique,
    -- What the answer did to the listing's places, so that another answer can undo just that.
    took_place boolean not null default false,
    made_full boolean not null default false,
    places_before int,
    constraint an_answer_has_its_time check ((state in ('yes', 'no', 'full', 'went')) <= (answered_at is not null))
);
-- A no counts as open: asking again must look the same as where nobody answered.
create unique index one_open_request_per_listing on requests (newcomer_id, listing_id) where state in ('sent', 'yes', 'no');
create index requests_of_newcomer on requests (newcomer_id, sent_at);
create index requests_of_listing on requests (listing_id);
