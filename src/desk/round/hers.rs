//! One newcomer in a round: who else could meet her, and what choosing them would change for the others; and why not
//! these two. Looking changes nothing: each choice is a word of its own.

use super::{
    super::locals_for::card::Card,
    effect,
    names::Names,
    path,
    pool::{Solved, possible},
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::sentence::Sentence,
    listings::Shelf,
    matching::{
        gates::Gate,
        pair::One,
        round::{
            live::Live,
            pool::Chosen,
            steer::Refused,
            what_if::{Change, Effect},
        },
    },
    platform::db::Db,
    web::{Error, Id, Query, dates::days_between, needs::path_part, show},
};
use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use serde::Deserialize;
use std::{cmp::Reverse, collections::BTreeMap};
use uuid::Uuid;

/// So many locals are shown, the best first.
const SHOWN: usize = 6;
/// So many of those left out can be asked about, for each reason.
const ASKED_ABOUT: usize = 10;

/// The newcomer in the address, by account.
pub struct Whose(Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Whose {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Ok(Self(path_part(parts, state, "newcomer").await?.parse().map_err(|_| Error::NotFound)?))
    }
}

/// "Why not these two?" of a local.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhyForm {
    #[serde(default)]
    why: Option<Uuid>,
}

/// How a local stands with her in the round.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// The round proposes them.
    Proposed,
    /// Somebody said so.
    Pinned,
    /// Somebody said not these two.
    KeptOut,
    /// The round has another for her, or nobody.
    Possible,
}

/// A local who fits.
struct Could {
    account: Uuid,
    whom: String,
    stands: Stands,
    card: Card,
    /// What the other choice would change: to pin them, or to let them go.
    effect: Vec<String>,
    /// All their places are pinned.
    full: bool,
}

/// Why not these two, where they do not fit.
struct WhyNot {
    whom: String,
    sentences: Vec<String>,
}

/// Those whom one gate leaves out.
struct LeftOut {
    gate: Gate,
    count: usize,
    some: Vec<(Uuid, String)>,
}

#[derive(Template)]
#[template(path = "desk/round_hers.html")]
struct HersPage {
    v: Visit,
    id: Uuid,
    version: i32,
    newcomer: Uuid,
    put_away: bool,
    who: String,
    waits: String,
    why: Option<WhyNot>,
    options: Vec<Could>,
    more: usize,
    left_out: Vec<LeftOut>,
}

/// `GET /desk/rounds/{id}/for/{newcomer}`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    (Id(id), Whose(newcomer)): (Id, Whose),
    db: Db,
    shelf: Shelf,
    Query(asked): Query<WhyForm>,
) -> Result<Response, Error> {
    let solved = Solved::open(&v, &who, &db, &shelf.now(), id).await?;
    let place = solved.gathered.newcomer_of(newcomer).ok_or(Error::NotFound)?;
    let names = Names::of(&db, &who, &solved).await?;
    let gathered = &solved.gathered;
    let asked = match asked.why {
        Some(account) => Some(gathered.local_of(account).ok_or(Error::NotFound)?),
        None => None,
    };
    let (chosen, more) = chosen(&solved, place, asked);
    let (people, live, those) = (gathered.people.clone(), solved.live.clone(), chosen.clone());
    let work = move || {
        let tried = those.iter().map(|pair| Ok((people.explained(place, pair.local), possible(tried(&live, pair))?)));
        let tried = tried.collect::<Result<Vec<_>, Error>>()?;
        let why = asked.filter(|local| those.iter().all(|pair| pair.local != *local));
        let why = why.and_then(|local| Some((local, people.explained(place, local)?)));
        Ok::<_, Error>((tried, why, people.kept_out(place)))
    };
    let (tried, why, kept_out) = tokio::task::spawn_blocking(work).await.map_err(Error::unexpected)??;
    let option = |(pair, (one, effect)): (&Chosen, (Option<One>, Option<Effect>))| {
        let (local, Some(One::Fits { fit, .. })) = (&gathered.locals[pair.local as usize], one) else { return None };
        Some(Could {
            account: local.account?,
            whom: names.local(&v, gathered, pair.local),
            stands: stands(&solved.live, pair),
            card: Card::of(&v, local, &fit, false)?,
            full: effect.is_none(),
            effect: effect.map(|e| effect::sentences(&v, &names, gathered, &e)).unwrap_or_default(),
        })
    };
    show(&HersPage {
        id,
        version: solved.round.version,
        newcomer,
        put_away: solved.round.put_away_at.is_some(),
        who: names.newcomer(&v, gathered, place),
        waits: v.w.waited(days_between(gathered.newcomers[place as usize].since, v.now)),
        why: why.map(|(local, one)| why_not(&v, names.local(&v, gathered, local), one)),
        options: chosen.iter().zip(tried).filter_map(option).collect(),
        more,
        left_out: left_out(&v, &solved, &names, &kept_out),
        v,
    })
}

