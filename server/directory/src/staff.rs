//! Who of the newsroom's staff may do what. The whole policy is the one table in [`Role::reaches`].

use std::fmt;

use serde::{Deserialize, Serialize};

/// What somebody who signs in is to the newsroom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for the directory: edits it, and decides who signs in.
    Owner,
    /// Edits every profile, and confirms what others propose.
    Editor,
    /// Confirms what others propose and edits nothing: a lawyer, a peer newsroom's editor.
    Approver,
    /// Edits their own profile only.
    Reporter,
    /// Reads everything and changes nothing.
    Auditor,
}

/// What is done on the admin side. Every address there names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Looking after one's own account: sessions, passkeys, password.
    KeepOwnAccount,
    /// Reading profiles as the newsroom keeps them, hidden channels included.
    ReadProfiles,
    /// Making a profile, which starts as a draft.
    MakeProfiles,
    /// Proposing or making any change to a profile, its channels, photo or status.
    EditProfiles,
    /// Closing a door: hiding a channel, pausing, withdrawing, shielding.
    CloseDoors,
    /// Saying that a channel still reaches its owner.
    ConfirmChannels,
    /// Reading what waits for a second person.
    ReadProposals,
    /// Being the second person. Who proposed something never is.
    DecideProposals,
    /// Reading profiles in from a file.
    Import,
    /// Taking the whole directory, or the history, away as a file.
    Export,
    /// Reading who did what.
    ReadHistory,
    /// Seeing who signs in.
    ReadAccounts,
    /// Deciding who signs in, and letting people go.
    KeepAccounts,
    /// Keeping tokens for automation, which can do no more than whoever made them.
    KeepTokens,
    /// Reading the server's settings, without its secrets.
    ReadSettings,
}

/// How far a role reaches with an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Not at all.
    Nothing,
    /// To one's own profile or account only.
    Own,
    /// To everybody's.
    Everything,
}

/// How sure we must be of who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Signed in.
    SignedIn,
    /// Has shown a second factor within the last ten minutes, so that a machine left open, or a stolen session, opens
    /// no door.
    Recent,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Editor, Self::Approver, Self::Reporter, Self::Auditor];

    /// How far this role reaches with `act`: the policy, whole.
    pub const fn reaches(self, act: Act) -> Reach {
        use Reach::{Everything, Nothing, Own};
        //                                         owner       editor      approver    reporter    auditor
        let row: [Reach; 5] = match act {
            Act::KeepOwnAccount => [Own, Own, Own, Own, Own],
            Act::ReadProfiles => [Everything, Everything, Everything, Own, Everything],
            Act::MakeProfiles => [Everything, Everything, Nothing, Nothing, Nothing],
            Act::EditProfiles => [Everything, Everything, Nothing, Own, Nothing],
            Act::CloseDoors => [Everything, Everything, Nothing, Own, Nothing],
            Act::ConfirmChannels => [Own, Own, Nothing, Own, Nothing],
            Act::ReadProposals => [Everything, Everything, Everything, Own, Everything],
            Act::DecideProposals => [Everything, Everything, Everything, Own, Nothing],
            Act::Import => [Everything, Everything, Nothing, Nothing, Nothing],
            Act::Export => [Everything, Everything, Nothing, Nothing, Everything],
            Act::ReadHistory => [Everything, Everything, Everything, Own, Everything],
            Act::ReadAccounts => [Everything, Nothing, Nothing, Nothing, Everything],
            Act::KeepAccounts => [Everything, Nothing, Nothing, Nothing, Nothing],
            Act::KeepTokens => [Own, Own, Nothing, Own, Own],
            Act::ReadSettings => [Everything, Nothing, Nothing, Nothing, Everything],
        };
        let [owner, editor, approver, reporter, auditor] = row;
        match self {
            Self::Owner => owner,
            Self::Editor => editor,
            Self::Approver => approver,
            Self::Reporter => reporter,
            Self::Auditor => auditor,
        }
    }

    /// Whether becoming `other` would let somebody do anything that this role does not.
    pub fn is_raised_by(self, other: Self) -> bool {
        Act::ALL.iter().any(|act| other.reaches(*act) > self.reaches(*act))
    }

    /// The role's name, as it stands in JSON and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Approver => "approver",
            Self::Reporter => "reporter",
            Self::Auditor => "auditor",
        }
    }

    /// Reads a role's name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 15] = [
        Self::KeepOwnAccount,
        Self::ReadProfiles,
        Self::MakeProfiles,
        Self::EditProfiles,
        Self::CloseDoors,
        Self::ConfirmChannels,
        Self::ReadProposals,
        Self::DecideProposals,
        Self::Import,
        Self::Export,
        Self::ReadHistory,
        Self::ReadAccounts,
        Self::KeepAccounts,
        Self::KeepTokens,
        Self::ReadSettings,
    ];
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auditor_and_an_approver_change_nothing_by_themselves() {
        for role in [Role::Auditor, Role::Approver] {
            for act in [Act::MakeProfiles, Act::EditProfiles, Act::CloseDoors, Act::Import, Act::KeepAccounts]
            {
                assert_eq!(role.reaches(act), Reach::Nothing, "{role} {act:?}");
            }
        }
        assert_eq!(Role::Auditor.reaches(Act::DecideProposals), Reach::Nothing);
    }

    #[test]
    fn a_reporter_reaches_nobody_else() {
        for act in Act::ALL {
            assert_ne!(Role::Reporter.reaches(act), Reach::Everything, "{act:?}");
        }
    }

    #[test]
    fn every_role_but_the_same_is_raised_to_owner() {
        for role in Role::ALL {
            assert_eq!(role.is_raised_by(Role::Owner), role != Role::Owner, "{role}");
            assert!(!role.is_raised_by(role));
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert!(Role::Auditor.is_raised_by(Role::Reporter));
        assert!(Role::Reporter.is_raised_by(Role::Auditor));
    }
}
