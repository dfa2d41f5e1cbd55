//! One request for a page, by somebody who is signed in and may make it; and what it is answered with.

use std::sync::Arc;

use directory::{Act, Name, Profile, Slug, Strength, Timestamp};
use http::StatusCode;

use super::form::{Faults, Typed};
use super::layout::Frame;
use super::markup::rendered;
use super::upload::File;
use crate::admin::{Admin, Staff};
use crate::auth::{AddressClass, Opened, Permission, Refusal};
use crate::editing::{Outcome, SubmitError};
use crate::http::Problem;
use crate::store::Stored;

/// A request of somebody who is signed in.
pub(super) struct Visit<'a> {
    /// What the work is done with.
    pub(super) staff: &'a Staff,
    /// The whole side, for work that outlives the request.
    pub(super) admin: &'a Arc<Admin>,
    /// Who asks, and that they may.
    pub(super) by: &'a Permission,
    /// Which network they come from, coarsely.
    pub(super) from: AddressClass,
    /// The pieces of the path that are not fixed, in order.
    pub(super) pieces: &'a [String],
    /// What stands behind the question mark.
    pub(super) query: &'a Typed,
    /// What was typed.
    pub(super) typed: &'a Typed,
    /// The file that came with it.
    pub(super) file: Option<&'a File>,
    /// What the script sent.
    pub(super) json: &'a serde_json::Value,
}

/// What a page's handler answers.
pub(super) enum Reply {
    /// A page.
    Page(StatusCode, String),
    /// Look there: what a form did shows on another page, so that reloading it does nothing twice.
    See(String),
    /// The same, with the cookie of a session that was just opened.
    Opened(Box<Opened>, String),
    /// The same, after which the browser forgets everything of us.
    Forgotten(String),
    /// A file to keep.
    File {
        /// Its media type.
        media_type: &'static str,
        /// What it is called.
        name: &'static str,
        /// What it holds.
        octets: Vec<u8>,
    },
    /// JSON, for the script.
    Json(serde_json::Value),
    /// JSON for the script, with the cookie of a session that was just opened.
    OpenedJson(Box<Opened>, serde_json::Value),
}

/// A page's answer, or why there is none.
pub(super) type Answered = Result<Reply, Problem>;

#[expect(clippy::unnecessary_wraps, reason = "handlers end with it")]
impl Reply {
    /// A page that shows something.
    pub(super) fn page(template: &impl askama::Template) -> Answered {
        Ok(Self::Page(StatusCode::OK, rendered(template)))
    }

    /// A form that comes back, because something in it is wrong.
    pub(super) fn again(template: &impl askama::Template) -> Answered {
        Ok(Self::Page(StatusCode::UNPROCESSABLE_ENTITY, rendered(template)))
    }

    /// A page, or the form that comes back where `faults` says so.
    pub(super) fn form(template: &impl askama::Template, faults: bool) -> Answered {
        if faults { Self::again(template) } else { Self::page(template) }
    }

    /// Look there.
    pub(super) fn see(address: impl Into<String>) -> Answered {
        Ok(Self::See(address.into()))
    }
}

impl Visit<'_> {
    /// The frame of this visitor's page.
    pub(super) fn frame(&self, title: impl Into<String>, here: &str) -> Frame {
        let newsroom = self.staff.settings.newsroom.name.trim();
        let mut frame = Frame::new(newsroom, title).signed_in(self.by.visitor(), here);
        if self.by.visitor().is_set_up()
            && !self.staff.spool.is_on()
            && self.by.account().role == directory::Role::Owner
        {
            frame.banners.push(
                "Alerts are off: no mail server is set, so that nobody is told by mail when a profile changes.",
            );
        }
        frame.notice(done(self.query.one("done")))
    }

    /// When it is.
    pub(super) fn now(&self) -> Timestamp {
        self.by.at()
    }

    /// The piece of the path with that number.
    pub(super) fn piece(&self, number: usize) -> &str {
        self.pieces.get(number).map_or("", String::as_str)
    }

    /// Whether this visitor may do that at all: to offer no button that would be refused.
    pub(super) fn may(&self, act: Act) -> bool {
        self.by.visitor().permit(act, Strength::SignedIn).is_ok()
    }

    /// Whether a second factor was shown within the last ten minutes.
    pub(super) fn is_recent(&self) -> bool {
        self.by.visitor().strength() == Strength::Recent
    }

    /// The directory as it is now.
    pub(super) async fn directory(&self) -> Result<Arc<Stored>, Problem> {
        Ok(self.staff.editing.directory().await?)
    }

    /// The profile whose slug the path names, if it exists for this visitor.
    pub(super) fn profile<'s>(&self, stored: &'s Stored) -> Result<&'s Profile, Problem> {
        let slug = Slug::parse(self.piece(0)).map_err(|_| nothing_here())?;
        let profile = stored.directory.by_slug(&slug).ok_or_else(nothing_here)?;
        self.by.covers(&profile.id)?;
        Ok(profile)
    }

    /// What colleagues are called.
    pub(super) async fn names(&self) -> Result<super::people::Names, Problem> {
        Ok(super::people::Names::new(self.staff.auth.names(self.by).await?))
    }
}

