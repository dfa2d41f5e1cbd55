//! Pages for staff, on the admin listener. What opens a door, or keeps accounts, needs a second factor that was shown
//! lately; forms in which somebody types are looked at by their handlers instead, which keep what was typed.

use directory::{Act, Strength};

use super::super::route::{Guard, Keeps, Leaves, Route, Side, Takes, Verb};

/// Every page of the admin side, and every form that is sent from one.
pub const STAFF_PAGES: [&Route; 91] = [
    &NO_STAFF_PAGE,
    &SIGN_IN,
    &SEND_SIGN_IN,
    &BEGIN_PASSKEY_SIGN_IN,
    &FINISH_PASSKEY_SIGN_IN,
    &SET_UP_LINK,
    &USE_SET_UP_LINK,
    &PASSKEY_SCRIPT,
    &SIGN_OUT,
    &STEP_UP,
    &SEND_STEP_UP,
    &BEGIN_PASSKEY_STEP_UP,
    &FINISH_PASSKEY_STEP_UP,
    &CONFIRMED,
    &SECOND_FACTOR,
    &BEGIN_AUTHENTICATOR,
    &FINISH_AUTHENTICATOR,
    &BEGIN_PASSKEY,
    &FINISH_PASSKEY,
    &RECOVERY_CODES,
    &DRAW_RECOVERY_CODES,
    &ME,
    &END_SESSIONS,
    &REMOVE_PASSKEY,
    &REMOVE_AUTHENTICATOR,
    &PASSWORD,
    &CHANGE_PASSWORD,
    &SET_ALERT_ADDRESS,
    &ROSTER,
    &NEW_PROFILE,
    &MAKE_PROFILE,
    &LISTS,
    &ADD_TO_LISTS,
    &STAFF_PROFILE,
    &WHO,
    &SAVE_WHO,
    &ABOUT,
    &SAVE_ABOUT,
    &TEAM,
    &SAVE_TEAM,
    &PHOTO,
    &SET_PHOTO,
    &REMOVE_PHOTO,
    &STATUS,
    &PUBLISH,
    &PAUSE,
    &WITHDRAW,
    &SHIELD,
    &UNSHIELD,
    &SET_END,
    &COMPROMISED,
    &HIDE_COMPROMISED,
    &CONFIRM,
    &SEND_CONFIRM,
    &NEW_CHANNEL,
    &ADD_CHANNEL,
    &CHANNEL,
    &SAVE_CHANNEL,
    &HIDE_CHANNEL,
    &REMOVE_CHANNEL,
    &SHOW_CHANNEL,
    &CONFIRM_CHANNEL,
    &CHANNEL_UP,
    &CHANNEL_DOWN,
    &PROPOSALS,
    &PROPOSAL,
    &APPROVE,
    &REFUSE,
    &CANCEL,
    &IMPORT,
    &UPLOAD_IMPORT,
    &IMPORT_PREVIEW,
    &CONFIRM_IMPORT,
    &HISTORY,
    &HISTORY_FILE,
    &ENTRY,
    &ROLL_BACK,
    &ACCOUNTS,
    &NEW_ACCOUNT,
    &INVITE,
    &ACCOUNT,
    &SET_ROLE,
    &RESET_ACCOUNT,
    &ENABLE_ACCOUNT,
    &DISABLE_ACCOUNT,
    &LEAVE,
    &MAKE_LINK,
    &TOKENS,
    &MAKE_TOKEN,
    &REVOKE_TOKEN,
    &SETTINGS,
];

/// Any other address, for staff. Counted under one name, so that no counter holds what somebody typed.
pub const NO_STAFF_PAGE: Route = open_page("no_staff_page", "");

// ---- nobody in particular ----------------------------------------------------------------------------------------

