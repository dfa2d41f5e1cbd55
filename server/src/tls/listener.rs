//! The listening socket and the loop that accepts from it.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Body, Bytes, Incoming};
use hyper::service::Service;
use hyper::{Request, Response};
use socket2::{Domain, Protocol as Transport, SockRef, Socket, Type};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use super::Peer;
use super::admission::Admission;
use super::class::AddressClasses;
use super::connection::{self, Shared};
use super::identity::Identity;
use super::limits::{ListenerCounts, ListenerLimits, open_files};

/// Connections that may wait while the loop is busy.
const BACKLOG: i32 = 1_024;
/// Octets the system may hold for a client beyond what is on its way. Little, so that a slow reader's signs of life
/// do not queue behind megabytes.
#[cfg(target_os = "linux")]
const UNSENT_OCTETS: u32 = 64 * 1024;
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// A bound socket. From here on, clients connect; they are served once [`serve`] runs.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
}

/// Why an address cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Another program listens there.
    #[error(
        "cannot listen on {address}: another program already does; stop it, or choose another port with --listen or --admin-listen"
    )]
    Busy {
        /// The address.
        address: SocketAddr,
    },
    /// The port needs a right this program does not have.
    #[error("cannot listen on {address}: ports below 1024 need the capability CAP_NET_BIND_SERVICE")]
    Forbidden {
        /// The address.
        address: SocketAddr,
    },
    /// The address belongs to another machine.
    #[error("cannot listen on {address}: this machine has no such address")]
    NotOurs {
        /// The address.
        address: SocketAddr,
    },
    /// Anything else.
    #[error("cannot listen on {address}: {source}")]
    Other {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
}

impl Listener {
    /// Binds `address`. `[::]` takes IPv4 as well, and becomes `0.0.0.0` on a machine without IPv6.
    pub fn bind(address: SocketAddr) -> Result<Self, BindError> {
        let bound = match open(address) {
            Err(error) if address.is_ipv6() && address.ip().is_unspecified() && lacks_ipv6(&error) => {
                open(SocketAddr::from((Ipv4Addr::UNSPECIFIED, address.port())))
            }
            bound => bound,
        };
        let listen = |socket: Socket| {
            let socket = TcpListener::from_std(socket.into())?;
            let address = socket.local_addr()?;
            Ok(Self { socket, address })
        };
        bound.and_then(listen).map_err(|source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => BindError::Busy { address },
            io::ErrorKind::PermissionDenied => BindError::Forbidden { address },
            io::ErrorKind::AddrNotAvailable => BindError::NotOurs { address },
            _ => BindError::Other { address, source },
        })
    }

    /// Where it listens, with the port the system chose if none was asked for.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

fn open(address: SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Transport::TCP))?;
    if address.is_ipv6() {
        // The system's default differs from machine to machine.
        socket.set_only_v6(!address.ip().is_unspecified())?;
    }
    // So that a restart need not wait for the last connections' ends. On Windows it would let others listen too.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

fn lacks_ipv6(error: &io::Error) -> bool {
    const NO_SUCH_FAMILY: i32 = 97;
    error.raw_os_error() == Some(NO_SUCH_FAMILY) || error.kind() == io::ErrorKind::AddrNotAvailable
}

/// Accepts and serves until `shutdown` completes; then accepts no more, lets the answers under way finish for as
/// long as [`ListenerLimits::drain`] says, and returns with every connection closed.
///
/// `make_service` makes the service of one connection.
pub async fn serve<F, S, B>(
    listener: Listener,
    identity: Arc<Identity>,
    limits: ListenerLimits,
    counts: ListenerCounts,
    make_service: F,
    shutdown: impl Future<Output = ()> + Send,
) where
    F: Fn(Peer) -> S + Send + Sync + 'static,
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible> + Send + 'static,
    S::Future: Send + 'static,
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let limits = limits.within(open_files());
    let admission = Arc::new(Admission::new(&limits));
    let classes = limits.address_classes.then(AddressClasses::default);
    let drain = limits.drain;
    let shared = Arc::new(Shared { identity, limits, counts, make_service });
    let (stop, stopping) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut shutdown = std::pin::pin!(shutdown);
    let mut pause = FIRST_PAUSE;
    loop {
        let (stream, address) = tokio::select! {
            () = &mut shutdown => break,
            // Takes the results of ended connections away; a panic in one has ended that one only.
            Some(_ended) = connections.join_next() => continue,
            accepted = accept(&listener.socket, &mut pause) => accepted,
        };
        shared.counts.count_accepted();
        let Some(admitted) = admission.admit(address.ip()) else {
            shared.counts.count_refused();
            continue;
        };
        // The address goes no further than this.
        let class = classes.as_ref().map(|classes| classes.class(address.ip(), Instant::now()));
        prepare(&stream, &shared.limits);
        let (shared, stopping) = (Arc::clone(&shared), stopping.clone());
        connections.spawn(async move {
            connection::run(stream, class, shared, stopping).await;
            drop(admitted);
        });
    }
    drop(listener);
    // Nobody listening means no connections: nothing to tell.
    let _ = stop.send(true);
    let drained = timeout(drain, async { while connections.join_next().await.is_some() {} }).await;
    if drained.is_err() {
        tracing::info!("{} connections were cut off after {drain:?}", connections.len());
    }
    connections.shutdown().await;
}

/// The next connection. When the machine is out of something (open files above all), waits a little longer each
/// time: trying at once would only burn the processor, and giving up would end the service.
async fn accept(socket: &TcpListener, pause: &mut Duration) -> (TcpStream, SocketAddr) {
    loop {
        match socket.accept().await {
            Ok(accepted) => {
                *pause = FIRST_PAUSE;
                return accepted;
            }
            Err(error) if is_the_clients_doing(&error) => {}
            Err(error) => {
                if *pause == FIRST_PAUSE {
                    tracing::error!("cannot accept connections: {error}");
                }
                let wait = *pause;
                *pause = wait.saturating_mul(2).min(LONGEST_PAUSE);
                sleep(wait).await;
            }
        }
    }
}

/// accept(2) also reports what went wrong with a connection that waited.
fn is_the_clients_doing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::TimedOut
    )
}

/// Options that speed a connection up or end it when it is dead; without them it still works.
fn prepare(stream: &TcpStream, limits: &ListenerLimits) {
    let _ = stream.set_nodelay(true);
    #[cfg(target_os = "linux")]
    {
        let socket = SockRef::from(stream);
        let _ = socket.set_tcp_user_timeout(Some(limits.stall));
        let _ = socket.set_tcp_notsent_lowat(UNSENT_OCTETS);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = limits;
}
