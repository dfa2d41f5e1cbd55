//! One connection from its first octet to its last, in its own task: whoever dawdles holds up nobody else.

use std::convert::Infallible;
use std::error::Error;
use std::pin::{Pin, pin};
use std::sync::Arc;

use hyper::body::{Body, Bytes, Incoming};
use hyper::server::conn::{http1, http2};
use hyper::service::Service;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::activity::{Activity, Watched};
use super::coalesce::Gathering;
use super::handshake::{self, Greeted};
use super::identity::Identity;
use super::limits::{ListenerCounts, ListenerLimits};
use super::streams::{InTurn, Turns};
use super::{Peer, Protocol};

/// Encrypted octets that may wait for the network. With room for the largest padded answer (64 KiB) and what HTTP/2 and
/// TLS add to it: a record that is cut short because the network is slow would be one more.
const ENCRYPTED_OCTETS_MAX: usize = 68 * 1024;

/// What every connection of a listener shares.
#[derive(Debug)]
pub(super) struct Shared<F> {
    pub(super) identity: Arc<Identity>,
    pub(super) limits: ListenerLimits,
    pub(super) counts: ListenerCounts,
    pub(super) make_service: F,
}

/// Shakes hands and serves requests until either side has had enough.
pub(super) async fn run<F, S, B>(
    stream: TcpStream,
    address_class: Option<u64>,
    shared: Arc<Shared<F>>,
    mut stopping: watch::Receiver<bool>,
) where
    F: Fn(Peer) -> S,
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S::Future: Send + 'static,
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let limits = &shared.limits;
    let greeting = timeout(limits.handshake, handshake::greet(stream, &shared.identity));
    let greeted = tokio::select! {
        biased;
        greeted = greeting => greeted,
        // Nobody has been promised anything yet.
        _stopping = stopping.wait_for(|stopping| *stopping) => return,
    };
    let Ok(Ok(greeted)) = greeted else {
        shared.counts.count_failed();
        return;
    };
    let Greeted { mut stream, mut peer, post_quantum } = greeted;
    peer.address_class = address_class;
    shared.counts.count_handshake(post_quantum);
    let protocol = peer.protocol;
    let service = (shared.make_service)(peer);
    stream.get_mut().1.set_buffer_limit(Some(ENCRYPTED_OCTETS_MAX));
    match protocol {
        Protocol::Http1 => serve_http1(stream, service, limits, &mut stopping).await,
        Protocol::Http2 => {
            let activity = Arc::new(Activity::new(limits));
            let service = Watched::new(service, protocol, Arc::clone(&activity));
            let (stream, turns) = (Gathering::new(stream, protocol), Turns::default());
            let io = TokioIo::new(stream.clone());
            let connection = pin!(http2(limits, turns.clone()).serve_connection(io, service));
            let mut in_turn = InTurn::new(connection, turns, stream);
            until_ended(Pin::new(&mut in_turn), &activity, limits, &mut stopping).await;
        }
    }
}

/// Answers HTTP/1.1 on `stream`, whatever carries it, until either side has had enough.
pub async fn serve_http1<I, S, B>(
    stream: I,
    service: S,
    limits: &ListenerLimits,
    stopping: &mut watch::Receiver<bool>,
) where
    I: AsyncRead + AsyncWrite + Unpin,
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S::Future: Send + 'static,
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let activity = Arc::new(Activity::new(limits));
    let service = Watched::new(service, Protocol::Http1, Arc::clone(&activity));
    let stream = Gathering::new(stream, Protocol::Http1);
    let connection = pin!(http1(limits).serve_connection(TokioIo::new(stream.clone()), service));
    let mut in_turn = InTurn::new(connection, Turns::default(), stream);
    until_ended(Pin::new(&mut in_turn), &activity, limits, stopping).await;
}

/// A connection that can be asked to end after the answers under way.
trait Endable: Future<Output = hyper::Result<()>> {
    fn end(self: Pin<&mut Self>);
}

impl<I, B, S, T> Endable for InTurn<'_, http1::Connection<I, S>, T>
where
    Self: Future<Output = hyper::Result<()>>,
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    I: hyper::rt::Read + hyper::rt::Write + Unpin,
    B: Body + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    fn end(mut self: Pin<&mut Self>) {
        self.connection().graceful_shutdown();
    }
}

impl<I, B, S, T> Endable for InTurn<'_, http2::Connection<I, S, Turns>, T>
where
    Self: Future<Output = hyper::Result<()>>,
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S::Future: Send + 'static,
    I: hyper::rt::Read + hyper::rt::Write + Unpin,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    fn end(mut self: Pin<&mut Self>) {
        self.connection().graceful_shutdown();
    }
}

/// How a connection ended is nobody's business: a client that broke off is no event for a log.
async fn until_ended<C: Endable>(
    mut connection: Pin<&mut C>,
    activity: &Activity,
    limits: &ListenerLimits,
    stopping: &mut watch::Receiver<bool>,
) {
    tokio::select! {
        biased;
        _ended = connection.as_mut() => return,
        () = activity.spent(limits) => {}
        _stopping = stopping.wait_for(|stopping| *stopping) => {}
    }
    connection.as_mut().end();
    // Who never asked anything has nothing to wait for, and may never answer the farewell either.
    let patience = if activity.is_fresh() { limits.silent_farewell } else { limits.farewell };
    let _ended = timeout(patience, connection).await;
}

fn http1(limits: &ListenerLimits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        // hyper's timeouts do nothing without a timer.
        .timer(TokioTimer::new())
        .auto_date_header(false)
        .header_read_timeout(limits.request_head)
        .max_headers(limits.http1_headers)
        .max_buf_size(limits.http1_head_octets);
    builder
}

pub(super) fn http2(limits: &ListenerLimits, turns: Turns) -> http2::Builder<Turns> {
    let mut builder = http2::Builder::new(turns);
    builder
        .timer(TokioTimer::new())
        // A clock that is a little off would tell this server from others wherever it is met, and caches date what they
        // keep themselves. Besides, its digits cost now more and now less on the wire.
        .auto_date_header(false)
        .max_concurrent_streams(limits.http2_streams)
        .max_header_list_size(limits.http2_header_octets)
        .max_pending_accept_reset_streams(limits.http2_pending_resets)
        .max_local_error_reset_streams(limits.http2_provoked_resets)
        .max_send_buf_size(limits.http2_send_octets)
        .initial_stream_window_size(limits.http2_stream_window)
        .initial_connection_window_size(limits.http2_connection_window);
    // No pings: they queue behind the answer that a slow reader is still reading, so his would come too late, and a
    // reader behind Tor is slow. The limits on idling, on unacknowledged data and on age end what is dead.
    builder
}
