//! Answers come out even, and heads cost on the wire what we think they do.

use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LOCATION,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, LOCATION, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY,
};
use http_body_util::BodyExt;
use proptest::prelude::*;
use tokio::io::{AsyncReadExt, DuplexStream};

use super::*;

/// What `h2` writes for an answer, frame by frame: kind and payload.
async fn frames_of(response: Response) -> Vec<(u8, Vec<u8>)> {
    let (near, far) = tokio::io::duplex(1 << 20);
    let (head, body) = response.into_parts();
    let body: Vec<Bytes> = pieces(Response::new(body)).await;
    let served = tokio::spawn(async move {
        let mut connection = h2::server::handshake(far).await.unwrap();
        let (_request, mut respond) = connection.accept().await.unwrap().unwrap();
        let mut stream = respond.send_response(http::Response::from_parts(head, ()), false).unwrap();
        let last = body.len() - 1;
        for (place, piece) in body.into_iter().enumerate() {
            stream.send_data(piece, place == last).unwrap();
        }
        while let Some(another) = connection.accept().await {
            drop(another);
        }
    });
    let (ours, theirs) = tokio::io::duplex(1 << 20);
    let reading = tokio::spawn(read_between(near, theirs));
    let (mut requests, connection) = h2::client::handshake(ours).await.unwrap();
    let connection = tokio::spawn(connection);
    let (answer, _) =
        requests.send_request(http::Request::get("https://localhost/").body(()).unwrap(), true).unwrap();
    let mut body = answer.await.unwrap().into_body();
    while let Some(data) = body.data().await {
        data.unwrap();
    }
    drop((requests, body));
    connection.await.unwrap().unwrap();
    let octets = reading.await.unwrap();
    served.abort();

    let mut frames = Vec::new();
    let mut rest = octets.as_slice();
    while let [high, middle, low, kind, _, _, _, _, _, after @ ..] = rest {
        let length = usize::from(*high) << 16 | usize::from(*middle) << 8 | usize::from(*low);
        frames.push((*kind, after[..length].to_vec()));
        rest = &after[length..];
    }
    frames
}

/// Passes octets both ways and keeps those of the server.
async fn read_between(server: DuplexStream, client: DuplexStream) -> Vec<u8> {
    let (mut from_server, mut to_server) = tokio::io::split(server);
    let (mut from_client, mut to_client) = tokio::io::split(client);
    let there = tokio::spawn(async move {
        let _ended = tokio::io::copy(&mut from_client, &mut to_server).await;
    });
    let mut octets = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let count = tokio::select! {
            count = from_server.read(&mut buffer) => count.unwrap_or(0),
            () = async { while !there.is_finished() { tokio::task::yield_now().await; } } => 0,
        };
        if count == 0 {
            return octets;
        }
        octets.extend_from_slice(&buffer[..count]);
        if tokio::io::AsyncWriteExt::write_all(&mut to_client, &buffer[..count]).await.is_err() {
            return octets;
        }
    }
}

async fn pieces(response: Response) -> Vec<Bytes> {
    let mut body = response.into_body();
    let mut pieces = Vec::new();
    while let Some(frame) = body.frame().await {
        pieces.push(frame.unwrap().into_data().unwrap());
    }
    pieces
}

