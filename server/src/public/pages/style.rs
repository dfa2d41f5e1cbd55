//! The one style sheet, as it stands inside every page in the newsroom's colours, and the hash by which the
//! Content-Security-Policy allows it and nothing else.

use data_encoding::BASE64;

use super::Palette;

/// What follows the colours and faces of [`Palette`].
const SHEET: &str = include_str!("../../../assets/masthead.css");

/// A style sheet and its SHA-256.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Style {
    text: String,
    digest: [u8; 32],
}

impl Style {
    /// The style sheet in these colours.
    pub(super) fn new(palette: &Palette) -> Self {
        let text = compact(&format!("{}\n{SHEET}", palette.ground()));
        let digest = crate::edition::sha256(&[text.as_bytes()]);
        Self { text, digest }
    }

    /// What stands between `<style>` and `</style>` in every page.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) const fn digest(&self) -> &[u8; 32] {
        &self.digest
    }
}

impl std::fmt::Debug for Style {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&style_source(&self.digest))
    }
}

/// A style sheet's SHA-256 as a source of `style-src`, without the quotes that the policy puts around it: `sha256-…=`.
pub fn style_source(digest: &[u8; 32]) -> String {
    format!("sha256-{}", BASE64.encode(digest))
}

/// Drops what only a reader of the file needs: comments that fill a line, and space. A name in quotes holds none of
/// what is replaced (a test compares them).
fn compact(source: &str) -> String {
    const SHORTER: [(&str, &str); 7] =
        [(": ", ":"), (", ", ","), ("; ", ";"), (" {", "{"), ("{ ", "{"), (" }", "}"), (";}", "}")];
    let lines = source.lines().map(str::trim).filter(|line| !is_comment(line));
    SHORTER.iter().fold(lines.collect(), |text: String, (long, short)| text.replace(long, short))
}

fn is_comment(line: &str) -> bool {
    line.starts_with("/*") && line.ends_with("*/")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::config::Colour;

    const GROUND: &str = include_str!("../../../assets/ground.css");

    fn stylesheet() -> String {
        Style::new(&Palette::default()).text
    }

    /// The values of a property, wherever it is set: `color:` but not `border-color:`.
    fn values<'a>(sheet: &'a str, property: &str) -> BTreeSet<&'a str> {
        let setting = format!("{property}:");
        let pieces = sheet.split(['{', '}', ';']);
        pieces.filter_map(|piece| piece.trim().strip_prefix(setting.as_str())).collect()
    }

    /// The colours of `:root` in a part of the sheet.
    fn colours(part: &str) -> BTreeMap<&str, Colour> {
        let pieces =
            part.split(['{', '}', ';']).filter_map(|piece| piece.strip_prefix("--")?.split_once(':'));
        pieces.filter_map(|(name, text)| Some((name, Colour::parse(text).ok()?))).collect()
    }

    #[test]
    fn the_style_sheet_is_smaller_than_twelve_kilobytes() {
        assert!(SHEET.len() < 12_000, "{}", SHEET.len());
        assert!(stylesheet().len() < 12_000, "{}", stylesheet().len());
    }

    #[test]
    fn the_style_sheet_names_nothing_outside_itself_and_cannot_end_its_element() {
        for refused in ["url(", "@import", "@font-face", "</", "/*", "http", "image-set(", "src("] {
            assert!(!stylesheet().contains(refused), "{refused}");
        }
    }

    #[test]
    fn the_style_sheet_loses_nothing_on_its_way_into_a_page() {
        let quoted = |text: &str| text.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let source = format!("{GROUND}{SHEET}");
        let own: String = source.lines().filter(|line| !is_comment(line)).collect();
        assert_eq!(quoted(&stylesheet()), quoted(&own));
        for sign in ['{', '}', '(', ')'] {
            assert_eq!(stylesheet().matches(sign).count(), own.matches(sign).count(), "{sign}");
        }
        assert_eq!(stylesheet().matches('{').count(), stylesheet().matches('}').count());
    }

    #[test]
    fn every_text_can_be_read_on_every_ground_in_light_dark_and_print() {
        let sheet = stylesheet();
        let texts = values(&sheet, "color");
        assert_eq!(
            texts,
            ["inherit", "var(--accent)", "var(--ink)", "var(--paper)", "var(--soft)"].into(),
            "a new colour of text: what does it stand on?"
        );
        assert_eq!(
            values(&sheet, "background"),
            ["#fff", "var(--ink)", "var(--paper)", "var(--plate)", "var(--wash)"].into(),
            "a new ground: what stands on it?"
        );
        // Only the link that skips to the page is paper on ink. Codes and logos hold no text.
        assert_eq!(sheet.matches("background:var(--ink)").count(), 1);
        let (light, rest) = sheet.split_once("@media (prefers-color-scheme:dark)").unwrap();
        let print = rest.split_once("@media print").unwrap().1;
        let dark = rest.split_once("}}").unwrap().0;
        for (name, scheme) in [("light", light), ("dark", dark), ("print", print)] {
            let scheme = colours(scheme);
            for ground in ["paper", "wash"] {
                for text in ["ink", "soft", "accent"] {
                    let ratio = scheme[text].contrast(scheme[ground]);
                    assert!(ratio >= 4.5, "{name}: {text} on {ground} has {ratio:.2}");
                }
            }
            assert!(scheme["paper"].contrast(scheme["ink"]) >= 7.0, "{name}");
        }
    }

    #[test]
    fn a_newsrooms_colours_change_the_sheet_and_its_hash_and_nothing_else_of_it() {
        let own = |text| Colour::parse(text).unwrap();
        let (plain, dressed) = (
            Style::new(&Palette::default()),
            Style::new(&Palette::of(Some(own("#ffffff")), Some(own("#005a9c"))).unwrap()),
        );
        assert_ne!(plain.digest(), dressed.digest());
        assert!(dressed.text().contains("--paper:#ffffff;") && dressed.text().contains("--accent:#005a9c;"));
        let rest = |style: &Style| style.text.split_once("--tight").unwrap().1.to_owned();
        assert_eq!(rest(&plain), rest(&dressed));
    }
}
