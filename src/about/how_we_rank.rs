//! How we choose: the weights that count on every page, what else moves a place, and the versions before, in words.

use crate::{
    auth::Visit,
    listings::{self, Shelf, Version},
    matching::{
        go::NO_COMPANY,
        leaning::LEANS_AWAY,
        rung::OFF_THE_LADDER,
        score::{CHECK_FIRST, SLOW_TO_ANSWER},
        signal::Signal,
        weights::NICE_SHARE,
    },
    platform::db::Db,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;
use chrono_tz::Europe::Amsterdam;

#[derive(Template)]
#[template(path = "about/how_we_rank.html")]
struct HowWeRankPage {
    v: Visit,
    /// The version that counts.
    now: Version,
    /// Those before it, newest first.
    before: Vec<Version>,
}

/// The name of an essential, and its weight in per cent: most listings, and a role that asks skills.
type Line = (&'static str, u32, u32);

fn per_cent(share: f64) -> u32 {
    libm::round(share * 100.0) as u32
}

/// What a factor takes away, in per cent.
fn less(factor: f64) -> u32 {
    per_cent(1.0 - factor)
}

impl HowWeRankPage {
    /// The essentials, the heaviest first.
    fn essentials(&self) -> Vec<Line> {
        let (most, role) = (self.now.weights.essentials, self.now.weights.role_with_skills);
        let named = Signal::ESSENTIALS.iter().enumerate();
        let mut lines: Vec<Line> = named.map(|(k, s)| (s.as_str(), per_cent(most[k]), per_cent(role[k]))).collect();
        lines.sort_by_key(|(_, most, _)| std::cmp::Reverse(*most));
        lines
    }

    fn nice(&self) -> Vec<(&'static str, u32)> {
        Signal::NICE.iter().zip(self.now.weights.nice).map(|(s, share)| (s.as_str(), per_cent(share))).collect()
    }

    /// What the nice-to-haves move at most, in per cent.
    fn nice_share(&self) -> u32 {
        per_cent(NICE_SHARE)
    }

    /// What a version weighs, whole: most listings, roles that ask a skill, and the nice-to-haves.
    fn in_lines(&self, version: &Version) -> [String; 3] {
        let it = &version.weights;
        let line = |key: &str, signals: &[Signal], shares: &[f64]| {
            let word = |s: &Signal| self.v.t(format!("rank-word-{}", s.as_str()));
            let named = signals.iter().zip(shares).map(|(s, share)| format!("{} {} %", word(s), per_cent(*share)));
            self.v.t1(key, "weights", named.collect::<Vec<_>>().join(", "))
        };
        [
            line("rank-before-most", &Signal::ESSENTIALS, &it.essentials),
            line("rank-before-role", &Signal::ESSENTIALS, &it.role_with_skills),
            line("rank-before-nice", &Signal::NICE, &it.nice),
        ]
    }

    /// Since when, where somebody changed something.
    fn since(&self, version: &Version) -> String {
        version.at.map_or_else(
            || self.v.t("rank-from-the-beginning"),
            |at| self.v.w.date(at.with_timezone(&Amsterdam).date_naive()),
        )
    }

    /// The sentences of the factors of their own, each with its size in per cent.
    fn factors(&self) -> Vec<String> {
        let sizes = [
            ("rank-order-rung", less(OFF_THE_LADDER)),
            ("rank-order-company", less(NO_COMPANY)),
            ("rank-order-check", less(CHECK_FIRST)),
            ("rank-order-slow", less(SLOW_TO_ANSWER)),
            ("rank-order-pass", less(LEANS_AWAY)),
        ];
        sizes.iter().map(|(key, size)| self.v.t1(key, "size", *size)).collect()
    }
}

/// `GET /how-we-rank`: what the shelf ranks with, so that this page never says other numbers than a list has.
pub async fn page(v: Visit, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let counts = shelf.now().catalogue.weights().clone();
    let versions = listings::versions(&db).await?;
    let mut versions = versions.into_iter().skip_while(|it| it.weights.version != counts.version);
    let now = versions.next().ok_or(Error::Stale)?;
    show(&HowWeRankPage { v, now, before: versions.collect() })
}
