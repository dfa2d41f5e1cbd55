//! A made-up profile, whose only use is to notice that a format or a template has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::directory::{
    Audience, Beat, BeatSlug, Bio, ChannelId, ChannelKind, ChannelValue, Language, Name, PhotoHash, Portrait,
    ProfileKind, PublicChannel, PublicProfile, PublicStatus, Readers, Slug, Timestamp, Title, Uid,
};

/// `None` would mean that one of these texts no longer parses; the test below says so first.
pub(super) fn profile() -> Option<PublicProfile> {
    let channels = [
        (ChannelKind::SignalNumber, "+442079460123"),
        (ChannelKind::Email, "sample@paper.example"),
        (ChannelKind::Threema, "ABCD1234"),
    ];
    let channel = |(place, (kind, value)): (u8, (ChannelKind, &str))| {
        Some(PublicChannel {
            id: ChannelId::from_random([place; 16]),
            value: ChannelValue::parse(kind, value).ok()?,
            own_label: None,
            note: None,
            confirmed: Some(Timestamp::from_seconds(0).month()),
            is_overdue: kind == ChannelKind::Email,
            audience: Audience::Everyone,
        })
    };
    Some(PublicProfile {
        uid: Uid::from_random([0; 16]),
        slug: Slug::parse("sample").ok()?,
        kind: ProfileKind::Person,
        name: Name::parse("Sam Sample").ok()?,
        sort_name: Name::parse("Sample, Sam").ok()?,
        title: Title::parse("Reporter").ok(),
        outlet: Name::parse("The Sample").ok()?,
        also_at: Vec::new(),
        status: PublicStatus::Listed,
        beats: vec![Beat { slug: BeatSlug::parse("samples").ok()?, name: Name::parse("Samples").ok()? }],
        languages: vec![Language::parse("en").ok()?],
        pronouns: None,
        bio: Bio::parse("Writes about samples.").ok(),
        channels: (0..).zip(channels).map(channel).collect::<Option<_>>()?,
        desk: None,
        external_ids: BTreeMap::new(),
        photo: Some(Portrait { hash: PhotoHash::from_digest([0; 32]), octets: Some(Arc::from([0; 3])) }),
        readers: Some(Readers::Few),
        is_shielded: false,
        created_at: Timestamp::from_seconds(0),
        updated_at: Timestamp::from_seconds(0),
        since_edition: 0,
        changes_at: None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sample_profile_parses() {
        assert!(super::profile().is_some());
    }
}
