//! JSON-LD with schema.org's words, for search engines, to stand inside a page's `<script>`.

use directory::{Audience, ChannelValue, ProfileKind, PublicChannel, PublicProfile};
use serde_json::{Map, Value as Json, json};

use crate::service;
use crate::site::Site;

/// A profile as JSON-LD. Characters that could end the `<script>` it stands in are escaped as `\uXXXX`.
pub fn jsonld(profile: &PublicProfile, audience: Audience, site: &Site) -> String {
    let mut thing = Map::new();
    let mut put = |name: &str, value: Json| {
        thing.insert(name.to_owned(), value);
    };
    put("@context", json!("https://schema.org"));
    put(
        "@type",
        json!(match profile.kind {
            ProfileKind::Person => "Person",
            ProfileKind::Desk => "NewsMediaOrganization",
        }),
    );
    put("@id", json!(profile.uid.to_string()));
    put("identifier", json!(profile.uid.to_string()));
    put("name", json!(profile.name.as_str()));
    put("url", json!(site.page(&profile.slug)));
    if let (ProfileKind::Person, Some(title)) = (profile.kind, &profile.title) {
        put("jobTitle", json!(title.as_str()));
    }
    if let Some(bio) = &profile.bio {
        put("description", json!(bio.as_str()));
    }
    put(
        match profile.kind {
            ProfileKind::Person => "worksFor",
            ProfileKind::Desk => "parentOrganization",
        },
        outlets(profile),
    );
    if !profile.beats.is_empty() {
        put("knowsAbout", profile.beats.iter().map(|beat| json!(beat.name.as_str())).collect());
    }
    if !profile.languages.is_empty() {
        put("knowsLanguage", profile.languages.iter().map(|language| json!(language.as_str())).collect());
    }
    let channels = || profile.channels_for(audience);
    let emails = channels().filter_map(|channel| match &channel.value {
        ChannelValue::Email(address) => Some(address.as_str()),
        _ => None,
    });
    if let Some(value) = one_or_several(emails.map(|address| json!(address)).collect()) {
        put("email", value);
    }
    let phones = channels().filter_map(|channel| match &channel.value {
        ChannelValue::Phone(number) => Some(number.as_str()),
        _ => None,
    });
    if let Some(value) = one_or_several(phones.map(|number| json!(number)).collect()) {
        put("telephone", value);
    }
    if let Some(value) = one_or_several(channels().filter_map(contact_point).collect()) {
        put("contactPoint", value);
    }
    escaped(&Json::Object(thing).to_string())
}

fn outlets(profile: &PublicProfile) -> Json {
    let names = std::iter::once(&profile.outlet).chain(match profile.kind {
        ProfileKind::Person => profile.also_at.as_slice(),
        ProfileKind::Desk => &[],
    });
    let outlets =
        names.map(|name| json!({"@type": "NewsMediaOrganization", "name": name.as_str()})).collect();
    one_or_several(outlets).unwrap_or_default()
}

/// A channel that has no word of its own in schema.org.
fn contact_point(channel: &PublicChannel) -> Option<Json> {
    let mut point = Map::new();
    point.insert("@type".to_owned(), json!("ContactPoint"));
    let name = match &channel.value {
        ChannelValue::Email(_) | ChannelValue::Phone(_) | ChannelValue::Pgp(_) => return None,
        ChannelValue::SignalUsername(_) | ChannelValue::Session(_) | ChannelValue::Wire(_) => {
            format!("{}: {}", channel.label(), channel.value.display())
        }
        ChannelValue::Post(_) | ChannelValue::App(_) => {
            format!("{}: {}", channel.label(), service::one_line(&channel.value))
        }
        _ => channel.label().to_owned(),
    };
    point.insert("name".to_owned(), json!(name));
    // "Confidential" is promised only where nobody between the two ends can read along.
    let confidential =
        service::is_end_to_end(channel.kind()) || channel.kind() == directory::ChannelKind::Securedrop;
    point.insert("contactType".to_owned(), json!(if confidential { "confidential tips" } else { "tips" }));
    if let ChannelValue::SignalNumber(number) = &channel.value {
        point.insert("telephone".to_owned(), json!(number.as_str()));
    }
    let page = service::messenger(&channel.value).and_then(|messenger| messenger.page);
    if let Some(url) = page.or_else(|| service::tip_site(&channel.value)) {
        point.insert("url".to_owned(), json!(url));
    }
    Some(Json::Object(point))
}

fn one_or_several(mut values: Vec<Json>) -> Option<Json> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Json::Array(values)),
    }
}

/// Escapes what could end or confuse the HTML or script around the JSON. All of these stand only inside strings.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_cannot_end_the_script_it_stands_in() {
        let json = json!({"name": "</script><!-- & \u{2028}\u{2029}"});
        let text = escaped(&json.to_string());
        assert_eq!(text, r#"{"name":"\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029"}"#);
        assert_eq!(serde_json::from_str::<Json>(&text).unwrap(), json);
    }
}
