//! The colours of pages: those of the style sheet, or what follows from the two that a newsroom has set.

use std::sync::LazyLock;

use crate::config::Colour;

/// Colours and faces, for light pages and for dark ones: the beginning of every style sheet.
const GROUND: &str = include_str!("../../../assets/ground.css");
/// Where those for dark pages begin.
const DARK: &str = "@media (prefers-color-scheme: dark)";

/// How well text must stand out (WCAG 2.2, success criterion 1.4.3).
const LEAST: f64 = 4.5;

/// The colours of light pages and of dark ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    light: Colours,
    dark: Colours,
}

/// The colours of one scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Colours {
    /// What a page stands on.
    paper: Colour,
    /// Text.
    ink: Colour,
    /// Text that steps back.
    soft: Colour,
    /// Rules.
    line: Colour,
    /// What notices stand on.
    wash: Colour,
    /// Links, marks and warnings.
    accent: Colour,
}

/// Why colours cannot be a newsroom's: some text could not be read.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("look.{setting}: {text} stands out from {ground} by {ratio:.2} to 1; text needs 4.5 to 1")]
pub struct PaletteError {
    setting: &'static str,
    text: Colour,
    ground: Colour,
    ratio: f64,
}

static BUILT_IN: LazyLock<Palette> = LazyLock::new(|| {
    let (light, dark) = schemes();
    let read = |scheme| Colours::read(scheme).expect("a test reads every colour of the style sheet");
    Palette { light: read(light), dark: read(dark) }
});

/// The two parts of the style sheet's beginning.
fn schemes() -> (&'static str, &'static str) {
    GROUND.split_once(DARK).unwrap_or((GROUND, ""))
}

impl Default for Palette {
    fn default() -> Self {
        BUILT_IN.clone()
    }
}

impl Palette {
    /// The palette with a newsroom's own paper and accent, where it has set them; refused where text could not be read.
    pub fn of(paper: Option<Colour>, accent: Option<Colour>) -> Result<Self, PaletteError> {
        let Self { mut light, mut dark } = Self::default();
        if let Some(paper) = paper {
            light.paper = paper;
            light.wash = paper.mixed(light.ink, 4);
            light.line = paper.mixed(light.ink, 20);
            light.check("paper", light.ink)?;
            light.soft = light.darkened(light.ink.mixed(paper, 30));
        }
        if let Some(accent) = accent {
            light.accent = accent;
            dark.accent = dark.lightened(accent);
        }
        light.check(if accent.is_some() { "accent" } else { "paper" }, light.accent)?;
        Ok(Self { light, dark })
    }

    /// The beginning of a style sheet in these colours.
    pub(super) fn ground(&self) -> String {
        let (light, dark) = schemes();
        format!("{}\n{DARK}{}", self.light.written(light), self.dark.written(dark))
    }
}

impl Colours {
    fn read(scheme: &str) -> Option<Self> {
        let named = |name: &str| {
            let own = format!("--{name}: ");
            let text = scheme.lines().find_map(|line| line.trim_start().strip_prefix(own.as_str()))?;
            Colour::parse(text.strip_suffix(';')?).ok()
        };
        Some(Self {
            paper: named("paper")?,
            ink: named("ink")?,
            soft: named("soft")?,
            line: named("line")?,
            wash: named("wash")?,
            accent: named("accent")?,
        })
    }

    /// `scheme` with these colours in it.
    fn written(&self, scheme: &str) -> String {
        let line = |line: &str| {
            let name = line.trim_start().strip_prefix("--")?.split_once(": #")?.0;
            Some(format!("--{name}: {};", self.named(name)?))
        };
        scheme.lines().map(|own| line(own).unwrap_or_else(|| own.to_owned())).collect::<Vec<_>>().join("\n")
    }

    fn named(&self, name: &str) -> Option<Colour> {
        match name {
            // A logo is drawn for light paper, and has it behind it on dark pages as well.
            "paper" | "plate" => Some(self.paper),
            "ink" => Some(self.ink),
            "soft" => Some(self.soft),
            "line" => Some(self.line),
            "wash" => Some(self.wash),
            "accent" => Some(self.accent),
            _ => None,
        }
    }

