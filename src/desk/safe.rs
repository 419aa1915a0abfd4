//! What needs a look so that people are safe: reports, and first messages with a link or a number. Nobody is named.

use super::{
    line::{Act, Kind, Line},
    message, report,
};
use crate::{
    auth::{Scope, Visit},
    messages,
    platform::db::Db,
    safety,
    web::{Error, dates::days_between},
};

/// A line for each of them.
pub async fn lines(v: &Visit, db: &Db, scope: &Scope) -> Result<Vec<Line>, Error> {
    let reported = |r: safety::Waiting| {
        let days = days_between(r.since, v.now);
        let what = v.t1("desk-line-report", "when", v.w.moment(r.answer_by));
        Line::new(Kind::Report, days, what, v.w.waited(days), Act::Open(report::path(r.id)))
    };
    let held = |m: messages::Waiting| {
        let days = days_between(m.since, v.now);
        Line::new(Kind::Message, days, v.t("desk-line-message"), v.w.waited(days), Act::Open(message::path(m.id)))
    };
    let mut lines: Vec<Line> = safety::waiting(db, scope).await?.into_iter().map(reported).collect();
    lines.extend(messages::waiting(db, scope).await?.into_iter().map(held));
    Ok(lines)
}
