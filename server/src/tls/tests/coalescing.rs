//! HTTP/2 answers leave in few writes, whole, and no faster than they are read.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use http_body_util::BodyExt;
use hyper::body::{Body, Frame};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};

use super::super::activity::{Activity, Watched};
use super::super::coalesce::Gathering;
use super::super::streams::{InTurn, Turns};
use super::*;

/// A connection in memory that counts what the network would see.
struct Counting {
    stream: DuplexStream,
    writes: Arc<AtomicUsize>,
}

impl AsyncRead for Counting {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Counting {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        octets: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, octets);
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.writes.fetch_add(1, Ordering::SeqCst);
        }
        written
    }
    fn is_write_vectored(&self) -> bool {
        true
    }
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Serves bodies that `body` makes over memory, as `connection` does over TLS.
async fn connect<B>(
    body: impl Fn() -> B + Clone + Send + 'static,
) -> (h2::client::SendRequest<Bytes>, Arc<AtomicUsize>)
where
    B: Body<Data = Bytes, Error = Infallible> + Send + Unpin + 'static,
{
    let (near, far) = tokio::io::duplex(1 << 20);
    let writes = Arc::new(AtomicUsize::new(0));
    let counting = Counting { stream: far, writes: Arc::clone(&writes) };
    let service = service_fn(move |_request| {
        let body = body.clone();
        async move { Ok::<_, Infallible>(Response::new(body())) }
    });
    let limits = ListenerLimits { requests: usize::MAX, ..ListenerLimits::default() };
    let service = Watched::new(service, Protocol::Http2, Arc::new(Activity::new(&limits)));
    let (turns, stream) = (Turns::default(), Gathering::new(counting, Protocol::Http2));
    let connection =
        connection::http2(&limits, turns.clone()).serve_connection(TokioIo::new(stream.clone()), service);
    tokio::spawn(async move {
        let _ended = InTurn::new(std::pin::pin!(connection), turns, stream).await;
    });
    let (requests, connection) =
        h2::client::Builder::new().initial_connection_window_size(1 << 24).handshake(near).await.unwrap();
    tokio::spawn(async move {
        let _ended = connection.await;
    });
    (requests, writes)
}

async fn read_whole(answer: h2::client::ResponseFuture) -> Vec<u8> {
    read_counting(answer).await.0
}

/// An answer's octets, and in how many DATA frames they came.
async fn read_counting(answer: h2::client::ResponseFuture) -> (Vec<u8>, usize) {
    let mut frames = 0;
    let mut body = answer.await.unwrap().into_body();
    let mut octets = Vec::new();
    while let Some(data) = body.data().await {
        let data = data.unwrap();
        body.flow_control().release_capacity(data.len()).unwrap();
        octets.extend_from_slice(&data);
        frames += 1;
    }
    (octets, frames)
}

fn get() -> hyper::Request<()> {
    hyper::Request::get("https://localhost/").body(()).unwrap()
}

fn octets(count: usize) -> Bytes {
    (0..count).map(|index| u8::try_from(index % 251).unwrap()).collect()
}

/// Writes for 32 answers of `count` octets that were asked for at once.
async fn writes_for_32(count: usize) -> usize {
    let expected = octets(count);
    let body = expected.clone();
    let (mut requests, writes) = connect(move || Full::new(body.clone())).await;
    read_whole(requests.send_request(get(), true).unwrap().0).await;
    let before = writes.load(Ordering::SeqCst);
    let answers: Vec<_> = (0..32).map(|_| requests.send_request(get(), true).unwrap().0).collect();
    for answer in answers {
        assert!(read_whole(answer).await == expected, "{count} octets arrive as they are");
    }
    writes.load(Ordering::SeqCst) - before
}

