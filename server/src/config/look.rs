//! What makes the pages the newsroom's own: its logo and two colours.

use std::path::PathBuf;

use serde::Deserialize;

use super::Colour;

/// What makes the pages the newsroom's own. Whether the colours can be read on each other is checked by whoever draws
/// with them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LookSettings {
    /// A PNG or JPEG file that stands in place of the name at the top of every page, with the name as its text.
    pub logo: Option<PathBuf>,
    /// What pages stand on where the reader's device shows light pages.
    pub paper: Option<Colour>,
    /// What links, marks and warnings are drawn with. Where pages are dark, a lighter one is derived from it.
    pub accent: Option<Colour>,
}
