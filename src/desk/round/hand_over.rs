//! Hands the chosen pairs of a round over to introductions: all in one transaction, through their own door. The database
//! guards capacity, blocks and breaks once more; who cannot be introduced any more stays in the round, and is named.

use super::{
    super::{
        introduce::{DATES, dates, reasons},
        locals_for::store::languages,
    },
    conflict,
    draft::{Act, Step},
    kept,
    letters::{self, LettersForm, Wanted},
    names::Names,
    path,
    pool::Solved,
    store,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    introductions::{self, Proposal, Refused, Sender},
    kit::{lang::Lang, words::Meet},
    listings::Shelf,
    logbook::{self, Looked},
    matching::pair::One,
    platform::db::Db,
    web::{Error, Form, Id, Query, Slips, see, words::Words},
};
use axum::response::Response;
use sqlx::PgTransaction;
use std::collections::HashMap;
use uuid::Uuid;

/// Two who are to be introduced, by their rows and accounts; without a proposal where they do not fit any more.
pub struct Pair {
    /// Her row and the local's.
    pub rows: (Uuid, Uuid),
    /// Her account and the local's.
    pub accounts: (Uuid, Uuid),
    proposal: Option<Proposal>,
}

impl Pair {
    /// Reads one as it is now. `None` where one of them is not there at all, or beyond the round.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(
        v: &Visit,
        db: &Db,
        solved: &Solved,
        accounts: (Uuid, Uuid),
        wanted: &Wanted,
    ) -> Result<Option<Self>, Error> {
        let gathered = &solved.gathered;
        let places = gathered.newcomer_of(accounts.0).zip(gathered.local_of(accounts.1));
        let Some((her, them)) = places else {
            let rows = store::rows_of(db, &solved.round.choice.scope, accounts.0, accounts.1).await?;
            return Ok(rows.map(|rows| Self { rows, accounts, proposal: None }));
        };
        let local = &gathered.locals[them as usize];
        let when = || {
            let offered = dates(v, gathered.people.newcomer(her), &local.person);
            introductions::spread(&offered, v.today(), DATES)
        };
        let proposal = match gathered.people.explained(her, them) {
            Some(One::Fits { fit, .. }) => Some(Proposal {
                local: local.id,
                kind: Meet::OneToOne,
                group: None,
                reasons: reasons(&fit),
                line: wanted.line.clone(),
                place: wanted.place.clone(),
                dates: when(),
                score: fit.score,
                weights: fit.weights.to_string(),
            }),
            _ => None,
        };
        let proposal = proposal.filter(|proposal| !proposal.dates.is_empty());
        Ok(Some(Self { rows: (gathered.newcomers[her as usize].row, local.id), accounts, proposal }))
    }

    /// When they could meet, as it would be proposed.
    pub fn dates(&self) -> &[chrono::DateTime<chrono::Utc>] {
        self.proposal.as_ref().map_or(&[], |proposal| proposal.dates.as_slice())
    }
}

/// Introduces all of them, or says of each why not; in the order of `pairs`. `looked` has the newcomers.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn introduce(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    by: &SignedIn,
    looked: &HashMap<Uuid, Looked>,
    pairs: &[Pair],
) -> Result<Vec<Result<Uuid, Refused>>, Error> {
    let rows: (Vec<Uuid>, Vec<Uuid>) = pairs.iter().map(|pair| pair.rows).unzip();
    let mut asked = introductions::lock(tx, &rows.0, &rows.1).await?;
    let mut done = Vec::with_capacity(pairs.len());
    for pair in pairs {
        done.push(match (&pair.proposal, looked.get(&pair.accounts.0)) {
            // Somebody else introduced her a moment ago, or she stands here twice.
            _ if asked.contains(&pair.rows.0) => Err(Refused::Open),
            (Some(proposal), Some(her)) => introductions::propose(tx, sender, by, *her, proposal).await?,
            _ => Err(Refused::NotNow),
        });
        if done.last().is_some_and(Result::is_ok) {
            asked.insert(pair.rows.0);
        }
    }
    Ok(done)
}

/// The proofs of looks at these newcomers; whoever was not looked at lately is looked at now, and can read it.
///
/// # Errors
/// Those of the database.
pub async fn look_at(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    names: &Names,
    accounts: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Looked>, Error> {
    let mut all = HashMap::new();
    let mut unseen = Vec::new();
    for account in accounts {
        match names.looked(account) {
            Some(looked) => {
                all.insert(account, looked);
            }
            None => unseen.push(account),
        }
    }
    all.extend(look_anew(tx, by, unseen).await?);
    Ok(all)
}

/// Looks at these people, each of whom can read it in their own language. Who left meanwhile is passed over.
///
/// # Errors
/// Those of the database.
pub async fn look_anew(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    mut accounts: Vec<Uuid>,
) -> Result<HashMap<Uuid, Looked>, Error> {
    accounts.sort_unstable();
    accounts.dedup();
    let mut all = HashMap::new();
    for (account, lang) in languages(tx, &accounts).await? {
        let why = Words::of(lang.parse::<Lang>().unwrap_or_default()).t("look-said-introduction");
        all.insert(account, logbook::look(tx, by, account, &why).await?);
    }
    Ok(all)
}

/// `POST /desk/rounds/{id}/letters`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Query(asked): Query<super::show::PageForm>,
    Form(form): Form<LettersForm>,
) -> Result<Response, Error> {
    let solved = Solved::open(&v, &who, &db, &shelf.now(), id).await?;
    let mut slips = Slips::default();
    let Some(wanted) = form.read(&mut slips) else {
        return letters::again(v, (&who, &db, &shelf), &solved, &asked, form, slips).await;
    };
    let mut pairs = Vec::new();
    for accounts in &wanted.pairs {
        pairs.extend(Pair::of(&v, &db, &solved, *accounts, &wanted).await?);
    }
    pairs.sort_by_key(|pair| pair.rows);
    pairs.dedup_by_key(|pair| pair.rows);
    let names = Names::of(&db, &who, &solved).await?;
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    if !store::go_on(&mut tx, id, wanted.version, pairs.len()).await? {
        drop(tx);
        return conflict::of_many(v, &who, &db, &solved, wanted.version).await;
    }
    let looked = look_at(&mut tx, &who, &names, pairs.iter().map(|pair| pair.accounts.0)).await?;
    let done = introduce(&mut tx, &sender, &who, &looked, &pairs).await?;
    for ((number, pair), done) in (wanted.version + 1..).zip(&pairs).zip(done) {
        let (act, introduction, refused) = match done {
            Ok(introduction) => (Act::Introduced, Some(introduction), None),
            Err(refused) => (Act::Refused, None, Some(refused)),
        };
        let (newcomer, local) = pair.rows;
        let accounts = (Some(pair.accounts.0), Some(pair.accounts.1));
        let step = Step { number, act, newcomer, local, accounts, introduction, refused, by: None, at: v.now };
        store::put(&mut tx, id, &who, &step).await?;
    }
    tx.commit().await?;
    kept::anew(&v, &who, &db, &shelf, id).await;
    Ok(see(&path(id)))
}
