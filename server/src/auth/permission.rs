//! Permission as a value. Only this file makes one, and whatever changes something asks for one.

use directory::{AccountId, Act, ProfileId, Reach, Strength, Timestamp};

use super::Visitor;
use crate::store::records::{Account, Actor};

/// That somebody may do an act, at the moment of one request; to everybody, or to their own profile alone.
#[derive(Clone)]
pub struct Permission {
    visitor: Visitor,
    act: Act,
    reach: Reach,
}

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Their role, or their token, does not extend to it.
    #[error("your account may not do this")]
    Forbidden,
    /// It is somebody else's: for them, it does not exist.
    #[error("there is nothing here for you")]
    NotYours,
    /// They must first show a second factor again.
    #[error("confirm that it is you first")]
    StepUp,
    /// They must first set up a second factor.
    #[error("set up a second factor first")]
    NotSetUp,
}

impl Visitor {
    /// Permission for `act`, with that certainty.
    pub fn permit(&self, act: Act, strength: Strength) -> Result<Permission, Refusal> {
        let reach = self.account.role.reaches(act);
        if reach == Reach::Nothing || !self.extends_to(act) {
            return Err(Refusal::Forbidden);
        }
        if !self.is_set_up && act != Act::KeepOwnAccount {
            return Err(Refusal::NotSetUp);
        }
        if strength == Strength::Recent && self.strength() != Strength::Recent && self.session().is_some() {
            return Err(Refusal::StepUp);
        }
        Ok(Permission { visitor: self.clone(), act, reach })
    }
}

impl Permission {
    /// Whether it extends to this profile: whoever reaches their own only is told that others do not exist.
    pub fn covers(&self, profile: &ProfileId) -> Result<(), Refusal> {
        match self.reach {
            Reach::Everything => Ok(()),
            Reach::Own if self.visitor.account.profile.as_ref() == Some(profile) => Ok(()),
            Reach::Own | Reach::Nothing => Err(Refusal::NotYours),
        }
    }

    /// What is permitted.
    pub const fn act(&self) -> Act {
        self.act
    }

    /// How far.
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// Who asked.
    pub const fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// Whose permission it is.
    pub const fn account(&self) -> &Account {
        &self.visitor.account
    }

    /// The account's identifier.
    pub const fn account_id(&self) -> &AccountId {
        &self.visitor.account.id
    }

    /// The name in the history.
    pub fn actor(&self) -> Actor {
        Actor::Account(self.visitor.account.id.clone())
    }

    /// When it was given.
    pub const fn at(&self) -> Timestamp {
        self.visitor.at
    }
}
