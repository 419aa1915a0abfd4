-- A letter to the known address of a listing: whoever reads it may say "that is my group". The link works for seven days, once.
create table claims (
    id uuid primary key,
    listing_id uuid not null references listings on delete cascade,
    address text not null,
    token_hash bytea not null constraint one_claim_per_link unique,
    sent_at timestamptz not null default buurten_now(),
    spent_at timestamptz
);
create index claims_of_listing on claims (listing_id, sent_at);
