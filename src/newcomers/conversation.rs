//! A conversation: the questions that a talk on the telephone asks, all on one page, in the order of a talk. Each is the
//! question that has a page of its own, with the same fields, slips and words.

use super::{
    ask::{Ask, Here, Then},
    chips::ChipsPage,
    choices::ChoicesPage,
    company::CompanyForm,
    interests::InterestsForm,
    languages::{LanguagesForm, LanguagesPage},
    newcomer::Newcomer,
    place::{PlaceForm, PlacePage},
    question::Question,
    stay::{StayForm, StayPage},
    ticks::add,
    time::{TimeForm, TimePage},
    wishes::WishesForm,
};
use crate::{
    auth::Visit,
    kit::words::Role,
    matching::person::Person,
    web::{Error, Slips, taken_out},
};
use askama::Template;
use chrono::NaiveDate;
use serde_json::Value;
use uuid::Uuid;

/// A question of the page.
pub struct Part {
    /// Which one.
    pub question: Question,
    /// What was said to it, in words.
    pub said: Option<String>,
    /// Whether something is wrong in it.
    pub wrong: bool,
    /// Its fields.
    pub fields: String,
}

/// A page of a question whose fields can stand on another.
pub(super) trait Fields {
    /// The fields alone.
    fn fields(&self) -> Result<String, Error>;
}

macro_rules! fields {
    ($($page:ty),*) => { $(
        impl Fields for $page {
            fn fields(&self) -> Result<String, Error> {
                Ok(self.as_answer().render()?)
            }
        }
    )* };
}

fields!(ChipsPage, ChoicesPage, LanguagesPage, PlacePage, StayPage, TimePage);

/// What was typed and chosen while somebody talked.
#[derive(Default)]
pub struct Conversation {
    stay: StayForm,
    languages: LanguagesForm,
    wishes: WishesForm,
    interests: InterestsForm,
    time: TimeForm,
    place: PlaceForm,
    company: CompanyForm,
}

const STAY: &[&str] = &["arrived_month", "arrived_year", "until", "until_month", "until_year"];
const LANGUAGES: &[&str] = &["dutch", "language", "level", "can_teach"];
const WISHES: &[&str] = &["wishes"];
const INTERESTS: &[&str] = &["interests"];
const TIME: &[&str] = &["free"];
const PLACE: &[&str] = &["postcode", "travel", "minutes"];
const COMPANY: &[&str] = &["easier"];

impl Conversation {
    /// Takes its fields out of a form.
    ///
    /// # Errors
    /// `Unreadable`.
    pub fn taken_out(fields: &mut Vec<(String, String)>) -> Result<Self, Error> {
        Ok(Self {
            stay: taken_out(fields, STAY)?,
            languages: taken_out(fields, LANGUAGES)?,
            wishes: taken_out(fields, WISHES)?,
            interests: taken_out(fields, INTERESTS)?,
            time: taken_out(fields, TIME)?,
            place: taken_out(fields, PLACE)?,
            company: taken_out(fields, COMPANY)?,
        })
    }

    /// As it is filled in for what she said.
    pub fn of(her: &Newcomer) -> Self {
        Self {
            stay: Ask::of(her),
            languages: Ask::of(her),
            wishes: Ask::of(her),
            interests: Ask::of(her),
            time: Ask::of(her),
            place: Ask::of(her),
            company: Ask::of(her),
        }
    }

    /// Reads what was said; the languages are required, as on their own page.
    pub fn read(&self, today: NaiveDate, slips: &mut Slips) -> Option<Newcomer> {
        let first = [self.stay.read(today, slips), self.languages.read(today, slips), self.wishes.read(today, slips)];
        let interests = self.interests.read(today, slips);
        let then = [self.time.read(today, slips), self.place.read(today, slips), self.company.read(today, slips)];
        let mut her = told(Uuid::nil(), Value::Object(Default::default()), false).ok()?;
        for change in first {
            change?(&mut her);
        }
        // "Things with my children" is a wish that stands for an interest: both questions may name it.
        let wished = her.person.interests.take();
        interests?(&mut her);
        for interest in wished.into_iter().flatten() {
            add(&mut her.person.interests, interest);
        }
        for change in then {
            change?(&mut her);
        }
        slips.is_empty().then_some(her)
    }

    /// What a helping button does; says whether there is such a button.
    ///
    /// # Errors
    /// `Unreadable` where it is none of them.
    pub fn help(&mut self, button: &str) -> Result<(), Error> {
        let helped = match button.parse() {
            Ok(Then::More) => self.languages.help(Then::More),
            Ok(Then::SchoolHours) => self.time.help(Then::SchoolHours),
            _ => false,
        };
        if helped { Ok(()) } else { Err(Error::Unreadable) }
    }

    /// The questions with their fields, and what `her` said to each.
    ///
    /// # Errors
    /// `Unexpected` where a template cannot be written.
    pub fn parts(self, v: &Visit, slips: &Slips, her: Option<&Newcomer>) -> Result<Vec<Part>, Error> {
        Ok(vec![
            part(self.stay, STAY, v, slips, her)?,
            part(self.languages, LANGUAGES, v, slips, her)?,
            part(self.wishes, WISHES, v, slips, her)?,
            part(self.interests, INTERESTS, v, slips, her)?,
            part(self.time, TIME, v, slips, her)?,
            part(self.place, PLACE, v, slips, her)?,
            part(self.company, COMPANY, v, slips, her)?,
        ])
    }
}

fn part<A: Ask>(form: A, names: &[&str], v: &Visit, slips: &Slips, her: Option<&Newcomer>) -> Result<Part, Error>
where
    A::Page: Fields,
{
    // A row of a list is numbered: `language-0`.
    let is_its = |field: &str| names.iter().any(|name| field == *name || field.starts_with(&format!("{name}-")));
    let wrong = slips.all(&v.w).iter().any(|(field, _)| is_its(field));
    let said = her.and_then(|her| A::say(&v.w, her));
    let fields = form.page(v.clone(), slips.clone(), Here::alone(A::QUESTION)).fields()?;
    Ok(Part { question: A::QUESTION, said, wrong, fields })
}

/// Somebody without an account who said this; kept elsewhere.
///
/// # Errors
/// Where it holds something that no answer does.
pub fn told(id: Uuid, answers: Value, women_only: bool) -> Result<Newcomer, serde_json::Error> {
    let person = Person::of_answers(id, Role::Newcomer, answers)?;
    Ok(Newcomer { id, account: None, person, women_only })
}
