//! A request as a handler sees it: its path's last part, its query, its headers. Never from which address.

use http::request::Parts;
use http::{HeaderMap, Method, Version};

use super::{Query, QueryError};

/// A request without its body.
#[derive(Clone)]
pub struct Asked(Parts);

/// What was asked for is nobody's to print.
impl std::fmt::Debug for Asked {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Asked(…)")
    }
}

impl Asked {
    /// A request with this head.
    pub const fn new(parts: Parts) -> Self {
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

    /// The version of HTTP.
    pub fn version(&self) -> Version {
        self.0.version
    }

    /// The path.
    pub fn path(&self) -> &str {
        self.0.uri.path()
    }

    /// The path with the query, if there is one.
    pub fn target(&self) -> &str {
        self.0.uri.path_and_query().map_or("/", |target| target.as_str())
    }

    /// What was noted of the connection that it came by.
    pub fn noted<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.0.extensions.get()
    }

    /// The parts of the path where `template` has names in braces, by those names. Not percent-decoded, like
    /// [`Asked::last_segment`].
    pub fn parameters(&self, template: &'static str) -> Vec<(&'static str, &str)> {
        let given = self.path().split('/');
        let names = template.split('/').map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        names.zip(given).filter_map(|(name, part)| Some((name?, part))).collect()
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
