//! What of the listings needs a look: drafts, what nobody confirmed for eight weeks, what lacks a language.

use super::line::{Act, Kind, Line};
use crate::{
    auth::Visit,
    kit::{lang::Lang, words::Status},
    listings::{Item, Listing, Stock},
    web::dates::days_between,
};
use chrono::{Days, NaiveDate};

/// A draft of what begins later can wait: those of a whole year are prepared at once.
const AHEAD_DAYS: u64 = 7 * 6;

/// Why a listing needs a look: the most urgent reason it has.
fn needs(listing: &Listing, today: NaiveDate) -> Option<Kind> {
    let lacks_a_language = || Lang::ALL.iter().any(|lang| listing.is_untranslated(*lang));
    match listing.status {
        Status::Draft => listing
            .schedule
            .as_ref()
            .is_none_or(|when| when.first_date <= today + Days::new(AHEAD_DAYS))
            .then_some(Kind::Draft),
        Status::Active if listing.is_check_first(today) => Some(Kind::Unconfirmed),
        Status::Active if lacks_a_language() => Some(Kind::Translation),
        _ => None,
    }
}

/// The lines of all listings that need a look; each has one.
pub fn lines(v: &Visit, stock: &Stock) -> Vec<Line> {
    let today = v.today();
    let line = |item: &Item| {
        let listing = &item.listing;
        let kind = needs(listing, today)?;
        let days = match kind {
            Kind::Unconfirmed => listing.confirmed_on.map(|on| (today - on).num_days()),
            _ => Some(days_between(item.changed_at(), v.now)),
        };
        let title = listing.title(v.lang).text;
        let what = v.t1(format!("desk-line-{kind}"), "title", title);
        let waited = days.map_or_else(|| v.t("desk-never"), |days| v.w.waited(days));
        // What nobody ever confirmed comes before what somebody did.
        let path = format!("/desk/listings/{}", listing.id);
        let confirm = format!("{path}/confirm");
        let act = if kind == Kind::Unconfirmed { Act::OpenAndPress(path, confirm) } else { Act::Open(path) };
        Some(Line::new(kind, days.unwrap_or(700), what, waited, act).sending("back", "desk"))
    };
    stock.items.iter().filter_map(line).collect()
}
