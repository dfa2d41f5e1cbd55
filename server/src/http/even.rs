//! Answers of one size. Whoever watches the line counts octets: if each profile's answer had its own length, the length
//! would be the name. So all answers of a kind, the one that there is nobody among them, fill the same bucket to the last
//! octet, head and body together. `docs/decisions` says how this was chosen.
//!
//! Heads of a kind differ a little: in status, type, address. A header that nobody reads makes up for that, and for the
//! whole rest where a body must stay as it is; bodies that may end with white space do, and gzip has room of its own.

use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::response::Response;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version};

use super::body::Chunks;
use super::gzip::{self, ENVELOPE_OCTETS, Opening};
use super::head_cost;

/// What makes up for the differences between heads. Says nothing.
const PADDING: HeaderName = HeaderName::from_static("masthead-padding");
/// The longest value that it is given, as long as enough is missing for one more line.
const LINE_OCTETS: usize = 1024;
/// The shortest rest of such a value in HTTP/2. From here to the longest, one letter more is one octet more; below, the
/// number that says the length grows too, and leaves gaps.
const LINE_OCTETS_MIN: usize = 255;
/// A letter that Huffman's code leaves at eight bits, so that it is one octet in HTTP/1.1 and in HTTP/2. There are enough for
/// a line whose rest would be too short for another.
static LETTERS: [u8; LINE_OCTETS + LINE_OCTETS_MIN + 64] = [b'X'; LINE_OCTETS + LINE_OCTETS_MIN + 64];

/// The values of every length, made at the start: checking that letters are letters takes the longer the more there are,
/// and so the longer the less there is to say.
static VALUES: LazyLock<Vec<HeaderValue>> = LazyLock::new(|| {
    let value = |length| {
        let letters = Bytes::from_static(LETTERS.get(..length).unwrap_or_default());
        let mut value = HeaderValue::from_maybe_shared(letters).expect("letters are visible ASCII");
        // In HTTP/2: never indexed, by nobody on the way (RFC 7541, 7.1.3), and so as long every time.
        value.set_sensitive(true);
        value
    };
    (0..=LETTERS.len()).map(value).collect()
});

/// White space for HTML and JSON.
static SPACES: [u8; Bucket::MOST_OCTETS] = [b' '; Bucket::MOST_OCTETS];

/// The largest HTTP/2 frame that every client takes (RFC 9113, 4.2).
const FRAME_OCTETS: usize = 16 * 1024;
/// Octets of an HTTP/2 frame's head.
const FRAME_HEAD_OCTETS: usize = 9;
/// Octets of a small piece of a body. `tls::coalesce` leaves pieces of this size, and of a frame's, as they are.
const PIECE_OCTETS: usize = 1_000;
/// Frames that the longest head takes.
const HEAD_FRAMES_MAX: usize = 5;

/// A size that answers come in: a power of two from 4 to 64 KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket(u8);

impl Bucket {
    const LEAST: u8 = 12;
    const MOST: u8 = 16;
    /// The octets of the largest.
    pub const MOST_OCTETS: usize = 1 << Self::MOST;

    /// The smallest that holds so many octets; the largest, if none does.
    pub fn holding(octets: usize) -> Self {
        Self((Self::LEAST..Self::MOST).find(|power| octets <= 1 << power).unwrap_or(Self::MOST))
    }

    /// How many octets it holds.
    pub const fn octets(self) -> usize {
        1 << self.0
    }
}

/// Which of several forms of the same octets an answer is. Each has its own tag, because each has its own octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// As they are.
    Bare,
    /// In gzip or not, made to fill this bucket.
    Even {
        /// Whether gzip is around it.
        packed: bool,
        /// The bucket.
        bucket: Bucket,
    },
}

impl Variant {
    /// Its number, below 16.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Bare => 0,
            Self::Even { packed, bucket } => {
                1 + 2 * bucket.0.saturating_sub(Bucket::LEAST).min(6) + u8::from(packed)
            }
        }
    }
}

/// Where octets that must stay as they are leave room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spare {
    /// After the last of them: HTML and JSON.
    WhiteSpace,
    /// In the head.
    Head,
}

/// How one kind of answer is made even.
#[derive(Clone, Copy, Debug)]
pub struct Evenness {
    head: usize,
    spare: Spare,
    packed: bool,
    bucket: Bucket,
    /// Whether the answer goes out without its body.
    bodiless: bool,
}

