//! “Somebody wrote to me from this number: is that one of yours?” answered from a saved directory, without asking
//! anybody. Pure: the file's octets and what was asked go in, the answer comes out.
//!
//! [`Saved::read`] finds every contact of a file that this server gave out; [`Handle::parse`] reads what the person
//! holds; [`Saved::look_up`] compares the two. A contact is compared by its `key`, which is the same for every way
//! of writing it. What is only *nearly* one of ours is the dangerous case, and is named with the true one beside it.

mod answer;
mod card;
mod json;
mod key;
mod near;
mod page;
mod saved;

pub use answer::{Answer, Listed, Verdict};
pub use key::{Handle, HandleError};
pub use near::Likeness;
pub use saved::{SAVED_OCTETS_MAX, Saved, SavedError};

#[cfg(test)]
mod tests;
