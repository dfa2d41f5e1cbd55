//! Pages about everybody.

use std::io::Read as _;

use super::*;

fn tongues(edition: &Edition) -> Vec<Tongue> {
    edition.phrases().tongues().map(|(tongue, _)| tongue).collect()
}

/// A sheet as it goes out, and checked against the length that it was given.
fn octets(answer: SheetAnswer) -> Vec<u8> {
    let octets: Vec<u8> = answer.pieces.flatten().collect();
    assert_eq!(octets.len() as u64, answer.length);
    octets
}

fn text(octets: Vec<u8>) -> String {
    String::from_utf8(octets).unwrap()
}

fn inflated(gzip: &[u8]) -> String {
    let mut text = String::new();
    let mut decoder = flate2::read::GzDecoder::new(gzip);
    decoder.read_to_string(&mut text).unwrap();
    assert!(decoder.into_inner().is_empty(), "nothing stands behind the end");
    text
}

/// What tells whether the sheets of two editions are the same to the last octet.
pub(super) fn fingerprints(edition: &Arc<Edition>) -> Vec<String> {
    let numbered = u16::try_from(edition.sheets.len() - 3).unwrap();
    let mut all = vec![numbered.to_string()];
    for sheet in Sheet::all(numbered) {
        for tongue in tongues(edition) {
            let plain = octets(edition.sheet(sheet, tongue, None).unwrap());
            let gzip = edition.sheet_gzip(sheet, tongue).map(octets);
            let tags = (tag_of(&plain), gzip.as_deref().map(tag_of));
            all.push(format!("{sheet:?} {tags:?} of {} octets", plain.len()));
        }
    }
    all
}

fn edition_of(people: usize, people_per_page: usize) -> Arc<Edition> {
    let render = Plain { people_per_page, ..Plain::default() };
    Arc::new(build(imprint(7), &newsroom(people), &render, None))
}

#[test]
fn a_sheet_is_filled_in_with_each_language_and_padded_with_white_space() {
    for people in [0, 3, 200, 1200] {
        let edition = edition_of(people, 0);
        for (tongue, code, says) in tongues(&edition)
            .into_iter()
            .zip(["en", "es"])
            .zip(["-", LONG_WORDS])
            .map(|((tongue, code), says)| (tongue, code, says))
        {
            for sheet in [Sheet::Directory, Sheet::TakeAlong, Sheet::Verify] {
                let plain = text(octets(edition.sheet(sheet, tongue, None).unwrap()));
                let mut expected = format!("<html>{sheet:?}{}<room>{says}", "style ".repeat(1000));
                for entry in edition.entries() {
                    expected.push_str(&format!("{code} {}<hr>", entry.listing().slug));
                }
                expected.push_str("edition 7</html>");
                assert_eq!(plain.trim_end(), expected);
                assert_eq!(super::super::padme::padme(expected.len() as u64), plain.len() as u64);
                let gzip = octets(edition.sheet_gzip(sheet, tongue).unwrap());
                assert_eq!(super::super::padme::padme(gzip.len() as u64), gzip.len() as u64);
                assert_eq!(inflated(&gzip).trim_end(), expected);
            }
        }
    }
}

#[test]
fn a_notice_stands_where_there_is_room_for_it() {
    let edition = edition_of(200, 0);
    for tongue in tongues(&edition) {
        let notice = || Notice { room: "<room>", worded: format!("<b>{}</b>", call(0, [])) };
        let plain = text(octets(edition.sheet(Sheet::Directory, tongue, None).unwrap()));
        let noticed = text(octets(edition.sheet(Sheet::Directory, tongue, Some(notice())).unwrap()));
        let (before, rest) = noticed.split_once("<b>").unwrap();
        let (_, after) = rest.split_once("</b>").unwrap();
        assert!(after.starts_with("<room>"));
        assert_eq!(format!("{before}{after}").trim_end(), plain.trim_end());
    }
}

