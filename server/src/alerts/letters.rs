//! Who is told what. The words are in `words.rs`.

use directory::channel::EmailAddress;
use directory::{AccountId, Act, Profile, ProfileId, Reach, Role};

use super::page::Text;
use super::words::Writer;
use super::{Audience, Event, Letter};
use crate::store::records::{Account, AccountState, Actor, Proposal, Stage};

/// How many letters one event makes, at most: a newsroom's owners, its editors, and whom it concerns.
pub const LETTERS_MAX: usize = 200;

/// The letters about an event: one to each address that is told, none twice.
pub fn letters(event: &Event<'_>, audience: &Audience<'_>) -> Vec<Letter> {
    let Text { subject, body, path } = Writer::new(audience).text(event);
    let mut told = Told { audience, letters: Vec::new() };
    for account in recipients(event, audience) {
        told.add(account, &subject, &body, &path);
    }
    told.letters
}

/// The letter that stands for all further ones which `by` causes to that address until the hour is over.
pub fn last_letter(to: EmailAddress, by: &AccountId, audience: &Audience<'_>) -> Letter {
    let Text { subject, body, path } = Writer::new(audience).no_more(by);
    Letter { to, subject, body, path }
}

/// Whom an event is told to, those whom it concerns first.
fn recipients<'a>(event: &Event<'a>, audience: &Audience<'a>) -> Vec<&'a Account> {
    let all = audience.accounts;
    let owners = || all.iter().filter(|account| is_active(account) && account.role == Role::Owner);
    // Whoever may be the second person for everybody.
    let deciders = || {
        all.iter().filter(|account| {
            is_active(account) && account.role.reaches(Act::DecideProposals) == Reach::Everything
        })
    };
    let editors = || {
        all.iter().filter(|account| {
            is_active(account) && account.role.reaches(Act::EditProfiles) == Reach::Everything
        })
    };
    match *event {
        Event::ProfileChanged { profile, .. } => concerned(profile, all).chain(owners()).collect(),
        Event::Proposed { profile, account, .. } => profile
            .into_iter()
            .flat_map(|profile| concerned(profile, all))
            .chain(account)
            .chain(deciders())
            .chain(owners())
            .collect(),
        Event::Decided { proposal, profile, account } => profile
            .into_iter()
            .flat_map(|profile| concerned(profile, all))
            .chain(account)
            .chain(proposer(proposal, all))
            .chain(owners())
            .collect(),
        Event::AccountChanged { account, .. } | Event::Left { account, .. } => {
            std::iter::once(account).chain(owners()).collect()
        }
        Event::ChannelsDue { profile, stage, .. } => {
            let own: Vec<_> = concerned(profile, all).collect();
            // Somebody must be told: where nobody has an account for it, whoever edits for them.
            if stage == Stage::Hiding || own.is_empty() {
                own.into_iter().chain(editors()).collect()
            } else {
                own
            }
        }
        Event::Compromised { profile, .. } => {
            concerned(profile, all).chain(deciders()).chain(owners()).collect()
        }
        Event::Imported { .. } => deciders().chain(owners()).collect(),
        Event::BeatsRenamed { .. } | Event::BreakGlass { .. } => owners().collect(),
    }
}

/// The accounts of the person whose profile it is, or of the people behind a desk.
fn concerned<'a>(profile: &'a Profile, all: &'a [Account]) -> impl Iterator<Item = &'a Account> {
    let is_behind = |own: &ProfileId| *own == profile.id || profile.members.contains(own);
    all.iter().filter(move |account| is_active(account) && account.profile.as_ref().is_some_and(is_behind))
}

fn proposer<'a>(proposal: &Proposal, all: &'a [Account]) -> Option<&'a Account> {
    let Actor::Account(id) = &proposal.proposed_by else { return None };
    all.iter().find(|account| account.id == *id)
}

fn is_active(account: &Account) -> bool {
    account.state == AccountState::Active
}

struct Told<'a> {
    audience: &'a Audience<'a>,
    letters: Vec<Letter>,
}

impl Told<'_> {
    /// To the address of alerts, and to the former one for as long as it is told too: whoever took an account over and
    /// sent its alerts elsewhere has not silenced them.
    fn add(&mut self, account: &Account, subject: &str, body: &str, path: &str) {
        let former = account.former_alert_address.as_ref();
        let former = former.filter(|(_, until)| *until > self.audience.at).map(|(address, _)| address);
        for to in std::iter::once(&account.alert_address).chain(former) {
            let is_told = self.letters.iter().any(|letter| letter.to.is_same_mailbox(to));
            if !is_told && self.letters.len() < LETTERS_MAX {
                self.letters.push(Letter {
                    to: to.clone(),
                    subject: subject.to_owned(),
                    body: body.to_owned(),
                    path: path.to_owned(),
                });
            }
        }
    }
}
