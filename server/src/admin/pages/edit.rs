//! What all forms that edit something have in common: they name the revision that the editor saw, and when somebody else
//! came first they say what changed meanwhile and keep what was typed.

use askama::Template;
use directory::{Act, Profile, Strength};
use http::StatusCode;

use super::form::{Faults, Typed};
use super::layout::Frame;
use super::markup::{Markup, rendered};
use super::telling;
use super::visit::{Answered, Reply, Visit, short};
use crate::http::Problem;
use crate::store::Stored;
use crate::store::records::{CHANGED, HistoryQuery};

/// How many entries of the history are looked at for what changed meanwhile.
const LOOKED_AT: usize = 50;
/// How many of them are shown.
const SHOWN: usize = 10;

/// A form that edits something.
#[derive(Template)]
#[template(path = "staff/edit.html")]
pub(super) struct Edit {
    pub(super) frame: Frame,
    pub(super) heading: &'static str,
    /// Whose form it is, and the way back there.
    pub(super) of: Option<(String, String)>,
    /// What happens when it is sent.
    pub(super) deck: &'static str,
    /// The revision that it starts from, and what changed since an older one.
    pub(super) revision: u64,
    pub(super) meanwhile: Option<Vec<String>>,
    pub(super) fields: Vec<Markup>,
    pub(super) button: &'static str,
    /// Whether a file comes with it.
    pub(super) has_file: bool,
}

/// Where a form stands: fresh, come back with faults, or overtaken by somebody else.
pub(super) struct Standing {
    pub(super) typed: Typed,
    pub(super) faults: Faults,
    /// What changed meanwhile, where somebody else came first.
    pub(super) meanwhile: Option<Vec<String>>,
}

impl Standing {
    /// A form with `typed` in it.
    pub(super) fn fresh(typed: Typed) -> Self {
        Self { typed, faults: Faults::default(), meanwhile: None }
    }

    /// A form that comes back.
    pub(super) fn faulty(typed: &Typed, faults: Faults) -> Self {
        Self { typed: typed.clone(), faults, meanwhile: None }
    }
}

impl Visit<'_> {
    /// The revision that the form started from. One without any is as good as stale.
    pub(super) fn revision(&self) -> u64 {
        self.typed.one("revision").parse().unwrap_or(0)
    }

    /// A form that somebody else's edit overtook: what changed meanwhile, and what was typed.
    pub(super) async fn overtaken(&self, stored: &Stored, profile: &Profile) -> Result<Standing, Problem> {
        let meanwhile = self.since(stored, profile, self.revision()).await?;
        let words = "Somebody else changed this profile while you were typing. Look below at what changed, and send \
                     yours again if it still holds";
        Ok(Standing { typed: self.typed.clone(), faults: Faults::whole(words), meanwhile: Some(meanwhile) })
    }

    /// What changed of `profile` since that revision, in words.
    async fn since(&self, stored: &Stored, profile: &Profile, revision: u64) -> Result<Vec<String>, Problem> {
        let Ok(by) = self.by.visitor().permit(Act::ReadHistory, Strength::SignedIn) else {
            return Ok(Vec::new());
        };
        let query =
            HistoryQuery { profile: Some(profile.id.clone()), limit: LOOKED_AT, ..HistoryQuery::default() };
        let entries = self.staff.editing.history(&by, query).await?;
        let names = self.names().await?;
        // Each change takes the profile one revision further. An entry's own revision is the whole directory's.
        let later = usize::try_from(profile.revision.saturating_sub(revision)).unwrap_or(usize::MAX);
        let changes = entries.iter().filter(|entry| entry.act == CHANGED);
        Ok(changes
            .take(later.min(SHOWN))
            .map(|entry| {
                let words = telling::entry(entry, &stored.directory, &names).join("; ");
                format!("{}: {words}", names.actor(&entry.actor))
            })
            .collect())
    }

    /// A form that edits `profile`.
    pub(super) fn edit_form(
        &self,
        profile: &Profile,
        heading: &'static str,
        standing: Standing,
        fields: Vec<Markup>,
    ) -> Edit {
        let frame = self.frame(format!("{heading}: {}", short(&profile.name)), "");
        Edit {
            frame: frame.faults(standing.faults),
            heading,
            of: Some((profile.name.to_string(), format!("/profiles/{}", profile.slug))),
            deck: "",
            revision: profile.revision,
            meanwhile: standing.meanwhile,
            fields,
            button: "Save",
            has_file: false,
        }
    }
}

impl Edit {
    /// The same with what happens when it is sent.
    #[must_use]
    pub(super) fn deck(mut self, deck: &'static str) -> Self {
        self.deck = deck;
        self
    }

    /// The same with another word on its button.
    #[must_use]
    pub(super) fn button(mut self, button: &'static str) -> Self {
        self.button = button;
        self
    }

    /// As the answer: 422 where something is to be put right.
    pub(super) fn answer(self) -> Answered {
        if self.meanwhile.is_some() {
            return Ok(Reply::Page(StatusCode::CONFLICT, rendered(&self)));
        }
        let is_faulty = self.frame.is_faulty();
        Reply::form(&self, is_faulty)
    }
}
