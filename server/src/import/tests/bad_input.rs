//! Bad input gets a line that names file, row, field and reason, and nothing of its row is kept.

use std::io::Read;

use directory::{Directory, Slug};

use super::super::{Options, Row, Unit, Verdict, csv, json, vcard};
use super::{counter, faults, moment, published, take_in};

fn csv_rows(octets: &[u8]) -> Vec<Row> {
    csv::read("people.csv", &mut std::io::BufReader::new(octets)).unwrap()
}

#[test]
fn each_bad_csv_row_is_named_and_the_others_go_in() {
    let rows = csv_rows(include_bytes!("../../../../tests/data/people/bad.csv"));
    assert_eq!(
        faults(&rows),
        [
            "people.csv:3: row",
            "people.csv:4: signal_number",
            "people.csv:5: web_form",
            "people.csv:6: securedrop",
            "people.csv:7: pgp",
            "people.csv:8: name",
            "people.csv:10: name",
            "people.csv:11: row",
            "people.csv:12: row",
            "people.csv:14: name",
        ]
    );
    let mut directory = Directory::new();
    let imported = take_in(rows, &mut directory, &published());
    assert_eq!(imported.report.to_string(), "2 added, 0 updated, 0 unchanged, 11 refused");
    let slugs: Vec<&str> = directory.slugs().map(|(slug, _)| slug.as_str()).collect();
    assert_eq!(slugs, ["ada-ferris", "noor-haddad"]);
    let taken = imported
        .lines
        .iter()
        .find(|line| line.starts_with("people.csv:13: slug: ada-ferris belongs to another profile"));
    assert!(taken.is_some(), "{:#?}", imported.lines);
}

#[test]
fn an_unknown_column_is_refused_by_name_and_nothing_is_read() {
    let rows = csv_rows(b"name,e-mial,email\nAda Ferris,,ada@harbour-courier.example\n");
    assert_eq!(faults(&rows), ["people.csv:1: column 2"]);
    assert_eq!(rows.len(), 1);
    assert_eq!(faults(&csv_rows(b"email,email\n")), ["people.csv:1: column 2", "people.csv:1: header"]);
    assert_eq!(faults(&csv_rows(b"")), ["people.csv:1: header"]);
}

