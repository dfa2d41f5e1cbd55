//! The TLS listener: who may connect, with which certificate, for how long; HTTP begins where it ends.
//!
//! A connection passes, in this order: [`Listener`] (accepts), `admission` (counts, before anything is computed),
//! `wire` (the socket during the handshake), `handshake` (TLS as `cryptography` sets it up, with the [`Identity`]'s
//! certificate), `connection` (HTTP/1.1 or HTTP/2, as agreed in the handshake), `activity` (ends what lasts too
//! long). Nothing here knows what is served, and what is served learns no address: [`Peer`] has at most a `class`.

mod accepting;
mod activity;
mod admission;
mod authority;
mod caller;
mod certificate;
mod class;
mod coalesce;
mod connection;
mod cryptography;
mod handshake;
mod host;
mod identity;
mod limits;
mod listener;
mod streams;
mod whole_file;
mod wire;

#[cfg(test)]
mod tests;

pub use accepting::{Accept, accept_until};
pub use authority::{AuthorityError, LocalAuthority, Outcome};
pub use caller::{Called, Caller, CallerError, CallerStream, Offer, call_plainly, old_hello};
pub use certificate::{CertificateError, CertificateReport, TlsFiles};
pub use connection::serve_http1;
pub use cryptography::Oldest;
pub use identity::{Identity, Reload};
pub use limits::{ListenerCounts, ListenerLimits};
pub use listener::{BindError, Listener, serve};

/// What is known about the other end of a connection. Its address is not: what is not handed on cannot be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The name the client asked for in the handshake, in lower case; `None` when it named none.
    pub server_name: Option<String>,
    /// The protocol agreed on in the handshake.
    pub protocol: Protocol,
    /// A keyed hash of its network, where [`ListenerLimits::address_classes`] asks for it; the key changes every ten
    /// minutes and exists in memory only.
    pub address_class: Option<u64>,
}

/// The protocol a connection speaks, chosen by ALPN alone and never by looking at the first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// HTTP/1.1, also for a client that offers no ALPN.
    Http1,
    /// HTTP/2.
    Http2,
}

/// Draws the first random number on a thread of its own. AWS-LC takes some 30 ms for it and next to nothing for
/// the later ones, so the start does other work meanwhile, and the first visitor does not wait.
pub fn warm_random() {
    std::thread::spawn(|| crate::secret::Random::system().octets::<1>());
}
