//! What an administrator keeps: who works at the desk, the teams, and what the pages say of the city.

mod contact;
mod facts;
mod front;
mod help_lines;
mod letters;
mod member;
mod openings;
mod staff;
mod team;
mod teams;
mod typed;
mod weights;
mod weights_form;
mod who_pays;

use axum::{
    Router,
    routing::{get, post},
};

/// `/desk` and below.
pub fn routes() -> Router {
    Router::new()
        .route("/desk/city", get(front::page))
        .route(
            "/desk/city/contact",
            get(facts::page::<contact::ContactForm>).post(facts::submit::<contact::ContactForm>),
        )
        .route(
            "/desk/city/help-lines",
            get(facts::page::<help_lines::HelpLinesForm>).post(facts::submit::<help_lines::HelpLinesForm>),
        )
        .route(
            "/desk/city/who-pays",
            get(facts::page::<who_pays::WhoPaysForm>).post(facts::submit::<who_pays::WhoPaysForm>),
        )
        .route("/desk/openings", get(openings::page))
        .route("/desk/weights", get(weights::page).post(weights::submit))
        .route("/desk/staff", get(staff::page).post(staff::submit))
        .route("/desk/staff/{id}", get(member::page).post(member::submit))
        .route("/desk/staff/{id}/invite", post(member::invite))
        .route("/desk/staff/{id}/remove", post(member::remove))
        .route("/desk/staff/{id}/put-back", post(member::put_back))
        .route("/desk/teams", get(teams::page).post(teams::submit))
        .route("/desk/teams/{id}", get(team::page).post(team::submit))
        .route("/desk/teams/{id}/remove", post(team::remove))
        .route("/desk/teams/{id}/put-back", post(team::put_back))
}

/// The rule of the database that said no.
fn constraint(e: &sqlx::Error) -> Option<&str> {
    e.as_database_error().and_then(|d| d.constraint())
}
