//! The staff's style sheet, as it stands inside every page, and the hash by which the Content-Security-Policy allows it
//! and nothing else.

use std::sync::LazyLock;

use data_encoding::BASE64;
use sha2::Digest as _;

/// The style sheet without its comments and indentation.
static STYLESHEET: LazyLock<String> = LazyLock::new(|| {
    compact(concat!(
        include_str!("../../../assets/ground.css"),
        "\n",
        include_str!("../../../assets/staff.css")
    ))
});

static STYLE_SOURCE: LazyLock<String> = LazyLock::new(|| source_of(STYLESHEET.as_bytes()));

/// What stands between `<style>` and `</style>` in every page.
pub(super) fn stylesheet() -> &'static str {
    &STYLESHEET
}

/// Its hash as a source of `style-src`: `sha256-…=`.
pub(super) fn style_source() -> &'static str {
    &STYLE_SOURCE
}

/// The SHA-256 of a file as a source of a Content-Security-Policy, and as a value of `integrity`.
pub(super) fn source_of(octets: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(&sha2::Sha256::digest(octets)))
}

/// Drops what only a reader of the file needs: indentation, empty lines and comments that fill a line.
fn compact(source: &str) -> String {
    let is_comment = |line: &str| line.starts_with("/*") && line.ends_with("*/");
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_is_smaller_than_twelve_kilobytes() {
        assert!(include_str!("../../../assets/staff.css").len() < 12_000);
    }

    #[test]
    fn the_style_sheet_names_nothing_outside_itself_and_cannot_end_its_element() {
        for refused in ["url(", "@import", "@font-face", "</", "/*", "http"] {
            assert!(!stylesheet().contains(refused), "{refused}");
        }
    }
}
