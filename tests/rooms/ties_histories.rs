//! Histories of ties against Postgres and against a second writing of them: answers of either side by old and new
//! links and on their own page, silence, jumps of the clock, blocks, ends by the desk, leaving. No path outside the
//! diagram, no two letters for one question, never two a day for one person, none after the end but to whoever is not
//! to notice it, for the other ended it. Of one conversation one question, unless they meet again.

use crate::{
    desk::{local, newcomer},
    desk_locals::{ACTIVE, sets},
    support::{
        histories::{World, play},
        town::Town,
    },
    ties::asks,
    ties_model::{ANSWERS, Asked, Model, SIDES, STATES, STEPS, Tie},
};
use buurten::{
    auth::SignedIn,
    kit::words::Meet,
    logbook,
    platform::chance,
    ties::{self, Reason},
};
use chrono::{DateTime, Utc};
use rand::{RngExt, seq::IndexedRandom};
use rand_pcg::Pcg64;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const PEOPLE: (usize, usize) = (3, 2);

/// A letter that somebody got: its link, and what it asks.
struct Letter {
    path: String,
    asked: Asked,
}

struct Ties {
    town: Town,
    desk: SignedIn,
    listing: Uuid,
    newcomers: Vec<Uuid>,
    locals: Vec<Uuid>,
    model: Model,
    letters: Vec<Letter>,
    /// How many letters went to somebody of whom the other had ended it.
    unnoticed: u64,
}

impl Ties {
    async fn now(&self) -> DateTime<Utc> {
        sqlx::query_scalar("select buurten_now()").fetch_one(&*self.town.db).await.expect("the time")
    }

    /// A yes of both, or a going along that went, between these two.
    async fn brings_together(&mut self, two: [Uuid; 2], went: bool, kind: Meet) -> String {
        let here = "select n.id, l.id from newcomers n, locals l where n.account_id = $1 and l.account_id = $2";
        let here: Option<(Uuid, Uuid)> =
            sqlx::query_as(here).bind(two[0]).bind(two[1]).fetch_optional(&*self.town.db).await.expect("an answer");
        let Some((newcomer, local)) = here else { return "nobody".to_owned() };
        let (row, apart) = (Uuid::new_v4(), self.model.apart(two));
        if apart && !went {
            return "kept apart".to_owned();
        }
        let sql = if went {
            "insert into going_along (id, newcomer_id, local_id, listing_id, state, answered_at, answer_token_hash)
             select $1, $2, $3, id, 'went', buurten_now(), gen_random_uuid()::text::bytea from listings where id = $4"
        } else {
            &format!(
                "insert into introductions (id, newcomer_id, local_id, kind, state, newcomer_yes_at, local_yes_at, ended_at)
                 select $1, $2, $3, '{kind}', 'both-yes', buurten_now(), buurten_now(), buurten_now() where $4::uuid is not null"
            )
        };
        self.town.does(&[sql], &[row, newcomer, local, self.listing]).await;
        let mut tx = self.town.db.begin().await.expect("a transaction");
        if went {
            ties::went_together(&mut tx, newcomer, two[1], row).await.expect("they went");
        } else {
            ties::begin(&mut tx, newcomer, local, ties::Origin::Introduction(row)).await.expect("begun");
        }
        tx.commit().await.expect("together");
        if let Some(tie) = self.model.living(two) {
            if went {
                tie.went();
            }
        } else if !apart {
            let sql =
                "select id, introduced_at from ties where newcomer_id = $1 and local_id = $2 and state <> 'ended'";
            let (id, begun) =
                sqlx::query_as(sql).bind(newcomer).bind(local).fetch_one(&*self.town.db).await.expect("a new tie");
            let once = !went && matches!(kind, Meet::Coffee | Meet::Question);
            self.model.ties.push(Tie::new(id, two, begun, usize::from(went), once));
        }
        format!("together for {kind}, went {went}")
    }

