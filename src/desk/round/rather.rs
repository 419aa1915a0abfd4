//! Two who would both rather have each other than whom the round gives them, and why it did not put them together. They
//! are shown and not forbidden: whoever insists on them leaves others out.

use super::{names::Names, path, pool::Solved};
use crate::{
    auth::Visit,
    matching::round::{
        live::Live,
        pool::Chosen,
        reasons::{Instead, blocking, instead},
        steer::Refused,
    },
};
use std::cmp::Reverse;
use uuid::Uuid;

/// So many are shown, those who fit each other best first.
const SHOWN: usize = 5;

/// The pairs to show, what each would cost the others, and how many more there are. Found by solving.
pub struct Found {
    shown: Vec<(Chosen, Instead)>,
    more: usize,
}

/// # Errors
/// Where a round cannot be solved.
pub fn find(live: &Live) -> Result<Found, Refused> {
    let mut all = blocking(live);
    all.sort_by_key(|pair| (Reverse(pair.value), *pair));
    let more = all.len().saturating_sub(SHOWN);
    let shown = all.into_iter().take(SHOWN).map(|pair| Ok((pair, instead(live, &pair)?)));
    Ok(Found { shown: shown.collect::<Result<_, Refused>>()?, more })
}

/// Two of them, in words.
pub struct Two {
    /// That they would.
    pub said: String,
    /// Why not.
    pub why: String,
    /// Where it can be chosen all the same.
    pub link: String,
    /// What to call her, read aloud.
    pub who: String,
}

/// All that would rather have each other.
pub struct Rather {
    /// Some of them.
    pub shown: Vec<Two>,
    /// How many more.
    pub more: usize,
}

impl Rather {
    /// The same in words.
    pub fn of(v: &Visit, solved: &Solved, names: &Names, found: &Found) -> Self {
        let gathered = &solved.gathered;
        let two = |(pair, instead): &(Chosen, Instead)| {
            let her = gathered.newcomers[pair.newcomer as usize].account;
            let them: Option<Uuid> = gathered.locals[pair.local as usize].account;
            let (who, whom) = (names.newcomer(v, gathered, pair.newcomer), names.local(v, gathered, pair.local));
            let why = match instead {
                Instead::Fewer => "round-instead-fewer",
                Instead::Waiting => "round-instead-waiting",
                Instead::Floor => "round-instead-floor",
                Instead::Together => "round-instead-together",
            };
            Two {
                said: v.t2("round-rather-two", "who", who.as_str(), "whom", whom),
                why: v.t(why),
                link: format!("{}/for/{her}#l-{}", path(solved.round.id), them.unwrap_or_default()),
                who,
            }
        };
        Self { shown: found.shown.iter().map(two).collect(), more: found.more }
    }
}
