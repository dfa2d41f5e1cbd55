//! Every limit of a listener, by name, and what it counts.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The limits of one listener. [`ListenerLimits::default`] suits the open internet.
#[derive(Clone, Debug)]
pub struct ListenerLimits {
    /// Connections at once, from anywhere.
    pub connections: usize,
    /// Connections at once from one IPv4 address or one IPv6 /56, which is what one customer gets.
    pub connections_per_address: usize,
    /// Addresses the limit per address does not hold for: the newsroom's own proxy.
    pub exempt_addresses: Vec<IpAddr>,
    /// Whether a service is told its client's network as a keyed hash, so that it can slow down whoever guesses.
    pub address_classes: bool,
    /// From the accepted connection to the end of the handshake.
    pub handshake: Duration,
    /// The wait for a request on a fresh connection, and, on HTTP/1.1, for each request's complete head.
    pub request_head: Duration,
    /// How long an HTTP/2 connection may stay open between requests. On HTTP/1.1 the wait for the next head counts.
    pub idle: Duration,
    /// How long a connection may last; then it takes no further request.
    pub lifetime: Duration,
    /// Requests on one connection; then it takes no further one.
    pub requests: usize,
    /// How long the last answers may take once a connection has been told to end.
    pub farewell: Duration,
    /// The same for a connection on which nothing was ever asked. A first request may be on its way.
    pub silent_farewell: Duration,
    /// How long the answers may take that are under way when the server stops.
    pub drain: Duration,
    /// How long sent data may stay unacknowledged before the client is taken for gone.
    pub stall: Duration,
    /// Header fields of an HTTP/1.1 request.
    pub http1_headers: usize,
    /// Octets of an HTTP/1.1 request's head.
    pub http1_head_octets: usize,
    /// Requests at once on one HTTP/2 connection.
    pub http2_streams: u32,
    /// Octets of an HTTP/2 request's header list, unpacked.
    pub http2_header_octets: u32,
    /// Streams a client may open and reset before they are looked at (CVE-2023-44487).
    pub http2_pending_resets: usize,
    /// Streams a client may make us reset (CVE-2025-8671).
    pub http2_provoked_resets: usize,
    /// Octets of one answer that wait for an HTTP/2 client to read.
    pub http2_send_octets: usize,
    /// Octets of one request's body that an HTTP/2 client may send unread.
    pub http2_stream_window: u32,
    /// Octets of all bodies that an HTTP/2 client may send unread.
    pub http2_connection_window: u32,
}

impl Default for ListenerLimits {
    fn default() -> Self {
        Self {
            connections: 4_096,
            // Many readers share one Tor exit or one newsroom's router.
            connections_per_address: 256,
            exempt_addresses: Vec::new(),
            address_classes: false,
            handshake: Duration::from_secs(5),
            request_head: Duration::from_secs(10),
            idle: Duration::from_mins(1),
            lifetime: Duration::from_mins(10),
            requests: 1_000,
            // Over Tor, a file to keep takes minutes.
            farewell: Duration::from_mins(5),
            silent_farewell: Duration::from_secs(1),
            drain: Duration::from_secs(10),
            stall: Duration::from_mins(1),
            http1_headers: 64,
            http1_head_octets: 16 * 1024,
            http2_streams: 100,
            http2_header_octets: 16 * 1024,
            http2_pending_resets: 20,
            http2_provoked_resets: 64,
            http2_send_octets: 16 * 1024,
            http2_stream_window: 64 * 1024,
            http2_connection_window: 256 * 1024,
        }
    }
}

impl ListenerLimits {
    /// With no more connections than this process has files for.
    #[must_use]
    pub fn for_this_process(self) -> Self {
        self.within(open_files())
    }

    /// With no more connections than half the files this process may open: the other half is for everything else.
    /// Out of files, the server could not even open its database.
    #[must_use]
    pub(super) fn within(mut self, open_files: Option<usize>) -> Self {
        if let Some(most) = open_files.map(|files| files / 2)
            && most < self.connections
        {
            tracing::warn!(
                "at most {most} connections at once instead of {}, because this process may open only {} files: \
                 raise that with `LimitNOFILE=` or `ulimit -n`",
                self.connections,
                most * 2
            );
            self.connections = most;
        }
        self
    }
}

/// How many files this process may open, where the system says so.
pub(super) fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// What a listener counts: sums without names, addresses or times. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct ListenerCounts(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    accepted: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
    post_quantum: AtomicU64,
    classical: AtomicU64,
}

impl ListenerCounts {
    /// Connections accepted from the network, the refused ones among them.
    pub fn accepted(&self) -> u64 {
        self.0.accepted.load(Ordering::Relaxed)
    }

    /// Connections closed before the handshake because a limit was reached.
    pub fn refused(&self) -> u64 {
        self.0.refused.load(Ordering::Relaxed)
    }

    /// Connections whose handshake failed or took too long.
    pub fn failed(&self) -> u64 {
        self.0.failed.load(Ordering::Relaxed)
    }

    /// Handshakes whose key exchange also withstands a quantum computer.
    pub fn post_quantum(&self) -> u64 {
        self.0.post_quantum.load(Ordering::Relaxed)
    }

    /// Handshakes with a classical key exchange.
    pub fn classical(&self) -> u64 {
        self.0.classical.load(Ordering::Relaxed)
    }

    /// Counts a connection that was accepted.
    pub fn count_accepted(&self) {
        self.0.accepted.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts one that was closed because a limit was reached.
    pub fn count_refused(&self) {
        self.0.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_failed(&self) {
        self.0.failed.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_handshake(&self, post_quantum: bool) {
        let count = if post_quantum { &self.0.post_quantum } else { &self.0.classical };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_half_of_the_files_to_everything_else() {
        let limits = ListenerLimits { connections: 1_000, ..ListenerLimits::default() };
        assert_eq!(limits.clone().within(Some(1_024)).connections, 512);
        assert_eq!(limits.clone().within(Some(65_536)).connections, 1_000);
        assert_eq!(limits.within(None).connections, 1_000);
    }
}
