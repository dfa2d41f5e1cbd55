//! The contact block as an HTML fragment, an h-card ready to stand under an article in somebody else's template.
//!
//! It brings no script, no style and no identifier, works under `default-src 'none'`, and shows every number and
//! fingerprint as text, so that a reader can copy it by hand into another device. An onion address is text and never
//! a link: an ordinary browser would ask its network for it.

use directory::{Audience, ChannelValue, ProfileKind, PublicChannel, PublicProfile, PublicStatus};

use crate::html::Html;
use crate::site::Site;
use crate::{naming, note, sentence, service};

/// The contact block of a profile as HTML. It shows the channels that everyone may see.
pub fn block_html(profile: &PublicProfile, site: &Site) -> String {
    let mut html = Html::default();
    html.markup("<article class=\"h-card masthead-block\" lang=\"en\">\n");
    html.markup("<data").attribute("class", "u-uid").attribute("value", &profile.uid.to_string());
    html.markup("></data><data").attribute("class", "dt-updated");
    html.attribute("value", &profile.updated_at.rfc3339()).markup("></data>\n");
    push_who(&mut html, profile, site);
    match profile.status {
        PublicStatus::Paused => push_paused(&mut html, profile, site),
        PublicStatus::Listed => push_channels(&mut html, profile, site),
    }
    html.markup("</article>\n");
    html.finish()
}

fn push_who(html: &mut Html, profile: &PublicProfile, site: &Site) {
    html.markup("<p class=\"masthead-block__who\">");
    html.link("p-name u-url masthead-block__name", &site.page(&profile.slug), profile.name.as_str());
    if let Some(pronouns) = &profile.pronouns {
        html.markup(" (<span class=\"p-pronouns\">").isolated(pronouns.as_str()).markup("</span>)");
    }
    if let Some(title) = &profile.title {
        html.markup(", <span class=\"p-job-title\">").isolated(title.as_str()).markup("</span>");
    }
    html.markup(", <span class=\"p-org h-card\">").isolated(profile.outlet.as_str()).markup("</span>");
    if profile.kind == ProfileKind::Desk {
        html.markup("<data class=\"p-organization-unit\"").attribute("value", profile.name.as_str());
        html.markup("></data>");
    }
    html.markup("</p>\n");
    if !profile.beats.is_empty() {
        html.markup("<p class=\"masthead-block__beats\">");
        for (place, beat) in profile.beats.iter().enumerate() {
            html.markup(if place == 0 { "" } else { ", " });
            html.markup("<span class=\"p-category\">").isolated(beat.name.as_str()).markup("</span>");
        }
        html.markup("</p>\n");
    }
}

fn push_paused(html: &mut Html, profile: &PublicProfile, site: &Site) {
    html.markup("<p class=\"p-note masthead-block__paused\">").isolated(&sentence::full_name(profile));
    html.markup(" is not reading messages here now.");
    if let Some(desk) = &profile.desk {
        html.markup(" You can contact ");
        let called = naming::desk_in_a_sentence(desk.name.as_str());
        html.link("masthead-block__desk", &site.page(&desk.slug), &called).markup(" instead.");
    }
    html.markup("</p>\n");
}

fn push_channels(html: &mut Html, profile: &PublicProfile, site: &Site) {
    let mut channels = profile.channels_for(Audience::Everyone).peekable();
    if channels.peek().is_some() {
        html.markup("<ul class=\"masthead-block__channels\">\n");
        for channel in channels {
            push_channel(html, channel);
        }
        html.markup("</ul>\n");
    } else {
        html.markup("<p class=\"masthead-block__elsewhere\">How to contact ");
        html.isolated(&naming::in_a_sentence(profile)).markup(" is written on ");
        html.link("masthead-block__page", &site.page(&profile.slug), "a page of its own").markup(".</p>\n");
    }
    html.markup("<p class=\"p-note masthead-block__advice\">").markup(note::OWN_DEVICE);
    html.markup(" ").link("masthead-block__check", &site.page(&profile.slug), "Check this page");
    html.markup(" before each first contact, and see ");
    html.link("masthead-block__safety", &site.url("/safety"), "what each channel hides and reveals");
    html.markup(".</p>\n");
}

fn push_channel(html: &mut Html, channel: &PublicChannel) {
    html.markup("<li class=\"masthead-block__channel\"").attribute("data-kind", channel.kind().as_str());
    html.markup("><span class=\"masthead-block__label\">").isolated(channel.label()).markup("</span> ");
    push_value(html, channel);
    if let Some(month) = channel.confirmed {
        html.markup(" <span class=\"masthead-block__confirmed\">confirmed <time");
        html.attribute("datetime", &month.to_string()).markup(">").text(&month.in_words());
        html.markup("</time></span>");
    }
    if channel.is_overdue {
        html.markup(" <strong class=\"masthead-block__overdue\">")
            .markup(sentence::OVERDUE)
            .markup("</strong>");
    }
    if let Some(note) = &channel.note {
        html.markup(" <span class=\"masthead-block__note\">").isolated(note.as_str()).markup("</span>");
    }
    html.markup("</li>\n");
}

fn push_value(html: &mut Html, channel: &PublicChannel) {
    let display = channel.value.display();
    match &channel.value {
        ChannelValue::Email(address) => {
            let address = channel.value.url().unwrap_or_else(|| format!("mailto:{}", address.as_str()));
            html.link("u-email masthead-block__value", &address, &display);
        }
        ChannelValue::Phone(number) => {
            html.link("p-tel masthead-block__value", &format!("tel:{}", number.as_str()), &display);
        }
        ChannelValue::Pgp(key) => {
            html.markup("<data class=\"u-key\"");
            html.attribute("value", &format!("openpgp4fpr:{}", key.fingerprint().as_str().to_lowercase()));
            html.markup("><code class=\"masthead-block__value\">").text(&display).markup("</code></data>");
        }
        ChannelValue::Post(_) => {
            html.markup("<span class=\"p-adr masthead-block__value\">");
            html.isolated(&service::one_line(&channel.value)).markup("</span>");
        }
        value => match service::tip_site(value) {
            Some(address) if service::is_onion(&address) => {
                html.markup("<code class=\"u-url masthead-block__value\">").text(&address).markup("</code>");
            }
            Some(address) => {
                html.link("u-url masthead-block__value", &address, &display);
            }
            None => push_messenger(html, value, &display),
        },
    }
}

fn push_messenger(html: &mut Html, value: &ChannelValue, display: &str) {
    match service::messenger(value).and_then(|messenger| messenger.page) {
        Some(page) => {
            html.link("u-impp masthead-block__value", &page, display);
            if let ChannelValue::SignalNumber(number) = value {
                html.markup("<data class=\"p-tel\"").attribute("value", number.as_str()).markup("></data>");
            }
        }
        None => {
            html.markup("<code class=\"masthead-block__value\">").isolated(display).markup("</code>");
        }
    }
}
