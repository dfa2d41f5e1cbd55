//! Many HTTP/2 answers in one write to the network, and large ones in few.
//!
//! The `h2` crate copies a DATA frame into its 16 KiB buffer when the frame is small, and lets further frames join it
//! there; a larger one it chains behind the buffer, which must then be written before anything else. "Small" is below
//! 256 octets on a stream that takes vectored writes and below 1,024 on one that does not. So [`Gathering`] takes
//! none, and [`Pieces`] keeps below; either half alone makes things worse. A body that fills writes of its own is not
//! cut so small: its frames are chained, and [`Gathering`] puts the two parts of each together again.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Octets of a DATA frame that is copied and not chained.
const PIECE_OCTETS: usize = 1_000;
/// From here on a body fills writes of its own, and cutting it costs more than it saves. `h2` then makes frames of
/// what the client takes. It must: hyper asks for room for one octet before each piece, and at the edge of a full
/// window sends that octet alone; a client that gives back room octet by octet never gets more than one again.
const LARGE_OCTETS: usize = 16 * 1024;
/// Octets that may be held until the next flush: a full buffer of `h2` and the frame chained to it.
const MOST_HELD_OCTETS: usize = 32 * 1024;
/// What an idle connection may keep of that.
const KEPT_OCTETS: usize = 2 * 1024;

/// A body's octets, cut for the wire without copying them.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    rest: Bytes,
    octets: usize,
}

impl Pieces {
    pub(super) fn of(data: Bytes) -> Self {
        let octets = if data.len() >= LARGE_OCTETS { data.len() } else { PIECE_OCTETS };
        Self { rest: data, octets }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn len(&self) -> u64 {
        u64::try_from(self.rest.len()).unwrap_or(u64::MAX)
    }
}

impl Iterator for Pieces {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        if self.rest.is_empty() {
            return None;
        }
        Some(self.rest.split_to(self.octets.min(self.rest.len())))
    }
}

/// A stream that takes one slice at a time and passes on what came between two flushes as one.
#[derive(Debug)]
pub(super) struct Gathering<T> {
    stream: T,
    held: Vec<u8>,
    passed_on: usize,
}

impl<T> Gathering<T> {
    pub(super) const fn new(stream: T) -> Self {
        Self { stream, held: Vec::new(), passed_on: 0 }
    }
}

impl<T: AsyncWrite + Unpin> Gathering<T> {
    fn pass_on(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(rest @ [_, ..]) = self.held.get(self.passed_on..) {
            let count = ready!(Pin::new(&mut self.stream).poll_write(context, rest))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.passed_on += count;
        }
        self.passed_on = 0;
        self.held.clear();
        self.held.shrink_to(KEPT_OCTETS);
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Gathering<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

// `is_write_vectored` and `poll_write_vectored` keep their defaults: no.
impl<T: AsyncWrite + Unpin> AsyncWrite for Gathering<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        octets: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.held.len() + octets.len() > MOST_HELD_OCTETS {
            ready!(self.pass_on(context))?;
        }
        if octets.len() > MOST_HELD_OCTETS {
            return Pin::new(&mut self.stream).poll_write(context, octets);
        }
        self.held.extend_from_slice(octets);
        Poll::Ready(Ok(octets.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.pass_on(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.pass_on(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
