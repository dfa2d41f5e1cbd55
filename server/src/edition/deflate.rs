//! Compressing in pieces that can be put one after the other, in any order.

use flate2::{Compress, Compression, FlushCompress, Status};

/// How much more room is made when a piece does not fit.
const STEP_OCTETS: usize = 4 * 1024;

/// `text` as raw DEFLATE (RFC 1951) that looks back at nothing before it, ended by a full flush: on an octet's boundary,
/// and not by the last block.
pub(super) fn flushed(text: &[u8]) -> Vec<u8> {
    let mut compress = Compress::new(Compression::best(), false);
    let mut deflated = Vec::with_capacity(text.len() / 2 + STEP_OCTETS);
    loop {
        let rest =
            usize::try_from(compress.total_in()).ok().and_then(|read| text.get(read..)).unwrap_or_default();
        let status = compress.compress_vec(rest, &mut deflated, FlushCompress::Full);
        debug_assert!(
            matches!(status, Ok(Status::Ok | Status::BufError)),
            "compressing into memory cannot fail"
        );
        // A flush is whole once it leaves room unused.
        if deflated.len() < deflated.capacity() {
            deflated.shrink_to_fit();
            return deflated;
        }
        deflated.reserve(STEP_OCTETS);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn pieces_in_any_order_inflate_to_their_texts_in_that_order() {
        let noise: Vec<u8> =
            (0..200_000_u64).map(|place| (place.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect();
        let pieces: [&[u8]; 5] = [b"", b"one", &noise, &b"again and ".repeat(9000), b"\n"];
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 2, 2, 0, 0]] {
            let mut deflated: Vec<u8> = order.iter().flat_map(|place| flushed(pieces[*place])).collect();
            // The last block: stored, and empty.
            deflated.extend([1, 0, 0, 0xff, 0xff]);
            let mut text = Vec::new();
            flate2::read::DeflateDecoder::new(&*deflated).read_to_end(&mut text).unwrap();
            assert_eq!(text, order.iter().flat_map(|place| pieces[*place].to_vec()).collect::<Vec<_>>());
        }
    }
}
