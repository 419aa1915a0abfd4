//! The front of what an administrator keeps: what there is, and what asks for a look.

use super::teams::unkept;
use crate::{
    auth::{self, AsAdministrator, Member, Visit},
    listings,
    platform::db::Db,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "administration/front.html")]
struct FrontPage {
    v: Visit,
    staff: usize,
    /// Who has not set a second factor yet.
    not_set: Vec<String>,
    teams: usize,
    unkept: Vec<String>,
    /// The name of the weights that count.
    weights: Option<String>,
}

/// `GET /desk/city`
pub async fn page(v: Visit, AsAdministrator(_): AsAdministrator, db: Db) -> Result<Response, Error> {
    let (staff, teams) = (auth::staff_of_desk(&db).await?, auth::teams(&db).await?);
    let weights = listings::versions(&db).await?.first().map(|it| it.weights.version.to_string());
    let not_set = staff.iter().filter(|m| !m.has_second_factor).map(|m: &Member| m.name().to_owned()).collect();
    show(&FrontPage { staff: staff.len(), not_set, teams: teams.len(), unkept: unkept(&teams), weights, v })
}
