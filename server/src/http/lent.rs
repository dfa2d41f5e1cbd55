//! A body that is lent to a handler: what the handler leaves unread comes back, and can be read to its end. Otherwise
//! every early refusal would reset an HTTP/2 stream that did nothing wrong.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::sync::oneshot;

/// A body on loan.
pub(super) struct Lent<B: Body> {
    body: Option<B>,
    back: Option<oneshot::Sender<B>>,
}

/// Where what was left unread comes back.
pub(super) struct Return<B>(oneshot::Receiver<B>);

impl<B: Body> Lent<B> {
    /// Lends `body`.
    pub(super) fn new(body: B) -> (Self, Return<B>) {
        let (back, returned) = oneshot::channel();
        (Self { body: Some(body), back: Some(back) }, Return(returned))
    }
}

impl<B> Return<B> {
    /// What was left unread, once the borrower is done; nothing where it was read to its end.
    pub(super) fn unread(mut self) -> Option<B> {
        self.0.try_recv().ok()
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Lent<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        self.body.as_mut().map_or(Poll::Ready(None), |body| Pin::new(body).poll_frame(context))
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(SizeHint::default, Body::size_hint)
    }
}

impl<B: Body> Drop for Lent<B> {
    fn drop(&mut self) {
        if let (Some(body), Some(back)) = (self.body.take(), self.back.take())
            && !body.is_end_stream()
        {
            // Nobody waits for it any more when the connection is gone.
            let _ = back.send(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::{BodyExt, Full};

    use super::*;

    #[tokio::test]
    async fn a_body_that_nobody_read_comes_back_and_one_that_was_read_does_not() {
        let (lent, back) = Lent::new(Full::new(Bytes::from_static(b"words")));
        drop(lent);
        let unread = back.unread().unwrap();
        assert_eq!(unread.collect().await.unwrap().to_bytes(), "words");

        let (lent, back) = Lent::new(Full::new(Bytes::from_static(b"words")));
        assert_eq!(lent.collect().await.unwrap().to_bytes(), "words");
        assert!(back.unread().is_none());
    }
}
