//! A synthetic city of any size, for benchmarks and long runs: made from a seed, stored in an empty database alone.
//! The making is pure; the same size, seed and day give the same city, byte for byte.

use super::{
    store,
    synthetic_dice::{Dice, generator, id},
    synthetic_listings, synthetic_people as people,
    synthetic_words::FIRST_NAMES,
};
use crate::{
    auth::{self, NewAccount},
    city::{self, Kind},
    kit::{first_name::FirstName, lang::Lang},
    listings::{self, Listing},
    locals,
    matching::person::Person,
    newcomers,
    platform::db::Db,
};
use anyhow::ensure;
use chrono::NaiveDate;
use uuid::Uuid;

/// Rows stored by one statement.
const BATCH: usize = 500;

/// How large a city.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// People who are new.
    pub newcomers: u32,
    /// People from here.
    pub locals: u32,
    /// What there is to go to.
    pub listings: u32,
}

/// Somebody of a synthetic city.
#[derive(Clone)]
pub struct Somebody {
    /// Their row.
    pub id: Uuid,
    /// Their account.
    pub account: NewAccount,
    /// What they told.
    pub person: Person,
}

/// A synthetic city.
pub struct Synthetic {
    /// People who are new.
    pub newcomers: Vec<Somebody>,
    /// People from here.
    pub locals: Vec<Somebody>,
    /// What there is to go to.
    pub listings: Vec<Listing>,
}

impl Synthetic {
    /// Makes one.
    pub fn new(size: Size, seed: u64, today: NaiveDate) -> Self {
        let everybody = |what: &str, many: u32, person: fn(&mut Dice, u32, NaiveDate) -> Person| {
            let mut generator = generator(seed, what);
            (1..=many).map(|n| somebody(seed, what, n, person(&mut Dice(&mut generator), n, today))).collect()
        };
        let mut generator = generator(seed, "listings");
        let listing = |n| synthetic_listings::listing(&mut Dice(&mut generator), id(seed, "listings", n), n, today);
        Self {
            newcomers: everybody("newcomers", size.newcomers, people::newcomer),
            locals: everybody("locals", size.locals, people::local),
            listings: (1..=size.listings).map(listing).collect(),
        }
    }
}

fn somebody(seed: u64, what: &str, n: u32, person: Person) -> Somebody {
    let account = id(seed, &format!("accounts of {what}"), n);
    let name = FIRST_NAMES[(account.as_u128() % FIRST_NAMES.len() as u128) as usize];
    let language = if what == "locals" || account.as_u128().is_multiple_of(5) { Lang::Nl } else { Lang::En };
    let account = NewAccount {
        id: account,
        email: format!("{}@example.org", person.id),
        first_name: FirstName::parse(name).ok(),
        language,
    };
    Somebody { id: id(seed, what, n), account, person }
}

/// How far the storing is: what, how many of how many.
pub type Progress<'a> = &'a mut dyn FnMut(&str, usize, usize);

/// Stores a synthetic city as a sample, whole or not at all.
///
/// # Errors
/// Where the database holds any row, or does not answer.
pub async fn synthetic(
    db: &Db,
    city: &str,
    made: &Synthetic,
    today: NaiveDate,
    progress: Progress<'_>,
) -> anyhow::Result<()> {
    ensure!(store::is_empty(db).await?, "this database holds rows already; seed wants an empty one");
    let mut tx = db.begin().await?;
    city::settle(&mut tx, city, Kind::Sample).await?;
    store::remember_day(&mut tx, today).await?;
    for (n, batch) in made.listings.chunks(BATCH).enumerate() {
        listings::insert_many(&mut tx, batch).await?;
        progress("listings", n * BATCH + batch.len(), made.listings.len());
    }
    for (what, people) in [("newcomers", &made.newcomers), ("locals", &made.locals)] {
        for (n, batch) in people.chunks(BATCH).enumerate() {
            let accounts: Vec<&NewAccount> = batch.iter().map(|s| &s.account).collect();
            auth::insert_accounts(&mut tx, &accounts).await?;
            let rows = batch.iter().map(|s| (s.id, s.account.id, &s.person));
            match what {
                "newcomers" => newcomers::insert_many(&mut tx, rows).await?,
                _ => locals::insert_many(&mut tx, rows).await?,
            }
            progress(what, n * BATCH + batch.len(), people.len());
        }
    }
    tx.commit().await?;
    Ok(())
}
