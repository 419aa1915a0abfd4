//! Many listings at once, for sheets: found by key, made and changed some hundreds a statement, each change written
//! down as a single one is.

mod store;

pub use store::{Edit, after_key, change_many, create_many, ids_there, of_ids, of_ids_locked, of_keys, of_keys_locked};
