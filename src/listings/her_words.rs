//! "For you" with words: what meets them, in one order with what suits her; and what does not fit her now.
//!
//! The joint order: first the class of the words (all met without forgiving a typing error; about them, or only
//! mentioning one), and within a class her own order of "For you": what she can go to before what is for later, then U
//! with all that moves a list. A sum or product of the two would let something that suits her well, and only mentions her
//! word, pass the very thing she asked for.

use super::{
    looked_for::LookedFor,
    shelf::{Is, Stock},
};
use crate::{
    auth::Visit,
    matching::{person::Person, rank::Excluded},
};
use std::cmp::Reverse;
use uuid::Uuid;

/// So much of what does not fit now is shown; all groups show the rest.
const NOT_NOW: usize = 5;

/// Puts places that stand in her own order into the joint one. Answers the first.
pub(super) fn sort(fitting: &mut [usize], looked_for: &LookedFor) -> Option<usize> {
    // Stable: her own order stays within a class.
    fitting.sort_by_key(|place| Reverse(looked_for.score(*place).class()));
    fitting.first().copied()
}

/// What meets her words and does not fit her now.
pub(super) struct NotNow {
    pub id: Uuid,
    pub title: String,
    /// What stands in its way, in one sentence.
    pub why: String,
}

/// Browsing never hides: what she asked for in words is shown, with what stands in its way.
pub(super) fn not_now(
    v: &Visit,
    her: &Person,
    stock: &Stock,
    looked_for: &LookedFor,
    excluded: &[Excluded],
) -> Vec<NotNow> {
    if !looked_for.has_words() {
        return Vec::new();
    }
    let meets = |e: &&Excluded| stock.brief(e.place).is(Is::Open) && looked_for.shows(e.place);
    let mut found: Vec<Excluded> = excluded.iter().filter(meets).copied().collect();
    found.sort_by_cached_key(|e| (Reverse(looked_for.score(e.place).rank()), &stock.items[e.place].listing.key));
    found.truncate(NOT_NOW);
    let why = stock.catalogue.said(her, &found);
    let one = |(e, why): (&Excluded, crate::kit::sentence::Sentence)| {
        let listing = &stock.items[e.place].listing;
        NotNow { id: listing.id, title: listing.title(v.lang).text.to_owned(), why: why.text(v.lang).to_owned() }
    };
    found.iter().zip(why).map(one).collect()
}
