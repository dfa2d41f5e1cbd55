//! Whatever an export leaves out, reading it in again takes nothing away.

use directory::{Audience, Change, ChannelKind, Directory, Profile, PublicProfile, Slug, Status, Timestamp};
use formats::Site;
use serde_json::json;

use super::super::{Options, Row, csv, json as json_reader, vcard};
use super::{moment, published, take_in, take_in_at};

/// Ends with the year 2026.
const ENDING_KEY: &str = include_str!("../../app/node_tests/ends-in-2027.asc");
const OTHER_KEY: &str = include_str!("../../../../tests/data/keys/current_v4.asc");
const ONION: &str = "http://i4tbeecxbeb4witwrfzwxuqn34ntnm74gw6vdp36xzrua7dtej3innyd.onion";

fn emails(key: &str) -> Vec<String> {
    let Ok(directory::ChannelValue::Pgp(key)) = directory::ChannelValue::parse(ChannelKind::Pgp, key) else {
        panic!("a key")
    };
    key.emails().iter().map(|email| email.as_str().to_owned()).collect()
}

pub(super) fn by_slug<'a>(directory: &'a Directory, slug: &str) -> &'a Profile {
    directory.by_slug(&Slug::parse(slug).unwrap()).unwrap()
}

/// After the end of the key.
fn later() -> Timestamp {
    Timestamp::parse_rfc3339("2027-02-01T00:00:00Z").unwrap()
}

/// Somebody for each thing that an export does not show.
pub(super) fn filled() -> Directory {
    let mail = |value: &str| json!({"kind": "email", "value": value});
    let mut channels = vec![
        json!({"kind": "signal_username", "value": "ada_tips.42", "label": "Tips"}),
        json!({"kind": "signal_username", "value": "ada_f.42"}),
        json!({"kind": "signal_number", "value": "+44 20 7946 0123", "visibility": "hidden"}),
        json!({"kind": "signal_number", "value": "+44 20 7946 0124", "label": "Desk"}),
        json!({"kind": "phone", "value": "+44 20 7946 0125", "label": "Signal desk"}),
        json!({"kind": "whatsapp", "value": "+44 20 7946 0126", "visibility": "hidden"}),
        json!({"kind": "securedrop", "value": ONION, "label": "Safe box"}),
        json!({"kind": "globaleaks", "value": "https://leaks.courier.example", "visibility": "profile"}),
        json!({"kind": "web_form", "value": "https://courier.example/tips", "label": "SecureDrop page"}),
        json!({"kind": "web_form", "value": "https://courier.example/form"}),
        json!({"kind": "post", "value": "Ada Ferris\nThe Harbour Courier\n1 Quay Street\nHarbour"}),
        json!({"kind": "telegram", "value": "ada_ferris", "note": "Weekdays only."}),
        json!({"kind": "pgp", "key": ENDING_KEY}),
        json!({"kind": "pgp", "key": OTHER_KEY}),
    ];
    channels.extend(emails(ENDING_KEY).iter().chain(&emails(OTHER_KEY)).take(6).map(|email| mail(email)));
    let many: Vec<_> = (0..24).map(|number| mail(&format!("line-{number}@courier.example"))).collect();
    let hanna = json!([mail(&emails(OTHER_KEY)[0]), {"kind": "pgp", "key": OTHER_KEY}]);
    let document = json!([
        {"name": "Ada Ferris", "title": "Senior Reporter", "desk": "resting-desk", "pronouns": "she/her",
         "beats": [{"slug": "courts-law", "name": "courts=law"}, {"slug": "ports", "name": "Ports, ships"}],
         "languages": ["en"], "bio": "She lives by the water.", "sort_name": "Ferris,Ada",
         "consents": {"phone": "2026-01-31", "pronouns": "2026-01-31"}, "external_ids": {"wordpress": "42"}, "channels": channels},
        {"name": "Resting Desk", "kind": "desk", "channels": [mail("resting@courier.example")]},
        {"name": "Paula Quay", "channels": [mail("paula@courier.example")]},
        {"name": "Hidden Hanna", "channels": hanna},
        {"name": "Shy Shirin", "channels": [{"kind": "email", "value": "shy@courier.example", "visibility": "profile"}]},
        {"name": "Many Manu", "channels": many},
        {"name": "Dora Draft", "status": "draft", "channels": [mail("dora@courier.example")]},
        {"name": "Wilma Went", "channels": [mail("wilma@courier.example")]},
    ]);
    let mut directory = Directory::new();
    let rows = json_reader::read("sample.json", &mut document.to_string().as_bytes()).unwrap();
    let imported = take_in(rows, &mut directory, &published());
    assert_eq!((imported.report.added, imported.report.refused), (8, 0), "{:#?}", imported.lines);
    let id = |slug: &str| by_slug(&directory, slug).id.clone();
    let hanna = by_slug(&directory, "hidden-hanna").channels[0].id.clone();
    let changes = [
        Change::Pause { profile: id("resting-desk"), until: None },
        Change::Pause { profile: id("paula-quay"), until: Some(later().plus_seconds(60)) },
        Change::HideChannel { profile: id("hidden-hanna"), channel: hanna },
        Change::Withdraw { profile: id("wilma-went") },
    ];
    for change in &changes {
        apply(&mut directory, change);
    }
    directory
}

