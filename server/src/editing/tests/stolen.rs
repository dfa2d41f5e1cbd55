//! One stolen account, of whichever role and whatever it tries, shows sources nothing that they did not see before.

use std::collections::BTreeSet;

use directory::channel::EmailAddress;
use directory::{
    Act, Audience, Bio, Change, ChannelId, ChannelKind, Name, NewChannel, ProfileEdit, ProfileId, Role, Slug,
    Strength, Visibility,
};

use super::{Newsroom, another_number, channel, id, now};
use crate::auth::{Permission, Visitor};
use crate::editing::{Actor, Batch};
use crate::store::records::{Account, AccountChange, Checked, ProposalState};

/// How many acts one thief tries.
const TRIES: usize = 60;

/// Numbers that look drawn, and are the same every time (xorshift).
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn number(&mut self, from: u8, to: u8) -> u8 {
        from + u8::try_from(self.below(usize::from(to - from) + 1)).unwrap()
    }
}

/// Everything that sources see of anybody, each piece by itself.
async fn seen(newsroom: &Newsroom) -> BTreeSet<String> {
    let at = newsroom.clock.now();
    let stored = newsroom.store.load().await.unwrap();
    let mut seen = BTreeSet::new();
    for profile in stored.directory.profiles() {
        let Some(public) = stored.directory.published(&profile.id, at) else { continue };
        let mut see = |what: &str, value: &str| seen.insert(format!("{} {what} {value}", profile.id));
        see("name", public.name.as_str());
        see("index", public.sort_name.as_str());
        see("slug", public.slug.as_str());
        see("outlet", public.outlet.as_str());
        see("kind", &format!("{:?}", public.kind));
        for (system, external) in &public.external_ids {
            see(system.as_str(), external.as_str());
        }
        if let Some(photo) = &public.photo {
            see("photo", photo.hash.as_str());
        }
        for audience in [Audience::Everyone, Audience::ProfileOnly] {
            for channel in public.channels_for(audience) {
                see(&format!("{audience:?}"), channel.value.as_str());
            }
        }
    }
    for (slug, _) in stored.directory.slugs() {
        if let Some(profile) = stored.directory.by_slug(slug)
            && stored.directory.published(&profile.id, at).is_some()
        {
            seen.insert(format!("address {slug}"));
        }
    }
    seen
}

/// A newsroom with something in every state: a hidden number, a pause, a withdrawn profile, a draft, and people whose
/// word counts and who do nothing.
async fn with_secrets() -> Newsroom {
    let newsroom = Newsroom::begin().await;
    let at = now().plus_seconds(-3_600);
    let mut batch = Batch::begin(newsroom.store.clone(), Actor::Demo).await.unwrap();
    let hidden = NewChannel {
        visibility: Visibility::Hidden,
        ..channel(50, ChannelKind::SignalUsername, "mallory.42")
    };
    let draft = super::newsroom::person(5 + 20, "Ines Rook");
    let changes = vec![
        Change::AddChannel { profile: id(1), channel: Box::new(hidden), rank: 0 },
        Change::HideChannel { profile: id(2), channel: ChannelId::from_random([2; 16]) },
        Change::Pause { profile: id(3), until: None },
        Change::Withdraw { profile: id(4) },
        Change::AddProfile(Box::new(draft)),
        Change::Shield { profile: id(6) },
    ];
    batch.submit(changes, at).unwrap();
    batch.save(at).await.unwrap();
    newsroom.hire(101, Role::Owner, None).await;
    newsroom.hire(102, Role::Editor, None).await;
    newsroom.hire(103, Role::Reporter, Some(id(2))).await;
    newsroom
}

