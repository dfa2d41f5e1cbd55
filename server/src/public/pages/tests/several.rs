//! A directory of several pages.

use super::*;

/// Everybody on two pages and the page that leads to them, put together as an edition does it.
pub(super) fn worded(look: &Look) -> Vec<(&'static str, String)> {
    let profiles = profiles();
    // Whoever is away stands on another page than the desk that stands in.
    let is_second = |profile: &PublicProfile| profile.kind == ProfileKind::Desk;
    let mut worded = Vec::new();
    let mut numbered = Vec::new();
    for (number, name) in [(1, "page-1"), (2, "page-2")] {
        let here: Vec<&PublicProfile> =
            profiles.iter().filter(|profile| is_second(profile) == (number == 2)).collect();
        let page = NumberedPage::new(number, 2, here.iter().map(|profile| entry(profile)).collect()).unwrap();
        let elsewhere = profiles.iter().filter(|profile| is_second(profile) && number == 1);
        let elsewhere: Vec<(usize, Entry<'_>)> = elsewhere.map(|desk| (2, entry(desk))).collect();
        let mut text = numbered_head(look, &page);
        for group in page.groups() {
            text.push_str(&beat_head(group));
            for slug in &group.here {
                let profile = here.iter().find(|profile| profile.slug == **slug).unwrap();
                text.push_str(&directory_row(profile));
            }
            text.push_str(&beat_foot(group));
        }
        let summary = summary(profiles.len());
        text.push_str(&numbered_foot(look, &page, &elsewhere, &summary, &ChannelKind::ALL));
        worded.push((name, text));
        let all = profiles.iter().filter(|profile| is_second(profile) == (number == 2));
        numbered.push(NumberedPage::new(number, 2, all.map(entry).collect()).unwrap());
    }
    let beats: Vec<_> = person().beats;
    let foot = directory_foot(look, &summary(profiles.len()), &ChannelKind::ALL);
    worded.push(("index", index_head(look, &numbered, &beats) + &foot));
    worded
}

#[test]
fn whoever_is_away_leads_to_a_desk_on_another_page() {
    let (_, page) = pages().into_iter().find(|(name, _)| *name == "page-1").unwrap();
    let slug = desk().slug;
    assert!(page.contains(&format!("<a href=\"#{slug}\">")), "the row leads to a place on this page");
    let stands_in = format!("<li id=\"{slug}\"><a href=\"/contact/all/2#{slug}\">");
    assert!(page.contains(&stands_in), "which leads on to the desk's page");
    let (_, page) = pages().into_iter().find(|(name, _)| *name == "page-2").unwrap();
    assert_eq!(page.matches(&format!(" id=\"{slug}\"")).count(), 1);
}
