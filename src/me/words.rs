//! Days and moments with their year: what is held for months is told with it.

use crate::web::words::Words;
use chrono::{DateTime, Utc};
use std::borrow::Borrow;

/// "24 November 2026".
pub fn day(w: &Words, moment: impl Borrow<DateTime<Utc>>) -> String {
    w.date(moment.borrow().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive())
}

/// "24 November 2026, 20:14".
pub fn moment(w: &Words, moment: DateTime<Utc>) -> String {
    let local = moment.with_timezone(&chrono_tz::Europe::Amsterdam);
    format!("{}, {}", w.date(local.date_naive()), w.time(local.time()))
}
