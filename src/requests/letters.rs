//! The letters of a request: to the host, with a first name only; to her, neutral from outside.

use super::{request::Answer, store::Asked};
use crate::{
    auth::Visit,
    kit::{email_address::EmailAddress, first_name::FirstName, lang::Lang},
    letters::{Button, Letter},
    listings::Listing,
    platform::chance::Token,
    web::{PublicAddress, words::Words},
};
use uuid::Uuid;

/// To the host: somebody would like to come. Three answers, each a link that opens the page with it chosen.
/// Hosts read Dutch first; the listing's own language decides where it has only one.
pub fn to_host(v: &Visit, listing: &Listing, host: EmailAddress, her: Uuid, name: &FirstName, token: &Token) -> Letter {
    let w = Words::of(lang_of(listing));
    let before = w.t2("host-letter-before", "name", name.as_str(), "title", listing.title(lang_of(listing)).text);
    let letter = question(&v.address, listing, host, her, token);
    Letter {
        cause: "request",
        subject: w.t("host-letter-subject"),
        before: vec![before, w.t("host-letter-new")],
        ..letter
    }
}

/// The same after a silence, kindly: perhaps the first letter went past them.
pub fn again_to_host(
    address: &PublicAddress,
    listing: &Listing,
    host: EmailAddress,
    asked: &Asked,
    token: &Token,
) -> Letter {
    let w = Words::of(lang_of(listing));
    let name = asked.first_name.as_deref().unwrap_or_default();
    let before = w.t2("host-again-before", "name", name, "title", listing.title(lang_of(listing)).text);
    let letter = question(address, listing, host, asked.account, token);
    Letter {
        cause: "request-reminder",
        subject: w.t("host-again-subject"),
        before: vec![before, w.t("host-again-why")],
        ..letter
    }
}

fn lang_of(listing: &Listing) -> Lang {
    if listing.title_nl.is_some() { Lang::Nl } else { Lang::En }
}

fn question(address: &PublicAddress, listing: &Listing, host: EmailAddress, her: Uuid, token: &Token) -> Letter {
    let lang = lang_of(listing);
    let w = Words::of(lang);
    let link = |answer: Answer| address.link(&format!("/{lang}/answer/{}?say={answer}", token.as_str()));
    let button = |answer: Answer| Button { label: w.t(format!("host-letter-{answer}")), link: link(answer) };
    Letter {
        cause: "request",
        to: host,
        about: Some(her),
        lang,
        subject: String::new(),
        before: Vec::new(),
        code: None,
        button: Some(button(Answer::Yes)),
        others: vec![button(Answer::Full), button(Answer::No)],
        after: vec![w.t("host-letter-after")],
    }
}

/// To her: there is an answer. What it is stands behind signing in.
pub fn to_her(v: &Visit, to: EmailAddress, lang: Lang) -> Letter {
    let w = Words::of(lang);
    Letter {
        cause: "answer",
        to,
        about: None,
        lang,
        subject: w.t("her-letter-subject"),
        before: vec![w.t("her-letter-before")],
        code: None,
        button: Some(Button { label: w.t("her-letter-button"), link: v.address.link(&format!("/{lang}/me")) }),
        others: Vec::new(),
        after: Vec::new(),
    }
}
