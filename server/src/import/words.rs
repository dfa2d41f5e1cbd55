//! Words that CSV and JSON share.

use directory::{ConsentTopic, ProfileKind, Status, Timestamp, Visibility};

/// `person` or `desk`.
pub(super) fn read_kind(text: &str) -> Result<ProfileKind, String> {
    match text {
        "person" => Ok(ProfileKind::Person),
        "desk" => Ok(ProfileKind::Desk),
        _ => Err("is neither person nor desk".to_owned()),
    }
}

/// `listed`, `profile` or `hidden`.
pub(super) fn read_visibility(text: &str) -> Result<Visibility, String> {
    match text {
        "listed" => Ok(Visibility::Listed),
        "profile" => Ok(Visibility::Profile),
        "hidden" => Ok(Visibility::Hidden),
        _ => Err("is none of listed, profile and hidden".to_owned()),
    }
}

/// `draft`, `listed`, `paused` or `withdrawn`.
pub(super) fn read_status(text: &str) -> Result<Status, String> {
    match text {
        "draft" => Ok(Status::Draft),
        "listed" => Ok(Status::Listed),
        "paused" => Ok(Status::Paused),
        "withdrawn" => Ok(Status::Withdrawn),
        _ => Err("is none of draft, listed, paused and withdrawn".to_owned()),
    }
}

/// A topic and the day or moment of the consent: `phone`, `2026-01-31`.
pub(super) fn read_consent(topic: &str, day: &str) -> Result<(ConsentTopic, Timestamp), String> {
    let topic = match topic {
        "phone" => ConsentTopic::Phone,
        "whatsapp" => ConsentTopic::Whatsapp,
        "photo" => ConsentTopic::Photo,
        "pronouns" => ConsentTopic::Pronouns,
        _ => return Err("is for none of phone, whatsapp, photo and pronouns".to_owned()),
    };
    Ok((topic, read_moment(day)?))
}

/// `2026-01-31`, or that with a time and zone as in RFC 3339.
pub(super) fn read_moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse_rfc3339(text)
        .or_else(|| Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z")))
        .ok_or_else(|| "is not a date such as 2026-01-31".to_owned())
}