fn heads() -> Vec<(StatusCode, HeaderMap)> {
    let base: [(HeaderName, &str); 8] = [
        (CONTENT_TYPE, "text/vcard; charset=utf-8; version=3.0"),
        (CACHE_CONTROL, "public, max-age=60, s-maxage=60, stale-while-revalidate=60, stale-if-error=300"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_DISPOSITION, "inline; filename=\"contact.vcf\""),
        (STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
        (VARY, "Accept, Accept-Encoding"),
        (ETAG, "\"3456789Abdfghlmn3456789Abdfghlmn3\""),
    ];
    let base: HeaderMap =
        base.map(|(name, value)| (name, HeaderValue::from_static(value))).into_iter().collect();
    let with = |name: HeaderName, values: &[&str]| {
        let mut headers = base.clone();
        for value in values {
            headers.append(name.clone(), HeaderValue::from_str(value).unwrap());
        }
        headers
    };
    let mut heads = vec![(StatusCode::OK, base.clone())];
    for status in [200, 204, 206, 308, 304, 400, 404, 406, 410, 421, 500, 503] {
        let status = StatusCode::from_u16(status).unwrap();
        heads.push((status, with(LOCATION, &["/contact/v1/profiles/ada-ferris.vcf?discreet=1"])));
    }
    heads.push((StatusCode::OK, with(CONTENT_LOCATION, &["/v1/profiles/zoe.json"])));
    heads.push((
        StatusCode::OK,
        with(CONTENT_SECURITY_POLICY, &["default-src 'none'", "default-src 'self'; img-src data:"]),
    ));
    heads.push((
        StatusCode::OK,
        with(HeaderName::from_static("masthead-valid-until"), &["2026-11-23T06:04:45Z"]),
    ));
    heads
}

fn even(
    version: Version,
    spare: Spare,
    packed: bool,
    longest: usize,
    head: (StatusCode, HeaderMap),
    rest: &[u8],
) -> Response {
    let (status, headers) = head;
    let evenness = Evenness::new(1024, longest, spare, packed);
    Uneven { status, headers, opening: None, rest: Bytes::copy_from_slice(rest) }.even(version, &evenness)
}

/// Octets of an answer in HTTP/2, by what `h2` wrote: of its frames with their heads, and of the header block alone.
async fn in_h2(response: Response) -> (usize, usize) {
    let frames = frames_of(response).await;
    let of = |kinds: &[u8], head: usize| -> usize {
        frames.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, payload)| payload.len() + head).sum()
    };
    (of(&[0, 1, 9], FRAME_HEAD_OCTETS), of(&[1, 9], 0))
}

#[tokio::test]
async fn a_head_costs_in_http_2_what_h2_makes_of_it() {
    for (status, headers) in heads() {
        for (spare, packed, length) in
            [(Spare::WhiteSpace, false, 3), (Spare::Head, false, 17), (Spare::Head, true, 9)]
        {
            let answer =
                even(Version::HTTP_2, spare, packed, 2000, (status, headers.clone()), &vec![b'a'; length]);
            let expected = head_cost::of_head(Version::HTTP_2, answer.status(), answer.headers());
            assert_eq!(in_h2(answer).await.1, expected, "{status} {headers:?}");
        }
    }
}

