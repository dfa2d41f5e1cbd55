//! What letters say: what happened, to whom, by whom, when, and what to do if it should not have happened. Names are
//! of types that hold one line; a contact is masked; what people remarked is not repeated, for it may name one.

use directory::{AccountId, Door, Profile, Timestamp};

use super::changes::{channel, of_account, of_profile};
use super::page::{Page, Text, day, moment};
use super::{AccountNews, Audience, Event};
use crate::store::records::{Account, Actor, Proposal, ProposalState, Proposed, Stage};

/// What to do about a change that nobody should have made.
const IF_UNEXPECTED: &str = "If you did not expect this, sign in and look at the history, and speak to an owner in \
     person or by a number that you knew before. Anybody who may edit a profile can hide a channel or pause it at \
     once, alone.";

/// Puts an event into words.
pub(super) struct Writer<'a> {
    audience: &'a Audience<'a>,
}

impl<'a> Writer<'a> {
    pub(super) const fn new(audience: &'a Audience<'a>) -> Self {
        Self { audience }
    }

    pub(super) fn text(&self, event: &Event<'_>) -> Text {
        match *event {
            Event::ProfileChanged { profile, changes, door, by } => {
                let verb = if door == Door::Closes { "a door was closed" } else { "the profile was changed" };
                Page::new(format!("{}: {verb}", profile.name))
                    .say(format!("{} ({}), {}:", profile.name, profile.slug, self.by(by)))
                    .list(of_profile(changes, Some(profile)))
                    .say("Sources see the result within seconds.")
                    .say(IF_UNEXPECTED)
                    .at(profile_path(profile))
            }
            Event::Proposed { proposal, profile, account } => self.proposed(proposal, profile, account),
            Event::Decided { proposal, profile, account } => self.decided(proposal, profile, account),
            Event::BeatsRenamed { renamed, by } => Page::new("Beats were renamed".to_owned())
                .say(format!("In the newsroom's list, {}:", self.by(by)))
                .list(renamed.iter().map(|(from, to)| format!("“{from}” is called “{to}” now")).collect())
                .say("Sources see it within seconds, on the page of everybody who has that beat.")
                .say(IF_UNEXPECTED)
                .at("/lists".to_owned()),
            Event::AccountChanged { account, news, by } => self.account(account, news, by),
            Event::ChannelsDue { profile, channels, stage } => due(profile, channels, stage),
            Event::Compromised { profile, channel: id, replacement, by } => {
                let waits = if replacement.is_some() {
                    "Its replacement waits for a second person: please check it with the reporter, in person or by a \
                     number that you knew before, and not by the new one."
                } else {
                    "No replacement is proposed yet."
                };
                Page::new(format!("{}: a channel was given up as compromised", profile.name))
                    .say(format!("{} ({}), {}:", profile.name, profile.slug, self.by(by)))
                    .list(vec![format!("hidden: {}", channel(Some(profile), id))])
                    .say("Whoever writes to it now may be writing to somebody else. Sources do not see it any more.")
                    .say(waits)
                    .say(IF_UNEXPECTED)
                    .at(replacement.map_or_else(|| profile_path(profile), proposal_path))
            }
            Event::Left { account, profile, approvals, by } => self.left(account, profile, approvals, by),
            Event::Imported { changed, waiting, cool_off_until } => {
                self.imported(changed, waiting, cool_off_until)
            }
            Event::BreakGlass { profiles } => self.break_glass(profiles.len()),
        }
    }

    fn imported(&self, changed: usize, waiting: usize, cool_off_until: Option<Timestamp>) -> Text {
        let waits = match (waiting, cool_off_until) {
            (0, _) => "Nothing of it waits for a second person.".to_owned(),
            (_, None) => {
                "What waits is done when somebody who may confirms it. Before you do, check each with the \
                          person concerned, face to face or by a number that you knew before."
                    .to_owned()
            }
            (_, Some(until)) => format!(
                "Nobody can confirm what waits at present. It will therefore be done on {}, unless somebody who \
                 signs in refuses it before.",
                moment(until)
            ),
        };
        Page::new("An import changed the directory".to_owned())
            .say(format!("{}, by an import:", moment(self.audience.at)))
            .list(vec![
                format!("profiles changed at once: {changed}"),
                format!("changes that wait for a second person: {waiting}"),
            ])
            .say(waits)
            .say("If nobody on your side ran an import, somebody else may control the server.")
            .at(if waiting == 0 { "/history" } else { "/proposals" }.to_owned())
    }

