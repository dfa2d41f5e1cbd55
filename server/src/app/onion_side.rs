//! The public side once more, for a Tor daemon on this machine.

use directory::channel::OnionAddress;

use crate::config::Onion;
use crate::http::{Authorities, Gate};
use crate::onion::{Listener, SocketError, Standing, serve, standing};
use crate::tls::{ListenerCounts, ListenerLimits};

/// Its bound socket, and the address that Tor gives out for it.
pub(super) struct OnionSide {
    listener: Listener,
    address: OnionAddress,
    connections: usize,
    counts: ListenerCounts,
}

impl OnionSide {
    /// Binds the socket, where one is set.
    pub(super) fn open(settings: &Onion) -> Result<Option<Self>, SocketError> {
        let (Some(path), Some(address)) = (&settings.socket, &settings.address) else { return Ok(None) };
        let (address, connections) = (address.clone(), settings.connections);
        let listener = Listener::bind(path)?;
        Ok(Some(Self { listener, address, connections, counts: ListenerCounts::default() }))
    }

    pub(super) const fn counts(&self) -> &ListenerCounts {
        &self.counts
    }

    /// The one host that is answered: a name of the newsroom's own, asked for here, would be somebody else's doing.
    pub(super) fn authorities(&self) -> Authorities {
        Authorities::of_onion(self.address.host())
    }

    /// Serves until `shutdown` completes. `limits` are those of the public side.
    pub(super) async fn serve(
        self,
        gate: Gate,
        limits: ListenerLimits,
        shutdown: impl Future<Output = ()> + Send,
    ) {
        let limits = ListenerLimits { connections: self.connections, ..limits };
        serve(self.listener, limits, self.counts, gate, shutdown).await;
    }
}

/// Says what `masthead check` says of these settings, or why `serve` would not start with them.
pub fn check(settings: &Onion) -> Result<String, SocketError> {
    let Some(address) = &settings.address else {
        return Ok("none: the pages are not reached over Tor's own network".to_owned());
    };
    let host = address.host();
    let Some(socket) = &settings.socket else {
        return Ok(format!("{host} is shown on every page, and served by another machine"));
    };
    let found = match standing(socket)? {
        Standing::Free => "",
        Standing::Stale => ", where a killed server left a socket that is replaced",
        Standing::Live => ", where a server listens now",
    };
    Ok(format!("{host} on {}{found}", socket.display()))
}
