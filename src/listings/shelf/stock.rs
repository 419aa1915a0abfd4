//! All listings as of one moment, and the same after a change: what did not change is shared.

use super::{
    brief::{Brief, Is, NEVER, Sieve},
    edit::Edit,
    item::Item,
    items::Items,
    store::{AsOf, News},
};
use crate::{
    kit::{lang::Lang, place::gazetteer, words::Status},
    listings::{
        looks::Looks,
        order::Order,
        search::{Index, Question},
    },
    matching::catalogue::Catalogue,
};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Amsterdam;
use std::{cmp::Ordering, sync::Arc};
use uuid::Uuid;

/// All listings as of one moment.
#[derive(Clone)]
pub struct Stock {
    /// By their places, which are those of the catalogue. A listing keeps its place from its first day on the shelf; the
    /// order of the places says nothing.
    pub items: Items,
    /// What the heart ranks.
    pub catalogue: Arc<Catalogue>,
    /// What the search looks in.
    pub index: Arc<Index>,
    /// How many are open in each part of town, in the gazetteer's order.
    pub open_in: Vec<usize>,
    pub(super) briefs: Vec<Brief>,
    /// Those that are there, by id.
    pub(super) by_id: Arc<Vec<u32>>,
    /// Those that are there, by key.
    pub(super) by_key: Arc<Vec<u32>>,
    /// Those that are there, by what needs a human, with titles in each language.
    pub(super) by_look: [Arc<Vec<u32>>; Lang::ALL.len()],
    /// The open ones, soonest first, as of the filling; those by appointment last.
    pub(super) soonest: Vec<u32>,
    /// As of when sessions were counted.
    pub(super) at: DateTime<Utc>,
    /// As of when the database was read.
    pub(super) as_of: AsOf,
    /// What orders lists beside the listings.
    pub(super) order: Arc<Order>,
}

impl Stock {
    /// Everything, counted as of a moment.
    pub(super) fn new(news: News, order: Arc<Order>, now: DateTime<Utc>) -> Self {
        let today = now.with_timezone(&Amsterdam).date_naive();
        let empty = Self {
            items: Items::default(),
            catalogue: Arc::new(Catalogue::new(Vec::new(), today)),
            index: Arc::default(),
            open_in: vec![0; gazetteer().parts.len()],
            briefs: Vec::new(),
            by_id: Arc::default(),
            by_key: Arc::default(),
            by_look: Default::default(),
            soonest: Vec::new(),
            at: now,
            as_of: news.as_of.clone(),
            order: order.clone(),
        };
        empty.changed(news, now).ordered(order)
    }

    /// The same in another order.
    pub(super) fn ordered(self, order: Arc<Order>) -> Self {
        let catalogue = Arc::new(order.put_into(&self.catalogue, &self.items));
        Self { catalogue, order, ..self }
    }

    /// The same after a change, on the same day.
    pub(super) fn changed(&self, news: News, now: DateTime<Utc>) -> Self {
        let mut next = Edit::of(self);
        for place in self.over(now) {
            next.refresh(place as usize, now);
        }
        for (listing, written) in news.rows {
            let place = self.place(listing.id).unwrap_or_else(|| next.places());
            next.put(place, Item::new(listing, written, now), now);
        }
        for place in news.gone.iter().filter_map(|id| self.place(*id)) {
            next.take(place);
        }
        next.done(now, news.as_of)
    }

    /// Whether it was counted on another day, or later than now (the clock of a sample can be put back).
    pub(super) fn is_of_another_day(&self, now: DateTime<Utc>) -> bool {
        self.catalogue.today() != now.with_timezone(&Amsterdam).date_naive() || self.at > now
    }

    /// The places whose next session of the filling is over by now.
    pub(super) fn over(&self, now: DateTime<Utc>) -> Vec<u32> {
        self.begun(now).iter().copied().filter(|place| self.brief(*place as usize).ends <= seconds(now)).collect()
    }

    /// Those whose next session of the filling has begun by now.
    fn begun(&self, now: DateTime<Utc>) -> &[u32] {
        let at = seconds(now);
        &self.soonest[..self.soonest.partition_point(|place| self.brief(*place as usize).starts <= at)]
    }

    /// The open listings by their places, soonest first; those by appointment last, and at the same time by key. Exact at
    /// every moment, also for sessions that ended since the filling.
    pub(in crate::listings) fn soonest_first(&self, now: DateTime<Utc>) -> impl Iterator<Item = usize> {
        let at = seconds(now);
        let (begun, ahead) = self.soonest.split_at(self.begun(now).len());
        let still = begun.iter().filter(move |p| self.brief(**p as usize).ends > at);
        let mut stay = still.chain(ahead).copied().peekable();
        let mut moved: Vec<(u32, u32)> =
            self.over(now).into_iter().map(|p| (self.starts(p as usize, now), p)).collect();
        moved.sort_by(|a, b| self.sooner(*a, *b));
        let mut moved = moved.into_iter().peekable();
        let in_order = std::iter::from_fn(move || {
            let Some(moves) = moved.peek() else { return stay.next() };
            let next = stay.peek().map(|p| (self.brief(*p as usize).starts, *p));
            if next.is_some_and(|next| self.sooner(next, *moves).is_lt()) {
                stay.next()
            } else {
                moved.next().map(|(_, place)| place)
            }
        });
        in_order.map(|place| place as usize)
    }

