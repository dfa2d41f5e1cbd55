//! A long answer, given out piece by piece, so that it costs memory by the piece and not by the whole.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body::{Body, Frame, SizeHint};

/// Nothing, without saying that it is nothing: an answer that stands for another one (304) must not be given that
/// one's length as zero (RFC 9110, 8.6), which caches would write over the true one.
pub struct Omitted;

impl Body for Omitted {
    type Data = axum::body::Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Infallible>>> {
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        true
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

/// The pieces of an answer whose whole length is known.
pub struct Chunks<I> {
    pieces: I,
    left: u64,
}

impl<I> Chunks<I> {
    /// An answer of `length` octets in these pieces.
    pub const fn new(length: u64, pieces: I) -> Self {
        Self { pieces, left: length }
    }
}

impl<I: Iterator<Item = axum::body::Bytes> + Unpin> Body for Chunks<I> {
    type Data = axum::body::Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Infallible>>> {
        let piece = self.pieces.next();
        if let Some(piece) = &piece {
            self.left = self.left.saturating_sub(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        }
        Poll::Ready(piece.map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
