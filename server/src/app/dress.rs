//! From settings to what makes the pages the newsroom's own: two colours, and a logo that is read from its file.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::config::{LookSettings, Settings};
use crate::import::logo::{self, LogoError};
use crate::public::pages::{Dress, LOGO_OCTETS, Logo, Palette, PaletteError};

/// Why the pages cannot look as the settings say.
#[derive(Debug, thiserror::Error)]
pub enum DressError {
    /// Some text could not be read in these colours.
    #[error(transparent)]
    Colours(#[from] PaletteError),
    /// The logo's file cannot be read.
    #[error("look.logo: cannot read {}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The logo would make every page too long.
    #[error("look.logo: {} is larger than 6 KiB, and every page holds it", path.display())]
    TooManyOctets {
        /// Which file.
        path: PathBuf,
    },
    /// The logo is not a picture that stands at the top of a page.
    #[error("look.logo: {} {refusal}", path.display())]
    Logo {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        refusal: LogoError,
    },
}

/// What makes the pages the newsroom's own.
pub(super) fn dress(settings: &LookSettings) -> Result<Dress, DressError> {
    let palette = Palette::of(settings.paper, settings.accent)?;
    Ok(Dress { palette, logo: settings.logo.as_deref().map(read_logo).transpose()? })
}

/// What the pages look like, in words.
pub fn check(settings: &Settings) -> Result<String, DressError> {
    let look = &settings.look;
    dress(look)?;
    let own = [
        look.logo.as_ref().map(|path| format!("the logo {}", path.display())),
        look.paper.map(|colour| format!("paper {colour}")),
        look.accent.map(|colour| format!("accent {colour}")),
    ];
    let own: Vec<String> = own.into_iter().flatten().collect();
    Ok(if own.is_empty() { "as it is made".to_owned() } else { own.join(", ") })
}

fn read_logo(path: &Path) -> Result<Logo, DressError> {
    let octets = read(path).map_err(|source| DressError::Unreadable { path: path.to_owned(), source })?;
    if octets.len() > LOGO_OCTETS {
        return Err(DressError::TooManyOctets { path: path.to_owned() });
    }
    let drawn = logo::draw(&octets).map_err(|refusal| DressError::Logo { path: path.to_owned(), refusal })?;
    Ok(Logo::new(drawn.media_type, &octets, drawn.width, drawn.height))
}

/// The file, and one octet more than is taken at the most.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    const MOST: u64 = LOGO_OCTETS as u64 + 1;
    let mut octets = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut octets)?;
    Ok(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(octets: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("logo.png");
        std::fs::write(&path, octets).unwrap();
        let settings = LookSettings { logo: Some(path.clone()), ..LookSettings::default() };
        dress(&settings).unwrap_err().to_string().replace(&path.display().to_string(), "FILE")
    }

    #[test]
    fn a_logo_that_is_no_picture_or_too_long_is_refused_by_name() {
        assert_eq!(refused(b"<svg/>"), "look.logo: FILE is not a PNG or JPEG image");
        assert_eq!(
            refused(&[0; LOGO_OCTETS + 1]),
            "look.logo: FILE is larger than 6 KiB, and every page holds it"
        );
        let missing =
            LookSettings { logo: Some(PathBuf::from("/nowhere/logo.png")), ..LookSettings::default() };
        assert_eq!(dress(&missing).unwrap_err().to_string(), "look.logo: cannot read /nowhere/logo.png");
    }

    #[test]
    fn without_settings_the_pages_look_as_they_are_made() {
        assert_eq!(dress(&LookSettings::default()).unwrap(), Dress::default());
    }
}
