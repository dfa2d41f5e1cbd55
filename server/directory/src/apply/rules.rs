//! The rules a profile must keep after a change. A change that only closes a door (hide, remove, pause, withdraw)
//! is judged by none of them: nobody must be kept from taking a number down.

use std::collections::BTreeSet;

use super::{ApplyError, Directory};
use crate::{
    Channel, ChannelKind, ChannelValue, ConsentTopic, Freshness, Name, Profile, ProfileId, ProfileKind,
    Status, Timestamp, Visibility, confusable,
};

/// How many channels one profile has.
pub(crate) const MAX_CHANNELS: usize = 24;
/// How many beats one profile has.
pub(crate) const MAX_BEATS: usize = 12;
/// How many languages one profile has.
pub(crate) const MAX_LANGUAGES: usize = 12;
/// How many other systems know one profile.
pub(crate) const MAX_EXTERNAL_IDS: usize = 16;
/// How many other outlets one profile works for.
pub(crate) const MAX_ALSO_AT: usize = 12;

/// How many people are behind one desk.
pub(crate) const MAX_MEMBERS: usize = 100;

/// A profile before a change, where there was one, and after it.
pub(super) struct Edited<'a> {
    pub(super) directory: &'a Directory,
    pub(super) before: Option<&'a Profile>,
    pub(super) after: &'a Profile,
    pub(super) at: Timestamp,
}

