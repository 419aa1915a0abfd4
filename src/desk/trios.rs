//! Trios: three newcomers at the same level with something to do together, for whoever brings them together. Nobody is
//! named; each opens through the look with a reason. No directory: who stands in no trio is not here.

use super::{person, store, town::Town};
use crate::{
    auth::{AsSocialWorker, Scope, Visit},
    gatherings,
    kit::{level::Level, schedule::Session, vocabulary::vocabulary},
    listings::{Item, Shelf, Stock, leanings, when},
    matching::{person::Person, trios},
    newcomers::{self, Newcomer},
    platform::db::Db,
    safety,
    web::{Error, availability, show, speech},
};
use askama::Template;
use axum::response::Response;
use chrono::Datelike;
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// At most so many trios.
const MOST: usize = 12;
/// Of so many newcomers, those who told us something last.
const AMONG: u32 = 300;

/// Three of them.
struct Trio {
    /// Their pages, and the part of town of each where it hides them among enough others.
    people: [(String, Option<&'static str>); 3],
    listing: Uuid,
    /// The page that brings them together.
    bring: String,
    title: String,
    when: String,
    /// When all three have time.
    common: String,
    /// What all three like or look for.
    in_common: String,
    dutch_is_shared: bool,
}

/// Those of one level.
struct AtLevel {
    level: String,
    trios: Vec<Trio>,
}

#[derive(Template)]
#[template(path = "desk/trios.html")]
struct TriosPage {
    v: Visit,
    levels: Vec<AtLevel>,
}

/// Three whom the heart puts together.
pub(super) struct Found {
    /// As it found them.
    pub trio: trios::Trio,
    /// Their accounts, in its order.
    pub accounts: [Uuid; 3],
    /// Where they could go.
    pub listing: Uuid,
}

/// What the search must know beside their answers: whom it never puts together, what was not for them, and how many places
/// those take who are asked already.
async fn known(db: &Db, all: &[Newcomer], stock: &Stock) -> Result<trios::Known, Error> {
    let places: HashMap<Uuid, usize> = all.iter().enumerate().filter_map(|(n, her)| Some((her.account?, n))).collect();
    let accounts: Vec<Uuid> = places.keys().copied().collect();
    let blocked = safety::blocked_pairs(db, &accounts, &accounts).await?;
    let ids: Vec<Uuid> = all.iter().map(|her| her.id).collect();
    let passed = newcomers::passed_over_by(db, &ids).await?;
    let taken = gatherings::places_of_trios(db).await?;
    Ok(trios::Known {
        leanings: all.iter().map(|her| passed.get(&her.id).map(|p| leanings(stock, p)).unwrap_or_default()).collect(),
        apart: blocked.iter().filter_map(|(one, other)| Some((*places.get(one)?, *places.get(other)?))).collect(),
        taken: taken.into_iter().filter_map(|(listing, n)| Some((stock.place(listing)?, n))).collect(),
    })
}

/// All of them within this scope, and the people among whom they were found; nobody's who is asked to one already.
pub(super) async fn found(db: &Db, scope: &Scope, stock: &Arc<Stock>) -> Result<(Vec<Found>, Vec<Person>), Error> {
    let asked = gatherings::in_a_trio(db).await?;
    let mut all = newcomers::looking_within(db, scope, AMONG).await?;
    let reported = safety::meets_nobody_new(db).await?;
    all.retain(|n| n.account.is_some_and(|account| !asked.contains(&account) && !reported.contains(&account)));
    let known = known(db, &all, stock).await?;
    let (people, accounts): (Vec<Person>, Vec<Option<Uuid>>) = all.into_iter().map(|n| (n.person, n.account)).unzip();
    // Ranking hundreds of people is arithmetic, not waiting: away from the threads that answer requests.
    let ranks = stock.clone();
    let found =
        tokio::task::spawn_blocking(move || (trios::trios(&people, &known, &ranks.catalogue, MOST), people)).await;
    let (found, people) = found.map_err(Error::unexpected)?;
    let whole = |trio: trios::Trio| {
        let [one, two, three] = trio.members.map(|place| accounts[place]);
        let listing = stock.items.get(trio.listing)?.listing.id;
        Some(Found { accounts: [one?, two?, three?], listing, trio })
    };
    Ok((found.into_iter().filter_map(whole).collect(), people))
}

/// `GET /desk/trios`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let stock = shelf.now();
    let (found, people) = found(&db, &who.scope, &stock).await?;
    let town = Town::of(store::newcomers_by_postcode(&db).await?);
    let mut levels: Vec<(Level, AtLevel)> = Vec::new();
    for Found { trio: it, accounts, listing } in found {
        let Some(item) = stock.items.get(it.listing) else { continue };
        let opens = |n: usize| (person::path(accounts[n]), town.part(people[it.members[n]].postcode));
        let who: Vec<String> = accounts.iter().map(|account| format!("&who={account}")).collect();
        let trio = Trio {
            people: [0, 1, 2].map(opens),
            listing,
            bring: format!("/desk/trios/bring?listing={listing}{}", who.concat()),
            title: item.listing.title(v.lang).text.to_owned(),
            when: next(&v, item, it.weekdays),
            common: it.common.iter().map(|d| availability::daypart(&v.w, d)).collect::<Vec<_>>().join(", "),
            in_common: in_common(&v, &it),
            dutch_is_shared: it.dutch_is_shared,
        };
        match levels.iter_mut().find(|(level, _)| *level == it.dutch) {
            Some((_, at)) => at.trios.push(trio),
            None => levels.push((it.dutch, AtLevel { level: speech::level_words(&v.w, it.dutch), trios: vec![trio] })),
        }
    }
    levels.sort_by_key(|(level, _)| *level);
    show(&TriosPage { levels: levels.into_iter().map(|(_, at)| at).collect(), v })
}

/// The next time on which all three can come.
fn next(v: &Visit, item: &Item, weekdays: u8) -> String {
    let suits = |s: &Session| weekdays & (1 << s.date.weekday().num_days_from_monday()) != 0;
    match item.next(v.now).find(suits) {
        Some(s) => {
            let (starts, ends) = (v.w.time(s.starts.time()), v.w.time(s.ends.time()));
            v.w.t3("when-session", "day", v.w.day(s.date), "starts", starts, "ends", ends)
        }
        None => when(v, item),
    }
}

/// What all three like, and what all three look for.
fn in_common(v: &Visit, trio: &trios::Trio) -> String {
    let interests = trio.interests.iter().map(|n| vocabulary().interests[*n].named.name(v.lang).to_owned());
    let wishes = trio.wishes.iter().map(|d| v.t(format!("domain-{d}")));
    interests.chain(wishes).collect::<Vec<_>>().join(", ")
}
