//! Bylines in a dozen styles. The people are invented, but for the one article that was published as it stands.

mod asides;
mod languages;
mod styles;

use directory::Directory;

use super::super::person::{Person, Row, Verdict};
use super::read;

macro_rules! byline {
    ($name:literal) => {
        read_all(include_bytes!(concat!("../../../../tests/data/bylines/", $name)))
    };
}

fn read_all(text: &[u8]) -> Vec<Person> {
    let person = |row: Row| match row.verdict {
        Verdict::Read(person) => *person,
        Verdict::Refused(faults) => panic!("{faults:?}"),
    };
    read("article.txt", text, &Directory::new()).into_iter().map(person).collect()
}

fn channels(person: &Person) -> Vec<String> {
    person
        .channels
        .iter()
        .map(|channel| format!("{} {}", channel.value.kind().as_str(), channel.value.as_str()))
        .collect()
}

fn told(person: &Person) -> [String; 5] {
    [
        person.name.as_ref().map(ToString::to_string).unwrap_or_default(),
        person.title.iter().flatten().map(ToString::to_string).collect(),
        person.outlet.as_ref().map(ToString::to_string).unwrap_or_default(),
        person.beats.iter().flatten().map(|beat| beat.slug.to_string()).collect::<Vec<_>>().join(" "),
        person.bio.iter().flatten().map(ToString::to_string).collect(),
    ]
}

fn left(person: &Person) -> Vec<(&str, &str)> {
    person.remarks.iter().map(|remark| (remark.field.unwrap_or(""), remark.text.as_str())).collect()
}

#[test]
fn the_published_article_is_read_whole() {
    let people = byline!("carly-page.txt");
    assert_eq!(people.len(), 1);
    assert_eq!(
        told(&people[0]),
        [
            "Carly Page",
            "Senior Reporter",
            "TechCrunch",
            "cybersecurity",
            "She has spent more than a decade in the technology industry, writing for titles including Forbes, TechRadar and WIRED.",
        ]
    );
    assert_eq!(channels(&people[0]), ["signal_number +441536853956", "email carly.page@techcrunch.com"]);
    assert_eq!(people[0].channels[0].value.display(), "+44 1536 853956");
    assert_eq!(left(&people[0]), []);
}

#[test]
fn a_signal_username_is_read() {
    let people = byline!("signal-username.txt");
    assert_eq!(people.len(), 1);
    assert_eq!(
        told(&people[0]),
        [
            "Ada Ferris",
            "Senior Reporter",
            "The Harbour Courier",
            "courts policing",
            "She lives by the water with two dogs."
        ]
    );
    assert_eq!(channels(&people[0]), ["signal_username ada_ferris.42"]);
}

#[test]
fn a_signal_link_keeps_its_fragment() {
    let people = byline!("signal-link.txt");
    assert_eq!(channels(&people[0]).len(), 1);
    assert!(channels(&people[0])[0].starts_with("signal_link https://signal.me/#eu/AbCdEf"));
}

#[test]
fn a_list_of_channels_is_read_line_by_line() {
    let people = byline!("many-channels.txt");
    assert_eq!(people.len(), 1, "{:?}", people.iter().map(told).collect::<Vec<_>>());
    assert_eq!(
        told(&people[0])[0..3],
        ["Tomas van der Meulen", "Investigations Editor", "The Harbour Courier"]
    );
    let kinds: Vec<String> =
        people[0].channels.iter().map(|channel| channel.value.kind().as_str().to_owned()).collect();
    assert_eq!(
        kinds,
        [
            "signal_username",
            "whatsapp",
            "telegram",
            "threema",
            "matrix",
            "xmpp",
            "session",
            "wire",
            "securedrop",
            "email"
        ]
    );
    assert_eq!(
        left(&people[0]),
        [("pgp", "2CE4 8A4F 1B7D 9E30 55AA  0F0F 1234 5678 9ABC DEF0"), ("", "@tomas_on_deck")]
    );
}