impl Edited<'_> {
    /// Judges what the profile says about itself.
    pub(super) fn check_description(&self) -> Result<(), ApplyError> {
        self.check_name()?;
        self.check_lists()?;
        self.check_desk()?;
        self.check_members()?;
        self.check_external_ids()?;
        self.check_consents()
    }

    /// Judges the channels.
    pub(super) fn check_channels(&self) -> Result<(), ApplyError> {
        let channels = &self.after.channels;
        at_most(MAX_CHANNELS, channels.len(), "channels", "channels")?;
        all_differ(channels.iter().map(|channel| &channel.id)).map_err(|_| ApplyError::ChannelExists)?;
        let values = channels.iter().map(|channel| (channel.value.kind(), identity(&channel.value)));
        all_differ(values).map_err(|_| ApplyError::Repeated { what: "channel", field: "channels" })?;
        if channels.iter().any(|channel| channel.confirmed_at.is_some_and(|confirmed| confirmed > self.at)) {
            return Err(ApplyError::DateInFuture { field: "channels" });
        }
        for channel in channels {
            self.check_key(channel)?;
        }
        self.check_consents()
    }

    /// Judges whether the profile may be shown as it is.
    pub(super) fn check_publication(&self) -> Result<(), ApplyError> {
        self.check_name()?;
        self.check_consents()?;
        let shown = |channel: &&Channel| channel.visibility != Visibility::Hidden;
        if self.after.channels.iter().filter(shown).any(|channel| has_expired(channel, self.at)) {
            return Err(ApplyError::KeyExpired);
        }
        if is_reachable(self.after, self.at) { Ok(()) } else { Err(ApplyError::NoVisibleChannel) }
    }

    fn check_name(&self) -> Result<(), ApplyError> {
        let name = &self.after.name;
        let was_live = |profile: &Profile| profile.status != Status::Withdrawn && profile.name == *name;
        if self.before.is_some_and(was_live) {
            return Ok(());
        }
        if confusable::mixes_scripts(name.as_str()) {
            return Err(ApplyError::MixedScripts);
        }
        // Two people can share a name. A name that only looks the same is a disguise, or a typing error.
        let disguised = self.directory.lookalike(name, &self.after.id);
        match disguised {
            Some(other) => Err(ApplyError::ConfusableName { other: other.slug.clone() }),
            None => Ok(()),
        }
    }

    fn check_lists(&self) -> Result<(), ApplyError> {
        let profile = self.after;
        at_most(MAX_BEATS, profile.beats.len(), "beats", "beats")?;
        at_most(MAX_LANGUAGES, profile.languages.len(), "languages", "languages")?;
        at_most(MAX_ALSO_AT, profile.also_at.len(), "outlets", "also_at")?;
        at_most(MAX_EXTERNAL_IDS, profile.external_ids.len(), "external identifiers", "external_ids")?;
        repeats_nothing(&profile.beats, "beat", "beats")?;
        repeats_nothing(&profile.languages, "language", "languages")?;
        repeats_nothing(profile.also_at.iter().chain([&profile.outlet]), "outlet", "also_at")?;
        if let Some(beat) = profile.beats.iter().find(|beat| self.directory.beat(beat).is_none()) {
            return Err(ApplyError::UnknownBeat { beat: beat.to_string() });
        }
        let is_unknown = |outlet: &&Name| self.directory.outlet(outlet).is_none();
        match profile.also_at.iter().chain([&profile.outlet]).find(is_unknown) {
            Some(outlet) => Err(ApplyError::UnknownOutlet { outlet: outlet.to_string() }),
            None => Ok(()),
        }
    }

    fn check_desk(&self) -> Result<(), ApplyError> {
        let profile = self.after;
        let was_desk = self.before.is_some_and(|before| before.kind == ProfileKind::Desk);
        if was_desk && profile.kind == ProfileKind::Person {
            let names_it = |other: &Profile| other.desk.as_ref() == Some(&profile.id);
            if self.directory.profiles().any(names_it) {
                return Err(ApplyError::DeskInUse);
            }
        }
        let Some(desk) = &profile.desk else { return Ok(()) };
        if *desk == profile.id {
            return Err(ApplyError::DeskIsItself);
        }
        if self.before.is_some_and(|before| before.desk.as_ref() == Some(desk)) {
            return Ok(());
        }
        let desk = self.directory.profile(desk).ok_or(ApplyError::UnknownDesk)?;
        match (desk.kind, desk.status) {
            (ProfileKind::Person, _) => Err(ApplyError::DeskIsPerson),
            (ProfileKind::Desk, Status::Withdrawn) => Err(ApplyError::DeskIsWithdrawn),
            (ProfileKind::Desk, _) => Ok(()),
        }
    }

    /// Judges who is behind a desk. Whoever was a member before stands in nobody's way.
    pub(super) fn check_members(&self) -> Result<(), ApplyError> {
        let profile = self.after;
        let was_person = self.before.is_some_and(|before| before.kind == ProfileKind::Person);
        if was_person
            && profile.kind == ProfileKind::Desk
            && self.directory.desks_of(&profile.id).next().is_some()
        {
            return Err(ApplyError::MemberInUse);
        }
        if profile.kind == ProfileKind::Person && !profile.members.is_empty() {
            return Err(ApplyError::MembersOfPerson);
        }
        at_most(MAX_MEMBERS, profile.members.len(), "members", "members")?;
        repeats_nothing(&profile.members, "member", "members")?;
        let stood = |member: &ProfileId| self.before.is_some_and(|before| before.members.contains(member));
        for member in profile.members.iter().filter(|member| !stood(member)) {
            let member = self.directory.profile(member).ok_or(ApplyError::UnknownMember)?;
            match (member.kind, member.status) {
                (ProfileKind::Desk, _) => return Err(ApplyError::MemberIsDesk),
                (ProfileKind::Person, Status::Withdrawn) => return Err(ApplyError::MemberIsWithdrawn),
                (ProfileKind::Person, _) => {}
            }
        }
        Ok(())
    }

    fn check_external_ids(&self) -> Result<(), ApplyError> {
        let is_anothers = |(system, id): &(&crate::ExternalSystem, &crate::ExternalId)| {
            self.directory.by_external_id(system, id).is_some_and(|owner| owner.id != self.after.id)
        };
        match self.after.external_ids.iter().find(is_anothers) {
            Some((system, id)) => {
                Err(ApplyError::ExternalIdTaken { system: system.to_string(), id: id.to_string() })
            }
            None => Ok(()),
        }
    }

    /// Judges whether what is shown, or would be, has the consent that it needs.
    pub(super) fn check_consents(&self) -> Result<(), ApplyError> {
        let profile = self.after;
        if profile.consents.values().any(|recorded| *recorded > self.at) {
            return Err(ApplyError::DateInFuture { field: "consents" });
        }
        let shows = |kind| {
            profile
                .channels
                .iter()
                .any(|channel| channel.value.kind() == kind && channel.visibility != Visibility::Hidden)
        };
        let lacks = |topic| !profile.consents.contains_key(&topic);
        if lacks(ConsentTopic::Phone) && shows(ChannelKind::Phone) {
            return Err(ApplyError::PhoneConsent);
        }
        if lacks(ConsentTopic::Whatsapp) && shows(ChannelKind::Whatsapp) {
            return Err(ApplyError::WhatsappConsent);
        }
        if lacks(ConsentTopic::Pronouns) && profile.pronouns.is_some() {
            return Err(ApplyError::PronounsConsent);
        }
        if lacks(ConsentTopic::Photo) && profile.photo.is_some() {
            return Err(ApplyError::PhotoConsent);
        }
        Ok(())
    }

    /// Judges a key that is new, or newly shown. A key that expired while it stood here does not keep anybody from
    /// editing the rest of the profile.
    fn check_key(&self, channel: &Channel) -> Result<(), ApplyError> {
        let ChannelValue::Pgp(key) = &channel.value else { return Ok(()) };
        let stood = self.before.into_iter().flat_map(|before| &before.channels).any(|old| {
            old.id == channel.id && old.value == channel.value && old.visibility >= channel.visibility
        });
        if !stood && has_expired(channel, self.at) {
            return Err(ApplyError::KeyExpired);
        }
        let emails = |least: Visibility| {
            self.after.channels.iter().filter(move |channel| channel.visibility >= least).filter_map(
                |channel| match &channel.value {
                    ChannelValue::Email(address) => Some(address),
                    _ => None,
                },
            )
        };
        let least = if emails(Visibility::Profile).next().is_some() {
            Visibility::Profile
        } else {
            Visibility::Hidden
        };
        let mut addresses = emails(least).peekable();
        if addresses.peek().is_none()
            || addresses.any(|address| key.emails().iter().any(|email| email.is_same_mailbox(address)))
        {
            Ok(())
        } else {
            Err(ApplyError::KeyOfSomebodyElse)
        }
    }
}

