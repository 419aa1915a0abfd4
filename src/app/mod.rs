//! The whole: what is lent to every request, one line for each room, the layers around them.

mod bring_along;
mod commands;
mod jobs;
mod observe;
mod probes;

use crate::{
    about, administration, along, auth,
    city::TheCity,
    curation, desk, exchange, gatherings, hand_out, hosts, intake, introductions,
    letters::Transport,
    listings, locals, me, messages, newcomers, next_steps, open_data,
    platform::{
        admission::{Admission, admit},
        clock::Clock,
        db::Db,
    },
    requests, safety, seasons, ties, together,
    web::{PublicAddress, assets, security},
};
use axum::{
    Extension, Router,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::Redirect,
    routing::get,
};
use std::{sync::Arc, time::Duration};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer};

pub use commands::run;
pub use jobs::start as start_jobs;
pub use probes::metrics_router;

/// Everything a request may ask for by naming it.
#[derive(Clone)]
pub struct Lent {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The city.
    pub city: TheCity,
    /// Where we are reached from outside.
    pub address: PublicAddress,
    /// The listings in memory.
    pub shelf: listings::Shelf,
    /// How letters leave.
    pub transport: Arc<Transport>,
    /// The sign-in links a sample prints.
    pub sample_links: auth::SampleLinks,
}

impl Lent {
    /// Takes the city, the time and the listings out of the database.
    ///
    /// # Errors
    /// Those of the database, and where it holds no city yet.
    pub async fn from_database(db: Db, address: PublicAddress, transport: Transport) -> anyhow::Result<Self> {
        let found = crate::city::load(&db, address.host()).await?;
        let city =
            found.ok_or_else(|| anyhow::anyhow!("this database holds no city yet; run buurten seed or serve first"))?;
        let clock = Clock::new();
        clock.set_offset(crate::city::offset_seconds(&db).await?);
        let shelf = listings::Shelf::filled(&db, &clock).await?;
        let (city, transport) = (TheCity::new(city), Arc::new(transport));
        Ok(Self { db, clock, city, address, shelf, transport, sample_links: auth::SampleLinks::default() })
    }
}

/// A page that takes longer is given up.
const LONGEST_ANSWER: Duration = Duration::from_secs(10);

/// All pages with everything around them.
pub fn router(lent: &Lent) -> Router {
    let below_language = Router::new()
        .merge(about::routes())
        .merge(auth::routes())
        .merge(newcomers::routes())
        .merge(locals::routes())
        .merge(listings::routes())
        .merge(ties::routes())
        .merge(along::routes())
        .merge(requests::routes())
        .merge(hosts::routes())
        .merge(introductions::routes())
        .merge(gatherings::routes())
        .merge(next_steps::routes())
        .merge(intake::routes())
        .merge(safety::routes())
        .merge(messages::routes())
        .merge(together::routes())
        .merge(desk::public_routes())
        .merge(seasons::routes())
        .merge(hand_out::public_routes())
        .merge(me::routes());
    let mut pages = Router::new()
        .route("/", get(to_her_language))
        .route("/{lang}/", get(about::welcome))
        .route("/{lang}", get(|visit: auth::Visit| async move { Redirect::permanent(&visit.to("/")) }))
        .nest("/{lang}", below_language)
        .merge(desk::routes())
        .merge(intake::desk_routes())
        .merge(curation::routes())
        .merge(together::desk_routes())
        .merge(seasons::desk_routes())
        .merge(hand_out::routes())
        .merge(exchange::routes())
        .merge(open_data::routes())
        .merge(administration::routes());
    if lent.city.now().is_sample() {
        pages = pages.merge(auth::sample_link_routes()).merge(about::sample_routes());
    }
    around(pages, lent)
}

/// What stands around pages: who may come in, what they are lent, and what becomes of errors.
pub fn around(pages: Router, lent: &Lent) -> Router {
    let admission = Admission::for_pool(lent.db.connections());
    // From the inside out: what is nearest to a page stands first.
    let pages = pages
        .fallback(|| async { crate::web::Error::NotFound })
        .method_not_allowed_fallback(|| async { crate::web::Error::NotFound })
        .layer(from_fn(bring_along::bring_along))
        .layer(from_fn_with_state(admission, admit))
        .layer(from_fn(observe::whole_body))
        .layer(from_fn(security::cookies_say_where_from))
        .layer(security::same_site())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_ANSWER))
        .layer(CatchPanicLayer::custom(observe::caught))
        .layer(from_fn(auth::error_pages))
        .layer(from_fn(auth::remember));
    pages
        .merge(assets::routes().layer(from_fn(auth::error_pages)))
        .merge(probes::routes())
        .layer(CompressionLayer::new())
        .layer(from_fn(security::our_host))
        .layer(from_fn(security::headers))
        .layer(from_fn(observe::log))
        .layer(Extension(lent.db.clone()))
        .layer(Extension(lent.clock.clone()))
        .layer(Extension(lent.city.clone()))
        .layer(Extension(lent.address.clone()))
        .layer(Extension(lent.shelf.clone()))
        .layer(Extension(lent.sample_links.clone()))
}

/// `GET /`: the front page in the language of her account, her choice or her browser.
async fn to_her_language(visit: auth::Visit) -> Redirect {
    Redirect::to(&visit.to("/"))
}
