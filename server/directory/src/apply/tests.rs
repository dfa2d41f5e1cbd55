mod channels;
mod newsroom;

use super::*;
use crate::{
    ChannelId, ChannelKind, ConsentTopic, Language, NewChannel, NewProfile, OldSlug, ProfileEdit,
    ProfileKind, Pronouns, Visibility, samples::*,
};

#[expect(clippy::needless_pass_by_value, reason = "each caller makes the change for this call alone")]
fn refusal(directory: &Directory, change: Change) -> ApplyError {
    directory.apply(&change, now()).err().expect("the change is refused")
}

fn add(new: NewProfile) -> Change {
    Change::AddProfile(Box::new(new))
}

fn edit(profile: ProfileId, edit: ProfileEdit) -> Change {
    Change::EditProfile { profile, edit: Box::new(edit) }
}

fn add_channel(profile: ProfileId, channel: NewChannel) -> Change {
    Change::AddChannel { profile, channel: Box::new(channel), rank: usize::MAX }
}

/// A directory with Ada, listed, who has one Signal channel.
fn with_ada() -> Directory {
    let mut directory = empty();
    publish(&mut directory, NewProfile { channels: vec![signal(1)], ..person(1, "Ada Ferris") });
    directory
}

#[test]
fn a_new_profile_is_a_draft_of_the_first_revision() {
    let mut directory = empty();
    let profile = make(&mut directory, add(person(1, "Ada Ferris"))).unwrap();
    assert_eq!((profile.status, profile.revision, profile.since_edition), (Status::Draft, 1, None));
    assert_eq!(directory.slug_use(&slug("ada-ferris")), Some(&SlugUse::Current(id(1))));
    assert!(directory.by_slug(&slug("ada-ferris")).is_some());
    assert!(directory.by_uid(&Uid::from_random([1; 16])).is_some());
}

#[test]
fn each_change_counts_one_revision_and_waits_for_an_edition() {
    let mut directory = with_ada();
    let mut ada = directory.profile(&id(1)).unwrap().clone();
    ada.since_edition = Some(7);
    let rows = directory.slugs().map(|(slug, leads)| (slug.clone(), leads.clone())).collect::<Vec<_>>();
    directory = Directory::restore([ada], rows, directory.beats().cloned(), directory.outlets().cloned());
    let later = now().plus_seconds(60);
    let applied = directory.apply(&Change::Withdraw { profile: id(1) }, later).unwrap();
    let profile = applied.profile.unwrap();
    assert_eq!((profile.revision, profile.since_edition, profile.updated_at), (3, None, later));
    assert_eq!(directory.profile(&id(1)).unwrap().revision, 2, "applying alone changes nothing");
}

#[test]
fn a_profile_and_a_channel_that_nobody_has_are_refused() {
    let directory = with_ada();
    assert_eq!(refusal(&directory, Change::Publish { profile: id(9) }), ApplyError::UnknownProfile);
    let hide = Change::HideChannel { profile: id(1), channel: channel_id(9) };
    assert_eq!(refusal(&directory, hide), ApplyError::UnknownChannel);
    let change = Change::ChangeChannel { profile: id(1), channel: Box::new(signal(9)) };
    assert_eq!(refusal(&directory, change), ApplyError::UnknownChannel);
}

#[test]
fn a_slug_is_never_given_again() {
    let mut directory = with_ada();
    make(&mut directory, Change::Withdraw { profile: id(1) });
    let taken = ApplyError::SlugTaken { slug: slug("ada-ferris") };
    assert_eq!(refusal(&directory, add(person(2, "Ada Ferris"))), taken);
    assert_eq!(directory.free_slug_for(&name("Ada Ferris")), Ok(slug("ada-ferris-2")));
}

#[test]
fn a_reserved_slug_is_given_to_nobody() {
    let directory = empty();
    let error = refusal(&directory, add(person(1, "Safety")));
    assert_eq!(error, ApplyError::SlugReserved { slug: slug("safety") });
    assert_eq!(error.field(), Some("slug"));
    assert_eq!(directory.free_slug_for(&name("Safety")), Ok(slug("safety-2")));
}

