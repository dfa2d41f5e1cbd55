//! The rows of the tables, exactly as they are stored. What they mean is `record`'s to say.

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($column:ident: $kind:ty),+ $(,)? })+) => {
        $($(#[$doc])* #[derive(Clone, PartialEq, Eq)] pub(in crate::store) struct $name { $(pub(in crate::store) $column: $kind),+ })+
    };
}

mod newsroom;

use super::records::HistoryVerdict;
pub(super) use newsroom::*;

rows! {
    /// Where the directory stands: the one row of `directory`.
    StandingRow { revision: i64, edition: i64, published_at: i64, replaced_revision: i64 }
    BeatRow { slug: String, name: String, changed_revision: i64 }
    OutletRow { name: String, changed_revision: i64 }
    ProfileRow {
        id: String,
        uid: String,
        slug: String,
        kind: String,
        name: String,
        sort_name: String,
        title: Option<String>,
        outlet: String,
        status: String,
        pronouns: Option<String>,
        bio: Option<String>,
        desk: Option<String>,
        photo: Option<String>,
        shielded_at: Option<i64>,
        ends_at: Option<i64>,
        paused_until: Option<i64>,
        created_at: i64,
        updated_at: i64,
        revision: i64,
        since_edition: Option<i64>,
        changed_revision: i64,
    }
    ChannelRow {
        id: String,
        profile_id: String,
        place: i64,
        kind: String,
        value: String,
        label: Option<String>,
        note: Option<String>,
        visibility: String,
        confirmed_at: Option<i64>,
        confirm_by: Option<i64>,
        added_at: i64,
    }
    ProfileBeatRow { profile_id: String, place: i64, beat: String }
    ProfileLanguageRow { profile_id: String, place: i64, language: String }
    ProfileOutletRow { profile_id: String, place: i64, outlet: String }
    ProfileMemberRow { profile_id: String, place: i64, member: String }
    ConsentRow { profile_id: String, topic: String, recorded_at: i64 }
    ExternalIdRow { profile_id: String, system: String, external_id: String }
    SlugRow { slug: String, profile_id: String, answers: String, changed_revision: i64 }
    EditionNumberRow { number: i64, published_at: i64, revision: i64, mark: i64 }
    HistoryRow {
        revision: i64,
        place: i64,
        changed_at: i64,
        actor: String,
        profile_id: Option<String>,
        change: String,
    }
}

/// Rows of everything that makes up a directory, or of what changed in it.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct DirectoryRows {
    pub(super) beats: Vec<BeatRow>,
    pub(super) outlets: Vec<OutletRow>,
    pub(super) profiles: Vec<ProfileRow>,
    pub(super) channels: Vec<ChannelRow>,
    pub(super) profile_beats: Vec<ProfileBeatRow>,
    pub(super) profile_languages: Vec<ProfileLanguageRow>,
    pub(super) profile_outlets: Vec<ProfileOutletRow>,
    pub(super) profile_members: Vec<ProfileMemberRow>,
    pub(super) consents: Vec<ConsentRow>,
    pub(super) external_ids: Vec<ExternalIdRow>,
    pub(super) slugs: Vec<SlugRow>,
}

/// Where the directory stands, with its newest edition, which a restored backup may lack.
pub(super) struct PositionRow {
    pub(super) revision: i64,
    pub(super) edition: i64,
    pub(super) newest: Option<EditionNumberRow>,
}

/// What one commit writes.
#[derive(Clone, Default)]
pub(super) struct Batch {
    /// The rows, as they shall be.
    pub(super) directory: DirectoryRows,
    /// For each of `directory.profiles`, the revision it must still have; none for a new one.
    pub(super) expected: Vec<Option<i64>>,
}

/// What a check of a whole database reads: everything that is parsed, and whether the history is sound.
pub(super) struct Inspected {
    pub(super) standing: StandingRow,
    pub(super) directory: DirectoryRows,
    pub(super) staff: NewsroomRows,
    pub(super) history: HistoryVerdict,
}

/// Every row of every table that a backup holds.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Everything {
    pub(super) standing: StandingRow,
    pub(super) directory: DirectoryRows,
    pub(super) editions: Vec<EditionNumberRow>,
    /// What an older program wrote and nobody has chained yet.
    pub(super) history: Vec<HistoryRow>,
    pub(super) newsroom: NewsroomRows,
}
