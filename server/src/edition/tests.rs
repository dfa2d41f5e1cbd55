//! Editions of a small invented newsroom.

mod amending;
mod sheets;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use directory::{
    Change, ChannelId, ChannelKind, ChannelValue, Directory, Name, NewChannel, NewProfile, OldSlug, Outlet,
    ProfileEdit, ProfileId, ProfileKind, PublicProfile, Slug, Timestamp, Title, Uid, Visibility,
};

use super::*;
use amending::changed;

const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

const LONG_WORDS: &str = "This is far longer in the second language than it is in the first.";

/// Writes names, and counts how many profiles it was asked for.
#[derive(Default)]
struct Plain {
    version: u8,
    pages: AtomicUsize,
    /// 0 for any number.
    people_per_page: usize,
}

impl Render for Plain {
    fn phrases(&self) -> Arc<Phrases> {
        let phrase = |text| vec![Segment::Text(Cow::Borrowed(text))];
        let book =
            |code, words| Book { code: Cow::Borrowed(code), phrases: vec![phrase(code), phrase(words)] };
        Arc::new(Phrases::new(vec![book("en", "-"), book("es", LONG_WORDS)]))
    }

    fn opening(&self) -> Vec<u8> {
        format!("<title>{}</title>", call(0, [])).into_bytes()
    }

    fn fingerprint(&self) -> [u8; 32] {
        [self.version; 32]
    }

    fn style(&self) -> [u8; 32] {
        [self.version; 32]
    }

    fn form(&self, profile: &PublicProfile, form: Form) -> Option<Vec<u8>> {
        match form {
            Form::Json => Some(format!("{:?} {:?}", profile.name, profile.title).into_bytes()),
            Form::Page => {
                self.pages.fetch_add(1, Ordering::Relaxed);
                // A title of "Verbose" makes a page that is too long in one language only.
                let verbose = profile.title.as_ref().is_some_and(|title| title.as_str() == "Verbose");
                let words = if verbose { call(1, []).repeat(1000) } else { call(0, []) };
                let page = format!("the page of {:?}, {:?}", profile.name, profile.title).repeat(20);
                Some((page + &words).into_bytes())
            }
            Form::Row => Some(format!("{} {}", call(0, []), profile.slug).into_bytes()),
            _ => None,
        }
    }

    fn document(&self, document: Document, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        write(Piece::Text(format!("{document:?} {}\n", contents.imprint.number).as_bytes()));
        for place in 0..contents.entries.len() {
            write(Piece::Answer(place, Form::ListedJson));
            write(Piece::Text(b",\r\n"));
        }
    }

    fn people_per_page(&self) -> usize {
        if self.people_per_page == 0 { usize::MAX } else { self.people_per_page }
    }

    fn sheet(&self, sheet: Sheet, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        let (edition, says) = (contents.imprint.number, call(1, []));
        write(Piece::Text(format!("<html>{sheet:?}{}<room>{says}", "style ".repeat(1000)).as_bytes()));
        let mut row = |place| {
            write(Piece::Answer(place, Form::Row));
            write(Piece::Text(b"<hr>"));
        };
        match sheet {
            Sheet::Numbered(number) => contents.on_page(number).for_each(|(place, _)| row(place)),
            Sheet::Directory if contents.numbered() > 0 => {}
            Sheet::Directory | Sheet::TakeAlong | Sheet::Verify => {
                contents.listed().for_each(|(place, _)| row(place));
            }
        }
        write(Piece::Text(format!("edition {edition}</html>").as_bytes()));
    }
}

fn imprint(number: u64) -> Imprint {
    Imprint { number, published_at: NOW, revision: number, mark: 0 }
}

fn id(person: usize) -> ProfileId {
    ProfileId::from_random(u128::try_from(person).unwrap().to_be_bytes())
}

fn newsroom(people: usize) -> Directory {
    let mut directory = Directory::new();
    let outlet = Name::parse("The Harbour Courier").unwrap();
    let mut changes = vec![Change::SetOutlet(Outlet { name: outlet.clone() })];
    for person in 0..people {
        let octets = u128::try_from(person).unwrap().to_be_bytes();
        let channel = NewChannel {
            id: ChannelId::from_random(octets),
            value: ChannelValue::parse(ChannelKind::Email, &format!("p{person}@paper.example")).unwrap(),
            label: None,
            note: None,
            visibility: Visibility::Listed,
            confirmed_at: None,
            confirm_by: None,
        };
        changes.push(Change::AddProfile(Box::new(NewProfile {
            id: id(person),
            uid: Uid::from_random(octets),
            slug: Slug::parse(&format!("person-{person}")).unwrap(),
            kind: ProfileKind::Person,
            name: Name::parse(&format!("Person Number {person}")).unwrap(),
            sort_name: Name::parse(&format!("Number {person:05}, Person")).unwrap(),
            title: None,
            outlet: outlet.clone(),
            also_at: Vec::new(),
            beats: Vec::new(),
            languages: Vec::new(),
            pronouns: None,
            bio: None,
            channels: vec![channel],
            desk: None,
            consents: BTreeMap::new(),
            external_ids: BTreeMap::new(),
        })));
        changes.push(Change::Publish { profile: id(person) });
    }
    if let Err((_, refused)) = directory.attempt(&changes, NOW) {
        panic!("{refused}");
    }
    directory
}

