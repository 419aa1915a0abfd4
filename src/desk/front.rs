//! The desk's front: what needs a look, the most urgent first, for somebody with an hour and a half a week.

use super::{
    gaps, letters,
    line::{Kind, Line},
    monday::{self, Monday},
    people, round, safe, shelves,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    curation::Undo,
    kit::lang::Lang,
    listings::Shelf,
    next_steps,
    platform::{clock::Clock, db::Db},
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

/// So many more stand below what comes first.
const MORE: usize = 15;

/// How much of something there is, for the picture beside the list.
struct Count {
    key: &'static str,
    count: usize,
    link: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "desk/front.html")]
struct FrontPage {
    v: Visit,
    /// What was promised, or is about somebody's safety.
    promised: Vec<Line>,
    /// One for each of the five questions of a Monday.
    first: Vec<(monday::Question, Line)>,
    more: Vec<Line>,
    left: usize,
    counts: Vec<Count>,
    /// How soon half of the people have their first next step.
    soon: Option<String>,
    /// Where places were short in the last round, and its address.
    short: Option<(String, Vec<String>)>,
    /// What was just done to a listing.
    undo: Option<Undo>,
    /// After a call was placed: the sentence, and the form that undoes it.
    placed: Option<(String, String)>,
}

impl FrontPage {
    /// The most there is of anything: the length of a whole bar.
    fn most(&self) -> usize {
        self.counts.iter().map(|c| c.count).max().unwrap_or_default().max(1)
    }
}

/// `GET /desk`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    clock: Clock,
) -> Result<Response, Error> {
    let stock = shelf.up_to_date(&db, &clock).await?;
    let mut lines = safe::lines(&v, &db, &who.scope).await?;
    lines.extend(people::call_lines(&v, &db, &who).await?);
    lines.extend(people::newcomer_lines(&v, &db, &who.scope, &stock).await?);
    lines.extend(people::wish_lines(&v, &db, &who.scope).await?);
    lines.extend(people::gathering_lines(&v, &db, &who.scope).await?);
    lines.extend(people::introduction_lines(&v, &db, &who.scope).await?);
    lines.extend(people::step_lines(&v, &db, &who.scope).await?);
    lines.extend(people::together_lines(&v, &db, &who.scope).await?);
    lines.extend(people::tie_lines(&v, &db, &who.scope).await?);
    lines.extend(gaps::lines(&v, &db, &who.scope).await?);
    lines.extend(people::local_lines(&v, &db, &who.scope).await?);
    lines.extend(shelves::lines(&v, &db, &stock).await?);
    lines.extend(letters::lines(&v, &db, &who.scope, &stock).await?);
    let placed = gaps::undo(&v);
    let undo = if placed.is_some() { None } else { Undo::of(&db, &v, &who).await? };
    let counts = counts(&lines);
    let Monday { promised, first, mut more } = monday::of(lines);
    let left = more.len().saturating_sub(MORE);
    more.truncate(MORE);
    let soon = next_steps::measured(&db).await?.days.map(|days| match days {
        ..0.1 => v.t("desk-first-step-at-once"),
        _ => v.t1("desk-first-step", "days", tenths(v.lang, days)),
    });
    let short = round::last_advice(&v, &db, &who).await?;
    show(&FrontPage { soon, short, undo, placed, promised, first, more, left, counts, v })
}

/// A number with one decimal, as it is written.
pub(super) fn tenths(lang: Lang, number: f64) -> String {
    let written = format!("{number:.1}");
    if lang == Lang::Nl { written.replace('.', ",") } else { written }
}

fn counts(lines: &[Line]) -> Vec<Count> {
    let of = |key, kinds: &[Kind], link| {
        let count = lines.iter().filter(|l| kinds.contains(&l.kind)).count();
        Count { key, count, link }
    };
    // Whose stay ends soon asked nothing, and her line stands on this page alone: she is in none of these.
    vec![
        of(
            "desk-count-requests",
            &[
                Kind::Request,
                Kind::Refused,
                Kind::Along,
                Kind::Wish,
                Kind::Gathering,
                Kind::Apart,
                Kind::Silent,
                Kind::Parted,
            ],
            Some("/desk/people"),
        ),
        of("desk-count-step", &[Kind::Step], Some("/desk/people")),
        of("desk-count-locals", &[Kind::Call, Kind::Activate, Kind::Certificate], Some("/desk/people?state=steps")),
        of("desk-count-listings", &[Kind::Draft, Kind::Unconfirmed, Kind::Translation], Some("/desk/listings")),
        of("desk-count-calls", &[Kind::CallBack], None),
    ]
}