impl Evenness {
    /// For answers with heads of `head` octets, of which the longest body is `longest` octets: packed or not, as the
    /// asker prefers. An opening's packed octets count in a packed body.
    pub fn new(head: usize, longest: usize, spare: Spare, packed: bool) -> Self {
        let envelope = if packed { ENVELOPE_OCTETS } else { 0 };
        Self { head, spare, packed, bucket: Bucket::holding(head + envelope + longest), bodiless: false }
    }

    /// The same for an answer to this method. HEAD takes the body away: a head that made up for it would then be as much
    /// longer as the body was short, and be the one thing that says whose it is. So it is as long as any head of its kind,
    /// with less of the header that says nothing (RFC 9110, 9.3.2, lets a server leave such out).
    #[must_use]
    pub fn asked_by(self, method: &Method) -> Self {
        Self { bodiless: *method == Method::HEAD, ..self }
    }

    /// Which variant of an answer this is.
    pub const fn variant(&self) -> Variant {
        Variant::Even { packed: self.packed, bucket: self.bucket }
    }
}

/// An answer before it is made even.
pub struct Uneven {
    /// Its status.
    pub status: StatusCode,
    /// Its headers, but for those about its length.
    pub headers: HeaderMap,
    /// What was compressed beforehand.
    pub opening: Option<Opening>,
    /// What follows.
    pub rest: Bytes,
}

impl Uneven {
    /// The answer to a request of this version, made even.
    pub fn even(self, version: Version, evenness: &Evenness) -> Response {
        if evenness.packed { self.packed(version, evenness) } else { self.plain(version, evenness) }
    }

    fn packed(mut self, version: Version, evenness: &Evenness) -> Response {
        let octets = evenness.bucket.octets().saturating_sub(evenness.head);
        let least = ENVELOPE_OCTETS + self.opening.as_ref().map_or(0, |opening| opening.deflated.len());
        // An edition holds no answer that does not fit; should one not, it is longer than the others, and whole.
        let octets = octets.max(least + self.rest.len());
        let Some(parts) = gzip::enveloped(self.opening.as_ref(), &self.rest, octets) else {
            return self.plain(version, evenness);
        };
        self.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        self.answer(version, Shape { head: evenness.head, parts, halved: false })
    }

    fn plain(self, version: Version, evenness: &Evenness) -> Response {
        let bucket = evenness.bucket.octets();
        let mut parts = vec![self.rest.clone()];
        if let Some(opening) = &self.opening {
            parts.insert(0, opening.text.clone());
        }
        let octets: usize = parts.iter().map(Bytes::len).sum();
        match evenness.spare {
            Spare::WhiteSpace => {
                let missing = bucket.saturating_sub(evenness.head + octets);
                parts.push(Bytes::from_static(SPACES.get(..missing).unwrap_or_default()));
                self.answer(version, Shape { head: evenness.head, parts, halved: false })
            }
            Spare::Head if evenness.bodiless => {
                self.answer(version, Shape { head: evenness.head, parts, halved: false })
            }
            Spare::Head if version == Version::HTTP_2 => {
                let (head, halved) = head_beside(bucket, octets);
                self.answer(version, Shape { head, parts, halved })
            }
            Spare::Head => {
                self.answer(version, Shape { head: bucket.saturating_sub(octets), parts, halved: false })
            }
        }
    }

    fn answer(self, version: Version, shape: Shape) -> Response {
        let Self { status, mut headers, .. } = self;
        let Shape { head, parts, halved } = shape;
        let octets: usize = parts.iter().map(Bytes::len).sum();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(octets));
        pad(version, status, &mut headers, head);
        let largest = if version == Version::HTTP_2 { PIECE_OCTETS } else { FRAME_OCTETS };
        let cut = if halved { Cut::Once } else { Cut::Not };
        let pieces = Pieces { parts: parts.into_iter(), part: Bytes::new(), left: octets, largest, cut };
        let length = u64::try_from(octets).unwrap_or(u64::MAX);
        let mut response = Response::new(Body::new(Chunks::new(length, pieces)));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }
}

/// What an even answer is made of.
struct Shape {
    /// The octets of its head.
    head: usize,
    parts: Vec<Bytes>,
    /// Whether a piece of the body is cut in two.
    halved: bool,
}

