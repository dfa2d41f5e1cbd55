//! Octets in a gzip envelope of a size that is given (RFC 1952), so that every answer of a kind has one length. Nothing is
//! compressed when somebody asks: what is worth it was when the edition was made.

use axum::body::Bytes;

/// What stands at the front of a text and has been compressed beforehand.
#[derive(Clone)]
pub struct Opening {
    /// Its text.
    pub text: Bytes,
    /// The text as raw DEFLATE that ends on an octet's boundary, and not with the last block.
    pub deflated: Bytes,
    /// The text's CRC-32.
    pub checksum: u32,
}

/// The fixed header, the length of the extra field, and the head of its one subfield (RFC 1952, 2.3).
const BEFORE_ROOM: usize = 10 + 2 + 4;
/// The head of a stored block (RFC 1951, 3.2.4).
const STORED_HEAD: usize = 5;
/// CRC-32 and length.
const TRAILER: usize = 8;

/// What an envelope adds to the octets inside.
pub const ENVELOPE_OCTETS: usize = BEFORE_ROOM + STORED_HEAD + TRAILER;

/// The longest that an extra field with one subfield can be. It is also a stored block's longest.
const ROOM_MAX: usize = 65_535 - 4;

static NOTHING: [u8; ROOM_MAX] = [0; ROOM_MAX];

/// The parts of `opening` and then `rest` in an envelope that is `octets` long: room that nobody reads makes up for what
/// is missing. `None` where they do not fit, or would need more room than the format has.
pub(super) fn enveloped(opening: Option<&Opening>, rest: &Bytes, octets: usize) -> Option<Vec<Bytes>> {
    let deflated = opening.map(|opening| opening.deflated.clone()).unwrap_or_default();
    let room = octets.checked_sub(ENVELOPE_OCTETS + deflated.len() + rest.len())?;
    let nothing = NOTHING.get(..room)?;
    let (extra, inside) = (u16::try_from(room + 4).ok()?, u16::try_from(room).ok()?);
    let stored = u16::try_from(rest.len()).ok()?;

    let mut head = Vec::with_capacity(BEFORE_ROOM);
    // Deflate, an extra field, no time, nothing about speed, no system.
    head.extend_from_slice(&[0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255]);
    head.extend_from_slice(&extra.to_le_bytes());
    head.extend_from_slice(b"PD");
    head.extend_from_slice(&inside.to_le_bytes());

    let mut before = Vec::with_capacity(STORED_HEAD);
    before.push(1);
    before.extend_from_slice(&stored.to_le_bytes());
    before.extend_from_slice(&(!stored).to_le_bytes());

    let opened = opening.map_or((0, 0), |opening| (opening.checksum, opening.text.len()));
    let mut checksum = crc32fast::Hasher::new_with_initial_len(opened.0, u64::try_from(opened.1).ok()?);
    checksum.update(rest);
    let length = u32::try_from(opened.1 + rest.len()).ok()?;
    let mut trailer = Vec::with_capacity(TRAILER);
    trailer.extend_from_slice(&checksum.finalize().to_le_bytes());
    trailer.extend_from_slice(&length.to_le_bytes());

    Some(vec![
        head.into(),
        Bytes::from_static(nothing),
        deflated,
        before.into(),
        rest.clone(),
        trailer.into(),
    ])
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::{Compress, Compression, FlushCompress, bufread::GzDecoder};

    use super::*;

    fn unpacked(parts: &[Bytes]) -> Vec<u8> {
        let packed = parts.concat();
        let mut decoder = GzDecoder::new(&*packed);
        let mut text = Vec::new();
        decoder.read_to_end(&mut text).unwrap();
        assert!(decoder.into_inner().is_empty(), "nothing stands behind the envelope");
        text
    }

    fn opening() -> Opening {
        let text = Bytes::from("<!doctype html><title>Contact</title>".repeat(40));
        let mut deflated = Vec::with_capacity(4096);
        let mut compress = Compress::new(Compression::best(), false);
        compress.compress_vec(&text, &mut deflated, FlushCompress::Full).unwrap();
        Opening { checksum: crc32fast::hash(&text), deflated: deflated.into(), text }
    }

    #[test]
    fn an_envelope_has_the_size_that_was_asked_for_and_holds_what_was_put_in() {
        let opening = opening();
        for length in [0, 1, 170, 1000, 3000] {
            let rest = Bytes::from(vec![b'a'; length]);
            for (front, text) in [(None, Bytes::new()), (Some(&opening), opening.text.clone())] {
                let parts = enveloped(front, &rest, 4096).unwrap();
                assert_eq!(parts.iter().map(Bytes::len).sum::<usize>(), 4096);
                assert_eq!(unpacked(&parts), [text, rest.clone()].concat());
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_not_put_in() {
        let rest = Bytes::from(vec![b'a'; 4096 - ENVELOPE_OCTETS]);
        assert!(enveloped(None, &rest, 4096).is_some());
        assert!(enveloped(None, &rest, 4095).is_none());
        assert!(enveloped(None, &Bytes::new(), ENVELOPE_OCTETS + ROOM_MAX).is_some());
        assert!(enveloped(None, &Bytes::new(), ENVELOPE_OCTETS + ROOM_MAX + 1).is_none());
    }
}
