//! Who signs in.

use directory::Act::{KeepAccounts, ReadAccounts};
use directory::Strength::{Recent, SignedIn};

use super::super::super::route::{Route, Takes, Verb};
use super::super::staff_parameters::{ACCOUNT_ID, KEY};
use super::{api, by, call};

/// Who signs in.
pub const API_ACCOUNTS: Route = api(
    "api_accounts",
    Verb::Get,
    "/api/v1/accounts",
    by(ReadAccounts, SignedIn),
    Takes::Nothing,
    &[call("Who signs in.", &[], None, Some("AccountList"), &[200])],
);

/// One account.
pub const API_ACCOUNT: Route = api(
    "api_account",
    Verb::Get,
    "/api/v1/accounts/{account}",
    by(ReadAccounts, SignedIn),
    Takes::Nothing,
    &[call("One account.", &[ACCOUNT_ID], None, Some("Account"), &[200])],
);

/// Proposes an account.
pub const API_INVITE: Route = api(
    "api_invite",
    Verb::Post,
    "/api/v1/accounts",
    by(KeepAccounts, Recent),
    Takes::Json,
    &[call("Proposes an account.", &[KEY], Some("NewAccount"), Some("Proposal"), &[200, 202])],
);

/// Gives an account another role or profile, or its alerts another address: one of these at a time.
pub const API_EDIT_ACCOUNT: Route = api(
    "api_edit_account",
    Verb::Patch,
    "/api/v1/accounts/{account}",
    by(KeepAccounts, Recent),
    Takes::Json,
    &[call(
        "Gives an account another role or profile, or its alerts another address: one of these at a time.",
        &[ACCOUNT_ID],
        Some("AccountChange"),
        Some("Proposal"),
        &[200, 202],
    )],
);

/// Ends all that an account is signed in by, and lets nobody sign in by it.
pub const API_DISABLE_ACCOUNT: Route = api(
    "api_disable_account",
    Verb::Post,
    "/api/v1/accounts/{account}/disable",
    by(KeepAccounts, Recent),
    Takes::Nothing,
    &[call(
        "Ends all that an account is signed in by, and lets nobody sign in by it.",
        &[ACCOUNT_ID, KEY],
        None,
        Some("Account"),
        &[200],
    )],
);

/// Proposes to let it sign in again.
pub const API_ENABLE_ACCOUNT: Route = api(
    "api_enable_account",
    Verb::Post,
    "/api/v1/accounts/{account}/enable",
    by(KeepAccounts, Recent),
    Takes::Nothing,
    &[call("Proposes to let it sign in again.", &[ACCOUNT_ID, KEY], None, Some("Proposal"), &[200, 202])],
);

/// Proposes to let its factors be set up anew.
pub const API_RESET_ACCOUNT: Route = api(
    "api_reset_account",
    Verb::Post,
    "/api/v1/accounts/{account}/reset",
    by(KeepAccounts, Recent),
    Takes::Nothing,
    &[call(
        "Proposes to let its factors be set up anew.",
        &[ACCOUNT_ID, KEY],
        None,
        Some("Proposal"),
        &[200, 202],
    )],
);

/// Makes the one-time link of an invited or reset account. It is shown once.
pub const API_LINK_ACCOUNT: Route = api(
    "api_link_account",
    Verb::Post,
    "/api/v1/accounts/{account}/link",
    by(KeepAccounts, Recent),
    Takes::Nothing,
    &[call(
        "Makes the one-time link of an invited or reset account. It is shown once.",
        &[ACCOUNT_ID],
        None,
        Some("Link"),
        &[201],
    )],
);

/// Somebody leaves: all that they were signed in by ends, their profile is withdrawn.
pub const API_LEAVE: Route = api(
    "api_leave",
    Verb::Post,
    "/api/v1/accounts/{account}/leave",
    by(KeepAccounts, Recent),
    Takes::Nothing,
    &[call(
        "Somebody leaves: all that they were signed in by ends, their profile is withdrawn.",
        &[ACCOUNT_ID, KEY],
        None,
        Some("Left"),
        &[200],
    )],
);
