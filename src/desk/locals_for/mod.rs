//! The locals who fit a newcomer, for somebody of the desk who said why they look at her: best first, with what both
//! gain. No directory: only who fits best is shown, within the scope, and nobody is named before the look at them too
//! stands in the logbook. From here somebody is introduced.

pub(super) mod candidates;
pub(super) mod card;
pub(super) mod store;

use self::{
    candidates::Around,
    card::{Card, step_first},
};
use super::{look, person, window};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    introductions::Wish,
    kit::{lang::Lang, words::Meet},
    listings::Shelf,
    logbook::{self, Looked},
    matching::{
        gates::Gate,
        pair::{Fit, One, Ranking},
    },
    platform::db::Db,
    web::{Error, Id, Query, flash::Flash, see, show, words::Words},
};
use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

/// So many who can begin, and so many for whom a step comes first.
const SHOWN: usize = 5;
/// So many of those left out can be asked about, for each reason.
const ASKED_ABOUT: usize = 10;

/// The page's address.
pub(super) fn path(account: Uuid) -> String {
    format!("{}/locals", person::path(account))
}

/// Where somebody of the page is introduced or looked for, for this kind of meeting: nothing for just the two of them.
pub(super) fn for_kind(kind: &Meet) -> String {
    if *kind == Meet::OneToOne { String::new() } else { format!("?kind={kind}") }
}

/// "Why not?" of one; and the kind of meeting.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhyForm {
    #[serde(default)]
    why: Option<Uuid>,
    #[serde(default)]
    kind: Option<Meet>,
}

impl WhyForm {
    fn kind(&self) -> Meet {
        self.kind.unwrap_or(Meet::OneToOne)
    }
}

/// Who is shown: the best of those who can begin, and of those for whom a step comes first.
struct Shown<'a> {
    ready: Vec<&'a Fit>,
    first: Vec<&'a Fit>,
    /// How many more fit.
    more: usize,
}

impl<'a> Shown<'a> {
    fn of(around: &Around, ranking: &'a Ranking, today: NaiveDate) -> Self {
        let can_begin = |fit: &&Fit| step_first(&around.locals[fit.place], today).is_none();
        let (mut ready, mut first): (Vec<_>, Vec<_>) = ranking.fits.iter().partition(can_begin);
        let more = ready.len().saturating_sub(SHOWN) + first.len().saturating_sub(SHOWN);
        ready.truncate(SHOWN);
        first.truncate(SHOWN);
        Self { ready, first, more }
    }

    /// Their places.
    fn places(&self) -> impl Iterator<Item = usize> {
        self.ready.iter().chain(&self.first).map(|fit| fit.place)
    }
}

