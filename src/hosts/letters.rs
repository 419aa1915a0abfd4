//! The letters of hosts: to the known address of a listing, and to a host whose people want to take somebody along.

use crate::{
    auth::Visit,
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{Button, Letter},
    listings::Listing,
    platform::chance::Token,
    web::{PublicAddress, words::Words},
};
use uuid::Uuid;

/// To the known address: is this your group? Hosts read Dutch first; the listing's own language decides where it has
/// only one.
pub fn is_it_yours(v: &Visit, listing: &Listing, to: EmailAddress, token: &Token) -> Letter {
    let lang = if listing.title_nl.is_some() { Lang::Nl } else { Lang::En };
    let w = Words::of(lang);
    Letter {
        cause: "claim",
        to,
        about: None,
        lang,
        subject: w.t("claim-letter-subject"),
        before: vec![w.t1("claim-letter-before", "title", listing.title(lang).text), w.t("claim-letter-what")],
        code: None,
        button: Some(Button {
            label: w.t("claim-letter-button"),
            link: v.address.link(&format!("/{lang}/claim/{}", token.as_str())),
        }),
        others: Vec::new(),
        after: vec![w.t("claim-letter-days"), w.t("claim-letter-not-you")],
    }
}

/// To a host: do you know them? A first name and nothing else; the answer stands behind signing in.
pub fn do_you_know_them(
    address: &PublicAddress,
    to: EmailAddress,
    lang: Lang,
    name: &str,
    their_account: Uuid,
    listing: &Listing,
) -> Letter {
    let w = Words::of(lang);
    Letter {
        cause: "vouch",
        to,
        about: Some(their_account),
        lang,
        subject: w.t("vouch-letter-subject"),
        before: vec![
            w.t2("vouch-letter-before", "name", name, "title", listing.title(lang).text),
            w.t("vouch-letter-know"),
        ],
        code: None,
        button: Some(Button { label: w.t("vouch-letter-button"), link: address.link(&format!("/{lang}/host")) }),
        others: Vec::new(),
        after: vec![w.t("vouch-letter-after")],
    }
}
