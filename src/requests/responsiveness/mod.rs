//! How well a group answers: a private figure. Nobody reads it; where it is low, the group stands a little lower in lists.
//!
//! Of all requests of the last half year to one organisation (to one listing, where it names none) that were answered or
//! had their seven days: **figure = (a + 4) / (n + 5)**, with n of them, of which a were answered within seven days,
//! whatever the answer. That is the mean of Beta(4 + a, 1 + n − a): four in five answer, as far as we know before, and
//! that counts as five requests, so that few answers say little. Below **one half** it is slow to answer: four silences
//! and nothing else (4/9), five of six (5/11), seven of ten (7/15). What she took back before it was answered counts for nothing.

mod store;

use crate::{listings, platform::db::Db};

/// What we think before the first request: so many of [`WEIGHT`] answer in time.
const ANSWERED: f64 = 4.0;
/// So many requests that counts as.
const WEIGHT: f64 = 5.0;
/// Below this, most questions stay unanswered.
const SLOW: f64 = 0.5;

/// The figure, 0 to 1: of `all` requests so many were `answered` within seven days.
fn figure(answered: i64, all: i64) -> f64 {
    (answered as f64 + ANSWERED) / (all as f64 + WEIGHT)
}

/// Works it out anew; listings that became slow, or answer again, are taken in by the shelf. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn look_who_answers(db: &Db) -> Result<u64, sqlx::Error> {
    let all = store::answered(db).await?;
    let slow = all.into_iter().filter(|of| figure(of.answered, of.all) < SLOW).flat_map(|of| of.listings);
    listings::set_slow_to_answer(db, &slow.collect::<Vec<_>>()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_answers_say_little_and_many_say_much() {
        assert_eq!(figure(0, 0), 0.8);
        for (answered, all, slow) in
            [(0, 3, false), (0, 4, true), (1, 5, false), (1, 6, true), (3, 9, false), (3, 10, true), (50, 100, false)]
        {
            assert_eq!(figure(answered, all) < SLOW, slow, "{answered} of {all}: {}", figure(answered, all));
        }
        for all in 0..200 {
            for answered in 0..=all {
                let it = figure(answered, all);
                assert!(it > 0.0 && it < 1.0 && figure(answered, all + 1) < it && figure(answered + 1, all + 1) > it);
            }
        }
    }
}
