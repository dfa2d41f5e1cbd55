//! What leaves in one turn of a connection leaves together, in TLS records whose number depends on nothing but how much
//! it is.
//!
//! Whoever watches the line counts octets, and each TLS record adds 22. If flushes made the records, their number would
//! depend on when a frame came and on how an answer was cut. So [`Gathering`] passes on nothing when it is flushed: it
//! fills whole records and, at the end of the turn ([`super::streams::InTurn`]), one with the rest. An HTTP/2 frame about
//! the connection goes in a record of its own, so that it does not matter what it came together with.
//!
//! The `h2` crate copies a DATA frame into its 16 KiB buffer when the frame is small, and lets further frames join it
//! there; a larger one it chains behind the buffer. "Small" is below 256 octets on a stream that takes vectored writes
//! and below 1,024 on one that does not: hence none for HTTP/2, and [`Pieces`] keeps below.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use hyper::body::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::Protocol;

/// Octets of a DATA frame that is copied and not chained.
const PIECE_OCTETS: usize = 1_000;
/// From here on a body fills writes of its own, and cutting it costs more than it saves. `h2` then makes frames of
/// what the client takes. It must: hyper asks for room for one octet before each piece, and at the edge of a full
/// window sends that octet alone; a client that gives back room octet by octet never gets more than one again.
const LARGE_OCTETS: usize = 16 * 1024;
/// What one TLS record holds at most (RFC 8446, 5.1).
const RECORD_OCTETS: usize = 16 * 1024;
/// Octets that may be held until the end of a turn.
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

/// A stream that passes on what was written in a turn when the turn ends. Clones are the same stream: HTTP has one, and
/// whoever gives out the turns another. Both are in one task, so that neither ever waits for the other.
pub(super) struct Gathering<T> {
    shared: Arc<Mutex<Gathered<T>>>,
    protocol: Protocol,
}

impl<T> Clone for Gathering<T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), protocol: self.protocol }
    }
}

struct Gathered<T> {
    stream: T,
    held: Vec<u8>,
    passed_on: usize,
    /// Where in `held` a record must end, whatever follows.
    ends: VecDeque<usize>,
    frames: Option<Frames>,
    failed: bool,
}

impl<T> Gathering<T> {
    pub(super) fn new(stream: T, protocol: Protocol) -> Self {
        let frames = (protocol == Protocol::Http2).then(Frames::default);
        let gathered =
            Gathered { stream, held: Vec::new(), passed_on: 0, ends: VecDeque::new(), frames, failed: false };
        Self { shared: Arc::new(Mutex::new(gathered)), protocol }
    }

    fn gathered(&self) -> MutexGuard<'_, Gathered<T>> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: AsyncWrite + Unpin> Gathering<T> {
    /// Passes on what the turn has written. What the network does not take now waits for the next turn, which comes
    /// when it does.
    pub(super) fn end_turn(&self, context: &mut Context<'_>) {
        let mut gathered = self.gathered();
        let sent = match gathered.pass_on(context, Rest::Too) {
            Poll::Ready(Ok(())) => Pin::new(&mut gathered.stream).poll_flush(context),
            other => other,
        };
        if let Poll::Ready(Err(_)) = sent
            && !gathered.failed
        {
            // HTTP learns of it when it writes or flushes again, for which it needs another turn.
            gathered.failed = true;
            context.waker().wake_by_ref();
        }
    }
}

/// Whether octets that fill no record are passed on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    Not,
    Too,
}

impl<T: AsyncWrite + Unpin> Gathered<T> {
    fn pass_on(&mut self, context: &mut Context<'_>, rest: Rest) -> Poll<io::Result<()>> {
        loop {
            let end = self.ends.front().copied();
            let until = end.unwrap_or(self.held.len()).min(self.passed_on + RECORD_OCTETS);
            let record = self.held.get(self.passed_on..until).unwrap_or_default();
            if record.is_empty() {
                if self.ends.pop_front().is_some() {
                    continue;
                }
                break;
            }
            if record.len() < RECORD_OCTETS && end.is_none() && rest == Rest::Not {
                break;
            }
            let count = ready!(Pin::new(&mut self.stream).poll_write(context, record))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.passed_on += count;
        }
        self.held.drain(..self.passed_on);
        self.passed_on = 0;
        self.held.shrink_to(KEPT_OCTETS);
        Poll::Ready(Ok(()))
    }

