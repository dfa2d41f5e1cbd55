//! The socket below TLS: quick acknowledgements while a handshake lasts, and silence for who does not speak TLS.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// The first octet of every TLS connection: a handshake record (RFC 8446, 5.1).
const HANDSHAKE_RECORD: u8 = 22;

/// A TCP connection that carries TLS.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Silent,
    Handshaking,
    Talking,
}

impl Wire {
    pub(super) const fn new(stream: TcpStream) -> Self {
        Self { stream, stage: Stage::Silent }
    }

    /// From here on the socket is left alone.
    pub(super) const fn handshake_ended(&mut self) {
        self.stage = Stage::Talking;
    }

    /// A client with Nagle's algorithm on holds its request back until its last handshake message is acknowledged.
    /// We send no tickets, so nothing of ours carries that acknowledgement, and the system would wait 40 ms for
    /// company. The option lasts only until the system changes its mind, hence after each read.
    fn acknowledge_at_once(&self) {
        #[cfg(target_os = "linux")]
        // Without it the client waits a little: nothing to fail for.
        let _ = socket2::SockRef::from(&self.stream).set_tcp_quickack(true);
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        if self.stage == Stage::Talking {
            return Poll::Ready(Ok(()));
        }
        if self.stage == Stage::Silent
            && let Some(first) = buffer.filled().get(before)
        {
            // An answer to plain HTTP would teach people that the plain address works.
            if *first != HANDSHAKE_RECORD {
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, "not TLS")));
            }
            self.stage = Stage::Handshaking;
        }
        self.acknowledge_at_once();
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        octets: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, octets)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