/// Where staff sign in.
pub const SIGN_IN: Route = open_page("sign_in", "/sign-in");
/// Signs in by password and code.
pub const SEND_SIGN_IN: Route = open_form("send_sign_in", "/sign-in");
/// Begins signing in by passkey.
pub const BEGIN_PASSKEY_SIGN_IN: Route = open_json("begin_passkey_sign_in", "/sign-in/passkey/begin");
/// Signs in by passkey.
pub const FINISH_PASSKEY_SIGN_IN: Route = open_json("finish_passkey_sign_in", "/sign-in/passkey/finish");
/// Where a one-time link leads.
pub const SET_UP_LINK: Route = open_page("set_up_link", "/set-up/{secret}");
/// Uses a one-time link.
pub const USE_SET_UP_LINK: Route = open_form("use_set_up_link", "/set-up/{secret}");
/// The one script.
pub const PASSKEY_SCRIPT: Route = open_page("passkey_script", "/passkey.js");

// ---- one's own account -------------------------------------------------------------------------------------------

/// Ends this session.
pub const SIGN_OUT: Route = form("sign_out", "/sign-out", Act::KeepOwnAccount);
/// Where a second factor is shown again.
pub const STEP_UP: Route = page("step_up", "/step-up", Act::KeepOwnAccount);
/// Shows it, by a code.
pub const SEND_STEP_UP: Route = form("send_step_up", "/step-up", Act::KeepOwnAccount);
/// Begins showing a passkey again.
pub const BEGIN_PASSKEY_STEP_UP: Route =
    json("begin_passkey_step_up", "/step-up/passkey/begin", Act::KeepOwnAccount);
/// Shows it.
pub const FINISH_PASSKEY_STEP_UP: Route =
    json("finish_passkey_step_up", "/step-up/passkey/finish", Act::KeepOwnAccount);
/// Where another tab ends that showed a second factor.
pub const CONFIRMED: Route = page("confirmed", "/confirmed", Act::KeepOwnAccount);
/// Where a second factor is set up.
pub const SECOND_FACTOR: Route = page("second_factor", "/me/set-up", Act::KeepOwnAccount);
/// A secret for an authenticator app.
pub const BEGIN_AUTHENTICATOR: Route = form("begin_authenticator", "/me/set-up/app", Act::KeepOwnAccount);
/// Its first code.
pub const FINISH_AUTHENTICATOR: Route =
    form("finish_authenticator", "/me/set-up/app/code", Act::KeepOwnAccount);
/// Begins making a passkey.
pub const BEGIN_PASSKEY: Route = json("begin_passkey", "/me/set-up/passkey/begin", Act::KeepOwnAccount);
/// Keeps it.
pub const FINISH_PASSKEY: Route = json("finish_passkey", "/me/set-up/passkey/finish", Act::KeepOwnAccount);
/// What recovery codes are for.
pub const RECOVERY_CODES: Route = page("recovery_codes", "/me/recovery-codes", Act::KeepOwnAccount);
/// Draws new ones.
pub const DRAW_RECOVERY_CODES: Route = form("draw_recovery_codes", "/me/recovery-codes", Act::KeepOwnAccount);
/// One's own account.
pub const ME: Route = page("me", "/me", Act::KeepOwnAccount);
/// Ends sessions of one's own.
pub const END_SESSIONS: Route = form("end_sessions", "/me/sessions/end", Act::KeepOwnAccount);
/// Removes a passkey.
pub const REMOVE_PASSKEY: Route = strong(form("remove_passkey", "/me/passkeys/remove", Act::KeepOwnAccount));
/// Removes the authenticator app.
pub const REMOVE_AUTHENTICATOR: Route =
    strong(form("remove_authenticator", "/me/authenticator/remove", Act::KeepOwnAccount));
/// Where the password is changed.
pub const PASSWORD: Route = strong(page("password", "/me/password", Act::KeepOwnAccount));
/// Changes it.
pub const CHANGE_PASSWORD: Route = strong(form("change_password", "/me/password", Act::KeepOwnAccount));
/// Proposes where alerts go.
pub const SET_ALERT_ADDRESS: Route = form("set_alert_address", "/me/alerts", Act::KeepOwnAccount);

