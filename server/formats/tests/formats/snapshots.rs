//! Three profiles in every format, as they stand in `snapshots/`, read by eye when they change.

use directory::{Audience, PublicProfile};
use insta::assert_snapshot;

use crate::people;

/// Line breaks of cards made visible, so that a snapshot shows them.
fn with_visible_breaks(card: &str) -> String {
    card.replace("\r\n", "␍\n")
}

/// JSON with a line for each member, because nobody reads it on one.
fn indented(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).expect("every format writes valid JSON");
    serde_json::to_string_pretty(&value).expect("what was just read can be written")
}

fn every_format_of(who: &str, profile: &PublicProfile) {
    let site = people::site();
    let audience = Audience::ProfileOnly;
    assert_snapshot!(format!("{who}.3.vcf"), with_visible_breaks(&formats::vcard3(profile, audience, &site)));
    assert_snapshot!(
        format!("{who}.discreet.vcf"),
        with_visible_breaks(&formats::vcard3_discreet(profile, &site))
    );
    assert_snapshot!(format!("{who}.4.vcf"), with_visible_breaks(&formats::vcard4(profile, audience, &site)));
    assert_snapshot!(format!("{who}.jcard"), indented(&formats::jcard(profile, audience, &site)));
    assert_snapshot!(format!("{who}.jscontact"), indented(&formats::jscontact(profile, audience, &site)));
    assert_snapshot!(format!("{who}.jsonld"), indented(&formats::jsonld(profile, audience, &site)));
    assert_snapshot!(format!("{who}.json"), indented(&formats::profile_json(profile, audience, &site)));
    assert_snapshot!(format!("{who}.html"), formats::block_html(profile, &site));
    assert_snapshot!(format!("{who}.txt"), formats::block_text(profile, &site));
}

#[test]
fn a_reporter_with_every_field_is_written_so() {
    every_format_of("reporter", &people::rich_person());
}

#[test]
fn a_desk_with_a_securedrop_is_written_so() {
    every_format_of("desk", &people::desk());
}

#[test]
fn a_paused_reporter_is_written_so() {
    every_format_of("paused", &people::paused());
}
