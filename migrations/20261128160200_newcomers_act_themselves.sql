-- What else is a step of her own: she would like to meet somebody, and she begins something together. The rest is as before.
create or replace view last_acts as select n.id as newcomer_id, greatest(
        (select max(greatest(sent_at, case when state = 'went' then closed_at end)) from requests
          where newcomer_id = n.id and state <> 'withdrawn'),
        (select max(greatest(asked_at, case when state = 'went' then closed_at end)) from going_along
          where newcomer_id = n.id and state <> 'withdrawn'),
        (select max(greatest(proposed_at, newcomer_yes_at)) from introductions
          where newcomer_id = n.id and newcomer_token_hash is not null),
        (select max(introduced_at) from ties where newcomer_id = n.id),
        (select max(f.answered_at) from ties t join follow_ups f on f.tie_id = t.id
          where t.newcomer_id = n.id and f.whose = 'newcomer' and f.answer in ('once', 'again', 'regularly')),
        (select max(asked_at) from wishes_to_meet where newcomer_id = n.id),
        (select max(proposed_at) from together where newcomer_id = n.id and state <> 'withdrawn')) as at
    from newcomers n;
create index wishes_of_newcomer on wishes_to_meet (newcomer_id);
