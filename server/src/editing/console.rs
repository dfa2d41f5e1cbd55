//! The rule of two people on the server's console: an import does at once what takes one person, and proposes the rest
//! like anybody. Whoever breaks the glass does all of it alone: in the history, with the reason, and told to all owners.

use directory::{ApplyError, Change, Door, Profile, ProfileId, Timestamp};
use formats::Site;
use serde_json::json;

use super::judging::{Judged, is_of};
use super::preview::shown;
use super::proposals::{Drawn, alike, drawn_up, entry_of_proposal, has_room};
use super::telling::told;
use super::{Batch, Customs, Remark, SubmitError};
use crate::alerts::{Event, Spool};
use crate::store::records::{Account, Actor, Entry, Proposal, Proposed, Work, Write};
use crate::store::{Accepted, ReadError, Store};

/// How an import on the console goes once somebody can sign in.
pub struct ConsoleRules {
    /// Where the public side is: what is proposed is shown as sources would see it.
    pub site: Site,
    /// Where letters go.
    pub spool: Spool,
    /// How the newsroom wants it.
    pub customs: Customs,
    /// Why it is done without a second person, where it is.
    pub break_glass: Option<Remark>,
}

/// What became of the changes of one row.
#[derive(Debug)]
pub enum Settled {
    /// All of it is done.
    Done,
    /// It waits for a second person.
    Waits {
        /// Whether something of the profile was changed at once.
        partly: bool,
    },
    /// What takes two people was left out.
    Left {
        /// Whether something of the profile was changed at once.
        partly: bool,
        /// Why it cannot wait.
        why: SubmitError,
    },
}

/// What the next transaction writes.
#[derive(Default)]
pub(super) struct Unsaved {
    pub(super) accepted: Vec<Accepted>,
    /// How many rows that is.
    pub(super) rows: usize,
    /// How many profiles were changed at once.
    changed: usize,
    /// What waits from now on.
    proposed: Vec<Proposal>,
    /// Letters to whom a change concerns.
    letters: Vec<Write>,
    /// Whose door was opened by one person.
    pub(super) past_two: Vec<ProfileId>,
}

/// Among whom there may be a second person, and what waits for them.
pub(super) struct Second {
    accounts: Vec<Account>,
    waiting: Vec<Proposal>,
}

impl Unsaved {
    pub(super) const fn is_empty(&self) -> bool {
        self.accepted.is_empty() && self.proposed.is_empty()
    }
}

impl Second {
    /// Nobody, as long as there is no account.
    pub(super) async fn look(store: &Store, at: Timestamp) -> Result<Option<Self>, ReadError> {
        let accounts = store.accounts().await?;
        if accounts.is_empty() {
            return Ok(None);
        }
        let mut waiting = store.proposals_waiting().await?;
        waiting.retain(|proposal| proposal.expires_at > at);
        Ok(Some(Self { accounts, waiting }))
    }

    /// Puts into a transaction what was settled, what the history says of it, and one letter about all of it.
    pub(super) fn complete(&self, rules: &ConsoleRules, unsaved: Unsaved, work: &mut Work) {
        let Unsaved { accepted, rows, changed, proposed, letters, past_two } = unsaved;
        work.entries.extend(proposed.iter().map(|proposal| entry_of_proposal(proposal, None)));
        let waiting = proposed.len();
        let cool_off_until = proposed.iter().filter_map(|proposal| proposal.cool_off_until).min();
        let changed = changed.saturating_sub(past_two.len());
        if changed > 0 || waiting > 0 {
            let event = Event::Imported { changed, waiting, cool_off_until };
            work.writes.extend(told(&rules.spool, &event, &self.accounts, work.at));
        }
        if let Some(reason) = rules.break_glass.as_ref().filter(|_| !past_two.is_empty()) {
            let detail = json!({
                "reason": reason.as_str(),
                "rows": rows,
                "changes": accepted.len(),
                "profiles": past_two,
            });
            work.entries.push(Entry { detail, ..Entry::new("break_glass") });
            let event = Event::BreakGlass { profiles: &past_two };
            work.writes.extend(told(&rules.spool, &event, &self.accounts, work.at));
        }
        work.accepted = accepted;
        work.writes.extend(letters);
        work.writes.extend(proposed.into_iter().map(|proposal| Write::AddProposal(Box::new(proposal))));
    }

