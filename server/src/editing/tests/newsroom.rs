//! An invented newsroom. Every person and number here is made up.

use std::collections::BTreeMap;

use directory::channel::EmailAddress;
use directory::{
    AccountId, Act, Change, ChannelId, ChannelKind, ChannelValue, Name, NewChannel, NewProfile, Outlet,
    Profile, ProfileId, ProfileKind, Role, Slug, Strength, Timestamp, Uid, Visibility,
};

use crate::alerts::Spool;
use crate::auth::{Permission, Visitor};
use crate::clock::Clock;
use crate::config::Database;
use crate::editing::{Batch, Customs, Editing, Outcome, SubmitError};
use crate::secret::{Sealing, Secret};
use crate::store::Store;
use crate::store::records::{
    Account, AccountState, Actor, Checked, HistoryEntry, HistoryQuery, Proposal, Work, Write,
};

/// A store in a folder of its own, edited by a clock that stands still.
pub(in crate::editing) struct Newsroom {
    pub(in crate::editing) store: Store,
    pub(in crate::editing) clock: Clock,
    pub(in crate::editing) editing: Editing,
    _folder: tempfile::TempDir,
}

pub(in crate::editing) fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

pub(in crate::editing) fn id(number: u8) -> ProfileId {
    ProfileId::from_random([number; 16])
}

pub(in crate::editing) fn channel(number: u8, kind: ChannelKind, text: &str) -> NewChannel {
    NewChannel {
        id: ChannelId::from_random([number; 16]),
        value: ChannelValue::parse(kind, text).unwrap(),
        label: None,
        note: None,
        visibility: Visibility::Listed,
        confirmed_at: None,
        confirm_by: Some(now().plus_seconds(90 * 86_400)),
    }
}

/// Somebody with one Signal number that ends in their own number.
pub(in crate::editing) fn person(number: u8, its_name: &str) -> NewProfile {
    NewProfile {
        id: id(number),
        uid: Uid::from_random([number; 16]),
        slug: Slug::from_name(&name(its_name)).unwrap(),
        kind: ProfileKind::Person,
        name: name(its_name),
        sort_name: name(its_name),
        title: None,
        outlet: name("The Harbour Courier"),
        also_at: Vec::new(),
        beats: Vec::new(),
        languages: Vec::new(),
        pronouns: None,
        bio: None,
        channels: vec![channel(number, ChannelKind::SignalNumber, &format!("+4420794601{number:02}"))],
        desk: None,
        consents: BTreeMap::new(),
        external_ids: BTreeMap::new(),
    }
}