#[test]
fn numbered_sheets_hold_everybody_once_and_have_one_length_in_each_language() {
    let edition = edition_of(1205, 100);
    for tongue in tongues(&edition) {
        let numbers = 1..=13;
        let sheets: Vec<String> = numbers
            .clone()
            .map(|number| text(octets(edition.sheet(Sheet::Numbered(number), tongue, None).unwrap())))
            .collect();
        assert!(sheets.iter().all(|sheet| sheet.len() == sheets[0].len()));
        let rows: Vec<usize> = sheets.iter().map(|sheet| sheet.matches("<hr>").count()).collect();
        assert_eq!(rows.iter().sum::<usize>(), 1205);
        assert!(rows.iter().all(|rows| (92..=93).contains(rows)), "{rows:?}");
        for entry in edition.entries() {
            let row = format!(" {}<hr>", entry.listing().slug);
            assert_eq!(sheets.iter().filter(|sheet| sheet.contains(&row)).count(), 1, "{row}");
        }
        for none in [0, 14, u16::MAX] {
            assert!(edition.sheet(Sheet::Numbered(none), tongue, None).is_none());
            assert!(edition.sheet_gzip(Sheet::Numbered(none), tongue).is_none());
        }
        assert!(edition.sheet_gzip(Sheet::TakeAlong, tongue).is_none());
    }
    let own = Tongue::default();
    let gzips: Vec<Vec<u8>> =
        (1..=13).map(|number| octets(edition.sheet_gzip(Sheet::Numbered(number), own).unwrap())).collect();
    assert!(gzips.iter().all(|gzip| gzip.len() == gzips[0].len()));
    for (gzip, number) in gzips.iter().zip(1..) {
        let plain = text(octets(edition.sheet(Sheet::Numbered(number), own, None).unwrap()));
        assert_eq!(inflated(gzip).trim_end(), plain.trim_end());
    }
    assert!(edition_of(100, 100).sheet(Sheet::Numbered(1), own, None).is_none());
}

#[test]
fn an_edit_compresses_its_own_chunk_and_what_says_the_number_of_the_edition() {
    let mut directory = newsroom(1200);
    let first = build(imprint(1), &directory, &Plain::default(), None);
    let before = directory.clone();
    change(
        &mut directory,
        &Change::MoveProfile {
            profile: id(700),
            slug: Slug::parse("elsewhere").unwrap(),
            old_slug: OldSlug::Redirects,
        },
    );
    let second = amend(imprint(2), &changed(&before, &directory), &Plain::default(), &first).unwrap();
    let former: Vec<_> = first.sheets.iter().flat_map(super::super::sheet::SheetBody::chunks).collect();
    let chunks = second.sheets[0].chunks();
    assert!(chunks.len() > 20, "{}", chunks.len());
    let fresh = chunks.iter().filter(|chunk| !former.iter().any(|former| Arc::ptr_eq(former, chunk))).count();
    assert!((1..=3).contains(&fresh), "{fresh} of {}", chunks.len());
}

#[test]
fn a_kept_edition_has_the_same_sheets_and_compresses_none_of_them_again() {
    for (people, people_per_page) in [(3, 0), (1200, 0), (1200, 100)] {
        let folder = tempfile::tempdir().unwrap();
        let edition = edition_of(people, people_per_page);
        kept::write(&edition, folder.path()).unwrap();
        let read = Arc::new(kept::read(folder.path()).unwrap().unwrap());
        for sheet in
            [Sheet::Directory, Sheet::TakeAlong, Sheet::Verify, Sheet::Numbered(1), Sheet::Numbered(12)]
        {
            for tongue in tongues(&edition) {
                let plain = |edition: &Arc<Edition>| edition.sheet(sheet, tongue, None).map(octets);
                let gzip = |edition: &Arc<Edition>| edition.sheet_gzip(sheet, tongue).map(octets);
                assert_eq!(plain(&read), plain(&edition));
                assert_eq!(gzip(&read), gzip(&edition));
            }
        }
        let render = Plain { people_per_page, ..Plain::default() };
        let next = build(imprint(8), &newsroom(people), &render, Some(&read));
        let former: Vec<_> = read.sheets.iter().flat_map(super::super::sheet::SheetBody::chunks).collect();
        let taken = |chunk: &&Arc<_>| former.iter().any(|former| Arc::ptr_eq(former, chunk));
        let all = next.sheets.iter().flat_map(super::super::sheet::SheetBody::chunks);
        let (kept, fresh): (Vec<_>, Vec<_>) = all.partition(taken);
        assert!(fresh.len() <= next.sheets.len(), "only the end says the number of the edition");
        assert!(people < 100 || kept.len() > fresh.len());
    }
}
