//! The lines of the caseload: what each waits for, in words that name nobody.

use super::state::{Local, Newcomer, NewcomerState};
use crate::{
    auth::{Scope, Visit},
    desk::{
        line::{Kind, LATE_AFTER},
        people::{self, somebody, title},
        person,
        town::Town,
    },
    introductions,
    kit::words::Meet,
    listings::Stock,
    next_steps,
    platform::db::Db,
    web::{Error, dates::days_between},
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// Something a newcomer waits for.
#[derive(Clone, Copy)]
enum What {
    /// An answer about a listing.
    Listing(Uuid, Kind),
    /// Somebody to meet.
    Somebody(Meet),
    /// Somebody else to meet: an introduction came to nothing.
    SomebodyElse,
    /// A next step.
    Step,
}

/// What newcomers wait for, by account.
pub struct Waiting(HashMap<Uuid, Vec<(DateTime<Utc>, What)>>);

impl Waiting {
    /// As the rows have it now: each of the lists that the front of the desk has of people who wait.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn now(db: &Db, scope: &Scope) -> Result<Self, Error> {
        let asked = people::waiting(db, scope).await?.into_iter();
        let asked = asked.map(|one| (one.account, one.since, What::Listing(one.listing, one.kind)));
        let wishes = introductions::wishes_waiting(db, scope).await?.into_iter();
        let wishes = wishes.map(|wish| (wish.account, wish.since, What::Somebody(wish.kind)));
        let apart = introductions::waiting(db, scope).await?.into_iter();
        let apart = apart.map(|apart| (apart.account, apart.since, What::SomebodyElse));
        let without = next_steps::without(db, scope).await?.into_iter();
        let without = without.map(|hers| (hers.account, hers.since, What::Step));
        let mut all: HashMap<Uuid, Vec<(DateTime<Utc>, What)>> = HashMap::new();
        for (account, since, what) in asked.chain(wishes).chain(apart).chain(without) {
            all.entry(account).or_default().push((since, what));
        }
        all.values_mut().for_each(|hers| hers.sort_by_key(|(since, _)| *since));
        Ok(Self(all))
    }

    /// Since when she waits for something; none where she waits for nothing.
    pub fn since(&self, account: Uuid) -> Option<DateTime<Utc>> {
        self.0.get(&account)?.first().map(|(since, _)| *since)
    }

    /// What she waits for, each in a title, where it has one, and a sentence.
    fn said(&self, v: &Visit, stock: &Stock, account: Uuid) -> Vec<(String, String)> {
        let say = |(_, what): &(DateTime<Utc>, What)| match what {
            What::Listing(listing, kind) => (title(v, stock, *listing), v.t(format!("waits-{kind}"))),
            What::Somebody(kind) => (v.t(format!("way-{kind}")), v.t("waits-somebody")),
            What::SomebodyElse => (String::new(), v.t("waits-somebody-else")),
            What::Step => (String::new(), v.t("people-without")),
        };
        self.0.get(&account).into_iter().flatten().map(say).collect()
    }
}

/// A newcomer.
pub struct NewcomerLine {
    /// Her page.
    pub link: String,
    /// "Somebody in Strijp".
    pub who: String,
    /// How long she stands there.
    pub since: String,
    /// Whether that is too long.
    pub late: bool,
    /// Where she stands.
    pub state: NewcomerState,
    /// The name of the phase of her stay.
    pub phase: &'static str,
    /// What she waits for.
    pub waits: Vec<(String, String)>,
}

impl NewcomerLine {
    /// As the desk reads it.
    pub fn of(v: &Visit, town: &Town, stock: &Stock, waiting: &Waiting, her: Newcomer) -> Self {
        let (days, is_waiting) = (days_between(her.since, v.now), her.state == NewcomerState::Waits);
        Self {
            link: person::path(her.account),
            who: somebody(v, town, her.postcode),
            since: v.w.waited(days),
            late: is_waiting && days >= LATE_AFTER,
            state: her.state,
            phase: super::phase_name(her.phase),
            waits: if is_waiting { waiting.said(v, stock, her.account) } else { Vec::new() },
        }
    }
}

/// A local.
pub struct LocalLine {
    /// Their page.
    pub link: String,
    /// What is next with them, or where they stand.
    pub what: String,
    /// How long they stand there; for what ends, until when.
    pub since: String,
    /// Whether it should have been looked at by now.
    pub late: bool,
    /// What the link is called.
    pub act: String,
}

impl LocalLine {
    /// As the desk reads it.
    pub fn of(v: &Visit, them: Local) -> Self {
        let link = person::path(them.account);
        match them.line {
            Some(line) => {
                let act = v.t(format!("desk-do-{}", line.kind));
                Self { link, what: line.what, since: line.since, late: line.late, act }
            }
            None => Self {
                link,
                what: v.t(format!("caseload-one-{}", them.state)),
                since: v.w.waited(days_between(them.since, v.now)),
                late: false,
                act: v.t("desk-do-see"),
            },
        }
    }
}
