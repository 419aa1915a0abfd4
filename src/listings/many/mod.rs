//! Many listings at once, for sheets: found by key, made and changed some hundreds a statement, each change written
//! down as a single one is.

mod store;

pub use store::{Edit, all_of_them, change_many, create_many, of_keys, of_keys_locked};