#[test]
fn a_team_is_a_desk() {
    let people = byline!("desk.txt");
    assert_eq!(told(&people[0])[0], "Investigations Desk");
    assert_eq!(people[0].kind, Some(directory::ProfileKind::Desk));
    assert_eq!(
        channels(&people[0]),
        ["signal_number +442079460177", "email investigations@harbour-courier.example"]
    );
}

#[test]
fn one_name_is_enough_and_one_number_may_serve_two_services() {
    let people = byline!("no-surname.txt");
    assert_eq!(told(&people[0])[0..3], ["Zola", "columnist", "The Harbour Courier"]);
    assert_eq!(channels(&people[0]), ["whatsapp +12025550143", "signal_number +12025550143"]);
}

#[test]
fn two_reporters_get_only_what_is_certainly_theirs() {
    let people = byline!("two-reporters.txt");
    assert_eq!(people.len(), 2);
    assert_eq!(told(&people[0]), ["Ada Ferris", "reporter", "The Harbour Courier", "courts", ""]);
    assert_eq!(told(&people[1]), ["Noor Haddad", "reporter", "The Harbour Courier", "ports", ""]);
    assert_eq!(channels(&people[0]), ["signal_number +442079460111"]);
    assert_eq!(channels(&people[1]), ["email noor.haddad@harbour-courier.example"]);
    for person in &people {
        assert_eq!(left(person), [("", "+44 20 7946 0999")]);
    }
}

#[test]
fn a_number_without_a_country_code_is_reported_and_never_stored() {
    let people = byline!("ambiguous-number.txt");
    assert_eq!(channels(&people[0]), ["email ada.ferris@harbour-courier.example"]);
    assert_eq!(left(&people[0]), [("signal_number", "020 7946 0111")]);
}

#[test]
fn two_numbers_for_one_service_are_reported_and_neither_is_stored() {
    let people = byline!("two-numbers.txt");
    assert_eq!(channels(&people[0]), [""; 0]);
    assert_eq!(left(&people[0]).len(), 2);
}

#[test]
fn a_number_without_a_certain_service_is_reported() {
    let people = byline!("no-service.txt");
    assert_eq!(channels(&people[0]), [""; 0]);
    assert_eq!(left(&people[0]).len(), 2);
}

#[test]
fn other_languages_and_their_number_styles_are_read() {
    let cases: [(Vec<Person>, [&str; 4], [&str; 2]); 6] = [
        (
            byline!("spanish.txt"),
            ["Inés Robledo", "redactora", "El Correo del Puerto", "tribunales"],
            ["signal_number +17875550142", "email ines.robledo@correo-puerto.example"],
        ),
        (
            byline!("french.txt"),
            ["Maëlle Kerguen", "journaliste", "Courrier du Port", "cybersecurite"],
            ["signal_number +33639981234", "email maelle.kerguen@courrier-port.example"],
        ),
        (
            byline!("german.txt"),
            ["Jördis Tessmann", "Redakteurin", "Hafenkurier", "gerichte"],
            ["signal_number +493023125456", "email joerdis.tessmann@hafenkurier.example"],
        ),
        (
            byline!("arabic.txt"),
            ["زينب الحداد", "صحفية", "هاربر كوريير", ""],
            ["signal_number +442079460155", "email zaynab@harbour-courier.example"],
        ),
        (
            byline!("russian.txt"),
            ["Вера Лужина", "корреспондент", "Портовый вестник", ""],
            ["signal_number +447700900456", "email vera.luzhina@vestnik.example"],
        ),
        (
            byline!("chinese.txt"),
            ["周晓岚", "调查记者", "海港信使报", ""],
            ["signal_number +442079460188", "email xiaolan@harbour-courier.example"],
        ),
    ];
    for (people, expected, contacts) in cases {
        assert_eq!(people.len(), 1, "{expected:?}");
        let read = told(&people[0]);
        assert_eq!(read[0..3], expected[0..3]);
        if expected[3].is_empty() {
            assert!(!read[3].is_empty(), "{expected:?} has a beat");
        } else {
            assert_eq!(read[3], expected[3]);
        }
        let doubts: Vec<&str> = people[0].remarks.iter().map(|remark| remark.reason.as_str()).collect();
        assert_eq!(channels(&people[0]), contacts, "{expected:?} {doubts:?}");
    }
}