fn change(directory: &mut Directory, change: &Change) {
    let applied = directory.apply(change, NOW).map_err(|refused| refused.to_string()).unwrap();
    directory.absorb(applied);
}

fn retitle(directory: &mut Directory, person: usize, title: &str) {
    let edit = ProfileEdit { title: Some(Some(Title::parse(title).unwrap())), ..ProfileEdit::default() };
    change(directory, &Change::EditProfile { profile: id(person), edit: Box::new(edit) });
}

fn page(edition: &Edition, slug: &str) -> String {
    let Found::Profile(entry) = edition.find(slug) else { panic!("{slug} is not published") };
    String::from_utf8(edition.answer(entry, Form::Page).unwrap().body.to_vec()).unwrap()
}

#[test]
fn one_edit_renders_one_profile() {
    for people in [20, 1200] {
        let mut directory = newsroom(people);
        let first = build(imprint(1), &directory, &Plain::default(), None);
        retitle(&mut directory, 7, "Editor");
        let render = Plain::default();
        let second = build(imprint(2), &directory, &render, Some(&first));
        assert_eq!(render.pages.load(Ordering::Relaxed), 1, "of {people}");
        assert!(page(&second, "person-7").contains("Editor"));
        assert_eq!(page(&first, "person-8"), page(&second, "person-8"));
    }
}

#[test]
fn another_programs_answers_are_not_reused() {
    let directory = newsroom(5);
    let first = build(imprint(1), &directory, &Plain::default(), None);
    let render = Plain { version: 1, ..Plain::default() };
    build(imprint(2), &directory, &render, Some(&first));
    assert_eq!(render.pages.load(Ordering::Relaxed), 5);
}

#[test]
fn a_slug_leads_to_a_profile_its_new_slug_nothing_or_nobody() {
    let mut directory = newsroom(3);
    let slug = |text| Slug::parse(text).unwrap();
    let moved = |person, slug, old_slug| Change::MoveProfile { profile: id(person), slug, old_slug };
    change(&mut directory, &moved(0, slug("here-now"), OldSlug::Redirects));
    change(&mut directory, &moved(2, slug("somewhere-else"), OldSlug::Gone));
    change(&mut directory, &Change::Withdraw { profile: id(1) });
    let edition = build(imprint(1), &directory, &Plain::default(), None);
    assert!(matches!(edition.find("here-now"), Found::Profile(_)));
    assert!(matches!(edition.find("person-0"), Found::Moved(to) if to.as_str() == "here-now"));
    assert!(matches!(edition.find("person-2"), Found::Gone(None)));
    assert!(matches!(edition.find("person-1"), Found::Gone(None)));
    assert!(matches!(edition.find("person-9"), Found::Unknown));
    assert!(matches!(edition.find("../etc/passwd"), Found::Unknown));
}

fn whole(edition: &Arc<Edition>) -> Vec<u8> {
    edition.pieces(Document::Json).flatten().collect()
}

#[test]
fn a_document_is_its_answers_and_the_words_between_them() {
    for people in [0, 3, 1200] {
        let edition = Arc::new(build(imprint(7), &newsroom(people), &Plain::default(), None));
        let mut expected = b"Json 7\n".to_vec();
        for entry in edition.entries() {
            expected.extend_from_slice(&edition.answer(entry, Form::Json).unwrap().body);
            expected.extend_from_slice(b",\r\n");
        }
        assert_eq!(whole(&edition), expected);
        assert_eq!(edition.document(Document::Json).length, expected.len() as u64);
        assert_eq!(*edition.sha256(), sha256(&[&expected]));
    }
}

#[test]
fn a_kept_edition_is_the_same_edition() {
    for people in [3, 1200] {
        let folder = tempfile::tempdir().unwrap();
        let edition = build(imprint(7), &newsroom(people), &Plain::default(), None);
        kept::write(&edition, folder.path()).unwrap();
        let read = kept::read(folder.path()).unwrap().unwrap();
        assert_eq!((read.imprint(), read.sha256()), (edition.imprint(), edition.sha256()));
        assert_eq!(page(&read, "person-2"), page(&edition, "person-2"));
        let (edition, read) = (Arc::new(edition), Arc::new(read));
        assert_eq!(whole(&read), whole(&edition));
        // And the next edition goes on from it without rendering anything again.
        let render = Plain::default();
        build(imprint(8), &newsroom(people), &render, Some(&read));
        assert_eq!(render.pages.load(Ordering::Relaxed), 0, "of {people}");
    }
}

