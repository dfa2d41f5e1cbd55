//! Every limit that an operator may move, by name and unit.

use serde::Deserialize;

/// How much is too much.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Connections open at once, on each side. Beyond it, new ones are closed before the handshake.
    pub connections: usize,
    /// Connections open at once from one address (IPv4) or one /56 (IPv6). Beyond it, new ones are closed
    /// before the handshake.
    pub connections_per_address: usize,
    /// How long a connection may stay open, in seconds, before it is closed in good order.
    pub connection_lifetime_seconds: u64,
    /// How long a stopping server lets answers finish, in seconds.
    pub drain_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4096,
            connections_per_address: 256,
            connection_lifetime_seconds: 600,
            drain_seconds: 10,
        }
    }
}