#[test]
fn a_short_key_a_dead_onion_and_a_script_are_reported_and_never_stored() {
    let people = byline!("short-key.txt");
    assert_eq!(channels(&people[0]), [""; 0]);
    let fields: Vec<&str> = left(&people[0]).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["pgp", "securedrop", ""]);
}

#[test]
fn a_turned_writing_direction_a_nul_and_a_text_about_nobody_are_refused() {
    for text in [
        include_bytes!("../../../../tests/data/bylines/turned.txt").as_slice(),
        b"By Ada\0 Ferris",
        b"\xff",
        b"It rained.",
        b"",
    ] {
        let rows = read("article.txt", text, &Directory::new());
        assert!(matches!(rows.as_slice(), [Row { verdict: Verdict::Refused(_), .. }]));
    }
}

proptest::proptest! {
    #[test]
    fn no_octets_make_the_reader_panic(octets: Vec<u8>) {
        read("any", &octets, &Directory::new());
    }

    #[test]
    fn no_text_made_of_contact_like_pieces_makes_it_panic(pieces in proptest::collection::vec(proptest::sample::select(vec![
        "Ada Ferris", " is a ", "reporter", " at ", "The Courier", "+44", " (0)", "20 7946", "Signal", "@", "a@b.example",
        "https://signal.me/#p/", ".", "\n", "\n\n", "0x", "و", "，", "是", "的记者", "By ", "and", "/", "é", "٤", "＋", "-----BEGIN PGP ", "-----END PGP ",
    ]), 0..30)) {
        read("any", pieces.concat().as_bytes(), &Directory::new());
    }
}

#[test]
fn a_contact_that_is_not_hers_or_not_to_be_used_is_reported_and_never_stored() {
    for last in [
        "Contact her editor, John Smith, on Signal at +44 20 7946 0123.",
        "Our tips desk is on Signal at +44 20 7946 0123.",
        "She works with Noor Haddad, who is on Signal at +44 20 7946 0123.",
        "Photos by Tom Jones (tom@harbour-courier.example).",
        "\n\nEditor: Noor Haddad\nEmail: noor@harbour-courier.example",
        "Do not write to ada@old.example.",
        "Her former Signal number was +44 20 7946 0123.",
        "Beware of impostors using the Signal number +44 20 7946 0123.",
        "Fax: +44 20 7946 0123.",
        "Tel/Fax +44 20 7946 0123.",
        "Signal: +49 30 23125\n123",
    ] {
        let text = format!("Ada Ferris is a Senior Reporter at The Harbour Courier. {last}");
        let people = read_all(text.as_bytes());
        assert_eq!(
            (people.len(), channels(&people[0]), left(&people[0]).len()),
            (1, Vec::new(), 1),
            "{last}"
        );
    }
}

#[test]
fn a_hostile_text_is_refused_or_read_without_looking_at_everything_against_everything() {
    // Each took minutes when every piece was compared with every other.
    for piece in
        ["@a ", "a/", "a?", "+442079460123 ", "a\n", "-----BEGIN PGP ", "Ada Ferris ", "editor ", "a@b.c/"]
    {
        let text = format!(
            "Ada Ferris is a reporter at The Harbour Courier.\n{}",
            piece.repeat(60_000 / piece.len())
        );
        assert_eq!(read("article.txt", text.as_bytes(), &Directory::new()).len(), 1, "{piece}");
    }
    // Everything that is judged for each contact stands before each of many, in one sentence and in many.
    for end in [" ", ". ", "\n"] {
        let said = format!("{}+442079460123{end}", "Ada Tom Ink Editor of words ".repeat(10));
        let text = format!("Ada Ferris is a reporter at The Harbour Courier.\n{}", said.repeat(190));
        assert_eq!(read("article.txt", text.as_bytes(), &Directory::new()).len(), 1);
    }
    let many: Vec<String> = ('A'..='Z').map(|letter| format!("By {letter}da Ferris")).collect();
    let many = many.join("\n");
    let rows = read("article.txt", many.as_bytes(), &Directory::new());
    assert!(matches!(&rows[..], [Row { verdict: Verdict::Refused(_), .. }]));
}
