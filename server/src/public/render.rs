//! Words profiles and documents for an edition: `formats` for machines, `pages` for people.

mod sample;

use std::collections::HashMap;
use std::sync::Arc;

use ::directory::{Audience, Beat, BeatSlug, ChannelKind, DeskReference, ProfileKind, PublicProfile, Slug};
use formats::Site;
use http::StatusCode;

use super::Setting;
use super::fixed::FixedPage;
use super::pages::{self, Look};
use crate::edition::{
    Contents, Document, Form, Imprint, Phrases, Piece, Render, Sheet, Tongue, VALID_SECONDS,
};

/// Renders everything that the public side shows.
pub struct Renderer {
    site: Site,
    look: Look,
    phrases: Arc<Phrases>,
    safety: FixedPage,
    privacy: FixedPage,
    people_per_page: usize,
    security_contact: Option<String>,
    fingerprint: [u8; 32],
}

impl Renderer {
    /// A renderer for this newsroom and address.
    pub fn new(setting: &Setting) -> Self {
        let look = Look::dressed(&setting.site, &setting.dress)
            .with_onion(setting.onion.as_ref().map(|onion| onion.host().to_owned()))
            .speaking(setting.language);
        let phrases = Arc::new(pages::phrases(&setting.catalog, &look, setting.language));
        let fixed = |worded: String| FixedPage::new(&phrases, &worded);
        let mut renderer = Self {
            site: setting.site.clone(),
            safety: fixed(pages::safety_page(&look, &ChannelKind::ALL)),
            privacy: fixed(pages::privacy_page(&look)),
            look,
            phrases: Arc::clone(&phrases),
            people_per_page: setting.people_per_page,
            security_contact: setting.security_contact.clone(),
            fingerprint: [0; 32],
        };
        renderer.fingerprint = renderer.compute_fingerprint();
        renderer
    }

    /// The newsroom and the address that every link starts with.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The SHA-256 of the style sheet inside the pages.
    pub(super) fn style_digest(&self) -> &[u8; 32] {
        self.look.style_digest()
    }

    /// The text of something worded, in one language.
    pub(super) fn filled(&self, tongue: Tongue, worded: &[u8]) -> Vec<u8> {
        self.phrases.filled(tongue, worded)
    }

    /// The octets of something worded in the language where it is longest.
    pub(super) fn longest(&self, worded: &[u8]) -> usize {
        self.phrases.longest(worded)
    }

    /// The language that a path inside the public side is in, by its first part.
    pub(super) fn tongue_of(&self, inside: &str) -> Tongue {
        let code = inside.trim_start_matches('/').split('/').next().unwrap_or_default();
        self.phrases.tongue(code).unwrap_or_default()
    }

    /// The tag of a language.
    pub(super) fn code_of(&self, tongue: Tongue) -> &str {
        self.phrases.tongues().find(|(own, _)| *own == tongue).map_or("", |(_, code)| code)
    }

    pub(super) const fn safety(&self) -> &FixedPage {
        &self.safety
    }

    pub(super) const fn privacy(&self) -> &FixedPage {
        &self.privacy
    }

    pub(super) fn gone_page(&self, desk: Option<&DeskReference>) -> String {
        pages::gone_page(&self.look, desk)
    }

    pub(super) fn problem_page(&self, status: StatusCode) -> String {
        pages::problem_page(&self.look, status)
    }

    pub(super) fn not_found_page(&self) -> String {
        pages::not_found_page(&self.look)
    }

    /// How the page of one profile begins, and each answer that there is none: its text in one language.
    pub(super) fn opening_in(&self, tongue: Tongue) -> Vec<u8> {
        self.filled(tongue, pages::opening(&self.look).as_bytes())
    }

