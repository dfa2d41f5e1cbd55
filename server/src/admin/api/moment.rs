//! A moment as programs write it.

use directory::Timestamp;
use serde::Deserialize;

/// A moment in RFC 3339, such as `2026-11-22T18:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Moment(pub(super) Timestamp);

impl TryFrom<String> for Moment {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Timestamp::parse_rfc3339(&text).map(Self).ok_or("is not a moment such as 2026-11-22T18:00:00Z")
    }
}

/// A member that is there says what it becomes, also where it says `null`; one that is absent leaves all as it is.
#[expect(
    clippy::option_option,
    reason = "outside: whether the request speaks of it; inside: whether it has a value"
)]
pub(super) fn present<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}