    fn sooner(&self, a: (u32, u32), b: (u32, u32)) -> Ordering {
        let key = |place: u32| &self.items[place as usize].listing.key;
        a.0.cmp(&b.0).then_with(|| key(a.1).cmp(key(b.1)))
    }

    /// When the next session at a place begins, in seconds since 1970.
    #[inline]
    pub(in crate::listings) fn starts(&self, place: usize, now: DateTime<Utc>) -> u32 {
        let brief = self.brief(place);
        if brief.ends > seconds(now) { brief.starts } else { self.starts_next(place, now) }
    }

    #[cold]
    fn starts_next(&self, place: usize, now: DateTime<Utc>) -> u32 {
        Brief::of(&self.items[place], now).starts
    }

    /// Whether there is anything within so many days.
    #[inline]
    pub fn is_within(&self, place: usize, now: DateTime<Utc>, days: u32) -> bool {
        let starts = self.starts(place, now);
        starts != NEVER && starts <= seconds(now).saturating_add(days * 86_400)
    }

    /// The listing at a place in brief.
    pub(in crate::listings) fn brief(&self, place: usize) -> &Brief {
        &self.briefs[place]
    }

    /// Whether the listing at a place passes these filters.
    pub fn passes(&self, place: usize, sieve: &Sieve) -> bool {
        sieve.passes(self.brief(place))
    }

    /// The listing with this id, if everybody may see it.
    pub fn public(&self, id: Uuid) -> Option<&Item> {
        self.place(id).map(|place| &self.items[place]).filter(|i| i.listing.is_public())
    }

    /// The place of a listing in `items` and in the catalogue.
    pub fn place(&self, id: Uuid) -> Option<usize> {
        let id_of = |place: &u32| self.items[*place as usize].listing.id;
        self.by_id.binary_search_by_key(&id, id_of).ok().map(|n| self.by_id[n] as usize)
    }

    /// The place of the listing with this key.
    pub fn place_of_key(&self, key: &str) -> Option<usize> {
        let compare = |place: &u32| self.items[*place as usize].listing.key.as_str().cmp(key);
        self.by_key.binary_search_by(compare).ok().map(|n| self.by_key[n] as usize)
    }

    /// The listing with this key.
    pub fn of_key(&self, key: &str) -> Option<&Item> {
        self.place_of_key(key).map(|place| &self.items[place])
    }

    /// The places of those whose key begins so, in the order of their keys.
    pub fn of_keys_from(&self, beginning: &str) -> &[u32] {
        let key = |place: &u32| self.items[*place as usize].listing.key.as_str();
        let from = &self.by_key[self.by_key.partition_point(|place| key(place) < beginning)..];
        &from[..from.partition_point(|place| key(place).starts_with(beginning))]
    }

    /// The places of all that are there, drafts included: first what needs a human, as of the day of the filling.
    pub fn most_pressing(&self, lang: Lang) -> impl Iterator<Item = usize> {
        self.by_look[lang as usize].iter().map(|place| *place as usize)
    }

    /// What at a place needs a human, as of the day of the filling.
    pub fn looks(&self, place: usize) -> Looks {
        self.brief(place).looks
    }

    /// Whether the listing at a place is open, resting, over or a draft.
    pub fn status(&self, place: usize) -> Status {
        self.brief(place).status
    }

    /// The places of all that are there, in the order of their keys.
    #[cfg(test)]
    pub(super) fn in_order_of_keys(&self) -> impl Iterator<Item = usize> {
        self.by_key.iter().map(|place| *place as usize)
    }

    /// What everybody may see, in the order of the ids; where words are typed, the best of what they meet.
    pub fn everybodys<'s>(&'s self, question: &Question) -> impl Iterator<Item = &'s Item> + use<'s> {
        let found = (!question.is_empty()).then(|| self.index.find(question));
        let is_public = |place: usize| self.brief(place).is(Is::Public);
        let tier = found.as_ref().and_then(|found| found.best(is_public));
        let meets =
            move |place: usize| found.as_ref().is_none_or(|found| tier.is_some() && found.score(place).tier() == tier);
        let places = self.by_id.iter().map(|place| *place as usize);
        places.filter(move |place| is_public(*place) && meets(*place)).map(|place| &self.items[place])
    }

    /// All that are there, in the order of their ids.
    pub(super) fn by_id(&self) -> impl Iterator<Item = &Item> {
        self.by_id.iter().map(|place| &self.items[*place as usize])
    }
}

fn seconds(now: DateTime<Utc>) -> u32 {
    u32::try_from(now.timestamp().max(0)).unwrap_or(NEVER - 1)
}
