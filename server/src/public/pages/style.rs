//! The one style sheet, as it stands inside every page, and the hash by which the Content-Security-Policy allows
//! it and nothing else.

use std::sync::LazyLock;

use data_encoding::BASE64;

/// The style sheet without its comments and indentation.
static STYLESHEET: LazyLock<String> = LazyLock::new(|| compact(include_str!("../../../assets/masthead.css")));

static STYLESHEET_DIGEST: LazyLock<[u8; 32]> =
    LazyLock::new(|| crate::edition::sha256(&[STYLESHEET.as_bytes()]));

static STYLESHEET_HASH: LazyLock<String> = LazyLock::new(|| style_source(stylesheet_digest()));

/// What stands between `<style>` and `</style>` in every page.
pub(super) fn stylesheet() -> &'static str {
    &STYLESHEET
}

/// Its hash as a source of `style-src`, without the quotes that the policy puts around it: `sha256-…=`.
pub fn stylesheet_hash() -> &'static str {
    &STYLESHEET_HASH
}

/// Its SHA-256.
pub fn stylesheet_digest() -> &'static [u8; 32] {
    &STYLESHEET_DIGEST
}

/// A style sheet's SHA-256 as a source of `style-src`.
pub fn style_source(digest: &[u8; 32]) -> String {
    format!("sha256-{}", BASE64.encode(digest))
}

/// Drops what only a reader of the file needs: indentation, empty lines and comments that fill a line.
fn compact(source: &str) -> String {
    source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !is_comment(line))
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_comment(line: &str) -> bool {
    line.starts_with("/*") && line.ends_with("*/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_is_smaller_than_twelve_kilobytes() {
        assert!(include_str!("../../../assets/masthead.css").len() < 12_000);
    }

    #[test]
    fn the_style_sheet_names_nothing_outside_itself_and_cannot_end_its_element() {
        for refused in ["url(", "@import", "@font-face", "</", "/*", "http"] {
            assert!(!stylesheet().contains(refused), "{refused}");
        }
    }
}