#[test]
fn an_old_slug_leads_to_the_new_one_and_the_way_back_stays_open() {
    let mut directory = with_ada();
    let to = |text, old_slug| Change::MoveProfile { profile: id(1), slug: slug(text), old_slug };
    make(&mut directory, to("ada-lowell", OldSlug::Redirects));
    assert_eq!(directory.slug_use(&slug("ada-ferris")), Some(&SlugUse::Redirects(id(1))));
    assert!(directory.by_slug(&slug("ada-ferris")).is_none());
    let taken = refusal(&directory, add(person(2, "Ada Ferris")));
    assert!(matches!(taken, ApplyError::SlugTaken { .. }));
    make(&mut directory, to("ada-ferris", OldSlug::Redirects));
    assert_eq!(directory.slug_use(&slug("ada-ferris")), Some(&SlugUse::Current(id(1))));
    assert_eq!(refusal(&directory, to("ada-ferris", OldSlug::Gone)), ApplyError::SlugUnchanged);
}

#[test]
fn a_former_name_that_must_not_show_leaves_no_older_address_behind() {
    let mut directory = with_ada();
    let to = |text, old_slug| Change::MoveProfile { profile: id(1), slug: slug(text), old_slug };
    make(&mut directory, to("adam-ferris", OldSlug::Redirects));
    make(&mut directory, to("nell-ferris", OldSlug::Gone));
    for old in ["ada-ferris", "adam-ferris"] {
        assert_eq!(directory.slug_use(&slug(old)), Some(&SlugUse::Gone));
    }
    let back = refusal(&directory, to("ada-ferris", OldSlug::Redirects));
    assert_eq!(back, ApplyError::SlugTaken { slug: slug("ada-ferris") });
}

#[test]
fn beats_and_outlets_come_from_the_newsrooms_list() {
    let directory = empty();
    let knitting =
        NewProfile { beats: vec![BeatSlug::parse("knitting").unwrap()], ..person(1, "Ada Ferris") };
    assert_eq!(refusal(&directory, add(knitting)), ApplyError::UnknownBeat { beat: "knitting".to_owned() });
    let elsewhere = NewProfile { outlet: name("Elsewhere"), ..person(1, "Ada Ferris") };
    assert!(matches!(refusal(&directory, add(elsewhere)), ApplyError::UnknownOutlet { .. }));
    let twice = NewProfile { also_at: vec![name("The Harbour Courier")], ..person(1, "Ada Ferris") };
    assert!(matches!(
        refusal(&directory, add(twice)),
        ApplyError::Repeated { what: "outlet", field: "also_at" }
    ));
}

#[test]
fn a_name_that_only_looks_like_a_colleagues_is_refused() {
    let directory = with_ada();
    for disguise in ["ADA FERRIS", "Ada-Ferris", "Adaferris"] {
        let new = NewProfile { slug: slug("somebody"), ..person(2, disguise) };
        let error = refusal(&directory, add(new));
        assert_eq!(error, ApplyError::ConfusableName { other: slug("ada-ferris") }, "{disguise}");
    }
    let cyrillic = NewProfile { slug: slug("somebody"), ..person(2, "Аdа Ferris") };
    assert_eq!(refusal(&directory, add(cyrillic)), ApplyError::MixedScripts);
}

#[test]
fn two_people_can_share_a_name() {
    let mut directory = with_ada();
    let namesake = NewProfile { slug: slug("ada-ferris-2"), ..person(2, "Ada Ferris") };
    assert!(make(&mut directory, add(namesake)).is_some());
}

#[test]
fn a_withdrawn_name_stands_in_nobodys_way_until_it_returns() {
    let mut directory = with_ada();
    make(&mut directory, Change::Withdraw { profile: id(1) });
    let alike = NewProfile { slug: slug("somebody"), ..person(2, "ADA FERRIS") };
    make(&mut directory, add(alike));
    let back = refusal(&directory, Change::Publish { profile: id(1) });
    assert_eq!(back, ApplyError::ConfusableName { other: slug("somebody") });
}

#[test]
fn a_renamed_profile_gives_its_old_name_free() {
    let mut directory = with_ada();
    make(
        &mut directory,
        edit(id(1), ProfileEdit { name: Some(name("Nell Lowell")), ..ProfileEdit::default() }),
    );
    let alike = NewProfile { slug: slug("somebody"), ..person(2, "ADA FERRIS") };
    assert!(make(&mut directory, add(alike)).is_some());
    assert!(directory.lookalike(&name("NELL LOWELL"), &id(9)).is_some());
}

#[test]
fn a_profile_has_no_more_than_its_lists_take() {
    let mut directory = empty();
    let full = NewProfile { channels: (0..24).map(signal).collect(), ..person(1, "Ada Ferris") };
    make(&mut directory, add(full));
    let one_more = refusal(&directory, add_channel(id(1), signal(24)));
    assert!(matches!(one_more, ApplyError::TooMany { maximum: 24, field: "channels", .. }));
    let tags = ["ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hu", "it"];
    let languages = tags.map(|tag| Language::parse(tag).unwrap()).to_vec();
    let polyglot = edit(id(1), ProfileEdit { languages: Some(languages), ..ProfileEdit::default() });
    assert!(matches!(refusal(&directory, polyglot), ApplyError::TooMany { maximum: 12, .. }));
}