// ---- profiles ----------------------------------------------------------------------------------------------------

/// Every profile, as staff find it.
pub const ROSTER: Route = page("roster", "/", Act::ReadProfiles);
/// A form for a new profile.
pub const NEW_PROFILE: Route = page("new_profile", "/profiles/new", Act::MakeProfiles);
/// Makes a draft.
pub const MAKE_PROFILE: Route = form("make_profile", "/profiles/new", Act::MakeProfiles);
/// Beats and outlets.
pub const LISTS: Route = page("lists", "/lists", Act::MakeProfiles);
/// Adds one.
pub const ADD_TO_LISTS: Route = form("add_to_lists", "/lists", Act::EditProfiles);
/// One profile, as the newsroom keeps it.
pub const STAFF_PROFILE: Route = page("staff_profile", "/profiles/{slug}", Act::ReadProfiles);
/// A form for name, title, outlet and address.
pub const WHO: Route = strong(page("who", "/profiles/{slug}/who", Act::EditProfiles));
/// Saves or proposes them.
pub const SAVE_WHO: Route = form("save_who", "/profiles/{slug}/who", Act::EditProfiles);
/// A form for what a profile says about itself.
pub const ABOUT: Route = page("about", "/profiles/{slug}/about", Act::EditProfiles);
/// Saves it.
pub const SAVE_ABOUT: Route = form("save_about", "/profiles/{slug}/about", Act::EditProfiles);
/// A form for a desk, or its members.
pub const TEAM: Route = page("team", "/profiles/{slug}/team", Act::EditProfiles);
/// Saves or proposes them.
pub const SAVE_TEAM: Route = form("save_team", "/profiles/{slug}/team", Act::EditProfiles);
/// A form for a photo.
pub const PHOTO: Route = strong(page("photo", "/profiles/{slug}/photo", Act::EditProfiles));
/// Proposes a photo.
pub const SET_PHOTO: Route =
    strong(taking(form("set_photo", "/profiles/{slug}/photo", Act::EditProfiles), Takes::Photo));
/// Removes it.
pub const REMOVE_PHOTO: Route = form("remove_photo", "/profiles/{slug}/photo/remove", Act::CloseDoors);
/// What can be done about a profile's status.
pub const STATUS: Route = page("status", "/profiles/{slug}/status", Act::CloseDoors);
/// Publishes, resumes or restores.
pub const PUBLISH: Route = strong(form("publish", "/profiles/{slug}/publish", Act::EditProfiles));
/// Pauses, at once.
pub const PAUSE: Route = form("pause", "/profiles/{slug}/pause", Act::CloseDoors);
/// Withdraws, at once.
pub const WITHDRAW: Route = form("withdraw", "/profiles/{slug}/withdraw", Act::CloseDoors);
/// Shields, at once.
pub const SHIELD: Route = form("shield", "/profiles/{slug}/shield", Act::CloseDoors);
/// Proposes to end a shield.
pub const UNSHIELD: Route = strong(form("unshield", "/profiles/{slug}/unshield", Act::EditProfiles));
/// Says when an engagement ends.
pub const SET_END: Route = form("set_end", "/profiles/{slug}/end", Act::EditProfiles);
/// Where a compromised number is hidden.
pub const COMPROMISED: Route = page("compromised", "/profiles/{slug}/compromised", Act::CloseDoors);
/// Hides it, at once, and proposes what takes its place.
pub const HIDE_COMPROMISED: Route = form("hide_compromised", "/profiles/{slug}/compromised", Act::CloseDoors);
/// Which channels are to be confirmed.
pub const CONFIRM: Route = page("confirm", "/profiles/{slug}/confirm", Act::ConfirmChannels);
/// Confirms them.
pub const SEND_CONFIRM: Route = form("send_confirm", "/profiles/{slug}/confirm", Act::ConfirmChannels);
/// A form for a new channel.
pub const NEW_CHANNEL: Route =
    strong(page("new_channel", "/profiles/{slug}/channels/new", Act::EditProfiles));
