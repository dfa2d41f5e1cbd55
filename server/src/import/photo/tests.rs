use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

use super::*;

const RED: Rgb<u8> = Rgb([200, 30, 30]);
const BLUE: Rgb<u8> = Rgb([30, 30, 200]);

/// Something that no portrait may hold.
const SECRET: &[u8] = b"51.5074 N, 0.1278 W; Ada's telephone, serial 12345";

/// A photo whose left half is red and whose right half is blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE })
}

/// EXIF: the camera was held turned by a quarter, and where.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    // ImageDescription, at the end.
    exif.extend([0x0e, 0x01, 2, 0]);
    exif.extend(u32::try_from(SECRET.len()).unwrap().to_le_bytes());
    exif.extend(38_u32.to_le_bytes());
    exif.extend([0; 4]);
    exif.extend(SECRET);
    exif
}

fn jpeg(photo: &RgbImage, exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut octets = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut octets, 90);
    encoder.set_icc_profile([b"profile of ".as_slice(), SECRET].concat()).unwrap();
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    encoder.encode_image(photo).unwrap();
    octets
}

pub(super) fn a_photo() -> Vec<u8> {
    jpeg(&halves(40, 40), None)
}

fn png(width: u32, height: u32, colours: ExtendedColorType, pixels: &[u8]) -> Vec<u8> {
    let mut octets = Vec::new();
    PngEncoder::new(&mut octets).write_image(pixels, width, height, colours).unwrap();
    octets
}

fn webp(photo: &RgbImage) -> Vec<u8> {
    let mut octets = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut octets);
    encoder.set_exif_metadata(exif(1)).unwrap();
    encoder.write_image(photo, photo.width(), photo.height(), ExtendedColorType::Rgb8).unwrap();
    octets
}

/// Reads a portrait back, after making sure that it is one and holds nothing but pixels.
fn drawn(octets: &[u8]) -> RgbImage {
    let portrait = portrait(octets).unwrap();
    assert!(portrait.len() <= PORTRAIT_OCTETS, "{} octets", portrait.len());
    assert_eq!(image::guess_format(&portrait).unwrap(), ImageFormat::Jpeg);
    for trace in [SECRET, b"Exif", b"ICC_PROFILE", b"PK\x03\x04", b"http"] {
        assert!(!portrait.windows(trace.len()).any(|window| window == trace), "{trace:?}");
    }
    let mut decoder = decoder(&portrait, ImageFormat::Jpeg).unwrap();
    assert_eq!(decoder.exif_metadata().unwrap(), None);
    assert_eq!(decoder.icc_profile().unwrap(), None);
    let pixels = DynamicImage::from_decoder(decoder).unwrap().into_rgb8();
    assert_eq!(pixels.dimensions(), (320, 320));
    pixels
}

fn is_near(portrait: &RgbImage, x: u32, y: u32, wanted: Rgb<u8>) -> bool {
    let seen = portrait.get_pixel(x, y);
    seen.0.iter().zip(wanted.0).all(|(seen, wanted)| seen.abs_diff(wanted) < 24)
}

fn crc(octets: &[u8]) -> u32 {
    !octets.iter().fold(u32::MAX, |sum, octet| {
        (0..8).fold(sum ^ u32::from(*octet), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
    })
}

fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let named = [name, data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [length.as_slice(), &named, &crc(&named).to_be_bytes()].concat()
}

#[test]
fn where_a_photo_was_taken_and_by_what_is_left_behind() {
    let photo = jpeg(&halves(400, 300), Some(exif(1)));
    assert!(photo.windows(SECRET.len()).filter(|window| *window == SECRET).count() >= 2);
    let portrait = drawn(&photo);
    assert!(is_near(&portrait, 20, 160, RED) && is_near(&portrait, 300, 160, BLUE));
    drawn(&webp(&halves(400, 300)));
}

#[test]
fn a_photo_stands_as_it_was_seen_when_the_camera_was_held_otherwise() {
    // Six: the right side of what is stored is the bottom.
    let portrait = drawn(&jpeg(&halves(300, 400), Some(exif(6))));
    assert!(is_near(&portrait, 160, 20, RED) && is_near(&portrait, 160, 300, BLUE));
    let mirrored = drawn(&jpeg(&halves(300, 400), Some(exif(2))));
    assert!(is_near(&mirrored, 20, 160, BLUE) && is_near(&mirrored, 300, 160, RED));
}

#[test]
fn a_portrait_is_the_middle_of_a_photo() {
    let wide = RgbImage::from_fn(900, 300, |x, _| if (300..600).contains(&x) { RED } else { BLUE });
    let portrait = drawn(&jpeg(&wide, None));
    for (x, y) in [(20, 20), (300, 20), (20, 300), (300, 300)] {
        assert!(is_near(&portrait, x, y, RED), "{x} {y}");
    }
    for (width, height) in [(1, 1), (8_000, 1), (1, 8_000), (319, 321)] {
        drawn(&png(width, height, ExtendedColorType::Rgb8, halves(width, height).as_raw()));
    }
}

#[test]
fn what_a_photo_hides_under_transparency_stays_hidden() {
    let pixels: Vec<u8> = (0..100 * 100)
        .flat_map(|at| if at % 100 < 50 { [200, 30, 30, 0] } else { [30, 30, 200, 255] })
        .collect();
    let portrait = drawn(&png(100, 100, ExtendedColorType::Rgba8, &pixels));
    assert!(is_near(&portrait, 20, 160, Rgb([255; 3])) && is_near(&portrait, 300, 160, BLUE));
}

#[test]
fn deep_grey_and_palette_photos_are_read() {
    let deep: Vec<u8> = (0..64 * 64_u32 * 3).flat_map(|_| 0x8080_u16.to_ne_bytes()).collect();
    assert!(is_near(&drawn(&png(64, 64, ExtendedColorType::Rgb16, &deep)), 9, 9, Rgb([128; 3])));
    let grey = vec![128; 64 * 64];
    assert!(is_near(&drawn(&png(64, 64, ExtendedColorType::L8, &grey)), 9, 9, Rgb([128; 3])));
}

#[test]
fn an_archive_behind_a_photo_is_not_carried_along() {
    let zip = [b"PK\x03\x04".as_slice(), SECRET, b"PK\x05\x06"].concat();
    for photo in [a_photo(), webp(&halves(40, 40)), png(2, 1, ExtendedColorType::L8, &[0, 255])] {
        drawn(&[photo, zip.clone()].concat());
    }
}

#[test]
fn an_animation_becomes_one_picture() {
    let still = png(40, 40, ExtendedColorType::Rgb8, halves(40, 40).as_raw());
    let head = 8 + 25;
    let control = [40_u32.to_be_bytes(), 40_u32.to_be_bytes(), [0; 4], [0; 4], [0, 1, 0, 10]].concat();
    let frame = |number: u32| [number.to_be_bytes().as_slice(), &control, &[0, 0]].concat();
    let end = still.len() - 12;
    let animated = [
        &still[..head],
        &chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
        &chunk(b"fcTL", &frame(0)),
        &still[head..end],
        &chunk(b"fcTL", &frame(1)),
        &chunk(b"tEXt", &[b"Comment\0".as_slice(), SECRET].concat()),
        &still[end..],
    ]
    .concat();
    assert!(is_near(&drawn(&animated), 20, 160, RED));

    // The image data of a still one, in two frames.
    let mut still = Vec::new();
    WebPEncoder::new_lossless(&mut still)
        .write_image(halves(40, 40).as_raw(), 40, 40, ExtendedColorType::Rgb8)
        .unwrap();
    let riff = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [name.as_slice(), &length, data, &vec![0; data.len() % 2]].concat()
    };
    let frame =
        riff(b"ANMF", &[&[0, 0, 0, 0, 0, 0, 39, 0, 0, 39, 0, 0, 100, 0, 0, 0], &still[12..]].concat());
    let parts = [
        b"WEBP".to_vec(),
        riff(b"VP8X", &[2, 0, 0, 0, 39, 0, 0, 39, 0, 0]),
        riff(b"ANIM", &[0; 6]),
        frame.clone(),
        frame,
    ];
    assert!(is_near(&drawn(&riff(b"RIFF", &parts.concat())), 20, 160, RED));
}

