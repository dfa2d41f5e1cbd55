//! Why words cannot be used: which file, which line, and what is wrong there.

use std::fmt;
use std::path::PathBuf;

/// How many refusals are told at once.
const TOLD_MAX: usize = 20;

/// Why the messages cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// Files say what they cannot.
    #[error(transparent)]
    Refused(#[from] Refusals),
    /// The folder, or a file of it, cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file of the folder is named after no language.
    #[error(
        "{} is not one of the languages: en.ftl, es.ftl, fr.ftl, de.ftl, ru.ftl, ar.ftl, fa.ftl, zh.ftl",
        path.display()
    )]
    NoLanguage {
        /// Which.
        path: PathBuf,
    },
    /// A file is not text, or longer than all messages together could be.
    #[error("{} {problem}", path.display())]
    NoText {
        /// Which.
        path: PathBuf,
        /// What it is instead.
        problem: &'static str,
    },
}

/// Everything that is wrong in the files of messages, in their order: whoever mends them wants to do it once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Refusals(pub(super) Vec<Refusal>);

impl Refusals {
    /// `catalog`, if nothing was refused.
    pub(super) fn none_or<T>(self, catalog: T) -> Result<T, CatalogError> {
        if self.0.is_empty() { Ok(catalog) } else { Err(self.into()) }
    }
}

impl std::error::Error for Refusals {}

impl fmt::Display for Refusals {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, Refusal { file, line, problem }) in self.0.iter().take(TOLD_MAX).enumerate() {
            let separator = if place > 0 { "\n" } else { "" };
            write!(formatter, "{separator}{file}:{line}: {problem}")?;
        }
        match self.0.len().saturating_sub(TOLD_MAX) {
            0 => Ok(()),
            more => write!(formatter, "\nand {more} more"),
        }
    }
}

/// One thing that is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What can be wrong with a message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file is not in Fluent's form here.
    #[error("this is not in Fluent’s form: {0}")]
    Form(String),
    /// A term (`-name = …`).
    #[error("`-{0}` is a term; only messages are read here")]
    Term(String),
    /// An attribute of a message.
    #[error("`{0}` has an attribute; only plain messages are read here")]
    Attribute(String),
    /// The same id twice.
    #[error("`{0}` stands in this file twice")]
    Twice(String),
    /// Something between braces that is not an argument's name.
    #[error("`{0}`: between braces stands an argument’s name ({{ $name }}) or quoted text, and nothing else")]
    Placeable(String),
    /// A letter that is seen by nobody, or means something else to a computer than to its reader.
    #[error("`{id}` holds U+{letter:04X}, which a page must not hold")]
    Letter {
        /// The message.
        id: String,
        /// The letter's number.
        letter: u32,
    },
    /// Something between angle brackets that is no tag of ours.
    #[error(
        "`{id}`: <{name}> is no tag; there are <strong>, <em>, <directory>, <safety>, <verify>, <privacy>, <take-along> and <kinds>"
    )]
    NoSuchTag {
        /// The message.
        id: String,
        /// What stands there.
        name: String,
    },
    /// A tag that is not closed, or not where it was opened.
    #[error("`{id}`: <{name}> is not opened and closed in order")]
    Unbalanced {
        /// The message.
        id: String,
        /// The tag.
        name: &'static str,
    },
    /// A link within a link.
    #[error("`{id}`: <{name}> stands within another link")]
    LinkInLink {
        /// The message.
        id: String,
        /// The tag.
        name: &'static str,
    },
    /// A tag that the English message does not hold.
    #[error(
        "`{id}`: the English message holds no <{name}>, and where it stands there may be no room for one"
    )]
    TagElsewhere {
        /// The message.
        id: String,
        /// The tag.
        name: &'static str,
    },
    /// An id that is no message's.
    #[error("there is no message `{id}`")]
    NoSuchMessage {
        /// What was written.
        id: String,
    },
    /// An argument that the message does not have.
    #[error("`{id}` takes no argument $`{name}`")]
    NoSuchArgument {
        /// The message.
        id: String,
        /// The argument.
        name: String,
    },
    /// An argument that must be said, and is not.
    #[error("`{id}` has to say {{ ${name} }}")]
    MissingArgument {
        /// The message.
        id: String,
        /// The argument.
        name: String,
    },
    /// Longer than anything that fits a page.
    #[error("`{0}` is longer than a message may be")]
    TooLong(String),
    /// A mark of review that does not say by whom and when.
    #[error("`reviewed-by` is a name and a month: reviewed-by = Amal Haddad, 2026-11")]
    Review,
    /// A mark of review where there is nothing to compare with.
    #[error("English is the original: there is no `reviewed-by` in en.ftl")]
    ReviewOfOriginal,
}
