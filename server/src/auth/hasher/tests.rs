//! Hashing: what is promised of hashes, of the queue, and of the threads.

use std::sync::mpsc;

use super::*;

const GOOD: &str = "harbour velvet ostrich nine";

fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

#[tokio::test]
async fn a_password_is_right_for_its_own_hash_only() {
    let hasher = Hasher::cheap();
    let phc = hasher.hash(secret(GOOD)).await.unwrap();
    assert!(hasher.verify(secret(GOOD), Some(phc.clone())).await.unwrap());
    for wrong in
        ["", "harbour velvet ostrich nin", "harbour velvet ostrich nine ", "Harbour velvet ostrich nine"]
    {
        assert!(!hasher.verify(secret(wrong), Some(phc.clone())).await.unwrap(), "{wrong:?}");
    }
    assert!(!hasher.verify(secret(GOOD), None).await.unwrap());
    assert!(!hasher.verify(secret(""), None).await.unwrap());
}

#[tokio::test]
async fn the_same_password_is_hashed_differently_each_time() {
    let hasher = Hasher::cheap();
    let [first, second] =
        [hasher.hash(secret(GOOD)).await.unwrap(), hasher.hash(secret(GOOD)).await.unwrap()];
    assert_ne!(first.expose(), second.expose());
}