#[tokio::test]
async fn small_answers_share_their_writes() {
    for (count, most) in [(0, 3), (1, 3), (700, 4), (999, 5), (1_000, 5), (1_001, 5), (1_500, 6), (8_192, 24)]
    {
        let writes = writes_for_32(count).await;
        println!("{count} octets: {writes} writes for 32 answers");
        assert!(writes <= most, "{count} octets: {writes} writes for 32 answers");
    }
}

#[tokio::test]
async fn large_answers_fill_their_writes() {
    for count in [16_384, 20_890, 65_535, 300_340, 1_000_000] {
        let writes = writes_for_32(count).await;
        println!("{count} octets: {writes} writes for 32 answers, {} octets each", count * 32 / writes);
        assert!(count * 32 / writes >= 10_000, "{count} octets: {writes} writes for 32 answers");
    }
}

const FRAME_OCTETS: usize = 64 * 1024;
const FRAMES: usize = 320;

/// 20 MiB, made as they are asked for.
struct Endless {
    frame: Bytes,
    left: usize,
    made: Arc<AtomicUsize>,
}

impl Body for Endless {
    type Data = Bytes;
    type Error = Infallible;
    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.made.fetch_add(1, Ordering::SeqCst);
        Poll::Ready(Some(Ok(Frame::data(self.frame.clone()))))
    }
}

#[tokio::test]
async fn a_slow_reader_gets_every_octet_and_the_server_does_not_run_ahead() {
    let frame = octets(FRAME_OCTETS);
    let twice = [&frame[..], &frame[..]].concat();
    let made = Arc::new(AtomicUsize::new(0));
    let (copy, counter) = (frame.clone(), Arc::clone(&made));
    let (mut requests, _writes) =
        connect(move || Endless { frame: copy.clone(), left: FRAMES, made: Arc::clone(&counter) }).await;
    let mut body = requests.send_request(get(), true).unwrap().0.await.unwrap().into_body();
    let mut read = 0;
    while let Some(data) = body.data().await {
        let data = data.unwrap();
        let from = read % FRAME_OCTETS;
        assert!(data == twice[from..from + data.len()], "at octet {read}");
        read += data.len();
        // What HTTP/2 lets the server send unread (64 KiB), what it may hold (64 KiB), and the frame being cut.
        let ahead = made.load(Ordering::SeqCst) * FRAME_OCTETS - read;
        assert!(ahead <= 4 * FRAME_OCTETS, "{ahead} octets ahead of the reader");
        body.flow_control().release_capacity(data.len()).unwrap();
        tokio::task::yield_now().await;
    }
    assert_eq!(read, FRAMES * FRAME_OCTETS);
}

#[tokio::test]
async fn small_answers_in_a_small_window_do_not_crumble() {
    let expected = octets(8_192);
    let body = expected.clone();
    let site = Site::open_with(ListenerLimits::default(), move |_peer| {
        let body = body.clone();
        service_fn(move |_request| {
            let body = body.clone();
            async { Ok::<_, Infallible>(Response::new(Full::new(body))) }
        })
    });
    // The windows of RFC 9113: 65,535 octets for all streams together.
    let (mut requests, connection) = h2::client::handshake(site.connect(&["h2"]).await).await.unwrap();
    tokio::spawn(connection);
    let mut frames = 0;
    for _round in 0..8 {
        let mut reading = tokio::task::JoinSet::new();
        for _ in 0..64 {
            let answer = requests.send_request(get(), true).unwrap().0;
            reading.spawn(read_counting(answer));
        }
        for (read, count) in reading.join_all().await {
            assert!(read == expected);
            frames += count;
        }
    }
    println!("{frames} DATA frames for 512 answers");
    // Nine would be ideal; at the edges of the full window a piece is split.
    assert!(frames <= 512 * 16, "{frames} DATA frames for 512 answers of nine pieces");
}

