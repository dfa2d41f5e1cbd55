//! What happens on one connection: requests counted, answers under way, and the moment it has had enough.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{CONNECTION, HeaderValue};
use hyper::service::Service;
use hyper::{Request, Response};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use super::Protocol;
use super::coalesce::Pieces;
use super::limits::ListenerLimits;

/// The life of one connection.
#[derive(Debug)]
pub(super) struct Activity {
    born: Instant,
    most_requests: usize,
    requests: AtomicUsize,
    under_way: AtomicUsize,
    last_end: Mutex<Instant>,
    full: Notify,
}

impl Activity {
    pub(super) fn new(limits: &ListenerLimits) -> Self {
        let born = Instant::now();
        Self {
            born,
            most_requests: limits.requests,
            requests: AtomicUsize::new(0),
            under_way: AtomicUsize::new(0),
            last_end: Mutex::new(born),
            full: Notify::new(),
        }
    }

    /// Waits until the connection should take no further request: too old, too many requests, or idle too long.
    pub(super) async fn spent(&self, limits: &ListenerLimits) {
        let dies = self.born + limits.lifetime;
        loop {
            let wakes = self.idle_at(limits).unwrap_or_else(|| Instant::now() + limits.idle).min(dies);
            tokio::select! {
                () = self.full.notified() => return,
                () = sleep_until(wakes) => {}
            }
            let now = Instant::now();
            if now >= dies || self.idle_at(limits).is_some_and(|moment| now >= moment) {
                return;
            }
        }
    }

    /// Whether there has been no request yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.requests.load(Ordering::Relaxed) == 0
    }

    /// When the connection, left as it is, will have been idle too long; `None` while an answer is under way.
    fn idle_at(&self, limits: &ListenerLimits) -> Option<Instant> {
        if self.under_way.load(Ordering::Acquire) > 0 {
            return None;
        }
        let patience = if self.is_fresh() { limits.request_head.min(limits.idle) } else { limits.idle };
        Some(*self.last_end.lock().unwrap_or_else(PoisonError::into_inner) + patience)
    }

    /// Counts a request in. The answer is to be the connection's last when this says so.
    fn begin(self: &Arc<Self>) -> (UnderWay, bool) {
        self.under_way.fetch_add(1, Ordering::AcqRel);
        let last = self.requests.fetch_add(1, Ordering::Relaxed) + 1 >= self.most_requests;
        if last {
            self.full.notify_one();
        }
        (UnderWay(Arc::clone(self)), last)
    }
}

/// An answer that has not been sent to its end.
#[derive(Debug)]
struct UnderWay(Arc<Activity>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        *self.0.last_end.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        self.0.under_way.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A service whose requests are counted and whose answers are cut for the wire.
#[derive(Debug)]
pub(super) struct Watched<S> {
    service: S,
    protocol: Protocol,
    activity: Arc<Activity>,
}

impl<S> Watched<S> {
    pub(super) const fn new(service: S, protocol: Protocol, activity: Arc<Activity>) -> Self {
        Self { service, protocol, activity }
    }
}

impl<S, B> Service<Request<Incoming>> for Watched<S>
where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S::Future: Send + 'static,
    B: Body<Data = Bytes> + Unpin,
{
    type Response = Response<Answer<B>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let (under_way, last) = self.activity.begin();
        let protocol = self.protocol;
        let response = self.service.call(request);
        Box::pin(async move {
            let mut response = response.await?.map(|body| Answer::new(body, protocol, under_way));
            if last && protocol == Protocol::Http1 {
                // HTTP/2 says it with GOAWAY.
                response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(response)
        })
    }
}

/// An answer's body on its way out.
#[derive(Debug)]
pub(super) struct Answer<B> {
    body: B,
    protocol: Protocol,
    pieces: Pieces,
    _under_way: UnderWay,
}

impl<B> Answer<B> {
    fn new(body: B, protocol: Protocol, under_way: UnderWay) -> Self {
        Self { body, protocol, pieces: Pieces::default(), _under_way: under_way }
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Answer<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        if let Some(piece) = self.pieces.next() {
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if self.protocol == Protocol::Http1 {
            return Poll::Ready(frame);
        }
        Poll::Ready(frame.map(|frame| {
            frame.map(|frame| match frame.into_data() {
                Ok(data) => {
                    self.pieces = Pieces::of(data);
                    Frame::data(self.pieces.next().unwrap_or_default())
                }
                Err(other) => other,
            })
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let waiting = self.pieces.len();
        let body = self.body.size_hint();
        let mut hint = SizeHint::new();
        hint.set_lower(body.lower().saturating_add(waiting));
        if let Some(upper) = body.upper().and_then(|upper| upper.checked_add(waiting)) {
            hint.set_upper(upper);
        }
        hint
    }
}
