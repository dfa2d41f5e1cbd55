//! What an edit makes of an edition: the same as everything rendered anew.

use super::*;

/// What a store says of `now` after `before`: the profiles that differ, the desks and beats that they name, and all
/// their slugs.
pub(super) fn changed(before: &Directory, now: &Directory) -> Directory {
    let differ = |profile: &&directory::Profile| before.profile(&profile.id) != Some(profile);
    let mut ids: Vec<&ProfileId> = now.profiles().filter(differ).map(|profile| &profile.id).collect();
    ids.extend(now.profiles().filter(differ).filter_map(|profile| profile.desk.as_ref()));
    let profiles: Vec<_> = now.profiles().filter(|profile| ids.contains(&&profile.id)).cloned().collect();
    let owner = |used: &directory::SlugUse| match used {
        directory::SlugUse::Current(id) | directory::SlugUse::Redirects(id) => ids.contains(&id),
        directory::SlugUse::Gone => true,
    };
    let slugs = now.slugs().filter(|(_, used)| owner(used)).map(|(slug, used)| (slug.clone(), used.clone()));
    let names = |beat: &Beat| profiles.iter().any(|profile| profile.beats.contains(&beat.slug));
    let beats = now.beats().filter(|beat| before.beat(&beat.slug) != Some(beat) || names(beat)).cloned();
    Directory::restore(profiles.clone(), slugs, beats.collect::<Vec<_>>(), now.outlets().cloned())
}

/// Everything that can be asked of an edition.
fn all_of(edition: Edition) -> Vec<String> {
    let edition = Arc::new(edition);
    let mut all = vec![String::from_utf8(whole(&edition)).unwrap(), format!("{:?}", edition.beats())];
    let current = edition.entries().iter().map(|entry| &entry.listing().slug);
    let mut slugs: Vec<&Slug> = current.chain(edition.slugs.others().keys()).collect();
    slugs.sort();
    for slug in slugs {
        all.push(match edition.find(slug.as_str()) {
            Found::Profile(_) => page(&edition, slug.as_str()),
            Found::Moved(to) => format!("{slug} moved to {to}"),
            Found::Gone(desk) => format!("{slug} gone, {:?}", desk.map(|desk| desk.slug)),
            Found::Unknown => format!("{slug} unknown"),
        });
    }
    all.push(format!("{:?} {:?}", edition.longest, edition.left_out()));
    all.extend(sheets::fingerprints(&edition));
    all
}

#[test]
fn an_amended_edition_is_the_one_that_would_be_built_anew() {
    let moved = |person, slug: &str, old_slug| {
        let slug = Slug::parse(slug).unwrap();
        Change::MoveProfile { profile: id(person), slug, old_slug }
    };
    let titled = |person, title: &str| {
        let title = Some(Title::parse(title).unwrap());
        let edit = Box::new(ProfileEdit { title: Some(title), ..ProfileEdit::default() });
        Change::EditProfile { profile: id(person), edit }
    };
    let renamed = ProfileEdit {
        name: Some(Name::parse("Ada Ferris").unwrap()),
        sort_name: Some(Name::parse("Ferris, Ada").unwrap()),
        ..ProfileEdit::default()
    };
    let steps = [
        vec![],
        vec![Change::EditProfile { profile: id(7), edit: Box::new(renamed) }],
        vec![moved(3, "here-now", OldSlug::Redirects), moved(4, "somewhere-else", OldSlug::Gone)],
        vec![Change::Pause { profile: id(5), until: None }, moved(3, "here-again", OldSlug::Redirects)],
        vec![Change::Withdraw { profile: id(3) }, Change::Withdraw { profile: id(19) }],
        vec![Change::Publish { profile: id(5) }],
        vec![titled(8, "Editor of the longest of all parts of the paper, by far")],
        vec![titled(9, "Verbose")],
        vec![titled(8, "Ed")],
        vec![titled(9, "Brief")],
    ];
    for (people, people_per_page) in [(20, 0), (1200, 0), (1200, 100)] {
        let plain = || Plain { people_per_page, ..Plain::default() };
        let mut directory = newsroom(people);
        let mut edition = build(imprint(1), &directory, &plain(), None);
        for (number, step) in (2..).zip(&steps) {
            let before = directory.clone();
            for one in step {
                change(&mut directory, one);
            }
            let render = plain();
            let amended = amend(imprint(number), &changed(&before, &directory), &render, &edition).unwrap();
            assert!(render.pages.load(Ordering::Relaxed) <= step.len());
            edition = build(imprint(number), &directory, &plain(), None);
            let built = build(imprint(number), &directory, &plain(), None);
            let (amended, built) = (all_of(amended), all_of(built));
            assert_eq!(amended.len(), built.len());
            for (amended, built) in amended.iter().zip(built) {
                assert!(*amended == built, "{number} of {people}: {amended:.200} and not {built:.200}");
            }
        }
    }
}

#[test]
fn an_edition_holds_little_more_than_it_shows_however_much_was_edited() {
    let folder = tempfile::tempdir().unwrap();
    let mut directory = newsroom(1200);
    kept::write(&build(imprint(1), &directory, &Plain::default(), None), folder.path()).unwrap();
    let mut edition = kept::read(folder.path()).unwrap().unwrap();
    for number in 2..12 {
        let before = directory.clone();
        for person in 0..60 {
            retitle(&mut directory, person, if number % 2 == 0 { "Editor" } else { "Reporter" });
        }
        let changed = changed(&before, &directory);
        edition = amend(imprint(number), &changed, &Plain::default(), &edition).unwrap();
        let shown: usize = edition.entries().iter().map(|entry| entry.octets().len()).sum();
        assert!(edition.held <= shown + shown / 8, "{} for {shown}", edition.held);
    }
    assert_eq!(all_of(edition), all_of(build(imprint(11), &directory, &Plain::default(), None)));
}

#[test]
fn a_profile_that_grows_a_small_directory_too_large_is_no_amendment() {
    let before = newsroom(1000);
    let edition = build(imprint(1), &before, &Plain::default(), None);
    let now = newsroom(1001);
    assert!(amend(imprint(2), &changed(&before, &now), &Plain::default(), &edition).is_none());
}
