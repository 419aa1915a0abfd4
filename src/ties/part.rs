//! What stands of ties on somebody's own page, and on the page of two who were introduced.

use super::{
    store,
    tie::{Answer, Reason, Seen, Side, Tie},
    two,
};
use crate::{auth::Visit, platform::db::Db};
use chrono::TimeDelta;
use uuid::Uuid;

/// So long the thanks stand on their own page.
const THANKS_STAND: TimeDelta = TimeDelta::days(28);

/// What is to be said of a tie on somebody's own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// A question waits for their answer.
    Waits,
    /// A question had no answer: that is fine, and here is what they could do.
    Silent,
    /// It is over: thanks, and shall we look for somebody else?
    Thanks,
    /// It goes on, and no page of an introduction has the other's name: here they find each other.
    GoesOn,
}

/// A tie on somebody's own page.
pub struct Part {
    /// The other's first name.
    pub name: String,
    /// Where to answer.
    pub link: String,
    /// The page of the two: of their introduction, else what they write to each other.
    pub meet: String,
    says: Says,
    side: Side,
}

impl Part {
    /// Whether a question waits.
    pub fn waits(&self) -> bool {
        self.says == Says::Waits
    }

    /// Whether a question had no answer.
    pub fn is_silent(&self) -> bool {
        self.says == Says::Silent
    }

    /// Whether there is nothing to say but that it goes on.
    pub fn goes_on(&self) -> bool {
        self.says == Says::GoesOn
    }

    /// Whether it is hers who is new in town.
    pub fn is_hers(&self) -> bool {
        self.side == Side::Newcomer
    }
}

fn part(v: &Visit, tie: &Tie) -> Option<Part> {
    let says = match tie.seen(false, v.now)? {
        Seen::Thanks => tie.over_at.filter(|at| *at + THANKS_STAND > v.now).map(|_| Says::Thanks)?,
        _ if tie.waits(v.now) => Says::Waits,
        _ if tie.is_silent(v.now) => Says::Silent,
        _ if tie.introduction_id.is_none() => Says::GoesOn,
        _ => return None,
    };
    Some(Part {
        name: tie.other.name().to_owned(),
        link: v.to(&format!("/between/{}", tie.id)),
        meet: v.to(&match tie.introduction_id {
            Some(id) => format!("/meet/{id}"),
            None => format!("/between/{}/messages", tie.id),
        }),
        says,
        side: tie.side(),
    })
}

/// What there is to say of somebody's ties as this side of them.
///
/// # Errors
/// Those of the database.
pub async fn parts(v: &Visit, db: &Db, account: Uuid, side: Side) -> Result<Vec<Part>, sqlx::Error> {
    let all = store::of_account(db, account).await?;
    Ok(all.iter().filter(|tie| tie.side() == side).filter_map(|tie| part(v, tie)).collect())
}

/// The small part on the page of the two: nobody need wait for a letter.
pub struct Small {
    /// Where its form goes.
    pub action: String,
    /// It is over for who sees it.
    pub over: bool,
    /// What is chosen.
    pub say: Answer,
    /// The reasons there are, for the desk alone.
    pub reasons: &'static [Reason],
}

/// The same for two accounts, as the first of them sees it; `None` where there is nothing between them.
///
/// # Errors
/// Those of the database.
pub async fn small(v: &Visit, db: &Db, account: Uuid, other: Uuid) -> Result<Option<Small>, sqlx::Error> {
    let Some(tie) = two::of_two(db, account, other).await? else { return Ok(None) };
    let Some(seen) = tie.seen(false, v.now) else { return Ok(None) };
    Ok(Some(Small {
        action: v.to(&format!("/between/{}", tie.id)),
        over: seen == Seen::Thanks,
        say: tie.said().unwrap_or(Answer::Once),
        reasons: Reason::ALL,
    }))
}
