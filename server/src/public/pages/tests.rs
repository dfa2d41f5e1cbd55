//! The pages of an invented newspaper's profiles: what they look like to a parser, and what they never hold.

mod agreement;
mod languages;
mod markup_check;
mod reverse_check;
mod sample;
mod several;

use std::sync::LazyLock;

use directory::{ChannelKind, DeskReference, ProfileKind, PublicProfile};
use http::StatusCode;

use super::*;
use crate::edition::Phrases;
use crate::i18n::{Catalog, Locale};
use sample::{desk, doubted, mordant, paused, person, right_to_left};

fn look() -> Look {
    Look::new(&formats::Site::new("The Harbour Courier", "https://courier.example/contact").unwrap())
}

/// What the pages of that look say.
static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| phrases(&Catalog::built_in().unwrap(), &look(), Locale::En));

/// A worded page, filled in with a language.
fn filled(worded: &str, language: Locale) -> String {
    let tongue = PHRASES.tongue(language.code()).unwrap();
    String::from_utf8(PHRASES.filled(tongue, worded.as_bytes())).unwrap()
}

fn english(worded: &str) -> String {
    filled(worded, Locale::En)
}

fn summary(profiles: usize) -> Summary {
    Summary { edition: 12, published_at: sample::moment(), profiles }
}

fn profiles() -> Vec<PublicProfile> {
    let mut profiles = vec![person(), right_to_left(), desk(), paused(), mordant()];
    profiles.extend(sample::crowd());
    profiles
}

fn desk_reference() -> DeskReference {
    DeskReference { slug: desk().slug, name: desk().name }
}

fn entry(profile: &PublicProfile) -> Entry<'_> {
    let PublicProfile { slug, name, sort_name, languages, .. } = profile;
    Entry::new(slug, name, sort_name, profile.kind, languages, profile.beats.iter().collect())
}

/// The directory page, put together as an edition does it.
fn directory(look: &Look) -> String {
    let profiles = profiles();
    let groups = by_beat(profiles.iter().map(entry));
    let mut page = directory_head(look, &groups);
    for group in &groups {
        page.push_str(&beat_head(group));
        for slug in &group.here {
            let profile = profiles.iter().find(|profile| profile.slug == **slug).unwrap();
            page.push_str(&directory_row(profile));
        }
        page.push_str(&beat_foot(group));
    }
    page.push_str(&directory_foot(look, &summary(profiles.len()), &ChannelKind::ALL));
    page
}

/// The file to take along, put together as an edition does it.
fn take_along(look: &Look) -> String {
    let profiles = profiles();
    let mut page = take_along_head(look, &summary(profiles.len()));
    for slug in by_name(profiles.iter().map(entry)) {
        let profile = profiles.iter().find(|profile| profile.slug == *slug).unwrap();
        page.push_str(&take_along_row(profile));
    }
    page.push_str(&take_along_foot(look, &ChannelKind::ALL));
    page
}

/// `/verify`, put together as an edition does it.
fn verify(look: &Look) -> String {
    let mut page = verify_head(look, Handles::Here);
    for profile in profiles() {
        page.push_str(&handle_row(&profile).unwrap_or_default());
    }
    page.push_str(&verify_foot(look));
    page
}

/// Every page there is, in English.
fn pages() -> Vec<(&'static str, String)> {
    pages_in(Locale::En)
}

/// Every page there is, in one language.
fn pages_in(language: Locale) -> Vec<(&'static str, String)> {
    worded_pages().into_iter().map(|(name, page)| (name, filled(&page, language))).collect()
}

/// Every page there is, with the name of a file it could be kept in.
fn worded_pages() -> Vec<(&'static str, String)> {
    let look = look();
    let opened = |rest: String| opening(&look) + &rest;
    let mut pages = vec![
        ("directory", directory(&look)),
        ("take-along", take_along(&look)),
        ("person", opened(profile_page(&look, &person()))),
        ("right-to-left", opened(profile_page(&look, &right_to_left()))),
        ("desk", opened(profile_page(&look, &desk()))),
        ("paused", opened(profile_page(&look, &paused()))),
        ("doubted", opened(profile_page(&look, &doubted()))),
        ("mordant", opened(profile_page(&look, &mordant()))),
        ("safety", safety_page(&look, &ChannelKind::ALL)),
        ("verify", verify(&look)),
        ("verify-without-handles", verify_head(&look, Handles::InTheFile) + &verify_foot(&look)),
        ("privacy", privacy_page(&look)),
        ("not-found", opened(not_found_page(&look))),
        ("gone", opened(gone_page(&look, Some(&desk_reference())))),
        (
            "stale",
            opened(profile_page(&look, &person())).replace(ROOM_FOR_NOTICE, &stale_notice(sample::moment())),
        ),
        ("problem", opened(problem_page(&look, StatusCode::TOO_MANY_REQUESTS))),
        ("broken", opened(problem_page(&look, StatusCode::INTERNAL_SERVER_ERROR))),
    ];
    pages.extend(several::worded(&look));
    pages
}

