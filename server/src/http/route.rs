//! An address with its rules: who may ask, and how long the answer keeps.

use directory::{Act, Strength};
use http::{HeaderValue, Method};

/// One address and method. `routes/` lists them all; what mounts takes nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// Its name in counters and documents.
    pub name: &'static str,
    /// The path, in axum's syntax, under the side's base path.
    pub path: &'static str,
    /// What is done there.
    pub verb: Verb,
    /// For people, for machines, for operators, or for staff.
    pub side: Side,
    /// Who may ask.
    pub guard: Guard,
    /// Which body comes with it.
    pub takes: Takes,
    /// How long the answer keeps.
    pub keeps: Keeps,
    /// When the answer leaves.
    pub leaves: Leaves,
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
    /// Pages for staff, on the admin listener: by cookie, and never by bearer token.
    StaffPages,
    /// Answers for staff's programs, on the admin listener: by bearer token, and never by cookie.
    StaffApi,
}

/// What is done at an address. HEAD and OPTIONS come with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Verb {
    /// Answers HEAD too.
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Verb {
    /// Whether a request of this method asks for it.
    pub fn answers(self, method: &Method) -> bool {
        *method == self.method() || (self == Self::Get && *method == Method::HEAD)
    }

    /// The method of the same name.
    pub const fn method(self) -> Method {
        match self {
            Self::Get => Method::GET,
            Self::Post => Method::POST,
            Self::Put => Method::PUT,
            Self::Patch => Method::PATCH,
            Self::Delete => Method::DELETE,
        }
    }
}

/// Which body an address takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// None. One that comes all the same is read and thrown away.
    Nothing,
    /// The fields of a form.
    Form,
    /// A JSON document.
    Json,
    /// A picture: as it is from a program, as a field of a form from a page.
    Photo,
    /// A file of people: as it is from a program, as a field of a form from a page.
    Import,
}

impl Takes {
    /// How long the body may be, in octets.
    pub const fn octets_max(self) -> usize {
        match self {
            Self::Nothing | Self::Form | Self::Json => 64 * 1024,
            Self::Photo => 2 * 1024 * 1024,
            Self::Import => 8 * 1024 * 1024,
        }
    }

    /// The media types that it may have, without their parameters, on that side.
    pub const fn media_types(self, side: Side) -> &'static [&'static str] {
        match (self, side) {
            (Self::Nothing, _) => &[],
            (Self::Form, _) => &["application/x-www-form-urlencoded"],
            (Self::Json, _) => &["application/json"],
            (Self::Photo | Self::Import, Side::StaffPages) => &["multipart/form-data"],
            (Self::Photo, _) => &["image/jpeg", "image/png", "image/webp"],
            (Self::Import, _) => &["application/json", "text/csv", "text/plain", "text/vcard"],
        }
    }
}

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody who reaches the public listener.
    Anyone,
    /// Everybody who reaches the admin listener: it tells nothing about people.
    AdminListener,
    /// Everybody who reaches the admin listener, to become somebody: signing in, being set up by a link, and what those
    /// pages are made of.
    Stranger,
    /// Whoever may do this act, and has shown who they are with this certainty.
    Staff(Act, Strength),
}

/// When an answer leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// As soon as it is made.
    AtOnce,
    /// A fixed while after its request was read, which is longer than any answer takes to make: so that the while does not
    /// tell which one it was.
    Paced,
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
    /// The path template, such as `/v1/profiles/{slug}.vcf`; empty where it is the route's own.
    pub path: &'static str,
    /// What it is, in a sentence.
    pub summary: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// The schema of its body, by its name in the document's components.
    pub body: Option<&'static str>,
    /// The media types it answers with; the first is the default.
    pub media_types: &'static [&'static str],
    /// The schema of a JSON answer, by its name in the document's components.
    pub schema: Option<&'static str>,
    /// The statuses of an answer.
    pub statuses: &'static [u16],
    /// The problems it may answer with, by status; those that every call of staff may meet need not stand here.
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
    /// In a header, always.
    Header,
    /// In a header, if the asker wants.
    OptionalHeader,
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
