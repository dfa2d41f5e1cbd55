//! What a plan is asked for, and what it amounts to.

use directory::{Change, Name, Slug};

use super::person::Remark;

/// Gives sixteen fresh random octets each time it is called.
pub type RandomOctets<'a> = dyn FnMut() -> [u8; 16] + 'a;

/// What the person at the terminal asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publish drafts at once, and show hidden channels of which the file says that they are shown.
    pub publish: bool,
    /// Bring back whoever is paused and listed in the file.
    pub resume: bool,
    /// The outlet of those who name none. Without it, the directory's only outlet is taken.
    pub outlet: Option<Name>,
}

/// The changes that one person needs.
#[derive(Clone)]
pub struct Planned {
    /// In the order in which they must be applied; empty when nothing changes.
    pub changes: Vec<Change>,
    /// What they amount to.
    pub outcome: Outcome,
    /// What becomes of the status, in order.
    pub steps: Vec<Step>,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
}

/// A change of status. The report names each, because the public notices nothing sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A draft is on the page now.
    Published,
    /// Nobody sees a channel any more.
    Paused,
    /// A pause ends.
    Resumed,
    /// The profile is gone, and no import brings it back.
    Withdrawn,
}

impl Step {
    /// Whether one person does it: it closes a door.
    pub(super) const fn takes_one(self) -> bool {
        matches!(self, Self::Paused | Self::Withdrawn)
    }

    /// As the report writes it.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Paused => "paused",
            Self::Resumed => "back on the page",
            Self::Withdrawn => "withdrawn for good",
        }
    }
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new profile.
    Added(Slug),
    /// An existing profile changes.
    Updated(Slug),
    /// The directory says the same already.
    Unchanged(Slug),
}

impl Outcome {
    /// The profile's address.
    pub fn slug(&self) -> &Slug {
        match self {
            Self::Added(slug) | Self::Updated(slug) | Self::Unchanged(slug) => slug,
        }
    }
}