impl Newsroom {
    /// Nine people who are listed: Ada is the first. The ninth is a desk.
    pub(in crate::editing) async fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::sqlite(folder.path().join("masthead.sqlite"))).await.unwrap();
        let clock = Clock::fixed(now());
        let mut batch = Batch::begin(store.clone(), Actor::Demo).await.unwrap();
        let mut changes = vec![Change::SetOutlet(Outlet { name: name("The Harbour Courier") })];
        let names = [
            "Ada Ferris",
            "Nils Holm",
            "Mira Sol",
            "Jon Pike",
            "Lea Brandt",
            "Tomas Vik",
            "Una Lorne",
            "Ravi Mehl",
        ];
        for (number, its_name) in (1_u8..).zip(names) {
            changes.push(Change::AddProfile(Box::new(person(number, its_name))));
            changes.push(Change::Publish { profile: id(number) });
        }
        let desk = NewProfile { kind: ProfileKind::Desk, ..person(9, "Investigations") };
        changes.push(Change::AddProfile(Box::new(desk)));
        changes.push(Change::Publish { profile: id(9) });
        batch.submit(changes, now().plus_seconds(-86_400)).unwrap();
        batch.save(now().plus_seconds(-86_400)).await.unwrap();
        let sealing = Sealing::new(Secret::new([7; 32]));
        let customs = Customs { cool_off_seconds: 86_400, confirm_every_seconds: 90 * 86_400 };
        let site = formats::Site::new("The Harbour Courier", "https://contact.courier.example").unwrap();
        let editing = Editing::new(store.clone(), Spool::new(sealing, true), clock.clone(), customs, site);
        Self { store, clock, editing, _folder: folder }
    }

    /// With an owner, an editor and Ada's own account; each of their words counts.
    pub(in crate::editing) async fn staffed() -> (Self, Account, Account, Account) {
        let newsroom = Self::begin().await;
        let owner = newsroom.hire(1, Role::Owner, None).await;
        let editor = newsroom.hire(2, Role::Editor, None).await;
        let ada = newsroom.hire(3, Role::Reporter, Some(id(1))).await;
        (newsroom, owner, editor, ada)
    }

    pub(in crate::editing) async fn hire(
        &self,
        number: u8,
        role: Role,
        profile: Option<ProfileId>,
    ) -> Account {
        let email = EmailAddress::parse(&format!("someone{number}@courier.example")).unwrap();
        let account = Account {
            id: AccountId::from_random([number; 16]),
            email: email.clone(),
            name: name(&format!("Someone {number}")),
            role,
            profile,
            state: AccountState::Active,
            password: Some(Secret::new("$argon2id$".to_owned())),
            version: 1,
            counts_from: now(),
            decider_until: None,
            reset_by: None,
            alert_address: email,
            former_alert_address: None,
            created_at: now(),
            created_by: Actor::Console,
            revision: 1,
        };
        let mut work = Work::new(Actor::Console, self.clock.now());
        work.writes.push(Write::AddAccount(Box::new(account.clone())));
        self.store.write(work).await.unwrap();
        account
    }

    /// Permission of somebody who has just shown a second factor; as their account stands now.
    pub(in crate::editing) async fn may(&self, account: &Account, act: Act) -> Permission {
        let account = self.store.account(&account.id).await.unwrap().unwrap();
        let at = self.clock.now();
        let visitor = Visitor::of_a_test(account, at, at);
        visitor.permit(act, Strength::Recent).unwrap_or_else(|refusal| panic!("{act:?}: {refusal}"))
    }

    pub(in crate::editing) async fn profile(&self, profile: &ProfileId) -> Profile {
        self.store.load().await.unwrap().directory.profile(profile).unwrap().clone()
    }

    pub(in crate::editing) async fn submit(
        &self,
        by: &Account,
        profile: &ProfileId,
        changes: Vec<Change>,
    ) -> Result<Outcome, SubmitError> {
        let may = self.may(by, Act::EditProfiles).await;
        let revision = self.profile(profile).await.revision;
        self.editing.submit(&may, profile, revision, changes).await
    }

    /// Proposes what must be a proposal.
    pub(in crate::editing) async fn propose(
        &self,
        by: &Account,
        profile: &ProfileId,
        changes: Vec<Change>,
    ) -> Proposal {
        match self.submit(by, profile, changes).await.unwrap() {
            Outcome::Waiting(proposal) => *proposal,
            Outcome::Applied { .. } | Outcome::Both { .. } => panic!("it was done by one person"),
        }
    }

    /// Approves what they are shown.
    pub(in crate::editing) async fn approve(
        &self,
        by: &Account,
        proposal: &Proposal,
    ) -> Result<Outcome, crate::editing::DecideError> {
        let may = self.may(by, Act::DecideProposals).await;
        self.editing.approve(&may, &proposal.id, &proposal.shown, Checked::InPerson, None).await
    }

    pub(in crate::editing) async fn history(&self) -> Vec<HistoryEntry> {
        self.store.history(HistoryQuery { limit: 500, ..HistoryQuery::default() }).await.unwrap()
    }

    pub(in crate::editing) async fn acts(&self) -> Vec<String> {
        self.history().await.into_iter().map(|entry| entry.act).collect()
    }

    /// How many letters wait to be sent.
    pub(in crate::editing) async fn letters(&self) -> usize {
        self.store.letters_due(self.clock.now(), 1_000).await.unwrap().len()
    }
}

/// Ada's number becomes another one.
pub(in crate::editing) fn another_number(profile: u8, text: &str) -> Change {
    let channel = Box::new(channel(profile, ChannelKind::SignalNumber, text));
    Change::ChangeChannel { profile: id(profile), channel }
}