#[test]
fn pronouns_need_consent_and_consent_has_a_date_that_has_come() {
    let directory = with_ada();
    let pronouns = Some(Some(Pronouns::parse("she/her").unwrap()));
    let change = edit(id(1), ProfileEdit { pronouns: pronouns.clone(), ..ProfileEdit::default() });
    assert_eq!(refusal(&directory, change), ApplyError::PronounsConsent);
    let at = |moment| Some(BTreeMap::from([(ConsentTopic::Pronouns, moment)]));
    let early =
        ProfileEdit { pronouns: pronouns.clone(), consents: at(now().plus_seconds(1)), ..Default::default() };
    assert_eq!(refusal(&directory, edit(id(1), early)), ApplyError::DateInFuture { field: "consents" });
    let given = ProfileEdit { pronouns, consents: at(now()), ..ProfileEdit::default() };
    assert!(directory.apply(&edit(id(1), given), now()).is_ok());
}

#[test]
fn publishing_needs_a_way_to_write() {
    let mut directory = empty();
    make(&mut directory, add(person(1, "Ada Ferris")));
    let publish = || Change::Publish { profile: id(1) };
    assert_eq!(refusal(&directory, publish()), ApplyError::NoVisibleChannel);
    make(&mut directory, add_channel(id(1), channel(1, ChannelKind::Pgp, ADA_KEY)));
    assert_eq!(refusal(&directory, publish()), ApplyError::NoVisibleChannel);
    make(&mut directory, add_channel(id(1), NewChannel { visibility: Visibility::Hidden, ..signal(2) }));
    assert_eq!(refusal(&directory, publish()), ApplyError::NoVisibleChannel);
    make(&mut directory, add_channel(id(1), NewChannel { visibility: Visibility::Profile, ..signal(3) }));
    assert_eq!(make(&mut directory, publish()).unwrap().status, Status::Listed);
    assert_eq!(refusal(&directory, publish()), ApplyError::AlreadyListed);
}

#[test]
fn a_desk_is_another_profile_that_is_a_desk() {
    let mut directory = with_ada();
    make(&mut directory, add(desk(2, "Investigations")));
    make(&mut directory, add(person(3, "Nils Holm")));
    let under =
        |profile, desk| edit(profile, ProfileEdit { desk: Some(Some(desk)), ..ProfileEdit::default() });
    assert_eq!(refusal(&directory, under(id(1), id(9))), ApplyError::UnknownDesk);
    assert_eq!(refusal(&directory, under(id(1), id(1))), ApplyError::DeskIsItself);
    assert_eq!(refusal(&directory, under(id(1), id(3))), ApplyError::DeskIsPerson);
    make(&mut directory, under(id(1), id(2)));
    let person = ProfileEdit { kind: Some(ProfileKind::Person), ..ProfileEdit::default() };
    assert_eq!(refusal(&directory, edit(id(2), person)), ApplyError::DeskInUse);
    make(&mut directory, Change::Withdraw { profile: id(2) });
    assert_eq!(refusal(&directory, under(id(3), id(2))), ApplyError::DeskIsWithdrawn);
    let title = ProfileEdit { title: Some(None), ..ProfileEdit::default() };
    assert!(directory.apply(&edit(id(1), title), now()).is_ok(), "a desk withdrawn later stops no edit");
}

#[test]
fn a_uid_and_an_external_identifier_belong_to_one_profile() {
    let mut directory = empty();
    let ids = |number: &str| {
        BTreeMap::from([(ExternalSystem::parse("wordpress").unwrap(), ExternalId::parse(number).unwrap())])
    };
    make(&mut directory, add(NewProfile { external_ids: ids("42"), ..person(1, "Ada Ferris") }));
    let nils = person(2, "Nils Holm");
    let same_uid = NewProfile { uid: Uid::from_random([1; 16]), ..nils.clone() };
    assert_eq!(refusal(&directory, add(same_uid)), ApplyError::UidTaken);
    let same_number = refusal(&directory, add(NewProfile { external_ids: ids("42"), ..nils.clone() }));
    assert!(matches!(same_number, ApplyError::ExternalIdTaken { .. }));
    make(
        &mut directory,
        edit(id(1), ProfileEdit { external_ids: Some(ids("43")), ..ProfileEdit::default() }),
    );
    make(&mut directory, add(NewProfile { external_ids: ids("42"), ..nils }));
    let found = |number| {
        let id = ExternalId::parse(number).unwrap();
        directory
            .by_external_id(&ExternalSystem::parse("wordpress").unwrap(), &id)
            .map(|profile| profile.id.clone())
    };
    assert_eq!((found("42"), found("43"), found("44")), (Some(id(2)), Some(id(1)), None));
}

