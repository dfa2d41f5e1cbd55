//! Gives the admin side what it works with, as soon as there is a store, and does what is to be done for staff as time
//! passes. Nothing of it stops publishing: it runs beside the publisher, and what fails is reported once and tried again.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::MissedTickBehavior;

use super::follow::chain;
use super::greeting::Invitation;
use super::sealing_key::{self, SealingKeyError};
use super::{Addresses, Publisher, SiteSettingError};
use crate::admin::{Staff, StaffSlot};
use crate::alerts::{Letterhead, MailRoute, Postman, Spool};
use crate::auth::{AccountError, Auth, MadeLink};
use crate::clock::Clock;
use crate::config::{MailPasswordError, Settings};
use crate::editing::{Customs, Editing, SubmitError};
use crate::secret::Secret;
use crate::store::{ReadError, Store};

/// How often it is looked for what a time has come for.
const KEEP_TIME_EVERY: Duration = Duration::from_secs(20);
/// How often what is over is forgotten.
const TIDY_EVERY: Duration = Duration::from_hours(1);
/// How often staff's side is tried again that could not be opened.
const OPEN_AGAIN_EVERY: Duration = Duration::from_secs(10);

/// Why staff cannot sign in here.
#[derive(Debug, thiserror::Error)]
pub enum StaffingError {
    /// There is no key to seal with.
    #[error(transparent)]
    Key(#[from] SealingKeyError),
    /// What is sealed in the database is another server's.
    #[error(
        "the sealing key {} does not open what is sealed in the database: copy the key here from a server that shares \
         the database, or from where it was backed up (secrets.sealing_key_file); where it is lost, \
         `masthead account reset --lost-key EMAIL` begins anew", path.display()
    )]
    OtherKey {
        /// The file of the key that does not fit.
        path: std::path::PathBuf,
    },
    /// What is proposed is shown as sources would see it, with the public side's addresses.
    #[error(transparent)]
    Site(#[from] SiteSettingError),
    /// The mail server's password cannot be read.
    #[error(transparent)]
    Mail(#[from] MailPasswordError),
    /// The database cannot be read.
    #[error("cannot read the accounts")]
    Read(#[from] ReadError),
    /// No link for the first owner can be made.
    #[error("cannot make the link for the first owner")]
    Link(#[from] AccountError),
}

/// What staff's side is made of, kept until there is a store.
pub(super) struct Staffing {
    settings: Arc<Settings>,
    addresses: Addresses,
    slot: StaffSlot,
    clock: Clock,
    /// Whether it was said that staff cannot sign in.
    is_reported: bool,
}

impl Staffing {
    pub(super) fn new(settings: Arc<Settings>, addresses: Addresses, slot: StaffSlot, clock: Clock) -> Self {
        Self { settings, addresses, slot, clock, is_reported: false }
    }

    /// Opens staff's side before anybody is greeted, where the store is open by then.
    pub(super) async fn open_early(&mut self, opened: Option<&Publisher>) -> Option<Invitation> {
        match opened {
            Some(publisher) => self.try_open(publisher.store()).await,
            None => None,
        }
    }

    /// Opens staff's side, or says why that is not possible yet. Returns the way in for the first owner, as long as there is
    /// no account.
    async fn try_open(&mut self, store: &Store) -> Option<Invitation> {
        self.open(store).await.unwrap_or_else(|error| {
            report(&mut self.is_reported, "staff cannot sign in", &error);
            None
        })
    }

    async fn open(&self, store: &Store) -> Result<Option<Invitation>, StaffingError> {
        let sealing = sealing_key::load(&self.settings)?;
        let is_mailed = self.settings.mail.server.is_some();
        let spool = Spool::new(sealing.clone(), is_mailed);
        let auth = Auth::new(store.clone(), self.clock.clone(), sealing, &self.addresses.admin);
        if !auth.opens_stored_keys().await? {
            return Err(StaffingError::OtherKey { path: self.settings.sealing_key_file() });
        }
        let link = auth.first_owner_link().await?;
        let site = self.addresses.site(&self.settings)?;
        let customs = customs(&self.settings);
        let editing = Editing::new(store.clone(), spool.clone(), self.clock.clone(), customs, site);
        self.slot.fill(Staff {
            auth,
            editing,
            spool,
            origin: self.addresses.admin.clone(),
            public_origin: self.addresses.public.clone(),
            settings: Arc::clone(&self.settings),
        });
        let address = |link: MadeLink| format!("{}/set-up/{}", self.addresses.admin, link.secret.expose());
        Ok(link.map(|link| Invitation(Secret::new(address(link)))))
    }

    /// Keeps staff's side for ever; opens it first, if it is not open yet, and gives the first owner's way in to `invite`.
    pub(super) async fn keep(mut self, store: Store, invite: impl Fn(Invitation) + Send) {
        while self.slot.get().is_none() {
            match self.try_open(&store).await {
                Some(invitation) => invite(invitation),
                None if self.slot.get().is_none() => tokio::time::sleep(OPEN_AGAIN_EVERY).await,
                None => {}
            }
        }
        let slot = self.slot.clone();
        tokio::join!(
            rounds(KEEP_TIME_EVERY, "cannot do what a time has come for", || keep_time(slot.clone())),
            rounds(TIDY_EVERY, "cannot forget what is over", || tidy(slot.clone())),
            self.deliver(store),
        );
    }

    /// Brings alerts to the mail server, if there is one.
    async fn deliver(self, store: Store) {
        let mut is_reported = false;
        loop {
            match self.postman(&store) {
                // A panic in there ends the sending of alerts until the next round of this loop, and nothing else.
                Ok(Some(postman)) => {
                    if let Err(panic) = tokio::spawn(postman.run()).await {
                        report(&mut is_reported, "no alerts are sent", &panic);
                    }
                }
                Ok(None) => return,
                Err(error) => report(&mut is_reported, "no alerts are sent", &error),
            }
            tokio::time::sleep(OPEN_AGAIN_EVERY).await;
        }
    }

    fn postman(&self, store: &Store) -> Result<Option<Postman>, StaffingError> {
        let mail = &self.settings.mail;
        let Some((route, from)) = MailRoute::of(mail)?.zip(mail.from.clone()) else { return Ok(None) };
        let sealing = sealing_key::load(&self.settings)?;
        let newsroom = self.settings.newsroom.name.trim().to_owned();
        let head = Letterhead { newsroom, admin: self.addresses.admin.clone(), from };
        Ok(Some(Postman::new(store.clone(), sealing, self.clock.clone(), route, head)))
    }
}

/// How the newsroom wants it, in seconds.
pub fn customs(settings: &Settings) -> Customs {
    const HOUR: i64 = 60 * 60;
    Customs {
        cool_off_seconds: i64::from(settings.newsroom.cool_off_hours).saturating_mul(HOUR),
        confirm_every_seconds: i64::from(settings.newsroom.confirm_every_days).saturating_mul(24 * HOUR),
    }
}

/// Does `round` again and again, for ever. A round that fails, or panics, is no reason to leave out the next one.
async fn rounds<F, E>(every: Duration, failed: &str, round: impl Fn() -> F)
where
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: std::error::Error + Send + 'static,
{
    let mut is_reported = false;
    let mut interval = tokio::time::interval(every);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        match tokio::spawn(round()).await {
            Ok(Ok(())) => is_reported = false,
            Ok(Err(error)) => report(&mut is_reported, failed, &error),
            Err(panic) => report(&mut is_reported, failed, &panic),
        }
    }
}

async fn keep_time(slot: StaffSlot) -> Result<(), SubmitError> {
    let Some(staff) = slot.get() else { return Ok(()) };
    let kept = staff.editing.keep_time().await;
    slot.edited();
    kept
}

async fn tidy(slot: StaffSlot) -> Result<(), AccountError> {
    match slot.get() {
        Some(staff) => staff.auth.tidy().await,
        None => Ok(()),
    }
}

/// Says it once, until it is over.
fn report(is_reported: &mut bool, what: &str, error: &dyn std::error::Error) {
    if !*is_reported {
        *is_reported = true;
        tracing::error!(cause = %chain(error), "{what}");
    }
}
