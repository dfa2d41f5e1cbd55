//! Sessions, one's own account, and tokens for automation.

use directory::Act::{KeepOwnAccount, KeepTokens};
use directory::Strength::{Recent, SignedIn};

use super::super::super::route::{Guard, Route, Takes, Verb};
use super::super::staff_parameters::{SESSION, TOKEN_ID};
use super::{api, by, call};

/// Opens a session by address, password and code.
pub const API_SIGN_IN: Route = api(
    "api_sign_in",
    Verb::Post,
    "/api/v1/sessions",
    Guard::Stranger,
    Takes::Json,
    &[call("Opens a session by address, password and code.", &[], Some("SignIn"), Some("Tokens"), &[201])],
);

/// Exchanges a refresh token, which works once.
pub const API_REFRESH: Route = api(
    "api_refresh",
    Verb::Post,
    "/api/v1/sessions/refresh",
    Guard::Stranger,
    Takes::Json,
    &[call("Exchanges a refresh token, which works once.", &[], Some("Refresh"), Some("Tokens"), &[200])],
);

/// One's own sessions that have not ended.
pub const API_SESSIONS: Route = api(
    "api_sessions",
    Verb::Get,
    "/api/v1/sessions",
    by(KeepOwnAccount, SignedIn),
    Takes::Nothing,
    &[call("One's own sessions that have not ended.", &[], None, Some("SessionList"), &[200])],
);

/// Ends this session.
pub const API_SIGN_OUT: Route = api(
    "api_sign_out",
    Verb::Delete,
    "/api/v1/sessions",
    by(KeepOwnAccount, SignedIn),
    Takes::Nothing,
    &[call("Ends this session.", &[], None, None, &[204])],
);

/// Ends another of one's own sessions.
pub const API_END_SESSION: Route = api(
    "api_end_session",
    Verb::Delete,
    "/api/v1/sessions/{session}",
    by(KeepOwnAccount, SignedIn),
    Takes::Nothing,
    &[call("Ends another of one's own sessions.", &[SESSION], None, None, &[204])],
);

/// Shows a second factor again, as some acts need.
pub const API_STEP_UP: Route = api(
    "api_step_up",
    Verb::Post,
    "/api/v1/sessions/step-up",
    by(KeepOwnAccount, SignedIn),
    Takes::Json,
    &[call("Shows a second factor again, as some acts need.", &[], Some("StepUp"), None, &[204])],
);

/// Who is asking, and what they may do.
pub const API_ME: Route = api(
    "api_me",
    Verb::Get,
    "/api/v1/me",
    by(KeepOwnAccount, SignedIn),
    Takes::Nothing,
    &[call("Who is asking, and what they may do.", &[], None, Some("Me"), &[200])],
);

/// Proposes another address for one's own alerts.
pub const API_CHANGE_ME: Route = api(
    "api_change_me",
    Verb::Patch,
    "/api/v1/me",
    by(KeepOwnAccount, Recent),
    Takes::Json,
    &[call(
        "Proposes another address for one's own alerts.",
        &[],
        Some("MeChange"),
        Some("Proposal"),
        &[200, 202],
    )],
);

/// One's own tokens for automation.
pub const API_TOKENS: Route = api(
    "api_tokens",
    Verb::Get,
    "/api/v1/tokens",
    by(KeepTokens, SignedIn),
    Takes::Nothing,
    &[call("One's own tokens for automation.", &[], None, Some("TokenList"), &[200])],
);

/// Makes one. It is shown once.
pub const API_MAKE_TOKEN: Route = api(
    "api_make_token",
    Verb::Post,
    "/api/v1/tokens",
    by(KeepTokens, Recent),
    Takes::Json,
    &[call("Makes one. It is shown once.", &[], Some("NewToken"), Some("MadeToken"), &[201])],
);

/// Ends one.
pub const API_REVOKE_TOKEN: Route = api(
    "api_revoke_token",
    Verb::Delete,
    "/api/v1/tokens/{token}",
    by(KeepTokens, SignedIn),
    Takes::Nothing,
    &[call("Ends one.", &[TOKEN_ID], None, None, &[204])],
);