    /// Holds as much of `octets` as there is room for.
    fn hold(&mut self, context: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        if self.failed {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        if self.held.len() + octets.len() > MOST_HELD_OCTETS {
            ready!(self.pass_on(context, Rest::Not))?;
        }
        let room = MOST_HELD_OCTETS - self.held.len().min(MOST_HELD_OCTETS);
        let taken = octets.split_at_checked(room).map_or(octets, |(taken, _)| taken);
        if let Some(frames) = &mut self.frames {
            frames.follow(taken, self.held.len(), &mut self.ends);
        }
        self.held.extend_from_slice(taken);
        Poll::Ready(Ok(taken.len()))
    }
}

/// Octets of an HTTP/2 frame's head (RFC 9113, 4.1).
const FRAME_HEAD_OCTETS: usize = 9;

/// Follows the frames of an HTTP/2 connection, to know where those about the connection begin and end.
#[derive(Debug, Default)]
struct Frames {
    head: [u8; FRAME_HEAD_OCTETS],
    head_octets: usize,
    payload_left: usize,
    is_control: bool,
}

impl Frames {
    /// Reads `octets`, which will stand in the held octets from `place` on, and notes where records must end.
    fn follow(&mut self, octets: &[u8], place: usize, ends: &mut VecDeque<usize>) {
        let mut read = 0;
        while read < octets.len() {
            if self.head_octets == FRAME_HEAD_OCTETS {
                let step = self.payload_left.min(octets.len() - read);
                self.payload_left -= step;
                read += step;
            } else {
                let (Some(octet), Some(slot)) = (octets.get(read), self.head.get_mut(self.head_octets))
                else {
                    return;
                };
                *slot = *octet;
                self.head_octets += 1;
                read += 1;
                if self.head_octets == FRAME_HEAD_OCTETS {
                    self.begin(place + read, ends);
                }
            }
            if self.head_octets == FRAME_HEAD_OCTETS && self.payload_left == 0 {
                self.head_octets = 0;
                if self.is_control {
                    ends.push_back(place + read);
                }
            }
        }
    }

    /// A frame's head ends at `place`.
    fn begin(&mut self, place: usize, ends: &mut VecDeque<usize>) {
        const DATA: u8 = 0;
        const HEADERS: u8 = 1;
        const CONTINUATION: u8 = 9;
        let [high, middle, low, kind, ..] = self.head;
        self.payload_left = usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low);
        self.is_control = !matches!(kind, DATA | HEADERS | CONTINUATION);
        // `h2` writes whole heads. One that began in a record already passed on is ended there.
        if self.is_control
            && let Some(before) = place.checked_sub(FRAME_HEAD_OCTETS)
        {
            ends.push_back(before);
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Gathering<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.gathered().stream).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Gathering<T> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        self.gathered().hold(context, octets)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let mut gathered = self.gathered();
        let mut taken = 0;
        for slice in slices {
            match gathered.hold(context, slice) {
                Poll::Ready(Ok(count)) => {
                    taken += count;
                    if count < slice.len() {
                        break;
                    }
                }
                Poll::Pending if taken > 0 => break,
                other => return other,
            }
        }
        Poll::Ready(Ok(taken))
    }

    fn is_write_vectored(&self) -> bool {
        self.protocol == Protocol::Http1
    }

    /// Nothing: the end of the turn is what passes on.
    fn poll_flush(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let failed = self.gathered().failed;
        Poll::Ready(if failed { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) })
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut gathered = self.gathered();
        ready!(gathered.pass_on(context, Rest::Too))?;
        Pin::new(&mut gathered.stream).poll_shutdown(context)
    }
}
