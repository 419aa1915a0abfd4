-- A local is a visit until there is an account, as a newcomer is.
alter table locals alter account_id drop not null;
alter table locals add visit_hash bytea constraint one_local_per_visit unique;
alter table locals add constraint a_local_is_a_visit_or_has_an_account check ((account_id is null) <> (visit_hash is null));
alter table locals add changed_at timestamptz not null default buurten_now();
create index locals_visits on locals (changed_at) where account_id is null;

-- describes: where they already go, where that is no listing yet. phone: for the short call, seen by the desk alone.
alter table locals add describes text constraint a_description_is_short check (length(describes) between 1 and 300);
alter table locals add phone text constraint a_phone_number_is_short check (length(phone) between 6 and 20);
-- What they would like in return, besides a language to practise: an id of the vocabulary of skills.
alter table locals add wished_skill text constraint a_wished_skill_is_an_id check (wished_skill ~ '^[a-z0-9-]{1,60}$');
alter table locals add requests_a_month int not null default 1 constraint requests_a_month_are_one_to_eight check (requests_a_month between 1 and 8);
-- When they sent what they told us: whoever only looked at the questions is no local yet.
alter table locals add joined_at timestamptz;
alter table locals add paused_at timestamptz;
-- Somebody of the desk ended it; the reason is in the logbook.
alter table locals add stopped_at timestamptz;

-- The steps to one-to-one. Of a certificate of conduct we keep the dates and who saw it, never a copy.
alter table locals add talked_at timestamptz;
alter table locals add talked_by uuid references accounts on delete set null;
alter table locals add certificate_seen_on date;
alter table locals add certificate_seen_by uuid references accounts on delete set null;
alter table locals add certificate_valid_until date;
alter table locals add code_signed_at timestamptz;
alter table locals add active_since timestamptz;
alter table locals add constraint a_certificate_has_both_its_dates check (num_nonnulls(certificate_seen_on, certificate_valid_until) in (0, 2));
alter table locals add constraint a_certificate_is_seen_before_it_ends check (certificate_valid_until >= certificate_seen_on);
alter table locals add constraint the_certificate_comes_after_the_talk check (certificate_seen_on is null or talked_at is not null);
alter table locals add constraint the_code_of_conduct_comes_after_the_certificate check (code_signed_at is null or certificate_seen_on is not null);
alter table locals add constraint active_comes_last check (active_since is null or code_signed_at is not null);
alter table locals add state text not null generated always as (case
    when talked_at is null then 'applied'
    when certificate_seen_on is null then 'talked-to'
    when code_signed_at is null then 'certificate-seen'
    when active_since is null then 'code-signed'
    else 'active' end) stored;
-- How many people at once: what they said, one where they said nothing.
alter table locals add capacity int not null generated always as (least(coalesce((answers ->> 'capacity')::int, 1), 100)) stored;

-- The listings a local already goes to; the host vouches for them there, or does not know them.
create table regulars (
    local_id uuid not null references locals on delete cascade,
    listing_id uuid not null references listings on delete cascade,
    said_at timestamptz not null default buurten_now(),
    vouched_at timestamptz,
    vouched_by uuid references accounts on delete set null,
    unknown_at timestamptz,
    asked_host_at timestamptz,
    primary key (local_id, listing_id),
    constraint a_host_vouches_or_does_not_know_them check (num_nonnulls(vouched_at, unknown_at) <= 1)
);
create index regulars_of_listing on regulars (listing_id);

-- The first tier: they may take somebody along to this listing. The host vouched, and we had a short call.
create function may_take_along(the_local uuid, the_listing uuid) returns boolean language sql stable as $$
    select exists (
        select 1 from locals l join regulars r on r.local_id = l.id
        where l.id = the_local and r.listing_id = the_listing and l.account_id is not null
          and l.talked_at is not null and r.vouched_at is not null and l.paused_at is null and l.stopped_at is null)
$$;
