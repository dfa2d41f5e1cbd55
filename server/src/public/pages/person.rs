//! One profile as a page shows it.

use askama::Template;
use data_encoding::BASE64;
use directory::{Audience, DeskReference, PublicProfile, PublicStatus, Readers};

use super::channel::ShownChannel;
use super::document::Page;
use super::handles;
use super::markup::{Markup, rendered};
use super::say::{filters, say, text};
use super::{Look, words};

#[derive(Template)]
#[template(path = "profile.html", whitespace = "minimize")]
struct ProfilePage<'a> {
    page: Page,
    look: &'a Look,
    person: Person<'a>,
}

/// A paragraph that runs, and is set, in its own direction.
#[derive(Template)]
#[template(path = "bio.html")]
struct Paragraph<'a> {
    text: &'a str,
    language: Option<&'a str>,
}

/// The page of one profile, `/r/{slug}`, after the opening.
pub fn profile_page(look: &Look, profile: &PublicProfile) -> String {
    let page = Page::at(format!("/r/{}", profile.slug));
    rendered(&ProfilePage { page, look, person: Person(profile) })
}

/// A profile, for the templates.
pub(super) struct Person<'a>(pub(super) &'a PublicProfile);

impl<'a> Person<'a> {
    pub(super) fn slug(&self) -> &'a str {
        self.0.slug.as_str()
    }

    pub(super) fn name(&self) -> Markup {
        self.spoken(self.plain_name())
    }

    pub(super) fn plain_name(&self) -> &'a str {
        self.0.name.as_str()
    }

    pub(super) fn title(&self) -> Option<Markup> {
        self.0.title.as_ref().map(|title| self.spoken(title.as_str()))
    }

    pub(super) fn outlet(&self) -> Markup {
        words::name(self.0.outlet.as_str())
    }

    pub(super) fn beats(&self) -> Option<Markup> {
        words::list(self.0.beats.iter().map(|beat| words::name(beat.name.as_str())))
    }

    pub(super) fn bio(&self) -> Option<Markup> {
        self.0.bio.as_ref().map(|bio| {
            Markup::of(&Paragraph {
                text: bio.as_str(),
                language: words::spoken(bio.as_str(), &self.0.languages),
            })
        })
    }

    /// What else there is to know, as one line of small print; empty where there is nothing.
    pub(super) fn facts(&self) -> Vec<Markup> {
        let pronouns = self.0.pronouns.as_ref().map(|pronouns| self.spoken(pronouns.as_str()));
        let others = words::list(self.0.also_at.iter().map(|name| self.spoken(name.as_str())));
        let others = others.map(|names| say("also-at", &[("names", &names)]));
        [pronouns, self.languages(), others].into_iter().flatten().collect()
    }

    /// The same for a list, with those beats that no heading above names.
    pub(super) fn row_facts(&self, kept: bool) -> Vec<Markup> {
        let beats = self.0.beats.iter().skip(usize::from(!kept)).map(|beat| self.spoken(beat.name.as_str()));
        beats.chain(self.languages()).collect()
    }

    /// The portrait, as base64 of a JPEG. It stands in the page, so that nobody is asked for it by whom a source looks at.
    pub(super) fn portrait(&self) -> Option<String> {
        let photo = self.0.photo.as_ref()?;
        photo.octets.as_ref().map(|octets| BASE64.encode(octets))
    }

    /// The message that says roughly how many people read what is written to a desk.
    pub(super) fn readers(&self) -> Option<&'static str> {
        self.0.readers.map(|readers| match readers {
            Readers::One => "readers-one",
            Readers::Few => "readers-few",
            Readers::Several => "readers-several",
            Readers::Many => "readers-many",
        })
    }

    pub(super) fn is_paused(&self) -> bool {
        self.0.status == PublicStatus::Paused
    }

    /// The desk to turn to, as a link to its page.
    pub(super) fn desk(&self) -> Option<Markup> {
        self.0.desk.as_ref().map(desk_page)
    }

    /// The same as a link to its place in a list.
    pub(super) fn desk_below(&self) -> Option<Markup> {
        let desk = self.0.desk.as_ref()?;
        Some(words::link(&text(format!("#{}", desk.slug)), &words::name(desk.name.as_str())))
    }

    /// Every channel that the profile's own page shows, best first.
    pub(super) fn channels(&self) -> Vec<ShownChannel<'a>> {
        ShownChannel::all(self.0, Audience::ProfileOnly)
    }

    /// The channels that lists show too.
    pub(super) fn listed(&self) -> Vec<ShownChannel<'a>> {
        ShownChannel::all(self.0, Audience::Everyone)
    }

    /// In which other forms somebody may hold the contacts of a list: those that a search for what the list shows would
    /// not find.
    pub(super) fn other_forms(&self) -> Vec<String> {
        let listed = self.listed();
        let shown: Vec<&str> = listed.iter().map(ShownChannel::text).collect();
        let forms: Vec<String> = listed.iter().flat_map(ShownChannel::forms).collect();
        handles::without_what_others_hold(&forms)
            .into_iter()
            .filter(|form| !handles::is_within(form, &shown))
            .collect()
    }

    /// Whether there is more than one channel to choose from.
    pub(super) fn has_choice(&self) -> bool {
        self.0.channels.len() > 1
    }

    /// Whether the profile's own page shows channels that lists do not.
    pub(super) fn has_more(&self) -> bool {
        self.0.has_profile_only_channels()
    }

    /// The languages to write in, each as its speakers call it.
    fn languages(&self) -> Option<Markup> {
        let names = self.0.languages.iter().map(|language| {
            words::Spoken { text: language.name(), language: Some(language.as_str()) }.markup()
        });
        words::list(names).map(|names| say("write-in", &[("names", &names)]))
    }

    fn spoken(&self, text: &'a str) -> Markup {
        words::Spoken { text, language: words::spoken(text, &self.0.languages) }.markup()
    }
}

/// A desk's name, which leads to its page.
pub(super) fn desk_page(desk: &DeskReference) -> Markup {
    let address = Markup::of_call(format!("{}/r/{}", say("_root", &[]), desk.slug));
    words::link(&address, &words::name(desk.name.as_str()))
}
