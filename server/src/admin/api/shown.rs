//! What the API shows of what the newsroom keeps: a profile with all its channels and exact dates, a proposal, an entry
//! of the history.

use std::collections::BTreeMap;

use directory::{Channel, ChannelValue, ConsentTopic, Directory, Label, Profile, ProfileId, Timestamp};
use serde_json::{Map, Value, json};

use crate::editing::{Shown, Sight};
use crate::store::records::{Decision, HistoryEntry, Proposal, Proposed};

/// A profile: the members of the public one, and what the public does not see.
pub(super) fn profile(profile: &Profile, directory: &Directory) -> Value {
    let slug_of = |id: &ProfileId| directory.profile(id).map(|other| other.slug.as_str().to_owned());
    let channels = profile.channels.iter().enumerate();
    json!({
        "id": profile.id,
        "uid": profile.uid.to_string(),
        "slug": profile.slug,
        "kind": profile.kind,
        "name": profile.name,
        "sort_name": profile.sort_name,
        "title": profile.title,
        "outlet": profile.outlet,
        "also_at": profile.also_at,
        "status": profile.status,
        "beats": profile.beats,
        "languages": profile.languages,
        "pronouns": profile.pronouns,
        "bio": profile.bio,
        "channels": channels.map(|(rank, shown)| channel(shown, rank)).collect::<Vec<_>>(),
        "desk": profile.desk.as_ref().and_then(slug_of),
        "consents": consents(&profile.consents),
        "external_ids": profile.external_ids,
        "photo": profile.photo,
        "members": profile.members.iter().filter_map(slug_of).collect::<Vec<_>>(),
        "shielded_at": moment(profile.shielded_at),
        "ends_at": moment(profile.ends_at),
        "paused_until": moment(profile.paused_until),
        "created_at": profile.created_at.rfc3339(),
        "updated_at": profile.updated_at.rfc3339(),
        "since_edition": profile.since_edition,
        "revision": profile.revision,
    })
}

fn channel(channel: &Channel, rank: usize) -> Value {
    let kind = channel.value.kind();
    let advice = formats::advice(kind);
    let mut json = json!({
        "id": channel.id,
        "kind": kind.as_str(),
        "label": channel.label.as_ref().map_or_else(|| kind.label(), Label::as_str),
        "value": channel.value.value(),
        "display": channel.value.display(),
        "url": channel.value.url(),
        "rank": rank,
        "visibility": channel.visibility,
        "confirmed_at": moment(channel.confirmed_at),
        "confirm_by": moment(channel.confirm_by),
        "added_at": channel.added_at.rfc3339(),
        "hides": advice.hides,
        "reveals": advice.reveals,
        "note": channel.note,
    });
    if let (ChannelValue::Pgp(key), Some(members)) = (&channel.value, json.as_object_mut()) {
        members.insert("key".to_owned(), json!(key.armored()));
    }
    json
}

fn consents(consents: &BTreeMap<ConsentTopic, Timestamp>) -> Value {
    let pairs = consents.iter().map(|(topic, at)| (json!(topic), at.rfc3339()));
    let named = pairs.filter_map(|(topic, at)| Some((topic.as_str()?.to_owned(), json!(at))));
    Value::Object(named.collect::<Map<_, _>>())
}

/// A moment, or `null`.
pub(super) fn moment(at: Option<Timestamp>) -> Option<String> {
    at.map(Timestamp::rfc3339)
}

/// A proposal; with what a source would see, where it still waits.
pub(super) fn proposal(proposal: &Proposal, shown: Option<&Shown>, directory: &Directory) -> Value {
    let mut json = json!({
        "id": proposal.id,
        "state": proposal.state,
        "base_revision": proposal.base_revision,
        "proposed_by": proposal.proposed_by,
        "proposed_at": proposal.proposed_at.rfc3339(),
        "expires_at": proposal.expires_at.rfc3339(),
        "cool_off_until": moment(proposal.cool_off_until),
        "decision": proposal.decision.as_ref().map(decision),
    });
    let Some(members) = json.as_object_mut() else { return json };
    match &proposal.proposed {
        Proposed::Profile { profile, changes } => {
            let slug = directory.profile(profile).map(|profile| profile.slug.as_str().to_owned());
            members.insert("about".to_owned(), json!("profile"));
            members.insert("profile".to_owned(), json!({ "id": profile, "slug": slug }));
            members.insert("changes".to_owned(), json!(changes));
        }
        Proposed::Account { account, change } => {
            members.insert("about".to_owned(), json!("account"));
            members.insert("account".to_owned(), json!(account));
            members.insert("changes".to_owned(), json!([change]));
        }
    }
    if let Some(shown) = shown {
        let told = json!({
            "hash": shown.hash,
            "words": shown.words,
            "before": shown.before.as_ref().map(sight),
            "after": shown.after.as_ref().map(sight),
        });
        members.insert("shown".to_owned(), told);
    }
    json
}

fn sight(sight: &Sight) -> Value {
    json!(sight)
}

fn decision(decision: &Decision) -> Value {
    json!({
        "by": decision.by,
        "at": decision.at.rfc3339(),
        "checked": decision.checked,
        "remark": decision.remark,
    })
}

/// An entry of the history.
pub(super) fn entry(entry: &HistoryEntry) -> Value {
    json!({
        "number": entry.number,
        "at": entry.at.rfc3339(),
        "actor": entry.actor,
        "act": entry.act,
        "profile": entry.profile,
        "account": entry.account,
        "proposal": entry.proposal,
        "revision": entry.revision,
        "detail": entry.detail,
        "hash": entry.hash,
    })
}
