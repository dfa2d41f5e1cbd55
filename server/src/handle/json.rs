//! Contacts in our JSON, in JSContact (RFC 9553) and in jCard (RFC 7095).

use directory::Timestamp;
use serde_json::Value;

use super::card::{Property, contacts};
use super::saved::{Contact, Saved, SavedError};

/// Reads a directory, a list, one profile, or cards.
pub(super) fn read(text: &str) -> Result<Saved, SavedError> {
    let document: Value = serde_json::from_str(text)?;
    let published_at =
        document.get("published_at").and_then(Value::as_str).and_then(Timestamp::parse_rfc3339);
    let found = match &document {
        Value::Array(parts) if is_jcard(parts) => jcard(parts),
        Value::Array(parts) => parts.iter().flat_map(one).collect(),
        Value::Object(fields) => match fields.get("profiles") {
            Some(Value::Array(profiles)) => profiles.iter().flat_map(one).collect(),
            _ => one(&document),
        },
        _ => return Err(SavedError::Unknown),
    };
    Ok(Saved::new(published_at, found))
}

/// One profile or card.
fn one(value: &Value) -> Vec<Contact> {
    match value {
        Value::Array(parts) => jcard(parts),
        Value::Object(_) if value.get("@type").is_some_and(|kind| kind == "Card") => jscontact(value),
        Value::Object(_) => profile(value),
        _ => Vec::new(),
    }
}

fn profile(value: &Value) -> Vec<Contact> {
    let name = text(value, "name").unwrap_or_default();
    let channels = value.get("channels").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let contact = |channel: &Value| {
        // Nobody writes from a place or from the instructions of an app.
        if matches!(text(channel, "kind"), Some("post" | "app")) {
            return None;
        }
        let written: Vec<&str> =
            ["display", "value", "url"].iter().filter_map(|form| text(channel, form)).collect();
        let contact = Contact::new(name, text(channel, "label").unwrap_or_default(), &written)?;
        Some(contact.confirmed(text(channel, "confirmed")))
    };
    channels.iter().filter_map(contact).collect()
}

fn jscontact(card: &Value) -> Vec<Contact> {
    const PLACES: [(&str, &[&str], &str); 5] = [
        ("onlineServices", &["user", "uri"], "Messenger"),
        ("phones", &["number"], "Telephone"),
        ("emails", &["address"], "E-mail"),
        ("links", &["uri"], "Link"),
        ("cryptoKeys", &["uri"], "PGP key"),
    ];
    let name = card.get("name").and_then(|name| text(name, "full")).unwrap_or_default();
    let mut found = Vec::new();
    for (place, forms, label) in PLACES {
        let entries = card.get(place).and_then(Value::as_object);
        for entry in entries.into_iter().flat_map(|entries| entries.values()) {
            let written: Vec<&str> = forms.iter().filter_map(|form| text(entry, form)).collect();
            let label = text(entry, "label").or_else(|| text(entry, "service")).unwrap_or(label);
            // A key itself is no contact: its fingerprint is.
            if written.iter().all(|form| !form.starts_with("data:")) {
                found.extend(Contact::new(name, label, &written));
            }
        }
    }
    found
}

fn is_jcard(parts: &[Value]) -> bool {
    parts.first().is_some_and(|first| first == "vcard")
}

fn jcard(parts: &[Value]) -> Vec<Contact> {
    let properties = parts.get(1).filter(|_| is_jcard(parts)).and_then(Value::as_array);
    let property = |property: &Value| {
        let [name, parameters, _kind, value, ..] = property.as_array()?.as_slice() else { return None };
        Some(Property {
            group: text(parameters, "group").unwrap_or_default().to_ascii_lowercase(),
            name: name.as_str()?.to_ascii_uppercase(),
            service: text(parameters, "service-type").map(str::to_owned),
            value: value.as_str()?.to_owned(),
        })
    };
    contacts(&properties.into_iter().flatten().filter_map(property).collect::<Vec<_>>())
}

fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field).and_then(Value::as_str)
}