/// The octets of a head that fills `bucket` beside a body of `octets` in HTTP/2, the heads of all frames counted; and
/// whether one piece of the body must be cut in two, because no head would.
fn head_beside(bucket: usize, octets: usize) -> (usize, bool) {
    let most_frames = HEAD_FRAMES_MAX + pieces_of(bucket);
    let room = (bucket + FRAME_HEAD_OCTETS * most_frames).saturating_sub(octets);
    let frames = pieces_of(octets);
    for (halved, frames) in [(false, frames), (true, frames + 1)] {
        for head_frames in 1..=HEAD_FRAMES_MAX {
            let head = room.saturating_sub(FRAME_HEAD_OCTETS * (frames + head_frames));
            if head.div_ceil(FRAME_OCTETS) == head_frames {
                return (head, halved);
            }
        }
    }
    (0, false)
}

/// In how many pieces a body of so many octets is cut in HTTP/2.
const fn pieces_of(octets: usize) -> usize {
    octets / FRAME_OCTETS + (octets % FRAME_OCTETS).div_ceil(PIECE_OCTETS)
}

/// Makes a head `octets` long, if it is not longer.
fn pad(version: Version, status: StatusCode, headers: &mut HeaderMap, octets: usize) {
    let mut missing = octets.saturating_sub(head_cost::of_head(version, status, headers));
    while let Some(length) = next_line(version, missing) {
        let Some(value) = VALUES.get(length) else { return };
        headers.append(PADDING, value.clone());
        missing = missing.saturating_sub(line_cost(version, length));
    }
}

/// The value's length on the next line, if so many octets are missing and a line can make up for some.
fn next_line(version: Version, missing: usize) -> Option<usize> {
    let least = if version == Version::HTTP_2 { LINE_OCTETS_MIN } else { 1 };
    let room = missing.checked_sub(line_cost(version, least))?;
    let length = least + room;
    // What is left must be none, or enough for one more line.
    if length <= LETTERS.len() { Some(length) } else { Some(LINE_OCTETS) }
}

fn line_cost(version: Version, length: usize) -> usize {
    if version == Version::HTTP_2 {
        1 + head_cost::of_text(PADDING.as_str()) + head_cost::of_length(length) + length
    } else {
        head_cost::of_line(PADDING.as_str(), length)
    }
}

/// Makes the head of an answer that has no body as long as every other of its kind.
pub fn even_head(version: Version, response: &mut Response, evenness: &Evenness) {
    let status = response.status();
    pad(version, status, response.headers_mut(), evenness.head);
}

/// Makes what all padding is made of, before anybody asks.
pub fn prepare() {
    LazyLock::force(&VALUES);
}

/// The most that a head with these headers needs, whatever the version: its least padding included.
pub fn head_needs(status: StatusCode, headers: &HeaderMap) -> usize {
    let of = |version, least| head_cost::of_head(version, status, headers) + line_cost(version, least);
    of(Version::HTTP_2, LINE_OCTETS_MIN).max(of(Version::HTTP_11, 1))
}

/// A body's pieces, cut alike whatever the parts: a part is shared where a piece lies inside it, and copied where not.
struct Pieces {
    parts: std::vec::IntoIter<Bytes>,
    part: Bytes,
    left: usize,
    largest: usize,
    cut: Cut,
}

/// Whether a small piece is to be cut in two.
#[derive(Clone, Copy)]
enum Cut {
    Not,
    Once,
    /// It was, and this many octets of it are left.
    Half(usize),
}

impl Pieces {
    /// The length of the next piece.
    fn length(&mut self) -> usize {
        if self.left >= FRAME_OCTETS {
            return FRAME_OCTETS;
        }
        let whole = self.largest.min(self.left);
        match self.cut {
            Cut::Half(other) => {
                self.cut = Cut::Not;
                other
            }
            Cut::Once if whole > 1 => {
                self.cut = Cut::Half(whole - whole / 2);
                whole / 2
            }
            Cut::Once | Cut::Not => whole,
        }
    }
}

impl Iterator for Pieces {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        let octets = self.length();
        if octets == 0 {
            return None;
        }
        self.left -= octets;
        while self.part.is_empty() {
            self.part = self.parts.next()?;
        }
        if self.part.len() >= octets {
            return Some(self.part.split_to(octets));
        }
        let mut piece = Vec::with_capacity(octets);
        while piece.len() < octets {
            let missing = octets - piece.len();
            piece.extend_from_slice(&self.part.split_to(missing.min(self.part.len())));
            if self.part.is_empty() {
                let Some(part) = self.parts.next() else { break };
                self.part = part;
            }
        }
        Some(piece.into())
    }
}

#[cfg(test)]
mod tests;
