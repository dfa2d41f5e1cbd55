//! An answer about many profiles, put together as its asker reads it.
//!
//! Such an answer is made for one request and belongs to no edition. Whole, it would be half a megabyte, held for as
//! long as somebody cares to leave it unread, and somebody may leave a hundred of them on each of his connections.

use std::sync::Arc;

use axum::body::{Body, Bytes};

use crate::edition::{Tag, tag_of, tag_of_pieces};
use crate::http::Chunks;

/// About how much is put together at once. More would wait in memory for slow readers.
const PIECE_OCTETS: usize = 16 * 1024;

/// What stands before, for and after the items of a list.
pub(super) struct Many<T, P> {
    items: Arc<[T]>,
    part: P,
    head: Bytes,
    tail: Bytes,
    stage: Stage,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Head,
    /// The item at this place comes next.
    Item(usize),
    End,
}

impl<T, P: Clone> Clone for Many<T, P> {
    fn clone(&self) -> Self {
        Self {
            items: Arc::clone(&self.items),
            part: self.part.clone(),
            head: self.head.clone(),
            tail: self.tail.clone(),
            stage: self.stage,
        }
    }
}

impl<T, P> Many<T, P>
where
    T: Send + Sync + 'static,
    P: Fn(&T, usize, &mut Vec<u8>) + Clone + Send + Unpin + 'static,
{
    /// An answer about `items`. `part` appends what is said of one of them, the number saying how many came before.
    pub(super) fn new(items: Vec<T>, head: Vec<u8>, tail: Vec<u8>, part: P) -> Self {
        Self { items: items.into(), part, head: head.into(), tail: tail.into(), stage: Stage::Head }
    }

    /// Its entity tag's octets, and its body. An answer of one piece is made once, a longer one twice: the tag is of
    /// all of it, and goes out first.
    pub(super) fn finish(mut self) -> (Tag, Body) {
        let again = self.clone();
        let first = self.next().unwrap_or_default();
        if matches!(self.stage, Stage::End) {
            return (tag_of(&first), Body::from(first));
        }
        let (tag, length) = tag_of_pieces(std::iter::once(first).chain(self));
        (tag, Body::new(Chunks::new(length, again)))
    }
}

impl<T, P: Fn(&T, usize, &mut Vec<u8>)> Iterator for Many<T, P> {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        let mut piece = Vec::new();
        while piece.len() < PIECE_OCTETS {
            self.stage = match self.stage {
                Stage::Head => {
                    piece.extend_from_slice(&self.head);
                    Stage::Item(0)
                }
                Stage::Item(place) => {
                    if let Some(item) = self.items.get(place) {
                        (self.part)(item, place, &mut piece);
                        Stage::Item(place + 1)
                    } else {
                        piece.extend_from_slice(&self.tail);
                        Stage::End
                    }
                }
                Stage::End => break,
            };
        }
        (!piece.is_empty()).then(|| piece.into())
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    fn of(
        items: usize,
    ) -> Many<usize, impl Fn(&usize, usize, &mut Vec<u8>) + Clone + Send + Unpin + 'static> {
        Many::new((0..items).collect(), b"[".to_vec(), b"]".to_vec(), |item, before, octets: &mut Vec<u8>| {
            if before > 0 {
                octets.push(b',');
            }
            octets.extend(format!("\"{item:01000}\"").into_bytes());
        })
    }

    fn whole(items: usize) -> Vec<u8> {
        let items: Vec<String> = (0..items).map(|item| format!("\"{item:01000}\"")).collect();
        format!("[{}]", items.join(",")).into_bytes()
    }

    #[tokio::test]
    async fn an_answer_has_the_tag_the_length_and_the_octets_of_the_whole() {
        // Either side of one piece, and of two.
        for items in [0, 1, 15, 16, 17, 18, 32, 33, 34, 100] {
            let (tag, body) = of(items).finish();
            let whole = whole(items);
            assert_eq!(tag, tag_of(&whole), "{items}");
            assert_eq!(http_body::Body::size_hint(&body).exact(), u64::try_from(whole.len()).ok(), "{items}");
            assert_eq!(body.collect().await.unwrap().to_bytes(), whole, "{items}");
        }
    }

    #[test]
    fn no_more_than_a_piece_waits_for_a_reader() {
        assert!(of(100).all(|piece| piece.len() < PIECE_OCTETS + 1100));
    }
}
