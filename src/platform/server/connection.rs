//! One connection, from its first byte to its end.

use super::{Limits, patience::Patience, places::Place};
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, Response, StatusCode, header::RETRY_AFTER},
    response::IntoResponse,
};
use hyper::{
    body::{Body as HttpBody, Bytes, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    convert::Infallible,
    future::{Future, poll_fn},
    net::SocketAddr,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::watch,
    time::timeout,
};
use tower::ServiceExt;

/// What all connections share.
#[derive(Debug)]
pub(super) struct Serving {
    app: Router,
    limits: Limits,
    http: http1::Builder,
    stopped: watch::Receiver<bool>,
}

impl Serving {
    pub(super) fn new(app: Router, limits: Limits, stopped: watch::Receiver<bool>) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_headers(limits.headers)
            .max_header_size(limits.buffer)
            .max_buf_size(limits.buffer);
        Self { app, limits, http, stopped }
    }

    /// Serves one connection until it ends, or until the stop when no request is under way on it.
    pub(super) async fn one(&self, stream: TcpStream, peer: SocketAddr, _place: Place) {
        let _ = stream.set_nodelay(true); // only makes answers quicker
        let stream = Patience::new(stream, self.limits.stall);
        let waits = stream.waits();
        let under_way = UnderWay::default();
        let service = service_fn(|request| self.answer(request, peer, under_way.clone()));
        let mut connection = pin!(self.http.serve_connection(TokioIo::new(stream), service));
        let mut stopped = self.stopped.clone();
        let mut stop = pin!(stopped.wait_for(|stopped| *stopped));
        let mut stopping = false;
        poll_fn(|context| {
            if !stopping && stop.as_mut().poll(context).is_ready() {
                stopping = true;
                connection.as_mut().graceful_shutdown(); // no further request after this one
            }
            if connection.as_mut().poll(context).is_ready() {
                return Poll::Ready(()); // why it ended is the visitor's affair: they went away
            }
            // hyper would wait for the rest of a request head. Nobody was answered on it: it can go.
            if stopping && under_way.nothing() && !waits.load(Ordering::Relaxed) {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await;
    }

    async fn answer(
        &self,
        request: Request<Incoming>,
        peer: SocketAddr,
        under_way: UnderWay,
    ) -> Result<Response<Counted>, Infallible> {
        let under_way = under_way.one_more();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = match timeout(self.limits.answer, self.app.clone().oneshot(request)).await {
            Ok(Ok(response)) => response,
            Err(_) => (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "2")]).into_response(),
        };
        Ok(response.map(|body| Counted { body, _under_way: under_way }))
    }
}

/// How many requests of one connection are being answered, from the whole head to the last byte of the body.
#[derive(Clone, Debug, Default)]
struct UnderWay(Arc<AtomicUsize>);

impl UnderWay {
    fn nothing(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }

    fn one_more(self) -> OneMore {
        self.0.fetch_add(1, Ordering::Relaxed);
        OneMore(self)
    }
}

/// A request that is being answered.
#[derive(Debug)]
struct OneMore(UnderWay);

impl Drop for OneMore {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A body that counts as under way until hyper has taken all of it.
#[derive(Debug)]
struct Counted {
    body: Body,
    _under_way: OneMore,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// How long somebody may take to hear that there is no place.
const TURNING_AWAY: Duration = Duration::from_millis(250);

/// Says that there is no place, and reads what comes until the visitor closes: closing first would cut the
/// answer off before it is read.
pub(super) async fn turn_away(mut stream: TcpStream, _place: Place) {
    const NO_PLACE: &[u8] =
        b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let _ = timeout(TURNING_AWAY, async {
        stream.write_all(NO_PLACE).await?;
        stream.shutdown().await?;
        let mut rest = [0; 1024];
        while stream.read(&mut rest).await? > 0 {}
        std::io::Result::Ok(())
    })
    .await;
}
