//! What an entry of the history changed: each thing before, and after. An entry holds what was set; what stood there
//! before is what an earlier entry set.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::store::records::HistoryEntry;

/// One thing that an entry changed.
pub(super) struct Difference {
    pub(super) what: &'static str,
    /// None where no earlier entry says it.
    pub(super) before: Option<String>,
    pub(super) after: String,
}

/// What `entry` changed. `earlier` are the entries of the same profile before it, newest first.
pub(super) fn differences(entry: &HistoryEntry, earlier: &[HistoryEntry]) -> Vec<Difference> {
    let said: Vec<BTreeMap<String, Value>> = earlier.iter().map(said).collect();
    let now = self::said(entry);
    let changed = now.iter().filter_map(|(name, after)| {
        let before = said.iter().find_map(|said| said.get(name));
        if before == Some(after) || (before.is_none() && in_words(after) == "–") {
            return None;
        }
        Some(Difference { what: label(name)?, before: before.map(in_words), after: in_words(after) })
    });
    changed.collect()
}

/// What an entry sets, by name. A channel is two things: what it is, and where it is shown.
fn said(entry: &HistoryEntry) -> BTreeMap<String, Value> {
    let mut said = BTreeMap::new();
    if entry.act != "changed" {
        return said;
    }
    let detail = &entry.detail;
    let text = |name: &str| detail.get(name).and_then(Value::as_str).unwrap_or_default();
    let of_detail = |name: &str| detail.get(name).cloned().unwrap_or(Value::Null);
    match text("change") {
        "add_profile" => fields(detail.as_object(), &mut said),
        "edit_profile" => fields(detail.get("edit").and_then(Value::as_object), &mut said),
        "add_channel" | "change_channel" => channel(detail.get("channel"), &mut said),
        "remove_channel" => drop(said.insert(format!("channel {}", text("channel")), Value::Null)),
        "hide_channel" => drop(said.insert(format!("shown {}", text("channel")), json!("hidden"))),
        "show_channel" => {
            said.insert(format!("shown {}", text("channel")), of_detail("visibility"));
        }
        "rank_channel" => {
            let place = detail.get("rank").and_then(Value::as_u64).unwrap_or_default().saturating_add(1);
            said.insert(format!("rank {}", text("channel")), json!(place.to_string()));
        }
        "move_profile" => drop(said.insert("slug".to_owned(), of_detail("slug"))),
        "publish" => drop(said.insert("status".to_owned(), json!("listed"))),
        "pause" => drop(said.insert("status".to_owned(), json!("paused"))),
        "withdraw" => drop(said.insert("status".to_owned(), json!("withdrawn"))),
        "shield" => drop(said.insert("shield".to_owned(), json!("on"))),
        "unshield" => drop(said.insert("shield".to_owned(), json!("off"))),
        "set_photo" => drop(said.insert("photo".to_owned(), of_detail("photo"))),
        _ => {}
    }
    said
}

fn fields(fields: Option<&Map<String, Value>>, said: &mut BTreeMap<String, Value>) {
    for (name, value) in fields.into_iter().flatten() {
        if name == "channels" {
            for one in value.as_array().into_iter().flatten() {
                channel(Some(one), said);
            }
        } else {
            said.insert(name.clone(), value.clone());
        }
    }
}

fn channel(channel: Option<&Value>, said: &mut BTreeMap<String, Value>) {
    let Some(channel) = channel else { return };
    let id = channel.get("id").and_then(Value::as_str).unwrap_or_default();
    let pieces = [
        channel.pointer("/value/kind"),
        channel.pointer("/value/value"),
        channel.get("label"),
        channel.get("note"),
    ];
    let pieces: Vec<&str> = pieces.into_iter().flatten().filter_map(Value::as_str).collect();
    said.insert(format!("channel {id}"), json!(pieces.join("\n")));
    said.insert(format!("shown {id}"), channel.get("visibility").cloned().unwrap_or(Value::Null));
}

/// What people call it; none where it tells them nothing.
fn label(name: &str) -> Option<&'static str> {
    Some(match name.split(' ').next().unwrap_or(name) {
        "kind" => "Kind",
        "name" => "Name",
        "sort_name" => "Name in the index",
        "title" => "Title",
        "outlet" => "Outlet",
        "also_at" => "Also works for",
        "beats" => "Beats",
        "languages" => "Languages",
        "pronouns" => "Pronouns",
        "bio" => "Bio",
        "desk" => "Desk",
        "consents" => "Consents",
        "slug" => "Address",
        "status" => "Status",
        "shield" => "Shield",
        "photo" => "Photo",
        "channel" => "Channel",
        "shown" => "Where the channel is shown",
        "rank" => "Place of the channel",
        _ => return None,
    })
}

fn in_words(value: &Value) -> String {
    let nothing = || "–".to_owned();
    match value {
        Value::Null => nothing(),
        Value::String(text) if text.is_empty() => nothing(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => nothing(),
        Value::Array(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Value::Object(fields) if fields.is_empty() => nothing(),
        Value::Object(fields) => fields.keys().cloned().collect::<Vec<_>>().join(", "),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use directory::Timestamp;

    use super::*;
    use crate::store::records::Actor;

    fn entry(number: u64, detail: Value) -> HistoryEntry {
        HistoryEntry {
            number,
            at: Timestamp::from_seconds(1_795_000_000),
            actor: Actor::Console,
            act: "changed".to_owned(),
            profile: None,
            account: None,
            proposal: None,
            revision: Some(number),
            detail,
            hash: String::new(),
        }
    }

    #[test]
    fn what_stood_before_is_what_the_latest_earlier_entry_set() {
        let made = entry(
            1,
            json!({"change": "add_profile", "bio": null, "title": "Reporter", "beats": ["courts"], "channels": [
                {"id": "chn_a", "value": {"kind": "email", "value": "a@b.example"}, "visibility": "listed"}]}),
        );
        let edited = entry(2, json!({"change": "edit_profile", "edit": {"title": "Editor"}}));
        let now = entry(3, json!({"change": "edit_profile", "edit": {"title": null, "bio": "<b>"}}));
        let told = differences(&now, &[edited, made.clone()]);
        let told: Vec<_> =
            told.iter().map(|one| (one.what, one.before.as_deref(), one.after.as_str())).collect();
        assert_eq!(told, [("Bio", Some("–"), "<b>"), ("Title", Some("Editor"), "–")]);

        let hidden = entry(4, json!({"change": "hide_channel", "channel": "chn_a"}));
        let told = differences(&hidden, &[made]);
        assert_eq!((told[0].before.as_deref(), told[0].after.as_str()), (Some("listed"), "hidden"));
    }
}
