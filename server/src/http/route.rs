//! An address with its rules: who may ask, and how long the answer keeps.

use http::HeaderValue;

/// One address. `routes.rs` lists them all; [`super::Mount`] takes nothing else.
#[derive(Debug)]
pub struct Route {
    /// Its name in counters and documents.
    pub name: &'static str,
    /// The path, in axum's syntax, under the side's base path.
    pub path: &'static str,
    /// For people, for machines, or for operators.
    pub side: Side,
    /// Who may ask.
    pub guard: Guard,
    /// How long the answer keeps.
    pub keeps: Keeps,
    /// What OpenAPI says of it: one entry for each address that the path stands for. Empty for pages.
    pub operations: &'static [Operation],
}

/// Whom an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Pages for people.
    Human,
    /// Answers for templates and tools.
    Machine,
    /// Answers for operators, on the admin listener.
    Operations,
}

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody who reaches the public listener.
    Anyone,
    /// Everybody who reaches the admin listener: it tells nothing about people.
    AdminListener,
}

/// How long an answer keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Nowhere: no browser, proxy or disk shall remember that it was asked for.
    Nowhere,
    /// A minute everywhere, and five more when we are down. A burned number must disappear within minutes.
    Minutes,
}

impl Keeps {
    /// The value of `Cache-Control` (RFC 9111, RFC 5861).
    pub const fn cache_control(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Nowhere => "no-store, no-cache, must-revalidate, no-transform, private, max-age=0",
            Self::Minutes => "public, max-age=60, s-maxage=60, stale-while-revalidate=60, stale-if-error=300",
        })
    }
}

/// One address as OpenAPI describes it.
#[derive(Debug)]
pub struct Operation {
    /// The path template, such as `/v1/profiles/{slug}.vcf`.
    pub path: &'static str,
    /// What it is, in a sentence.
    pub summary: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// The media types it answers with; the first is the default.
    pub media_types: &'static [&'static str],
    /// The schema of a JSON answer, by its name in the document's components.
    pub schema: Option<&'static str>,
    /// The problems it may answer with, by status.
    pub problems: &'static [u16],
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path, and so always.
    Path,
    /// In the query, if the asker wants.
    Query,
    /// In the query, always.
    NeededInQuery,
}

/// One parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Where it stands.
    pub place: Place,
    /// What it means.
    pub description: &'static str,
    /// Its JSON schema, as JSON.
    pub schema: &'static str,
}