    fn break_glass(&self, count: usize) -> Text {
        let noun = if count == 1 { "profile" } else { "profiles" };
        Page::new("Two people were bypassed on the server's console".to_owned())
            .say(format!(
                "On {}, somebody who can run commands on the server changed {count} {noun} without a second person \
                 (--break-glass).",
                moment(self.audience.at)
            ))
            .say("The history shows what was changed. Check it with the reporters concerned.")
            .say("If no owner knows of it, somebody else may control the server.")
            .at("/history".to_owned())
    }

    /// What is said instead of the next letter, when one account has caused too many.
    pub(super) fn no_more(&self, by: &AccountId) -> Text {
        let name = self.name(&Actor::Account(by.clone()));
        Page::new(format!("{name}: more changes than letters"))
            .say(format!(
                "{name} has changed and proposed so much within an hour that you get no letter about each further change \
                 and proposal of theirs until that hour is over. The history names every one of them."
            ))
            .say("What closes a door, what a second person confirms and what becomes of accounts is mailed all the same.")
            .say(IF_UNEXPECTED)
            .at("/history".to_owned())
    }

    fn proposed(&self, proposal: &Proposal, profile: Option<&Profile>, account: Option<&Account>) -> Text {
        let subject = subject_of(proposal, profile, account);
        let page = match proposal.cool_off_until {
            None => Page::new(format!("{subject}: a change waits for a second person")),
            Some(_) => Page::new(format!("{subject}: a change will be made unless it is cancelled")),
        };
        let page = page
            .say(format!("{subject}, proposed {}:", self.by(&proposal.proposed_by)))
            .list(would_do(proposal, profile));
        let page = match proposal.cool_off_until {
            None => page.say(format!(
                "Nothing has changed yet. Somebody else than the proposer can confirm or refuse it until {}. Before \
                 you confirm, check it with the person concerned, face to face or by a number that you knew before.",
                moment(proposal.expires_at)
            )),
            Some(until) => page.say(format!(
                "Nobody else can confirm it at present. It will therefore be done on {}, unless somebody who signs in \
                 refuses or cancels it before.",
                moment(until)
            )),
        };
        page.say("If it should not be, sign in and refuse it, and speak to an owner in person.")
            .at(proposal_path(proposal))
    }

    fn decided(&self, proposal: &Proposal, profile: Option<&Profile>, account: Option<&Account>) -> Text {
        let subject = subject_of(proposal, profile, account);
        let (word, result) = match proposal.state {
            ProposalState::Waiting => ("a change waits", "It still waits."),
            ProposalState::Approved => ("a change was confirmed", "It is done."),
            ProposalState::Refused => ("a change was refused", "Nothing was changed."),
            ProposalState::Cancelled => ("a change was taken back", "Nothing was changed."),
            ProposalState::Expired => {
                ("a change has expired", "Nobody decided about it in time. Nothing was changed.")
            }
            ProposalState::Outdated => (
                "a change was overtaken",
                "What it would change has changed meanwhile. Nothing was done; it can be proposed again.",
            ),
            ProposalState::CooledOff => (
                "a change was made without a second person",
                "Nobody else could confirm it, and its time has passed.",
            ),
        };
        let page = Page::new(format!("{subject}: {word}"))
            .say(format!("{subject}, proposed by {}:", self.name(&proposal.proposed_by)))
            .list(would_do(proposal, profile));
        let page = match &proposal.decision {
            Some(decision) => page.say(format!(
                "Decided by {} on {}. {result}",
                self.name(&decision.by),
                moment(decision.at)
            )),
            None => page.say(result),
        };
        page.say(IF_UNEXPECTED).at(proposal_path(proposal))
    }

    fn account(&self, account: &Account, news: AccountNews, by: &Actor) -> Text {
        let what = match news {
            AccountNews::Invited => "was made, and waits for its one-time link to be used".to_owned(),
            AccountNews::RoleSet(role) => format!("has the role {role} now, instead of {}", account.role),
            AccountNews::Reset => "gets a new password and new second factors by a one-time link".to_owned(),
            AccountNews::Enabled => "may sign in again".to_owned(),
            AccountNews::Disabled => {
                "may not sign in any more; its sessions and tokens have ended".to_owned()
            }
            AccountNews::AlertAddressSet => {
                "gets its alerts at another address; this one is told for a while longer".to_owned()
            }
            AccountNews::LinkMade => "got a one-time link that sets it up".to_owned(),
            AccountNews::SignInChanged => {
                "has a new password, second factor or recovery codes, or one factor less".to_owned()
            }
        };
        Page::new(format!("The account of {} was changed", account.name))
            .say(format!("The account of {} {what}: {}.", account.name, self.by(by)))
            .say(
                "If you did not expect this, speak to an owner in person or by a number that you knew before. An \
                 owner can disable an account at once, alone.",
            )
            .at(format!("/accounts/{}", account.id.as_str()))
    }

