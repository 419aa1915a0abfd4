-- What each of the two last said, by letter or on their own page; neither reads the other's. seen_to_at: the
-- desk saw to a tie that is silent, or that one of them ended.
alter table ties
    add column newcomer_says text constraint she_says_one_of_five check (newcomer_says in
        ('not-yet', 'once', 'again', 'regularly', 'no-longer')),
    add column local_says text constraint they_say_one_of_five check (local_says in
        ('not-yet', 'once', 'again', 'regularly', 'no-longer')),
    add column seen_to_at timestamptz,
    add constraint who_meets_no_more_has_ended check (state = 'ended' or coalesce(newcomer_says, '') <> 'no-longer' and coalesce(local_says, '') <> 'no-longer');

-- A moment that is passed over stays as a row: another question came in its place, the last one has no answer, or it
-- has ended. After the year, or when it ends in time, there is a word of thanks; it asks nothing.
alter table follow_ups
    add column skipped_at timestamptz,
    add constraint what_is_skipped_is_not_asked check (num_nonnulls(asked_at, skipped_at) <= 1),
    drop constraint a_follow_up_has_a_known_step,
    add constraint a_follow_up_has_a_known_step check (step in
        ('two-weeks', 'six-weeks', 'three-months', 'six-months', 'twelve-months', 'thank-you')),
    add constraint a_word_of_thanks_asks_nothing check (step <> 'thank-you' or answer is null);
drop index follow_ups_due;
create index follow_ups_due on follow_ups (due_at, id) where asked_at is null and skipped_at is null;
create index follow_ups_unanswered on follow_ups (expires_at) where asked_at is not null and answered_at is null;
create index follow_ups_of_account on follow_ups (account_id, asked_at) where asked_at is not null;
-- A day of the city. The work that asks keeps 24 hours apart; this stands behind it.
create unique index one_follow_up_a_day_per_person on follow_ups (account_id, ((asked_at at time zone 'Europe/Amsterdam')::date))
    where asked_at is not null;

-- Ties that began before there were questions have theirs from now on.
insert into follow_ups (id, tie_id, account_id, step, whose, due_at)
select gen_random_uuid(), t.id, p.account_id, s.step, p.whose, t.introduced_at + s.after
from ties t, lateral (select account_id, 'newcomer' as whose from newcomers where id = t.newcomer_id
                      union all select account_id, 'local' from locals where id = t.local_id) p,
     (values ('two-weeks', interval '14 days'), ('six-weeks', interval '42 days'), ('three-months', interval '3 months'),
             ('six-months', interval '6 months'), ('twelve-months', interval '12 months'),
             ('thank-you', interval '12 months 28 days')) s (step, after)
where t.state <> 'ended' and p.account_id is not null
on conflict do nothing;
