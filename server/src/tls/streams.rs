//! The requests of one connection, answered in the connection's own task.
//!
//! hyper hands each HTTP/2 request to an executor. A task for each would be usual, but tasks finish one by one and on any
//! processor, and each wakes the connection for a write of its own: between an answer's head and its body, if it so
//! happens, which whoever watches the line sees. Taken in turn, answers that are ready together leave together, and each
//! leaves the same way every time.

use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use hyper::rt::Executor;
use tokio::io::AsyncWrite;

use super::coalesce::Gathering;

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

/// The requests that have to wait for something, each with its own bell, so that a turn is given only to those that can
/// use it.
#[derive(Default)]
struct Waiting {
    /// By place; a place is used again once its request is done.
    requests: Vec<Option<Request>>,
    rung: Arc<Rung>,
}

/// Which requests have been woken, and the connection's waker.
#[derive(Default)]
struct Rung(Mutex<(Vec<usize>, Option<Waker>)>);

impl Rung {
    fn lock(&self) -> MutexGuard<'_, (Vec<usize>, Option<Waker>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes the request at a place.
struct Bell {
    place: usize,
    rung: Arc<Rung>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut rung = self.rung.lock();
        // Once is enough, and keeps the list as short as that of the requests.
        if !rung.0.contains(&self.place) {
            rung.0.push(self.place);
        }
        let connection = rung.1.take();
        drop(rung);
        if let Some(connection) = connection {
            connection.wake();
        }
    }
}

impl Waiting {
    /// Gives a turn to each new request and to each that was woken. Says whether there was any.
    fn turn(&mut self, new: &Turns, context: &Context<'_>) -> bool {
        let new = mem::take(&mut *new.0.lock().unwrap_or_else(PoisonError::into_inner));
        let mut rung = self.rung.lock();
        let woken = mem::take(&mut rung.0);
        if !rung.1.as_ref().is_some_and(|waker| waker.will_wake(context.waker())) {
            rung.1 = Some(context.waker().clone());
        }
        drop(rung);
        let any = !new.is_empty() || !woken.is_empty();
        for place in woken {
            if let Some(request) = self.requests.get_mut(place).and_then(Option::take) {
                self.give_turn(place, request);
            }
        }
        for request in new {
            let free = self.requests.iter().position(Option::is_none);
            let place = free.unwrap_or_else(|| {
                self.requests.push(None);
                self.requests.len() - 1
            });
            self.give_turn(place, request);
        }
        any
    }

    fn give_turn(&mut self, place: usize, mut request: Request) {
        let bell = Waker::from(Arc::new(Bell { place, rung: Arc::clone(&self.rung) }));
        if request.as_mut().poll(&mut Context::from_waker(&bell)).is_pending()
            && let Some(slot) = self.requests.get_mut(place)
        {
            *slot = Some(request);
        }
    }
}

/// A connection, the requests it hands out, and the stream that passes on what they have written.
pub(super) struct InTurn<'connection, C, T> {
    connection: Pin<&'connection mut C>,
    turns: Turns,
    waiting: Waiting,
    stream: Gathering<T>,
}

impl<'connection, C, T> InTurn<'connection, C, T> {
    pub(super) fn new(connection: Pin<&'connection mut C>, turns: Turns, stream: Gathering<T>) -> Self {
        Self { connection, turns, waiting: Waiting::default(), stream }
    }

    pub(super) fn connection(&mut self) -> Pin<&mut C> {
        self.connection.as_mut()
    }
}

impl<C: Future, T: AsyncWrite + Unpin> Future for InTurn<'_, C, T> {
    type Output = C::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<C::Output> {
        let this = &mut *self;
        let ended = loop {
            let polled = this.connection.as_mut().poll(context);
            // After a turn the connection has answers to send: it is asked again, and only then waits.
            if polled.is_ready() || !this.waiting.turn(&this.turns, context) {
                break polled;
            }
        };
        this.stream.end_turn(context);
        ended
    }
}
