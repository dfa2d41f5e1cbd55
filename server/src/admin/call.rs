//! A request as a handler of the admin side sees it.

use axum::body::Bytes;
use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE};

use crate::auth::AddressClass;
use crate::http::{Asked, Network, Route};

/// The cookie of a browser session. The prefix makes browsers accept it from this very host over TLS alone.
pub const SESSION_COOKIE: &str = "__Host-masthead";

/// A request: its head, the names in its path, and its body.
pub struct Call {
    route: &'static Route,
    asked: Asked,
    body: Bytes,
}

impl Call {
    pub(super) const fn new(route: &'static Route, asked: Asked, body: Bytes) -> Self {
        Self { route, asked, body }
    }

    /// The route that it came by.
    pub const fn route(&self) -> &'static Route {
        self.route
    }

    /// Its head.
    pub const fn asked(&self) -> &Asked {
        &self.asked
    }

    /// What stands in the path where the route has `{name}`. Not decoded: every name that we give is plain ASCII.
    pub fn parameter(&self, name: &str) -> &str {
        let parameters = self.asked.parameters(self.route.path);
        parameters.into_iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// Its body, whole.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Where it comes from, for throttling.
    pub fn from(&self) -> AddressClass {
        AddressClass(self.asked.noted::<Network>().copied().unwrap_or_default().0)
    }

    /// The session cookie, for pages that look different to whoever is signed in.
    pub fn cookie(&self) -> Option<&str> {
        session_cookie(self.asked.headers())
    }
}

/// The value of the one session cookie. Of two, none is taken: only one of them can be ours.
pub(super) fn session_cookie(headers: &HeaderMap) -> Option<&str> {
    let crumbs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = crumbs.flat_map(|crumb| crumb.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(name, _)| *name == SESSION_COOKIE).map(|(_, value)| value);
    values.next().filter(|_| values.next().is_none())
}

/// The one bearer token (RFC 6750, 2.1).
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next().filter(|_| values.next().is_none())?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(http::HeaderName, &str)]) -> HeaderMap {
        pairs.iter().fold(HeaderMap::new(), |mut headers, (name, value)| {
            headers.append(name.clone(), value.parse().unwrap());
            headers
        })
    }

    #[test]
    fn the_session_cookie_is_found_among_others() {
        assert_eq!(session_cookie(&headers(&[(COOKIE, "a=b; __Host-masthead=secret")])), Some("secret"));
        assert_eq!(
            session_cookie(&headers(&[(COOKIE, "a=b"), (COOKIE, "__Host-masthead=secret")])),
            Some("secret")
        );
    }

    #[test]
    fn of_two_session_cookies_none_is_taken() {
        let twice = headers(&[(COOKIE, "__Host-masthead=a; __Host-masthead=b")]);
        assert_eq!(session_cookie(&twice), None);
        assert_eq!(session_cookie(&headers(&[(COOKIE, "masthead=a; x__Host-masthead=b")])), None);
    }

    #[test]
    fn one_bearer_token_is_taken_and_nothing_else_is() {
        assert_eq!(bearer(&headers(&[(AUTHORIZATION, "bearer abc")])), Some("abc"));
        assert_eq!(bearer(&headers(&[(AUTHORIZATION, "Basic abc")])), None);
        assert_eq!(bearer(&headers(&[(AUTHORIZATION, "Bearer ")])), None);
        assert_eq!(bearer(&headers(&[(AUTHORIZATION, "Bearer a"), (AUTHORIZATION, "Bearer b")])), None);
    }
}