#[test]
fn an_edition_that_cannot_be_kept_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(kept::FILE_NAME)).unwrap();
    let edition = build(imprint(7), &newsroom(2), &Plain::default(), None);
    assert!(kept::write(&edition, folder.path()).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_later_edition_that_is_kept_stays_unless_it_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let keep = |number| {
        kept::write(&build(imprint(number), &newsroom(2), &Plain::default(), None), folder.path()).unwrap();
        kept::read(folder.path()).ok().flatten().map(|edition| edition.imprint().number)
    };
    assert_eq!([keep(8), keep(7), keep(8), keep(9)], [8, 8, 8, 9].map(Some));
    let file = folder.path().join(kept::FILE_NAME);
    let mut octets = std::fs::read(&file).unwrap();
    *octets.last_mut().unwrap() ^= 1;
    std::fs::write(&file, octets).unwrap();
    assert_eq!(keep(7), Some(7));
}

#[test]
fn a_kept_edition_with_one_flipped_bit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let edition = build(imprint(7), &newsroom(2), &Plain::default(), None);
    kept::write(&edition, folder.path()).unwrap();
    let file = folder.path().join(kept::FILE_NAME);
    let whole = std::fs::read(&file).unwrap();
    for place in (0..whole.len()).step_by(7) {
        let mut damaged = whole.clone();
        damaged[place] ^= 1;
        std::fs::write(&file, damaged).unwrap();
        assert!(matches!(kept::read(folder.path()), Err(kept::KeptError::Damaged { .. })), "octet {place}");
    }
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(kept::read(folder.path()), Err(kept::KeptError::Damaged { .. })));
}

#[test]
fn a_kept_edition_of_an_older_layout_is_refused_before_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for octets in ["", "masthead edition 03\n", "masthead edition 04\n", &"masthead edition 03\n".repeat(99)]
    {
        std::fs::write(folder.path().join(kept::FILE_NAME), octets).unwrap();
        assert!(matches!(kept::read(folder.path()), Err(kept::KeptError::Damaged { .. })), "{octets}");
    }
}

#[test]
fn an_older_edition_never_replaces_a_newer_one() {
    let editions = Editions::default();
    let directory = newsroom(1);
    for number in [2, 1] {
        editions.replace(&Arc::new(build(imprint(number), &directory, &Plain::default(), None)));
    }
    assert_eq!(editions.newest().unwrap().imprint().number, 2);
}

#[test]
fn a_profile_whose_answer_is_too_long_in_any_language_is_left_out_and_named() {
    let mut directory = newsroom(20);
    let first = build(imprint(1), &directory, &Plain::default(), None);
    assert!(first.left_out().is_empty());
    let longest = first.longest(Form::Page);
    let before = directory.clone();
    retitle(&mut directory, 7, "Verbose");
    let amended = amend(imprint(2), &changed(&before, &directory), &Plain::default(), &first).unwrap();
    let built = build(imprint(2), &directory, &Plain::default(), None);
    let folder = tempfile::tempdir().unwrap();
    kept::write(&built, folder.path()).unwrap();
    let read = kept::read(folder.path()).unwrap().unwrap();
    // And an edition after it, of another change, still says so.
    let before = directory.clone();
    retitle(&mut directory, 8, "Ed");
    let later = amend(imprint(3), &changed(&before, &directory), &Plain::default(), &read).unwrap();
    for edition in [&amended, &built, &read, &later] {
        let [left] = edition.left_out() else { panic!("{:?}", edition.left_out()) };
        assert_eq!((left.slug.as_str(), left.form), ("person-7", Form::Page));
        assert!(left.octets > ANSWER_OCTETS_MAX && left.octets < ANSWER_OCTETS_MAX + 8192, "{left}");
        assert!(matches!(edition.find("person-7"), Found::Unknown));
        assert_eq!(edition.entries().len(), 19);
    }
    assert_eq!(amended.longest(Form::Page), longest);
    // Made shorter, it is back.
    let before = directory.clone();
    retitle(&mut directory, 7, "Brief");
    let mended = amend(imprint(4), &changed(&before, &directory), &Plain::default(), &later).unwrap();
    assert!(mended.left_out().is_empty() && matches!(mended.find("person-7"), Found::Profile(_)));
}

#[test]
fn an_edition_knows_how_long_its_longest_answers_are() {
    let mut directory = newsroom(3);
    retitle(&mut directory, 1, "Editor of more than one part of the paper");
    let edition = build(imprint(1), &directory, &Plain::default(), None);
    let lengths = |form: Form| {
        let answers = edition.entries().iter().filter_map(|entry| edition.answer(entry, form));
        let texts = |answer: Answer| edition.phrases().lengths(&answer.body).into_iter().max().unwrap();
        answers.map(texts).max().unwrap_or_default()
    };
    for form in [Form::Page, Form::Json, Form::Qr] {
        assert_eq!(edition.longest(form), lengths(form), "{form}");
    }
    assert!(edition.longest(Form::Page) > 0);
}
