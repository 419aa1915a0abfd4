//! Who waits for somebody from here, and which locals have a place, as somebody of the desk sees them.

use super::{
    board::{Board, Seeks},
    seats::Offers,
};
use crate::{
    auth::{Scope, Visit},
    desk::{locals_for::card::step_first, waiting},
    kit::{
        level::Level,
        place::gazetteer,
        vocabulary::vocabulary,
        words::{Offer, Role},
    },
    locals::Local,
    matching::person::Person,
    platform::db::Db,
    web::{Error, dates::days_between},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Less than so many days is new.
const NEW: i64 = 7;
/// So much English is enough to meet in.
const CAN_TALK: Level = Level::B1;

/// A newcomer who waits. Her `Debug` shows nothing of her.
pub struct Waits {
    /// Her account.
    pub account: Uuid,
    /// Her answers.
    pub person: Person,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether she meets somebody from here already, and asked for somebody all the same.
    pub meets: bool,
}

impl std::fmt::Debug for Waits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}

/// The waiting list, longest first: as the rounds of the desk have it.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waits>, Error> {
    let read = |her: waiting::Waits| {
        let person = Person::of_answers(her.newcomer, Role::Newcomer, her.answers.0).map_err(Error::unexpected)?;
        Ok(Waits { account: her.account, person, since: her.since, meets: her.meets })
    };
    let all = waiting::waiting(db, scope, 0, false, None).await?;
    all.into_iter().map(read).collect()
}

/// The board of this waiting list.
///
/// # Errors
/// Those of the database.
pub async fn board(v: &Visit, db: &Db, scope: &Scope, waiting: &[Waits]) -> Result<Board, Error> {
    let seekers: Vec<Seeks> = waiting.iter().map(|w| seeks(&w.person, days_between(w.since, v.now) < NEW)).collect();
    let locals = offers(v, db, scope).await?;
    // Counting thousands is arithmetic, not waiting: away from the threads that answer requests.
    tokio::task::spawn_blocking(move || Board::of(&seekers, &locals)).await.map_err(Error::unexpected)
}

fn level(person: &Person, language: &str) -> Option<Level> {
    person.languages.iter().filter(|(tag, _)| tag.primary() == language).map(|(_, level)| *level).max()
}

fn interests(person: &Person) -> std::collections::BTreeSet<usize> {
    person.interests.iter().flatten().filter_map(|id| vocabulary().interest(id)).collect()
}

fn part(person: &Person) -> Option<usize> {
    let lives = gazetteer().part(person.postcode?)?;
    gazetteer().parts.iter().position(|part| part.slug == lives.slug)
}

fn seeks(her: &Person, is_new: bool) -> Seeks {
    let (free, level) = (her.free.unwrap_or_default(), level(her, "nl"));
    Seeks { interests: interests(her), free, part: part(her), level, is_new }
}

/// Locals who did every step, take no break and have a free place.
async fn offers(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Offers>, Error> {
    let all = waiting::free(db, scope).await?;
    let offer = |(local, places): &(Local, u32)| {
        let them = &local.person;
        let helps = them.can_teach.iter().flatten().any(|tag| tag.primary() == "nl")
            || them.offers.iter().flatten().any(|offer| *offer == Offer::LanguagePartner);
        Offers {
            interests: interests(them),
            free: them.free.unwrap_or_default(),
            part: part(them),
            is_patient: helps || level(them, "en").is_some_and(|level| level >= CAN_TALK),
            places: *places,
        }
    };
    Ok(all.iter().filter(|(local, _)| step_first(local, v.today()).is_none()).map(offer).collect())
}
