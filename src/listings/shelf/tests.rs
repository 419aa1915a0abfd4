//! A stock after changes is the stock that is made anew: whatever changed, and whatever the time.

use super::{
    item::{Behind, Item, Written},
    stock::Stock,
    store::News,
};
use crate::{
    kit::{
        lang::Lang,
        schedule::Schedule,
        words::{Audience, Domain, Kind, Status},
    },
    listings::{
        listing::Listing,
        looks::{Look, Looks},
        search::Question,
    },
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

fn noon() -> DateTime<Utc> {
    "2026-11-25T11:00:00Z".parse().expect("a time")
}

/// A listing with this key and rule; ids follow from keys.
fn made(key: &str, rrule: &str, starts: u32) -> Listing {
    let time = |h: u32| NaiveTime::from_hms_opt(h % 24, 0, 0).expect("a time");
    let first = noon().date_naive() - Days::new(28);
    let schedule = (!rrule.is_empty())
        .then(|| Schedule::new(rrule, first, Default::default(), time(starts), time(starts + 1)).expect("a rule"));
    Listing {
        id: Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes()),
        key: key.to_owned(),
        kind: Kind::Club,
        title_en: Some(key.to_owned()),
        title_nl: None,
        summary_en: None,
        summary_nl: None,
        organisation: None,
        domains: [Domain::Sport].into(),
        interests: Default::default(),
        skills_wanted: Default::default(),
        languages: Default::default(),
        dutch_needed: None,
        english_ok: None,
        audience: Audience::default(),
        cost: None,
        cost_per: None,
        schedule,
        postcode: "5612".parse().ok(),
        venue: None,
        children: None,
        trial: None,
        capacity: None,
        newcomer_places: None,
        take_along: None,
        local_share: None,
        rung: None,
        status: Status::Active,
        closed_on: None,
        successor: None,
        confirmed_on: None,
        min_months: None,
        contact_name: None,
        contact_email: None,
        contact_confirmed_on: None,
        url: None,
    }
}

pub(in crate::listings) fn listing(key: &str, rrule: &str) -> Item {
    Item::new(made(key, rrule, 10), Written::default(), noon())
}

/// A listing whose texts in a language are behind, and whose host was asked on a day.
pub(in crate::listings) fn standing(listing: Listing, behind: Option<Lang>, asked_on: Option<NaiveDate>) -> Item {
    Item::new(listing, Written { behind: Behind(behind), asked_on, ..Written::default() }, noon())
}

fn news(listings: Vec<Listing>, gone: Vec<Uuid>) -> News {
    News {
        rows: listings.into_iter().map(|l| (l, Written::default())).collect(),
        gone,
        as_of: super::store::AsOf::of("server", "1:1:"),
    }
}

/// What a reader could see of a stock at a moment.
/// In order of time, by key, by id; how many are open in each part of town; what the search finds; what the desk sees.
type Seen = (Vec<String>, Vec<String>, Vec<String>, Vec<usize>, Vec<String>, [Vec<String>; 2]);

fn seen(stock: &Stock, now: DateTime<Utc>) -> Seen {
    let key = |place: usize| stock.items[place].listing.key.clone();
    let mut there: Vec<String> = stock.items.iter().map(|i| i.listing.key.clone()).collect();
    there.sort();
    let mut ranked: Vec<String> = stock
        .catalogue
        .opportunities()
        .filter(|o| o.status == Status::Active)
        .map(|o| format!("{} {:?}", o.id, o.schedule.as_ref().map(|s| (s.rrule.clone(), s.starts))))
        .collect();
    ranked.sort();
    // What the search finds, which is nothing at a place that was taken away.
    let on_wednesday = stock.index.find(&Question::new("woensdag"));
    let mut said: Vec<String> = on_wednesday.hits().map(|(place, _)| format!("said: {}", key(place))).collect();
    said.sort();
    ranked.extend(said);
    let soonest = stock.soonest_first(now).map(|p| format!("{} {}", key(p), stock.starts(p, now))).collect();
    for (place, item) in (0..stock.items.places()).filter_map(|p| stock.items.get(p).map(|i| (p, i))) {
        assert_eq!(stock.place(item.listing.id), Some(place));
        assert_eq!(stock.place_of_key(&item.listing.key), Some(place));
        assert_eq!(stock.catalogue.opportunities().nth(place).map(|o| o.id.clone()), Some(item.listing.key.clone()));
    }
    let at_the_desk = Lang::ALL.map(|lang| stock.most_pressing(lang).map(key).collect());
    (there, stock.in_order_of_keys().map(key).collect(), soonest, stock.open_in.clone(), ranked, at_the_desk)
}

