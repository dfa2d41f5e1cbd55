//! What every request passes before a handler sees it: one authority, ours; a target of bearable length; and, before
//! its answer leaves, a body read to its end, because answering earlier resets an HTTP/2 stream that did nothing wrong.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::response::Response;
use http::header::{CONNECTION, EXPECT};
use http::{HeaderValue, Request, StatusCode, Version};
use http_body::Body as _;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use tower_service::Service;

use super::lent::Lent;
use super::{Authorities, AuthorityError, Problem};

/// The longest target (path and query) that is read: 100 slugs of 64 letters and their commas fit.
const TARGET_OCTETS_MAX: usize = 8 * 1024;
/// The longest body that a request may have.
const BODY_OCTETS_MAX: usize = 64 * 1024;
/// How much of a longer one is still read before it is refused: whoever is cut off in the middle of sending never
/// reads the refusal. A client that sends more than this gets none.
const READ_OCTETS_MAX: usize = 1024 * 1024;
/// How long a body may take to come.
const BODY_DEADLINE: Duration = Duration::from_secs(10);

/// How a side words a refusal of the request with this path.
pub(super) type Refuse = Arc<dyn Fn(&str, Problem) -> Response + Send + Sync>;

/// The requests of one connection on their way to a router.
#[derive(Clone)]
pub struct Gate {
    shared: Arc<Shared>,
    /// The name that this connection's handshake asked for.
    server_name: Option<Arc<str>>,
    network: Network,
}

/// The network that a connection comes from, as a keyed hash that means nothing elsewhere or later: for throttling by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Network(pub u64);

/// What becomes of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bodies {
    /// Read and thrown away: nothing here takes one.
    Drained,
    /// Lent to the router.
    Lent,
}

struct Shared {
    authorities: Authorities,
    router: Router,
    refuse: Refuse,
    bodies: Bodies,
}

impl Gate {
    /// A gate before a `router` that takes no bodies.
    pub fn new(authorities: Authorities, router: Router, refuse: Refuse) -> Self {
        Self::of(Shared { authorities, router, refuse, bodies: Bodies::Drained })
    }

    /// A gate before a `router` that takes bodies, and sets their limits itself.
    pub fn with_bodies(authorities: Authorities, router: Router, refuse: Refuse) -> Self {
        Self::of(Shared { authorities, router, refuse, bodies: Bodies::Lent })
    }

    fn of(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), server_name: None, network: Network::default() }
    }

    /// The same gate for a connection whose handshake named `server_name`.
    #[must_use]
    pub fn for_connection(&self, server_name: Option<&str>) -> Self {
        let server_name = server_name.map(Arc::from);
        Self { shared: Arc::clone(&self.shared), server_name, network: self.network }
    }

    /// The same gate for a connection that comes from `network`.
    #[must_use]
    pub const fn from_network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    fn check(&self, request: &Request<Incoming>) -> Result<(), Problem> {
        let length = request.uri().path_and_query().map_or(0, |target| target.as_str().len());
        if length > TARGET_OCTETS_MAX {
            let detail = "The address is longer than 8 KiB.";
            return Err(Problem::new(StatusCode::URI_TOO_LONG, "address_too_long", detail));
        }
        let authority =
            self.shared.authorities.check(request.uri(), request.headers(), self.server_name.as_deref());
        authority.map_err(|error| match error {
            AuthorityError::NotOne => Problem::new(
                StatusCode::BAD_REQUEST,
                "not_one_authority",
                "A request names exactly one host, in its target or its Host header.",
            ),
            AuthorityError::Misdirected => Problem::new(
                StatusCode::MISDIRECTED_REQUEST,
                "misdirected",
                "This host is not served here, or not on this connection.",
            ),
        })
    }
}

impl hyper::service::Service<Request<Incoming>> for Gate {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let gate = self.clone();
        Box::pin(async move {
            if let Err(problem) = gate.check(&request) {
                return Ok(gate.close(&request, problem));
            }
            match gate.shared.bodies {
                Bodies::Drained => gate.pass_without_body(request).await,
                Bodies::Lent => gate.pass_with_body(request).await,
            }
        })
    }
}