#[test]
fn a_line_of_ten_megabytes_costs_one_report_line() {
    let long = std::io::repeat(b'x').take(10 * 1024 * 1024);
    let file = b"name,email\n".chain(long).chain(b"\nAda Ferris,ada@harbour-courier.example\n".as_slice());
    let rows = csv::read("people.csv", &mut std::io::BufReader::new(file)).unwrap();
    assert_eq!(faults(&rows), ["people.csv:2: row"]);
    assert_eq!(rows.len(), 2);
    let long = std::io::repeat(b'x').take(10 * 1024 * 1024);
    let file = b"BEGIN:VCARD\nNOTE:"
        .chain(long)
        .chain(b"\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:Ada Ferris\nEND:VCARD\n".as_slice());
    let rows = vcard::read("people.vcf", &mut std::io::BufReader::new(file)).unwrap();
    assert_eq!(faults(&rows), ["people.vcf: card 1: card"]);
    assert_eq!(rows.len(), 2);
    let long = std::io::repeat(b'x').take(10 * 1024 * 1024);
    let file = b"{\"name\":\"Ada Ferris\"}\n".chain(long).chain(b"\n{\"name\":\"Noor Haddad\"}\n".as_slice());
    let rows = json::read("people.jsonl", &mut std::io::BufReader::new(file)).unwrap();
    assert_eq!(faults(&rows), ["people.jsonl:2: line"]);
    assert_eq!(rows.len(), 3);
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_reported() {
    assert_eq!(
        faults(&csv_rows(b"name,email\n\"Ada Ferris,a@b.example\nNoor,c@d.example\n")),
        ["people.csv:2: row"]
    );
}

#[test]
fn each_bad_card_is_named_and_the_others_go_in() {
    let rows =
        vcard::read("people.vcf", &mut include_bytes!("../../../../tests/data/people/bad.vcf").as_slice())
            .unwrap();
    assert_eq!(
        faults(&rows),
        [
            "people.vcf:1: card",
            "people.vcf: card 1: card",
            "people.vcf: card 2: name",
            "people.vcf: card 3: url",
            "people.vcf: card 4: card",
            "people.vcf: card 5: phone",
            "people.vcf: card 6: name",
            "people.vcf: card 8: card",
        ]
    );
    let mut directory = Directory::new();
    assert_eq!(take_in(rows, &mut directory, &Options::default()).report.added, 1);
}

#[test]
fn each_mistake_in_json_is_named_by_its_path() {
    let rows =
        json::read("people.json", &mut include_bytes!("../../../../tests/data/people/bad.json").as_slice())
            .unwrap();
    assert_eq!(
        faults(&rows),
        [
            "people.json: profile 2: outlett",
            "people.json: profile 3: channels[0].value",
            "people.json: profile 3: channels[1].kind",
            "people.json: profile 3: channels[2].value",
            "people.json: profile 4: name",
            "people.json: profile 5: name",
            "people.json:9: document",
        ]
    );
    assert_eq!(rows.len(), 6);
}

#[test]
fn a_broken_line_of_json_lines_does_not_stop_the_others() {
    let rows = json::read(
        "people.jsonl",
        &mut include_bytes!("../../../../tests/data/people/good.jsonl").as_slice(),
    )
    .unwrap();
    assert_eq!(
        rows.iter().map(|row| (row.place.unit, row.place.number)).collect::<Vec<_>>(),
        [(Unit::Line, 1), (Unit::Line, 3), (Unit::Line, 4)]
    );
    assert_eq!(faults(&rows), ["people.jsonl:4: line"]);
}

#[test]
fn a_row_whose_publication_is_refused_leaves_no_trace() {
    // Nobody could reach the first; the second needs the beat that the first would have added.
    let rows =
        csv_rows(b"name,beats,email\nAda Ferris,Ports,\nNoor Haddad,Ports,noor@harbour-courier.example\n");
    let mut directory = Directory::new();
    let imported = take_in(rows, &mut directory, &published());
    assert_eq!(imported.report.to_string(), "1 added, 0 updated, 0 unchanged, 1 refused");
    assert!(directory.by_slug(&Slug::parse("ada-ferris").unwrap()).is_none());
    assert_eq!((imported.admitted.len(), directory.beats().len(), directory.outlets().len()), (1, 1, 1));
}

#[test]
fn a_report_line_cannot_move_the_cursor_or_turn_the_text() {
    let rows = csv_rows("name,\u{1b}[2J\u{202e}email\n".as_bytes());
    let mut lines = Vec::new();
    super::super::admit(
        rows,
        &Directory::new(),
        &Options::default(),
        &mut counter(),
        moment(),
        &mut |line| lines.push(line.in_full()),
    );
    assert!(lines.iter().all(|line| !line.contains(['\u{1b}', '\u{202e}'])), "{lines:?}");
}

#[test]
fn a_legacy_card_in_quoted_printable_is_read_and_what_has_no_place_is_listed() {
    let rows =
        vcard::read("old.vcf", &mut include_bytes!("../../../../tests/data/people/legacy.vcf").as_slice())
            .unwrap();
    let [Row { verdict: Verdict::Read(person), .. }] = rows.as_slice() else { panic!("{:?}", faults(&rows)) };
    assert_eq!(person.name.as_ref().unwrap().as_str(), "Zoë Núñez");
    assert_eq!(person.sort_name.as_ref().unwrap().as_str(), "Núñez, Zoë");
    let kinds: Vec<&str> = person.channels.iter().map(|channel| channel.value.kind().as_str()).collect();
    assert_eq!(kinds, ["phone", "email"]);
    assert_eq!(person.remarks.len(), 1);
}

proptest::proptest! {
    #[test]
    fn no_octets_make_a_reader_panic(octets: Vec<u8>) {
        csv::read("any", &mut octets.as_slice()).unwrap();
        vcard::read("any", &mut octets.as_slice()).unwrap();
        json::read("any", &mut octets.as_slice()).unwrap();
    }

    #[test]
    fn no_cells_make_the_table_reader_panic(text in "[a-z\",;\t\n'=+@\\\\ 0-9]{0,200}") {
        csv::read("any", &mut format!("name,slug,beats,email,phone_2,order,consent\n{text}").as_bytes()).unwrap();
    }

    #[test]
    fn no_properties_make_the_card_reader_panic(lines in proptest::collection::vec("(FN|N|ORG|TEL|URL|KEY|NOTE|IMPP|item1\\.X-ABLabel|LANG|KIND|CATEGORIES|UID)[;:][ -~é]{0,40}", 0..8)) {
        let card = format!("BEGIN:VCARD\r\nVERSION:4.0\r\n{}\r\nEND:VCARD\r\n", lines.join("\r\n"));
        vcard::read("any", &mut card.as_bytes()).unwrap();
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_one_look_at_each_octet() {
    let text = format!("name,outlet\n\"{}", "a\n".repeat(500_000));
    let rows = crate::import::csv::read("people.csv", &mut text.as_bytes()).unwrap();
    assert_eq!(faults(&rows), ["people.csv:2: row"]);
}
