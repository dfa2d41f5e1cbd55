//! Profiles: reading, editing, and what becomes of them.

use directory::Act::{CloseDoors, ConfirmChannels, EditProfiles, MakeProfiles, ReadProfiles};
use directory::Strength::{Recent, SignedIn};

use super::super::super::route::{Route, Takes, Verb};
use super::super::staff_parameters::{
    BEAT, CURSOR, KEY, KIND, LANGUAGE, LIMIT, NAME, OUTLET, REVISION, SLUG, STATUS,
};
use super::{api, by, call};

/// Profiles as the newsroom keeps them, by slug.
pub const API_PROFILES: Route = api(
    "api_profiles",
    Verb::Get,
    "/api/v1/profiles",
    by(ReadProfiles, SignedIn),
    Takes::Nothing,
    &[call(
        "Profiles as the newsroom keeps them, by slug.",
        &[STATUS, KIND, BEAT, LANGUAGE, OUTLET, NAME, LIMIT, CURSOR],
        None,
        Some("ProfileList"),
        &[200],
    )],
);

/// Makes a draft.
pub const API_MAKE_PROFILE: Route = api(
    "api_make_profile",
    Verb::Post,
    "/api/v1/profiles",
    by(MakeProfiles, SignedIn),
    Takes::Json,
    &[call("Makes a draft.", &[KEY], Some("NewProfile"), Some("Profile"), &[201])],
);

/// One profile.
pub const API_PROFILE: Route = api(
    "api_profile",
    Verb::Get,
    "/api/v1/profiles/{slug}",
    by(ReadProfiles, SignedIn),
    Takes::Nothing,
    &[call("One profile.", &[SLUG], None, Some("Profile"), &[200])],
);

/// Changes what a profile says about itself: absent leaves, null empties.
pub const API_EDIT_PROFILE: Route = api(
    "api_edit_profile",
    Verb::Patch,
    "/api/v1/profiles/{slug}",
    by(EditProfiles, SignedIn),
    Takes::Json,
    &[call(
        "Changes what a profile says about itself: absent leaves, null empties.",
        &[SLUG, REVISION],
        Some("ProfileChange"),
        Some("Profile"),
        &[200, 202],
    )],
);

/// Withdraws a profile. It stays in the newsroom's books.
pub const API_REMOVE_PROFILE: Route = api(
    "api_remove_profile",
    Verb::Delete,
    "/api/v1/profiles/{slug}",
    by(CloseDoors, SignedIn),
    Takes::Nothing,
    &[call(
        "Withdraws a profile. It stays in the newsroom's books.",
        &[SLUG, REVISION],
        None,
        Some("Profile"),
        &[200],
    )],
);

/// Publishes a draft, ends a pause, or restores a withdrawn profile.
pub const API_PUBLISH: Route = api(
    "api_publish",
    Verb::Post,
    "/api/v1/profiles/{slug}/publish",
    by(EditProfiles, Recent),
    Takes::Nothing,
    &[call(
        "Publishes a draft, ends a pause, or restores a withdrawn profile.",
        &[SLUG, REVISION, KEY],
        None,
        Some("Profile"),
        &[200, 202],
    )],
);

/// Ends a pause.
pub const API_RESUME: Route = api(
    "api_resume",
    Verb::Post,
    "/api/v1/profiles/{slug}/resume",
    by(EditProfiles, Recent),
    Takes::Nothing,
    &[call("Ends a pause.", &[SLUG, REVISION, KEY], None, Some("Profile"), &[200, 202])],
);

/// Takes the channels away for a while.
pub const API_PAUSE: Route = api(
    "api_pause",
    Verb::Post,
    "/api/v1/profiles/{slug}/pause",
    by(CloseDoors, SignedIn),
    Takes::Json,
    &[call(
        "Takes the channels away for a while.",
        &[SLUG, REVISION, KEY],
        Some("Pause"),
        Some("Profile"),
        &[200],
    )],
);

/// Takes a profile away for good.
pub const API_WITHDRAW: Route = api(
    "api_withdraw",
    Verb::Post,
    "/api/v1/profiles/{slug}/withdraw",
    by(CloseDoors, SignedIn),
    Takes::Nothing,
    &[call("Takes a profile away for good.", &[SLUG, REVISION, KEY], None, Some("Profile"), &[200])],
);

/// Hides telephone numbers and portrait, and leaves the profile out of bulk answers.
pub const API_SHIELD: Route = api(
    "api_shield",
    Verb::Post,
    "/api/v1/profiles/{slug}/shield",
    by(CloseDoors, SignedIn),
    Takes::Nothing,
    &[call(
        "Hides telephone numbers and portrait, and leaves the profile out of bulk answers.",
        &[SLUG, REVISION, KEY],
        None,
        Some("Profile"),
        &[200],
    )],
);

/// Ends that.
pub const API_UNSHIELD: Route = api(
    "api_unshield",
    Verb::Post,
    "/api/v1/profiles/{slug}/unshield",
    by(EditProfiles, Recent),
    Takes::Nothing,
    &[call("Ends that.", &[SLUG, REVISION, KEY], None, Some("Profile"), &[200, 202])],
);

/// Sets who reads what comes to a desk.
pub const API_MEMBERS: Route = api(
    "api_members",
    Verb::Put,
    "/api/v1/profiles/{slug}/members",
    by(EditProfiles, SignedIn),
    Takes::Json,
    &[call(
        "Sets who reads what comes to a desk.",
        &[SLUG, REVISION],
        Some("Members"),
        Some("Profile"),
        &[200, 202],
    )],
);

/// The portrait.
pub const API_PHOTO: Route = api(
    "api_photo",
    Verb::Get,
    "/api/v1/profiles/{slug}/photo",
    by(ReadProfiles, SignedIn),
    Takes::Nothing,
    &[call("The portrait.", &[SLUG], None, None, &[200])],
);

/// Proposes a portrait, which is decoded and encoded again.
pub const API_SET_PHOTO: Route = api(
    "api_set_photo",
    Verb::Put,
    "/api/v1/profiles/{slug}/photo",
    by(EditProfiles, SignedIn),
    Takes::Photo,
    &[call(
        "Proposes a portrait, which is decoded and encoded again.",
        &[SLUG, REVISION],
        None,
        Some("Profile"),
        &[200, 202],
    )],
);

/// Takes the portrait away.
pub const API_REMOVE_PHOTO: Route = api(
    "api_remove_photo",
    Verb::Delete,
    "/api/v1/profiles/{slug}/photo",
    by(CloseDoors, SignedIn),
    Takes::Nothing,
    &[call("Takes the portrait away.", &[SLUG, REVISION], None, Some("Profile"), &[200])],
);

/// Says that channels still reach their owner.
pub const API_CONFIRM: Route = api(
    "api_confirm",
    Verb::Post,
    "/api/v1/profiles/{slug}/confirm",
    by(ConfirmChannels, SignedIn),
    Takes::Json,
    &[call(
        "Says that channels still reach their owner.",
        &[SLUG, KEY],
        Some("Confirm"),
        Some("Profile"),
        &[200, 202, 204],
    )],
);

/// Hides a channel that somebody else may hold, and proposes its replacement.
pub const API_COMPROMISED: Route = api(
    "api_compromised",
    Verb::Post,
    "/api/v1/profiles/{slug}/compromised",
    by(EditProfiles, SignedIn),
    Takes::Json,
    &[call(
        "Hides a channel that somebody else may hold, and proposes its replacement.",
        &[SLUG, KEY],
        Some("Compromised"),
        Some("Profile"),
        &[200, 202],
    )],
);
