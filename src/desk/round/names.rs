//! How a page of a round speaks of people: by first name where the look at them stands in the logbook, else by a number
//! and a part of town. `POST …/names` writes the looks.

use super::{
    super::{locals_for, store, town::Town},
    draft::Step,
    hand_over, path,
    pool::{Gathered, Solved},
    show::{PageForm, shown},
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    listings::Shelf,
    logbook::{self, Looked},
    platform::db::Db,
    web::{Error, Id, Query, flash::Flash, see},
};
use axum::response::Response;
use std::collections::HashMap;
use uuid::Uuid;

/// Who may be called by name.
pub struct Names {
    seen: HashMap<Uuid, Looked>,
    called: HashMap<Uuid, String>,
    newcomers: Town,
    locals: Town,
}

impl Names {
    /// Those of this round at whom this social worker looked lately.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(db: &Db, who: &SignedIn, solved: &Solved) -> Result<Self, Error> {
        let gathered = &solved.gathered;
        let hers = gathered.newcomers.iter().map(|her| her.account);
        let all = hers.chain(gathered.locals.iter().filter_map(|local| local.account));
        let steps = solved.steps.iter().flat_map(|step| [step.accounts.0, step.accounts.1]).flatten();
        let accounts: Vec<Uuid> = all.chain(steps).collect();
        let proofs = logbook::looked_lately_at(db, who, &accounts).await?;
        let called = locals_for::store::first_names(db, &proofs).await?;
        let postcodes = gathered.locals.iter().filter_map(|local| Some((local.person.postcode?.to_string(), 1)));
        Ok(Self {
            seen: proofs.into_iter().map(|looked| (looked.account(), looked)).collect(),
            called,
            newcomers: Town::of(store::newcomers_by_postcode(db).await?),
            locals: Town::of(postcodes),
        })
    }

    /// The proof that they looked at this person.
    pub fn looked(&self, account: Uuid) -> Option<Looked> {
        self.seen.get(&account).copied()
    }

    /// "Ana", or "newcomer 3 in Woensel-Noord".
    pub fn newcomer(&self, v: &Visit, gathered: &Gathered, place: u32) -> String {
        let account = gathered.newcomers[place as usize].account;
        let part = self.newcomers.part(gathered.people.newcomer(place).postcode);
        self.call(v, account, "newcomer", place, part)
    }

    /// "Piet", or "local 2 in Strijp".
    pub fn local(&self, v: &Visit, gathered: &Gathered, place: u32) -> String {
        let local = &gathered.locals[place as usize];
        let part = self.locals.part(local.person.postcode);
        self.call(v, local.account.unwrap_or_default(), "local", place, part)
    }

    fn call(&self, v: &Visit, account: Uuid, who: &str, place: u32, part: Option<&str>) -> String {
        match (self.called.get(&account), self.seen.contains_key(&account), part) {
            (Some(name), ..) => name.clone(),
            (None, true, _) => v.t("person-nameless"),
            (None, false, Some(part)) => v.t2(format!("round-{who}-in"), "number", place + 1, "part", part),
            (None, false, None) => v.t1(format!("round-{who}"), "number", place + 1),
        }
    }

    /// The two of a step. Who is no more in the round is called by name, or is somebody in the city.
    pub fn pair(&self, v: &Visit, gathered: &Gathered, step: &Step) -> (String, String) {
        let (her, them) = gathered.places(step.newcomer, step.local);
        let gone = |account: Option<Uuid>| {
            account.and_then(|account| self.called.get(&account)).cloned().unwrap_or_else(|| v.t("desk-somebody"))
        };
        (
            her.map_or_else(|| gone(step.accounts.0), |place| self.newcomer(v, gathered, place)),
            them.map_or_else(|| gone(step.accounts.1), |place| self.local(v, gathered, place)),
        )
    }
}

/// `POST /desk/rounds/{id}/names`: names those who are shown on this page. Each reads that they were looked at, and why;
/// said within the last half hour it holds.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Query(asked): Query<PageForm>,
) -> Result<Response, Error> {
    let solved = Solved::open(&v, &who, &db, &shelf.now(), id).await?;
    let names = Names::of(&db, &who, &solved).await?;
    let mut accounts: Vec<Uuid> = Vec::new();
    for pair in shown(&solved, asked.page()) {
        accounts.push(solved.gathered.newcomers[pair.newcomer as usize].account);
        accounts.extend(solved.gathered.locals[pair.local as usize].account);
    }
    // A local who has places for two stands there twice, and is looked at once.
    accounts.retain(|account| names.looked(*account).is_none());
    let mut tx = db.begin().await?;
    hand_over::look_anew(&mut tx, &who, accounts).await?;
    tx.commit().await?;
    let to = path(id) + &asked.query();
    Ok(Flash::on(see(&to), &v.address, "flash-locals-named", None))
}
