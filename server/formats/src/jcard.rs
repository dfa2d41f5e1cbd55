//! jCard (RFC 7095): the properties of the vCard 4.0, spelled out as JSON.

use data_encoding::BASE64;
use directory::{Audience, PublicProfile};
use serde_json::{Map, Value as Json, json};

use crate::keys::data_uri;
use crate::site::Site;
use crate::vcard::property::{Parameter, Property, Value};
use crate::vcard::text::Text;
use crate::vcard::version4;

/// A profile as jCard.
pub fn jcard(profile: &PublicProfile, audience: Audience, site: &Site) -> String {
    let mut properties = vec![json!(["version", {}, "text", "4.0"])];
    properties.extend(version4::properties(profile, audience, site).iter().map(written));
    json!(["vcard", properties]).to_string()
}

fn written(property: &Property) -> Json {
    let mut parameters = Map::new();
    if let Some(group) = property.group {
        parameters.insert("group".to_owned(), Json::String(group.label()));
    }
    for (parameter, value) in &property.parameters {
        // The type stands in its own place (RFC 7095, 3.5).
        if *parameter != Parameter::VALUE {
            parameters
                .insert(parameter.as_str().to_ascii_lowercase(), Json::String(value.as_str().to_owned()));
        }
    }
    let mut fields = vec![
        Json::String(property.name.as_str().to_ascii_lowercase()),
        Json::Object(parameters),
        Json::String(type_name(&property.value).to_owned()),
    ];
    fields.extend(values(&property.value));
    Json::Array(fields)
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Text(_) | Value::List(_) | Value::Components(_) => "text",
        Value::Uri(_) | Value::Data { .. } => "uri",
        Value::LanguageTag(_) => "language-tag",
        Value::Timestamp(_) => "timestamp",
        Value::Binary(_) => "unknown",
    }
}

/// The values, of which a list has several and everything else one.
fn values(value: &Value) -> Vec<Json> {
    match value {
        Value::Text(text) | Value::LanguageTag(text) => vec![string(text)],
        Value::List(texts) => texts.iter().map(string).collect(),
        // A single component is written as the text it is (RFC 7095, 3.3.1.3).
        Value::Components(texts) => vec![match texts.as_slice() {
            [only] => string(only),
            parts => parts.iter().map(string).collect(),
        }],
        Value::Uri(uri) => vec![json!(uri.as_str())],
        Value::Timestamp(moment) => vec![json!(moment.rfc3339())],
        Value::Data { media_type, octets } => vec![json!(data_uri(media_type, octets))],
        Value::Binary(octets) => vec![json!(BASE64.encode(octets))],
    }
}

fn string(text: &Text) -> Json {
    Json::String(text.as_str().to_owned())
}
