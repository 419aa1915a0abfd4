//! The letter that asks whether groups are still on. It names them, and nobody.

use super::store::{Due, Named};
use crate::{
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{Button, Letter},
    platform::chance::Token,
    web::{PublicAddress, words::Words},
};

/// So many groups are named; the rest is counted.
const NAMED: usize = 8;

/// To whoever answers for these groups, in their language; whoever has no account reads Dutch, unless no group of
/// theirs has a Dutch title. `None` where there is no group.
pub fn is_it_still_on(
    address: &PublicAddress,
    to: EmailAddress,
    due: &Due,
    groups: &[Named],
    token: &Token,
) -> Option<Letter> {
    let dutch = if groups.iter().any(|group| group.title_nl.is_some()) { Lang::Nl } else { Lang::En };
    let lang = due.language.as_ref().and_then(|l| l.parse().ok()).unwrap_or(dutch);
    let w = Words::of(lang);
    let page = address.link(&format!("/{lang}/still-on/{}", token.as_str()));
    let title = |group: &Named| group.title(lang).to_owned();
    let (before, others) = match groups {
        [] => return None,
        [one] => {
            let change = Button { label: w.t("heartbeat-letter-changed"), link: format!("{page}/{}", one.id) };
            (w.t1("heartbeat-letter-one", "title", title(one)), vec![change])
        }
        all => {
            let mut titles: Vec<String> = all.iter().take(NAMED).map(title).collect();
            if all.len() > NAMED {
                titles.push(w.t1("heartbeat-letter-more", "count", all.len() - NAMED));
            }
            (w.t1("heartbeat-letter-several", "titles", titles.join(", ")), Vec::new())
        }
    };
    Some(Letter {
        cause: "heartbeat",
        to,
        about: None,
        lang,
        subject: w.t("heartbeat-letter-subject"),
        before: vec![before, w.t("heartbeat-letter-ask")],
        code: None,
        button: Some(Button { label: w.t("heartbeat-letter-button"), link: page }),
        others,
        after: vec![w.t("heartbeat-letter-often"), w.t("heartbeat-letter-silence")],
    })
}
