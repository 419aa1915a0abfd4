//! Letters about a report: to the named person that one waits, to whoever told us that there is an answer. Nothing of
//! the report or of the answer stands in them.

use crate::{
    introductions::Sender,
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{Button, Letter},
    web::words::Words,
};

/// "There is an answer for you." `None` where the address cannot be written to.
pub fn answered(sender: &Sender<'_>, email: &str, lang: Lang) -> Option<Letter> {
    let w = Words::of(lang);
    Some(Letter {
        cause: "report-answer",
        to: EmailAddress::parse(email).ok()?,
        about: None,
        lang,
        subject: w.t("intro-letter-subject"),
        before: vec![w.t("report-letter")],
        code: None,
        button: Some(Button {
            label: w.t("report-letter-button"),
            link: sender.address.link(&format!("/{lang}/me/safety")),
        }),
        others: Vec::new(),
        after: Vec::new(),
    })
}

/// To the city's named person: a report waits at the desk, until when. `None` where they have no address.
pub fn waits(sender: &Sender<'_>) -> Option<Letter> {
    let lang = Lang::Nl;
    let w = Words::of(lang);
    Some(Letter {
        cause: "report",
        to: EmailAddress::parse(&sender.city.contact.email).ok()?,
        about: None,
        lang,
        subject: w.t("report-desk-subject"),
        before: vec![w.t("report-desk-letter")],
        code: None,
        button: Some(Button { label: w.t("desk-do-report"), link: sender.address.link("/desk") }),
        others: Vec::new(),
        after: Vec::new(),
    })
}
