//! What about a listing needs a human, as of a day. Pure.

use super::shelf::Item;
use crate::{kit::words::Status, named};
use chrono::NaiveDate;

named! {
    /// Why somebody should look at a listing; in the order in which it matters.
    Look {
        /// A draft waits to be finished.
        Draft = "draft",
        /// Nobody confirmed it for half a year: it is proposed to nobody.
        Unconfirmed = "unconfirmed",
        /// Nobody confirmed it for eight weeks, or ever.
        CheckFirst = "check-first",
        /// A text is missing in one language.
        Untranslated = "untranslated",
        /// A text changed in one language alone.
        Outdated = "outdated",
    }
}

/// Everything about one listing that needs a look: a byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks(u8);

impl Looks {
    /// Of a listing on a day. What is closed needs none.
    pub fn of(item: &Item, today: NaiveDate) -> Self {
        let listing = &item.listing;
        let pressing = match listing.status {
            Status::Closed => return Self::default(),
            Status::Draft => Some(Look::Draft),
            Status::Active if item.is_unconfirmed(today) => Some(Look::Unconfirmed),
            Status::Active if listing.is_check_first(today) => Some(Look::CheckFirst),
            _ => None,
        };
        let texts = match (listing.missing(), item.behind()) {
            (Some(_), _) => Some(Look::Untranslated),
            (None, Some(_)) => Some(Look::Outdated),
            (None, None) => None,
        };
        Self(pressing.into_iter().chain(texts).fold(0, |bits, look| bits | 1 << look as u8))
    }

    /// Whether it needs this one.
    pub fn has(self, look: Look) -> bool {
        self.0 & 1 << look as u8 != 0
    }

    /// The most pressing one.
    pub fn first(self) -> Option<Look> {
        Look::ALL.iter().copied().find(|look| self.has(*look))
    }

    /// Whether somebody should ask if it is still on.
    pub fn wants_checking(self) -> bool {
        self.has(Look::Unconfirmed) || self.has(Look::CheckFirst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kit::lang::Lang,
        listings::{
            listing::Listing,
            shelf::tests::{listing, standing},
        },
        matching::gates::CONFIRMED_WEEKS,
    };
    use chrono::Days;

    fn today() -> NaiveDate {
        "2026-11-25".parse().expect("a date")
    }

    fn made(status: Status, days: Option<u64>, dutch: bool) -> Listing {
        let it = Listing::clone(&listing("choir", "").listing);
        let (title_nl, confirmed_on) = (dutch.then(|| "Koor".to_owned()), days.map(|d| today() - Days::new(d)));
        Listing { status, title_nl, confirmed_on, ..it }
    }

    fn looks(listing: &Listing, behind: Option<Lang>) -> Vec<Look> {
        looks_of(&standing(listing.clone(), behind, None))
    }

    fn looks_of(item: &Item) -> Vec<Look> {
        let looks = Looks::of(item, today());
        Look::ALL.iter().copied().filter(|look| looks.has(*look)).collect()
    }

    #[test]
    fn each_reason_to_look_is_named_at_its_first_day() {
        for (status, days, dutch, expected) in [
            (Status::Draft, None, true, vec![Look::Draft]),
            (Status::Active, Some(55), true, vec![]),
            (Status::Active, Some(56), true, vec![Look::CheckFirst]),
            (Status::Active, Some(182), true, vec![Look::CheckFirst]),
            (Status::Active, Some(183), true, vec![Look::Unconfirmed]),
            (Status::Active, None, true, vec![Look::CheckFirst]),
            (Status::Active, Some(0), false, vec![Look::Untranslated]),
            (Status::Draft, None, false, vec![Look::Draft, Look::Untranslated]),
            (Status::Paused, Some(400), true, vec![]),
            (Status::Closed, None, false, vec![]),
        ] {
            let found = looks(&made(status, days, dutch), None);
            assert_eq!(found, expected, "{status} {days:?} {dutch}");
            let item = standing(made(status, days, dutch), None, None);
            assert_eq!(Looks::of(&item, today()).first(), expected.first().copied());
        }
        let half = Listing { summary_en: Some("We sing.".to_owned()), ..made(Status::Active, Some(1), true) };
        assert_eq!(half.missing(), Some(Lang::Nl));
        assert_eq!(looks(&made(Status::Active, Some(1), true), Some(Lang::Nl)), [Look::Outdated]);
        assert_eq!(looks(&half, Some(Lang::Nl)), [Look::Untranslated], "missing comes first");
    }

    #[test]
    fn what_nobody_ever_confirmed_is_silent_half_a_year_after_somebody_was_asked() {
        let asked = |days: u64, confirmed: Option<u64>| {
            standing(made(Status::Active, confirmed, true), None, Some(today() - Days::new(days)))
        };
        for (item, expected, is_proposed) in [
            (asked(0, None), Look::CheckFirst, true),
            (asked(182, None), Look::CheckFirst, true),
            (asked(183, None), Look::Unconfirmed, false),
            (asked(400, Some(60)), Look::CheckFirst, true),
        ] {
            assert_eq!(looks_of(&item), [expected]);
            let told = item.opportunity(today()).confirmed_on;
            let is_gated = told.is_some_and(|on| (today() - on).num_days() > 7 * CONFIRMED_WEEKS);
            assert_eq!((is_gated, item.is_unconfirmed(today())), (!is_proposed, !is_proposed));
        }
        // Until then it is what it was: nothing is known of its age.
        assert_eq!(asked(182, None).opportunity(today()).confirmed_on, None);
    }
}
