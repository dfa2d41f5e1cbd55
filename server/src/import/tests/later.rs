//! Exports that are read in again after the directory went on: they undo nothing that was done since.

use directory::{
    Audience, Change, Channel, ChannelKind, Directory, NewChannel, Profile, ProfileEdit, Status, Visibility,
};
use formats::Site;

use super::super::{Options, csv, json as json_reader};
use super::left_out::{apply, by_slug, exports, filled, shown};
use super::{moment, take_in};

fn new_channel(channel: &Channel, visibility: Visibility) -> NewChannel {
    NewChannel {
        id: channel.id.clone(),
        value: channel.value.clone(),
        label: channel.label.clone(),
        note: channel.note.clone(),
        visibility,
        confirmed_at: channel.confirmed_at,
        confirm_by: channel.confirm_by,
    }
}

#[test]
fn an_export_of_somebody_who_showed_nothing_pauses_nobody_who_is_back() {
    let mut directory = filled();
    let old = exports(&directory, moment());
    let hanna = by_slug(&directory, "hidden-hanna");
    let (id, uid) = (hanna.id.clone(), hanna.uid);
    let channels = hanna.channels.iter().map(|channel| new_channel(channel, Visibility::Listed)).collect();
    let edit = ProfileEdit { channels: Some(channels), ..ProfileEdit::default() };
    apply(&mut directory, &Change::EditProfile { profile: id, edit: Box::new(edit) });
    for (form, rows) in old {
        let mut again = directory.clone();
        let imported = take_in(rows, &mut again, &Options::default());
        assert!(imported.admitted.is_empty(), "{form}: {:#?}", imported.lines);
        assert_eq!(by_slug(&again, "hidden-hanna").status, Status::Listed, "{form}");
        let told =
            imported.lines.join("\n").matches("status: “paused” not changed: an export says so").count();
        // A card has no word for it.
        assert_eq!(told, usize::from(!form.starts_with("vcard")), "{form}: {:#?}", imported.lines);
    }
    // The newsroom's own table is obeyed, whether or not she shows anything.
    for mut directory in [directory, filled()] {
        let table = format!("uid,name,status,order,email\n{uid},Hidden Hanna,paused,,\n");
        let rows = csv::read("people.csv", &mut table.as_bytes()).unwrap();
        let imported = take_in(rows, &mut directory, &Options::default());
        assert_eq!(imported.lines, ["people.csv:2: updated hidden-hanna: paused"]);
        let hanna = by_slug(&directory, "hidden-hanna");
        assert_eq!((hanna.status, hanna.channels.len()), (Status::Paused, 2));
    }
}

#[test]
fn one_contact_filled_into_an_export_of_somebody_paused_takes_no_other_away() {
    let mut directory = filled();
    let ada = by_slug(&directory, "ada-ferris").clone();
    apply(&mut directory, &Change::Pause { profile: ada.id.clone(), until: None });
    let profiles = shown(&directory, moment());
    let at = profiles.iter().position(|profile| profile.uid == ada.uid).unwrap();
    let site = Site::new("The Harbour Courier", "https://contact.harbour-courier.example").unwrap();
    let new = r#"{"kind":"telegram","value":"ada_new"}"#;
    let document = formats::profile_json(&profiles[at], Audience::Everyone, &site);
    let document = document.replace(r#""channels":[]"#, &format!(r#""channels":[{new}]"#));
    let mut table = Vec::new();
    csv::write(&profiles[at..=at], Audience::Everyone, &mut table).unwrap();
    let table = String::from_utf8(table).unwrap();
    let (header, row) = table.trim_end().split_once("\r\n").unwrap();
    let table = format!("{header},email,signal_number,telegram\n{row},,,ada_new\n");
    let back = [document.replace(r#""paused""#, r#""listed""#), table.replace(",paused,", ",listed,")];
    let kinds = |profile: &Profile| {
        let mut kinds: Vec<_> = profile.channels.iter().map(|channel| channel.value.kind()).collect();
        kinds.sort();
        kinds
    };
    for text in [document, table].iter().chain(&back) {
        let read = if text.starts_with('{') { json_reader::read } else { csv::read };
        let rows = read("ada", &mut text.as_bytes()).unwrap();
        let mut again = directory.clone();
        let resume = Options { resume: true, ..Options::default() };
        let imported = take_in(rows, &mut again, &resume);
        let lines = imported.lines.join("\n");
        assert!(
            imported.report.updated == 1 && lines.contains("kept: an export of somebody paused"),
            "{lines}"
        );
        let now = by_slug(&again, "ada-ferris");
        assert_eq!(kinds(now), kinds(&ada), "{lines}");
        assert!(now.channels.iter().any(|channel| channel.value.as_str() == "ada_new"), "{lines}");
    }
    // A newsroom's own table that lists her and no longer has her numbers is meant so.
    let own = format!("uid,name,status,telegram,signal_number\n{},Ada Ferris,listed,ada_new,\n", ada.uid);
    take_in(csv::read("own.csv", &mut own.as_bytes()).unwrap(), &mut directory, &Options::default());
    let numbers = by_slug(&directory, "ada-ferris").channels.iter();
    let numbers = numbers.filter(|channel| channel.value.kind() == ChannelKind::SignalNumber);
    assert!(numbers.map(|channel| channel.visibility).eq([Visibility::Hidden]));
}

#[test]
fn a_channel_that_was_hidden_since_its_export_stays_hidden_without_publish() {
    let mut directory = filled();
    let old = exports(&directory, moment());
    let ada = by_slug(&directory, "ada-ferris");
    let (profile, number) = (ada.id.clone(), ada.channels[3].clone());
    assert_eq!(number.value.kind(), ChannelKind::SignalNumber);
    apply(&mut directory, &Change::HideChannel { profile, channel: number.id.clone() });
    for (form, rows) in old {
        let mut again = directory.clone();
        let imported = take_in(rows.clone(), &mut again, &Options::default());
        let lines = imported.lines.join("\n");
        let visibility = |directory: &Directory| {
            let channels = &by_slug(directory, "ada-ferris").channels;
            channels.iter().find(|channel| channel.id == number.id).unwrap().visibility
        };
        assert_eq!(visibility(&again), Visibility::Hidden, "{form}: {lines}");
        // JSON alone says of every channel how it is shown.
        assert_eq!(lines.contains("kept hidden: it was hidden here"), form == "json", "{form}: {lines}");
        take_in(rows, &mut again, &Options { publish: true, ..Options::default() });
        let expected = if form == "json" { Visibility::Listed } else { Visibility::Hidden };
        assert_eq!(visibility(&again), expected, "{form}");
    }
}