/// Proposes it.
pub const ADD_CHANNEL: Route = form("add_channel", "/profiles/{slug}/channels/new", Act::EditProfiles);
/// A form for a channel.
pub const CHANNEL: Route = strong(page("channel", "/profiles/{slug}/channels/{channel}", Act::EditProfiles));
/// Saves or proposes it.
pub const SAVE_CHANNEL: Route =
    form("save_channel", "/profiles/{slug}/channels/{channel}", Act::EditProfiles);
/// Hides it, at once.
pub const HIDE_CHANNEL: Route =
    form("hide_channel", "/profiles/{slug}/channels/{channel}/hide", Act::CloseDoors);
/// Removes it, at once.
pub const REMOVE_CHANNEL: Route =
    form("remove_channel", "/profiles/{slug}/channels/{channel}/remove", Act::CloseDoors);
/// Proposes to show it.
pub const SHOW_CHANNEL: Route =
    strong(form("show_channel", "/profiles/{slug}/channels/{channel}/show", Act::EditProfiles));
/// Confirms it.
pub const CONFIRM_CHANNEL: Route =
    form("confirm_channel", "/profiles/{slug}/channels/{channel}/confirm", Act::ConfirmChannels);
/// Proposes a higher rank.
pub const CHANNEL_UP: Route =
    strong(form("channel_up", "/profiles/{slug}/channels/{channel}/up", Act::EditProfiles));
/// Proposes a lower rank.
pub const CHANNEL_DOWN: Route =
    strong(form("channel_down", "/profiles/{slug}/channels/{channel}/down", Act::EditProfiles));

// ---- the second person -------------------------------------------------------------------------------------------

/// What waits for a second person.
pub const PROPOSALS: Route = page("proposals", "/proposals", Act::ReadProposals);
/// One proposal, as sources would see it.
pub const PROPOSAL: Route = page("proposal", "/proposals/{proposal}", Act::ReadProposals);
/// Approves it.
pub const APPROVE: Route = strong(form("approve", "/proposals/{proposal}/approve", Act::DecideProposals));
/// Refuses it.
pub const REFUSE: Route = strong(form("refuse", "/proposals/{proposal}/refuse", Act::DecideProposals));
/// Takes one's own back.
pub const CANCEL: Route = form("cancel", "/proposals/{proposal}/cancel", Act::ReadProposals);

// ---- importing ---------------------------------------------------------------------------------------------------

/// A form for a file of people.
pub const IMPORT: Route = strong(page("import", "/import", Act::Import));
/// Keeps it for a preview.
pub const UPLOAD_IMPORT: Route = strong(taking(form("upload_import", "/import", Act::Import), Takes::Import));
/// What would become of each row.
pub const IMPORT_PREVIEW: Route = page("import_preview", "/import/{preview}", Act::Import);
/// Does it.
pub const CONFIRM_IMPORT: Route = strong(form("confirm_import", "/import/{preview}", Act::Import));

// ---- the history -------------------------------------------------------------------------------------------------

/// Who did what.
pub const HISTORY: Route = page("history", "/history", Act::ReadHistory);
/// The history as a file.
pub const HISTORY_FILE: Route = strong(page("history_file", "/history.jsonl", Act::Export));
/// One entry of it.
pub const ENTRY: Route = page("entry", "/history/{number}", Act::ReadHistory);
/// Proposes to undo it.
pub const ROLL_BACK: Route = strong(form("roll_back", "/history/{number}/roll-back", Act::EditProfiles));

// ---- who signs in ------------------------------------------------------------------------------------------------

