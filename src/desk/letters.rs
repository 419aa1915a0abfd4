//! Letters that never left: to whom, as far as the desk may see, and what about; never what they say.

use super::{
    line::{Act, Kind, Line},
    person, store,
};
use crate::{
    auth::{AsSocialWorker, Scope, Visit},
    letters::{self, Undelivered},
    listings::Stock,
    platform::db::Db,
    web::{Error, Id, dates::days_between, flash::Flash, see},
};
use axum::response::Response;
use std::collections::BTreeSet;

/// A line for each address. Whoever another team looks after has theirs there.
pub async fn lines(v: &Visit, db: &Db, scope: &Scope, stock: &Stock) -> Result<Vec<Line>, Error> {
    let mut all = letters::undelivered(db).await?;
    let accounts: Vec<_> = all.iter().filter_map(|u| u.account).collect();
    let people = store::people_of(db, scope, &accounts).await?;
    all.retain(|u| u.account.is_none_or(|account| people.get(&account) != Some(&false)));
    let line = |u: Undelivered| {
        let days = days_between(u.since, v.now);
        let again = format!("/desk/letters/{}/again", u.letter);
        let is_theirs = |email: &String| email.to_lowercase() == u.address;
        let group = stock.items.iter().find(|i| i.listing.contact_email.as_ref().is_some_and(is_theirs));
        let person = u.account.filter(|account| people.contains_key(account));
        let (who, act) = match (person, group) {
            (Some(account), _) => (v.t("desk-somebody"), Act::OpenAndPress(person::path(account), again)),
            (None, Some(item)) => {
                let title = v.t1("desk-group", "title", item.listing.title(v.lang).text);
                (title, Act::OpenAndPress(format!("/desk/listings/{}", item.listing.id), again))
            }
            (None, None) => (v.t("desk-other-address"), Act::Press(again)),
        };
        let about: BTreeSet<String> = u.causes.iter().map(|cause| about(v, cause)).collect();
        let about = about.into_iter().collect::<Vec<_>>().join(", ");
        let kind = if u.bounced { Kind::Bounced } else { Kind::Letters };
        let what = v.w.t3(format!("desk-line-{kind}"), "who", who, "count", u.count, "about", about);
        Line::new(kind, days, what, v.w.waited(days), act)
    };
    Ok(all.into_iter().map(line).collect())
}

/// What such letters are about, in words.
fn about(v: &Visit, cause: &str) -> String {
    let family = cause.split('-').next().unwrap_or_default();
    let key = [format!("cause-{cause}"), format!("cause-{family}")].into_iter().find(|key| v.w.has(key));
    v.t(key.as_deref().unwrap_or("cause-other"))
}

/// `POST /desk/letters/{id}/again`: what could not be sent to this address is tried again.
pub async fn try_again(v: Visit, AsSocialWorker(_): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    if !letters::try_again(&db, id).await? {
        return Ok(see("/desk"));
    }
    Ok(Flash::on(see("/desk"), &v.address, "flash-letters-again", None))
}
