//! How every question works: GET shows what she said, POST stores this question's fields and goes on.

use super::{
    newcomer::{Begun, Her, Newcomer},
    question::{CHECK_PATH, MORE_PATH, Question},
    store,
};
use crate::{
    auth::Visit,
    named,
    platform::db::Db,
    web::{Error, Form, Query, Slips, see, show, show_again, words::Words},
};
use askama::Template;
use axum::{
    Router,
    extract::{FromRequest, Request},
    response::Response,
    routing::{MethodRouter, get},
};
use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};

/// What her answer changes in her row, once it has been read. It runs on the locked row, so that it
/// changes this question's fields and leaves alone what another tab stored a moment ago.
pub(super) type Change = Box<dyn FnOnce(&mut Newcomer) + Send>;

/// One question: its form as strings, as it is typed.
pub(super) trait Ask: DeserializeOwned + Default + Send + Sync + 'static {
    /// Which one.
    const QUESTION: Question;
    /// Its page.
    type Page: Template;

    /// The form as it is filled in for what she said before.
    fn of(her: &Newcomer) -> Self;

    /// Reads the form. An empty one takes back what was said: unknown, not no.
    fn read(&self, today: NaiveDate, slips: &mut Slips) -> Option<Change>;

    /// What she said, in words; nothing where she said nothing.
    fn say(w: &Words, her: &Newcomer) -> Option<String>;

    /// What a helping button (more rows, school hours) does to the form; says whether there is such a button.
    fn help(&mut self, _button: Then) -> bool {
        false
    }

    /// The page with this form on it.
    fn page(self, v: Visit, slips: Slips, here: Here) -> Self::Page;
}

named! {
    /// The button she pressed.
    Then {
        /// Continue: on to the next question.
        Next = "next",
        /// "Show what fits already."
        Show = "show",
        /// More rows on the same page; stores nothing yet.
        More = "more",
        /// Ticks the school hours on the same page; stores nothing yet.
        SchoolHours = "school-hours",
    }
}

/// A question's form as it was sent: her answer, and the button.
pub(super) struct Sent<A> {
    form: A,
    then: Then,
}

impl<S: Send + Sync, A: Ask> FromRequest<S> for Sent<A> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, state).await?;
        // The button is apart, so that each question's form type holds its own fields and no others.
        let (pressed, answers): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| name == "then");
        let then = match pressed.as_slice() {
            [] => Then::Next,
            [(_, name)] => name.parse().map_err(|_| Error::Unreadable)?,
            _ => return Err(Error::Unreadable),
        };
        let answers = serde_html_form::to_string(answers).map_err(|_| Error::Unreadable)?;
        let form = serde_html_form::from_str(&answers).map_err(|_| Error::Unreadable)?;
        Ok(Self { form, then })
    }
}

named! {
    /// The list of answers she came from to change one: there she goes back.
    CameFrom {
        /// What she said to the six.
        Check = "check",
        /// "More about you."
        More = "more",
        /// Her own page.
        Me = "me",
        /// What was left out of "For you".
        ForYou = "for-you",
    }
}

/// `?from=…`; any other name is none.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    from: String,
}

/// Where she is: the question, and the list she came from.
#[derive(Clone, Copy)]
pub(super) struct Here {
    /// The question.
    pub question: Question,
    from: Option<CameFrom>,
}

impl Here {
    /// A question that she did not come to from a list.
    pub fn alone(question: Question) -> Self {
        Self { question, from: None }
    }

    /// The question itself.
    pub fn title(self, v: &Visit) -> String {
        v.t(format!("question-{}", self.question.key()))
    }

    /// Why we ask.
    pub fn why(self, v: &Visit) -> String {
        v.t(format!("question-{}-why", self.question.key()))
    }

    /// Where the form is sent.
    pub fn action(self, v: &Visit) -> String {
        let query = self.from.map_or(String::new(), |from| format!("?from={from}"));
        v.to(&format!("{}{query}", self.question.path()))
    }

    /// Which of the six it is, of how many.
    pub fn progress(self) -> Option<(usize, usize)> {
        self.question.number().map(|number| (number, Question::SIX.len()))
    }

    /// Whether what fits can be shown already.
    pub fn shows_results(self) -> bool {
        true
    }

    fn list(self) -> Option<&'static str> {
        self.from.map(|from| match from {
            CameFrom::Check => CHECK_PATH,
            CameFrom::More => MORE_PATH,
            CameFrom::Me => "/me",
            CameFrom::ForYou => "/for-you",
        })
    }

    /// Where she came from.
    pub fn back(self) -> &'static str {
        self.list().unwrap_or_else(|| self.question.before())
    }

    fn on(self, then: Then, newcomer: &Newcomer) -> &'static str {
        match then {
            Then::Show if newcomer.can_be_matched() => "/for-you",
            Then::Show => Question::Languages.path(),
            _ => self.list().unwrap_or_else(|| self.question.after()),
        }
    }
}

/// The route of a question.
pub(super) fn route<A: Ask>() -> Router {
    let both: MethodRouter = get(page::<A>).post(submit::<A>);
    Router::new().route(A::QUESTION.path(), both)
}

/// `GET`: the form, filled in with what she said.
async fn page<A: Ask>(v: Visit, Her(her): Her, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let here = Here { question: A::QUESTION, from: asked.from.parse().ok() };
    let form = her.as_ref().map_or_else(A::default, A::of);
    show(&form.page(v, Slips::default(), here))
}

/// `POST`: her answer is stored, and she goes on; or the form again, with what she typed.
async fn submit<A: Ask>(
    v: Visit,
    her: Her,
    db: Db,
    Query(asked): Query<Asked>,
    Sent { mut form, then }: Sent<A>,
) -> Result<Response, Error> {
    let here = Here { question: A::QUESTION, from: asked.from.parse().ok() };
    if matches!(then, Then::More | Then::SchoolHours) {
        return if form.help(then) { show(&form.page(v, Slips::default(), here)) } else { Err(Error::Unreadable) };
    }
    let mut slips = Slips::default();
    let change = match form.read(v.today(), &mut slips) {
        Some(change) if slips.is_empty() => change,
        _ => return show_again(&form.page(v, slips, here)),
    };
    let begun = Begun::of(&db, &v, her).await?;
    let mut tx = db.begin().await?;
    let mut newcomer = store::locked(&mut tx, begun.newcomer.id).await?.ok_or(Error::Stale)?;
    change(&mut newcomer);
    store::update(&mut tx, &newcomer).await?;
    tx.commit().await?;
    Ok(begun.keep(see(&v.to(here.on(then, &newcomer))), &v))
}
