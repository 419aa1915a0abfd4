//! A round: who would meet whom and why, side by side; who is left out and why; where places are short. With every pin
//! and ban stands what it changed.

use super::{
    super::locals_for::card::Card,
    advice::Advice,
    choose,
    draft::introduced,
    kept::{self, Kept, Since},
    last::{Last, OnTheirWay},
    left::left_out,
    names::Names,
    one_more,
    pool::{MOST, Solved},
    rather::{self, Rather},
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    listings::Shelf,
    matching::{
        pair::{Fit, One},
        round::{live::Together, pool::Chosen, reserves::reserves, steer::Refused},
    },
    platform::db::Db,
    web::{Error, Id, Query, dates::days_between, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// So many of each list stand on a page.
pub const A_PAGE: usize = 20;

/// Which page of the lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageForm {
    /// From 1; none is the first.
    #[serde(default)]
    pub page: Option<usize>,
}

impl PageForm {
    /// From 1.
    pub fn page(&self) -> usize {
        self.page.unwrap_or(1).clamp(1, 1_000)
    }

    /// The end of an address that keeps it.
    pub fn query(&self) -> String {
        if self.page() == 1 { String::new() } else { format!("?page={}", self.page()) }
    }
}

/// All pairs of a round, whoever waits longest first.
pub fn by_waiting(solved: &Solved) -> Vec<Together> {
    let mut all = solved.live.answer().pairs.clone();
    all.sort_by_key(|pair| solved.gathered.newcomers[pair.newcomer as usize].since);
    all
}

/// The pairs on this page.
pub fn shown(solved: &Solved, page: usize) -> Vec<Together> {
    by_waiting(solved).into_iter().skip((page - 1) * A_PAGE).take(A_PAGE).collect()
}

/// Two who would meet.
struct Proposed {
    /// Their accounts, for the forms.
    her: Uuid,
    them: Uuid,
    /// What to call them.
    who: String,
    whom: String,
    /// How long she waits.
    waits: String,
    pinned: bool,
    /// Why, as either would read it, and what speaks against it.
    card: Card,
    /// Who would be next, best first.
    reserves: Vec<String>,
}

/// Somebody who is left out.
struct Left {
    account: Uuid,
    who: String,
    waits: String,
    why: Vec<String>,
}

/// Two who are pinned or kept out.
struct Said {
    her: Uuid,
    them: Uuid,
    who: String,
    whom: String,
    pinned: bool,
}

#[derive(Template)]
#[template(path = "desk/round.html")]
struct RoundPage {
    v: Visit,
    id: Uuid,
    version: i32,
    about: String,
    put_away: bool,
    placed: usize,
    waiting: usize,
    seats: u64,
    last: Option<Last>,
    on_their_way: Option<OnTheirWay>,
    proposed: Vec<Proposed>,
    left: Vec<Left>,
    since: Option<Since>,
    /// Where places are short, each with what one more local would do.
    advice: Vec<(String, Option<String>)>,
    rather: Rather,
    said: Vec<Said>,
    told_too_little: usize,
    step_first: usize,
    more: bool,
    locals_beyond: usize,
    pace: Option<String>,
    /// Whether somebody of those shown is not named yet.
    nameless: bool,
    /// Of both lists.
    page: usize,
    pages: usize,
    query: String,
}

/// `GET /desk/rounds/{id}`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Query(asked): Query<PageForm>,
) -> Result<Response, Error> {
    let solved = Solved::open(&v, &who, &db, &shelf.now(), id).await?;
    let names = Names::of(&db, &who, &solved).await?;
    let kept = kept::read(&db, id).await?;
    show(&page_of(v, &who, &solved, &names, kept.as_ref(), &asked).await?)
}

