//! The demo is shown to strangers: nobody in it may be real, and nothing in it may be refused.

use std::collections::BTreeSet;

use directory::{ChannelKind, ChannelValue, Directory, ProfileKind, PublicStatus, Status, Timestamp};

use super::DEMO;
use crate::import::{self, Line, Options, Person, ReadChannel, Verdict};

/// Every date in the demo is before this one, so that a clock that is somewhat behind accepts them all.
const LATEST: &str = "2026-01-01T00:00:00Z";

fn people() -> Vec<Person> {
    let rows = import::json::read("demo.json", &mut DEMO.as_bytes()).unwrap();
    let person = |row: import::Row| match row.verdict {
        Verdict::Read(person) => *person,
        Verdict::Refused(faults) => panic!("{}: {faults:?}", row.place),
    };
    rows.into_iter().map(person).collect()
}

fn channels() -> Vec<ReadChannel> {
    people().into_iter().flat_map(|person| person.channels).collect()
}

fn latest() -> Timestamp {
    Timestamp::parse_rfc3339(LATEST).unwrap()
}

/// An empty directory after the demo, and what the import said about each row.
fn filled() -> (Directory, Vec<Line>) {
    let rows = import::json::read("demo.json", &mut DEMO.as_bytes()).unwrap();
    let options = Options { publish: true, ..Options::default() };
    let mut count = 0_u128;
    let mut random = || {
        count += 1;
        count.to_be_bytes()
    };
    let (mut directory, mut lines) = (Directory::new(), Vec::new());
    let admitted =
        import::admit(rows, &directory, &options, &mut random, latest(), &mut |line| lines.push(line));
    for change in admitted.iter().flat_map(|row| &row.changes) {
        let applied = directory.apply(change, latest()).unwrap();
        directory.absorb(applied);
    }
    (directory, lines)
}

/// The hosts that a channel leads to.
fn hosts(value: &ChannelValue) -> Vec<String> {
    let text = value.as_str();
    let of_url = || text.split('/').nth(2).unwrap().to_owned();
    let after = |mark: char| text.rsplit_once(mark).unwrap().1.to_owned();
    match value {
        ChannelValue::Email(_) | ChannelValue::Xmpp(_) => vec![after('@')],
        ChannelValue::Matrix(_) => vec![after(':')],
        ChannelValue::Pgp(key) => {
            key.emails().iter().map(|email| email.as_str().rsplit_once('@').unwrap().1.to_owned()).collect()
        }
        ChannelValue::Simplex(_) => {
            // The long form carries the server that is asked inside its fragment: `smp%3A%2F%2F…%40host%2F…`.
            let server = text.split_once("%40").map(|(_, rest)| rest.split('%').next().unwrap().to_owned());
            std::iter::once(of_url()).chain(server).collect()
        }
        _ if text.starts_with("http") => vec![of_url()],
        _ => Vec::new(),
    }
}

/// The script of a name's first letter, as far as the demo uses it.
fn script(name: &str) -> Option<&'static str> {
    name.chars().next().and_then(|first| match first {
        'A'..='Z' | '\u{c0}'..='\u{24f}' => Some("Latin"),
        '\u{370}'..='\u{3ff}' => Some("Greek"),
        '\u{400}'..='\u{4ff}' => Some("Cyrillic"),
        '\u{600}'..='\u{6ff}' => Some("Arabic"),
        '\u{4e00}'..='\u{9fff}' => Some("Han"),
        _ => None,
    })
}

#[test]
fn the_demo_fills_an_empty_directory_without_a_refusal_or_a_remark() {
    let (directory, lines) = filled();
    for line in &lines {
        let text = line.to_string();
        assert!(!line.is_refused(), "{text}");
        let told = text.lines().skip(1).find(|line| !line.contains("new in the newsroom's list"));
        assert_eq!(told, None, "the import has something to say");
    }
    assert_eq!(directory.profiles().len(), lines.len());
    assert!(directory.profiles().all(|profile| matches!(profile.status, Status::Listed | Status::Paused)));
}

#[test]
fn the_demo_has_some_forty_profiles_of_which_six_are_desks() {
    let people = people();
    let desks = people.iter().filter(|person| person.kind == Some(ProfileKind::Desk)).count();
    assert_eq!((people.len(), desks), (40, 6));
    assert!(people.iter().all(|person| person.uid.is_some() && person.slug.is_some()));
    let uids: BTreeSet<_> = people.iter().map(|person| person.uid).collect();
    assert_eq!(uids.len(), people.len());
}

#[test]
fn every_channel_of_the_demo_is_shown_and_every_kind_is_there() {
    let (directory, _) = filled();
    let mut kinds = BTreeSet::new();
    for profile in directory.profiles().filter(|profile| profile.status == Status::Listed) {
        let shown = directory.published(&profile.id, latest()).unwrap();
        assert_eq!(shown.channels.len(), profile.channels.len(), "{}", profile.slug);
        kinds.extend(profile.channels.iter().map(|channel| channel.value.kind()));
    }
    assert_eq!(kinds, BTreeSet::from(ChannelKind::ALL));
}

#[test]
fn whoever_is_paused_in_the_demo_has_a_desk_beside_them() {
    let (directory, _) = filled();
    let paused: Vec<_> = directory
        .profiles()
        .filter_map(|profile| directory.published(&profile.id, latest()))
        .filter(|shown| shown.status == PublicStatus::Paused)
        .collect();
    assert_eq!(paused.len(), 1);
    assert!(paused.iter().all(|shown| shown.desk.is_some()));
}

#[test]
fn no_telephone_number_of_the_demo_can_ever_be_anybodys() {
    let mut seen = 0;
    for channel in channels() {
        let (ChannelValue::SignalNumber(number)
        | ChannelValue::Whatsapp(number)
        | ChannelValue::Phone(number)) = &channel.value
        else {
            continue;
        };
        assert!(number.is_fictional(), "{}", number.as_str());
        seen += 1;
    }
    assert!(seen > 12, "{seen} numbers");
}

#[test]
fn no_address_of_the_demo_leads_to_a_host_that_somebody_can_own() {
    const SERVICES: [&str; 2] = ["signal.me", "simplex.chat"];
    for channel in channels() {
        for host in hosts(&channel.value) {
            let (_, top_level) = host.rsplit_once('.').unwrap();
            let reserved = matches!(top_level, "example" | "onion") || host == "example.org";
            assert!(reserved || SERVICES.contains(&host.as_str()), "{host}");
        }
    }
}

#[test]
fn the_names_of_the_demo_are_written_in_five_scripts() {
    let people = people();
    let scripts: BTreeSet<_> =
        people.iter().map(|person| script(person.name.as_ref().unwrap().as_str())).collect();
    let expected = ["Latin", "Greek", "Cyrillic", "Arabic", "Han"].map(Some);
    assert_eq!(scripts, BTreeSet::from(expected));
    let mononym = |person: &&Person| {
        person.kind == Some(ProfileKind::Person)
            && person.name == person.sort_name
            && script(person.name.as_ref().unwrap().as_str()) == Some("Latin")
            && !person.name.as_ref().unwrap().as_str().contains(' ')
    };
    assert_eq!(people.iter().filter(mononym).count(), 1);
}

#[test]
fn no_date_in_the_demo_lies_ahead_of_a_clock_that_is_behind() {
    for person in people() {
        assert!(person.consents.iter().flatten().all(|(_, recorded)| *recorded < latest()));
        assert!(person.channels.iter().filter_map(|channel| channel.confirmed_at).all(|day| day < latest()));
    }
}