/// Whom to show: the best few, whom the round has for her, and who was asked about; and how many more fit.
fn chosen(solved: &Solved, newcomer: u32, asked: Option<u32>) -> (Vec<Chosen>, usize) {
    let mut all: Vec<Chosen> = solved.live.pool().of(newcomer).collect();
    all.sort_by_key(|pair| Reverse(pair.value));
    let has = solved.live.answer().pairs.iter().find(|pair| pair.newcomer == newcomer).map(|pair| pair.local);
    let is_shown = |(n, pair): &(usize, Chosen)| *n < SHOWN || Some(pair.local) == has || Some(pair.local) == asked;
    let fit = all.len();
    let shown: Vec<Chosen> = all.into_iter().enumerate().filter(is_shown).map(|(_, pair)| pair).collect();
    let more = fit - shown.len();
    (shown, more)
}

fn stands(live: &Live, pair: &Chosen) -> Stands {
    let ids = (live.newcomer(pair.newcomer).id.clone(), live.local(pair.local).id.clone());
    let proposed = live.answer().pairs.iter().find(|p| p.newcomer == pair.newcomer && p.local == pair.local);
    match proposed {
        Some(p) if p.pinned => Stands::Pinned,
        Some(_) => Stands::Proposed,
        None if live.steer().bans.contains(&ids) => Stands::KeptOut,
        None => Stands::Possible,
    }
}

/// What the other choice would change.
fn tried(live: &Live, pair: &Chosen) -> Result<Effect, Refused> {
    let (newcomer, local) = (live.newcomer(pair.newcomer).id.clone(), live.local(pair.local).id.clone());
    let change = match stands(live, pair) {
        Stands::Proposed => Change::Ban { newcomer, local },
        Stands::Pinned | Stands::KeptOut => Change::Release { newcomer, local },
        Stands::Possible => Change::Pin { newcomer, local },
    };
    live.what_if(&change).map(|(_, effect)| effect)
}

fn why_not(v: &Visit, whom: String, one: One) -> WhyNot {
    let text = |s: &Sentence| s.text(v.lang).to_owned();
    let sentences = match one {
        // It fits, and both have another language to find first.
        One::Fits { fit, weakest } => {
            fit.missing.iter().map(text).chain(weakest.iter().map(|reason| text(&reason.sentence))).collect()
        }
        One::Excluded { excluded, opening } => {
            std::iter::once(text(&excluded.sentence)).chain(opening.map(|opening| text(&opening.sentence))).collect()
        }
    };
    WhyNot { whom, sentences }
}

fn left_out(v: &Visit, solved: &Solved, names: &Names, kept_out: &[(u32, Gate)]) -> Vec<LeftOut> {
    let mut by_gate: BTreeMap<Gate, Vec<u32>> = BTreeMap::new();
    kept_out.iter().for_each(|(local, gate)| by_gate.entry(*gate).or_default().push(*local));
    let one = |(gate, locals): (Gate, Vec<u32>)| {
        let some = locals.iter().take(ASKED_ABOUT).filter_map(|place| {
            Some((solved.gathered.locals[*place as usize].account?, names.local(v, &solved.gathered, *place)))
        });
        LeftOut { gate, count: locals.len(), some: some.collect() }
    };
    by_gate.into_iter().map(one).collect()
}

impl HersPage {
    fn back(&self) -> String {
        path(self.id)
    }
}
