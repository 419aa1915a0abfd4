//! The sample city, and a synthetic city of any size: both product code, both in an empty database alone.

mod dates;
mod gathered;
mod heard;
mod introduced;
mod opened;
mod regulars;
mod round;
mod sample;
mod stepped;
mod store;
mod synthetic;
mod synthetic_dice;
mod synthetic_listings;
mod synthetic_people;
mod synthetic_words;
mod teams;
mod together;
mod waiting;

pub use sample::{Role, sample};
pub use store::{account_of_role, is_empty};
pub use synthetic::{Progress, Size, Somebody, Synthetic, synthetic};
