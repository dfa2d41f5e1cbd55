//! Newsrooms' logos: looked at before one stands in every page. It goes on as it is.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, Limits};

/// What a logo may measure, in pixels.
const WIDTH: u32 = 600;
const HEIGHT: u32 = 160;
/// The most octets of its pixels in memory.
const DECODED_OCTETS: u64 = 8 * 1024 * 1024;

/// What is known of a logo once it has been drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// `image/png` or `image/jpeg`, by what is inside.
    pub media_type: &'static str,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Why a logo was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// It is not one of the formats that every browser draws with scripts and SVG off.
    #[error("is not a PNG or JPEG image")]
    Format,
    /// It is larger than a line of type.
    #[error("measures {width} by {height} pixels: 600 by 160 are the most")]
    TooManyPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// It moves.
    #[error("is not a still image")]
    Moves,
    /// It is damaged or cut off.
    #[error("cannot be read: the file is damaged")]
    Damaged,
}

/// Draws a logo, and says what it is.
pub fn draw(octets: &[u8]) -> Result<Drawn, LogoError> {
    match image::guess_format(octets) {
        Ok(ImageFormat::Png) => {
            let decoder = PngDecoder::new(Cursor::new(octets)).map_err(damaged)?;
            if decoder.is_apng().map_err(damaged)? {
                return Err(LogoError::Moves);
            }
            drawn("image/png", decoder)
        }
        Ok(ImageFormat::Jpeg) if !super::photo::jpeg_ends(octets) => Err(LogoError::Damaged),
        Ok(ImageFormat::Jpeg) => drawn("image/jpeg", JpegDecoder::new(Cursor::new(octets)).map_err(damaged)?),
        _ => Err(LogoError::Format),
    }
}

fn drawn(media_type: &'static str, mut decoder: impl ImageDecoder) -> Result<Drawn, LogoError> {
    let (width, height) = decoder.dimensions();
    if width > WIDTH || height > HEIGHT {
        return Err(LogoError::TooManyPixels { width, height });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODED_OCTETS);
    decoder.set_limits(limits).map_err(damaged)?;
    DynamicImage::from_decoder(decoder).map_err(damaged)?;
    Ok(Drawn { media_type, width, height })
}

fn damaged(_: ImageError) -> LogoError {
    LogoError::Damaged
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma};

    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let picture =
            GrayImage::from_fn(width, height, |x, y| Luma([if (x / 8 + y / 8) % 2 == 0 { 0 } else { 255 }]));
        let mut octets = Vec::new();
        picture.write_to(&mut Cursor::new(&mut octets), format).unwrap();
        octets
    }

    #[test]
    fn a_still_png_or_jpeg_of_a_line_of_type_is_taken() {
        let png = draw(&picture(WIDTH, HEIGHT, ImageFormat::Png)).unwrap();
        assert_eq!(png, Drawn { media_type: "image/png", width: WIDTH, height: HEIGHT });
        let jpeg = draw(&picture(120, 40, ImageFormat::Jpeg)).unwrap();
        assert_eq!(jpeg, Drawn { media_type: "image/jpeg", width: 120, height: 40 });
    }

    #[test]
    fn one_pixel_more_is_refused_by_its_measure() {
        let wide = draw(&picture(WIDTH + 1, 8, ImageFormat::Png)).unwrap_err();
        assert_eq!(wide.to_string(), "measures 601 by 8 pixels: 600 by 160 are the most");
        assert!(matches!(
            draw(&picture(8, HEIGHT + 1, ImageFormat::Jpeg)),
            Err(LogoError::TooManyPixels { .. })
        ));
    }

    #[test]
    fn what_is_cut_off_at_any_octet_is_refused() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let whole = picture(40, 16, format);
            // The last of a PNG says only that nothing follows.
            let end = if format == ImageFormat::Png { whole.len() - 12 } else { whole.len() };
            for length in 0..end {
                assert!(draw(&whole[..length]).is_err(), "{format:?} of {length}");
            }
        }
    }

    #[test]
    fn other_formats_and_moving_pictures_are_refused() {
        assert_eq!(draw(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), Err(LogoError::Format));
        assert_eq!(draw(&picture(8, 8, ImageFormat::WebP)), Err(LogoError::Format));
        assert_eq!(draw(b"GIF89a"), Err(LogoError::Format));
        assert_eq!(draw(b""), Err(LogoError::Format));
        let mut moving = picture(8, 8, ImageFormat::Png);
        // After the head of 33 octets: an animation of one frame, for ever (PNG, third edition, 11.3.6.1).
        let control = [0, 0, 0, 8, b'a', b'c', b'T', b'L', 0, 0, 0, 1, 0, 0, 0, 0];
        let sum = crc32fast::hash(&control[4..]).to_be_bytes();
        moving.splice(33..33, control.into_iter().chain(sum));
        assert_eq!(draw(&moving), Err(LogoError::Moves));
    }
}
