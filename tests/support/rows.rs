//! A row of every table, for migrations that must run where there are rows.

/// Rows that each later migration finds there: one statement for each table, in the words of the migration that
/// made it. Parents stand before children.
pub const ROWS: &[(&str, &str)] = &[
    ("city", "insert into city (slug, kind, facts) values ('eindhoven', 'real', '{}')"),
    (
        "letters",
        "insert into letters (id, cause, address, language, message_id, subject, body_text, body_html)
         values (gen_random_uuid(), 'request', 'host@example.org', 'nl', '<1@x>', 'a', 'b', 'c')",
    ),
    (
        "accounts",
        "insert into accounts (id, email, first_name, language)
         values ('00000000-0000-4000-8000-000000000001', 'ana@example.org', 'Ana', 'en')",
    ),
    ("staff", "insert into staff (account_id) values ('00000000-0000-4000-8000-000000000001')"),
    (
        "sessions",
        "insert into sessions (id, token_hash, account_id) values (gen_random_uuid(), '\\x01', '00000000-0000-4000-8000-000000000001')",
    ),
    (
        "sign_in_challenges",
        "insert into sign_in_challenges (id, email, language, next, code_hash, link_hash)
         values (gen_random_uuid(), 'ana@example.org', 'en', 'me', '\\x01', '\\x02')",
    ),
    (
        "newcomers",
        "insert into newcomers (id, account_id, answers) values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', '{\"languages\": {\"en\": \"C1\"}}');
         insert into newcomers (id, visit_hash) values (gen_random_uuid(), '\\x01')",
    ),
    (
        "listings",
        "insert into listings (id, key, kind, title_en, status) values ('00000000-0000-4000-8000-000000000003', 'choir', 'club', 'Choir', 'active')",
    ),
    (
        "bookmarks",
        "insert into bookmarks (newcomer_id, listing_id) values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003')",
    ),
    (
        "passed_over",
        "insert into passed_over (newcomer_id, listing_id, reason) values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003', 'too-far')",
    ),
    (
        "locals",
        "insert into locals (id, account_id) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001')",
    ),
    (
        "hosts",
        "insert into hosts (account_id, listing_id) values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003')",
    ),
    (
        "requests",
        "insert into requests (id, newcomer_id, listing_id, answer_token_hash)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003', '\\x01')",
    ),
    (
        "calendar_feeds",
        "insert into calendar_feeds (account_id, token_hash) values ('00000000-0000-4000-8000-000000000001', '\\x01')",
    ),
    ("teams", "insert into teams (id, name) values (gen_random_uuid(), 'North')"),
    ("taken_away", "insert into taken_away (id, kind, was) values (gen_random_uuid(), 'team', '{}')"),
    ("second_factors", "insert into second_factors (account_id, secret) values ('00000000-0000-4000-8000-000000000001', '\\x01')"),
    (
        "logbook",
        "insert into logbook (id, by_account, about_account, act, reason)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001', 'looked', 'she called')",
    ),
    (
        "regulars",
        "insert into regulars (local_id, listing_id, vouched_at) select id, '00000000-0000-4000-8000-000000000003', buurten_now() from locals;
         update locals set talked_at = buurten_now(), certificate_seen_on = '2026-01-01', certificate_valid_until = '2999-01-01', code_signed_at = buurten_now(), active_since = buurten_now()",
    ),
    (
        "listing_changes",
        "insert into listing_changes (id, listing_id, version, by_role, fields)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000003', 1, 'seed', '{}')",
    ),
    (
        "going_along",
        "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash)
         select gen_random_uuid(), '00000000-0000-4000-8000-000000000002', id, '00000000-0000-4000-8000-000000000003', '\\x01' from locals",
    ),
    (
        "claims",
        "insert into claims (id, listing_id, address, token_hash)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000003', 'host@example.org', '\\x01')",
    ),
    (
        "not_twins",
        "insert into listings (id, key, kind, title_en, status) values ('00000000-0000-4000-8000-00000000000b', 'choir-2', 'club', 'Choir', 'closed');
         insert into not_twins (one, other) values ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-00000000000b')",
    ),
    (
        "merges",
        "insert into merges (id, kept, lost, moved) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-00000000000b', '{}')",
    ),
    (
        "corrections",
        "insert into corrections (id, listing_id, unit, fields)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000003', 'venue', '{\"venue\": {\"from\": null, \"to\": \"Hall\"}}')",
    ),
    (
        "heartbeats",
        "insert into heartbeats (id, address, token_hash) values (gen_random_uuid(), 'host@example.org', '\\x01')",
    ),
    (
        "introductions",
        "insert into introductions (id, newcomer_id, local_id) select gen_random_uuid(), '00000000-0000-4000-8000-000000000002', id from locals",
    ),
    (
        "rounds",
        "insert into rounds (id, advice, by_account) values ('00000000-0000-4000-8000-00000000000b', '[{\"people\": 3, \"places\": 1}]', '00000000-0000-4000-8000-000000000001')",
    ),
    (
        "round_steps",
        "insert into round_steps (round_id, number, act, newcomer_id, local_id, by_account)
         select '00000000-0000-4000-8000-00000000000b', 1, 'pin', '00000000-0000-4000-8000-000000000002', id, '00000000-0000-4000-8000-000000000001' from locals",
    ),
    (
        "round_newcomers",
        "insert into round_newcomers (round_id, newcomer_id, placed, local_id)
         select '00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-000000000002', true, id from locals",
    ),
    (
        "round_locals",
        "insert into round_locals (round_id, local_id) select '00000000-0000-4000-8000-00000000000b', id from locals",
    ),
    (
        "calls_for_locals",
        "insert into calls_for_locals (id, cell, by_account) values (gen_random_uuid(), 'choir.tue-evening.any.a2', '00000000-0000-4000-8000-000000000001')",
    ),
    (
        "notes",
        "insert into notes (id, about_account, purpose, text, until)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', 'call-back', 'Call her', (buurten_now() + interval '1 day')::date)",
    ),
    (
        "next_steps",
        "insert into next_steps (id, newcomer_id, kind, until) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000002', 'look', buurten_now() + interval '7 days')",
    ),
    ("circles", "insert into circles (newcomer_id, asked_on, people, rooted, favour) values ('00000000-0000-4000-8000-000000000002', '2026-05-01', 5, 1, 2)"),
    ("listings_gone", "insert into listings_gone (listing_id) values (gen_random_uuid())"),
    ("imports", "insert into imports (id, by_account, rows) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', '[]')"),
    ("import_headers", "insert into import_headers (headers_hash, mapping) values ('\\x01', '{\"columns\": {\"naam\": \"title_nl\"}, \"kind\": \"club\", \"status\": \"draft\"}')"),
    ("acts_on_many", "insert into acts_on_many (id, by_account, made) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', '{}')"),
    ("saved_views", "insert into saved_views (id, account_id, name, query) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', 'To check', 'look=any')"),
    ("imported", "insert into imported (id, by_account, new, changed) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', 1, 0)"),
    (
        "blocks",
        "insert into accounts (id, email, language) values ('00000000-0000-4000-8000-000000000009', 'bo@example.org', 'nl');
         insert into blocks (blocker_account, blocked_account) values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000009')",
    ),
    (
        "reports",
        "insert into reports (id, by_account, about_account, cause)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000009', 'unkind')",
    ),
    (
        "ties",
        "insert into ties (id, newcomer_id, local_id) select '00000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000002', id from locals",
    ),
    (
        "follow_ups",
        "insert into follow_ups (id, tie_id, account_id, step, whose, due_at)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000001', 'two-weeks', 'newcomer', buurten_now())",
    ),
    ("welcome_groups", "insert into welcome_groups (id, local_id, name, people) select gen_random_uuid(), id, 'The street', 5 from locals"),
    (
        "wishes_to_meet",
        "insert into wishes_to_meet (id, newcomer_id, kind) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000002', 'coffee')",
    ),
    (
        "gatherings",
        "insert into gatherings (id, kind, what, place, meets_at)
         values ('00000000-0000-4000-8000-000000000007', 'trio', 'Walk', 'The library', buurten_now() + interval '9 days')",
    ),
    (
        "gathering_parties",
        "insert into gathering_parties (id, gathering_id, account_id, token_hash)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000007', '00000000-0000-4000-8000-000000000001', '\\x01')",
    ),
    (
        "together",
        "insert into together (id, newcomer_id, language, title, interests, free, people, languages)
         values ('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-8000-000000000002', 'en', 'Chess', '{chess}', '{tue-evening}', 6, '{en}')",
    ),
    (
        "together_asked",
        "insert into together_asked (id, together_id, local_id, state, token_hash)
         select gen_random_uuid(), '00000000-0000-4000-8000-000000000006', id, 'lapsed', '\\x01' from locals",
    ),
    (
        "trainings",
        "insert into trainings (id, starts_at, ends_at, place)
         values ('00000000-0000-4000-8000-000000000008', buurten_now() + interval '9 days', buurten_now() + interval '219 hours', 'The library')",
    ),
    (
        "training_places",
        "insert into training_places (training_id, local_id) select '00000000-0000-4000-8000-000000000008', id from locals",
    ),
    (
        "messages",
        "insert into messages (id, tie_id, from_account, text)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000001', 'Hello')",
    ),
    (
        "weights",
        "insert into weights (number, name, essentials, role_with_skills, nice, note_en, note_nl, by_account)
         select 1, 'second', e, e, '{\"child\": 0.5, \"cost\": 0.3, \"freshness\": 0.2}', 'why', 'waarom', '00000000-0000-4000-8000-000000000001'
         from (values ('{\"interest\": 0.2, \"language\": 0.2, \"skill\": 0.1, \"availability\": 0.1, \"travel\": 0.1, \"goals\": 0.1, \"bridging\": 0.2}'::jsonb)) v (e)",
    ),
    (
        "listing_scarcity",
        "insert into listing_scarcity (listing_id, price, shown, target, as_of)
         values ('00000000-0000-4000-8000-000000000003', 0.1, 3, 1.5, '2026-11-26')",
    ),
    ("scarcity_nights", "insert into scarcity_nights (as_of) values ('2026-11-26') on conflict do nothing"),
    (
        "intakes",
        "insert into intakes (id, by_account, address, first_name, language, answers, token_hash)
         values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', 'eva@example.org', 'Eva', 'en', '{}', '\\x01')",
    ),
    ("bounces", "insert into bounces (address, trouble) values ('gone@example.org', 'the mail server answered 550')"),
    (
        "letter_choices",
        "insert into letter_choices (account_id, off, weekly_day, weekly_hour) values ('00000000-0000-4000-8000-000000000001', '{how-was-it}', 4, 18)",
    ),
];