/// Those whom one gate leaves out.
struct LeftOut {
    gate: Gate,
    count: usize,
    /// Their accounts and parts of town; nobody is named.
    some: Vec<(Uuid, Option<&'static str>)>,
}

/// Why one of them is not there, or not higher.
struct Why {
    part: Option<&'static str>,
    fits: bool,
    sentences: Vec<String>,
    opening: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/locals_for.html")]
struct LocalsPage {
    v: Visit,
    id: Uuid,
    kind: Meet,
    /// The end of addresses that keep the kind; and the same after something else.
    for_kind: String,
    and_kind: String,
    wish: Option<Wish>,
    /// How many months are left here, where she meets nobody from here.
    window: Option<i64>,
    told_too_little: bool,
    ready: Vec<Card>,
    first: Vec<Card>,
    more: usize,
    left_out: Vec<LeftOut>,
    why: Option<Why>,
    /// Whether somebody of those shown is not named yet.
    nameless: bool,
}

/// `GET /desk/people/{id}/locals`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Query(asked): Query<WhyForm>,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return look::page(v, id, None) };
    let around = Around::of(&db, &who, looked, asked.kind(), &shelf.now()).await?;
    let ranking = around.ranked();
    let shown = Shown::of(&around, &ranking, v.today());
    let proofs = proofs(&db, &who, &around, shown.places()).await?;
    let names = store::first_names(&db, &proofs).await?;
    let card = |fit: &&Fit| {
        let local = &around.locals[fit.place];
        let seen = local.account.is_some_and(|a| proofs.iter().any(|p| p.account() == a));
        let card = Card::of(&v, local, fit, seen)?;
        let name = names.get(&card.account).cloned();
        let knows = around.knows(fit.place).map(|said| said.text(v.lang).to_owned());
        let group = around.group(fit.place).map(|group| (group.about.clone(), group.people));
        let (part, places) = (around.part(fit.place, seen), around.places(fit.place));
        Some(Card { name, part, places, knows, group, ..card })
    };
    let ready: Vec<Card> = shown.ready.iter().filter_map(card).collect();
    let first: Vec<Card> = shown.first.iter().filter_map(card).collect();
    let left_out = ranking.counts().into_iter().map(|(gate, count)| {
        let those = ranking.excluded.iter().filter(|e| e.why == gate).take(ASKED_ABOUT);
        let some = those.filter_map(|e| Some((around.locals[e.place].account?, around.part(e.place, false))));
        LeftOut { gate, count, some: some.collect() }
    });
    let why = asked.why.map(|account| why(&v, &around, account)).transpose()?;
    let for_kind = for_kind(&around.kind);
    show(&LocalsPage {
        id,
        kind: around.kind,
        and_kind: for_kind.replace('?', "&"),
        for_kind,
        wish: around.wish.clone(),
        window: window::of(&db, looked, &around.newcomer.person, v.today()).await?,
        told_too_little: !around.newcomer.can_be_matched(),
        more: shown.more,
        left_out: left_out.collect(),
        why,
        nameless: ready.iter().chain(&first).any(|card| !card.seen),
        ready,
        first,
        v,
    })
}

/// The proofs of earlier looks at some of them.
async fn proofs(
    db: &Db,
    who: &SignedIn,
    around: &Around,
    places: impl Iterator<Item = usize>,
) -> Result<Vec<Looked>, Error> {
    let mut proofs = Vec::new();
    for account in places.filter_map(|place| around.locals[place].account) {
        proofs.extend(logbook::looked_lately(db, who, account).await?);
    }
    Ok(proofs)
}

/// Somebody beyond the scope, or no local at all, does not exist.
fn why(v: &Visit, around: &Around, account: Uuid) -> Result<Why, Error> {
    let place = around.locals.iter().position(|l| l.account == Some(account)).ok_or(Error::NotFound)?;
    let one = around.explained(place).ok_or(Error::NotFound)?;
    let part = around.part(place, false);
    let text = |s: &crate::kit::sentence::Sentence| s.text(v.lang).to_owned();
    Ok(match one {
        One::Fits { weakest, .. } => {
            Why { part, fits: true, sentences: weakest.iter().map(|r| text(&r.sentence)).collect(), opening: None }
        }
        One::Excluded { excluded, opening } => Why {
            part,
            fits: false,
            sentences: vec![text(&excluded.sentence)],
            opening: opening.map(|o| text(&o.sentence)),
        },
    })
}

/// `POST /desk/people/{id}/locals`: names those who are shown. Each reads that they were looked at, and why; said within
/// the last half hour it holds.
pub async fn name_them(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Query(asked): Query<WhyForm>,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let around = Around::of(&db, &who, looked, asked.kind(), &shelf.now()).await?;
    let ranking = around.ranked();
    let shown = Shown::of(&around, &ranking, v.today());
    let known: Vec<Uuid> = proofs(&db, &who, &around, shown.places()).await?.iter().map(|p| p.account()).collect();
    let mut tx = db.begin().await?;
    let unseen = shown.places().filter_map(|place| around.locals[place].account).filter(|a| !known.contains(a));
    for (account, lang) in store::languages(&mut tx, &unseen.collect::<Vec<_>>()).await? {
        let lang: Lang = lang.parse().unwrap_or_default();
        logbook::look(&mut tx, &who, account, &Words::of(lang).t("look-said-introduction")).await?;
    }
    tx.commit().await?;
    let to = path(id) + &for_kind(&around.kind);
    Ok(Flash::on(see(&to), &v.address, "flash-locals-named", None))
}