/// What two channels of one kind may not share: a key is the same key whoever has signed it since.
fn identity(value: &ChannelValue) -> &str {
    match value {
        ChannelValue::Pgp(key) => key.fingerprint().as_str(),
        other => other.as_str(),
    }
}

/// Whether this channel is a key that nobody should encrypt to any more.
pub(crate) fn has_expired(channel: &Channel, at: Timestamp) -> bool {
    match &channel.value {
        ChannelValue::Pgp(key) => key.expires_at().is_some_and(|expiry| expiry <= at),
        _ => false,
    }
}

/// Whether the public may see this channel of `profile`.
pub(crate) fn is_shown(profile: &Profile, channel: &Channel, at: Timestamp) -> bool {
    is_offered(profile, channel)
        && !has_expired(channel, at)
        && profile.freshness(channel, at) != Freshness::Lapsed
}

/// Whether the public may see this channel of `profile` for as long as the clock lets it.
pub(crate) fn is_offered(profile: &Profile, channel: &Channel) -> bool {
    let consented = match channel.value.kind() {
        ChannelKind::Phone => profile.consents.contains_key(&ConsentTopic::Phone),
        ChannelKind::Whatsapp => profile.consents.contains_key(&ConsentTopic::Whatsapp),
        _ => true,
    };
    let shielded = profile.shielded_at.is_some() && is_number(channel.value.kind());
    consented && !shielded && channel.visibility != Visibility::Hidden
}

/// Whether this is a number that others can call, sell, or move to a telephone of their own: what a shield hides.
fn is_number(kind: ChannelKind) -> bool {
    match kind {
        ChannelKind::Phone | ChannelKind::Whatsapp | ChannelKind::SignalNumber => true,
        ChannelKind::SignalLink
        | ChannelKind::SignalUsername
        | ChannelKind::Email
        | ChannelKind::Pgp
        | ChannelKind::Securedrop
        | ChannelKind::Globaleaks
        | ChannelKind::Hushline
        | ChannelKind::Onionshare
        | ChannelKind::WebForm
        | ChannelKind::Threema
        | ChannelKind::Wire
        | ChannelKind::Session
        | ChannelKind::Simplex
        | ChannelKind::Matrix
        | ChannelKind::Xmpp
        | ChannelKind::Telegram
        | ChannelKind::Post
        | ChannelKind::App => false,
    }
}

/// Whether the public may see the profile's portrait.
pub(crate) fn shows_photo(profile: &Profile) -> bool {
    profile.consents.contains_key(&ConsentTopic::Photo) && profile.shielded_at.is_none()
}

/// Whether somebody could write to this profile, were it published: a key alone is no way to.
pub(crate) fn is_reachable(profile: &Profile, at: Timestamp) -> bool {
    profile
        .channels
        .iter()
        .any(|channel| channel.value.kind() != ChannelKind::Pgp && is_shown(profile, channel, at))
}

fn at_most(maximum: usize, count: usize, what: &'static str, field: &'static str) -> Result<(), ApplyError> {
    if count > maximum { Err(ApplyError::TooMany { what, maximum, field }) } else { Ok(()) }
}

fn repeats_nothing<T: Ord>(
    items: impl IntoIterator<Item = T>,
    what: &'static str,
    field: &'static str,
) -> Result<(), ApplyError> {
    all_differ(items).map_err(|_| ApplyError::Repeated { what, field })
}

/// Says the first item that stood there before.
fn all_differ<T: Ord>(items: impl IntoIterator<Item = T>) -> Result<(), Repeated> {
    let mut seen = BTreeSet::new();
    if items.into_iter().all(|item| seen.insert(item)) { Ok(()) } else { Err(Repeated) }
}

struct Repeated;
