//! QR codes, read back from their pixels.

use directory::{Audience, ChannelKind};
use formats::{QrError, qr_png, qr_png_of};

use crate::people;

fn read_back(png: &[u8]) -> String {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Grayscale, png::BitDepth::One));
    let (width, height) = (frame.width as usize, frame.height as usize);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        if pixels[y * frame.line_size + x / 8] >> (7 - x % 8) & 1 == 1 { 255 } else { 0 }
    });
    let codes = picture.detect_grids();
    assert_eq!(codes.len(), 1);
    codes[0].decode().unwrap().1
}

#[test]
fn a_code_reads_back_as_the_address_of_the_preferred_channel() {
    for (kind, value, text) in [
        (ChannelKind::SignalLink, people::SIGNAL_LINK, people::SIGNAL_LINK),
        (ChannelKind::SignalNumber, "+442079460123", "https://signal.me/#p/+442079460123"),
        (ChannelKind::SignalUsername, "ada_ferris.42", "ada_ferris.42"),
        (ChannelKind::Email, "ada@courier.example", "mailto:ada@courier.example"),
        (ChannelKind::Phone, "+441632960123", "tel:+441632960123"),
        (ChannelKind::Simplex, people::SIMPLEX, people::SIMPLEX),
        (ChannelKind::Pgp, people::KEY, "OPENPGP4FPR:9756182C95B2392D4BC4FDDE8C660A07108C69E8"),
    ] {
        let profile = people::reached_by(people::bare("Ada Ferris", "Ferris, Ada"), &[(kind, value)]);
        let png = qr_png(&profile, Audience::Everyone).unwrap();
        assert_eq!(read_back(&png), text, "{kind:?}");
    }
}

#[test]
fn a_code_of_an_onion_address_is_text_that_no_telephone_offers_to_open() {
    for kind in [ChannelKind::Securedrop, ChannelKind::Globaleaks, ChannelKind::Onionshare] {
        let profile = people::reached_by(people::bare("Ada Ferris", "Ferris, Ada"), &[(kind, people::ONION)]);
        let text = read_back(&qr_png(&profile, Audience::Everyone).unwrap());
        let host = people::ONION.trim_start_matches("http://").trim_end_matches('/');
        assert_eq!(text.trim_end_matches('/'), host, "{kind:?}");
    }
    let secured = people::ONION.replace("http://", "https://");
    let tips = format!("{}/tips", secured.trim_end_matches('/'));
    for (kind, address) in [(ChannelKind::Globaleaks, secured.as_str()), (ChannelKind::WebForm, &tips)] {
        let profile = people::reached_by(people::bare("Ada Ferris", "Ferris, Ada"), &[(kind, address)]);
        let text = read_back(&qr_png(&profile, Audience::Everyone).unwrap());
        let bare = address.trim_start_matches("https://");
        assert_eq!(text.trim_end_matches('/'), bare.trim_end_matches('/'), "{kind:?}");
    }
}

#[test]
fn a_code_of_any_length_that_fits_can_be_read() {
    for length in [1, 20, 100, 200, 300, 450] {
        let text = "Wz9-".repeat(113).chars().take(length).collect::<String>();
        assert_eq!(read_back(&qr_png_of(&text).unwrap()), text);
    }
}

#[test]
fn a_text_too_long_for_a_camera_has_no_code() {
    assert_eq!(qr_png_of(&"a".repeat(451)), Err(QrError::TooLong));
}

#[test]
fn a_paused_profile_has_no_code() {
    assert_eq!(qr_png(&people::paused(), Audience::ProfileOnly), None);
}

#[test]
fn a_channel_for_the_profile_page_alone_has_no_code_elsewhere() {
    let mut profile = people::reached_by(
        people::bare("Ada Ferris", "Ferris, Ada"),
        &[(ChannelKind::Phone, "+441632960123")],
    );
    profile.channels[0].audience = Audience::ProfileOnly;
    assert_eq!(qr_png(&profile, Audience::Everyone), None);
    assert!(qr_png(&profile, Audience::ProfileOnly).is_some());
}

#[test]
fn the_code_holds_the_channel_that_the_json_calls_preferred() {
    let mut profile = people::reached_by(
        people::bare("Ada Ferris", "Ferris, Ada"),
        &[
            (ChannelKind::Pgp, people::KEY),
            (ChannelKind::Phone, "+441632960123"),
            (ChannelKind::Email, "ada@courier.example"),
        ],
    );
    profile.channels[1].audience = Audience::ProfileOnly;
    for (audience, address) in
        [(Audience::ProfileOnly, "tel:+441632960123"), (Audience::Everyone, "mailto:ada@courier.example")]
    {
        let json = formats::profile_json(&profile, audience, &people::site());
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let preferred =
            json["channels"].as_array().unwrap().iter().filter(|channel| channel["preferred"] == true);
        assert_eq!(preferred.map(|channel| channel["url"].as_str().unwrap()).collect::<Vec<_>>(), [address]);
        assert_eq!(read_back(&qr_png(&profile, audience).unwrap()), address);
    }
}
