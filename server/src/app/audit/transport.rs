//! What a server does below HTTP: which TLS it speaks, and whether one visit can be linked to the next.

use super::AuditError;
use super::canary::Canaries;
use super::checks::finding;
use super::report::Finding;
use super::visits::Visitor;
use crate::config::{Settings, TlsVersion};
use crate::tls::{Offer, Protocol, call_plainly, old_hello};

/// The first octet of a TLS record that carries a handshake on (RFC 8446, 5.1): the server took the offer up.
const HANDSHAKE: u8 = 22;

pub(super) async fn look(
    visitor: &mut Visitor,
    settings: &Settings,
    canaries: &Canaries,
) -> Result<Vec<Finding>, AuditError> {
    let findings = vec![
        versions(visitor, settings).await?,
        plainly(visitor, canaries).await?,
        another_host(visitor, canaries).await,
        linked(visitor),
        post_quantum(visitor),
    ];
    Ok(findings)
}

/// TLS 1.3, and 1.2 where the settings say so.
async fn versions(visitor: &Visitor, settings: &Settings) -> Result<Finding, AuditError> {
    let mut wrong = Vec::new();
    let host = visitor.place.origin.host();
    for minor in [0, 1] {
        let answer = call_plainly(visitor.place.address, visitor.from, &old_hello(minor, host)).await?;
        if answer.first() == Some(&HANDSHAKE) {
            wrong.push(format!("TLS 1.{minor} is spoken"));
        }
    }
    let offer = Offer { protocol: Protocol::Http1, old: true };
    let speaks_old = visitor.caller.call(visitor.place.address, visitor.from, host, offer).await.is_ok();
    let promise = match settings.tls.minimum {
        TlsVersion::Tls13 => {
            if speaks_old {
                wrong.push("TLS 1.2 is spoken".to_owned());
            }
            "TLS 1.3 is spoken and nothing older."
        }
        TlsVersion::Tls12 => "TLS 1.3 is spoken, TLS 1.2 because the settings say so, and nothing older.",
    };
    Ok(finding("tls-versions", promise, &wrong))
}

/// Words without TLS get none in return.
async fn plainly(visitor: &Visitor, canaries: &Canaries) -> Result<Finding, AuditError> {
    let request = format!(
        "GET /r/{} HTTP/1.1\r\nHost: {}.invalid\r\nUser-Agent: {}\r\n\r\n",
        canaries.slug, canaries.host, canaries.agent
    );
    let answer = call_plainly(visitor.place.address, visitor.from, request.as_bytes()).await?;
    let wrong = if answer.starts_with(b"HTTP/") { vec!["it was answered".to_owned()] } else { Vec::new() };
    Ok(finding("plain-http", "A request without TLS is closed without an answer.", &wrong))
}

/// A name in the handshake that is not this server's is a word that a server may be tempted to log.
async fn another_host(visitor: &Visitor, canaries: &Canaries) -> Finding {
    let offer = Offer { protocol: Protocol::Http2, old: false };
    let name = format!("{}.invalid", canaries.host);
    let answered = visitor.caller.call(visitor.place.address, visitor.from, &name, offer).await.is_ok();
    let wrong = if answered { vec!["it was accepted".to_owned()] } else { Vec::new() };
    finding("other-hosts", "A handshake for another host is refused.", &wrong)
}

fn linked(visitor: &Visitor) -> Finding {
    let mut wrong = Vec::new();
    let offered = visitor.caller.sessions_offered();
    if offered > 0 {
        wrong.push(format!("{offered} sessions or tickets were offered"));
    }
    if visitor.resumed > 0 {
        wrong.push(format!("{} visits were recognised by an earlier session", visitor.resumed));
    }
    finding(
        "tickets",
        "No TLS ticket or session is handed out, and no visit is linked to an earlier one.",
        &wrong,
    )
}

fn post_quantum(visitor: &Visitor) -> Finding {
    let wrong = if visitor.post_quantum { Vec::new() } else { vec!["it was not".to_owned()] };
    finding(
        "post-quantum",
        "The key exchange (X25519MLKEM768) keeps recorded visits from being read by a quantum computer later.",
        &wrong,
    )
}