    fn left(&self, account: &Account, profile: Option<&Profile>, approvals: usize, by: &Actor) -> Text {
        let mut lines = vec!["sessions and tokens have ended, proposals are taken back".to_owned()];
        if let Some(profile) = profile {
            lines.push(format!("the profile {} is withdrawn", profile.slug));
        }
        let reviewed = match approvals {
            0 => "Nothing that they confirmed within the last thirty days needs another look.".to_owned(),
            1 => "They confirmed one change within the last thirty days: please look at it again.".to_owned(),
            count => {
                format!(
                    "They confirmed {count} changes within the last thirty days: please look at them again."
                )
            }
        };
        Page::new(format!("{} has left", account.name))
            .say(format!("{} has left the newsroom, {}:", account.name, self.by(by)))
            .list(lines)
            .say(reviewed)
            .say("If this is a mistake, speak to an owner in person.")
            .at(format!("/accounts/{}", account.id.as_str()))
    }

    /// `on 2026-11-22 at 18:00 UTC, by Ada Ferris`
    fn by(&self, actor: &Actor) -> String {
        format!("on {}, by {}", moment(self.audience.at), self.name(actor))
    }

    fn name(&self, actor: &Actor) -> String {
        match actor {
            Actor::Account(id) => {
                self.audience.accounts.iter().find(|account| account.id == *id).map_or_else(
                    || "an account that is not known any more".to_owned(),
                    |one| one.name.to_string(),
                )
            }
            Actor::Console => "somebody on the server's console".to_owned(),
            Actor::Demo => "the demo".to_owned(),
            Actor::Clock => "the clock: its time had come".to_owned(),
        }
    }
}

fn due(profile: &Profile, channels: &[(directory::ChannelId, Timestamp)], stage: Stage) -> Text {
    let (subject, ask) = match stage {
        Stage::Before => (
            "please confirm your channels soon",
            "Sources rely on these channels. Please sign in and say with one click that they still reach you, or \
             change them.",
        ),
        Stage::OnTheDay => (
            "please confirm your channels today",
            "Please sign in and say with one click that these channels still reach you, or change them.",
        ),
        Stage::After => (
            "channels are marked as not confirmed",
            "These channels were due two weeks ago. Sources now see that they have not been confirmed lately. Please \
             sign in and confirm or change them.",
        ),
        Stage::Hiding => (
            "channels are about to be hidden",
            "Nobody has confirmed these channels for a long time. They will be hidden from sources unless somebody \
             whose they are confirms them. Please ask the reporter.",
        ),
    };
    let lines =
        channels.iter().map(|(id, by)| format!("{}, due on {}", channel(Some(profile), id), day(*by)));
    Page::new(format!("{}: {subject}", profile.name))
        .say(format!("{} ({}):", profile.name, profile.slug))
        .list(lines.collect())
        .say(ask)
        .at(profile_path(profile))
}

/// Whom or what a proposal is about.
fn subject_of(proposal: &Proposal, profile: Option<&Profile>, account: Option<&Account>) -> String {
    use crate::store::records::AccountChange;
    match (&proposal.proposed, profile, account) {
        (Proposed::Profile { .. }, Some(profile), _) => profile.name.to_string(),
        (Proposed::Account { change: AccountChange::Invite { name, .. }, .. }, _, _) => {
            format!("An account for {name}")
        }
        (Proposed::Account { .. }, _, Some(account)) => format!("The account of {}", account.name),
        (Proposed::Profile { .. }, None, _) => "A profile".to_owned(),
        (Proposed::Account { .. }, _, None) => "An account".to_owned(),
    }
}

fn would_do(proposal: &Proposal, profile: Option<&Profile>) -> Vec<String> {
    match &proposal.proposed {
        Proposed::Profile { changes, .. } => of_profile(changes, profile),
        Proposed::Account { change, .. } => vec![of_account(change)],
    }
}

fn profile_path(profile: &Profile) -> String {
    format!("/profiles/{}", profile.slug)
}

fn proposal_path(proposal: &Proposal) -> String {
    format!("/proposals/{}", proposal.id.as_str())
}
