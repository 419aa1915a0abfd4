//! An answer: from the letter by its link, or on their own page. A link changes nothing by being opened.

use super::{
    gathering::{ENOUGH, Kind, Seen, State},
    letters,
    store::{self, Key},
    whole::Gathering,
};
use crate::{
    along::Sender,
    auth::{self, Visit},
    introductions::Answer,
    kit::{
        first_name::FirstName,
        text::{Slip, optional_line},
    },
    listings::{Shelf, Stock},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, needs::Part, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgTransaction;

/// Most characters of why not.
const LONGEST: usize = 500;

/// The question with all that stands around it.
#[derive(Template)]
#[template(path = "gatherings/answer.html")]
pub struct AnswerPage {
    v: Visit,
    slips: Slips,
    /// Where the form goes.
    action: String,
    kind: Kind,
    seen: Seen,
    what: String,
    place: String,
    when: String,
    until: String,
    /// The other group, where two meet.
    group: Option<(uuid::Uuid, String)>,
    needs_name: bool,
    /// The page of those who said yes.
    whole: String,
    form: AnswerForm,
}

/// The answer.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    say: String,
    first_name: String,
    reason: String,
}

impl AnswerForm {
    fn says(&self, answer: &Answer) -> bool {
        self.say == answer.as_str()
    }
}

impl AnswerPage {
    /// It was to be, so that it may stand in their calendar.
    fn was_on(&self) -> bool {
        matches!(self.seen, Seen::Off | Seen::Cannot)
    }

    /// As whoever reads it sees it; `None` where for them there is nothing.
    pub fn of(v: Visit, it: &Gathering, stock: &Stock, action: String) -> Option<Self> {
        let group = it.other_group().and_then(|id| stock.public(id));
        Some(Self {
            slips: Slips::default(),
            action,
            kind: it.kind(),
            seen: it.seen(v.now)?,
            what: it.row.what.clone(),
            place: it.row.place.clone(),
            when: v.w.moment(it.row.meets_at),
            until: v.w.moment(it.stands().until()),
            group: group.map(|item| (item.listing.id, item.listing.title(v.lang).text.to_owned())),
            needs_name: it.me().person.name().is_empty(),
            whole: v.to(&format!("/gathering/{}", it.row.id)),
            form: AnswerForm { say: Answer::Yes.as_str().to_owned(), ..AnswerForm::default() },
            v,
        })
    }
}

/// `GET /gatherings/{token}`
pub async fn page(v: Visit, db: Db, shelf: Shelf, Part(token): Part) -> Result<Response, Error> {
    let it = store::found(&db, Key::Link(&token)).await?.ok_or(Error::NotFound)?;
    let action = v.to(&format!("/gatherings/{token}"));
    show(&AnswerPage::of(v, &it, &shelf.now(), action).ok_or(Error::NotFound)?)
}

/// `POST /gatherings/{token}`: counts once; the same again changes nothing.
pub async fn submit(
    v: Visit,
    db: Db,
    shelf: Shelf,
    Part(token): Part,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let to = v.to(&format!("/gatherings/{token}"));
    give(v, &db, &shelf.now(), Key::Link(&token), (&to, &to), form).await
}

/// What was read of a form.
enum Given {
    Yes(Option<FirstName>),
    No(Option<String>),
}

fn read(form: &AnswerForm, it: &Gathering, slips: &mut Slips) -> Option<Given> {
    let reason = slips.take("reason", optional_line(&form.reason, LONGEST));
    match form.say.parse::<Answer>() {
        Err(_) => slips.take("say", Err(Slip::NotThis("slip-intro-say"))),
        Ok(Answer::No) => reason.map(Given::No),
        Ok(Answer::Yes) if it.me().person.name().is_empty() => {
            let name = slips.take("first_name", FirstName::parse(&form.first_name));
            reason.and(name).map(|name| Given::Yes(Some(name)))
        }
        Ok(Answer::Yes) => reason.map(|_| Given::Yes(None)),
    }
}

/// Gives the answer, and goes back to the page it was given on; `paths`: where the form goes, and that page.
pub async fn give(
    v: Visit,
    db: &Db,
    stock: &Stock,
    key: Key<'_>,
    paths: (&str, &str),
    form: AnswerForm,
) -> Result<Response, Error> {
    let (action, to) = paths;
    let mut tx = db.begin().await?;
    let it = store::locked(&mut tx, key).await?.ok_or(Error::NotFound)?;
    if !it.seen(v.now).ok_or(Error::NotFound)?.can_answer() {
        return Ok(Flash::on(see(to), &v.address, "flash-intro-before", None));
    }
    let mut slips = Slips::default();
    let Some(given) = read(&form, &it, &mut slips) else {
        let page = AnswerPage::of(v, &it, stock, action.to_owned()).ok_or(Error::NotFound)?;
        return show_again(&AnswerPage { slips, form, ..page });
    };
    let flash = match given {
        Given::No(reason) => {
            store::say_no(&mut tx, it.me().id, reason.as_deref()).await?;
            "flash-intro-no"
        }
        Given::Yes(name) => {
            if let Some(name) = name {
                auth::call_her(&mut tx, it.me().person.account, &name).await?;
            }
            let sender = Sender { city: &v.city, address: &v.address };
            if says_yes(&mut tx, &sender, &it).await? { "flash-gather-on" } else { "flash-gather-yes" }
        }
    };
    tx.commit().await?;
    auth::was_here(db, it.me().person.account).await?;
    Ok(Flash::on(see(to), &v.address, flash, None))
}

/// Whether it takes place now, with them. Who makes it so lets all who come know; who joins later reads it alone.
async fn says_yes(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, it: &Gathering) -> Result<bool, Error> {
    let heard = store::say_yes(tx, it.me().id).await?;
    let others = it.others_who_come().count();
    let is_open = matches!(it.state(), State::Proposed | State::On);
    if !heard || !is_open || others + 1 < ENOUGH {
        return Ok(false);
    }
    if it.state() == State::Proposed {
        store::takes_place(tx, it.row.id).await?;
        for other in it.others_who_come() {
            sender.send(tx, letters::takes_place(sender, it, other)).await?;
        }
    }
    sender.send(tx, letters::takes_place(sender, it, it.me())).await?;
    Ok(true)
}