#[test]
fn a_profile_is_paused_resumed_withdrawn_and_restored() {
    let mut directory = with_ada();
    make(&mut directory, add(person(2, "Nils Holm")));
    let pause = |profile, until| Change::Pause { profile, until };
    let draft = refusal(&directory, pause(id(2), None));
    assert_eq!(draft.to_string(), "Only a published profile can be paused; this one is a draft.");
    assert!(matches!(refusal(&directory, pause(id(1), Some(now()))), ApplyError::DateInPast { .. }));
    let until = Some(now().plus_seconds(86_400));
    assert_eq!(make(&mut directory, pause(id(1), until)).unwrap().paused_until, until);
    let resumed = make(&mut directory, Change::Publish { profile: id(1) }).unwrap();
    assert_eq!((resumed.status, resumed.paused_until), (Status::Listed, None));
    make(&mut directory, Change::Withdraw { profile: id(1) });
    assert_eq!(refusal(&directory, Change::Withdraw { profile: id(1) }), ApplyError::AlreadyWithdrawn);
    assert!(matches!(refusal(&directory, pause(id(1), None)), ApplyError::NotPausable { .. }));
    assert_eq!(make(&mut directory, Change::Publish { profile: id(1) }).unwrap().status, Status::Listed);
}

#[test]
fn a_door_can_be_closed_whatever_else_is_wrong() {
    let mut directory = empty();
    let channels = vec![
        channel(1, ChannelKind::Email, "ada@example.org"),
        channel(2, ChannelKind::Email, "other@example.org"),
        channel(3, ChannelKind::Pgp, ADA_KEY),
    ];
    publish(&mut directory, NewProfile { channels, ..person(1, "Ada Ferris") });
    make(&mut directory, Change::RemoveChannel { profile: id(1), channel: channel_id(1) });
    make(&mut directory, Change::HideChannel { profile: id(1), channel: channel_id(2) });
    let profile = make(&mut directory, Change::Withdraw { profile: id(1) }).unwrap();
    assert_eq!(profile.channels.len(), 2);
}

#[test]
fn a_directory_restored_from_its_rows_judges_as_before() {
    let mut directory = with_ada();
    make(&mut directory, add(NewProfile { slug: slug("other"), ..person(2, "Ada Ferris") }));
    let restored = Directory::restore(
        directory.profiles().cloned(),
        directory.slugs().map(|(slug, leads)| (slug.clone(), leads.clone())),
        directory.beats().cloned(),
        directory.outlets().cloned(),
    );
    let disguise = NewProfile { slug: slug("third"), ..person(3, "ADA FERRIS") };
    assert_eq!(refusal(&restored, add(disguise.clone())), refusal(&directory, add(disguise)));
    assert_eq!(restored.by_skeleton, directory.by_skeleton);
    assert_eq!(restored.by_uid, directory.by_uid);
}

#[test]
fn however_many_share_a_name_each_has_a_slug_of_its_own() {
    let mut directory = with_ada();
    // A few out of order, and every leap of the search taken by somebody's own choice.
    let chosen: BTreeSet<String> = (0..16)
        .map(|power| format!("ada-ferris-{}", 1u64 << power))
        .chain(["ada-ferris-77".to_owned()])
        .collect();
    let slugs = chosen.iter().map(|text| (slug(text), SlugUse::Gone));
    directory.absorb(Applied { slugs: slugs.collect(), ..Applied::default() });
    let mut given = BTreeSet::new();
    for number in 2..200 {
        let free = directory.free_slug_for(&name("Ada Ferris")).unwrap();
        assert!(!chosen.contains(free.as_str()) && given.insert(free.clone()), "{free}");
        make(&mut directory, add(NewProfile { slug: free, ..person(number, "Ada Ferris") }));
    }
    assert!(given.iter().next().is_some_and(|first| first.as_str() == "ada-ferris-10"), "{given:?}");
    assert_eq!(
        directory.namesake(&name("Ada Ferris"), None).map(|ada| ada.name.clone()),
        Some(name("Ada Ferris"))
    );
}
