//! The listening socket, and what becomes of a connection that it accepts.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use hyper::body::{Body, Bytes, Incoming};
use hyper::service::Service;
use hyper::{Request, Response};
use socket2::{Domain, Protocol as Transport, SockRef, Socket, Type};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use super::Peer;
use super::accepting::accept_until;
use super::admission::Admission;
use super::class::{AddressClasses, KEY_LASTS};
use super::connection::{self, Shared};
use super::identity::Identity;
use super::limits::{ListenerCounts, ListenerLimits};

/// Connections that may wait while the loop is busy.
const BACKLOG: i32 = 1_024;
/// Octets the system may hold for a client beyond what is on its way. Little, so that a slow reader's signs of life
/// do not queue behind megabytes.
#[cfg(target_os = "linux")]
const UNSENT_OCTETS: u32 = 64 * 1024;

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
    let limits = limits.for_this_process();
    let admission = Arc::new(Admission::new(&limits));
    let classes = limits.address_classes.then(Arc::<AddressClasses>::default);
    let kept = classes.clone();
    let drain = limits.drain;
    let shared = Arc::new(Shared { identity, limits, counts, make_service });
    let admit = move |(stream, address): (TcpStream, SocketAddr), stopping| {
        shared.counts.count_accepted();
        let now = Instant::now();
        let Some(admitted) = admission.admit(address.ip(), now) else {
            shared.counts.count_refused();
            return None;
        };
        // The address goes no further than this.
        let class = classes.as_ref().map(|classes| classes.class(address.ip(), now));
        prepare(&stream, &shared.limits);
        let shared = Arc::clone(&shared);
        Some(async move {
            connection::run(stream, class, shared, stopping).await;
            drop(admitted);
        })
    };
    tokio::select! {
        () = accept_until(listener.socket, drain, shutdown, admit) => {}
        () = tidy(kept) => {}
    }
}

/// Has keys that have served their time forgotten, also while nobody connects. Never ends.
async fn tidy(classes: Option<Arc<AddressClasses>>) {
    let mut due = tokio::time::interval(KEY_LASTS);
    loop {
        let now = due.tick().await;
        if let Some(classes) = &classes {
            classes.tidy(now);
        }
    }
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