#[test]
fn what_is_no_photo_is_refused_whatever_it_is_called() {
    let mut gif = b"GIF89a".to_vec();
    gif.extend([1, 0, 1, 0, 0, 0, 0]);
    for octets in [
        b"".as_slice(),
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"BM\x3a\0\0\0\0\0\0\0",
        b"II*\0\x08\0\0\0",
        b"\0\0\0\x1cftypavif",
        &gif,
    ] {
        assert_eq!(portrait(octets).err(), Some(PhotoError::Format));
    }
}

#[test]
fn a_photo_that_was_cut_off_is_refused() {
    for photo in [
        jpeg(&halves(400, 300), None),
        png(400, 300, ExtendedColorType::Rgb8, halves(400, 300).as_raw()),
        webp(&halves(400, 300)),
    ] {
        for length in [16, photo.len() / 4, photo.len() / 2] {
            let refused = portrait(&photo[..length]).err();
            assert_eq!(refused, Some(PhotoError::Damaged), "{length} of {}", photo.len());
        }
    }
    let photo = a_photo();
    assert_eq!(portrait(&photo[..photo.len() - 2]), Err(PhotoError::Damaged));
}

#[test]
fn a_photo_too_large_to_be_drawn_is_refused_by_its_head_alone() {
    let head = |width: u32, height: u32| {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let head = chunk(b"IHDR", &[size.as_slice(), &[8, 6, 0, 0, 0]].concat());
        [b"\x89PNG\r\n\x1a\n".as_slice(), &head, &chunk(b"IDAT", &[0x78, 0x9c]), &chunk(b"IEND", &[])]
            .concat()
    };
    for (width, height) in [(8_001, 1), (1, 8_001), (5_001, 5_000), (0x7fff_ffff, 0x7fff_ffff)] {
        assert_eq!(
            portrait(&head(width, height)).err(),
            Some(PhotoError::TooManyPixels),
            "{width} by {height}"
        );
    }
    for (width, height) in [(0, 0), (0, 7), (7, 0)] {
        assert_eq!(portrait(&head(width, height)), Err(PhotoError::Damaged), "{width} by {height}");
    }
    let mut large = a_photo();
    large.resize(PHOTO_OCTETS + 1, 0);
    assert_eq!(portrait(&large), Err(PhotoError::TooManyOctets));
}

#[test]
fn a_portrait_of_much_detail_is_kept_less_faithfully_and_pure_noise_not_at_all() {
    let mut random = 1_u32;
    let noise = RgbImage::from_fn(320, 320, |_, _| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [first, second, third, _] = random.to_be_bytes();
        Rgb([first, second, third])
    });
    let noise = png(320, 320, ExtendedColorType::Rgb8, noise.as_raw());
    assert_eq!(portrait(&noise), Err(PhotoError::TooNoisy));
    // Grey noise over a face's worth of contrast is more than any photo has.
    let grainy = RgbImage::from_fn(320, 320, |x, y| {
        let [_, noise, ..] = (x * 7919 + y * 104_729).wrapping_mul(2_654_435_761).to_be_bytes();
        Rgb([96 + noise / 4; 3])
    });
    drawn(&png(320, 320, ExtendedColorType::Rgb8, grainy.as_raw()));
}