/// There is no such page, or none for this visitor: the same words for both.
pub(super) fn nothing_here() -> Problem {
    crate::admin::problem::unknown()
}

/// What became of a form that was sent.
pub(super) enum Tried {
    /// It is done, or waits.
    Done(Outcome),
    /// It comes back with this.
    Faulty(Faults),
    /// Somebody else edited the same first.
    Stale,
}

/// Tells apart what is done, what somebody can put right, and what is another page altogether.
pub(super) fn tried(result: Result<Outcome, SubmitError>) -> Result<Tried, Problem> {
    match result {
        Ok(outcome) => Ok(Tried::Done(outcome)),
        Err(SubmitError::Rule(rule)) => Ok(Tried::Faulty(of_rule(&rule))),
        Err(SubmitError::Refused(Refusal::StepUp)) => Ok(Tried::Faulty(Faults::code_needed())),
        Err(SubmitError::Stale) => Ok(Tried::Stale),
        Err(
            refused @ (SubmitError::Account(_)
            | SubmitError::Preview(_)
            | SubmitError::TooManyClosings
            | SubmitError::TooManyWaiting),
        ) => Ok(Tried::Faulty(Faults::whole(refused.to_string()))),
        Err(other) => Err(other.into()),
    }
}

/// A rule's words, beside the field that they are about where the form has it.
fn of_rule(rule: &directory::ApplyError) -> Faults {
    const FIELDS: [&str; 6] = ["name", "slug", "outlet", "beats", "desk", "kind"];
    let field = rule.field().filter(|field| FIELDS.contains(field)).unwrap_or_default();
    Faults::of(field, rule.to_string())
}

/// What a page says was just done. The address names it by a word of ours, so that nobody can make a page say what they
/// like.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "Saved. Sources see it in the next edition, at once.",
        "closed" => "Done at once. Sources see it in the next edition, within seconds.",
        "waiting" => {
            "Not public yet: it waits for a second person. Until then, sources see what they saw before. It stands below, under “Waiting”."
        }
        "both" => {
            "The old contact is hidden, at once. Its replacement waits for a second person: ask a colleague to confirm it now."
        }
        "hidden" => {
            "It is hidden, at once. Type what takes its place once more, and send it to a second person."
        }
        "confirmed" => "Thank you: confirmed.",
        "made" => "The draft is made. Nobody outside sees it before it is published.",
        "approved" => "Approved, and done.",
        "refused" => "Refused. Nothing changed.",
        "cancelled" => "Taken back. Nothing changed.",
        "proposed" => "It waits for a second person, under “Proposals”.",
        "disabled" => "The account is disabled; its sessions and tokens have ended.",
        "ended" => "The session has ended.",
        "password" => "The new password is set. Every other session of yours has ended.",
        "removed" => "Removed.",
        "added" => "Added.",
        "revoked" => "The token has ended.",
        "signed-in" => "It is you: thank you.",
        _ => return None,
    })
}

/// The word by which the next page says what became of an edit.
pub(super) const fn done_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied { .. } => "saved",
        Outcome::Waiting(_) => "waiting",
        Outcome::Both { .. } => "both",
    }
}

/// A name as a title may show it: cut where it is long.
pub(super) fn short(name: &Name) -> String {
    const CHARACTERS: usize = 40;
    let text = name.as_str();
    if text.chars().count() <= CHARACTERS {
        return text.to_owned();
    }
    text.chars().take(CHARACTERS).chain(['…']).collect()
}
