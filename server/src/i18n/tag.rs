//! The few tags that a message may hold. What they become is the pages' business.

/// A tag of a message: `<strong>` … `</strong>`. Everything else between angle brackets is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tag {
    /// What must not be overlooked.
    Strong,
    /// A word that is spoken of, or stressed.
    Em,
    /// A link to the directory.
    Directory,
    /// A link to the page on safety.
    Safety,
    /// A link to the page on checking a contact.
    Verify,
    /// A link to the page on privacy.
    Privacy,
    /// A link to the file to take along.
    TakeAlong,
    /// A link to what each kind of channel hides and reveals, further down on the same page.
    Kinds,
}

impl Tag {
    /// Every tag.
    pub const ALL: [Self; 8] = [
        Self::Strong,
        Self::Em,
        Self::Directory,
        Self::Safety,
        Self::Verify,
        Self::Privacy,
        Self::TakeAlong,
        Self::Kinds,
    ];

    /// As it is written in a message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Em => "em",
            Self::Directory => "directory",
            Self::Safety => "safety",
            Self::Verify => "verify",
            Self::Privacy => "privacy",
            Self::TakeAlong => "take-along",
            Self::Kinds => "kinds",
        }
    }

    /// Whether it becomes a link. A link within a link is no HTML.
    pub const fn is_link(self) -> bool {
        match self {
            Self::Strong | Self::Em => false,
            Self::Directory | Self::Safety | Self::Verify | Self::Privacy | Self::TakeAlong | Self::Kinds => {
                true
            }
        }
    }

    /// The tag that is written so.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }
}
