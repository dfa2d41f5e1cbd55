//! Who is told what, and what is told to nobody.

use directory::{Door, ProfileEdit};

use super::*;
use crate::store::records::{AccountChange, Stage};

fn told(event: &Event<'_>, accounts: &[Account]) -> Vec<String> {
    let letters = letters(event, &Audience { accounts, at: NOW });
    letters.iter().map(|letter| letter.to.as_str().split('@').next().unwrap().to_owned()).collect()
}

fn text(event: &Event<'_>, accounts: &[Account]) -> String {
    let letters = letters(event, &Audience { accounts, at: NOW });
    let letter = letters.first().expect("somebody is told");
    // Where a line is broken is not what these tests are about.
    let body: Vec<&str> = letter.body.split_whitespace().collect();
    format!("{}\n{}\n{}", letter.subject, body.join(" "), letter.path)
}

#[test]
fn a_change_is_told_to_the_reporter_and_every_owner_and_to_nobody_else() {
    let (profile, accounts, by) = (ada(), newsroom(), Actor::Account(account_id(3)));
    let changes = [Change::HideChannel { profile: profile_id(1), channel: channel_id(1) }];
    let event = Event::ProfileChanged { profile: &profile, changes: &changes, door: Door::Closes, by: &by };
    assert_eq!(told(&event, &accounts), ["ada", "olga", "otto"]);
    let text = text(&event, &accounts);
    assert!(text.starts_with("Ada Ferris: a door was closed\n"), "{text}");
    assert!(
        text.contains("by Edda Editor") && text.contains("- hidden: Signal number ending in 23"),
        "{text}"
    );
    assert!(text.contains("on 2026-11-22 18:00 UTC") && text.ends_with("/profiles/ada-ferris"), "{text}");
    assert!(text.contains("If you did not expect this"), "{text}");
}

#[test]
fn whoever_sent_alerts_elsewhere_has_not_silenced_the_former_address() {
    let (profile, mut accounts, by) = (ada(), newsroom(), Actor::Clock);
    let event = Event::ProfileChanged { profile: &profile, changes: &[], door: Door::Neither, by: &by };
    let former = email("former@courier.example");
    accounts[4].former_alert_address = Some((former.clone(), NOW.plus_seconds(1)));
    assert_eq!(told(&event, &accounts), ["ada", "former", "olga", "otto"]);
    accounts[4].former_alert_address = Some((former, NOW));
    assert_eq!(told(&event, &accounts), ["ada", "olga", "otto"]);
}

#[test]
fn one_address_gets_one_letter_and_who_is_not_active_gets_none() {
    let (profile, mut accounts, by) = (ada(), newsroom(), Actor::Console);
    let event = Event::ProfileChanged { profile: &profile, changes: &[], door: Door::Opens, by: &by };
    accounts[1].alert_address = email("ADA@courier.example");
    accounts[0].state = AccountState::Disabled;
    assert_eq!(told(&event, &accounts), ["ada"]);
    assert!(text(&event, &accounts).contains("by somebody on the server's console"));
}

#[test]
fn a_proposal_is_told_to_whoever_may_confirm_it_too() {
    let (profile, accounts) = (ada(), newsroom());
    let proposed = Proposed::Profile { profile: profile_id(1), changes: replacement() };
    let waiting = proposal(proposed.clone(), ProposalState::Waiting);
    let event = Event::Proposed { proposal: &waiting, profile: Some(&profile), account: None };
    assert_eq!(told(&event, &accounts), ["ada", "olga", "otto", "edda", "anna"]);
    let made = text(&event, &accounts);
    assert!(made.contains("Signal number ending in 23 becomes Signal number ending in 56"), "{made}");
    assert!(made.contains("Nothing has changed yet"), "{made}");
    assert!(made.ends_with(&format!("/proposals/{}", waiting.id.as_str())), "{made}");

    let mut cooling = proposal(proposed.clone(), ProposalState::Waiting);
    cooling.cool_off_until = Some(NOW.plus_seconds(24 * 60 * 60));
    let event = Event::Proposed { proposal: &cooling, profile: Some(&profile), account: None };
    let alone = text(&event, &accounts);
    assert!(alone.contains("done on 2026-11-23 18:00 UTC") && alone.contains("unless"), "{alone}");

    let approved = proposal(proposed, ProposalState::Approved);
    let event = Event::Decided { proposal: &approved, profile: Some(&profile), account: None };
    assert_eq!(told(&event, &accounts), ["ada", "edda", "olga", "otto"]);
    assert!(text(&event, &accounts).contains("Decided by Anna Approver"));
}

