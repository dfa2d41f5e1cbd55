//! What the interface says, in each of its languages: messages in Fluent's form (`server/locales/`), which a newsroom
//! can replace one by one from a folder of its own.
//!
//! A message becomes parts: its text, its few tags, and the places of its arguments. Whoever fills them in needs no
//! Fluent at run time.

mod catalog;
mod file;
mod folder;
mod locale;
mod messages;
mod refusal;
mod review;
mod tag;

#[cfg(test)]
mod tests;

pub use catalog::Catalog;
pub use locale::{Locale, NoLocale};
pub use messages::{Message, Part, arguments_of, ids, place_of};
pub use refusal::{CatalogError, Problem, Refusal, Refusals};
pub use review::Review;
pub use tag::Tag;
