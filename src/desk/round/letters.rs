//! Before a round is handed over: who would get which letter, and who could not be introduced. Done as it would be done,
//! and then not done: the transaction is left. So nothing can be promised here that would not happen.

use super::{
    super::introduce::{LONGEST_LINE, LONGEST_PLACE, places},
    hand_over::{self, Pair},
    names::Names,
    pool::Solved,
    show::{PageForm, shown},
    store::{self, Queued},
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    introductions::Sender,
    kit::text::{Slip, line, optional_line},
    listings::Shelf,
    platform::db::Db,
    web::{Error, Id, Query, Slips, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// What is handed over, as it is sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LettersForm {
    /// The two of each pair, by their accounts: `her.them`.
    pair: Vec<String>,
    place: String,
    line: String,
    version: i32,
}

/// The same, read.
pub struct Wanted {
    /// By their accounts.
    pub pairs: Vec<(Uuid, Uuid)>,
    /// Where they could meet.
    pub place: String,
    /// A line to all of them.
    pub line: Option<String>,
    /// Of the round that was seen.
    pub version: i32,
}

impl LettersForm {
    /// Nothing where a field is not right.
    pub fn read(&self, slips: &mut Slips) -> Option<Wanted> {
        let pair = |name: &String| {
            let (her, them) = name.split_once('.')?;
            Some((her.parse().ok()?, them.parse().ok()?))
        };
        let pairs = match self.pair.iter().map(pair).collect::<Option<Vec<_>>>() {
            Some(pairs) if (1..=super::show::A_PAGE).contains(&pairs.len()) => Ok(pairs),
            _ => Err(Slip::NotThis("slip-round-pairs")),
        };
        let (pairs, place) = (slips.take("pair", pairs), slips.take("place", line(&self.place, LONGEST_PLACE)));
        let own = slips.take("line", optional_line(&self.line, LONGEST_LINE));
        Some(Wanted { pairs: pairs?, place: place?, line: own?, version: self.version })
    }

    fn has(&self, pair: &str) -> bool {
        self.pair.iter().any(|p| p == pair)
    }
}

/// Two of the list.
struct Row {
    value: String,
    who: String,
    whom: String,
    /// When they could meet.
    dates: Vec<String>,
    /// The letter she gets: its language. Nothing where she would get none.
    language: Option<String>,
    /// Why they cannot be introduced.
    refused: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/round_letters.html")]
struct LettersPage {
    v: Visit,
    slips: Slips,
    id: Uuid,
    version: i32,
    form: LettersForm,
    rows: Vec<Row>,
    places: Vec<String>,
    /// One letter of each language, whole: its subject and its text.
    texts: Vec<(String, String, String)>,
    /// Nobody is named yet: then nothing is tried.
    nameless: bool,
    put_away: bool,
    query: String,
}

/// `GET /desk/rounds/{id}/letters`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Query(asked): Query<PageForm>,
) -> Result<Response, Error> {
    let solved = Solved::open(&v, &who, &db, &shelf.now(), id).await?;
    let place = v.t("introduce-library");
    let form = LettersForm { place, ..LettersForm::default() };
    show(&page_of(v, (&who, &db, &shelf), &solved, &asked, (form, true)).await?)
}

/// The same form again, with its slips.
///
/// # Errors
/// Those of the database, and of a template that cannot be written.
pub async fn again(
    v: Visit,
    lent: (&SignedIn, &Db, &Shelf),
    solved: &Solved,
    asked: &PageForm,
    form: LettersForm,
    slips: Slips,
) -> Result<Response, Error> {
    show_again(&LettersPage { slips, ..page_of(v, lent, solved, asked, (form, false)).await? })
}

async fn page_of(
    v: Visit,
    (who, db, shelf): (&SignedIn, &Db, &Shelf),
    solved: &Solved,
    asked: &PageForm,
    (mut form, first): (LettersForm, bool),
) -> Result<LettersPage, Error> {
    let names = Names::of(db, who, solved).await?;
    let gathered = &solved.gathered;
    let put_away = solved.round.put_away_at.is_some();
    // Of a round that is put away nothing is tried.
    let pairs = if put_away { Vec::new() } else { shown(solved, asked.page()) };
    let account = |place: u32| gathered.newcomers[place as usize].account;
    let nameless = pairs.iter().any(|pair| names.looked(account(pair.newcomer)).is_none());
    let wanted = Wanted { pairs: Vec::new(), place: v.t("introduce-library"), line: None, version: 0 };
    let mut tried = Vec::new();
    for pair in pairs.iter().filter(|_| !nameless) {
        let Some(them) = gathered.locals[pair.local as usize].account else { continue };
        let two = (account(pair.newcomer), them);
        if let Some(found) = Pair::of(&v, db, solved, two, &wanted).await? {
            tried.push((found, names.newcomer(&v, gathered, pair.newcomer), names.local(&v, gathered, pair.local)));
        }
    }
    tried.sort_by_key(|(pair, ..)| pair.rows);
    let (pairs, called): (Vec<Pair>, Vec<(String, String)>) =
        tried.into_iter().map(|(pair, who, whom)| (pair, (who, whom))).unzip();
    let looked = pairs.iter().filter_map(|pair| Some((pair.accounts.0, names.looked(pair.accounts.0)?))).collect();
    let accounts: Vec<Uuid> = pairs.iter().map(|pair| pair.accounts.0).collect();
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    let done = hand_over::introduce(&mut tx, &sender, who, &looked, &pairs).await?;
    let letters = store::queued(&mut tx, &accounts).await?;
    tx.rollback().await?;
    let by_reader: HashMap<Uuid, &Queued> = letters.iter().map(|letter| (letter.account, letter)).collect();
    let mut rows = Vec::with_capacity(pairs.len());
    for ((pair, (who, whom)), done) in pairs.iter().zip(called).zip(done) {
        let letter = by_reader.get(&pair.accounts.0).filter(|_| done.is_ok());
        rows.push(Row {
            value: format!("{}.{}", pair.accounts.0, pair.accounts.1),
            who,
            whom,
            dates: pair.dates().iter().map(|at| v.w.moment(at)).collect(),
            language: letter.map(|letter| v.t(format!("round-letter-{}", letter.language))),
            refused: done.err().map(|refused| v.t(format!("introduce-refused-{refused}"))),
        });
    }
    rows.sort_by(|a, b| a.who.cmp(&b.who));
    // All of them at first. Afterwards what was ticked, were it nobody.
    if first {
        form.pair = rows.iter().filter(|row| row.refused.is_none()).map(|row| row.value.clone()).collect();
    }
    let mut texts: Vec<(String, String, String)> = Vec::new();
    for letter in &letters {
        let language = v.t(format!("round-letter-{}", letter.language));
        if texts.iter().all(|(of, ..)| *of != language) {
            texts.push((language, letter.subject.clone(), letter.body_text.clone()));
        }
    }
    Ok(LettersPage {
        slips: Slips::default(),
        id: solved.round.id,
        version: solved.round.version,
        form,
        rows,
        places: places(shelf),
        texts,
        nameless,
        put_away,
        query: asked.query(),
        v,
    })
}
