//! The letters of locals: welcome, with the next evening in it; and that an evening does not take place.

use super::{Training, store::Comes};
use crate::{
    auth::Visit,
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{Button, Letter},
    locals::asking::OWN_PATH,
    web::{PublicAddress, words::Words},
};

fn letter(address: &PublicAddress, to: EmailAddress, lang: Lang, cause: &'static str, before: Vec<String>) -> Letter {
    let w = Words::of(lang);
    Letter {
        cause,
        to,
        about: None,
        lang,
        subject: w.t("local-letter-subject"),
        before,
        code: None,
        button: Some(Button { label: w.t("along-own-page"), link: address.link(&format!("/{lang}{OWN_PATH}")) }),
        others: Vec::new(),
        after: Vec::new(),
    }
}

/// To somebody who has just signed up, in the language they did it in.
pub fn welcome(v: &Visit, to: EmailAddress, next: Option<&Training>) -> Letter {
    let mut before = vec![v.t("local-letter-welcome"), v.t1("local-letter-next", "name", &v.city.contact.name)];
    before.extend(
        next.map(|t| v.t2("local-letter-training", "when", v.w.moment(t.starts_at), "place", t.place.as_str())),
    );
    letter(&v.address, to, v.lang, "local-welcome", before)
}

/// To whoever had said that they come; `None` where they have no address.
pub fn called_off(address: &PublicAddress, who: &Comes) -> Option<Letter> {
    let lang: Lang = who.language.parse().unwrap_or_default();
    let w = Words::of(lang);
    let before = vec![w.t1("local-letter-called-off", "when", w.moment(who.starts_at)), w.t("local-letter-another")];
    Some(letter(address, EmailAddress::parse(&who.email).ok()?, lang, "training", before))
}