#[test]
fn every_end_of_a_proposal_has_words_of_its_own() {
    let (profile, accounts) = (ada(), newsroom());
    let mut seen = std::collections::BTreeSet::new();
    for state in [
        ProposalState::Approved,
        ProposalState::Refused,
        ProposalState::Cancelled,
        ProposalState::Expired,
        ProposalState::Outdated,
        ProposalState::CooledOff,
    ] {
        let decided = proposal(Proposed::Profile { profile: profile_id(1), changes: replacement() }, state);
        let event = Event::Decided { proposal: &decided, profile: Some(&profile), account: None };
        let text = text(&event, &accounts);
        assert!(seen.insert(text.lines().next().unwrap().to_owned()), "{text}");
    }
}

#[test]
fn no_letter_repeats_a_contact_or_a_remark() {
    let (profile, accounts, by) = (ada(), newsroom(), Actor::Account(account_id(1)));
    let edit = ProfileEdit {
        name: Some(name("Ada Novak")),
        channels: Some(vec![signal(1, NUMBER), signal(2, REPLACEMENT)]),
        ..ProfileEdit::default()
    };
    let channel = |number, text| Box::new(signal(number, text));
    let changes = [
        Change::AddChannel { profile: profile_id(1), channel: channel(2, REPLACEMENT), rank: 0 },
        Change::ChangeChannel { profile: profile_id(1), channel: channel(1, REPLACEMENT) },
        Change::RemoveChannel { profile: profile_id(1), channel: channel_id(1) },
        Change::ConfirmChannel { profile: profile_id(1), channel: channel_id(1), confirm_by: None },
        Change::EditProfile { profile: profile_id(1), edit: Box::new(edit) },
    ];
    let all = Proposed::Profile { profile: profile_id(1), changes: changes.to_vec() };
    let waiting = proposal(all.clone(), ProposalState::Waiting);
    let approved = proposal(all, ProposalState::Approved);
    let address = email("moved-away@elsewhere.example");
    let moved = Proposed::Account {
        account: account_id(5),
        change: AccountChange::SetAlertAddress { address: address.clone() },
    };
    let moved = proposal(moved, ProposalState::Waiting);
    let due = [(channel_id(1), NOW)];
    let events = [
        Event::ProfileChanged { profile: &profile, changes: &changes, door: Door::Opens, by: &by },
        Event::Proposed { proposal: &waiting, profile: Some(&profile), account: None },
        Event::Decided { proposal: &approved, profile: Some(&profile), account: None },
        Event::Proposed { proposal: &moved, profile: None, account: Some(&accounts[4]) },
        Event::ChannelsDue { profile: &profile, channels: &due, stage: Stage::After },
        Event::Compromised {
            profile: &profile,
            channel: &channel_id(1),
            replacement: Some(&waiting),
            by: &by,
        },
    ];
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    for event in &events {
        let text = text(event, &accounts);
        for contact in [NUMBER, REPLACEMENT] {
            assert!(
                !text.contains(contact)
                    && !digits(&text).contains(digits(contact).trim_start_matches("4420")),
                "{text}"
            );
        }
        assert!(!text.contains("7946") && !text.contains("moved-away"), "{text}");
        assert!(text.contains("ending in 23") || text.contains("ending in le"), "{text}");
    }
}

#[test]
fn no_kind_of_channel_shows_more_than_two_characters() {
    for (kind, value) in [
        (ChannelKind::Email, "ada@courier.example"),
        (ChannelKind::Phone, NUMBER),
        (ChannelKind::Threema, "ABCD1234"),
        (ChannelKind::SignalUsername, "ada_f.42"),
        (ChannelKind::WebForm, "https://courier.example/tips"),
    ] {
        let value = ChannelValue::parse(kind, value).unwrap();
        let masked = super::super::changes::masked(&value);
        let (noun, rest) = masked.split_once(" ending in ").unwrap();
        assert_eq!(rest.chars().count(), 2, "{masked}");
        assert!(!noun.is_empty() && !masked.contains(value.as_str()), "{masked}");
    }
}