fn some_change(drawn: &mut Drawn, profile: u8) -> Change {
    let of = || id(profile);
    let known = || ChannelId::from_random([profile; 16]);
    let new = |drawn: &mut Drawn| NewChannel {
        visibility: [Visibility::Hidden, Visibility::Profile, Visibility::Listed][drawn.below(3)],
        confirmed_at: Some(now()),
        ..channel(
            drawn.number(60, 90),
            ChannelKind::SignalUsername,
            &format!("mallory.{}", drawn.number(10, 99)),
        )
    };
    let edit = |edit: ProfileEdit| Change::EditProfile { profile: of(), edit: Box::new(edit) };
    match drawn.below(20) {
        0 => Change::Publish { profile: of() },
        1 => Change::Pause { profile: of(), until: None },
        2 => Change::Withdraw { profile: of() },
        3 => Change::Shield { profile: of() },
        4 => Change::Unshield { profile: of() },
        5 => Change::HideChannel { profile: of(), channel: known() },
        6 => Change::RemoveChannel { profile: of(), channel: known() },
        7 | 8 => Change::AddChannel { profile: of(), channel: Box::new(new(drawn)), rank: 0 },
        9 => {
            let channel = Box::new(NewChannel { id: known(), ..new(drawn) });
            Change::ChangeChannel { profile: of(), channel }
        }
        10 => {
            let channel = ChannelId::from_random([drawn.number(50, 90); 16]);
            Change::ShowChannel { profile: of(), channel, visibility: Visibility::Listed }
        }
        11 => Change::ShowChannel { profile: of(), channel: known(), visibility: Visibility::Listed },
        12 => edit(ProfileEdit { name: Name::parse("Mallory Quill").ok(), ..ProfileEdit::default() }),
        13 => edit(ProfileEdit { sort_name: Name::parse("Quill, Mallory").ok(), ..ProfileEdit::default() }),
        14 => {
            let channels = Some(vec![new(drawn)]);
            edit(ProfileEdit { channels, ..ProfileEdit::default() })
        }
        15 => {
            edit(ProfileEdit { bio: Some(Bio::parse("Covers the courts.").ok()), ..ProfileEdit::default() })
        }
        16 => Change::MoveProfile {
            profile: of(),
            slug: Slug::parse(&format!("mallory-{}", drawn.number(1, 99))).unwrap(),
            old_slug: directory::OldSlug::Redirects,
        },
        17 => Change::RankChannel { profile: of(), channel: known(), rank: drawn.below(3) },
        18 => Change::SetEnd { profile: of(), ends_at: Some(now().plus_seconds(10_000)) },
        _ => another_number(profile, &format!("+4420794605{:02}", drawn.number(10, 99))),
    }
}

/// One thing that a thief tries. What is refused is refused: only what sources see counts.
async fn try_something(newsroom: &Newsroom, thief: &Account, drawn: &mut Drawn) {
    let at = newsroom.clock.now();
    let account = newsroom.store.account(&thief.id).await.unwrap().unwrap();
    let visitor = Visitor::of_a_test(account, at, at);
    let may = |act: Act| visitor.permit(act, Strength::Recent).ok();
    let profile = if drawn.below(4) == 0 { 25 } else { drawn.number(1, 7) };
    let others = newsroom.store.accounts().await.unwrap();
    let other = others[drawn.below(others.len())].id.clone();
    let editing = &newsroom.editing;
    match drawn.below(16) {
        0..=5 => {
            let acts =
                [Act::EditProfiles, Act::EditProfiles, Act::CloseDoors, Act::Import, Act::ConfirmChannels];
            let Some(may) = may(acts[drawn.below(5)]) else { return };
            let changes = (0..=drawn.below(3)).map(|_| some_change(drawn, profile)).collect();
            let revision = newsroom.profile(&id(profile)).await.revision;
            let _ = editing.submit(&may, &id(profile), revision, changes).await;
        }
        6 => {
            let Some(may) = may(Act::MakeProfiles) else { return };
            let mut new = super::newsroom::person(drawn.number(30, 49), "Mallory Quill");
            new.slug = Slug::parse(&format!("quill-{}", drawn.number(1, 99))).unwrap();
            let _ = editing.make_profile(&may, new).await;
        }
        7 => {
            let Some(may) = may(Act::ConfirmChannels) else { return };
            let _ = editing.confirm(&may, &id(profile), &[ChannelId::from_random([profile; 16])]).await;
        }
        8 => Box::pin(compromise(newsroom, may(Act::EditProfiles), profile, drawn)).await,
        9 => {
            let Some(may) = may(Act::EditProfiles) else { return };
            let revision = newsroom.profile(&id(profile)).await.revision;
            let _ = editing.set_photo(&may, &id(profile), revision, vec![1, 2, 3]).await;
        }
        10 | 11 => {
            let Some(may) = may(Act::EditProfiles) else { return };
            let entries = newsroom.history().await;
            let entry = entries[drawn.below(entries.len())].number;
            let _ = editing.roll_back(&may, entry).await;
        }
        12 => approve_all(newsroom, may(Act::DecideProposals)).await,
        13 => {
            let Some(may) = may(Act::KeepAccounts).or_else(|| may(Act::KeepOwnAccount)) else { return };
            let change = match drawn.below(5) {
                0 => AccountChange::Invite {
                    email: EmailAddress::parse("mallory@courier.example").unwrap(),
                    name: Name::parse("Mallory Quill").unwrap(),
                    role: Role::Owner,
                    profile: None,
                },
                1 => AccountChange::SetRole { role: Role::Editor, profile: None },
                2 => AccountChange::SetRole { role: Role::Reporter, profile: Some(id(profile)) },
                3 => AccountChange::Reset,
                _ => AccountChange::Enable,
            };
            let invites = matches!(change, AccountChange::Invite { .. });
            let _ = editing.change_account(&may, (!invites).then_some(&other), change).await;
        }
        14 => {
            let Some(may) = may(Act::KeepAccounts) else { return };
            let _ = match drawn.below(2) {
                0 => editing.disable_account(&may, &other).await.is_ok(),
                _ => editing.leave(&may, &other).await.is_ok(),
            };
        }
        _ => {
            // Never as long as a week in all: see `whoever_disables_the_only_colleague_is_not_alone_for_a_week`.
            newsroom.clock.advance(i64::from(drawn.number(1, 80)) * 100);
            editing.keep_time().await.unwrap();
        }
    }
}

