//! What an approver is shown: exactly what a source would see, before and after, and the hash by which it is approved.

use directory::{Audience, Change, Directory, Door, Profile, ProfileId, PublicProfile, Status, Timestamp};
use formats::Site;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::judging::{Judged, Vouching, is_of};
use super::{Editing, SubmitError, words};
use crate::auth::Permission;
use crate::store::records::{Account, AccountChange, ShownHash};

/// One side of what an approver is shown: what a source would see. Of a profile that is paused, what would be seen were
/// it listed: what is changed meanwhile must not stand there unseen when the pause ends.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Sight {
    /// The profile's address.
    pub slug: String,
    /// `listed`, `paused`, or `not published`.
    pub status: &'static str,
    /// The block under an article, as text.
    pub block: String,
    /// The card (vCard 3.0).
    pub card: String,
    /// What a scanner reads out of the QR code: the picture is drawn, and read back by another program's reader.
    pub qr: Option<String>,
    /// The portrait's SHA-256.
    pub photo: Option<String>,
}

/// What an approver is shown, and approves by its hash.
#[derive(Clone)]
pub struct Shown {
    /// What would be done, in words, one line for each change.
    pub words: Vec<String>,
    /// What a source sees now; nothing where there is nothing.
    pub before: Option<Sight>,
    /// What a source would see.
    pub after: Option<Sight>,
    /// Of all this.
    pub hash: ShownHash,
}

/// What is hashed. Fields stand in this order and nothing in it is unordered, so that every node writes the same octets.
#[derive(Serialize)]
struct Hashed<'a, Does> {
    base_revision: u64,
    changes: &'a Does,
    before: &'a Option<Sight>,
    after: &'a Option<Sight>,
}

impl Editing {
    /// What `changes` would do, without doing it.
    pub async fn preview(
        &self,
        by: &Permission,
        profile: &ProfileId,
        changes: &[Change],
    ) -> Result<(Door, Shown), SubmitError> {
        by.covers(profile)?;
        let stored = self.directory().await?;
        let before = stored.directory.profile(profile).ok_or(SubmitError::Unknown)?;
        if !changes.iter().all(|change| is_of(change, profile)) {
            return Err(SubmitError::Unknown);
        }
        let at = self.clock.now();
        let by_owner = by.account().profile.as_ref() == Some(profile);
        let vouching = Vouching { by_owner, customs: self.customs, at };
        let changes = vouching.dated(changes.to_vec(), Some(before));
        let judged = Judged::of(&stored.directory, profile, changes.clone(), at)
            .map_err(|refused| SubmitError::from(refused).told_to(by))?;
        let shown = shown(&self.site, &stored.directory, before, &judged.after, &changes, at)?;
        Ok((judged.door, shown))
    }
}

/// What an approver is shown of changes that turn `before` into `after` at the moment `at`.
pub(super) fn shown(
    site: &Site,
    directory: &Directory,
    before: &Profile,
    after: &Profile,
    changes: &[Change],
    at: Timestamp,
) -> Result<Shown, SubmitError> {
    let words = changes.iter().map(|change| words::change(change, before, directory)).collect();
    let base_revision = before.revision;
    // Nobody sees a draft; who writes it may look at what it will be.
    let before = if before.status == Status::Draft { None } else { sight(site, directory, before, at)? };
    let after = sight(site, directory, after, at)?;
    let hash = hash(&Hashed { base_revision, changes: &changes, before: &before, after: &after })?;
    Ok(Shown { words, before, after, hash })
}

/// What an approver is shown of a change of an account, which no source sees.
pub(super) fn shown_of_account(
    account: Option<&Account>,
    base_revision: u64,
    change: &AccountChange,
    directory: &Directory,
) -> Result<Shown, SubmitError> {
    let hash = hash(&Hashed { base_revision, changes: change, before: &None, after: &None })?;
    let words = vec![words::account_change(change, account, directory)];
    Ok(Shown { words, before: None, after: None, hash })
}

fn hash<Does: Serialize>(hashed: &Hashed<'_, Does>) -> Result<ShownHash, SubmitError> {
    let json = serde_json::to_vec(hashed).map_err(|_| SubmitError::Preview("it cannot be written down"))?;
    Ok(ShownHash(data_encoding::HEXLOWER.encode(&Sha256::digest(json))))
}

/// What a source sees of `profile`, or would see of a draft; nothing of one that is withdrawn.
fn sight(
    site: &Site,
    directory: &Directory,
    profile: &Profile,
    at: Timestamp,
) -> Result<Option<Sight>, SubmitError> {
    let status = match profile.status {
        Status::Withdrawn => return Ok(None),
        Status::Draft => "not published",
        Status::Listed if profile.has_ended(at) => "paused",
        Status::Listed => "listed",
        Status::Paused => "paused",
    };
    let Some(public) = as_listed(directory, profile, at) else { return Ok(None) };
    let qr = match formats::qr_png(&public, Audience::ProfileOnly) {
        None => None,
        Some(png) => {
            let read = formats::read_qr_png(&png);
            Some(read.ok_or(SubmitError::Preview("its QR code does not read back"))?)
        }
    };
    Ok(Some(Sight {
        slug: public.slug.as_str().to_owned(),
        status,
        block: formats::block_text(&public, site),
        card: formats::vcard3(&public, Audience::ProfileOnly, site),
        qr,
        photo: public.photo.as_ref().map(|photo| photo.hash.as_str().to_owned()),
    }))
}

/// The profile as the public would see it, were it listed.
fn as_listed(directory: &Directory, profile: &Profile, at: Timestamp) -> Option<PublicProfile> {
    let listed = Profile { status: Status::Listed, ends_at: None, ..profile.clone() };
    let beside = profile.desk.iter().chain(&profile.members).filter(|id| **id != profile.id);
    let beside = beside.filter_map(|id| directory.profile(id)).cloned();
    let small = Directory::restore(
        beside.chain([listed]),
        [],
        profile.beats.iter().filter_map(|beat| directory.beat(beat)).cloned(),
        [],
    );
    small.published(&profile.id, at)
}
