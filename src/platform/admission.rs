//! Who comes in when it is full: a request waits a moment for a place and is then sent away with 503, before
//! it takes a connection of the pool. Those inside are answered in time, and memory stays flat.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// How long a request waits for a place.
const PATIENCE: Duration = Duration::from_millis(100);
/// Places for each connection of the pool. A page takes a connection for a few milliseconds, so eight in
/// the queue of each still answer far below half a second.
const PLACES_PER_CONNECTION: usize = 8;
/// When to come back, in seconds.
const RETRY_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("2");

/// The places. Cheap to clone; clones share them.
#[derive(Clone, Debug)]
pub struct Admission {
    places: Arc<Semaphore>,
    patience: Duration,
}

impl Admission {
    /// As many places as a pool of `connections` serves in good time.
    pub fn for_pool(connections: u32) -> Self {
        Self::new(connections as usize * PLACES_PER_CONNECTION, PATIENCE)
    }

    /// That many places, and how long to wait for one.
    pub fn new(places: usize, patience: Duration) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), patience }
    }

    /// Places that are free now.
    pub fn free(&self) -> usize {
        self.places.available_permits()
    }
}

/// The layer: `.layer(axum::middleware::from_fn_with_state(admission, admission::admit))`. Put it around
/// what asks the database, inside of what must always answer (`/healthz`, static files). The answer has an
/// empty body, so that a layer outside can put a page into it.
pub async fn admit(State(admission): State<Admission>, request: Request, next: Next) -> Response {
    match timeout(admission.patience, admission.places.acquire()).await {
        Ok(Ok(_place)) => next.run(request).await,
        _ => (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, RETRY_AFTER_SECONDS)]).into_response(),
    }
}