    /// RFC 9116, or `None` where the newsroom has set no contact.
    pub(super) fn security_txt(&self, imprint: &Imprint) -> Option<String> {
        let contact = self.security_contact.as_ref()?;
        let expires = imprint.published_at.plus_seconds(VALID_SECONDS).rfc3339();
        Some(format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n"))
    }

    /// Of the settings, and of the program by way of what it makes of nothing: a changed template or style sheet
    /// changes it, so that a new version never mixes its answers with an old one's.
    fn compute_fingerprint(&self) -> [u8; 32] {
        let summary =
            pages::Summary { edition: 0, published_at: ::directory::Timestamp::from_seconds(0), profiles: 0 };
        let parts = [
            env!("CARGO_PKG_VERSION").to_owned(),
            self.site.base().to_owned(),
            self.site.newsroom.clone(),
            data_encoding::HEXLOWER.encode(&self.phrases.digest()),
            self.people_per_page.to_string(),
            pages::opening(&self.look),
            pages::directory_head(&self.look, &[]),
            pages::directory_foot(&self.look, &summary, &ChannelKind::ALL),
            pages::take_along_head(&self.look, &summary),
            pages::take_along_foot(&self.look, &ChannelKind::ALL),
            pages::verify_head(&self.look, pages::Handles::Here),
            pages::verify_foot(&self.look),
            pages::index_head(&self.look, &[], &[]),
        ];
        let mut text = String::new();
        for part in &parts {
            text.push_str(&part.len().to_string());
            text.push(' ');
            text.push_str(part);
        }
        if let Some(sample) = sample::profile() {
            for form in Form::ALL {
                let answer = self.form(&sample, form).unwrap_or_default();
                text.push_str(&data_encoding::HEXLOWER.encode(&crate::edition::tag_of(&answer)));
            }
            text.push_str(&self.sample_of_several(&sample, &summary));
        }
        crate::edition::sha256(&[text.as_bytes()])
    }
}

impl Renderer {
    /// What stands around the rows where there are several pages.
    fn sample_of_several(&self, sample: &PublicProfile, summary: &pages::Summary) -> String {
        let PublicProfile { slug, name, sort_name, languages, .. } = sample;
        let beats = || sample.beats.iter().collect();
        let entry = || pages::Entry::new(slug, name, sort_name, sample.kind, languages, beats());
        let Some(page) = pages::NumberedPage::new(1, 2, vec![entry()]) else { return String::new() };
        let mut text = pages::numbered_head(&self.look, &page);
        for group in page.groups() {
            text.push_str(&pages::beat_head(group));
            text.push_str(&pages::beat_foot(group));
        }
        text.push_str(&pages::numbered_foot(&self.look, &page, &[(2, entry())], summary, &[]));
        text.push_str(&pages::index_head(&self.look, &[page], &sample.beats));
        text
    }
}

impl Render for Renderer {
    fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    fn phrases(&self) -> Arc<Phrases> {
        Arc::clone(&self.phrases)
    }

    fn opening(&self) -> Vec<u8> {
        pages::opening(&self.look).into_bytes()
    }

    fn style(&self) -> [u8; 32] {
        *self.look.style_digest()
    }

    fn form(&self, profile: &PublicProfile, form: Form) -> Option<Vec<u8>> {
        let site = &self.site;
        let all = Audience::ProfileOnly;
        let listed = Audience::Everyone;
        let differs = profile.has_profile_only_channels();
        // Cards of everybody at once carry no portraits.
        let cards_differ = differs || profile.photo.is_some();
        let text = match form {
            Form::Json => formats::profile_json(profile, all, site),
            Form::Vcard3 => formats::vcard3(profile, all, site),
            Form::Discreet => formats::vcard3_discreet(profile, site),
            Form::Vcard4 => formats::vcard4(profile, all, site),
            Form::Jcard => formats::jcard(profile, all, site),
            Form::Jscontact => formats::jscontact(profile, all, site),
            Form::Jsonld => formats::jsonld(profile, all, site),
            Form::BlockHtml => formats::block_html(profile, site),
            Form::BlockText => formats::block_text(profile, site),
            Form::Qr => return formats::qr_png(profile, all),
            Form::Page => pages::profile_page(&self.look, profile),
            Form::Row | Form::TakeAlongRow | Form::HandleRow if profile.is_shielded => return None,
            Form::Row => pages::directory_row(profile),
            Form::TakeAlongRow => pages::take_along_row(profile),
            Form::HandleRow => return pages::handle_row(profile).map(String::into_bytes),
            Form::ListedJson if differs => formats::profile_json(profile, listed, site),
            Form::ListedVcard3 if cards_differ => formats::vcard3(profile, listed, site),
            Form::ListedJscontact if cards_differ => formats::jscontact(profile, listed, site),
            Form::ListedJson | Form::ListedVcard3 | Form::ListedJscontact => return None,
        };
        Some(text.into_bytes())
    }

    fn document(&self, document: Document, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        match document {
            Document::Json => directory_json(contents, write),
            Document::Vcard3 => {
                for (place, _) in contents.listed() {
                    write(Piece::Answer(place, Form::ListedVcard3));
                }
            }
            Document::Jscontact => {
                write(Piece::Text(b"["));
                write_list(contents, Form::ListedJscontact, write);
                write(Piece::Text(b"]"));
            }
        }
    }

    fn people_per_page(&self) -> usize {
        self.people_per_page
    }

    fn sheet(&self, sheet: Sheet, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        match sheet {
            Sheet::Directory => self.directory_page(contents, write),
            Sheet::TakeAlong => self.take_along(contents, write),
            Sheet::Verify => self.verify(contents, write),
            Sheet::Numbered(number) => self.numbered_page(number, contents, write),
        }
    }
}

impl Renderer {
    fn verify(&self, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        let here = contents.numbered() == 0;
        let handles = if here { pages::Handles::Here } else { pages::Handles::InTheFile };
        write(Piece::Text(pages::verify_head(&self.look, handles).as_bytes()));
        for (place, _) in contents.listed().filter(|_| here) {
            write(Piece::Answer(place, Form::HandleRow));
        }
        write(Piece::Text(pages::verify_foot(&self.look).as_bytes()));
    }

