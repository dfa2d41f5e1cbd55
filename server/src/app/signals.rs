//! What the system tells the server: to stop, or to read its certificates again.

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that a server listens to, from the moment this is made: until then the system would end the process
/// for each of them, and whoever waits for the `ready` lines may send one right after.
pub(super) struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hangup: Signal,
}

impl Signals {
    /// Listens from now on.
    pub(super) fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// Waits for SIGTERM or SIGINT, and calls `reload` at every SIGHUP meanwhile.
    pub(super) async fn told_to_stop(&mut self, reload: impl Fn()) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => return,
                _ = self.interrupt.recv() => return,
                _ = self.hangup.recv() => reload(),
            }
        }
    }
}
