//! A letter: written once, read as plain text or HTML. A neutral subject, one button, nothing private.

use crate::{
    city::City,
    kit::{email_address::EmailAddress, lang::Lang},
    web::words::Words,
};
use askama::Template;
use uuid::Uuid;

/// What somebody gets to read: no `Debug`, for it holds names, codes and links that open things.
pub struct Letter {
    /// Why it was written, for the log and the metrics: `sign-in`, `request`, …
    pub cause: &'static str,
    /// Who gets it.
    pub to: EmailAddress,
    /// Whom it tells of, where that is not its reader: when she goes, it goes.
    pub about: Option<Uuid>,
    /// The reader's language.
    pub lang: Lang,
    /// Says nothing that somebody looking over a shoulder should not read.
    pub subject: String,
    /// Before the button.
    pub before: Vec<String>,
    /// A code to type, shown large.
    pub code: Option<String>,
    /// The one button.
    pub button: Option<Button>,
    /// Other answers, as links below the button.
    pub others: Vec<Button>,
    /// After the button.
    pub after: Vec<String>,
}

/// A link with words on it.
pub struct Button {
    /// What it does.
    pub label: String,
    /// An address from `PublicAddress::link`.
    pub link: String,
}

/// A letter as it is stored and sent.
pub struct Written {
    /// The subject line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

#[derive(Template)]
#[template(path = "letters/letter.html")]
struct HtmlLetter<'a> {
    w: Words,
    letter: &'a Letter,
    city: &'a City,
    /// Where letters of its kind are turned off.
    stop: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "letters/letter.txt")]
struct TextLetter<'a> {
    w: Words,
    letter: &'a Letter,
    city: &'a City,
    /// Where letters of its kind are turned off.
    stop: Option<&'a str>,
}

impl Letter {
    /// The letter in both forms, signed by the city; with a line that turns off its kind, where it has a link for that.
    ///
    /// # Errors
    /// Where a template cannot be written.
    pub fn write(&self, city: &City, stop: Option<&str>) -> Result<Written, askama::Error> {
        let w = Words::of(self.lang);
        Ok(Written {
            subject: self.subject.clone(),
            text: TextLetter { w, letter: self, city, stop }.render()?,
            html: HtmlLetter { w, letter: self, city, stop }.render()?,
        })
    }
}
