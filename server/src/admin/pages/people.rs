//! What colleagues are called, wherever a page says who did something.

use std::collections::BTreeMap;

use directory::{AccountId, Name};

use crate::store::records::Actor;

/// Names by account.
#[derive(Default)]
pub(super) struct Names(BTreeMap<AccountId, Name>);

impl Names {
    pub(super) const fn new(names: BTreeMap<AccountId, Name>) -> Self {
        Self(names)
    }

    /// Who did it.
    pub(super) fn actor(&self, actor: &Actor) -> String {
        match actor {
            Actor::Account(id) => self.account(id),
            Actor::Console => "the server’s console".to_owned(),
            Actor::Demo => "the demo".to_owned(),
            Actor::Clock => "the clock".to_owned(),
        }
    }

    /// Whose account it is; its identifier, where it has no name yet.
    pub(super) fn account(&self, id: &AccountId) -> String {
        self.0.get(id).map_or_else(|| id.to_string(), ToString::to_string)
    }
}
