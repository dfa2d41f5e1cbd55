//! What staff are told of by letter.

use directory::{ChannelId, Door, Name, Profile, ProfileId, Role, Timestamp};

use crate::store::records::{Account, Actor, Proposal, Stage};

/// Something that happened, and that people are told of.
#[derive(Clone, Copy)]
pub enum Event<'a> {
    /// A profile was changed at once, by one person or by the clock.
    ProfileChanged {
        /// The profile as it was before, so that what was taken away can be named; for a new one, as it is.
        profile: &'a Profile,
        /// What was done.
        changes: &'a [directory::Change],
        /// What that did to the public. [`Door::Closes`] is told as such.
        door: Door,
        /// By whom.
        by: &'a Actor,
    },
    /// A change waits for a second person; or cools off, where nobody else can confirm it.
    Proposed {
        /// What waits.
        proposal: &'a Proposal,
        /// The profile it would change, as it is.
        profile: Option<&'a Profile>,
        /// The account it would change, as it is; none for one that is yet to be made.
        account: Option<&'a Account>,
    },
    /// A proposal was approved, refused, taken back, done after a cool-off, or has expired or become outdated: its
    /// state says which.
    Decided {
        /// The proposal, as decided.
        proposal: &'a Proposal,
        /// The profile it is about, as it was before.
        profile: Option<&'a Profile>,
        /// The account it is about, as it was before.
        account: Option<&'a Account>,
    },
    /// Beats of the newsroom's list are called otherwise, on every page that names them.
    BeatsRenamed {
        /// What each was called, and what it is called now.
        renamed: &'a [(Name, Name)],
        /// By whom.
        by: &'a Actor,
    },
    /// An account was changed.
    AccountChanged {
        /// The account, as it was before; for a new one, as it is.
        account: &'a Account,
        /// What changed.
        news: AccountNews,
        /// By whom.
        by: &'a Actor,
    },
    /// Channels must be confirmed, or are about to be hidden.
    ChannelsDue {
        /// Whose channels.
        profile: &'a Profile,
        /// Which, and by when.
        channels: &'a [(ChannelId, Timestamp)],
        /// Which reminder it is.
        stage: Stage,
    },
    /// A number was said to be in other hands: it is hidden, and a replacement may wait.
    Compromised {
        /// The profile as it was before.
        profile: &'a Profile,
        /// The channel that was hidden.
        channel: &'a ChannelId,
        /// The replacement that waits for a second person.
        replacement: Option<&'a Proposal>,
        /// By whom.
        by: &'a Actor,
    },
    /// Somebody has left the newsroom.
    Left {
        /// Their account, as it was before.
        account: &'a Account,
        /// Their profile, which is withdrawn.
        profile: Option<&'a Profile>,
        /// How many of their approvals of the last thirty days should be looked at again.
        approvals: usize,
        /// By whom.
        by: &'a Actor,
    },
    /// Many profiles were changed, or proposed to be, by one import on the server's console. Whom a profile concerns is
    /// told of it by itself.
    Imported {
        /// How many profiles were changed at once.
        changed: usize,
        /// How many changes wait for a second person now.
        waiting: usize,
        /// Where nobody can confirm them: from when on they are done all the same.
        cool_off_until: Option<Timestamp>,
    },
    /// Somebody on the server's console changed what takes two people, alone.
    BreakGlass {
        /// The profiles that were changed.
        profiles: &'a [ProfileId],
    },
}

/// What became of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountNews {
    /// It was made, and waits for its one-time link to be used.
    Invited,
    /// It has another role, or another profile.
    RoleSet(Role),
    /// Its password and second factors are to be set up anew.
    Reset,
    /// It may sign in again.
    Enabled,
    /// It may not sign in.
    Disabled,
    /// Its alerts go elsewhere; the former address is told too.
    AlertAddressSet,
    /// A one-time link that sets it up was made.
    LinkMade,
    /// It has another password or second factor, or one less.
    SignInChanged,
}

/// Who there is to be told, and when.
#[derive(Clone, Copy)]
pub struct Audience<'a> {
    /// Every account. Who of them is told depends on the event.
    pub accounts: &'a [Account],
    /// When it happened.
    pub at: Timestamp,
}
