//! How a server stops: nobody new, and everybody who was being answered gets the answer.

use std::time::Duration;

use tokio::sync::Semaphore;

use super::*;

/// A site whose answers wait for `released`, and a way to see that a request has arrived.
fn waiting_site(limits: ListenerLimits) -> (Site, Arc<Semaphore>, Arc<Semaphore>) {
    let (arrived, released) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let (signal, wait) = (Arc::clone(&arrived), Arc::clone(&released));
    let site = Site::open_with(limits, move |_peer| {
        let (signal, wait) = (Arc::clone(&signal), Arc::clone(&wait));
        service_fn(move |_request| {
            let (signal, wait) = (Arc::clone(&signal), Arc::clone(&wait));
            async move {
                signal.add_permits(1);
                wait.acquire().await.unwrap().forget();
                Ok::<_, Infallible>(Response::new(Full::new(Bytes::from_static(b"at last"))))
            }
        })
    });
    (site, arrived, released)
}

#[tokio::test]
async fn an_answer_under_way_is_finished_and_nobody_new_gets_in() {
    let (site, arrived, released) = waiting_site(ListenerLimits::default());
    let address = site.address;
    let asking = tokio::spawn(ask(site.connect(&["http/1.1"]).await));
    let (mut requests, connection) = h2::client::handshake(site.connect(&["h2"]).await).await.unwrap();
    let connection = tokio::spawn(connection);
    let request = hyper::Request::get("https://localhost/").body(()).unwrap();
    let (answer, _) = requests.send_request(request, true).unwrap();
    let _both = arrived.acquire_many(2).await.unwrap();
    let idle = site.connect(&["http/1.1"]).await;

    site.stop.send(()).unwrap();
    // The idle connection ends at once, which also shows that the stop has been heard.
    let (mut idle, mut rest) = (idle, Vec::new());
    let _closed = idle.read_to_end(&mut rest).await;
    assert!(TcpStream::connect(address).await.is_err());

    released.add_permits(2);
    assert!(asking.await.unwrap().ends_with("at last"));
    assert_eq!(answer.await.unwrap().into_body().data().await.unwrap().unwrap(), "at last");
    drop(requests);
    connection.await.unwrap().unwrap();
    site.serving.await.unwrap();
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_cut_off() {
    let limits = ListenerLimits { drain: Duration::from_millis(20), ..ListenerLimits::default() };
    let (site, arrived, _released) = waiting_site(limits);
    let mut stream = site.connect(&["http/1.1"]).await;
    stream.write_all(REQUEST).await.unwrap();
    let _arrived = arrived.acquire().await.unwrap();
    site.stop.send(()).unwrap();
    site.serving.await.unwrap();
    let mut answer = Vec::new();
    let _cut = stream.read_to_end(&mut answer).await;
    assert_eq!(answer, b"");
}

#[tokio::test]
async fn who_has_said_nothing_holds_up_no_end() {
    const LONG: Duration = Duration::from_hours(1);
    let limits = ListenerLimits {
        handshake: LONG,
        request_head: LONG,
        drain: LONG,
        silent_farewell: Duration::from_millis(20),
        ..ListenerLimits::default()
    };
    let site = Site::open(limits);
    let _no_handshake = site.tcp().await;
    let _no_preface = site.connect(&["h2"]).await;
    let mut half_a_head = site.connect(&["http/1.1"]).await;
    half_a_head.write_all(b"GET / HT").await.unwrap();
    site.stop.send(()).unwrap();
    site.serving.await.unwrap();
}
