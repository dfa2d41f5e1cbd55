//! The channels of a profile.

use std::sync::Arc;

use directory::{
    Change, Channel, ChannelId, ChannelKind, ChannelValue, Label, NewChannel, Note, Profile, Visibility,
};
use serde::Deserialize;

use super::super::call::Call;
use super::super::{Admin, problem};
use super::moment::present;
use super::profiles::unprocessable;
use super::{Reply, found, outcome, strict};
use crate::auth::Permission;
use crate::editing::Outcome;
use crate::http::Problem;
use crate::secret::{Random, Secret};

/// A channel about to be added.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Adding {
    kind: ChannelKind,
    /// The value, for every kind but `pgp`.
    value: Option<Text>,
    /// The armored key, for `pgp`.
    key: Option<Text>,
    label: Option<Label>,
    note: Option<Note>,
    visibility: Option<Visibility>,
    /// Its place, 0 being the first; the last without it.
    rank: Option<usize>,
}

/// A text as it was typed, which is not yet known to be what it should be.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Text(Secret<String>);

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Secret::new(text))
    }
}

/// `POST …/channels`
pub(super) async fn add(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let mut asked: Adding = strict::read(call.body())?;
    let rank = asked.rank.take().unwrap_or(usize::MAX);
    let channel = new_channel(asked, "")?;
    outcome::submit(&admin, &call, &by, |profile, _| {
        let rank = rank.min(profile.channels.len());
        Ok(vec![Change::AddChannel { profile: profile.id.clone(), channel: Box::new(channel), rank }])
    })
    .await
}

/// The channel that is asked for; `within` is where it stands in the body.
fn new_channel(asked: Adding, within: &str) -> Result<NewChannel, Problem> {
    let value = value(asked.kind, asked.value.as_ref(), asked.key.as_ref(), within)?;
    let value = value.ok_or_else(|| unprocessable(&format!("{within}/value"), "is missing"))?;
    Ok(NewChannel {
        id: ChannelId::from_random(Random::system().octets()),
        value,
        label: asked.label,
        note: asked.note,
        visibility: asked.visibility.unwrap_or(Visibility::Listed),
        confirmed_at: None,
        confirm_by: None,
    })
}

/// The value that is given, if one is. A key's `value` is its fingerprint, and only the key itself can be trusted to say it.
fn value(
    kind: ChannelKind,
    value: Option<&Text>,
    key: Option<&Text>,
    within: &str,
) -> Result<Option<ChannelValue>, Problem> {
    let is_key = kind == ChannelKind::Pgp;
    let (given, name, other, other_name) =
        if is_key { (key, "key", value, "value") } else { (value, "value", key, "key") };
    if other.is_some() {
        let detail = format!("is not taken for this kind; give `{name}`");
        return Err(unprocessable(&format!("{within}/{other_name}"), detail));
    }
    let parse = |Text(text): &Text| {
        ChannelValue::parse(kind, text.expose())
            .map_err(|error| unprocessable(&format!("{within}/{name}"), error.to_string()))
    };
    given.map(parse).transpose()
}

/// What changes about a channel. Its kind changes with its value only.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::option_option,
    reason = "outside: whether the request speaks of it; inside: whether it has a value"
)]
struct Changing {
    kind: Option<ChannelKind>,
    value: Option<Text>,
    key: Option<Text>,
    #[serde(deserialize_with = "present")]
    label: Option<Option<Label>>,
    #[serde(deserialize_with = "present")]
    note: Option<Option<Note>>,
    visibility: Option<Visibility>,
}

/// `PATCH …/channels/{channel}`
pub(super) async fn edit(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Changing = strict::read(call.body())?;
    let id = found::channel(&call)?;
    outcome::submit(&admin, &call, &by, |profile, _| {
        changed(asked, profile, held(profile, &id)?).map(|change| vec![change])
    })
    .await
}

/// The channel of that identifier among a profile's.
fn held<'a>(profile: &'a Profile, id: &ChannelId) -> Result<&'a Channel, Problem> {
    profile.channels.iter().find(|channel| channel.id == *id).ok_or_else(problem::unknown)
}