#[tokio::test]
async fn a_large_answer_arrives_whole_over_both_protocols() {
    let expected = octets(20_000_000);
    let body = expected.clone();
    let site = Site::open_with(ListenerLimits::default(), move |_peer| {
        let body = body.clone();
        service_fn(move |_request| {
            let body = body.clone();
            async { Ok::<_, Infallible>(Response::new(Full::new(body))) }
        })
    });
    let mut stream = site.connect(&["http/1.1"]).await;
    stream.write_all(LAST_REQUEST).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(answer.ends_with(&expected));

    let (mut requests, connection) = h2::client::handshake(site.connect(&["h2"]).await).await.unwrap();
    tokio::spawn(connection);
    assert!(read_whole(requests.send_request(get(), true).unwrap().0).await == expected);
}

#[tokio::test]
async fn a_request_that_has_to_wait_holds_up_no_other_on_its_connection() {
    let site = Site::open_with(ListenerLimits::default(), |_peer| {
        service_fn(|request: hyper::Request<hyper::body::Incoming>| async {
            let body = request.into_body().collect().await.unwrap().to_bytes();
            Ok::<_, Infallible>(Response::new(Full::new(body)))
        })
    });
    let (mut requests, connection) = h2::client::handshake(site.connect(&["h2"]).await).await.unwrap();
    tokio::spawn(connection);
    let post = hyper::Request::post("https://localhost/").body(()).unwrap();
    let (waiting, mut upload) = requests.send_request(post, false).unwrap();
    assert_eq!(read_whole(requests.send_request(get(), true).unwrap().0).await, b"");
    upload.send_data(Bytes::from_static(b"now"), true).unwrap();
    assert_eq!(read_whole(waiting).await, b"now");
}

/// A network that notes what it is given, write by write.
#[derive(Default)]
struct Noting(Arc<std::sync::Mutex<Vec<usize>>>);

impl AsyncWrite for Noting {
    fn poll_write(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
        octets: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.0.lock().unwrap().push(octets.len());
        Poll::Ready(Ok(octets.len()))
    }
    fn poll_flush(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

fn frame(kind: u8, octets: usize) -> Vec<u8> {
    let [.., high, middle, low] = octets.to_be_bytes();
    let mut frame = vec![high, middle, low, kind, 0, 0, 0, 0, 1];
    frame.resize(9 + octets, kind);
    frame
}

/// What leaves when `octets` are written in one turn, so many at once, and flushed each time.
async fn records_of(octets: &[u8], at_once: usize) -> Vec<usize> {
    let noted = Arc::default();
    let mut stream = Gathering::new(Noting(Arc::clone(&noted)), Protocol::Http2);
    for part in octets.chunks(at_once) {
        tokio::io::AsyncWriteExt::write_all(&mut stream, part).await.unwrap();
        tokio::io::AsyncWriteExt::flush(&mut stream).await.unwrap();
    }
    std::future::poll_fn(|context| {
        stream.end_turn(context);
        Poll::Ready(())
    })
    .await;
    noted.lock().unwrap().clone()
}

#[tokio::test]
async fn records_depend_on_neither_flushes_nor_writes_nor_what_a_frame_came_together_with() {
    let [data, headers, settings, ping, continuation] = [0, 1, 4, 6, 9];
    let short = [frame(settings, 30), frame(settings, 0), frame(headers, 300), frame(data, 900)].concat();
    let long = [
        frame(headers, 16_384),
        frame(continuation, 2_000),
        frame(data, 16_384),
        frame(data, 500),
        frame(ping, 8),
        frame(headers, 100),
    ]
    .concat();
    let answer = 9 + 16_384 + 9 + 2_000 + 9 + 16_384 + 9 + 500;
    for at_once in [1, 7, 1_000, 10_000, 100_000] {
        assert_eq!(records_of(&short, at_once).await, [39, 9, 309 + 909], "{at_once}");
        assert_eq!(
            records_of(&long, at_once).await,
            [16_384, 16_384, answer - 2 * 16_384, 17, 109],
            "{at_once}"
        );
    }
}
