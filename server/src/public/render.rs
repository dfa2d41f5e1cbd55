//! Words profiles and documents for an edition: `formats` for machines, `pages` for people.

use std::collections::HashMap;

use ::directory::{Audience, Beat, BeatSlug, ChannelKind, DeskReference, PublicProfile, Slug};
use formats::Site;
use http::StatusCode;

use super::Setting;
use super::pages::{self, Look};
use crate::edition::{Contents, Document, Form, Imprint, Piece, Render, VALID_SECONDS};

/// Renders everything that the public side shows.
pub struct Renderer {
    site: Site,
    look: Look,
    security_contact: Option<String>,
    fingerprint: [u8; 32],
}

impl Renderer {
    /// A renderer for this newsroom and address.
    pub fn new(setting: &Setting) -> Self {
        let look = Look::new(&setting.site);
        let mut renderer = Self {
            site: setting.site.clone(),
            look,
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

    pub(super) fn safety_page(&self) -> String {
        pages::safety_page(&self.look, &ChannelKind::ALL)
    }

    pub(super) fn verify_page(&self) -> String {
        pages::verify_page(&self.look)
    }

    pub(super) fn privacy_page(&self) -> String {
        pages::privacy_page(&self.look)
    }

    pub(super) fn gone_page(&self, desk: Option<&DeskReference>) -> String {
        pages::gone_page(&self.look, desk)
    }

    pub(super) fn problem_page(&self, status: StatusCode, detail: &str) -> String {
        pages::problem_page(&self.look, status.canonical_reason().unwrap_or("Problem"), detail)
    }

    pub(super) fn not_found_page(&self) -> String {
        pages::not_found_page(&self.look)
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
            pages::directory_head(&self.look, &[]),
            pages::directory_foot(&self.look, &summary, &ChannelKind::ALL),
            pages::take_along_head(&self.look, &summary),
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
        }
        crate::edition::sha256(&[text.as_bytes()])
    }
}

impl Render for Renderer {
    fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    fn style(&self) -> [u8; 32] {
        *pages::stylesheet_digest()
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
            Form::Row | Form::TakeAlongRow if profile.is_shielded => return None,
            Form::Row => pages::directory_row(&self.look, profile),
            Form::TakeAlongRow => pages::take_along_row(&self.look, profile),
            Form::ListedJson if differs => formats::profile_json(profile, listed, site),
            Form::ListedVcard3 if cards_differ => formats::vcard3(profile, listed, site),
            Form::ListedJscontact if cards_differ => formats::jscontact(profile, listed, site),
            Form::ListedJson | Form::ListedVcard3 | Form::ListedJscontact => return None,
        };
        Some(text.into_bytes())
    }

    fn document(&self, document: Document, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        match document {
            Document::Page => self.directory_page(contents, write),
            Document::TakeAlong => self.take_along(contents, write),
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
}

impl Renderer {
    fn directory_page(&self, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        let places = places(contents);
        let groups = pages::by_beat(in_order(contents));
        write(Piece::Text(pages::directory_head(&self.look, &groups).as_bytes()));
        for group in &groups {
            write(Piece::Text(pages::beat_head(group).as_bytes()));
            for place in group.here.iter().filter_map(|slug| places.get(slug)) {
                write(Piece::Answer(*place, Form::Row));
            }
            write(Piece::Text(pages::beat_foot(group).as_bytes()));
        }
        write(Piece::Text(
            pages::directory_foot(&self.look, &summary(contents), &kinds(contents)).as_bytes(),
        ));
    }

    fn take_along(&self, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        let places = places(contents);
        write(Piece::Text(pages::take_along_head(&self.look, &summary(contents)).as_bytes()));
        for place in pages::by_name(in_order(contents)).iter().filter_map(|slug| places.get(slug)) {
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

/// What the order of pages needs of every profile.
fn in_order<'a>(contents: &'a Contents<'_>) -> impl Iterator<Item = pages::Entry<'a>> {
    contents.listed().map(|(_, entry)| {
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

mod sample {
    //! A made-up profile, whose only use is to notice that a format or a template has changed.

    use std::collections::BTreeMap;
    use std::sync::Arc;

    use ::directory::{
        Audience, Beat, BeatSlug, Bio, ChannelId, ChannelKind, ChannelValue, Language, Name, PhotoHash,
        Portrait, ProfileKind, PublicChannel, PublicProfile, PublicStatus, Readers, Slug, Timestamp, Title,
        Uid,
    };

    /// `None` would mean that one of these texts no longer parses; the test below says so first.
    pub(super) fn profile() -> Option<PublicProfile> {
        let channels = [
            (ChannelKind::SignalNumber, "+442079460123"),
            (ChannelKind::Email, "sample@paper.example"),
            (ChannelKind::Threema, "ABCD1234"),
        ];
        let channel = |(place, (kind, value)): (u8, (ChannelKind, &str))| {
            Some(PublicChannel {
                id: ChannelId::from_random([place; 16]),
                value: ChannelValue::parse(kind, value).ok()?,
                own_label: None,
                note: None,
                confirmed: Some(Timestamp::from_seconds(0).month()),
                is_overdue: kind == ChannelKind::Email,
                audience: Audience::Everyone,
            })
        };
        Some(PublicProfile {
            uid: Uid::from_random([0; 16]),
            slug: Slug::parse("sample").ok()?,
            kind: ProfileKind::Person,
            name: Name::parse("Sam Sample").ok()?,
            sort_name: Name::parse("Sample, Sam").ok()?,
            title: Title::parse("Reporter").ok(),
            outlet: Name::parse("The Sample").ok()?,
            also_at: Vec::new(),
            status: PublicStatus::Listed,
            beats: vec![Beat { slug: BeatSlug::parse("samples").ok()?, name: Name::parse("Samples").ok()? }],
            languages: vec![Language::parse("en").ok()?],
            pronouns: None,
            bio: Bio::parse("Writes about samples.").ok(),
            channels: (0..).zip(channels).map(channel).collect::<Option<_>>()?,
            desk: None,
            external_ids: BTreeMap::new(),
            photo: Some(Portrait { hash: PhotoHash::from_digest([0; 32]), octets: Some(Arc::from([0; 3])) }),
            readers: Some(Readers::Few),
            is_shielded: false,
            created_at: Timestamp::from_seconds(0),
            updated_at: Timestamp::from_seconds(0),
            since_edition: 0,
            changes_at: None,
        })
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn the_sample_profile_parses() {
            assert!(super::profile().is_some());
        }
    }
}
