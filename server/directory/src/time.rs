//! Moments as whole seconds, and the month that is all the public learns of a confirmation.

use std::fmt;

/// A moment, in whole seconds since 1970-01-01T00:00:00Z. Only `masthead`'s `Clock` makes one from the present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The last second that RFC 3339 can write with a four-digit year: 9999-12-31T23:59:59Z.
    pub const MAX_SECONDS: i64 = 253_402_300_799;

    /// The moment `seconds` after the epoch, held inside the years that RFC 3339 can write.
    pub const fn from_seconds(seconds: i64) -> Self {
        if seconds < 0 {
            Self(0)
        } else if seconds > Self::MAX_SECONDS {
            Self(Self::MAX_SECONDS)
        } else {
            Self(seconds)
        }
    }

    /// Reads RFC 3339, such as `2026-11-22T18:00:00Z`.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|moment| Self::from_seconds(moment.as_second()))
    }

    /// Whole seconds since the epoch.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// This moment moved by `seconds`, later or earlier.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_seconds(self.0.saturating_add(seconds))
    }

    /// RFC 3339 in UTC: `2026-11-22T18:00:00Z`. Also the date-time of vCard 3.0's REV.
    pub fn rfc3339(self) -> String {
        self.civil().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// ISO 8601 basic format, as vCard 4.0 wants it (RFC 6350, 4.3.5): `20261122T180000Z`.
    pub fn basic(self) -> String {
        self.civil().strftime("%Y%m%dT%H%M%SZ").to_string()
    }

    /// The month this moment falls in, in UTC.
    pub fn month(self) -> Month {
        let date = self.civil().date();
        Month { year: date.year(), month: date.month() }
    }

    fn civil(self) -> jiff::civil::DateTime {
        // `jiff::Timestamp` ends a day early, to leave room for time zones; a civil date does not.
        jiff::civil::date(1970, 1, 1)
            .at(0, 0, 0, 0)
            .checked_add(jiff::SignedDuration::from_secs(self.0))
            .unwrap_or(jiff::civil::DateTime::MAX)
    }
}

/// A calendar month, written `2026-11`. Confirmations are published by the month, because a day would betray
/// leave or arrest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month as people write it in a sentence: `November 2026`.
    pub fn in_words(self) -> String {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let index = usize::try_from(self.month - 1).unwrap_or_default();
        format!("{} {}", NAMES.get(index).copied().unwrap_or_default(), self.year)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

impl serde::Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_each_form_that_a_format_needs() {
        let moment = Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap();
        assert_eq!(moment.rfc3339(), "2026-11-22T18:00:00Z");
        assert_eq!(moment.basic(), "20261122T180000Z");
        assert_eq!(moment.month().to_string(), "2026-11");
        assert_eq!(moment.month().in_words(), "November 2026");
    }

    #[test]
    fn a_moment_outside_the_writable_years_is_held_at_the_edge() {
        assert_eq!(Timestamp::from_seconds(Timestamp::MAX_SECONDS + 1).seconds(), Timestamp::MAX_SECONDS);
        assert_eq!(Timestamp::from_seconds(i64::MAX).rfc3339(), "9999-12-31T23:59:59Z");
        assert_eq!(Timestamp::from_seconds(-1).rfc3339(), "1970-01-01T00:00:00Z");
    }
}
