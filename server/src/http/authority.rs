//! Which hosts are answered. A request names exactly one authority, from the allowed list, and the same host as
//! the handshake did: otherwise another site's page, or a stale DNS record, could be made to speak for us.

use http::header::HOST;
use http::uri::{Authority, Scheme};
use http::{HeaderMap, Uri};

use crate::config::Origin;

/// The authorities that are answered, over one scheme.
#[derive(Clone, Debug)]
pub struct Authorities {
    hosts: Vec<String>,
    ports: Vec<u16>,
    /// The port of a request that names none.
    default_port: u16,
    scheme: Scheme,
}

/// Why a request's authority is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorityError {
    /// None, several, or two that differ: 400.
    NotOne,
    /// Not one of ours, or not the one of the handshake: 421.
    Misdirected,
}

impl Authorities {
    /// The origin's host and further `hosts`, each with the origin's port or the port listened on.
    pub fn new(origin: &Origin, hosts: &[String], listening: u16) -> Self {
        let mut all = vec![origin.host().to_owned()];
        all.extend(hosts.iter().cloned());
        let ports = vec![origin.port(), listening];
        Self { hosts: all, ports, default_port: 443, scheme: Scheme::HTTPS }
    }

    /// An onion service's `host` and no other, over HTTP: Tor hands on what asked for its port 80.
    pub fn of_onion(host: &str) -> Self {
        Self { hosts: vec![host.to_owned()], ports: vec![80], default_port: 80, scheme: Scheme::HTTP }
    }

    /// Checks a request's authority against the list and against the handshake's server name, if it had one.
    pub fn check(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        server_name: Option<&str>,
    ) -> Result<(), AuthorityError> {
        let authority = the_one(uri, headers)?;
        let host = authority.host().to_ascii_lowercase();
        let host = host.strip_suffix('.').unwrap_or(&host);
        let port = match authority.port() {
            // The `http` crate reads `+443` as a number; a port is digits (RFC 3986, 3.2.3).
            Some(port) if port.as_str().starts_with('+') => return Err(AuthorityError::NotOne),
            Some(port) => port.as_u16(),
            None if authority.as_str().ends_with(':') => return Err(AuthorityError::NotOne),
            None => self.default_port,
        };
        // Inside TLS, an `http:` target is not ours to answer for (RFC 9110, 4.2.4 and 7.4), and the other way round.
        let secure = uri.scheme().is_none_or(|scheme| *scheme == self.scheme);
        let listed = self.hosts.iter().any(|allowed| allowed == host) && self.ports.contains(&port);
        let same = server_name.is_none_or(|name| name.eq_ignore_ascii_case(host));
        if secure && listed && same { Ok(()) } else { Err(AuthorityError::Misdirected) }
    }
}

/// The one authority of a request: of the `Host` header, of an absolute target, or of `:authority`; equal where
/// there are two (RFC 9112, 3.2.2 and RFC 9113, 8.3.1).
fn the_one(uri: &Uri, headers: &HeaderMap) -> Result<Authority, AuthorityError> {
    let mut hosts = headers.get_all(HOST).iter();
    let header = hosts.next();
    if hosts.next().is_some() {
        return Err(AuthorityError::NotOne);
    }
    let header = header
        .map(|value| Authority::try_from(value.as_bytes()).map_err(|_| AuthorityError::NotOne))
        .transpose()?;
    let target = uri.authority().cloned();
    let authority = match (header, target) {
        (Some(header), Some(target)) if header != target => return Err(AuthorityError::NotOne),
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => return Err(AuthorityError::NotOne),
    };
    // A user name before the host is not part of an http(s) authority (RFC 9110, 4.2.4).
    if authority.as_str().contains('@') { Err(AuthorityError::NotOne) } else { Ok(authority) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(uri: &str, hosts: &[&str], server_name: Option<&str>) -> Result<(), AuthorityError> {
        let origin = Origin::parse("https://paper.example").unwrap();
        let authorities = Authorities::new(&origin, &["www.paper.example".to_owned()], 8443);
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, host.parse().unwrap());
        }
        authorities.check(&uri.parse().unwrap(), &headers, server_name)
    }

    #[test]
    fn a_listed_authority_is_answered() {
        assert_eq!(check("/", &["paper.example"], Some("paper.example")), Ok(()));
        assert_eq!(check("/", &["Paper.Example:8443"], None), Ok(()));
        assert_eq!(check("https://www.paper.example/", &[], Some("www.paper.example")), Ok(()));
    }

    #[test]
    fn a_request_without_exactly_one_authority_is_refused() {
        assert_eq!(check("/", &[], None), Err(AuthorityError::NotOne));
        assert_eq!(check("/", &["paper.example", "paper.example"], None), Err(AuthorityError::NotOne));
        assert_eq!(check("https://evil.example/", &["paper.example"], None), Err(AuthorityError::NotOne));
        assert_eq!(check("/", &["me@paper.example"], None), Err(AuthorityError::NotOne));
        assert_eq!(check("/", &["paper.example:+443"], None), Err(AuthorityError::NotOne));
    }

    #[test]
    fn an_onion_service_answers_its_address_over_http_and_nothing_else() {
        let check = |uri: &str, host: &str| {
            let mut headers = HeaderMap::new();
            headers.append(HOST, host.parse().unwrap());
            Authorities::of_onion("abc.onion").check(&uri.parse().unwrap(), &headers, None)
        };
        for host in ["abc.onion", "ABC.onion", "abc.onion.", "abc.onion:80"] {
            assert_eq!(check("/", host), Ok(()), "{host}");
        }
        assert_eq!(check("http://abc.onion/", "abc.onion"), Ok(()));
        for host in ["paper.example", "www.abc.onion", "abc.onion:443", "localhost", "127.0.0.1"] {
            assert_eq!(check("/", host), Err(AuthorityError::Misdirected), "{host}");
        }
        assert_eq!(check("https://abc.onion/", "abc.onion"), Err(AuthorityError::Misdirected));
        assert_eq!(check("/", ""), Err(AuthorityError::NotOne));
    }

    #[test]
    fn an_unlisted_authority_or_another_than_the_handshakes_is_misdirected() {
        assert_eq!(check("/", &["evil.example"], None), Err(AuthorityError::Misdirected));
        assert_eq!(check("/", &["paper.example:1"], None), Err(AuthorityError::Misdirected));
        assert_eq!(check("http://paper.example/", &[], None), Err(AuthorityError::Misdirected));
        assert_eq!(
            check("/", &["paper.example"], Some("www.paper.example")),
            Err(AuthorityError::Misdirected)
        );
    }
}
