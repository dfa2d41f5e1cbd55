//! What both sides share in speaking HTTP, knowing neither: routes with their rules, problems, conditional
//! answers, and the checks that every request passes before a handler sees it.

mod accept;
mod asked;
mod authority;
mod body;
mod conditional;
mod even;
mod gate;
mod gzip;
mod head_cost;
mod lent;
mod mount;
mod openapi;
mod pace;
mod problem;
mod query;
mod reading;
mod route;
pub mod routes;

pub use accept::{MediaRange, preferred, prefers_gzip};
pub use asked::Asked;
pub use authority::{Authorities, AuthorityError};
pub use body::{Chunks, Omitted};
pub use conditional::{EntityTag, matches_none};
pub use even::{Bucket, Evenness, Spare, Uneven, Variant, even_head, head_needs, prepare as prepare_padding};
pub use gate::{Gate, Network};
pub use gzip::{ENVELOPE_OCTETS, Opening};
pub use mount::{Mount, without_body};
pub use openapi::{Described, document as openapi_document};
pub use problem::{FieldProblem, Problem};
pub use query::{Query, QueryError};
pub use reading::{check_media_type, read_body};
pub use route::{Guard, Keeps, Leaves, Operation, Parameter, Place, Route, Side, Takes, Verb};
