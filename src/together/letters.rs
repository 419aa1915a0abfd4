//! The letters of what is begun together. A local who is asked reads what and when, not who; after a yes both read a
//! first name. That it does not go on is said the same way whoever ended it, and names nobody.

use super::{proposal::Proposal, store::Asked};
use crate::{
    along::{Party, Sender},
    letters::{Button, Letter},
    platform::chance::Token,
    web::words::Words,
};
use uuid::Uuid;

struct Texts {
    before: Vec<String>,
    button: String,
    path: String,
    after: Vec<String>,
}

fn letter(sender: &Sender<'_>, to: &Party, about: Option<Uuid>, cause: &'static str, texts: Texts) -> Option<Letter> {
    let lang = to.lang();
    let subject = Words::of(lang).t(if cause == "together" { "along-letter-subject" } else { "along-yes-subject" });
    Some(Letter {
        cause,
        to: to.address()?,
        about,
        lang,
        subject,
        before: texts.before,
        code: None,
        button: Some(Button { label: texts.button, link: sender.address.link(&format!("/{lang}{}", texts.path)) }),
        others: Vec::new(),
        after: texts.after,
    })
}

/// To a local: would you host this with somebody who is new in town? When she goes, it goes.
pub fn question(sender: &Sender<'_>, asked: &Asked, her: Uuid, token: &Token) -> Option<Letter> {
    let w = Words::of(asked.asked.lang());
    let texts = Texts {
        before: vec![
            w.t1("together-letter-before", "title", &asked.what.title),
            w.t1("together-letter-when", "when", asked.what.when(&w)),
            w.t("together-letter-what"),
        ],
        button: w.t("along-letter-button"),
        path: format!("/co-host/{}", token.as_str()),
        after: vec![w.t("together-letter-after")],
    };
    letter(sender, &asked.asked, Some(her), "together", texts)
}

/// To one of the two, after the yes: the other's first name, and what comes next.
fn both(sender: &Sender<'_>, to: &Party, other: &Party, it: &Proposal) -> Option<Letter> {
    let w = Words::of(to.lang());
    let texts = Texts {
        before: vec![
            w.t2("together-letter-both", "name", other.name(), "title", it.what.title.as_str()),
            w.t1("together-letter-looks", "name", &sender.city.contact.name),
        ],
        button: w.t("together-letter-page"),
        path: format!("/together/{}", it.id),
        after: vec![w.t("intro-letter-cannot")],
    };
    letter(sender, to, Some(other.account), "together-yes", texts)
}

/// To both: a local said yes.
pub fn yes(sender: &Sender<'_>, it: &Proposal) -> Vec<Option<Letter>> {
    let Some(them) = &it.them else { return Vec::new() };
    vec![both(sender, &it.her, them, it), both(sender, them, &it.her, it)]
}

/// To both: it is a listing from now on.
pub fn published(sender: &Sender<'_>, it: &Proposal, listing: Uuid) -> Vec<Option<Letter>> {
    let to = |party: &Party| {
        let w = Words::of(party.lang());
        let texts = Texts {
            before: vec![
                w.t1("together-letter-published", "title", it.what.title.as_str()),
                w.t("together-letter-host"),
            ],
            button: w.t("together-letter-see"),
            path: format!("/listings/{listing}"),
            after: Vec::new(),
        };
        letter(sender, party, None, "together-published", texts)
    };
    [Some(&it.her), it.them.as_ref()].into_iter().flatten().map(|party| to(party)).collect()
}

/// To her: the city's own person would like to talk about it first.
pub fn talk_first(sender: &Sender<'_>, it: &Proposal) -> Option<Letter> {
    let (w, contact) = (Words::of(it.her.lang()), &sender.city.contact);
    let hours = it.her.lang().pick(contact.hours_en.as_str(), contact.hours_nl.as_str());
    let texts = Texts {
        before: vec![
            w.t2("together-letter-talk", "name", &contact.name, "title", it.what.title.as_str()),
            w.t2("together-letter-call", "phone", &contact.phone, "hours", hours),
        ],
        button: w.t("together-letter-page"),
        path: format!("/together/{}", it.id),
        after: Vec::new(),
    };
    letter(sender, &it.her, None, "together-talk", texts)
}

/// To whoever counts on it: it does not go on.
pub fn off(sender: &Sender<'_>, to: &Party, it: &Proposal, is_hers: bool) -> Option<Letter> {
    let w = Words::of(to.lang());
    let texts = Texts {
        before: vec![w.t1("together-letter-off", "title", it.what.title.as_str()), w.t("intro-not-about-you")],
        button: w.t("intro-letter-own-page"),
        path: if is_hers { "/me".to_owned() } else { "/local/me".to_owned() },
        after: Vec::new(),
    };
    letter(sender, to, None, "together-off", texts)
}
