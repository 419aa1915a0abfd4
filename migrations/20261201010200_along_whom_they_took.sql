-- Whom a local took along: they went, or the day of a yes is over and neither said that it was otherwise.
create function was_taken_along(g going_along) returns boolean language sql stable as $$
    select g.state = 'went'
        or (g.state = 'yes' or g.state = 'lapsed' and g.answered_at is not null)
           and coalesce(g.starts_at, g.answered_at + interval '28 days') <= coalesce(g.closed_at, buurten_now())
           and coalesce(g.newcomer_after, 'went') = 'went' and coalesce(g.local_after, 'went') = 'went'
$$;
-- The local said that they went, and she nothing: her word is waited for, and then theirs counts.
create index going_along_to_believe on going_along (asked_after_at)
    where local_after = 'went' and newcomer_after is null and state in ('yes', 'lapsed');
