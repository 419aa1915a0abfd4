//! Accounts: an address, how to call its holder, and the language of the letters.

mod store;

pub use store::{NewAccount, account_of_address, call_her, insert_accounts, speak};