    /// An answer by one of the links there ever were, or on the page of one of the ties.
    async fn says(&mut self, rng: &mut Pcg64, by_link: bool) -> String {
        let answer = if rng.random_bool(0.12) { 4 } else { rng.random_range(0..4_usize) };
        let reason = Reason::ALL.choose(rng).expect("a reason").as_str();
        let fields = [("say", ANSWERS[answer]), ("reason", reason)];
        let now = self.now().await;
        let mut reader = self.town.reader();
        let (path, (id, side, step)) = if by_link {
            let Some(letter) = self.letters.choose(rng) else { return "nothing to answer".to_owned() };
            (letter.path.clone(), letter.asked)
        } else {
            let Some(tie) = self.model.ties.choose(rng) else { return "no tie".to_owned() };
            let (id, side) = (tie.id, rng.random_range(0..2_usize));
            reader = self.town.browser_of(tie.two[side]).await;
            (format!("/en/between/{id}"), (id, side, 0))
        };
        let status = reader.posts(&path, &fields).await.status.as_u16();
        let tie = self.model.ties.iter_mut().find(|t| t.id == id);
        let blocked = |tie: &&mut Tie| self.model.blocks.contains(&(tie.two[side], tie.two[1 - side]));
        let expected = match tie.filter(|tie| !blocked(tie)) {
            None => 404,
            Some(tie) => {
                if !tie.over[side] && (!by_link || tie.works(side, step, now)) {
                    tie.say(side, answer, reason, by_link.then_some(step));
                }
                303
            }
        };
        assert_eq!(status, expected, "{path} {fields:?}");
        format!("{} of {id}, by link {by_link}: {}, {reason}", SIDES[side], ANSWERS[answer])
    }

    /// A round of the work; what it asked is what the second writing says, and each by one letter.
    async fn asks(&mut self) -> String {
        let expected: BTreeSet<Asked> = {
            let now = self.now().await;
            self.model.round(now).into_iter().collect()
        };
        let mut written = asks(&self.town).await;
        if written < expected.len() {
            // Whose row somebody held just then has their turn the next time.
            written += asks(&self.town).await;
        }
        type Row = (Uuid, String, String, DateTime<Utc>, DateTime<Utc>, Vec<u8>);
        let rows: Vec<Row> = sqlx::query_as(
            "select tie_id, whose, step, asked_at, due_at, token_hash from follow_ups where asked_at is not null order by asked_at, due_at",
        )
        .fetch_all(&*self.town.db)
        .await
        .expect("what was asked");
        let bodies: Vec<(String, String)> = sqlx::query_as(
            "update letters set sent_at = buurten_now() where cause in ('follow-up', 'tie-thanks') and sent_at is null returning cause, body_text",
        )
        .fetch_all(&*self.town.db)
        .await
        .expect("letters");
        let mut links: BTreeMap<Vec<u8>, (String, String)> = BTreeMap::new();
        for (cause, body) in bodies {
            let link = body.split_whitespace().find(|w| w.contains("/ties/")).expect("a link");
            let token = link.rsplit('/').next().and_then(|t| t.split('?').next()).expect("a token").to_owned();
            links.insert(chance::hash(&token), (cause, format!("/en/ties/{token}")));
        }
        assert_eq!(links.len(), written, "each letter has a link of its own");
        let (mut asked, mut behind) = (BTreeSet::new(), DateTime::<Utc>::UNIX_EPOCH);
        for (id, whose, step, at, due, hash) in rows {
            let Some((cause, path)) = links.remove(&hash) else { continue };
            assert!(due >= behind, "in the order of their days");
            behind = due;
            let side = SIDES.iter().position(|s| *s == whose).expect("a side");
            let step = STEPS.iter().position(|s| *s == step).expect("a moment");
            assert_eq!(cause == "tie-thanks", step == 5);
            assert!(!self.letters.iter().any(|l| l.asked == (id, side, step)), "two letters for one question");
            self.model.asked((id, side, step), at);
            self.letters.push(Letter { path, asked: (id, side, step) });
            asked.insert((id, side, step));
        }
        assert!(links.is_empty(), "letters for no question");
        assert_eq!(asked, expected, "who is asked what");
        let on = |(id, side, _): &&Asked| self.model.ties.iter().any(|t| t.id == *id && t.ended_by_the_other(*side));
        self.unnoticed += asked.iter().filter(on).count() as u64;
        format!("asked {asked:?}")
    }

