//! Somebody of the desk as the rooms' functions take them: for tests, and for the year that soak plays.

use buurten::{
    auth::{Scope, SignedIn},
    kit::{email_address::EmailAddress, lang::Lang},
};
use uuid::Uuid;

/// With both factors, who sees the whole city.
pub fn of_the_desk(account: Uuid, email: &str) -> SignedIn {
    SignedIn {
        account,
        session: Uuid::new_v4(),
        email: EmailAddress::parse(email).expect("an address"),
        first_name: None,
        lang: Lang::En,
        is_staff: true,
        is_administrator: false,
        scope: Scope::default(),
        second_factor: true,
        may_enrol: false,
    }
}
