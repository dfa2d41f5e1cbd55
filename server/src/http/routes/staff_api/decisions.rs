//! Proposals, and the history.

use directory::Act::{DecideProposals, EditProfiles, Export, ReadHistory, ReadProposals};
use directory::Strength::{Recent, SignedIn};

use super::super::super::route::{Route, Takes, Verb};
use super::super::staff_parameters::{
    ACCOUNT_QUERY, AFTER, BEFORE, KEY, LIMIT, NUMBER, PROFILE_SLUG, PROPOSAL_ID, STATE,
};
use super::{api, by, call};

/// What waits for a second person, oldest first; or, with a state, what became of the newest.
pub const API_PROPOSALS: Route = api(
    "api_proposals",
    Verb::Get,
    "/api/v1/proposals",
    by(ReadProposals, SignedIn),
    Takes::Nothing,
    &[call(
        "What waits for a second person, oldest first; or, with a state, what became of the newest.",
        &[PROFILE_SLUG, STATE, LIMIT],
        None,
        Some("ProposalList"),
        &[200],
    )],
);

/// One proposal, with what a source would see before and after.
pub const API_PROPOSAL: Route = api(
    "api_proposal",
    Verb::Get,
    "/api/v1/proposals/{proposal}",
    by(ReadProposals, SignedIn),
    Takes::Nothing,
    &[call(
        "One proposal, with what a source would see before and after.",
        &[PROPOSAL_ID],
        None,
        Some("Proposal"),
        &[200],
    )],
);

/// Confirms exactly what was shown, and does it.
pub const API_APPROVE: Route = api(
    "api_approve",
    Verb::Post,
    "/api/v1/proposals/{proposal}/approve",
    by(DecideProposals, Recent),
    Takes::Json,
    &[call(
        "Confirms exactly what was shown, and does it.",
        &[PROPOSAL_ID, KEY],
        Some("Approval"),
        Some("Proposal"),
        &[200],
    )],
);

/// Refuses it.
pub const API_REJECT: Route = api(
    "api_reject",
    Verb::Post,
    "/api/v1/proposals/{proposal}/reject",
    by(DecideProposals, SignedIn),
    Takes::Json,
    &[call("Refuses it.", &[PROPOSAL_ID, KEY], Some("Rejection"), Some("Proposal"), &[200])],
);

/// Takes one's own proposal back.
pub const API_CANCEL: Route = api(
    "api_cancel",
    Verb::Post,
    "/api/v1/proposals/{proposal}/cancel",
    by(EditProfiles, SignedIn),
    Takes::Nothing,
    &[call("Takes one's own proposal back.", &[PROPOSAL_ID, KEY], None, Some("Proposal"), &[200])],
);

/// Who did what, newest first.
pub const API_HISTORY: Route = api(
    "api_history",
    Verb::Get,
    "/api/v1/history",
    by(ReadHistory, SignedIn),
    Takes::Nothing,
    &[call(
        "Who did what, newest first.",
        &[PROFILE_SLUG, ACCOUNT_QUERY, BEFORE, LIMIT],
        None,
        Some("History"),
        &[200],
    )],
);

/// The history from an entry on, oldest first, one entry a line.
pub const API_HISTORY_FILE: Route = api(
    "api_history_file",
    Verb::Get,
    "/api/v1/history.jsonl",
    by(Export, Recent),
    Takes::Nothing,
    &[call("The history from an entry on, oldest first, one entry a line.", &[AFTER], None, None, &[200])],
);

/// Whether every entry follows from the one before it.
pub const API_CHECK_HISTORY: Route = api(
    "api_check_history",
    Verb::Get,
    "/api/v1/history/check",
    by(ReadHistory, SignedIn),
    Takes::Nothing,
    &[call("Whether every entry follows from the one before it.", &[], None, Some("Verdict"), &[200])],
);

/// Undoes what an entry did, as a new change.
pub const API_ROLL_BACK: Route = api(
    "api_roll_back",
    Verb::Post,
    "/api/v1/history/{number}/roll-back",
    by(EditProfiles, Recent),
    Takes::Nothing,
    &[call("Undoes what an entry did, as a new change.", &[NUMBER, KEY], None, Some("Profile"), &[200, 202])],
);
