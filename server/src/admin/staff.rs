//! What the admin side does its work with, once there is a database.

use std::sync::{Arc, OnceLock};

use tokio::sync::Notify;

use crate::alerts::Spool;
use crate::auth::Auth;
use crate::config::{Origin, Settings};
use crate::editing::Editing;

/// Signing in and editing.
pub struct Staff {
    /// Who somebody is, and what they may do.
    pub auth: Auth,
    /// The one door for edits.
    pub editing: Editing,
    /// Whether alerts go anywhere.
    pub spool: Spool,
    /// Where staff ask: `https://contacts.internal.paper.example`.
    pub origin: Origin,
    /// Where sources ask.
    pub public_origin: Origin,
    /// How the server was set up, to be shown without its secrets.
    pub settings: Arc<Settings>,
}

/// The place where [`Staff`] is found. It is empty until the database has answered for the first time: a node that
/// starts without it serves readers, and says to staff that it cannot edit yet.
#[derive(Clone, Default)]
pub struct StaffSlot {
    staff: Arc<OnceLock<Staff>>,
    edited: Arc<Notify>,
}

impl StaffSlot {
    /// Puts it in place. Only the first time counts.
    pub fn fill(&self, staff: Staff) {
        let _ = self.staff.set(staff);
    }

    /// What is there to work with, if anything is yet.
    pub fn get(&self) -> Option<&Staff> {
        self.staff.get()
    }

    /// Says that something was written, so that it is published at once instead of at the next look. Once too often does
    /// no harm.
    pub fn edited(&self) {
        self.edited.notify_one();
    }

    /// Waits until something was written.
    pub async fn until_edited(&self) {
        self.edited.notified().await;
    }
}
