//! The frame around every staff page: its title, the ways to the other pages, who is signed in, what was just done, and
//! what is wrong with what was typed.

use directory::{Act, Reach};

use super::form::{Fault, Faults};
use super::markup::Markup;
use super::passkey::script_integrity;
use crate::auth::Visitor;

/// A page's frame.
pub(super) struct Frame {
    /// What the window is called, after whether something is wrong.
    pub(super) title: String,
    /// The newsroom's name.
    pub(super) newsroom: String,
    /// Who is signed in.
    pub(super) who: Option<Who>,
    /// What everybody who sees this page should know.
    pub(super) banners: Vec<&'static str>,
    /// What was just done.
    pub(super) notice: Option<&'static str>,
    /// What is wrong with what was typed.
    pub(super) faults: Faults,
    /// Whether the page is looked at again by itself, because something is under way.
    pub(super) reloads: bool,
    /// Whether the page has a passkey button, and so the one script.
    pub(super) has_passkeys: bool,
    pub(super) stylesheet: Markup,
    pub(super) integrity: &'static str,
}

/// Who is signed in, as the frame shows them.
pub(super) struct Who {
    pub(super) name: String,
    pub(super) role: &'static str,
    pub(super) places: Vec<Place>,
}

/// A way to another page.
pub(super) struct Place {
    pub(super) address: &'static str,
    pub(super) words: &'static str,
    pub(super) is_here: bool,
}

/// The pages that the frame leads to, for those who may go there.
const PLACES: [(&str, &str, Act); 8] = [
    ("/", "Directory", Act::ReadProfiles),
    ("/proposals", "Proposals", Act::ReadProposals),
    ("/history", "History", Act::ReadHistory),
    ("/import", "Import", Act::Import),
    ("/lists", "Beats and outlets", Act::MakeProfiles),
    ("/accounts", "Accounts", Act::ReadAccounts),
    ("/tokens", "Tokens", Act::KeepTokens),
    ("/settings", "Settings", Act::ReadSettings),
];

impl Frame {
    /// The frame of a page for nobody in particular.
    pub(super) fn new(newsroom: &str, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            newsroom: newsroom.to_owned(),
            who: None,
            banners: Vec::new(),
            notice: None,
            faults: Faults::default(),
            reloads: false,
            has_passkeys: false,
            stylesheet: Markup::stylesheet(),
            integrity: script_integrity(),
        }
    }

    /// The same for somebody who is signed in, at `here`.
    #[must_use]
    pub(super) fn signed_in(mut self, visitor: &Visitor, here: &str) -> Self {
        let role = visitor.account().role;
        let may = |act: &Act| visitor.is_set_up() && role.reaches(*act) > Reach::Nothing;
        let places = PLACES
            .iter()
            .filter(|(_, _, act)| may(act))
            .map(|(address, words, _)| Place { address, words, is_here: *address == here })
            .collect();
        self.who = Some(Who { name: visitor.account().name.to_string(), role: role.as_str(), places });
        self
    }

    /// The same with what is wrong.
    #[must_use]
    pub(super) fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// The same with what was just done.
    #[must_use]
    pub(super) fn notice(mut self, notice: Option<&'static str>) -> Self {
        self.notice = notice;
        self
    }

    /// The same with the script for passkeys.
    #[must_use]
    pub(super) fn with_passkeys(mut self) -> Self {
        self.has_passkeys = true;
        self
    }

    /// The same, looked at again every two seconds.
    #[must_use]
    pub(super) fn reloading(mut self) -> Self {
        self.reloads = true;
        self
    }

    pub(super) fn is_faulty(&self) -> bool {
        !self.faults.is_empty()
    }

    pub(super) fn all_faults(&self) -> impl Iterator<Item = &Fault> {
        self.faults.iter()
    }
}
