//! What was acknowledged, to be compared with what the database holds.

use super::http::Answer;
use anyhow::Result;
use buurten::platform::chance;
use sqlx::PgConnection;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt, io,
};
use uuid::Uuid;

/// Acknowledged writes.
#[derive(Default)]
pub struct Ledger {
    /// Bookmarks: the visit's cookie and the listing.
    pub kept: Vec<(String, Uuid)>,
    /// Answers to a question: the visit's cookie and the number that was said.
    pub said: Vec<(String, u32)>,
    /// Sign-ins that were asked for, by address.
    pub asked: Vec<String>,
    /// Requests: the account and the listing.
    pub requests: Vec<(Uuid, Uuid)>,
    /// Sent, and never answered.
    pub unclear: usize,
    /// Answered otherwise, by status.
    pub otherwise: BTreeMap<u16, usize>,
}

/// What became of them.
#[derive(Debug, Default)]
pub struct Verdict {
    /// How many were acknowledged.
    pub acknowledged: usize,
    /// How many of them are gone.
    pub lost: usize,
    /// Sent, and never answered.
    pub unclear: usize,
    /// Answered otherwise, by status.
    pub otherwise: BTreeMap<u16, usize>,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, lost, unclear, otherwise } = self;
        write!(f, "{acknowledged} acknowledged writes, {lost} lost ({unclear} never answered, otherwise {otherwise:?})")
    }
}

impl Ledger {
    /// Writes down what an answer acknowledges; answers whether it does.
    pub fn noted(&mut self, answer: io::Result<Answer>, write: impl FnOnce(&mut Self)) -> bool {
        match answer {
            Ok(answer) if answer.is_done() => {
                write(self);
                return true;
            }
            Ok(answer) => *self.otherwise.entry(answer.status).or_default() += 1,
            Err(_) => self.unclear += 1,
        }
        false
    }

    /// Takes over another's.
    pub fn add(&mut self, other: Self) {
        self.kept.extend(other.kept);
        self.said.extend(other.said);
        self.asked.extend(other.asked);
        self.requests.extend(other.requests);
        self.unclear += other.unclear;
        other.otherwise.into_iter().for_each(|(status, n)| *self.otherwise.entry(status).or_default() += n);
    }

    /// Compares with what the database holds.
    pub async fn verdict(&self, db: &mut PgConnection) -> Result<Verdict> {
        let kept: HashSet<(Vec<u8>, Uuid)> = HashSet::from_iter(
            sqlx::query_as(
                "select n.visit_hash, b.listing_id from bookmarks b join newcomers n on n.id = b.newcomer_id
                 where n.visit_hash is not null",
            )
            .fetch_all(&mut *db)
            .await?,
        );
        let said: HashMap<Vec<u8>, f64> = HashMap::from_iter(
            sqlx::query_as::<_, (Vec<u8>, f64)>(
                "select visit_hash, coalesce((answers->>'cost_max_eur')::float8, -1) from newcomers
                 where visit_hash is not null",
            )
            .fetch_all(&mut *db)
            .await?,
        );
        // An ask is two rows of one transaction: the challenge, and the letter.
        let asked: Vec<String> = sqlx::query_scalar(
            "select email from sign_in_challenges where email in (select address from letters where cause = 'sign-in')",
        )
        .fetch_all(&mut *db)
        .await?;
        let asked: HashSet<String> = HashSet::from_iter(asked);
        let requests: Vec<(Uuid, Uuid)> = sqlx::query_as(
            "select n.account_id, r.listing_id from requests r join newcomers n on n.id = r.newcomer_id",
        )
        .fetch_all(&mut *db)
        .await?;
        let requests: HashSet<(Uuid, Uuid)> = HashSet::from_iter(requests);
        let hash = |visit: &String| chance::hash(visit);
        let lost = self.kept.iter().filter(|(visit, listing)| !kept.contains(&(hash(visit), *listing))).count()
            + self.said.iter().filter(|(v, n)| said.get(&hash(v)).is_none_or(|s| *s < f64::from(*n))).count()
            + self.asked.iter().filter(|email| !asked.contains(*email)).count()
            + self.requests.iter().filter(|request| !requests.contains(request)).count();
        let acknowledged = self.kept.len() + self.said.len() + self.asked.len() + self.requests.len();
        Ok(Verdict { acknowledged, lost, unclear: self.unclear, otherwise: self.otherwise.clone() })
    }
}