async fn compromise(newsroom: &Newsroom, may: Option<Permission>, profile: u8, drawn: &mut Drawn) {
    let Some(may) = may else { return };
    let new = channel(drawn.number(60, 90), ChannelKind::SignalUsername, "mallory.77");
    let lost = ChannelId::from_random([profile; 16]);
    let _ = newsroom.editing.compromised(&may, &id(profile), &lost, Some(new)).await;
}

async fn approve_all(newsroom: &Newsroom, may: Option<Permission>) {
    let Some(may) = may else { return };
    for proposal in newsroom.store.proposals_waiting().await.unwrap() {
        let done =
            newsroom.editing.approve(&may, &proposal.id, &proposal.shown, Checked::InPerson, None).await;
        assert!(done.is_err(), "they confirmed their own");
    }
}

async fn steal(role: Role, own: Option<ProfileId>) {
    for seed in [0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03] {
        let newsroom = with_secrets().await;
        let thief = newsroom.hire(100, role, own.clone()).await;
        let before = seen(&newsroom).await;
        let mut drawn = Drawn(seed ^ role as u64);
        for step in 0..TRIES {
            Box::pin(try_something(&newsroom, &thief, &mut drawn)).await;
            let after = seen(&newsroom).await;
            let new: Vec<_> = after.difference(&before).collect();
            assert!(new.is_empty(), "{role}, step {step} from {seed:#x}: {new:?}");
        }
        let states = newsroom.store.proposals(None, 500).await.unwrap();
        assert!(states.iter().all(|proposal| proposal.state != ProposalState::Approved));
        let sound = newsroom.store.check_history(()).await.unwrap();
        assert!(matches!(sound, crate::store::records::HistoryVerdict::Sound { .. }));
    }
}

#[tokio::test]
async fn a_stolen_owner_shows_sources_nothing_new() {
    steal(Role::Owner, None).await;
}

#[tokio::test]
async fn a_stolen_editor_shows_sources_nothing_new() {
    steal(Role::Editor, None).await;
}

#[tokio::test]
async fn a_stolen_approver_shows_sources_nothing_new() {
    steal(Role::Approver, None).await;
}

#[tokio::test]
async fn a_stolen_reporter_shows_sources_nothing_new() {
    steal(Role::Reporter, Some(id(1))).await;
}

#[tokio::test]
async fn a_stolen_auditor_shows_sources_nothing_new() {
    steal(Role::Auditor, None).await;
}
