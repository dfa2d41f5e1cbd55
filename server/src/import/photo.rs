//! Portraits: whatever comes in is taken apart to its pixels and drawn anew, small and square. A photo as it leaves a
//! phone tells where and when it was taken, and by whom; nothing but what is seen goes on.

mod workshop;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{
    DynamicImage, GenericImageView as _, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage, Rgba,
};

pub use workshop::PhotoWorkshop;

/// The most octets of a photo that is sent in.
pub const PHOTO_OCTETS: usize = 2 * 1024 * 1024;
/// The most pixels on one side, and in all: more than any phone's camera sends when it is asked for less.
const SIDE_PIXELS: u32 = 8_000;
const PIXELS: u64 = 25_000_000;
/// The most octets of a photo's pixels in memory.
const DECODED_OCTETS: u64 = 128 * 1024 * 1024;
/// What every portrait measures.
const PORTRAIT_PIXELS: u32 = 320;
/// The most octets of a portrait: it stands inside of cards, and address books refuse longer ones.
const PORTRAIT_OCTETS: usize = 32 * 1024;
/// How faithfully a portrait is kept, the first that fits. Beyond the last nobody is recognised.
const QUALITIES: [u8; 6] = [80, 70, 60, 50, 40, 25];

/// Why a photo was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// It is not one of the formats that are read.
    #[error("is not a JPEG, PNG or WebP image")]
    Format,
    /// It has too many octets.
    #[error("is larger than 2 MiB: send a smaller version")]
    TooManyOctets,
    /// It has too many pixels, or takes too much memory.
    #[error("has too many pixels: at most 8,000 on a side and 25 million in all")]
    TooManyPixels,
    /// It is damaged, cut off, or not what it says it is.
    #[error("cannot be read: the file is damaged")]
    Damaged,
    /// Drawn small, it still takes too many octets: it is noise.
    #[error("shows nothing that could be kept small enough")]
    TooNoisy,
    /// Too many photos are being drawn already.
    #[error("cannot be taken now, because others are being drawn: try again in a moment")]
    Busy,
}

/// Draws a portrait: a JPEG of 320 by 320 pixels and at most 32 KiB, from the middle of the photo.
///
/// This is work for the processor, of a second or so: ask a [`PhotoWorkshop`] instead, wherever others wait.
pub fn portrait(octets: &[u8]) -> Result<Vec<u8>, PhotoError> {
    if octets.len() > PHOTO_OCTETS {
        return Err(PhotoError::TooManyOctets);
    }
    // By what is inside: a name says what somebody wants it to be.
    let format = image::guess_format(octets).map_err(|_| PhotoError::Format)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(PhotoError::Format);
    }
    if format == ImageFormat::Jpeg && !jpeg_ends(octets) {
        return Err(PhotoError::Damaged);
    }
    let mut decoder = decoder(octets, format)?;
    // Damaged metadata turn nothing.
    let turn = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let photo = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    let middle = middle(&photo);
    drop(photo);
    let small = imageops::resize(&middle, PORTRAIT_PIXELS, PORTRAIT_PIXELS, FilterType::CatmullRom);
    drop(middle);
    let mut portrait = DynamicImage::ImageRgb8(small);
    // A square turns in place, and a small one at once.
    portrait.apply_orientation(turn);
    encode(&portrait.into_rgb8())
}

/// Reads the head of a photo, and refuses what is too large before room is made for it.
fn decoder(octets: &[u8], format: ImageFormat) -> Result<impl ImageDecoder, PhotoError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_PIXELS);
    limits.max_image_height = Some(SIDE_PIXELS);
    limits.max_alloc = Some(DECODED_OCTETS);
    let mut reader = ImageReader::with_format(Cursor::new(octets), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(PhotoError::Damaged);
    }
    // Not every decoder heeds every limit.
    if width.max(height) > SIDE_PIXELS || pixels > PIXELS || decoder.total_bytes() > DECODED_OCTETS {
        return Err(PhotoError::TooManyPixels);
    }
    Ok(decoder)
}

/// Whether a JPEG has an end. The decoder draws what there is of one that was cut off, and leaves the rest grey.
pub(super) fn jpeg_ends(octets: &[u8]) -> bool {
    let mut rest = octets;
    while let Some(at) = rest.iter().position(|octet| *octet == 0xff) {
        let marker = rest.get(at + 1..).unwrap_or_default();
        let skipped = match marker {
            [0xd9, ..] => return true,
            // Fill; one of the picture's own octets; or a marker without a segment.
            [0xff, ..] => 0,
            [0x00 | 0x01 | 0xd0..=0xd8, ..] => 1,
            [_, high, low, ..] => 1 + usize::from(u16::from_be_bytes([*high, *low])),
            _ => return false,
        };
        rest = marker.get(skipped..).unwrap_or_default();
    }
    false
}

/// The largest square in the middle of a photo, on white: what is transparent may hide something.
fn middle(photo: &DynamicImage) -> RgbImage {
    let (width, height) = photo.dimensions();
    let side = width.min(height);
    let (left, top) = ((width - side) / 2, (height - side) / 2);
    RgbImage::from_fn(side, side, |x, y| on_white(photo.get_pixel(left + x, top + y)))
}

fn on_white(Rgba([red, green, blue, opacity]): Rgba<u8>) -> Rgb<u8> {
    let opacity = u32::from(opacity);
    let blend = |colour: u8| {
        let mixed = (u32::from(colour) * opacity + 255 * (255 - opacity) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    Rgb([blend(red), blend(green), blend(blue)])
}

fn encode(portrait: &RgbImage) -> Result<Vec<u8>, PhotoError> {
    for quality in QUALITIES {
        let mut octets = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut octets, quality);
        encoder.encode_image(portrait).map_err(|_| PhotoError::Damaged)?;
        if octets.len() <= PORTRAIT_OCTETS {
            return Ok(octets);
        }
    }
    Err(PhotoError::TooNoisy)
}

fn refusal(error: &image::ImageError) -> PhotoError {
    match error {
        image::ImageError::Limits(_) => PhotoError::TooManyPixels,
        image::ImageError::Unsupported(_) => PhotoError::Format,
        _ => PhotoError::Damaged,
    }
}

#[cfg(test)]
mod tests;