async fn page_of(
    v: Visit,
    who: &SignedIn,
    solved: &Solved,
    names: &Names,
    kept: Option<&Kept>,
    asked: &PageForm,
) -> Result<RoundPage, Error> {
    let (gathered, answer) = (&solved.gathered, solved.live.answer());
    let pairs = shown(solved, asked.page());
    let mut unmatched = answer.unmatched.clone();
    unmatched.sort_by_key(|(place, _)| gathered.newcomers[*place as usize].since);
    let pages = answer.pairs.len().max(unmatched.len()).div_ceil(A_PAGE).max(1);
    let unmatched: Vec<_> = unmatched.into_iter().skip((asked.page() - 1) * A_PAGE).take(A_PAGE).collect();
    // Explaining and the reserves are arithmetic too.
    let (people, live) = (gathered.people.clone(), solved.live.clone());
    let (those, outs) = (pairs.clone(), unmatched.clone());
    let work = move || {
        let fits: Vec<_> = those.iter().map(|pair| people.explained(pair.newcomer, pair.local)).collect();
        let kept_out: Vec<_> = outs.iter().map(|(place, _)| people.kept_out(*place)).collect();
        Ok::<_, Refused>((fits, kept_out, reserves(&live)?, rather::find(&live)?, one_more::find(&live)?))
    };
    let (fits, kept_out, reserves, would, more) =
        tokio::task::spawn_blocking(work).await.map_err(Error::unexpected)?.map_err(Error::unexpected)?;
    let mut proposed = Vec::with_capacity(pairs.len());
    for (pair, fit) in pairs.iter().zip(fits) {
        let Some(One::Fits { fit, .. }) = fit else { continue };
        let next = reserves[pair.newcomer as usize].iter().flatten();
        let reserves = next.map(|r: &Chosen| names.local(&v, gathered, r.local)).collect();
        proposed.extend(two(&v, solved, names, pair, &fit, reserves));
    }
    let left = unmatched.iter().zip(kept_out).map(|((place, why), kept_out)| {
        let her = gathered.newcomers[*place as usize];
        Left {
            account: her.account,
            who: names.newcomer(&v, gathered, *place),
            waits: v.w.waited(days_between(her.since, v.now)),
            why: left_out(&v, solved, *place, *why, &kept_out),
        }
    });
    let left = left.collect();
    let introduced = introduced(&solved.steps);
    Ok(RoundPage {
        id: solved.round.id,
        version: solved.round.version,
        about: choose::in_words(&v, &solved.round.choice),
        put_away: solved.round.put_away_at.is_some(),
        placed: answer.pairs.len(),
        waiting: gathered.newcomers.len(),
        seats: gathered.seats(),
        last: Last::of(&v, solved, names),
        on_their_way: OnTheirWay::of(&v, solved),
        left,
        since: Since::of(&v, solved, names, kept),
        advice: advice(&v, solved, names, &more),
        rather: Rather::of(&v, solved, names, &would),
        said: said(&v, solved, names),
        told_too_little: gathered.told_too_little,
        step_first: gathered.step_first,
        more: gathered.more,
        locals_beyond: gathered.locals_beyond,
        pace: choose::pace(&v, who, &solved.round, introduced),
        nameless: proposed.iter().any(|p| [p.her, p.them].iter().any(|account| names.looked(*account).is_none())),
        proposed,
        page: asked.page(),
        pages,
        query: asked.query(),
        v,
    })
}

fn two(
    v: &Visit,
    solved: &Solved,
    names: &Names,
    pair: &Together,
    fit: &Fit,
    reserves: Vec<String>,
) -> Option<Proposed> {
    let (her, local) =
        (solved.gathered.newcomers[pair.newcomer as usize], &solved.gathered.locals[pair.local as usize]);
    Some(Proposed {
        her: her.account,
        them: local.account?,
        who: names.newcomer(v, &solved.gathered, pair.newcomer),
        whom: names.local(v, &solved.gathered, pair.local),
        waits: v.w.waited(days_between(her.since, v.now)),
        pinned: pair.pinned,
        card: Card::of(v, local, fit, false)?,
        reserves,
    })
}

/// Where places are short, and what one more local there would do: shortages come first in both.
fn advice(v: &Visit, solved: &Solved, names: &Names, more: &[one_more::OneMore]) -> Vec<(String, Option<String>)> {
    let more = more.iter().map(|one| one_more::text(v, names, &solved.gathered, one)).chain(std::iter::repeat(None));
    solved.advice().iter().map(|short: &Advice| short.text(v)).zip(more).collect()
}

fn said(v: &Visit, solved: &Solved, names: &Names) -> Vec<Said> {
    let (gathered, steer) = (&solved.gathered, solved.live.steer());
    let pins = steer.pins.iter().map(|pair| (pair, true));
    let all = pins.chain(steer.bans.iter().map(|(her, them)| ((her, them), false)));
    let one = |((her, them), pinned): ((&String, &String), bool)| {
        let (n, l) = (gathered.people.pool().newcomer(her)?, gathered.people.pool().local(them)?);
        Some(Said {
            her: gathered.newcomers[n as usize].account,
            them: gathered.locals[l as usize].account?,
            who: names.newcomer(v, gathered, n),
            whom: names.local(v, gathered, l),
            pinned,
        })
    };
    all.filter_map(one).collect()
}