    fn directory_page(&self, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        if contents.numbered() == 0 {
            let groups = pages::by_beat(in_order(contents, contents.listed()));
            write(Piece::Text(pages::directory_head(&self.look, &groups).as_bytes()));
            by_beat(&groups, &places(contents), write);
        } else {
            let numbers = 1..=contents.numbered();
            let numbered: Vec<_> = numbers.filter_map(|number| numbered_page(contents, number)).collect();
            write(Piece::Text(pages::index_head(&self.look, &numbered, contents.beats).as_bytes()));
        }
        let foot = pages::directory_foot(&self.look, &summary(contents), &kinds(contents));
        write(Piece::Text(foot.as_bytes()));
    }

    fn numbered_page(&self, number: u16, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        let Some(page) = numbered_page(contents, number) else { return };
        write(Piece::Text(pages::numbered_head(&self.look, &page).as_bytes()));
        by_beat(page.groups(), &places(contents), write);
        let desks = contents
            .by_page()
            .filter(|(other, (_, entry))| *other != number && entry.listing().kind == ProfileKind::Desk);
        let desks: Vec<_> = desks
            .flat_map(|(other, desk)| {
                in_order(contents, std::iter::once(desk)).map(move |desk| (usize::from(other), desk))
            })
            .collect();
        let foot = pages::numbered_foot(&self.look, &page, &desks, &summary(contents), &kinds(contents));
        write(Piece::Text(foot.as_bytes()));
    }

    fn take_along(&self, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        let places = places(contents);
        write(Piece::Text(pages::take_along_head(&self.look, &summary(contents)).as_bytes()));
        for place in
            pages::by_name(in_order(contents, contents.listed())).iter().filter_map(|slug| places.get(slug))
        {
            write(Piece::Answer(*place, Form::TakeAlongRow));
        }
        write(Piece::Text(pages::take_along_foot(&self.look, &kinds(contents)).as_bytes()));
    }
}

/// The edition's identity: its hash is over exactly these bytes.
fn directory_json(contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
    let imprint = contents.imprint;
    let head = format!(
        "{{\"edition\":{},\"published_at\":\"{}\",\"valid_until\":\"{}\",\"profiles\":[",
        imprint.number,
        imprint.published_at.rfc3339(),
        imprint.valid_until().rfc3339(),
    );
    write(Piece::Text(head.as_bytes()));
    write_list(contents, Form::ListedJson, write);
    write(Piece::Text(b"]}"));
}

fn write_list(contents: &Contents<'_>, form: Form, write: &mut dyn FnMut(Piece<'_>)) {
    for (before, (place, _)) in contents.listed().enumerate() {
        if before > 0 {
            write(Piece::Text(b","));
        }
        write(Piece::Answer(place, form));
    }
}

/// The rows of a page, beat by beat.
fn by_beat(
    groups: &[pages::BeatGroup<'_>],
    places: &HashMap<&Slug, usize>,
    write: &mut dyn FnMut(Piece<'_>),
) {
    for group in groups {
        write(Piece::Text(pages::beat_head(group).as_bytes()));
        for place in group.here.iter().filter_map(|slug| places.get(slug)) {
            write(Piece::Answer(*place, Form::Row));
        }
        write(Piece::Text(pages::beat_foot(group).as_bytes()));
    }
}

fn numbered_page<'a>(contents: &'a Contents<'_>, number: u16) -> Option<pages::NumberedPage<'a>> {
    let entries = in_order(contents, contents.on_page(number)).collect();
    pages::NumberedPage::new(number.into(), contents.numbered().into(), entries)
}

/// What the order of pages needs of these profiles.
fn in_order<'a>(
    contents: &'a Contents<'_>,
    entries: impl Iterator<Item = (usize, &'a Arc<crate::edition::Entry>)>,
) -> impl Iterator<Item = pages::Entry<'a>> {
    entries.map(|(_, entry)| {
        let listing = entry.listing();
        let named = |slug: &BeatSlug| contents.beats.iter().find(|beat: &&Beat| beat.slug == *slug);
        let beats = listing.beats.iter().filter_map(named).collect();
        pages::Entry::new(
            &listing.slug,
            &listing.name,
            &listing.sort_name,
            listing.kind,
            &listing.languages,
            beats,
        )
    })
}

fn places<'a>(contents: &Contents<'a>) -> HashMap<&'a Slug, usize> {
    contents.listed().map(|(place, entry)| (&entry.listing().slug, place)).collect()
}

fn summary(contents: &Contents<'_>) -> pages::Summary {
    pages::Summary {
        edition: contents.imprint.number,
        published_at: contents.imprint.published_at,
        profiles: contents.listed().count(),
    }
}

/// Every kind of channel that the lists show, in the order in which documents list them.
fn kinds(contents: &Contents<'_>) -> Vec<ChannelKind> {
    let shown = |kind: &ChannelKind| contents.listed().any(|(_, entry)| entry.listing().kinds.contains(kind));
    ChannelKind::ALL.into_iter().filter(shown).collect()
}
