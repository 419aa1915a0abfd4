//! People with people: a newcomer and a local.
//!
//! U is what the pair is worth to the newcomer, V what it is worth to the local, each in [.05, 1]; J = √(U·V), so that
//! one side alone cannot carry a pair (RECON: asking both sides raised the success of the top ten from 23 % to 42 %).
//!
//! **Gates** in the order of [`Gate`](super::gates::Gate): closed (a break), blocked (for staff alone), full, language
//! (one step below short chats, A2, is still matched), stay (it is over), time (no daypart in common), distance (within
//! her minutes), unrelated. Whom somebody belongs to never counts between people. Unknown passes.
//!
//! **U** = E · (.85 + .15·N). E is the weighted geometric mean of the seven essentials with the weights of a listing
//! (`hers`); N is life phase alone, for a person has neither price nor freshness. There are no own factors: one person is
//! company, and somebody who takes the time counts as taking her along, so a local is never too far up the ladder.
//! **V** is the plain geometric mean of the local's wishes (`theirs`).
//!
//! **Explanation is arithmetic**, of ln J = ½ ln U + ½ ln V: a component's contribution is what ln J would lose with it
//! at the median over the asker's feasible people. A blank is never a reason.
//!
//! **Never**: origin, sex, age of an adult, religion, health. Likeness counts for activity, field, life phase and time.

mod between;
mod gates;
mod hers;
mod knows;
mod meeting;
mod opening;
mod pool;
mod quartiles;
mod rank;
mod reason;
mod sayings;
mod score;
mod side;
mod theirs;
mod unknown;

pub use knows::knows;
pub use meeting::{Meeting, Offered};
pub use opening::Opening;
pub use pool::{Candidate, Excluded, Fit, Held, One, Ranking, Rarity, Standing};
pub use quartiles::lower_quartiles;
pub use rank::Pool;
pub use unknown::{UNKNOWN, Unknown};