impl Gate {
    async fn pass_without_body(&self, request: Request<Incoming>) -> Result<Response, Infallible> {
        let (parts, body) = request.into_parts();
        let mut unread = false;
        if !body.is_end_stream() {
            // Nobody is told to send what we would throw away: the answer comes at once (RFC 9110, 10.1.1).
            unread = parts.headers.contains_key(EXPECT);
            if !unread && let Err(error) = drain(body).await {
                return Ok(self.close(&Request::from_parts(parts, ()), error.problem()));
            }
        }
        let version = parts.version;
        let mut response = self.shared.router.clone().call(Request::from_parts(parts, Body::empty())).await?;
        if unread {
            say_close(version, &mut response);
        }
        Ok(response)
    }

    async fn pass_with_body(&self, request: Request<Incoming>) -> Result<Response, Infallible> {
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(self.network);
        let (version, expects) = (parts.version, parts.headers.contains_key(EXPECT));
        let (lent, back) = Lent::new(body);
        let mut response =
            self.shared.router.clone().call(Request::from_parts(parts, Body::new(lent))).await?;
        if let Some(unread) = back.unread() {
            // The answer stands. It is only held back until its asker is able to read it, which whoever sent too
            // slowly for it is already.
            let waited = response.status() == StatusCode::REQUEST_TIMEOUT;
            if expects || waited || drain(unread).await.is_err() {
                say_close(version, &mut response);
            }
        }
        Ok(response)
    }

    /// Refuses, and ends an HTTP/1.1 connection: what follows on it may not be what its sender meant.
    fn close<B>(&self, request: &Request<B>, problem: Problem) -> Response {
        let mut response = (self.shared.refuse)(request.uri().path(), problem);
        say_close(request.version(), &mut response);
        response
    }
}

/// Ends an HTTP/1.1 connection after this answer. HTTP/2 ends the stream alone.
fn say_close(version: Version, response: &mut Response) {
    if version < Version::HTTP_2 {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
}

/// Why a body was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DrainError {
    TooLong,
    TooSlow,
    Broken,
}

impl DrainError {
    fn problem(self) -> Problem {
        let (status, code, detail) = match self {
            Self::TooLong => {
                (StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "A body of more than 64 KiB is not taken.")
            }
            Self::TooSlow => {
                (StatusCode::REQUEST_TIMEOUT, "body_too_slow", "The body did not come within ten seconds.")
            }
            Self::Broken => (StatusCode::BAD_REQUEST, "broken_body", "The body cannot be read to its end."),
        };
        Problem::new(status, code, detail)
    }
}

/// Reads a body to its end and throws it away.
async fn drain<B>(body: B) -> Result<(), DrainError>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let mut body = std::pin::pin!(Limited::new(body, READ_OCTETS_MAX));
    let whole = async {
        let mut length = 0;
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| {
                if error.is::<LengthLimitError>() { DrainError::TooLong } else { DrainError::Broken }
            })?;
            length += frame.data_ref().map_or(0, Bytes::len);
        }
        if length <= BODY_OCTETS_MAX { Ok(()) } else { Err(DrainError::TooLong) }
    };
    tokio::time::timeout(BODY_DEADLINE, whole).await.unwrap_or(Err(DrainError::TooSlow))
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll};

    use http_body::Frame;
    use http_body_util::Full;

    use super::*;

    /// A body that ends before it should.
    struct BreaksOff;

    impl http_body::Body for BreaksOff {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            self: Pin<&mut Self>,
            _context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
            Poll::Ready(Some(Err(std::io::ErrorKind::UnexpectedEof.into())))
        }
    }

    #[tokio::test]
    async fn a_body_up_to_the_limit_is_read_and_a_longer_one_is_refused() {
        let body = |octets| Full::new(Bytes::from(vec![b'a'; octets]));
        assert_eq!(drain(body(BODY_OCTETS_MAX)).await, Ok(()));
        assert_eq!(drain(body(BODY_OCTETS_MAX + 1)).await, Err(DrainError::TooLong));
        assert_eq!(drain(body(READ_OCTETS_MAX + 1)).await, Err(DrainError::TooLong));
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_not_called_too_long() {
        assert_eq!(drain(BreaksOff).await, Err(DrainError::Broken));
    }
}
