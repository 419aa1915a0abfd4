//! How we choose: the weights as they are in the code, in words.

use crate::{
    auth::Visit,
    matching::{signal::Signal, weights::Weights},
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "about/how_we_rank.html")]
struct HowWeRankPage {
    v: Visit,
    version: std::sync::Arc<str>,
    /// The name of an essential and its weight in per cent.
    weights: Vec<(&'static str, u32)>,
}

/// `GET /how-we-rank`
pub async fn page(v: Visit) -> Result<Response, Error> {
    let now = Weights::start();
    let per_cent = |weight: f64| libm::round(weight * 100.0) as u32;
    let named = Signal::ESSENTIALS.iter().zip(now.essentials);
    let mut weights: Vec<_> = named.map(|(signal, weight)| (signal.as_str(), per_cent(weight))).collect();
    weights.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    show(&HowWeRankPage { v, version: now.version, weights })
}
