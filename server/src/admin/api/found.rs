//! What the names in a path stand for. What is not theirs does not exist for whoever asks.

use directory::{ChannelId, Directory, Profile, Slug};

use super::super::call::Call;
use super::super::problem;
use crate::auth::Permission;
use crate::http::Problem;

/// The profile at `{slug}`, if the permission covers it.
pub(super) fn profile<'a>(
    call: &Call,
    by: &Permission,
    directory: &'a Directory,
) -> Result<&'a Profile, Problem> {
    let profile = any_profile(call, directory)?;
    by.covers(&profile.id)?;
    Ok(profile)
}

/// The profile at `{slug}`, whosever it is: for acts that judge by themselves whom they extend to.
pub(super) fn any_profile<'a>(call: &Call, directory: &'a Directory) -> Result<&'a Profile, Problem> {
    by_slug(call.parameter("slug"), directory)
}

/// The profile of that slug.
pub(super) fn by_slug<'a>(slug: &str, directory: &'a Directory) -> Result<&'a Profile, Problem> {
    let slug = Slug::parse(slug).map_err(|_| problem::unknown())?;
    directory.by_slug(&slug).ok_or_else(problem::unknown)
}

/// The identifier at `{channel}`.
pub(super) fn channel(call: &Call) -> Result<ChannelId, Problem> {
    id(call, "channel", ChannelId::parse)
}

/// The identifier at `{name}`.
pub(super) fn id<T, E>(call: &Call, name: &str, parse: impl Fn(&str) -> Result<T, E>) -> Result<T, Problem> {
    parse(call.parameter(name)).map_err(|_| problem::unknown())
}