    async fn is_here(&self, account: Uuid) -> bool {
        let sql = "select exists (select from accounts where id = $1)";
        sqlx::query_scalar(sql).bind(account).fetch_one(&*self.town.db).await.expect("an answer")
    }
}

impl World for Ties {
    const OF: &'static str = "ties";
    const ACTS: usize = 20;
    const STATES: &'static str =
        "select id, case when state = 'ended' then 'ended by ' || ended_by else state end from ties";
    const DIAGRAM: &'static [(&'static str, &'static [&'static str])] = &[
        ("", &["introduced", "met"]),
        (
            "introduced",
            &["met", "again", "regular", "ended by newcomer", "ended by local", "ended by desk", "ended by time"],
        ),
        ("met", &["again", "regular", "ended by newcomer", "ended by local", "ended by desk", "ended by time"]),
        ("again", &["regular", "ended by newcomer", "ended by local", "ended by desk", "ended by time"]),
        ("regular", &["ended by newcomer", "ended by local", "ended by desk", "ended by time"]),
    ];
    const REACHED: &'static [&'static str] = &[
        "regular",
        "ended by time",
        "ended by desk",
        "ended by newcomer",
        "ended by local",
        "asked as of somebody quiet",
    ];
    const NEVER: &'static [(&'static str, &'static str)] = &[
        (
            "two letters for one person within a day",
            "select count(*) from follow_ups a join follow_ups b on a.account_id = b.account_id
             and a.id <> b.id and a.asked_at <= b.asked_at and b.asked_at < a.asked_at + interval '1 day'",
        ),
        (
            "a question after the end",
            "select count(*) from follow_ups f join ties t on t.id = f.tie_id where f.step <> 'thank-you' and f.asked_at > t.ended_at
             and not (t.ended_by in ('newcomer', 'local') and t.ended_by <> f.whose)",
        ),
        (
            "a letter to who said that it is over",
            "select count(*) from follow_ups f join follow_ups q on q.tie_id = f.tie_id and q.whose = f.whose
             where q.answer = 'no-longer' and f.asked_at > q.answered_at",
        ),
        (
            "a letter about somebody they blocked",
            "select count(*) from follow_ups f join ties t on t.id = f.tie_id join newcomers n on n.id = t.newcomer_id
                 join locals l on l.id = t.local_id join blocks b on b.blocker_account = f.account_id
                     and b.blocked_account in (n.account_id, l.account_id) where f.asked_at > b.since",
        ),
        (
            "thanks before their time",
            "select count(*) from follow_ups f join ties t on t.id = f.tie_id where f.step = 'thank-you' and f.asked_at is not null
                 and (case f.whose when 'newcomer' then t.newcomer_over_at else t.local_over_at end is null
                      or f.asked_at < t.introduced_at + case when exists (select from follow_ups y where y.tie_id = t.id
                          and y.whose = f.whose and y.step = 'six-weeks') then interval '12 months 28 days' else interval '42 days' end)",
        ),
        (
            "a tie of whom one lacks moments",
            "select count(*) from ties t where (select array_agg(n order by n) from (select count(*) as n from follow_ups f
                 where f.tie_id = t.id group by f.whose) q) not in ('{2,2}', '{2,6}', '{6,6}')",
        ),
    ];

    async fn of(town: Town) -> Self {
        let (desk, listing) = (town.desk().await, town.with_listing(&[("id", "choir")]).await);
        let (newcomers, locals, letters) = (Vec::new(), Vec::new(), Vec::new());
        Self { town, desk, listing, newcomers, locals, model: Model::default(), letters, unnoticed: 0 }
    }

    fn town(&self) -> &Town {
        &self.town
    }

    async fn begin(&mut self, _: &mut Pcg64) {
        let others = "delete from accounts where id not in (select account_id from staff)";
        self.town.does(&[others, "delete from letters"], &[]).await;
        (self.newcomers, self.locals) = (Vec::new(), Vec::new());
        (self.model, self.letters, self.unnoticed) = (Model::default(), Vec::new(), 0);
        for n in 0..PEOPLE.0 {
            self.newcomers.push(newcomer(&self.town, &format!("her{n}"), "5612").await);
        }
        for n in 0..PEOPLE.1 {
            let account = local(&self.town, &format!("them{n}"), "5612").await;
            sets(&self.town, account, ACTIVE).await;
            self.locals.push(account);
        }
        self.brings_together([self.newcomers[0], self.locals[0]], false, Meet::OneToOne).await;
    }

    async fn act(&mut self, rng: &mut Pcg64) -> String {
        let two = [*self.newcomers.choose(rng).expect("one"), *self.locals.choose(rng).expect("one")];
        match rng.random_range(0..40) {
            0..6 => self.brings_together(two, false, *Meet::ALL.choose(rng).expect("a kind")).await,
            6..8 => self.brings_together(two, true, Meet::OneToOne).await,
            8..18 => self.says(rng, true).await,
            18..21 => self.says(rng, false).await,
            21..36 => {
                let hours = *[3, 20, 30, 8 * 24, 20 * 24, 29 * 24, 100 * 24, 400 * 24].choose(rng).expect("a jump");
                self.town.wait(&format!("{hours} hours")).await;
                format!("{hours} hours, {}", self.asks().await)
            }
            36 => {
                let (from, to) = if rng.random_bool(0.5) { (two[0], two[1]) } else { (two[1], two[0]) };
                if !(self.is_here(from).await && self.is_here(to).await) {
                    return "nobody".to_owned();
                }
                let ends = rng.random_bool(0.7);
                if ends {
                    let mut tx = self.town.db.begin().await.expect("a transaction");
                    ties::end_between(&mut tx, from, to).await.expect("ended");
                    tx.commit().await.expect("ended");
                    let by = if from == two[0] { "newcomer" } else { "local" };
                    if let Some(tie) = self.model.living(two) {
                        tie.end("blocked", by);
                    }
                }
                self.town.blocks(from, to).await;
                self.model.blocks.insert((from, to));
                format!("block, ends {ends}")
            }
            37 | 38 => {
                let Some(n) = (0..self.model.ties.len()).collect::<Vec<_>>().choose(rng).copied() else {
                    return "no tie".to_owned();
                };
                let (id, account) = (self.model.ties[n].id, self.model.ties[n].two[rng.random_range(0..2_usize)]);
                let mut tx = self.town.db.begin().await.expect("a transaction");
                let looked = logbook::look(&mut tx, &self.desk, account, "to end it").await.expect("looked");
                let done = ties::end(&mut tx, looked, id, Reason::NoTime).await.expect("ended");
                tx.commit().await.expect("ended");
                assert_eq!(done, self.model.ties[n].lives());
                self.model.ties[n].end("no-time", "desk");
                format!("the desk ends {id}: {done}")
            }
            _ => {
                let account = two[rng.random_range(0..2_usize)];
                self.town.does(&["delete from accounts where id = $1"], &[account]).await;
                self.model.leaves(account);
                "leave".to_owned()
            }
        }
    }

    /// What differs from the second writing.
    async fn broken(&mut self) -> Vec<String> {
        type Row = (Uuid, String, Option<String>, Option<String>, Option<String>, Option<String>);
        let rows: Vec<Row> =
            sqlx::query_as("select id, state, end_reason, ended_by, newcomer_says, local_says from ties order by id")
                .fetch_all(&*self.town.db)
                .await
                .expect("ties");
        let said = |says: Option<usize>| says.map(|n| ANSWERS[n].to_owned());
        let as_written = |t: &Tie| {
            let (reason, by) = t.end.clone().unzip();
            (t.id, STATES[t.state].to_owned(), reason, by, said(t.says[0]), said(t.says[1]))
        };
        let mut written: Vec<Row> = self.model.ties.iter().map(as_written).collect();
        written.sort();
        let mut broken = Vec::new();
        if rows != written {
            broken.push(format!("{rows:?}\nand not\n{written:?}"));
        }
        broken
    }

    async fn counts(&self) -> Vec<(&'static str, u64)> {
        let unnoticed = (self.unnoticed > 0).then_some(("asked as of somebody quiet", self.unnoticed));
        unnoticed.into_iter().chain([("letters", self.letters.len() as u64)]).collect()
    }
}

#[tokio::test]
async fn no_history_of_a_tie_leaves_the_diagram_or_writes_a_letter_too_many() {
    play::<Ties>(200).await;
}
