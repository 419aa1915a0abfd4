//! Before anybody of the desk sees a person: why. The person reads it.

use super::{
    line::{Act, Kind, Line},
    locals_for, message, person, report, store,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    kit::{
        lang::Lang,
        text::{Slip, optional_line},
    },
    logbook::{self, Looked},
    named,
    platform::db::Db,
    web::{Error, Form, Id, Slips, see, show, show_again, words::Words},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::fmt;
use uuid::Uuid;

named! {
    /// Why somebody looks.
    Reason {
        /// They asked for something.
        Request = "request",
        /// A call, or an appointment.
        Call = "call",
        /// To introduce somebody to them.
        Introduction = "introduction",
        /// A worry about somebody's safety.
        Safety = "safety",
        /// In their own words.
        Other = "other",
    }
}

/// What they came to look at, where it is not the person's own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// A report about them.
    Report(Uuid),
    /// A message of theirs.
    Message(Uuid),
    /// The locals who could fit them.
    Locals(Uuid),
}

impl Then {
    fn path(self) -> String {
        match self {
            Then::Report(id) => report::path(id),
            Then::Message(id) => message::path(id),
            Then::Locals(account) => locals_for::path(account),
        }
    }

    fn read(name: &str) -> Option<Self> {
        let (what, id) = name.split_once('.')?;
        let id = id.parse().ok()?;
        match what {
            "report" => Some(Then::Report(id)),
            "message" => Some(Then::Message(id)),
            "locals" => Some(Then::Locals(id)),
            _ => None,
        }
    }
}

impl fmt::Display for Then {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Then::Report(id) => write!(f, "report.{id}"),
            Then::Message(id) => write!(f, "message.{id}"),
            Then::Locals(account) => write!(f, "locals.{account}"),
        }
    }
}

/// Most characters of the words beside a reason.
const LONGEST: usize = 200;

/// The question as it is sent.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    more: String,
    /// The name of a [`Then`].
    #[serde(default)]
    next: String,
}

impl LookForm {
    /// The reason as the person reads it, in their language.
    fn read(&self, w: &Words, slips: &mut Slips) -> Option<String> {
        let reason = match self.reason.as_str() {
            "" => Err(Slip::NotThis("slip-look-reason")),
            name => name.parse::<Reason>().map_err(|_| Slip::NotThis("slip-choice")),
        };
        let (reason, more) = (slips.take("reason", reason), slips.take("more", optional_line(&self.more, LONGEST)));
        let (reason, more) = (reason?, more?);
        let said = || w.t(format!("look-said-{reason}"));
        match (reason, more) {
            (Reason::Other, None) => {
                slips.add("more", Slip::NotThis("slip-look-more"));
                None
            }
            (Reason::Other, Some(more)) => Some(more),
            (_, Some(more)) => Some(format!("{}: {more}", said())),
            (_, None) => Some(said()),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/look.html")]
struct LookPage {
    v: Visit,
    slips: Slips,
    id: Uuid,
    form: LookForm,
}

/// The question, instead of the person.
pub fn page(v: Visit, id: Uuid, then: Option<Then>) -> Result<Response, Error> {
    let next = then.map(|t| t.to_string()).unwrap_or_default();
    // Both are about somebody's safety: they can choose another reason.
    let reason = if next.is_empty() { String::new() } else { Reason::Safety.to_string() };
    show(&LookPage { v, slips: Slips::default(), id, form: LookForm { reason, next, ..LookForm::default() } })
}

/// A line about somebody whose button looks at them at once: why is plain from the line itself.
pub fn line(
    (kind, days): (Kind, i64),
    (what, since): (String, String),
    account: Uuid,
    reason: Reason,
    then: Option<Then>,
) -> Line {
    let line = Line::new(kind, days, what, since, Act::Press(format!("{}/look", person::path(account))));
    let line = line.sending("reason", reason.as_str());
    match then {
        Some(then) => line.sending("next", then.to_string()),
        None => line,
    }
}

/// `POST /desk/people/{id}/look`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<LookForm>,
) -> Result<Response, Error> {
    let lang = store::language_within(&db, &who.scope, id).await?.ok_or(Error::NotFound)?;
    let mut slips = Slips::default();
    let lang: Lang = lang.parse().unwrap_or_default();
    let Some(reason) = form.read(&Words::of(lang), &mut slips) else {
        return show_again(&LookPage { v, slips, id, form });
    };
    let mut tx = db.begin().await?;
    logbook::look(&mut tx, &who, id, &reason).await?;
    tx.commit().await?;
    Ok(see(&Then::read(&form.next).map_or_else(|| person::path(id), Then::path)))
}

/// The proof that they said why within the last half hour; `None` where they are to be asked first. Somebody beyond
/// their scope does not exist.
///
/// # Errors
/// `NotFound`; those of the database.
pub async fn proof(db: &Db, who: &SignedIn, account: Uuid) -> Result<Option<Looked>, Error> {
    store::language_within(db, &who.scope, account).await?.ok_or(Error::NotFound)?;
    Ok(logbook::looked_lately(db, who, account).await?)
}