#[tokio::test]
async fn what_is_stored_is_argon2id_by_rfc_9106s_second_choice() {
    let hasher = Hasher::new();
    let phc = hasher.hash(secret(GOOD)).await.unwrap();
    assert!(phc.expose().starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{}", phc.expose());
    assert!(hasher.verify(secret(GOOD), Some(phc.clone())).await.unwrap());
    assert!(!hasher.needs_rehash(&phc));
}

#[tokio::test]
async fn a_hash_of_a_cheaper_recipe_is_verified_and_made_anew() {
    let made_elsewhere = {
        use argon2::{Algorithm, Argon2, PasswordHasher as _, Version};
        let params = Params::new(32, 1, 1, Some(32)).unwrap();
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon2.hash_password_with_salt(GOOD.as_bytes(), &[5; 16]).unwrap().to_string()
    };
    let hasher = Hasher::cheap();
    assert!(hasher.verify(secret(GOOD), Some(secret(&made_elsewhere))).await.unwrap());
    assert!(hasher.needs_rehash(&secret(&made_elsewhere)), "it was made by a cheaper recipe");
}

#[tokio::test]
async fn a_hash_that_would_cost_more_than_ours_or_is_of_another_kind_is_nobodys() {
    let hasher = Hasher::cheap();
    let phc = hasher.hash(secret(GOOD)).await.unwrap();
    let phc = phc.expose().as_str();
    assert!(phc.contains("$m=64,t=1,p=1$"));
    for (from, to) in [
        ("m=64", "m=65"),
        ("m=64", "m=4194304"),
        ("t=1", "t=2"),
        ("t=1", "t=4294967295"),
        ("p=1", "p=2"),
        ("argon2id", "argon2i"),
        ("argon2id", "argon2d"),
        ("v=19", "v=16"),
        ("$v=19", ""),
        ("p=1", "p=1,keyid=AAAA"),
    ] {
        let other = phc.replacen(from, to, 1);
        assert_ne!(other, phc);
        assert!(!hasher.verify(secret(GOOD), Some(secret(&other))).await.unwrap(), "{other}");
        assert!(hasher.needs_rehash(&secret(&other)), "{other}");
    }
    for broken in
        ["", "$", "$argon2id$v=19$m=64,t=1,p=1", "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA", GOOD]
    {
        assert!(!hasher.verify(secret(GOOD), Some(secret(broken))).await.unwrap(), "{broken}");
    }
}

/// Holds a thread until the sender is dropped.
fn hold(workers: &Workers) -> (mpsc::Sender<()>, mpsc::Receiver<()>) {
    let (release, held) = mpsc::channel::<()>();
    let (started, has_started) = mpsc::channel();
    let job = move |_arena: &mut Arena| {
        // Nobody may be listening.
        let _unheard = started.send(());
        // Ends when the sender is dropped.
        let _gone = held.recv();
    };
    workers.queue(Box::new(job)).unwrap();
    (release, has_started)
}

#[test]
fn whoever_finds_the_queue_full_is_asked_to_come_again() {
    let workers = Workers::new(2, 3, 1, ARENAS_KEPT);
    let held = [hold(&workers), hold(&workers)];
    for (_release, has_started) in &held {
        has_started.recv().unwrap();
    }
    let (done, count) = mpsc::channel();
    for place in 0..5 {
        let done = done.clone();
        let queued = workers.queue(Box::new(move |_arena| done.send(place).unwrap()));
        assert_eq!(queued, if place < 3 { Ok(()) } else { Err(Busy) }, "{place}");
    }
    drop(held);
    drop(done);
    let mut done: Vec<i32> = count.iter().collect();
    done.sort_unstable();
    assert_eq!(done, [0, 1, 2], "what was queued is done, what was refused is not");
}

#[test]
fn no_more_threads_start_than_may_and_none_before_the_first_job() {
    let workers = Workers::new(2, 16, 1, ARENAS_KEPT);
    assert_eq!(workers.shared_threads(), 0);
    let held: Vec<_> = (0..6).map(|_| hold(&workers)).collect();
    assert_eq!(workers.shared_threads(), 2);
    drop(held);
}

#[test]
fn jobs_one_after_the_other_need_one_thread() {
    let workers = Workers::new(2, 16, 1, ARENAS_KEPT);
    for _ in 0..20 {
        let (done, is_done) = mpsc::channel();
        workers.queue(Box::new(move |_arena| done.send(()).unwrap())).unwrap();
        is_done.recv().unwrap();
        workers.until_idle();
    }
    assert_eq!(workers.shared_threads(), 1);
}

#[test]
fn an_arena_is_wiped_when_nobody_waits() {
    let workers = Workers::new(1, 16, 4, ARENAS_KEPT);
    let (saw, seen) = mpsc::channel();
    workers.queue(Box::new(|arena: &mut Arena| arena.blocks()[3].as_mut()[7] = 42)).unwrap();
    workers.until_idle();
    let look = move |arena: &mut Arena| saw.send(arena.blocks()[3].as_mut()[7]).unwrap();
    workers.queue(Box::new(look)).unwrap();
    assert_eq!(seen.recv().unwrap(), 0);
}

#[tokio::test]
async fn a_job_that_panics_leaves_the_thread_alive() {
    let hasher = Hasher::cheap();
    for _ in 0..=MAX_THREADS {
        assert_eq!(hasher.aside(|| -> () { panic!("on purpose") }).await, Err(Busy));
    }
    assert_eq!(hasher.verify(secret(GOOD), None).await, Ok(false));
}

#[cfg(target_os = "linux")]
#[test]
fn only_the_threads_that_hash_step_back() {
    let before = rustix::process::getpriority_process(None).unwrap();
    let workers = Workers::new(1, 16, 1, ARENAS_KEPT);
    let (say, said) = mpsc::channel();
    let job = move |_arena: &mut Arena| {
        let name = std::thread::current().name().map(str::to_owned);
        say.send((name, rustix::process::getpriority_process(None).unwrap())).unwrap();
    };
    workers.queue(Box::new(job)).unwrap();
    assert_eq!(said.recv().unwrap(), (Some(workers::THREAD_NAME.to_owned()), workers::NICE));
    assert_eq!(rustix::process::getpriority_process(None).unwrap(), before);
}

#[tokio::test]
async fn whoever_hangs_up_is_not_hashed_for() {
    let hasher = Hasher::cheap();
    let held: Vec<_> = (0..MAX_THREADS).map(|_| hold(&hasher.workers)).collect();
    let (say, said) = mpsc::channel::<()>();
    {
        let asked = hasher.run(move |_arena| say.send(()).unwrap());
        let mut asked = std::pin::pin!(asked);
        let once =
            std::future::poll_fn(|context| std::task::Poll::Ready(asked.as_mut().poll(context).is_pending()));
        assert!(once.await, "it waits");
    }
    drop(held);
    assert!(hasher.verify(secret(GOOD), None).await.is_ok());
    assert!(said.recv().is_err(), "the job was dropped unrun");
}