    /// Refuses a text that cannot be read on the page or on a notice.
    fn check(&self, setting: &'static str, text: Colour) -> Result<(), PaletteError> {
        for ground in [self.paper, self.wash] {
            let ratio = text.contrast(ground);
            if ratio < LEAST {
                // Rounded down, so that nobody reads "4.50 is less than 4.5".
                return Err(PaletteError { setting, text, ground, ratio: (ratio * 100.0).floor() / 100.0 });
            }
        }
        Ok(())
    }

    fn bears(&self, text: Colour) -> bool {
        text.contrast(self.paper) >= LEAST && text.contrast(self.wash) >= LEAST
    }

    /// `text`, with as much ink as it takes to be read here.
    fn darkened(&self, text: Colour) -> Colour {
        (0..=100)
            .map(|percent| text.mixed(self.ink, percent))
            .find(|mixed| self.bears(*mixed))
            .unwrap_or(self.ink)
    }

    /// `text`, with as much white as it takes to be read here.
    fn lightened(&self, text: Colour) -> Colour {
        let lighter = (0..=100).map(|percent| text.mixed(Colour::WHITE, percent));
        lighter.into_iter().find(|mixed| self.bears(*mixed)).unwrap_or(self.ink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn without_a_setting_the_ground_is_the_file() {
        let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        assert_eq!(lines(&Palette::of(None, None).unwrap().ground()), lines(GROUND));
    }

    #[test]
    fn whatever_two_colours_are_taken_all_text_can_be_read() {
        let steps = [0x00, 0x33, 0x66, 0x99, 0xcc, 0xff];
        let all = || steps.into_iter().flat_map(move |one| steps.map(|two| (one, two)));
        let (mut taken, mut refused) = (0, 0);
        for ((red, green), (blue, light)) in all().flat_map(|one| all().map(move |two| (one, two))) {
            let accent = colour(&format!("#{red:02x}{green:02x}{blue:02x}"));
            let paper = colour(&format!("#{light:02x}{light:02x}f0"));
            match Palette::of(Some(paper), Some(accent)) {
                Err(_) => refused += 1,
                Ok(palette) => {
                    taken += 1;
                    for scheme in [&palette.light, &palette.dark] {
                        for text in [scheme.ink, scheme.soft, scheme.accent] {
                            assert!(scheme.bears(text), "{text} on {scheme:?}");
                        }
                    }
                    assert_eq!((palette.light.paper, palette.light.accent), (paper, accent));
                }
            }
        }
        assert!(taken > 100 && refused > 100, "{taken} {refused}");
    }

    #[test]
    fn colours_that_cannot_be_read_are_refused_with_the_setting_and_the_figure() {
        let refused = |paper: Option<&str>, accent: Option<&str>| {
            Palette::of(paper.map(colour), accent.map(colour)).unwrap_err().to_string()
        };
        assert_eq!(
            refused(None, Some("#e88a84")),
            "look.accent: #e88a84 stands out from #fdfcf9 by 2.43 to 1; text needs 4.5 to 1"
        );
        assert!(
            refused(Some("#202020"), None).starts_with("look.paper: #1b1a18 stands out from #202020 by 1.0")
        );
        // The newsroom's own paper, and the accent of the style sheet.
        assert!(refused(Some("#b08080"), None).starts_with("look.paper: #8a1c17"));
    }

    #[test]
    fn dark_pages_take_the_accent_as_it_is_where_it_can_be_read_and_lighten_it_where_not() {
        let dark = |accent: &str| Palette::of(None, Some(colour(accent))).unwrap().dark.accent;
        let lightened = dark("#10306b");
        assert!(lightened.contrast(Palette::default().dark.wash) >= LEAST);
        assert_ne!(lightened, colour("#10306b"));
        let ground = Palette::of(None, Some(colour("#10306b"))).unwrap().ground();
        assert!(ground.contains("--accent: #10306b;") && ground.contains(&format!("--accent: {lightened};")));
    }

    #[test]
    fn a_logo_has_the_newsrooms_own_paper_behind_it_on_dark_pages_too() {
        let ground = Palette::of(Some(colour("#ffffff")), None).unwrap().ground();
        assert!(ground.contains("--plate: #ffffff;"));
    }
}
