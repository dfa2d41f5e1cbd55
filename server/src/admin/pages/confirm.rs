//! Saying that channels still reach their owner: one click after signing in.

use askama::Template;
use directory::{Channel, Profile, Slug, Visibility};

use super::layout::Frame;
use super::profile::label;
use super::roster::channel_is_due;
use super::visit::{Answered, Reply, Visit, nothing_here, short};
use super::words;
use crate::http::Problem;
use crate::store::Stored;

#[derive(Template)]
#[template(path = "staff/confirm.html")]
struct Confirm {
    frame: Frame,
    slug: String,
    name: String,
    is_desk: bool,
    channels: Vec<Asked>,
    may_edit: bool,
}

struct Asked {
    id: String,
    label: String,
    value: String,
    by: String,
    is_due: bool,
}

/// `GET /profiles/{slug}/confirm`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.confirmable(&stored)?;
    let shown = profile.channels.iter().filter(|channel| channel.visibility != Visibility::Hidden);
    Reply::page(&Confirm {
        slug: profile.slug.to_string(),
        name: profile.name.to_string(),
        is_desk: profile.kind == directory::ProfileKind::Desk,
        channels: shown.map(|channel| asked(visit, channel)).collect(),
        may_edit: visit.by.covers(&profile.id).is_ok(),
        frame: visit.frame(format!("Confirm the channels of {}", short(&profile.name)), ""),
    })
}

fn asked(visit: &Visit<'_>, channel: &Channel) -> Asked {
    Asked {
        id: channel.id.to_string(),
        label: label(channel),
        value: channel.value.display(),
        by: channel.confirm_by.map_or_else(String::new, |by| format!("by {}", words::day(by))),
        is_due: channel_is_due(channel, visit.now()),
    }
}

/// `POST /profiles/{slug}/confirm`: the channels that are ticked.
pub(super) async fn confirm(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.confirmable(&stored)?;
    let ticked: Vec<&str> = visit.typed.all("channel").collect();
    let channels = profile.channels.iter().map(|channel| &channel.id);
    let channels: Vec<_> = channels.filter(|id| ticked.contains(&id.as_str())).cloned().collect();
    if channels.is_empty() {
        return Reply::see(format!("/profiles/{}/confirm", profile.slug));
    }
    visit.staff.editing.confirm(visit.by, &profile.id, &channels).await?;
    let page = if visit.by.covers(&profile.id).is_ok() { "" } else { "/confirm" };
    Reply::see(format!("/profiles/{}{page}?done=confirmed", profile.slug))
}

impl Visit<'_> {
    /// The profile whose channels this visitor confirms: their own, or a desk that they are a member of.
    pub(super) fn confirmable<'s>(&self, stored: &'s Stored) -> Result<&'s Profile, Problem> {
        let slug = Slug::parse(self.piece(0)).map_err(|_| nothing_here())?;
        let profile = stored.directory.by_slug(&slug).ok_or_else(nothing_here)?;
        let own = self.by.account().profile.as_ref().ok_or_else(nothing_here)?;
        if profile.id == *own || profile.members.contains(own) { Ok(profile) } else { Err(nothing_here()) }
    }
}