    /// Letters about one profile to whom it concerns. Everybody else is told of the import as a whole: one letter, not
    /// ten thousand.
    fn told_to_whom_it_concerns(
        &self,
        spool: &Spool,
        event: &Event<'_>,
        profile: &Profile,
        at: Timestamp,
    ) -> Vec<Write> {
        if !spool.is_on() {
            return Vec::new();
        }
        let is_behind = |own: &ProfileId| *own == profile.id || profile.members.contains(own);
        let concerned = |account: &&Account| account.profile.as_ref().is_some_and(is_behind);
        let concerned: Vec<Account> = self.accounts.iter().filter(concerned).cloned().collect();
        if concerned.is_empty() { Vec::new() } else { told(spool, event, &concerned, at) }
    }
}

impl Batch {
    /// Does what comes before the first change that opens a door, and proposes that one and what follows it.
    pub(super) fn settle_by_two(
        &mut self,
        mut changes: Vec<Change>,
        at: Timestamp,
    ) -> Result<Settled, ApplyError> {
        let doors = self.directory.doors(&changes, at).map_err(|(_, refused)| refused)?;
        let first = doors.iter().position(|door| *door == Door::Opens);
        let breaks_glass = self.rules.as_ref().is_some_and(|rules| rules.break_glass.is_some());
        let opening = match first {
            Some(first) if !breaks_glass => changes.split_off(first),
            _ => Vec::new(),
        };
        let door = doors.into_iter().take(changes.len()).fold(Door::Neither, Door::and);
        let profile = changes.iter().find_map(Change::profile).cloned();
        let partly = profile.is_some();
        self.at_once(changes, profile, door, at)?;
        if opening.is_empty() {
            return Ok(Settled::Done);
        }
        Ok(match self.propose(&opening, at) {
            Ok(()) => Settled::Waits { partly },
            Err(why) => Settled::Left { partly, why },
        })
    }

    fn at_once(
        &mut self,
        changes: Vec<Change>,
        profile: Option<ProfileId>,
        door: Door,
        at: Timestamp,
    ) -> Result<(), ApplyError> {
        let before = profile.as_ref().and_then(|profile| self.directory.profile(profile));
        if let Some(((before, rules), second)) = before.zip(self.rules.as_ref()).zip(self.second.as_ref()) {
            let by = &Actor::Console;
            let event = Event::ProfileChanged { profile: before, changes: &changes, door, by };
            let letters = second.told_to_whom_it_concerns(&rules.spool, &event, before, at);
            self.unsaved.letters.extend(letters);
        }
        self.submit(changes, at).map_err(|(_, refused)| refused)?;
        self.unsaved.changed += usize::from(profile.is_some());
        if door == Door::Opens {
            self.unsaved.past_two.extend(profile);
        }
        Ok(())
    }

    /// Has `changes` of one profile wait for a second person. What waits already is not proposed again.
    fn propose(&mut self, changes: &[Change], at: Timestamp) -> Result<(), SubmitError> {
        let Some((rules, second)) = self.rules.as_ref().zip(self.second.as_mut()) else {
            return Err(SubmitError::Unknown);
        };
        let profile = changes.first().and_then(Change::profile).ok_or(SubmitError::Unknown)?.clone();
        if !changes.iter().all(|change| is_of(change, &profile)) {
            return Err(SubmitError::Unknown);
        }
        let before = self.directory.profile(&profile).ok_or(SubmitError::Unknown)?;
        let base_revision = before.revision;
        let proposed = Proposed::Profile { profile: profile.clone(), changes: changes.to_vec() };
        // What was drawn up by other settings shows other addresses than the server does, and is never confirmed.
        let can_be_confirmed = |waiting: &Proposal| {
            let Proposed::Profile { changes, .. } = &waiting.proposed else { return false };
            let at = waiting.proposed_at;
            Judged::of(&self.directory, &profile, changes.clone(), at).is_ok_and(|judged| {
                shown(&rules.site, &self.directory, before, &judged.after, changes, at)
                    .is_ok_and(|shown| shown.hash == waiting.shown)
            })
        };
        if alike(&second.waiting, &proposed, base_revision).any(can_be_confirmed) {
            return Ok(());
        }
        if !has_room(&second.waiting, &proposed) {
            return Err(SubmitError::TooManyWaiting);
        }
        let after = Judged::of(&self.directory, &profile, changes.to_vec(), at)?.after;
        let shown = shown(&rules.site, &self.directory, before, &after, changes, at)?;
        let drawn = Drawn {
            proposed,
            base_revision,
            shown: shown.hash,
            by: self.actor.clone(),
            profile: Some(before),
            account: None,
            accounts: &second.accounts,
            undoes: None,
        };
        let proposal = drawn_up(drawn, rules.customs, at);
        let event = Event::Proposed { proposal: &proposal, profile: Some(before), account: None };
        self.unsaved.letters.extend(second.told_to_whom_it_concerns(&rules.spool, &event, before, at));
        second.waiting.push(proposal.clone());
        self.unsaved.proposed.push(proposal);
        Ok(())
    }
}
