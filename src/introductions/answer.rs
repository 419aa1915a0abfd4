//! An answer: from the letter by its link, or on their own page. A link changes nothing by being opened.

use super::{
    dates,
    group::Group,
    introduction::{Answer, Seen, Side},
    letters::{self, Sender},
    pair::{Asks, Introduction},
    store::{self, Key},
};
use crate::{
    auth::{self, Visit},
    kit::{
        first_name::FirstName,
        text::{Slip, optional_line},
        words::Meet,
    },
    listings::{Card, Shelf, walk_in},
    newcomers::Her,
    platform::{chance::Token, db::Db},
    ties,
    web::{Error, Form, Slips, flash::Flash, needs::Part, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgTransaction;

/// Most characters of why not.
const LONGEST: usize = 500;
/// "Another time" among the dates.
const ANOTHER: &str = "another";
/// So many places to walk in stand beside it.
const WALK_IN: usize = 3;

/// The question with all that stands around it, for one of the two.
#[derive(Template)]
#[template(path = "introductions/answer.html")]
pub struct AnswerPage {
    v: Visit,
    slips: Slips,
    /// Where the form goes.
    action: String,
    side: Side,
    kind: Meet,
    seen: Seen,
    /// The group, for her; its name only after both yes.
    group: Option<Group>,
    /// What she would like to talk about, for the local.
    asks: Option<Asks>,
    /// Her first name, for the local.
    name: String,
    why: Vec<String>,
    line: Option<String>,
    place: Option<String>,
    /// Value and words of each date.
    dates: Vec<(String, String)>,
    until: String,
    needs_name: bool,
    /// The page of the two, once both said yes.
    meets: String,
    walk_in: Vec<Card>,
    form: AnswerForm,
}

/// The answer.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    say: String,
    dates: Vec<String>,
    first_name: String,
    reason: String,
}

impl AnswerForm {
    fn has(&self, date: &str) -> bool {
        self.dates.iter().any(|d| d == date)
    }

    fn says(&self, answer: &Answer) -> bool {
        self.say == answer.as_str()
    }
}

impl AnswerPage {
    /// As this one sees it; `None` where for them there is nothing.
    pub fn of(v: Visit, pair: &Introduction, side: Side, action: String, walk_in: Vec<Card>) -> Option<Self> {
        let seen = pair.seen_by(side, v.now)?;
        let date = |at: &DateTime<Utc>| (dates::name(at), v.w.moment(at));
        let needs_name = side == Side::Newcomer && pair.her.name().is_empty();
        Some(Self {
            slips: Slips::default(),
            action,
            side,
            kind: pair.kind(),
            seen,
            group: pair.group.as_deref().cloned().filter(|_| side == Side::Newcomer),
            asks: pair.asks.as_deref().cloned().filter(|_| side == Side::Local),
            name: if side == Side::Local { pair.her.name().to_owned() } else { String::new() },
            why: pair.why(side, v.lang),
            line: pair.line.clone(),
            place: pair.place.clone(),
            dates: pair.dates_to_come(v.now).iter().map(date).collect(),
            until: v.w.moment(pair.stands().until(side)),
            needs_name,
            meets: v.to(&format!("/meet/{}", pair.id)),
            walk_in,
            form: AnswerForm { say: Answer::Yes.as_str().to_owned(), ..AnswerForm::default() },
            v,
        })
    }

    fn is_hers(&self) -> bool {
        self.side == Side::Newcomer
    }

    /// The name of the sentence that says how it stands.
    fn stands(&self) -> String {
        self.seen.sentence(self.side)
    }
}

/// Where she can walk in meanwhile or instead.
pub fn instead(v: &Visit, shelf: &Shelf, her: &Her, seen: Option<Seen>) -> Vec<Card> {
    let wants = matches!(seen, Some(Seen::Waiting | Seen::Over | Seen::Closed));
    if wants { walk_in(v, &shelf.now(), her.0.as_ref(), &[], WALK_IN) } else { Vec::new() }
}

async fn by_link(db: &Db, token: &str) -> Result<(Introduction, Side), Error> {
    for side in Side::ALL {
        if let Some(pair) = store::found(db, Key::Link(token, *side)).await? {
            return Ok((pair, *side));
        }
    }
    Err(Error::NotFound)
}

/// `GET /introductions/{token}`
pub async fn page(v: Visit, db: Db, shelf: Shelf, Part(token): Part) -> Result<Response, Error> {
    let (pair, side) = by_link(&db, &token).await?;
    let seen = pair.seen_by(side, v.now).filter(|_| side == Side::Newcomer);
    // Whoever has the link need not be her: nothing of what she told us.
    let walk_in = instead(&v, &shelf, &Her::default(), seen);
    let action = v.to(&format!("/introductions/{token}"));
    show(&AnswerPage::of(v, &pair, side, action, walk_in).ok_or(Error::NotFound)?)
}

/// `POST /introductions/{token}`: counts once; the same again changes nothing.
pub async fn submit(v: Visit, db: Db, Part(token): Part, Form(form): Form<AnswerForm>) -> Result<Response, Error> {
    let (_, side) = by_link(&db, &token).await?;
    let to = v.to(&format!("/introductions/{token}"));
    give(v, &db, Key::Link(&token, side), (&to, &to), form).await
}

/// What was read of a form.
enum Given {
    Yes { dates: Vec<DateTime<Utc>>, name: Option<FirstName> },
    No { reason: Option<String> },
}

fn read(form: &AnswerForm, pair: &Introduction, side: Side, now: DateTime<Utc>, slips: &mut Slips) -> Option<Given> {
    let reason = slips.take("reason", optional_line(&form.reason, LONGEST));
    match form.say.parse::<Answer>() {
        Err(_) => slips.take("say", Err(Slip::NotThis("slip-intro-say"))),
        Ok(Answer::No) => reason.map(|reason| Given::No { reason }),
        Ok(Answer::Yes) => {
            let offered = pair.dates_to_come(now);
            let another = form.has(ANOTHER);
            let named: Vec<String> = form.dates.iter().filter(|d| *d != ANOTHER).cloned().collect();
            let chosen = dates::ticked(&offered, &named);
            let too_many = side == Side::Local && named.len() + usize::from(another) > 1;
            let read = match chosen {
                Some(dates) if !too_many && (another || offered.is_empty() || !dates.is_empty()) => Ok(dates),
                _ => Err(Slip::NotThis("slip-intro-dates")),
            };
            let wants_name = side == Side::Newcomer && pair.her.name().is_empty();
            let name = match wants_name {
                true => slips.take("first_name", FirstName::parse(&form.first_name)).map(Some),
                false => Some(None),
            };
            let dates = slips.take("dates", read);
            reason.and(Some(Given::Yes { dates: dates?, name: name? }))
        }
    }
}

/// Gives the answer, and goes back to the page it was given on; `paths`: where the form goes, and that page.
pub async fn give(v: Visit, db: &Db, key: Key<'_>, paths: (&str, &str), form: AnswerForm) -> Result<Response, Error> {
    let (action, to) = paths;
    let side = key.side();
    let mut tx = db.begin().await?;
    let pair = store::locked(&mut tx, key).await?.ok_or(Error::NotFound)?;
    let seen = pair.seen_by(side, v.now).ok_or(Error::NotFound)?;
    if !seen.can_answer() {
        return Ok(Flash::on(see(to), &v.address, "flash-intro-before", None));
    }
    let mut slips = Slips::default();
    let Some(given) = read(&form, &pair, side, v.now, &mut slips) else {
        let page = AnswerPage::of(v, &pair, side, action.to_owned(), Vec::new()).ok_or(Error::NotFound)?;
        return show_again(&AnswerPage { slips, form, ..page });
    };
    let sender = Sender { city: &v.city, address: &v.address };
    let flash = match (given, side) {
        (Given::No { reason }, _) => {
            store::say_no(&mut tx, pair.id, side, reason.as_deref()).await?;
            "flash-intro-no"
        }
        (Given::Yes { dates, name }, Side::Newcomer) => {
            if let Some(name) = name {
                auth::call_her(&mut tx, pair.her.account, &name).await?;
            }
            she_says_yes(&mut tx, &sender, &pair, &dates).await?;
            "flash-intro-yes"
        }
        (Given::Yes { dates, .. }, Side::Local) => {
            if they_say_yes(&mut tx, &sender, &pair, dates.first().copied()).await? {
                "flash-intro-both"
            } else {
                "flash-intro-yes-them"
            }
        }
    };
    tx.commit().await?;
    if let Some(one) = pair.one(side) {
        auth::was_here(db, one.account).await?;
    }
    Ok(Flash::on(see(to), &v.address, flash, None))
}

/// The local is asked; where they cannot be (any more), nobody is, and she sees no difference.
async fn she_says_yes(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    pair: &Introduction,
    dates: &[DateTime<Utc>],
) -> Result<(), Error> {
    let token = Token::new();
    if store::her_yes(tx, pair.id, dates, &token.hash()).await?
        && let Some(now) = store::by_id(tx, pair.id).await?
    {
        sender.send(tx, letters::question(sender, Side::Local, &now, &token)).await?;
    }
    Ok(())
}

/// Both said yes: a tie begins, and both get a letter. `false` where it cannot be any more.
async fn they_say_yes(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    pair: &Introduction,
    meets_at: Option<DateTime<Utc>>,
) -> Result<bool, Error> {
    let Some(local) = pair.local_id else { return Ok(false) };
    if !store::their_yes(tx, pair.id, meets_at).await? {
        return Ok(false);
    }
    ties::begin(tx, pair.newcomer_id, local, ties::Origin::Introduction(pair.id)).await?;
    if let Some(now) = store::by_id(tx, pair.id).await? {
        for side in Side::ALL {
            sender.send(tx, letters::both_yes(sender, *side, &now)).await?;
        }
    }
    Ok(true)
}
