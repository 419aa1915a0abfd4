//! The letter with an invitation.

use crate::{
    auth::{Invitation, SignedIn, Visit},
    letters::{Button, Letter},
    web::words::Words,
};

/// How long an invitation by letter works: somebody reads it today or tomorrow morning.
pub const HOURS: i32 = 24;

/// To whoever is invited, in their language.
pub fn invitation(v: &Visit, who: &SignedIn, invitation: Invitation) -> Letter {
    let w = Words::of(invitation.lang);
    let by = who.first_name.as_ref().map_or(v.city.contact.name.as_str(), |n| n.as_str());
    Letter {
        cause: "invitation",
        to: invitation.email,
        about: None,
        lang: invitation.lang,
        subject: w.t("invitation-subject"),
        before: vec![w.t2("invitation-before", "name", by, "city", &v.city.name), w.t("invitation-telephone")],
        code: None,
        button: Some(Button { label: w.t("invitation-button"), link: v.address.link(&invitation.path) }),
        others: Vec::new(),
        after: vec![w.t1("invitation-once", "hours", HOURS), w.t("invitation-not-you")],
    }
}
