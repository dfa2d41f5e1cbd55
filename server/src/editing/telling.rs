//! Telling people by letter, and not without end: whoever changes the same thing back and forth fills nobody's mailbox.

use directory::{AccountId, Door, Timestamp};

use super::Editing;
use crate::alerts::{Audience, Event, Spool, last_letter, letters};
use crate::store::records::{Account, ProposalState, Proposed, Write};

/// How many letters one account causes to one address within an hour, of what neither opens nor closes a door. One more
/// says where to read the rest.
const LETTERS_AN_HOUR: u32 = 50;

impl Editing {
    /// What a transaction writes so that people are told of `event`.
    pub(super) fn told(&self, event: &Event<'_>, accounts: &[Account], at: Timestamp) -> Vec<Write> {
        if !self.spool.is_on() {
            return Vec::new();
        }
        let audience = Audience { accounts, at };
        let mut letters = letters(event, &audience);
        if let Some(by) = may_be_too_much(event) {
            letters.retain_mut(|letter| {
                let count = self.letters.count((by.clone(), letter.to.as_str().to_ascii_lowercase()), at);
                if count == LETTERS_AN_HOUR + 1 {
                    *letter = last_letter(letter.to.clone(), by, &audience);
                }
                count <= LETTERS_AN_HOUR + 1
            });
        }
        self.spool.writes(letters, at)
    }
}

/// The same for whoever has a spool of their own, and no limit: the console.
pub(super) fn told(spool: &Spool, event: &Event<'_>, accounts: &[Account], at: Timestamp) -> Vec<Write> {
    if !spool.is_on() {
        return Vec::new();
    }
    spool.writes(letters(event, &Audience { accounts, at }), at)
}

/// Who caused it, where one account can cause it again and again. What opened or closed a door, what became of an account
/// and what the clock or the console did is always told.
fn may_be_too_much<'a>(event: &Event<'a>) -> Option<&'a AccountId> {
    match *event {
        Event::ProfileChanged { door: Door::Neither, by, .. } | Event::BeatsRenamed { by, .. } => {
            by.account()
        }
        Event::Proposed { proposal, .. } if is_of_profile(&proposal.proposed) => {
            proposal.proposed_by.account()
        }
        Event::Decided { proposal, .. } if is_of_profile(&proposal.proposed) => match proposal.state {
            ProposalState::Refused => proposal.decision.as_ref().and_then(|decision| decision.by.account()),
            ProposalState::Cancelled | ProposalState::Expired | ProposalState::Outdated => {
                proposal.proposed_by.account()
            }
            ProposalState::Waiting | ProposalState::Approved | ProposalState::CooledOff => None,
        },
        Event::ProfileChanged { .. }
        | Event::Proposed { .. }
        | Event::Decided { .. }
        | Event::AccountChanged { .. }
        | Event::ChannelsDue { .. }
        | Event::Compromised { .. }
        | Event::Left { .. }
        | Event::BreakGlass { .. }
        | Event::Imported { .. } => None,
    }
}

const fn is_of_profile(proposed: &Proposed) -> bool {
    matches!(proposed, Proposed::Profile { .. })
}