/// The order that every page promises, worked out of the sessions alone.
fn promised(listings: &[Listing], now: DateTime<Utc>) -> Vec<String> {
    let mut all: Vec<(i64, String)> = listings
        .iter()
        .filter(|l| l.is_open())
        .map(|l| {
            let next = l.schedule.as_ref().and_then(|s| s.next_sessions(now, 1).first().map(|s| s.starts.timestamp()));
            (next.unwrap_or(i64::from(u32::MAX)), l.key.clone())
        })
        .collect();
    all.sort();
    all.into_iter().map(|(starts, key)| format!("{key} {starts}")).collect()
}

/// What the desk sees first, worked out of the listings alone.
fn pressing(listings: &[Listing], lang: Lang) -> Vec<String> {
    let mut all: Vec<_> = listings
        .iter()
        .map(|l| {
            let look = Looks::of(&standing(l.clone(), None, None), noon().date_naive()).first();
            let waits = l.confirmed_on.filter(|_| [Some(Look::Unconfirmed), Some(Look::CheckFirst)].contains(&look));
            (look.map_or(9, |l| l as usize), waits, l.title(lang).text.to_lowercase(), l.key.clone())
        })
        .collect();
    all.sort();
    all.into_iter().map(|(.., key)| key).collect()
}

const RULES: [&str; 5] =
    ["", "FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=WE,TH", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn a_changed_stock_is_a_new_one(
        first in prop::collection::vec((0_usize..5, 0_u32..24), 0..30),
        changes in prop::collection::vec((0_u32..300, prop::collection::vec((0_usize..40, 0_usize..5, 0_u32..24, 0_u8..8), 0..8)), 1..6),
    ) {
        let mut now = noon();
        let mut there: Vec<Listing> =
            first.iter().enumerate().map(|(n, (rule, at))| made(&format!("l-{n}"), RULES[*rule], *at)).collect();
        let mut stock = Stock::new(news(there.clone(), Vec::new()), Arc::default(), now);
        for (minutes, acts) in changes {
            // At most until the end of the day: then everything is counted anew.
            now = (now + TimeDelta::minutes(minutes.into())).min("2026-11-25T22:59:00Z".parse().expect("a time"));
            prop_assert_eq!(seen(&stock, now).2, promised(&there, now), "before it is filled again");
            let (mut rows, mut gone) = (Vec::<Listing>::new(), Vec::new());
            for (n, rule, at, act) in acts {
                let key = format!("l-{n}");
                let mut it = made(&key, RULES[rule], at);
                if rows.iter().any(|r| r.key == key || r.id == it.id) || gone.contains(&it.id) {
                    continue;
                }
                let old = there.iter().position(|l| l.id == it.id);
                match (act, old) {
                    (0, Some(old)) => gone.push(there.remove(old).id),
                    (0, None) => {}
                    (1, _) => it.status = Status::Draft,
                    (2, _) => it.postcode = None,
                    (3, _) => it.key = format!("m-{n}"),
                    (4, _) => it.title_nl = Some(format!("Z {}", 40 - n)),
                    (5, _) => it.confirmed_on = Some(noon().date_naive() - Days::new(n as u64 * 9)),
                    _ => {}
                }
                if act > 0 {
                    there.retain(|l| l.id != it.id);
                    there.push(it.clone());
                    rows.push(it);
                }
            }
            stock = stock.changed(news(rows, gone), now);
            let anew = Stock::new(news(there.clone(), Vec::new()), Arc::default(), now);
            prop_assert_eq!(seen(&stock, now), seen(&anew, now));
            prop_assert_eq!(seen(&stock, now).2, promised(&there, now));
            prop_assert_eq!(seen(&stock, now).5, Lang::ALL.map(|lang| pressing(&there, lang)));
        }
    }
}
