//! The listings in memory: a snapshot, filled anew when the database says it changed, swapped whole.
//! Every page reads one snapshot from beginning to end and ranks on request; there is no cache.

use super::{listing::Listing, order::Order, store};
use crate::{
    kit::{
        place::{PartOfTown, gazetteer},
        schedule::Session,
        vocabulary::vocabulary,
    },
    matching::catalogue::Catalogue,
    platform::{clock::Clock, db::Db},
};
use arc_swap::ArcSwap;
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;
use std::{collections::HashMap, sync::Arc};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use uuid::Uuid;

/// How many of the next sessions are kept at hand.
const AT_HAND: usize = 6;

/// A listing on the shelf, with what every page would otherwise work out again.
pub struct Item {
    /// The listing.
    pub listing: Arc<Listing>,
    /// Its next sessions as of the filling.
    upcoming: Arc<Vec<Session>>,
    /// One bit for each weekday it takes place on, Monday lowest; all where it is by appointment.
    weekdays: u8,
    /// What the free text searches.
    folded: String,
}

/// All listings as of one moment.
pub struct Stock {
    /// In the order of their keys; the catalogue has the same order.
    pub items: Vec<Item>,
    /// How many are open in each part of town, in the gazetteer's order.
    pub open_in: Vec<usize>,
    /// What the heart ranks.
    pub catalogue: Catalogue,
    by_id: HashMap<Uuid, usize>,
    by_key: HashMap<String, usize>,
    today: NaiveDate,
}

/// The shelf: hands out the stock of the moment.
#[derive(Clone)]
pub struct Shelf(Arc<ArcSwap<Stock>>);

crate::lend!(Shelf);

impl Shelf {
    /// A shelf with what the database holds.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn filled(db: &Db, clock: &Clock) -> Result<Self, sqlx::Error> {
        let (listings, order) = (store::all(db).await?, Order::now(db).await?);
        Ok(Self(Arc::new(ArcSwap::from_pointee(Stock::new(listings, &order, clock.now(), None)))))
    }

    /// Fills the shelf anew.
    ///
    /// # Errors
    /// Those of the database; then the stock of before stays.
    pub async fn refill(&self, db: &Db, clock: &Clock) -> Result<(), sqlx::Error> {
        let (listings, order) = (store::all(db).await?, Order::now(db).await?);
        let (now, before) = (clock.now(), self.now());
        // Thousands of schedules are arithmetic, not waiting: away from the threads that answer requests.
        let stock = tokio::task::spawn_blocking(move || Stock::new(listings, &order, now, Some(&before))).await;
        self.0.store(Arc::new(stock.map_err(|e| sqlx::Error::Io(std::io::Error::other(e)))?));
        Ok(())
    }

    /// The stock of the moment.
    pub fn now(&self) -> Arc<Stock> {
        self.0.load_full()
    }
}

impl Stock {
    fn new(listings: Vec<Listing>, order: &Order, now: DateTime<Utc>, before: Option<&Stock>) -> Self {
        let today = now.with_timezone(&Amsterdam).date_naive();
        let items: Vec<Item> =
            listings.into_iter().map(|l| Item::new(l, now, before.filter(|b| b.today == today))).collect();
        let catalogue = Catalogue::new(items.iter().map(|i| i.listing.opportunity()).collect(), today);
        let catalogue = order.put_into(catalogue, &items);
        let is_in =
            |item: &&Item, part: &PartOfTown| item.listing.is_open() && item.listing.part_of_town() == Some(part);
        let open_in = gazetteer().parts.iter().map(|part| items.iter().filter(|i| is_in(i, part)).count()).collect();
        let by_id = items.iter().enumerate().map(|(place, i)| (i.listing.id, place)).collect();
        let by_key = items.iter().enumerate().map(|(place, i)| (i.listing.key.clone(), place)).collect();
        Self { items, open_in, catalogue, by_id, by_key, today }
    }

    /// The listing with this id, if everybody may see it.
    pub fn public(&self, id: Uuid) -> Option<&Item> {
        self.by_id.get(&id).map(|place| &self.items[*place]).filter(|i| i.listing.is_public())
    }

    /// The place of a listing in `items` and in the catalogue.
    pub fn place(&self, id: Uuid) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    /// The place of the listing with this key.
    pub fn place_of_key(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The listing with this key.
    pub fn of_key(&self, key: &str) -> Option<&Item> {
        self.place_of_key(key).map(|place| &self.items[place])
    }
}

impl Item {
    /// A listing that may stand on no shelf.
    pub(super) fn of(listing: Listing, now: DateTime<Utc>) -> Self {
        Self::new(listing, now, None)
    }

    fn new(listing: Listing, now: DateTime<Utc>, before: Option<&Stock>) -> Self {
        let same = before.and_then(|b| b.of_key(&listing.key)).filter(|i| i.listing.schedule == listing.schedule);
        let upcoming = match same {
            // A day's sessions do not change within the day, unless those at hand run out.
            Some(item) if item.upcoming.last().is_none_or(|s| s.ends > now) => item.upcoming.clone(),
            _ => Arc::new(listing.schedule.as_ref().map(|s| s.next_sessions(now, AT_HAND)).unwrap_or_default()),
        };
        let weekdays = match (&listing.schedule, same) {
            (None, _) => 0b111_1111,
            (Some(_), Some(item)) => item.weekdays,
            (Some(schedule), None) => {
                let today = now.with_timezone(&Amsterdam).date_naive();
                let dates = schedule.dates_between(today, today + Days::new(13 * 7));
                dates.iter().fold(0, |days, d| days | 1 << d.weekday().num_days_from_monday())
            }
        };
        let folded = folded(&haystack(&listing));
        Self { listing: Arc::new(listing), upcoming, weekdays, folded }
    }

    /// Its sessions that have not ended, soonest first.
    pub fn next(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Session> {
        self.upcoming.iter().filter(move |s| s.ends > now)
    }

    /// Its sessions that begin on these days, both included.
    pub fn sessions(&self, from: NaiveDate, to: NaiveDate) -> Vec<Session> {
        self.listing.schedule.as_ref().map(|s| s.sessions_between(from, to)).unwrap_or_default()
    }

    /// Whether it takes place on this weekday, or by appointment.
    pub fn is_on(&self, day: chrono::Weekday) -> bool {
        self.weekdays & (1 << day.num_days_from_monday()) != 0
    }

    /// Whether every word of a folded question is in its texts.
    pub fn says(&self, words: &[String]) -> bool {
        words.iter().all(|w| self.folded.contains(w.as_str()))
    }

    /// Whether it has anything within so many days.
    pub fn is_within(&self, now: DateTime<Utc>, days: u64) -> bool {
        self.next(now).next().is_some_and(|s| s.starts <= now + Days::new(days))
    }
}

fn haystack(listing: &Listing) -> String {
    let mut text = String::new();
    let texts = [
        &listing.title_en,
        &listing.title_nl,
        &listing.summary_en,
        &listing.summary_nl,
        &listing.organisation,
        &listing.venue,
    ];
    for part in texts.into_iter().flatten() {
        text.push_str(part);
        text.push('\n');
    }
    let words = vocabulary();
    for named in listing.interests.iter().filter_map(|id| words.interest(id)).map(|place| &words.interests[place].named)
    {
        text.push_str(&format!("{}\n{}\n", named.en, named.nl));
    }
    if let Some(part) = listing.part_of_town() {
        text.push_str(&part.name);
    }
    text
}

/// Lower case without accents, so that "cafe" finds "café".
pub fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
