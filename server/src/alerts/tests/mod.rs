//! An invented newsroom of five, and what its people are told.

mod letters;
mod mail_server;
mod post;

use std::collections::BTreeMap;

use directory::channel::EmailAddress;
use directory::{
    AccountId, Change, ChannelId, ChannelKind, ChannelValue, Directory, Name, NewChannel, NewProfile, Outlet,
    Profile, ProfileId, ProfileKind, ProposalId, Role, Slug, Timestamp, Uid, Visibility,
};

use super::*;
use crate::store::records::{
    Account, AccountState, Actor, Decision, Proposal, ProposalState, Proposed, ShownHash,
};

const NOW: Timestamp = Timestamp::from_seconds(1_795_370_400);
const NUMBER: &str = "+442079460123";
const REPLACEMENT: &str = "+442079460456";

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn profile_id(number: u8) -> ProfileId {
    ProfileId::from_random([number; 16])
}

fn channel_id(number: u8) -> ChannelId {
    ChannelId::from_random([number; 16])
}

fn signal(number: u8, text: &str) -> NewChannel {
    NewChannel {
        id: channel_id(number),
        value: ChannelValue::parse(ChannelKind::SignalNumber, text).unwrap(),
        label: None,
        note: None,
        visibility: Visibility::Listed,
        confirmed_at: None,
        confirm_by: None,
    }
}

/// Ada Ferris, with one Signal number.
fn ada() -> Profile {
    let mut directory = Directory::new();
    let outlet = name("The Harbour Courier");
    let new = NewProfile {
        id: profile_id(1),
        uid: Uid::from_random([1; 16]),
        slug: Slug::parse("ada-ferris").unwrap(),
        kind: ProfileKind::Person,
        name: name("Ada Ferris"),
        sort_name: name("Ferris, Ada"),
        title: None,
        outlet: outlet.clone(),
        also_at: Vec::new(),
        beats: Vec::new(),
        languages: Vec::new(),
        pronouns: None,
        bio: None,
        channels: vec![signal(1, NUMBER)],
        desk: None,
        consents: BTreeMap::new(),
        external_ids: BTreeMap::new(),
    };
    for change in [Change::SetOutlet(Outlet { name: outlet }), Change::AddProfile(Box::new(new))] {
        let applied = directory.apply(&change, NOW).unwrap();
        directory.absorb(applied);
    }
    directory.profile(&profile_id(1)).unwrap().clone()
}

fn account_id(number: u8) -> AccountId {
    AccountId::from_random([number; 16])
}

fn account(number: u8, its_name: &str, role: Role) -> Account {
    let address = email(&format!("{}@courier.example", its_name.split(' ').next().unwrap().to_lowercase()));
    Account {
        id: account_id(number),
        email: address.clone(),
        name: name(its_name),
        role,
        profile: None,
        state: AccountState::Active,
        password: None,
        version: 1,
        counts_from: NOW,
        decider_until: None,
        reset_by: None,
        alert_address: address,
        former_alert_address: None,
        created_at: NOW,
        created_by: Actor::Console,
        revision: 1,
    }
}

/// Two owners, an editor, an approver, and Ada, who is a reporter.
fn newsroom() -> Vec<Account> {
    let mut ada = account(5, "Ada Ferris", Role::Reporter);
    ada.profile = Some(profile_id(1));
    vec![
        account(1, "Olga Owner", Role::Owner),
        account(2, "Otto Owner", Role::Owner),
        account(3, "Edda Editor", Role::Editor),
        account(4, "Anna Approver", Role::Approver),
        ada,
    ]
}

fn proposal(proposed: Proposed, state: ProposalState) -> Proposal {
    Proposal {
        id: ProposalId::from_random([9; 16]),
        proposed,
        base_revision: 1,
        shown: ShownHash("00".repeat(32)),
        proposed_by: Actor::Account(account_id(3)),
        proposed_at: NOW,
        expires_at: NOW.plus_seconds(7 * 24 * 60 * 60),
        cool_off_until: None,
        state,
        decision: (state == ProposalState::Approved).then(|| Decision {
            by: Actor::Account(account_id(4)),
            at: NOW,
            checked: None,
            remark: Some("called +44 20 7946 0456".to_owned()),
        }),
    }
}

/// Replaces Ada's number.
fn replacement() -> Vec<Change> {
    vec![Change::ChangeChannel { profile: profile_id(1), channel: Box::new(signal(1, REPLACEMENT)) }]
}
