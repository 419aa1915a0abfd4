//! `/hsds`: what this is.

use super::answer::{Answer, description};
use super::parameters::Asked;
use crate::web::PublicAddress;
use axum::Json;
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the specification, and where it is told how we use it.
#[derive(Serialize, JsonSchema)]
pub(super) struct About {
    version: &'static str,
    #[schemars(extend("format" = "uri"))]
    profile: String,
    #[schemars(extend("format" = "uri"))]
    openapi_url: String,
}

/// `GET /hsds`
pub(super) async fn about(address: PublicAddress, asked: Asked) -> Answer<Json<About>> {
    asked.read(&[])?;
    let profile = address.link("/en/open-data");
    Ok(Json(About { version: "3.1", profile, openapi_url: description(&address) }))
}
