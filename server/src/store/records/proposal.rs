//! Changes that wait, or waited, for a second person.

use directory::{AccountId, Change, Name, ProfileId, ProposalId, Role, Timestamp, channel::EmailAddress};
use serde::{Deserialize, Serialize};

use super::Actor;

/// A change that waits, or waited, for a second person.
#[derive(Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Which proposal.
    pub id: ProposalId,
    /// What it would do.
    pub proposed: Proposed,
    /// The revision of its subject that the proposer saw.
    pub base_revision: u64,
    /// The hash of what is shown of it: what is approved is exactly that.
    pub shown: ShownHash,
    /// Who proposed it.
    pub proposed_by: Actor,
    /// When.
    pub proposed_at: Timestamp,
    /// Until when it can be decided.
    pub expires_at: Timestamp,
    /// Where nobody else could confirm it: from when on it is done alone.
    pub cool_off_until: Option<Timestamp>,
    /// What became of it.
    pub state: ProposalState,
    /// How it was decided, once it was.
    pub decision: Option<Decision>,
}

/// What a proposal would do.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case", deny_unknown_fields)]
pub enum Proposed {
    /// Changes of one profile.
    Profile {
        /// Which profile.
        profile: ProfileId,
        /// What would be done, in order.
        changes: Vec<Change>,
    },
    /// A change of who signs in, or how.
    Account {
        /// Which account: for an invitation, the one to be made.
        account: AccountId,
        /// What would be done.
        change: AccountChange,
    },
}

/// A change of an account that takes two people.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub enum AccountChange {
    /// Makes the account.
    Invite {
        /// Their address.
        email: EmailAddress,
        /// Their name.
        name: Name,
        /// What they may do.
        role: Role,
        /// Their own profile.
        profile: Option<ProfileId>,
    },
    /// Gives it another role that may do more, or another profile.
    SetRole {
        /// The new role.
        role: Role,
        /// Their own profile.
        profile: Option<ProfileId>,
    },
    /// Lets its factors be set up anew.
    Reset,
    /// Lets a disabled account sign in again.
    Enable,
    /// Sends its alerts elsewhere.
    SetAlertAddress {
        /// Where to.
        address: EmailAddress,
    },
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Nobody has decided yet.
    Waiting,
    /// A second person confirmed it, and it was done.
    Approved,
    /// A second person refused it.
    Refused,
    /// The proposer took it back, or left.
    Cancelled,
    /// Nobody decided in time.
    Expired,
    /// Its subject moved on meanwhile.
    Outdated,
    /// Nobody else could decide, and the cool-off passed: it was done.
    CooledOff,
}

/// A decision about a proposal.
#[derive(Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who decided.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// How they made sure that it is true.
    pub checked: Option<Checked>,
    /// What they remarked.
    pub remark: Option<String>,
}

/// How an approver made sure that what is proposed is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// Face to face.
    InPerson,
    /// By a call to a number that was known before.
    CalledKnownNumber,
    /// By video.
    Video,
    /// Otherwise; the remark says how.
    Other,
}

/// SHA-256, in hexadecimal, of what an approver is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShownHash(pub String);