pub(super) fn apply(directory: &mut Directory, change: &Change) {
    let applied = directory.apply(change, moment()).unwrap_or_else(|error| panic!("{error}"));
    directory.absorb(applied);
}

pub(super) fn shown(directory: &Directory, at: Timestamp) -> Vec<PublicProfile> {
    directory.profiles().filter_map(|profile| directory.published(&profile.id, at)).collect()
}

/// Every export that can be read in again, in each of its forms, as it is at the moment `at`.
pub(super) fn exports(directory: &Directory, at: Timestamp) -> Vec<(&'static str, Vec<Row>)> {
    let site = Site::new("The Harbour Courier", "https://contact.harbour-courier.example").unwrap();
    let profiles = shown(directory, at);
    assert_eq!(profiles.len(), 6, "all but the draft and the withdrawn one");
    let mut all = Vec::new();
    for audience in [Audience::Everyone, Audience::ProfileOnly] {
        let each = |write: &dyn Fn(&PublicProfile) -> String| profiles.iter().map(write).collect::<Vec<_>>();
        let documents = each(&|profile| formats::profile_json(profile, audience, &site));
        let list = format!(r#"{{"edition":1,"profiles":[{}]}}"#, documents.join(","));
        all.push(("json", json_reader::read("list.json", &mut list.as_bytes()).unwrap()));
        let mut table = Vec::new();
        csv::write(&profiles, audience, &mut table).unwrap();
        all.push(("csv", csv::read("list.csv", &mut table.as_slice()).unwrap()));
        for (form, cards) in [
            ("vcard 3.0", each(&|profile| formats::vcard3(profile, audience, &site))),
            ("vcard 4.0", each(&|profile| formats::vcard4(profile, audience, &site))),
        ] {
            all.push((form, vcard::read("list.vcf", &mut cards.concat().as_bytes()).unwrap()));
        }
    }
    all
}

#[test]
fn no_export_takes_anything_away_when_it_is_read_in_again() {
    let directory = filled();
    for (written, read) in [(moment(), moment()), (moment(), later()), (later(), later())] {
        for (form, rows) in exports(&directory, written) {
            let bold = Options { publish: true, resume: true, outlet: None };
            for options in [Options::default(), bold] {
                let mut again = directory.clone();
                let imported = take_in_at(rows.clone(), &mut again, &options, read);
                let lines = &imported.lines;
                assert_eq!(
                    (imported.report.unchanged, imported.report.refused),
                    (6, 0),
                    "{form}: {lines:#?}"
                );
                assert!(imported.admitted.is_empty(), "{form}: {lines:#?}");
            }
        }
    }
}

#[test]
fn an_expired_key_goes_when_a_new_one_comes_in_its_place() {
    let mail = emails(ENDING_KEY)[0].clone();
    let ada = |keys: &[&str]| {
        let keys = keys.iter().map(|key| json!({"kind": "pgp", "key": key}));
        let addresses = emails(OTHER_KEY).into_iter().take(1).chain([mail.clone()]);
        let addresses = addresses.map(|address| json!({"kind": "email", "value": address}));
        let channels: Vec<_> = addresses.chain(keys).collect();
        let document =
            json!({"name": "Ada Ferris", "external_ids": {"wordpress": "42"}, "channels": channels});
        json_reader::read("ada.json", &mut document.to_string().as_bytes()).unwrap()
    };
    let mut directory = Directory::new();
    take_in(ada(&[ENDING_KEY]), &mut directory, &published());
    let imported = take_in_at(ada(&[]), &mut directory, &Options::default(), later());
    assert_eq!(imported.report.unchanged, 1, "{:#?}", imported.lines);
    let imported = take_in_at(ada(&[OTHER_KEY]), &mut directory, &Options::default(), later());
    assert_eq!(imported.report.updated, 1, "{:#?}", imported.lines);
    let other = directory::ChannelValue::parse(ChannelKind::Pgp, OTHER_KEY).unwrap();
    let keys = &by_slug(&directory, "ada-ferris").channels[2..];
    assert!(keys.len() == 1 && keys[0].value == other);
}

#[test]
fn a_card_replaces_a_number_and_leaves_those_it_does_not_speak_of() {
    let mut directory = filled();
    let uid = by_slug(&directory, "many-manu").uid;
    let card =
        format!("BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:Many Manu\nEMAIL:new@courier.example\nEND:VCARD\n");
    let rows = vcard::read("manu.vcf", &mut card.as_bytes()).unwrap();
    let imported = take_in(rows, &mut directory, &Options::default());
    assert_eq!(imported.report.updated, 1, "{:#?}", imported.lines);
    let manu = by_slug(&directory, "many-manu");
    assert_eq!((manu.channels.len(), manu.status), (24, Status::Listed));
    assert_eq!(manu.channels[0].value.as_str(), "new@courier.example");
}

#[test]
fn a_label_of_the_newsrooms_own_comes_back_from_a_card_into_an_empty_directory() {
    let directory = filled();
    let site = Site::new("The Harbour Courier", "https://contact.harbour-courier.example").unwrap();
    let ada = directory.published(&by_slug(&directory, "ada-ferris").id, moment()).unwrap();
    let card = formats::vcard3(&ada, Audience::Everyone, &site);
    assert_eq!(card.matches("X-CHANNEL-KIND").count(), 5, "{card}");
    let mut copy = Directory::new();
    let rows = vcard::read("ada.vcf", &mut card.as_bytes()).unwrap();
    let imported = take_in(rows, &mut copy, &Options::default());
    assert_eq!(imported.report.added, 1, "{:#?}", imported.lines);
    let labelled = |profile: &Profile| -> Vec<(ChannelKind, String, String)> {
        let told = |channel: &directory::Channel| {
            let label = channel.label.as_ref()?.as_str().to_owned();
            Some((channel.value.kind(), channel.value.as_str().to_owned(), label))
        };
        profile.channels.iter().filter_map(told).collect()
    };
    // A card has no place for a user name under a label of its own but the note, which is for people.
    let mut expected = labelled(by_slug(&directory, "ada-ferris"));
    expected.retain(|(kind, ..)| *kind != ChannelKind::SignalUsername);
    assert_eq!(expected.len(), 4);
    assert_eq!(labelled(by_slug(&copy, "ada-ferris")), expected);
}
