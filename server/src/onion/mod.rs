//! The same pages for a Tor daemon on this machine: HTTP/1.1 on a Unix socket, the one door without TLS. Tor encrypts
//! from the reader to this machine, and the onion address is the service's own key, so there is nobody for TLS to keep
//! out. What is served is not known here, as it is not in `tls`, whose accept loop and HTTP/1.1 this is.
//!
//! Tor tells us nothing of who connects, and is not asked to: with `HiddenServiceExportCircuitID` it would give each
//! circuit a name, which is one thing more that could be written down. So connections are only counted: the streams of
//! a circuit are limited by the daemon (`deploy/onion/torrc`), and all of them together by [`Listener`]'s.

mod socket;

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::sync::Arc;

use hyper::body::{Body, Bytes, Incoming};
use hyper::service::Service;
use hyper::{Request, Response};
use tokio::net::UnixStream;
use tokio::sync::Semaphore;

use crate::tls::{Accept, ListenerCounts, ListenerLimits, accept_until, serve_http1};

pub use socket::{Listener, SocketError, Standing, standing};

impl Accept for Listener {
    type Connection = UnixStream;

    fn accept(&self) -> impl Future<Output = io::Result<UnixStream>> + Send {
        self.next()
    }
}

/// Accepts and serves until `shutdown` completes; then removes the socket, lets the answers under way finish for as
/// long as [`ListenerLimits::drain`] says, and returns with every connection closed. Of the limits, those of
/// addresses, TLS and HTTP/2 have no meaning here.
pub async fn serve<S, B>(
    listener: Listener,
    limits: ListenerLimits,
    counts: ListenerCounts,
    service: S,
    shutdown: impl Future<Output = ()> + Send,
) where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let limits = Arc::new(limits.for_this_process());
    let room = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
    let drain = limits.drain;
    let admit = move |stream: UnixStream, mut stopping| {
        counts.count_accepted();
        let Ok(admitted) = Arc::clone(&room).try_acquire_owned() else {
            counts.count_refused();
            return None;
        };
        let (service, limits) = (service.clone(), Arc::clone(&limits));
        Some(async move {
            serve_http1(stream, service, &limits, &mut stopping).await;
            drop(admitted);
        })
    };
    accept_until(listener, drain, shutdown, admit).await;
}