/// Who signs in.
pub const ACCOUNTS: Route = page("accounts", "/accounts", Act::ReadAccounts);
/// A form for an invitation.
pub const NEW_ACCOUNT: Route = strong(page("new_account", "/accounts/new", Act::KeepAccounts));
/// Proposes an account.
pub const INVITE: Route = form("invite", "/accounts/new", Act::KeepAccounts);
/// One account.
pub const ACCOUNT: Route = page("account", "/accounts/{account}", Act::ReadAccounts);
/// Gives or proposes a role.
pub const SET_ROLE: Route = strong(form("set_role", "/accounts/{account}/role", Act::KeepAccounts));
/// Proposes a reset.
pub const RESET_ACCOUNT: Route =
    strong(form("reset_account", "/accounts/{account}/reset", Act::KeepAccounts));
/// Proposes to enable it.
pub const ENABLE_ACCOUNT: Route =
    strong(form("enable_account", "/accounts/{account}/enable", Act::KeepAccounts));
/// Disables it, at once.
pub const DISABLE_ACCOUNT: Route =
    strong(form("disable_account", "/accounts/{account}/disable", Act::KeepAccounts));
/// Lets somebody go.
pub const LEAVE: Route = strong(form("leave", "/accounts/{account}/leave", Act::KeepAccounts));
/// Makes a one-time link.
pub const MAKE_LINK: Route = strong(form("make_link", "/accounts/{account}/link", Act::KeepAccounts));

// ---- the rest ----------------------------------------------------------------------------------------------------

/// One's tokens.
pub const TOKENS: Route = strong(page("tokens", "/tokens", Act::KeepTokens));
/// Makes one.
pub const MAKE_TOKEN: Route = strong(form("make_token", "/tokens", Act::KeepTokens));
/// Ends one.
pub const REVOKE_TOKEN: Route = strong(form("revoke_token", "/tokens/revoke", Act::KeepTokens));
/// The settings, without secrets.
pub const SETTINGS: Route = page("settings", "/settings", Act::ReadSettings);

/// A page that needs nobody signed in.
const fn open_page(name: &'static str, path: &'static str) -> Route {
    route(name, Verb::Get, path, Guard::Stranger, Takes::Nothing)
}

/// A form that needs nobody signed in.
const fn open_form(name: &'static str, path: &'static str) -> Route {
    route(name, Verb::Post, path, Guard::Stranger, Takes::Form)
}

/// What the script sends that needs nobody signed in.
const fn open_json(name: &'static str, path: &'static str) -> Route {
    route(name, Verb::Post, path, Guard::Stranger, Takes::Json)
}

/// What the script sends for whoever may do `act`.
const fn json(name: &'static str, path: &'static str, act: Act) -> Route {
    taking(form(name, path, act), Takes::Json)
}

/// A page for whoever may do `act`.
const fn page(name: &'static str, path: &'static str, act: Act) -> Route {
    route(name, Verb::Get, path, Guard::Staff(act, Strength::SignedIn), Takes::Nothing)
}

/// A form for whoever may do `act`.
const fn form(name: &'static str, path: &'static str, act: Act) -> Route {
    route(name, Verb::Post, path, Guard::Staff(act, Strength::SignedIn), Takes::Form)
}

/// The same for whoever has shown a second factor within the last ten minutes.
const fn strong(route: Route) -> Route {
    match route.guard {
        Guard::Staff(act, _) => Route { guard: Guard::Staff(act, Strength::Recent), ..route },
        Guard::Anyone | Guard::AdminListener | Guard::Stranger => route,
    }
}

/// The same with another body.
const fn taking(route: Route, takes: Takes) -> Route {
    Route { takes, ..route }
}

const fn route(name: &'static str, verb: Verb, path: &'static str, guard: Guard, takes: Takes) -> Route {
    Route {
        name,
        path,
        verb,
        side: Side::StaffPages,
        guard,
        takes,
        keeps: Keeps::Nowhere,
        leaves: Leaves::AtOnce,
        operations: &[],
    }
}