/// A page without what every page repeats or nobody can read.
fn readable(worded: &str) -> String {
    let page = english(worded).replace(look().style.text(), "…");
    let mut pieces = page.split("base64,");
    let mut text = pieces.next().unwrap().to_owned();
    for piece in pieces {
        text.push_str("base64,…\"");
        text.push_str(piece.split_once('"').unwrap().1);
    }
    text
}

#[test]
fn three_profiles_look_as_they_did() {
    let look = look();
    insta::assert_snapshot!("person", readable(&profile_page(&look, &person())));
    insta::assert_snapshot!("right_to_left", readable(&profile_page(&look, &right_to_left())));
    insta::assert_snapshot!("paused", readable(&profile_page(&look, &paused())));
    insta::assert_snapshot!("row", readable(&directory_row(&person())));
    insta::assert_snapshot!("row_to_keep", readable(&take_along_row(&right_to_left())));
    insta::assert_snapshot!("handles", readable(&handle_row(&person()).unwrap()));
}

#[test]
fn a_portrait_doubt_and_the_readers_of_a_desk_stand_where_they_belong() {
    insta::assert_snapshot!("doubted", readable(&profile_page(&look(), &doubted())));
    insta::assert_snapshot!("row_doubted", readable(&directory_row(&doubted())));
}

#[test]
fn what_follows_the_opening_begins_with_the_room_for_a_notice() {
    let look = look();
    for rest in [
        profile_page(&look, &person()),
        gone_page(&look, None),
        not_found_page(&look),
        problem_page(&look, StatusCode::BAD_REQUEST),
    ] {
        assert!(rest.starts_with(ROOM_FOR_NOTICE), "{rest}");
        assert_eq!(rest.matches(ROOM_FOR_NOTICE).count(), 1, "{rest}");
    }
}

#[test]
fn every_page_is_well_formed_and_links_only_to_places_that_exist() {
    for language in Locale::ALL {
        for (name, page) in pages_in(language) {
            markup_check::well_formed(name, &page, language);
        }
    }
}

#[test]
fn no_page_runs_or_fetches_anything() {
    for (name, page) in pages().into_iter().chain(pages_in(Locale::Ar)) {
        let page = page.to_ascii_lowercase();
        for refused in [
            "<script",
            "<svg",
            "<iframe",
            "<link rel=\"stylesheet",
            "srcset",
            "@import",
            "url(",
            " onload",
            "javascript:",
        ] {
            assert!(!page.contains(refused), "{name} holds {refused}");
        }
        for source in markup_check::attributes(&page, "src") {
            let stands_inside = ["data:image/png;base64,", "data:image/jpeg;base64,"];
            assert!(stands_inside.iter().any(|start| source.starts_with(start)), "{name} fetches {source}");
        }
        assert_eq!(page.matches("<style>").count(), 1, "{name}");
    }
}

#[test]
fn no_onion_address_can_be_clicked_and_every_one_can_be_read() {
    for (name, page) in pages().into_iter().chain(pages_in(Locale::Ar)) {
        for address in markup_check::attributes(&page, "href") {
            assert!(!address.contains(".onion"), "{name} links to {address}");
        }
    }
    assert!(directory(&look()).contains(sample::ONION));
    assert!(profile_page(&look(), &person()).contains(sample::ONION));
    let look = look().with_onion(Some(sample::ONION.to_owned()));
    for page in [privacy_page(&look), take_along_foot(&look, &[])] {
        let page = english(&page);
        let place = format!("<bdi class=\"line\" dir=\"ltr\">{}</bdi></p>\n</footer>", sample::ONION);
        assert!(page.contains(&place), "{page}");
        assert!(!markup_check::attributes(&page, "href").iter().any(|address| address.contains(".onion")));
    }
}

#[test]
fn every_link_starts_at_the_base_path_or_says_that_it_leads_outside() {
    for (name, page) in pages() {
        for address in markup_check::attributes(&page, "href") {
            let inside =
                address.starts_with("/contact/") || address.starts_with('#') || address.starts_with("data:");
            let outside = address.starts_with("https://")
                || address.starts_with("mailto:")
                || address.starts_with("tel:")
                || address.starts_with("matrix:")
                || address.starts_with("xmpp:");
            assert!(inside || outside, "{name}: {address}");
            if outside {
                assert!(
                    page.contains(&format!("href=\"{address}\" rel=\"noreferrer nofollow\"")),
                    "{name}: {address}"
                );
            }
        }
    }
}

