//! The channels of a profile, and the newsroom's lists.

use directory::Act::{CloseDoors, ConfirmChannels, EditProfiles, ReadProfiles};
use directory::Strength::{Recent, SignedIn};

use super::super::super::route::{Route, Takes, Verb};
use super::super::staff_parameters::{CHANNEL, KEY, REVISION, SLUG};
use super::{api, by, call};

/// Adds a channel.
pub const API_ADD_CHANNEL: Route = api(
    "api_add_channel",
    Verb::Post,
    "/api/v1/profiles/{slug}/channels",
    by(EditProfiles, Recent),
    Takes::Json,
    &[call("Adds a channel.", &[SLUG, REVISION, KEY], Some("NewChannel"), Some("Profile"), &[200, 202])],
);

/// Changes a channel: absent leaves, null empties.
pub const API_EDIT_CHANNEL: Route = api(
    "api_edit_channel",
    Verb::Patch,
    "/api/v1/profiles/{slug}/channels/{channel}",
    by(EditProfiles, Recent),
    Takes::Json,
    &[call(
        "Changes a channel: absent leaves, null empties.",
        &[SLUG, CHANNEL, REVISION],
        Some("ChannelChange"),
        Some("Profile"),
        &[200, 202],
    )],
);

/// Takes a channel out.
pub const API_REMOVE_CHANNEL: Route = api(
    "api_remove_channel",
    Verb::Delete,
    "/api/v1/profiles/{slug}/channels/{channel}",
    by(CloseDoors, Recent),
    Takes::Nothing,
    &[call("Takes a channel out.", &[SLUG, CHANNEL, REVISION], None, Some("Profile"), &[200])],
);

/// Hides a channel everywhere, at once.
pub const API_HIDE_CHANNEL: Route = api(
    "api_hide_channel",
    Verb::Post,
    "/api/v1/profiles/{slug}/channels/{channel}/hide",
    by(CloseDoors, SignedIn),
    Takes::Nothing,
    &[call(
        "Hides a channel everywhere, at once.",
        &[SLUG, CHANNEL, REVISION, KEY],
        None,
        Some("Profile"),
        &[200],
    )],
);

/// Says that a channel still reaches its owner.
pub const API_CONFIRM_CHANNEL: Route = api(
    "api_confirm_channel",
    Verb::Post,
    "/api/v1/profiles/{slug}/channels/{channel}/confirm",
    by(ConfirmChannels, SignedIn),
    Takes::Nothing,
    &[call(
        "Says that a channel still reaches its owner.",
        &[SLUG, CHANNEL, KEY],
        None,
        Some("Profile"),
        &[200, 202, 204],
    )],
);

/// Moves a channel to another rank.
pub const API_RANK_CHANNEL: Route = api(
    "api_rank_channel",
    Verb::Post,
    "/api/v1/profiles/{slug}/channels/{channel}/rank",
    by(EditProfiles, Recent),
    Takes::Json,
    &[call(
        "Moves a channel to another rank.",
        &[SLUG, CHANNEL, REVISION, KEY],
        Some("Rank"),
        Some("Profile"),
        &[200, 202],
    )],
);

/// The newsroom's beats.
pub const API_BEATS: Route = api(
    "api_beats",
    Verb::Get,
    "/api/v1/beats",
    by(ReadProfiles, SignedIn),
    Takes::Nothing,
    &[call("The newsroom's beats.", &[], None, Some("BeatList"), &[200])],
);

/// Adds a beat, or gives it another name.
pub const API_SET_BEAT: Route = api(
    "api_set_beat",
    Verb::Post,
    "/api/v1/beats",
    by(EditProfiles, SignedIn),
    Takes::Json,
    &[call("Adds a beat, or gives it another name.", &[KEY], Some("Beat"), Some("BeatList"), &[200])],
);

/// The newsroom's outlets.
pub const API_OUTLETS: Route = api(
    "api_outlets",
    Verb::Get,
    "/api/v1/outlets",
    by(ReadProfiles, SignedIn),
    Takes::Nothing,
    &[call("The newsroom's outlets.", &[], None, Some("OutletList"), &[200])],
);

/// Adds an outlet.
pub const API_SET_OUTLET: Route = api(
    "api_set_outlet",
    Verb::Post,
    "/api/v1/outlets",
    by(EditProfiles, SignedIn),
    Takes::Json,
    &[call("Adds an outlet.", &[KEY], Some("Outlet"), Some("OutletList"), &[200])],
);
