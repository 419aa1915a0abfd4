-- Anybody may say what is not right on a listing's page. Each thing is a row of its own, and waits for a yes of the desk
-- or of the host. Nothing of whoever said it is kept. fields: column → {"from": …, "to": …}.
create table corrections (
    id uuid primary key,
    listing_id uuid not null references listings on delete cascade,
    unit text not null,
    fields jsonb not null constraint a_correction_names_its_fields check (jsonb_typeof(fields) = 'object'),
    proposed_at timestamptz not null default buurten_now(),
    state text not null default 'open' constraint a_correction_is_open_taken_or_left check (state in ('open', 'taken', 'left')),
    looked_at timestamptz,
    constraint a_correction_was_looked_at_or_is_open check ((state = 'open') = (looked_at is null))
);
create unique index the_same_correction_waits_once on corrections (listing_id, unit, md5(fields::text)) where state = 'open';
create index corrections_of_listing on corrections (listing_id);
create index corrections_proposed on corrections (proposed_at);