#[test]
fn a_site_without_a_base_path_links_from_the_root() {
    let look = Look::new(&formats::Site::new("The Harbour Courier", "https://courier.example").unwrap());
    let phrases = phrases(&Catalog::built_in().unwrap(), &look, Locale::En);
    let page =
        String::from_utf8(phrases.filled(phrases.tongue("en").unwrap(), privacy_page(&look).as_bytes()))
            .unwrap();
    assert!(page.contains("href=\"/safety\"") && page.contains("href=\"/ar/privacy\""));
}

#[test]
fn a_profile_kept_off_the_lists_in_part_shows_the_rest_on_its_own_page() {
    let look = look();
    let hidden_from_lists = "+44 20 7946 0143";
    assert!(!directory_row(&person()).contains(hidden_from_lists));
    assert!(!take_along_row(&person()).contains(hidden_from_lists));
    assert!(profile_page(&look, &person()).contains(hidden_from_lists));
}

#[test]
fn the_code_and_the_first_choice_belong_to_the_same_channel() {
    let mut profile = person();
    let call = profile.channels.remove(6);
    profile.channels.insert(0, call);
    let page = english(&profile_page(&look(), &profile));
    let code = data_encoding::BASE64.encode(&formats::qr_png_of("tel:+442079460143").unwrap());
    let first = page.split("<li class=\"channel").nth(1).unwrap();
    assert!(first.contains("+44 20 7946 0143") && first.contains("first choice") && first.contains(&code));
    assert!(!take_along_row(&profile).contains(&code));
}

#[test]
fn everyone_stands_once_in_full_and_is_linked_from_other_beats() {
    let page = directory(&look());
    for profile in profiles() {
        assert_eq!(page.matches(&format!(" id=\"{}\"", profile.slug)).count(), 1, "{}", profile.slug);
        assert_eq!(
            page.matches(&format!("href=\"#{}\"", profile.slug)).count() + 1,
            profile.beats.len().max(1) + usize::from(profile.slug.as_str() == "investigations-desk"),
            "{}",
            profile.slug
        );
    }
}

#[test]
fn the_discreet_card_comes_before_the_full_one() {
    let page = profile_page(&look(), &person());
    let discreet = page.find("/contact/v1/profiles/ada-ferris.vcf?discreet=1").unwrap();
    let full = page.find("/contact/v1/profiles/ada-ferris.vcf\"").unwrap();
    assert!(discreet < full);
}

#[test]
fn a_paused_profile_shows_no_channel_and_names_the_desk() {
    let page = english(&profile_page(&look(), &paused()));
    assert!(page.contains("is not reading messages here now"));
    assert!(page.contains("/contact/r/investigations-desk"));
    assert!(!page.contains(".vcf"));
}

#[test]
fn a_confirmation_says_by_whom_and_only_the_month() {
    assert!(english(&profile_page(&look(), &person())).contains("Confirmed by her in November 2026."));
    assert!(english(&profile_page(&look(), &desk())).contains("Confirmed by the desk in November 2026."));
    assert!(english(&profile_page(&look(), &right_to_left())).contains("Not yet confirmed by its owner."));
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let page = english(&profile_page(&look(), &mordant()));
    assert!(page.contains("O&#39;Brien &#38; &#60;b&#62;Sons&#60;/b&#62; &#34;desk&#34;"));
    assert!(!page.contains("<b>"));
}

#[test]
fn no_page_calls_e_mail_secure() {
    for (name, page) in pages() {
        let page = page.to_lowercase();
        assert!(!page.contains("secure email") && !page.contains("safe e-mail"), "{name}");
        assert!(!page.contains("secure e-mail") && !page.contains("securely"), "{name}");
    }
}

#[test]
fn the_pages_carry_the_style_sheet_whose_hash_the_policy_names() {
    let (_, page) = pages().swap_remove(0);
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, style.as_bytes());
    assert_eq!(
        style_source(look().style_digest()),
        format!("sha256-{}", data_encoding::BASE64.encode(digest.as_ref()))
    );
}

#[test]
fn the_same_profile_gives_the_same_bytes() {
    assert_eq!(pages(), pages());
}

#[test]
fn an_address_that_is_nobodys_is_not_repeated() {
    let page = english(&(opening(&look()) + &gone_page(&look(), None)));
    assert!(!page.contains("/r/"), "{page}");
}
