//! QR codes as PNG pictures, because Tor Browser's “Safest” shows no SVG.

use directory::{Audience, ChannelValue, PublicChannel, PublicProfile};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::service::is_onion;

/// Why there is no QR code of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// More than the largest code holds, or more than a phone's camera reads from a page.
    #[error("the text is longer than a QR code can hold, {MAX_OCTETS} octets at most")]
    TooLong,
    /// The picture could not be written.
    #[error("the QR code could not be written as PNG")]
    Picture,
}

/// The longest text: what a code of 97 × 97 modules holds, which a camera still reads from a screen.
const MAX_OCTETS: usize = 450;
/// The empty border that readers need around a code, in modules (ISO/IEC 18004).
const QUIET_MODULES: i32 = 4;
/// How wide a picture should be, in pixels.
const WIDTH: i32 = 320;
/// The widest picture that is read back, in pixels: wider than any that is made here.
const MAX_READ_WIDTH: u32 = 1_024;

/// The QR code of the channel that a source should try first; none for a profile without channels, or where its
/// text is too long to be a code.
pub fn qr_png(profile: &PublicProfile, audience: Audience) -> Option<Vec<u8>> {
    qr_png_of(&qr_text(profile.preferred(audience)?)).ok()
}

/// Whether [`qr_png`] has a code of this profile, without drawing it.
pub(crate) fn has_qr(profile: &PublicProfile, audience: Audience) -> bool {
    profile.preferred(audience).is_some_and(|channel| qr_text(channel).len() <= MAX_OCTETS)
}

/// A QR code of any text, black on white, 1 bit a pixel, with its quiet zone.
pub fn qr_png_of(text: &str) -> Result<Vec<u8>, QrError> {
    if text.len() > MAX_OCTETS {
        return Err(QrError::TooLong);
    }
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| QrError::TooLong)?;
    let modules = code.size() + 2 * QUIET_MODULES;
    let scale = (WIDTH / modules).clamp(4, 8);
    let side = u32::try_from(modules * scale).map_err(|_| QrError::Picture)?;
    let mut picture = Vec::new();
    let mut encoder = png::Encoder::new(&mut picture, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    // A module is several rows high, so most rows are the one above again.
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::Up);
    let mut writer = encoder.write_header().map_err(|_| QrError::Picture)?;
    writer.write_image_data(&pixels(&code, modules * scale, scale)).map_err(|_| QrError::Picture)?;
    writer.finish().map_err(|_| QrError::Picture)?;
    Ok(picture)
}

/// What a scanner reads out of a picture that [`qr_png`] made: the picture is decoded, the code is found in it, and its
/// text is corrected and read. Nothing where there is not exactly one code.
pub fn read_qr_png(png: &[u8]) -> Option<String> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().ok()?;
    let (width, height) = reader.info().size();
    let is_ours = reader.output_color_type() == (png::ColorType::Grayscale, png::BitDepth::One);
    if !is_ours || width > MAX_READ_WIDTH || height > MAX_READ_WIDTH {
        return None;
    }
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    let is_white = |x: usize, y: usize| {
        let octet = pixels.get(y * frame.line_size + x / 8).copied().unwrap_or_default();
        octet >> (7 - x % 8) & 1 == 1
    };
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(
            width,
            height,
            |x, y| {
                if is_white(x, y) { u8::MAX } else { 0 }
            },
        );
    match &*picture.detect_grids() {
        [code] => code.decode().ok().map(|(_, text)| text),
        _ => None,
    }
}

/// The picture's rows, each padded to whole octets; a set bit is white.
fn pixels(code: &QrCode, side: i32, scale: i32) -> Vec<u8> {
    let mut pixels = Vec::new();
    for module_row in -QUIET_MODULES..code.size() + QUIET_MODULES {
        let mut row = Vec::new();
        let mut octet = 0_u8;
        for x in 0..side {
            let is_dark = code.get_module(x / scale - QUIET_MODULES, module_row);
            octet = octet << 1 | u8::from(!is_dark);
            if x % 8 == 7 {
                row.push(octet);
            }
        }
        if side % 8 != 0 {
            row.push(octet << (8 - side % 8));
        }
        for _ in 0..scale {
            pixels.extend_from_slice(&row);
        }
    }
    pixels
}

/// What a phone does with the code: opens the address where there is one, and shows the text otherwise.
fn qr_text(channel: &PublicChannel) -> String {
    match &channel.value {
        ChannelValue::Pgp(key) => format!("OPENPGP4FPR:{}", key.fingerprint().as_str()),
        value => {
            let text = value.url().unwrap_or_else(|| value.display());
            match text.split_once("://") {
                // A telephone that reads an address offers to open it, and its browser would ask the network for the
                // name. The bare name of an onion service is read as text, to be copied into Tor Browser.
                Some((_, bare)) if is_onion(&text) => bare.to_owned(),
                _ => text,
            }
        }
    }
}
