//! Where locals already go, and the word of the host there.

mod store;

pub use store::{
    Goes, Regular, does_not_know, go_no_more, go_to, goes_to, how_many_go, regulars_to_vouch_for, regulars_vouched_for,
    somebody_goes, take_word_back, vouch,
};
