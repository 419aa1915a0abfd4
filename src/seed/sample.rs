//! The sample city: listings, newcomers, locals, hosts and the people of the desk, all invented.

use super::{
    dates::Shift, gathered, heard, introduced, opened, regulars::regulars, round, stepped, store, teams, together,
    waiting,
};
use crate::{
    auth,
    city::{self, Kind, embedded},
    exchange, hosts,
    kit::first_name::FirstName,
    letters::{self, Choices},
    listings, locals,
    matching::person::Person,
    named, newcomers,
    platform::db::Db,
};
use anyhow::{Context, ensure};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

named! {
    /// What somebody is in the sample.
    Role {
        /// New in town.
        Newcomer = "newcomer",
        /// From here.
        Local = "local",
        /// Hosts a listing.
        Host = "host",
        /// Works at the desk.
        SocialWorker = "social-worker",
        /// Keeps the accounts of the desk.
        Administrator = "administrator",
    }
}

impl Role {
    /// The page their printed link leads to.
    pub fn next(self) -> auth::Next {
        match self {
            Role::Newcomer => auth::Next::ForYou,
            Role::Local => auth::Next::Local,
            Role::Host => auth::Next::Host,
            Role::SocialWorker | Role::Administrator => auth::Next::Desk,
        }
    }

    /// The address of the one whose sign-in link is printed.
    ///
    /// # Errors
    /// Where the city has no such person.
    pub fn somebody(self, city: &str) -> anyhow::Result<String> {
        let found = people(city)?.into_iter().find(|p| p.role == self);
        found.map(|p| p.email).with_context(|| format!("the sample of {city} has no {self}"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Somebody {
    id: String,
    role: Role,
    first_name: String,
    email: String,
    language: String,
    listing_ids: String,
}

fn people(city: &str) -> anyhow::Result<Vec<Somebody>> {
    let sheet = embedded(city, "people.csv")?;
    let people: Result<Vec<Somebody>, _> = csv::Reader::from_reader(sheet.as_bytes()).deserialize().collect();
    people.with_context(|| format!("data/cities/{city}/people.csv"))
}

fn answers(city: &str, file: &str) -> anyhow::Result<BTreeMap<String, Person>> {
    let people: Vec<Person> =
        serde_json::from_str(&embedded(city, file)?).with_context(|| format!("data/cities/{city}/{file}"))?;
    Ok(people.into_iter().map(|p| (p.id.clone(), p)).collect())
}

/// Loads the sample city as of this day, whole or not at all.
///
/// # Errors
/// Where the database holds any row, or a file of the sample is wrong.
pub async fn sample(db: &Db, city: &str, today: NaiveDate) -> anyhow::Result<()> {
    ensure!(store::is_empty(db).await?, "this database holds rows already; seed wants an empty one");
    let shift = Shift::new(city::found(city)?.reference_date, today);
    let mut tx = db.begin().await?;
    city::settle(&mut tx, city, Kind::Sample).await?;
    store::remember_day(&mut tx, today).await?;
    let (mut all, mut accounts) = (Vec::new(), BTreeMap::new());
    for row in exchange::read_sheet(embedded(city, "listings.csv")?.as_bytes()).map_err(|e| anyhow::anyhow!("{e}"))? {
        let mut listing = row.map_err(|e| anyhow::anyhow!("data/cities/{city}/listings.csv: {e}"))?;
        listing.id = Uuid::new_v4();
        listing.schedule = listing.schedule.as_ref().map(|s| shift.schedule(s)).transpose()?;
        listing.confirmed_on = listing.confirmed_on.map(|d| shift.day(d));
        listing.contact_confirmed_on = listing.contact_confirmed_on.map(|d| shift.day(d));
        listing.closed_on = listing.closed_on.map(|d| shift.day(d));
        listings::insert(&mut tx, &listing).await?;
        all.push(listing);
    }
    let teams = teams::make(&mut tx, city).await?;
    let (new, local) = (answers(city, "newcomers.json")?, answers(city, "locals.json")?);
    for somebody in people(city)? {
        let account = auth::account_of_address(&mut tx, &somebody.email, &somebody.language).await?;
        let name = FirstName::parse(&somebody.first_name)
            .map_err(|_| anyhow::anyhow!("people.csv: {}: a first name", somebody.id))?;
        auth::call_her(&mut tx, account, &name).await?;
        accounts.insert(somebody.id.clone(), account);
        let of = |all: &BTreeMap<String, Person>| {
            let person =
                all.get(&somebody.id).cloned().with_context(|| format!("people.csv: {} has no answers", somebody.id));
            person.map(|p| shift.person(p))
        };
        match somebody.role {
            Role::Newcomer => newcomers::insert(&mut tx, account, &of(&new)?).await?,
            Role::Local => locals::insert(&mut tx, account, &of(&local)?).await?,
            Role::Host => {
                for key in somebody.listing_ids.split(';') {
                    hosts::insert(&mut tx, account, key).await?;
                }
            }
            Role::SocialWorker => {
                auth::add_staff(&mut tx, account, false).await?;
                auth::put_in_team(&mut tx, account, teams.get(&somebody.id).copied()).await?;
            }
            Role::Administrator => auth::add_staff(&mut tx, account, true).await?,
        }
    }
    regulars(&mut tx, city, shift, &accounts, &all, today).await?;
    waiting::wait(&mut tx, city, &accounts).await?;
    // The first newcomer has a letter of the week, on Thursdays at six, and reads no "how was it?".
    let her = auth::account_of_address(&mut tx, &Role::Newcomer.somebody(city)?, "en").await?;
    let choices = Choices { language: None, off: [letters::Kind::HowWasIt].into(), weekly: Some((4, 18)) };
    letters::choose(&mut tx, her, &choices).await?;
    heard::hear(&mut tx).await?;
    introduced::introduce(&mut tx, &accounts, today).await?;
    gathered::bring(&mut tx, &accounts, today).await?;
    stepped::step(&mut tx, &accounts, &all, today).await?;
    together::begin(&mut tx, &accounts, today).await?;
    round::begin(&mut tx, &accounts).await?;
    opened::open(&mut tx, &accounts).await?;
    tx.commit().await?;
    Ok(())
}
