//! The loop in which every listener accepts, and its orderly end.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// A socket that connections come from. Dropped, it takes no more.
pub trait Accept: Send {
    /// What comes, with whatever is known of its other end.
    type Connection: Send;

    /// Waits for the next one. May be asked again after it was given up.
    fn accept(&self) -> impl Future<Output = io::Result<Self::Connection>> + Send;
}

impl Accept for TcpListener {
    type Connection = (TcpStream, SocketAddr);

    fn accept(&self) -> impl Future<Output = io::Result<Self::Connection>> + Send {
        Self::accept(self)
    }
}

/// Accepts until `shutdown` completes, and runs what `admit` makes of each connection in a task of its own. Then
/// accepts no more, tells the connections to end, gives their answers `drain` to finish, and returns with every
/// connection closed.
///
/// `admit` makes nothing of a connection that is one too many: it is closed by being dropped.
pub async fn accept_until<L, T>(
    listener: L,
    drain: Duration,
    shutdown: impl Future<Output = ()> + Send,
    mut admit: impl FnMut(L::Connection, watch::Receiver<bool>) -> Option<T> + Send,
) where
    L: Accept,
    T: Future<Output = ()> + Send + 'static,
{
    let (stop, stopping) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut shutdown = std::pin::pin!(shutdown);
    let mut pause = FIRST_PAUSE;
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            // Takes the results of ended connections away; a panic in one has ended that one only.
            Some(_ended) = connections.join_next() => continue,
            accepted = next(&listener, &mut pause) => accepted,
        };
        if let Some(connection) = admit(accepted, stopping.clone()) {
            connections.spawn(connection);
        }
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
async fn next<L: Accept>(listener: &L, pause: &mut Duration) -> L::Connection {
    loop {
        match listener.accept().await {
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
