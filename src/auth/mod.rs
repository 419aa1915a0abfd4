//! Who is here and what they may do: permission is an argument of the handler.
//!
//! Signing in is without a password: an address, a letter with a code and a link, one use, ten
//! minutes, in the browser that asked. Staff show a second factor on top.

mod accounts;
mod error_pages;
mod next;
mod remember;
mod sample_links;
mod scope;
mod session;
mod sign_in;
mod sign_out;
mod staff;
mod store;
mod teams;
mod visit;
mod visit_cookie;

use axum::{
    Router,
    routing::{get, post},
};

pub use accounts::{NewAccount, account_of_address, call_her, insert_accounts, speak};
pub use error_pages::error_pages;
pub use next::Next;
pub use remember::remember;
pub use sample_links::{SampleLinks, routes as sample_link_routes};
pub use scope::Scope;
pub use session::{Open, SignedIn, open_sessions, tidy};
pub use sign_in::ask_code;
pub use staff::{
    Invitation, Member, NewMember, add_staff, change_member, hire, invite, invite_staff, member, put_in_team,
    put_member_back, remove_member, staff_of_desk,
};
pub use store::was_here;
pub use teams::{Team, change_team, insert_team, put_team_back, remove_team, team, teams};
pub use visit::{AsAdministrator, AsSignedIn, AsSocialWorker, Visit};
pub use visit_cookie::VisitCookie;

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/sign-in", get(sign_in::page).post(sign_in::ask))
        .route("/sign-in/code", get(sign_in::code).post(sign_in::spend_code))
        .route("/sign-in/link/{token}", get(sign_in::link).post(sign_in::spend_link))
        .route("/sign-in/second", get(staff::second::page).post(staff::second::submit))
        .route("/sign-in/enrol", get(staff::enrol::page).post(staff::enrol::submit))
        .route("/sign-out", post(sign_out::submit))
        .route("/sign-out/{id}", post(sign_out::other))
}