#[test]
fn due_channels_are_told_to_whoever_they_are_or_else_to_those_who_edit() {
    let (profile, mut accounts) = (ada(), newsroom());
    let due = [(channel_id(1), NOW)];
    let event = |stage| Event::ChannelsDue { profile: &profile, channels: &due, stage };
    assert_eq!(told(&event(Stage::Before), &accounts), ["ada"]);
    assert_eq!(told(&event(Stage::Hiding), &accounts), ["ada", "olga", "otto", "edda"]);
    assert!(
        text(&event(Stage::OnTheDay), &accounts).contains("Signal number ending in 23, due on 2026-11-22")
    );
    accounts[4].profile = None;
    assert_eq!(told(&event(Stage::Before), &accounts), ["olga", "otto", "edda"]);
}

#[test]
fn the_people_behind_a_desk_are_told_of_its_channels() {
    let (mut desk, mut accounts) = (ada(), newsroom());
    desk.id = profile_id(2);
    desk.members = vec![profile_id(1)];
    accounts[3].profile = Some(profile_id(3));
    let due = [(channel_id(1), NOW)];
    let event = Event::ChannelsDue { profile: &desk, channels: &due, stage: Stage::Before };
    assert_eq!(told(&event, &accounts), ["ada"]);
}

#[test]
fn an_account_is_told_of_itself_whatever_became_of_it() {
    let (mut accounts, by) = (newsroom(), Actor::Account(account_id(1)));
    accounts[3].state = AccountState::Disabled;
    for news in [
        AccountNews::Invited,
        AccountNews::RoleSet(Role::Owner),
        AccountNews::Reset,
        AccountNews::Enabled,
        AccountNews::Disabled,
        AccountNews::AlertAddressSet,
        AccountNews::LinkMade,
        AccountNews::SignInChanged,
    ] {
        let event = Event::AccountChanged { account: &accounts[3], news, by: &by };
        assert_eq!(told(&event, &accounts), ["anna", "olga", "otto"]);
        let text = text(&event, &accounts);
        assert!(text.starts_with("The account of Anna Approver was changed"), "{text}");
        assert!(text.contains("by Olga Owner"), "{text}");
    }
    let profile = ada();
    let left = Event::Left { account: &accounts[4], profile: Some(&profile), approvals: 2, by: &by };
    assert_eq!(told(&left, &accounts), ["ada", "olga", "otto"]);
    assert!(text(&left, &accounts).contains("look at them again"));
    assert_eq!(told(&Event::BreakGlass { profiles: &[profile_id(1)] }, &accounts), ["olga", "otto"]);
}

#[test]
fn an_import_is_one_letter_to_whoever_may_confirm_what_waits() {
    let accounts = newsroom();
    let event = |waiting, cool_off_until| Event::Imported { changed: 12, waiting, cool_off_until };
    assert_eq!(told(&event(3, None), &accounts), told(&event(0, None), &accounts));
    assert!(
        ["anna", "olga", "otto"]
            .iter()
            .all(|one| told(&event(3, None), &accounts).contains(&(*one).to_owned()))
    );
    let waits = text(&event(3, None), &accounts);
    assert!(
        waits.contains("changes that wait for a second person: 3") && waits.ends_with("/proposals"),
        "{waits}"
    );
    let alone = text(&event(3, Some(NOW)), &accounts);
    assert!(alone.contains("It will therefore be done on 2026-11-22 18:00 UTC"), "{alone}");
    let done = text(&event(0, None), &accounts);
    assert!(done.contains("Nothing of it waits") && done.ends_with("/history"), "{done}");
}

#[test]
fn one_event_makes_no_flood_of_letters() {
    let many: Vec<Account> = (0..300)
        .map(|number| {
            let mut one = account(1, "Olga Owner", Role::Owner);
            one.alert_address = email(&format!("olga{number}@courier.example"));
            one
        })
        .collect();
    assert_eq!(told(&Event::BreakGlass { profiles: &[] }, &many).len(), LETTERS_MAX);
}

#[test]
fn lines_are_short_enough_for_every_mail_program() {
    let (profile, accounts, by) = (ada(), newsroom(), Actor::Clock);
    let changes = vec![Change::Publish { profile: profile_id(1) }; 50];
    let event = Event::ProfileChanged { profile: &profile, changes: &changes, door: Door::Opens, by: &by };
    let body = &letters(&event, &Audience { accounts: &accounts, at: NOW })[0].body;
    assert!(body.lines().all(|line| line.chars().count() <= 72), "{body}");
    assert!(body.contains("\n- and 30 more\n"), "{body}");
}
