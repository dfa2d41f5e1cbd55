//! A request as a handler sees it: its path's last part, its query, its headers. Never who asked.

use http::request::Parts;
use http::{HeaderMap, Method};

use super::{Query, QueryError};

/// A request without its body, which the [`super::Gate`] has already read to its end.
#[derive(Debug)]
pub struct Asked(Parts);

impl Asked {
    pub(super) fn new(parts: Parts) -> Self {
        Self(parts)
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.0.method
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The path.
    pub fn path(&self) -> &str {
        self.0.uri.path()
    }

    /// What stands after the last slash. Not percent-decoded: every name we serve is plain ASCII, so a name that
    /// needs decoding is one we do not serve.
    pub fn last_segment(&self) -> &str {
        self.path().rsplit('/').next().unwrap_or_default()
    }

    /// The query's parameters, each known and given once.
    pub fn query(&self, known: &[&'static str]) -> Result<Query, QueryError> {
        Query::parse(self.0.uri.query().unwrap_or_default(), known)
    }
}
