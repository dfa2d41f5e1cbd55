//! A colour as six hexadecimal digits, and what WCAG 2.2 says about two of them.

use std::fmt;

use serde::Deserialize;

/// A colour of the sRGB space: `#8a1c17`.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour {
    channels: [u8; 3],
}

/// Why a text is not a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a colour of six hexadecimal digits; expected one such as #8a1c17")]
pub struct ColourError;

impl Colour {
    /// The lightest colour.
    pub const WHITE: Self = Self { channels: [0xff; 3] };

    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or(ColourError)?;
        // Checked first, because the parser of numbers takes a sign as well.
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(ColourError);
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).map_err(|_| ColourError)?.to_be_bytes();
        Ok(Self { channels: [red, green, blue] })
    }

    /// This colour with `percent` of another in it.
    #[must_use]
    pub fn mixed(self, other: Self, percent: u8) -> Self {
        let share = u32::from(percent.min(100));
        let mut channels = self.channels;
        for (own, other) in channels.iter_mut().zip(other.channels) {
            let sum = u32::from(*own) * (100 - share) + u32::from(other) * share;
            *own = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self { channels }
    }

    /// How well text of this colour stands out on the other, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        const WEIGHTS: [f64; 3] = [0.2126, 0.7152, 0.0722];
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        self.channels.into_iter().zip(WEIGHTS).map(|(channel, weight)| linear(channel) * weight).sum()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.channels;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

impl TryFrom<String> for Colour {
    type Error = ColourError;
    fn try_from(text: String) -> Result<Self, ColourError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn a_colour_has_six_hexadecimal_digits_and_nothing_else() {
        assert_eq!(colour("#8A1c17").to_string(), "#8a1c17");
        for text in ["8a1c17", "#8a1", "#8a1c17ff", "#8a1c1g", "#+a1c17", "#8a1c1é", "red", "", "#8a1c17;}"]
        {
            assert_eq!(Colour::parse(text), Err(ColourError), "{text}");
        }
    }

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        let (black, white) = (colour("#000000"), Colour::WHITE);
        assert!((white.contrast(black) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // The lightest grey that the guidelines' own examples let stand on white, and the next.
        assert!(colour("#767676").contrast(white) >= 4.5);
        assert!(colour("#777777").contrast(white) < 4.5);
    }

    #[test]
    fn a_mixture_lies_between_its_colours() {
        let (black, white) = (colour("#000000"), Colour::WHITE);
        assert_eq!(black.mixed(white, 0), black);
        assert_eq!(black.mixed(white, 100), white);
        assert_eq!(black.mixed(white, 50), colour("#808080"));
    }
}