#[tokio::test]
async fn every_answer_of_a_kind_fills_the_same_octets_in_http_2() {
    for longest in [2_000, 6_000, 14_000, 30_000, 62_000] {
        for (spare, packed) in
            [(Spare::WhiteSpace, false), (Spare::WhiteSpace, true), (Spare::Head, false), (Spare::Head, true)]
        {
            let mut sizes = std::collections::BTreeSet::new();
            let lengths = [1, 2, 170, 999, 1000, 1001, 1999, longest / 3, longest / 2, longest - 1, longest];
            for (length, head) in lengths.into_iter().zip(heads().into_iter().cycle().skip(longest / 1000)) {
                let answer = even(Version::HTTP_2, spare, packed, longest, head, &vec![b'a'; length]);
                sizes.insert(in_h2(answer).await.0);
            }
            assert_eq!(sizes.len(), 1, "{longest} {spare:?} packed={packed}: {sizes:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn an_answer_with_any_header_costs_in_http_2_what_we_think(value in "[ -~]{1,300}", length in 1_usize..3000) {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_LOCATION, HeaderValue::from_str(value.trim()).unwrap());
        headers.insert(HeaderName::from_static("masthead-missing"), HeaderValue::from_str(value.trim()).unwrap());
        let answer = even(Version::HTTP_2, Spare::Head, false, 3000, (StatusCode::OK, headers), &vec![b'a'; length]);
        let expected = head_cost::of_head(Version::HTTP_2, answer.status(), answer.headers());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (whole, block) = runtime.block_on(in_h2(answer));
        prop_assert_eq!(block, expected);
        prop_assert_eq!(whole, 4096 + FRAME_HEAD_OCTETS * (HEAD_FRAMES_MAX + pieces_of(4096)));
    }

    /// Wherever the head's frames end: no length of body is without a head that fills the bucket beside it.
    #[test]
    fn every_length_of_body_has_a_head_that_fills_the_bucket_beside_it(octets in 1_usize..64_000) {
        let bucket = Bucket::holding(octets + 1024).octets();
        let (head, halved) = head_beside(bucket, octets);
        let frames = head.div_ceil(FRAME_OCTETS) + pieces_of(octets) + usize::from(halved);
        prop_assert_eq!(head + octets + FRAME_HEAD_OCTETS * frames, bucket + FRAME_HEAD_OCTETS * (HEAD_FRAMES_MAX + pieces_of(bucket)));
    }
}

#[tokio::test]
async fn every_answer_of_a_kind_fills_the_bucket_in_http_1() {
    for longest in [2_000, 6_000, 30_000] {
        for (spare, packed) in
            [(Spare::WhiteSpace, false), (Spare::WhiteSpace, true), (Spare::Head, false), (Spare::Head, true)]
        {
            for (length, head) in [1, 170, 1001, longest].into_iter().zip(heads()) {
                let answer = even(Version::HTTP_11, spare, packed, longest, head, &vec![b'a'; length]);
                let head = head_cost::of_head(Version::HTTP_11, answer.status(), answer.headers());
                let body: usize = pieces(answer).await.iter().map(Bytes::len).sum();
                let envelope = if packed { ENVELOPE_OCTETS } else { 0 };
                assert_eq!(head + body, Bucket::holding(1024 + envelope + longest).octets());
            }
        }
    }
}

#[tokio::test]
async fn padding_changes_no_octet_of_what_is_said() {
    let said = br#"{"name":"Ada Ferris"}"#;
    let plain = even(Version::HTTP_2, Spare::WhiteSpace, false, 900, heads().remove(0), said);
    let text = pieces(plain).await.concat();
    assert_eq!(text.trim_ascii_end(), said);
    let kept = even(Version::HTTP_2, Spare::Head, false, 900, heads().remove(0), said);
    assert!(kept.headers().get_all(PADDING).iter().all(HeaderValue::is_sensitive));
    assert_eq!(pieces(kept).await.concat(), said);
}

#[test]
fn a_head_without_its_body_tells_no_length_and_no_address() {
    for (version, spare, packed) in [
        (Version::HTTP_11, Spare::Head, false),
        (Version::HTTP_2, Spare::Head, false),
        (Version::HTTP_2, Spare::WhiteSpace, false),
        (Version::HTTP_11, Spare::Head, true),
    ] {
        let evenness = Evenness::new(1024, 6000, spare, packed).asked_by(&Method::HEAD);
        let cost = |response: &Response| head_cost::of_head(version, response.status(), response.headers());
        for (length, (status, headers)) in [1, 170, 1001, 5999].into_iter().cycle().zip(heads()) {
            let rest = Bytes::from(vec![b'a'; length]);
            let answer = Uneven { status, headers: headers.clone(), opening: None, rest };
            let answer = answer.even(version, &evenness);
            assert_eq!(cost(&answer), 1024, "{status} {headers:?}");
            assert!(answer.headers().contains_key(CONTENT_LENGTH));
            let mut unchanged = Response::new(Body::empty());
            *unchanged.status_mut() = StatusCode::NOT_MODIFIED;
            *unchanged.headers_mut() = headers;
            even_head(version, &mut unchanged, &evenness);
            assert_eq!(cost(&unchanged), 1024);
        }
    }
}