fn changed(asked: Changing, profile: &Profile, channel: &Channel) -> Result<Change, Problem> {
    let (profile, id) = (profile.id.clone(), channel.id.clone());
    let kind = asked.kind.unwrap_or_else(|| channel.value.kind());
    let given = value(kind, asked.value.as_ref(), asked.key.as_ref(), "")?;
    if kind != channel.value.kind() && given.is_none() {
        return Err(unprocessable("/kind", "changes with the value only: give that too"));
    }
    if given.is_none() && asked.label.is_none() && asked.note.is_none() {
        let visibility = asked.visibility;
        let visibility = visibility.ok_or_else(|| unprocessable("", "Nothing in it changes anything."))?;
        return Ok(Change::ShowChannel { profile, channel: id, visibility });
    }
    // A confirmation is of a value, and does not count for another.
    let same = given.as_ref().is_none_or(|given| *given == channel.value);
    let channel = NewChannel {
        id,
        value: given.unwrap_or_else(|| channel.value.clone()),
        label: asked.label.unwrap_or_else(|| channel.label.clone()),
        note: asked.note.unwrap_or_else(|| channel.note.clone()),
        visibility: asked.visibility.unwrap_or(channel.visibility),
        confirmed_at: channel.confirmed_at.filter(|_| same),
        confirm_by: channel.confirm_by.filter(|_| same),
    };
    Ok(Change::ChangeChannel { profile, channel: Box::new(channel) })
}

/// `DELETE …/channels/{channel}`
pub(super) async fn remove(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let id = found::channel(&call)?;
    outcome::submit(&admin, &call, &by, |profile, _| {
        let channel = held(profile, &id)?.id.clone();
        Ok(vec![Change::RemoveChannel { profile: profile.id.clone(), channel }])
    })
    .await
}

/// `POST …/channels/{channel}/hide`
pub(super) async fn hide(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let id = found::channel(&call)?;
    outcome::submit(&admin, &call, &by, |profile, _| {
        let channel = held(profile, &id)?.id.clone();
        Ok(vec![Change::HideChannel { profile: profile.id.clone(), channel }])
    })
    .await
}

/// A channel's new place, 0 being the first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranking {
    rank: usize,
}

/// `POST …/channels/{channel}/rank`
pub(super) async fn rank(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let Ranking { rank } = strict::read(call.body())?;
    let id = found::channel(&call)?;
    outcome::submit(&admin, &call, &by, |profile, _| {
        let channel = held(profile, &id)?.id.clone();
        let rank = rank.min(profile.channels.len());
        Ok(vec![Change::RankChannel { profile: profile.id.clone(), channel, rank }])
    })
    .await
}

/// `POST …/channels/{channel}/confirm`
pub(super) async fn confirm(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let id = found::channel(&call)?;
    confirmed(&admin, &call, &by, vec![id]).await
}

/// Which channels; all that are shown, without it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirming {
    channels: Option<Vec<ChannelId>>,
}

/// `POST …/confirm`
pub(super) async fn confirm_all(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Confirming = strict::read(call.body())?;
    let channels = if let Some(channels) = asked.channels {
        channels
    } else {
        let stored = admin.staff()?.editing.directory().await?;
        let shown = found::any_profile(&call, &stored.directory)?.channels.iter();
        let shown = shown.filter(|channel| channel.visibility != Visibility::Hidden);
        shown.map(|channel| channel.id.clone()).collect()
    };
    confirmed(&admin, &call, &by, channels).await
}

/// Members of a desk confirm its channels: editing judges whom it extends to.
async fn confirmed(admin: &Admin, call: &Call, by: &Permission, channels: Vec<ChannelId>) -> Reply {
    let editing = &admin.staff()?.editing;
    let id = found::any_profile(call, &editing.directory().await?.directory)?.id.clone();
    let outcome = editing.confirm(by, &id, &channels).await?;
    if matches!(outcome, Outcome::Applied { .. }) && by.covers(&id).is_err() {
        // A member confirms what sources see of the desk, and is not shown what they do not.
        return Ok(super::done());
    }
    outcome::reply(admin, &id, outcome).await
}

/// A channel that somebody else may hold, and what shall stand in its place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Compromise {
    channel: ChannelId,
    replacement: Option<Adding>,
}

/// `POST …/compromised`
pub(super) async fn compromised(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Compromise = strict::read(call.body())?;
    if asked.replacement.as_ref().is_some_and(|replacement| replacement.rank.is_some()) {
        return Err(unprocessable("/replacement/rank", "is that of the channel it replaces"));
    }
    let replacement = asked.replacement.map(|asked| new_channel(asked, "/replacement")).transpose()?;
    let editing = &admin.staff()?.editing;
    let id = found::profile(&call, &by, &editing.directory().await?.directory)?.id.clone();
    let outcome = editing.compromised(&by, &id, &asked.channel, replacement).await?;
    outcome::reply(&admin, &id, outcome).await
}
