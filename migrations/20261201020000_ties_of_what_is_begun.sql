-- Two who host something together said yes to each other: a tie comes of it too, as of an introduction and of going along.
alter table ties add column together_id uuid constraint one_tie_per_proposal unique references together on delete set null;

insert into ties (id, newcomer_id, local_id, together_id, introduced_at)
select gen_random_uuid(), t.newcomer_id, t.local_id, t.id, t.co_hosted_at from together t
    join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id
where t.state in ('co-hosted', 'published') and n.account_id is not null and l.account_id is not null
    and not exists (select from blocks where (blocker_account, blocked_account) in ((n.account_id, l.account_id), (l.account_id, n.account_id)))
on conflict do nothing;
insert into follow_ups (id, tie_id, account_id, step, whose, due_at)
select gen_random_uuid(), t.id, p.account_id, s.step, p.whose, t.introduced_at + s.after
from ties t, lateral (select account_id, 'newcomer' as whose from newcomers where id = t.newcomer_id
                      union all select account_id, 'local' from locals where id = t.local_id) p,
     (values ('two-weeks', interval '14 days'), ('six-weeks', interval '42 days'), ('three-months', interval '3 months'),
             ('six-months', interval '6 months'), ('twelve-months', interval '12 months'),
             ('thank-you', interval '12 months 28 days')) s (step, after)
where t.together_id is not null;

-- What was online and ended by a block reads as what it is for the other: it does not go on.
update together set ended_by = 'gone' where state = 'withdrawn' and ended_by = 'time';
