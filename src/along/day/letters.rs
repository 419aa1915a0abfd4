//! The letters of the day they go: to both, a first name each, place and time, and no contact data.

use crate::{
    along::{
        asked::{Asked, Party},
        going::{After, Side},
        letters::{Sender, Texts, day_and_place, moment},
    },
    letters::{Button, Kind, Letter},
    listings::Item,
    platform::chance::Token,
    web::words::Words,
};

fn one(asked: &Asked, side: Side) -> Option<&Party> {
    match side {
        Side::Newcomer => Some(&asked.her),
        Side::Local => asked.them.as_deref(),
    }
}

/// The evening before: with whom, where and when; the page has what to bring, and what to do when late.
pub fn reminder(sender: &Sender<'_>, item: &Item, asked: &Asked, side: Side) -> Option<Letter> {
    let (to, other) = (one(asked, side)?, asked.other(side)?);
    let w = Words::of(to.lang());
    let title = item.listing.title(to.lang()).text;
    let texts = Texts {
        subject: w.t("along-reminder-subject"),
        before: vec![
            w.t2(format!("along-reminder-{side}"), "name", other.name(), "title", title),
            day_and_place(&w, &item.listing, asked),
        ],
        button: (w.t("along-page"), format!("/going/{}", asked.id)),
        after: vec![w.t("along-reminder-after")],
    };
    sender.letter(to, Some(other.account), Kind::EveningBefore.as_str(), texts)
}

/// The group does not meet that day: nobody waits at a closed door.
pub fn does_not_take_place(sender: &Sender<'_>, item: &Item, asked: &Asked, side: Side) -> Option<Letter> {
    let to = one(asked, side)?;
    let w = Words::of(to.lang());
    let title = item.listing.title(to.lang()).text;
    let (kind, button) = match side {
        Side::Newcomer => {
            let again = (w.t("along-cannot-come-button"), format!("/listings/{}/along", item.listing.id));
            (w.t("along-cannot-come-kind"), again)
        }
        Side::Local => (w.t("along-off-kind"), (w.t("along-own-page"), "/local/me".to_owned())),
    };
    let texts = Texts {
        subject: w.t("along-yes-subject"),
        before: vec![w.t2("along-off", "title", title, "when", moment(&w, asked)), kind],
        button,
        after: Vec::new(),
    };
    sender.letter(to, None, "along-off", texts)
}

/// The day after: three answers, each a link that opens the page with it chosen.
pub fn how_was_it(sender: &Sender<'_>, item: &Item, asked: &Asked, side: Side, token: &Token) -> Option<Letter> {
    let to = one(asked, side)?;
    let (w, lang) = (Words::of(to.lang()), to.lang());
    let title = item.listing.title(lang).text;
    let path = |say: After| format!("/after/{}?say={say}", token.as_str());
    let label = |say: After| w.t(format!("after-{side}-{say}"));
    let name = asked.other(side).map(Party::name).unwrap_or_default();
    let texts = Texts {
        subject: w.t("after-letter-subject"),
        before: vec![w.t2(format!("after-letter-{side}"), "title", title, "name", name)],
        button: (label(After::Went), path(After::Went)),
        after: vec![w.t("after-letter-after")],
    };
    let letter = sender.letter(to, asked.other(side).map(|other| other.account), Kind::HowWasIt.as_str(), texts)?;
    let other = |say| Button { label: label(say), link: sender.address.link(&format!("/{lang}{}", path(say))) };
    Some(Letter { others: vec![other(After::Missed), other(After::StayedAway)], ..letter })
}
