//! The same pages as an onion service.

use std::path::PathBuf;

use directory::channel::OnionAddress;
use serde::Deserialize;

/// The longest path of a Unix socket: what `sockaddr_un` holds on Linux, without the NUL at its end (unix(7)).
const SOCKET_OCTETS_MAX: usize = 107;

/// Where a Tor daemon on this machine finds the public side.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Onion {
    /// The Unix socket to listen on. Without it there is no such listener.
    pub socket: Option<PathBuf>,
    /// The service's address, which Tor has made: 56 letters and digits, `.onion`. It stands on every page, and is
    /// the only host that the socket answers. Several servers may show it while one of them listens.
    pub address: Option<OnionAddress>,
    /// Connections at once on the socket, from everybody together.
    pub connections: usize,
}

impl Default for Onion {
    fn default() -> Self {
        Self { socket: None, address: None, connections: 512 }
    }
}

impl Onion {
    /// Checks what no single setting can say.
    pub(super) fn fit(&self) -> Result<(), (&'static str, String)> {
        if let Some(socket) = &self.socket {
            if self.address.is_none() {
                return Err((
                    "onion.socket",
                    "needs onion.address, which is the one host that is answered there".to_owned(),
                ));
            }
            if !socket.is_absolute() {
                return Err((
                    "onion.socket",
                    "must be a path from the root, as in Tor's own settings".to_owned(),
                ));
            }
            if socket.as_os_str().len() > SOCKET_OCTETS_MAX {
                return Err((
                    "onion.socket",
                    format!(
                        "is longer than the {SOCKET_OCTETS_MAX} octets that the system takes for a socket"
                    ),
                ));
            }
        }
        if self.connections == 0 {
            return Err(("onion.connections", "must be at least 1".to_owned()));
        }
        Ok(())
    }
}
