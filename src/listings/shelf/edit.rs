//! A stock being changed: what it costs grows with the change, but for the few bytes of each listing that lie in a row.

use super::{
    brief::{Brief, Is},
    item::Item,
    items::Items,
    order,
    stock::Stock,
    store::AsOf,
};
use crate::{
    kit::{lang::Lang, words::Status},
    listings::{
        looks::Look,
        search::{Index, Texts, folded},
    },
    matching::{catalogue::Catalogue, opportunity::Opportunity},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;

/// A stock that is being changed.
pub(super) struct Edit<'a> {
    before: &'a Stock,
    items: Items,
    briefs: Vec<Brief>,
    open_in: Vec<usize>,
    /// What the heart is told, and the search.
    told: Vec<(usize, Opportunity)>,
    says: Vec<(usize, Texts)>,
    /// The places of before that stand elsewhere in the order of time, and those that may stand in it now.
    moved: Vec<bool>,
    timed: Vec<u32>,
    /// The same for ids and keys.
    renamed: Vec<bool>,
    named: Vec<u32>,
}

impl<'a> Edit<'a> {
    /// Nothing is changed yet.
    pub fn of(before: &'a Stock) -> Self {
        let places = before.items.places();
        Self {
            before,
            items: before.items.clone(),
            briefs: before.briefs.clone(),
            open_in: before.open_in.clone(),
            told: Vec::new(),
            says: Vec::new(),
            moved: vec![false; places],
            timed: Vec::new(),
            renamed: vec![false; places],
            named: Vec::new(),
        }
    }

    /// How many places there are by now.
    pub fn places(&self) -> usize {
        self.items.places()
    }

    /// Puts an item at a place, or behind the last.
    pub fn put(&mut self, place: usize, item: Item, now: DateTime<Utc>) {
        let same_name = self.before.items.get(place).is_some_and(|old| old.listing.key == item.listing.key);
        if !same_name {
            if let Some(renamed) = self.renamed.get_mut(place) {
                *renamed = true;
            }
            self.named.push(place as u32);
        }
        self.told.push((place, item.opportunity(self.before.catalogue.today())));
        self.says.push((place, item.texts()));
        self.brief(place, Brief::of(&item, now));
        self.items.put(place, item);
    }

    /// Takes the item at a place away.
    pub fn take(&mut self, place: usize) {
        // The heart keeps the place too: with a listing that is over, which nobody is ever matched with.
        let over = Opportunity { status: Status::Closed, ..self.items[place].listing.opportunity() };
        self.told.push((place, over));
        self.says.push((place, Texts::default()));
        self.renamed[place] = true;
        self.brief(place, self.briefs[place].gone());
        self.items.take(place);
    }

    /// The session that was next at a place is over: another one is.
    pub fn refresh(&mut self, place: usize, now: DateTime<Utc>) {
        if let Some(item) = self.items[place].refreshed(now) {
            self.items.put(place, item);
        }
        self.brief(place, Brief::of(&self.items[place], now));
    }

    fn brief(&mut self, place: usize, brief: Brief) {
        let old = self.briefs.get(place).copied();
        if let Some(part) = old.filter(|b| b.is(Is::Open)).and_then(|b| b.part()) {
            self.open_in[part] -= 1;
        }
        if let Some(part) = Some(brief).filter(|b| b.is(Is::Open)).and_then(|b| b.part()) {
            self.open_in[part] += 1;
        }
        if old.is_none() {
            self.briefs.push(brief);
        } else {
            self.briefs[place] = brief;
        }
        if let Some(moved) = self.moved.get_mut(place) {
            *moved = true;
        }
        self.timed.push(place as u32);
    }

    /// The stock after it.
    pub fn done(self, now: DateTime<Utc>, as_of: AsOf) -> Stock {
        let Self { before, items, briefs, open_in, told, says, moved, mut timed, renamed, named } = self;
        let key = |place: u32| items[place as usize].listing.key.as_str();
        let id = |place: u32| items[place as usize].listing.id;
        let starts = |place: u32| briefs[place as usize].starts;
        // What was refreshed and then changed or taken away stands here twice.
        timed.sort_unstable();
        timed.dedup();
        timed.retain(|place| briefs[*place as usize].is(Is::Open));
        let soonest = order::changed(&before.soonest, &moved, timed, |place| (starts(place), key(place)));
        let (by_id, by_key) = if named.is_empty() && !renamed.contains(&true) {
            (before.by_id.clone(), before.by_key.clone())
        } else {
            let by_id = order::changed(&before.by_id, &renamed, named.clone(), id);
            let by_key = order::changed(&before.by_key, &renamed, named, key);
            (Arc::new(by_id), Arc::new(by_key))
        };
        let by_look = if says.is_empty() {
            before.by_look.clone()
        } else {
            let mut changed = vec![false; before.items.places()];
            for (place, _) in &says {
                if let Some(changed) = changed.get_mut(*place) {
                    *changed = true;
                }
            }
            let mut there: Vec<u32> = says.iter().map(|(place, _)| *place as u32).collect();
            there.sort_unstable();
            there.dedup();
            there.retain(|place| items.get(*place as usize).is_some());
            let pressing = |place: u32, lang| pressing(&items[place as usize], &briefs[place as usize], lang);
            let [en, nl] = Lang::ALL.map(|lang| {
                let before = &before.by_look[lang as usize];
                Arc::new(order::changed(before, &changed, there.clone(), |place| pressing(place, lang)))
            });
            [en, nl]
        };
        let catalogue = if told.is_empty() {
            before.catalogue.clone()
        } else if before.catalogue.is_empty() {
            let all = told.into_iter().map(|(_, it)| it).collect();
            Arc::new(Catalogue::new(all, before.catalogue.today()))
        } else {
            Arc::new(before.catalogue.changed(told))
        };
        let index = if says.is_empty() {
            before.index.clone()
        } else if before.index.is_empty() {
            Arc::new(Index::new(says.into_iter().map(|(_, texts)| texts)))
        } else {
            Arc::new(before.index.changed(says))
        };
        Stock {
            items,
            catalogue,
            index,
            open_in,
            briefs,
            by_id,
            by_key,
            by_look,
            soonest,
            at: now,
            as_of,
            order: before.order.clone(),
        }
    }
}

/// Where a listing stands among those that need a human: by the most pressing look it needs, among those to check by who
/// waits longest (never comes first), then by its title in this language.
fn pressing(item: &Item, brief: &Brief, lang: Lang) -> (usize, Option<NaiveDate>, String, String) {
    let (look, it) = (brief.looks.first(), &item.listing);
    let waits = it.confirmed_on.filter(|_| matches!(look, Some(Look::Unconfirmed | Look::CheckFirst)));
    (look.map_or(Look::ALL.len(), |l| l as usize), waits, folded(it.title(lang).text), it.key.clone())
}
