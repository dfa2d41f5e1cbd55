//! The requests of one HTTP/2 connection, answered in the connection's own task as far as they go at once.
//!
//! hyper hands each request to an executor. A task for each would be usual, but tasks finish one by one and on any
//! processor, and each wakes the connection for a write of its own. Most of our answers lie ready in memory: taken in
//! turn, those that were asked for together leave together.

use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use hyper::rt::Executor;

type Request = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The requests that have come in since the last turn. [`ListenerLimits::http2_streams`] bounds their number.
///
/// [`ListenerLimits::http2_streams`]: super::ListenerLimits::http2_streams
#[derive(Clone, Default)]
pub(super) struct Turns(Arc<Mutex<Vec<Request>>>);

impl<F: Future<Output = ()> + Send + 'static> Executor<F> for Turns {
    fn execute(&self, request: F) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Box::pin(request));
    }
}

impl Turns {
    /// Gives each request one turn, and those that must wait for something a task. Says whether there was any.
    fn take(&self, context: &mut Context<'_>) -> bool {
        let requests = mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let any = !requests.is_empty();
        for mut request in requests {
            if request.as_mut().poll(context).is_pending() {
                tokio::spawn(request);
            }
        }
        any
    }
}

/// A connection and the requests it hands out.
pub(super) struct InTurn<'connection, C> {
    pub(super) connection: Pin<&'connection mut C>,
    pub(super) turns: Turns,
}

impl<C: Future> Future for InTurn<'_, C> {
    type Output = C::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<C::Output> {
        loop {
            if let Poll::Ready(ended) = self.connection.as_mut().poll(context) {
                return Poll::Ready(ended);
            }
            // After a turn the connection has answers to send: it is asked again, and only then waits.
            if !self.turns.take(context) {
                return Poll::Pending;
            }
        }
    }
}
