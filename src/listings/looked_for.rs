//! What somebody looks for, in words and filters, and which listings of the stock that is.

use super::{
    filters::{Filters, PAGE},
    search::{Found, Score, Tier},
    shelf::{Is, Stock},
};
use chrono::{DateTime, Utc};
use std::cmp::Reverse;

/// So many listings are put in order; more are taken out of the order there is.
const FEW: usize = 1_000;

/// What was looked for and found.
pub(super) struct LookedFor<'a> {
    stock: &'a Stock,
    filters: &'a Filters,
    /// None where no words were typed.
    found: Option<Found>,
    /// The best there is among what is open and passes the filters; lists show this one alone.
    tier: Option<Tier>,
}

/// What the page says above a list, where the list is not quite what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Nothing has all of the words; this comes closest.
    Closest,
    /// A typing error was forgiven: what may have been meant, and the query that asks for it.
    Meant {
        /// The words.
        words: String,
        /// The query.
        query: String,
    },
}

impl Stock {
    /// Looks for what the filters say.
    pub(super) fn look_for<'a>(&'a self, filters: &'a Filters) -> LookedFor<'a> {
        let found = (!filters.question.is_empty()).then(|| self.index.find(&filters.question));
        let open = |place: usize| self.brief(place).is(Is::Open) && filters.pass(self, place);
        let tier = found.as_ref().and_then(|found| found.best(open));
        LookedFor { stock: self, filters, found, tier }
    }
}

impl LookedFor<'_> {
    /// Whether words were typed.
    pub fn has_words(&self) -> bool {
        self.found.is_some()
    }

    /// The score of the listing at a place; all are equal where no words were typed.
    pub fn score(&self, place: usize) -> Score {
        self.found.as_ref().map(|found| found.score(place)).unwrap_or_default()
    }

    /// Whether the listing at a place passes the filters and is of the best that the words meet.
    pub fn shows(&self, place: usize) -> bool {
        self.filters.pass(self.stock, place) && (self.found.is_none() || self.is_best(place))
    }

    fn is_best(&self, place: usize) -> bool {
        self.tier.is_some() && self.score(place).tier() == self.tier
    }

    /// What is open, best first, then soonest; those by appointment last. The places of a page (from 1), and how many
    /// there are in all.
    pub fn page(&self, now: DateTime<Utc>, page: usize) -> (Vec<usize>, usize) {
        let (first, to) = ((page - 1) * PAGE, page * PAGE);
        let Some(found) = &self.found else {
            let (mut places, mut count) = (Vec::new(), 0);
            for place in self.stock.soonest_first(now).filter(|place| self.filters.pass(self.stock, *place)) {
                if (first..to).contains(&count) {
                    places.push(place);
                }
                count += 1;
            }
            return (places, count);
        };
        let all = self.soonest(found, now).into_iter().enumerate();
        let mut all: Vec<_> = all.map(|(n, place)| (Reverse(found.score(place).rank()), n, place)).collect();
        let count = all.len();
        // Only what is shown is put in order.
        if to < count {
            all.select_nth_unstable(to);
            all.truncate(to);
        }
        all.sort_unstable();
        (all.into_iter().skip(first).map(|(_, _, place)| place).collect(), count)
    }

    /// The open places of the best that was found, soonest first.
    fn soonest(&self, found: &Found, now: DateTime<Utc>) -> Vec<usize> {
        let passes = |place: usize| found.score(place).tier() == self.tier && self.filters.pass(self.stock, place);
        let open = |place: &usize| passes(*place) && self.stock.brief(*place).is(Is::Open);
        let mut few: Vec<usize> = found.hits().map(|(place, _)| place).filter(open).take(FEW + 1).collect();
        if few.len() > FEW {
            // Of many the order of time is known already; to put them in it again would take longer than to go through it.
            return self.stock.soonest_first(now).filter(|place| passes(*place)).collect();
        }
        few.sort_by_cached_key(|place| (self.stock.starts(*place, now), &self.stock.items[*place].listing.key));
        few
    }

    /// The places of what is no longer open and has all of the words, best first.
    pub fn gone(&self, most: usize) -> Vec<usize> {
        let Some(found) = &self.found else { return Vec::new() };
        let is_gone = |place: usize| {
            let brief = self.stock.brief(place);
            brief.is(Is::Public) && !brief.is(Is::Open) && self.filters.pass(self.stock, place)
        };
        let says_all = |score: Score| {
            score.tier().is_some_and(|tier| found.is_whole(tier) && (tier.is_right() || self.tier == Some(tier)))
        };
        let gone = found.hits().filter(|(place, score)| says_all(*score) && is_gone(*place));
        let mut gone: Vec<(usize, Score)> = gone.collect();
        gone.sort_by_cached_key(|(place, score)| (Reverse(score.rank()), &self.stock.items[*place].listing.key));
        gone.into_iter().take(most).map(|(place, _)| place).collect()
    }

    /// What the page says above a list that begins with this listing.
    pub fn remark(&self, first: Option<usize>) -> Option<Remark> {
        let (found, tier) = (self.found.as_ref()?, self.tier?);
        if !found.is_whole(tier) {
            return Some(Remark::Closest);
        }
        let first = first.filter(|_| !tier.is_right())?;
        let words = self.stock.index.meant(&self.filters.question, first)?;
        let query = self.filters.query_with(&words);
        Some(Remark::Meant { words, query })
    }
}
