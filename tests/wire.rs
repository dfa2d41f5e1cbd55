//! What the line tells whoever watches it: the same for everybody who is looked up, and for nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use directory::{Change, ConsentTopic, OldSlug, PhotoHash, ProfileEdit, Slug};
use masthead::clock::Clock;
use masthead::config::Database;
use masthead::editing::{Actor, Batch};
use masthead::store::Store;
use masthead::store::records::{Work, Write};
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::harness::Server;
use crate::line::{Line, Manner, Watched};

/// What stands behind a slug, for each form of a profile: the page first.
const FORMS: [&str; 12] = [
    "page",
    ".json",
    ".vcf",
    ".vcf?discreet=1",
    ".v4.vcf",
    ".jcard",
    ".jscontact",
    ".jsonld",
    ".html",
    ".txt",
    ".png",
    "",
];

/// Connections at once: more would only wait for each other.
const AT_ONCE: usize = 8;

fn address(slug: &str, form: &str) -> String {
    if form == "page" { format!("/r/{slug}") } else { format!("/v1/profiles/{slug}{form}") }
}

/// Slugs at which nobody stands: of nearly every length that a slug can have.
fn misses(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| {
            let length = 3 + number % (Slug::MAX_CHARACTERS - 2);
            format!("{number:x>length$}")
        })
        .collect()
}

/// The newsroom of the demo with somebody withdrawn, moved, shielded and shown in a portrait, besides those on leave and
/// those with published keys.
fn newsroom() -> (Server, [String; 4]) {
    let server = Server::demo();
    let directory = server.directory();
    let persons: Vec<String> = directory["profiles"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|profile| profile["kind"] == "person" && profile["status"] == "listed")
        .map(|profile| profile["slug"].as_str().unwrap().to_owned())
        .collect();
    let [withdrawn, moved, shielded, shown] = [0, 1, 2, 3].map(|place: usize| persons[place].clone());
    let slugs = [withdrawn, moved, shielded, shown];
    let edited = slugs.clone();
    (server.crash_and_restart(|data| edit(data, &edited)), slugs)
}

/// Edits the directory while no server runs, and takes the kept edition away, so that the next server has to publish.
fn edit(data: &Path, [withdrawn, moved, shielded, shown]: &[String; 4]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let at = Clock::system().now();
        let store = Store::open(&Database::sqlite(data.join("masthead.sqlite"))).await.unwrap();
        // Noise, as a portrait is for whoever compresses it.
        let noise = |place: u64| place.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[0];
        let portrait: Vec<u8> = (0..15_000).map(noise).collect();
        let digest: [u8; 32] =
            aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &portrait).as_ref().try_into().unwrap();
        let photo = PhotoHash::from_digest(digest);
        let mut adding = Work::new(Actor::Console, at);
        adding.writes = vec![Write::AddPhoto { hash: photo.clone(), octets: portrait, at }];
        store.write(adding).await.unwrap();
        let mut editing = Batch::begin(store, Actor::Console).await.unwrap();
        let found = |slug: &str| editing.directory().by_slug(&Slug::parse(slug).unwrap()).unwrap().clone();
        let mut consents = found(shown).consents;
        consents.insert(ConsentTopic::Photo, at);
        let [withdrawn, moved, shielded, shown] =
            [withdrawn, moved, shielded, shown].map(|slug| found(slug).id);
        let consented = ProfileEdit { consents: Some(consents), ..ProfileEdit::default() };
        let here_now = Slug::parse("here-now").unwrap();
        let changes = vec![
            Change::Withdraw { profile: withdrawn },
            Change::MoveProfile { profile: moved, slug: here_now, old_slug: OldSlug::Redirects },
            Change::Shield { profile: shielded },
            Change::EditProfile { profile: shown.clone(), edit: Box::new(consented) },
            Change::SetPhoto { profile: shown, photo: Some(photo) },
        ];
        editing.submit(changes, at).map_err(|(_, error)| error).unwrap();
        editing.save(at).await.unwrap();
    });
    std::fs::remove_file(data.join("edition")).unwrap();
}

/// Every answer to `slugs` in `form`, each as the first of a connection.
async fn watched(line: &Line, manner: Manner, form: &str, slugs: &[String]) -> Vec<(String, Watched)> {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let asking: Vec<_> = slugs
        .iter()
        .map(|slug| {
            let (line, path, places) = (line.clone(), address(slug, form), Arc::clone(&places));
            tokio::spawn(async move {
                let _place = places.acquire().await.unwrap();
                let watched = line.ask(manner, &path).await;
                (path, watched)
            })
        })
        .collect();
    let mut all = Vec::new();
    for answer in asking {
        all.push(answer.await.unwrap());
    }
    all
}

/// The one number of octets that all these took.
fn the_one_size(answers: &[(String, Watched)]) -> usize {
    let mut sizes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (path, answer) in answers {
        sizes.entry(answer.octets).or_default().push(format!("{} {path}", answer.status));
    }
    assert_eq!(sizes.len(), 1, "{sizes:#?}");
    *sizes.first_key_value().unwrap().0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_profile_and_every_miss_costs_the_same_octets_on_the_line() {
    let (server, [withdrawn, moved, shielded, shown]) = tokio::task::spawn_blocking(newsroom).await.unwrap();
    let line = Line::to(&server);
    let (directory, server) =
        tokio::task::spawn_blocking(move || (server.directory(), server)).await.unwrap();
    let mut known: Vec<String> = directory["profiles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["slug"].as_str().unwrap().to_owned())
        .collect();
    assert!(known.len() > 30 && known.contains(&shown) && !known.contains(&shielded));
    assert!(directory["profiles"].as_array().unwrap().iter().any(|p| p["status"] == "paused"));
    known.extend([withdrawn, moved, shielded]);

    for form in FORMS {
        // A hundred misses of each page; of each other form as many as tell.
        let missing = misses(if form == "page" { 100 } else { 12 });
        let slugs: Vec<String> = known.iter().chain(&missing).cloned().collect();
        let mut said: BTreeMap<String, BTreeSet<Vec<u8>>> = BTreeMap::new();
        for manner in Manner::ALL {
            let answers = watched(&line, manner, form, &slugs).await;
            println!("{form:16} {manner:?}: {} octets, {} answers", the_one_size(&answers), answers.len());
            let statuses: BTreeSet<u16> = answers.iter().map(|(_, answer)| answer.status).collect();
            assert_eq!(statuses, BTreeSet::from([200, 308, 404, 410]), "{form}");
            for (path, answer) in answers {
                assert!(!answer.headers.contains_key("date"), "{path}");
                said.entry(path).or_default().insert(answer.body.trim_ascii_end().to_vec());
            }
        }
        // White space may follow what is said; whatever the manner, it is the same.
        assert!(said.values().all(|bodies| bodies.len() == 1), "{form}");
    }
    drop(server);
}

/// Pairs of a hit and a miss in one sample: as many as one connection takes requests for.
const PAIRS: usize = 450;
/// How unlikely two samples of one distribution may be before we say that they are of two.
const LEAST_LIKELIHOOD: f64 = 0.01;
/// One sample in a hundred is less likely than that by chance, and more where the machine does something else meanwhile.
/// A difference that is there is there in every sample.
const SAMPLES: usize = 3;

/// How far the times of forms for machines may lie apart: they leave when they are ready, and in a program that was built
/// without optimisation the same steps take a few microseconds more or less. No network lets anybody see so little.
const MACHINES_APART: i64 = 20;

/// Pages and JSON as they come, and what templates ask for. Pages leave at a moment of their own, and are held to that. A vCard without gzip is left out: its short body makes for a long
/// head, and writing that takes some microseconds, for a short card as for a miss.
///
/// Asked on one connection, in turns, so that whatever else the machine does meanwhile is done to both alike.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hit_and_a_miss_take_the_same_time() {
    let (server, hit) = tokio::task::spawn_blocking(|| {
        let server = Server::demo();
        let hit = server.person();
        (server, hit)
    })
    .await
    .unwrap();
    let miss = format!("{:x>1$}", "", hit.len());
    let line = Line::to(&server);
    for (form, gzip) in [("page", false), ("page", true), (".json", false), (".json", true), (".vcf", true)] {
        let mut likelihoods = Vec::new();
        while likelihoods.len() < SAMPLES
            && likelihoods.iter().all(|likelihood| *likelihood <= LEAST_LIKELIHOOD)
        {
            let (hits, misses) = sample(&line, gzip, &address(&hit, form), &address(&miss, form)).await;
            println!("{form}: median {:?} of a hit, {:?} of a miss", middle(&hits), middle(&misses));
            let apart = if form == "page" { 0 } else { MACHINES_APART };
            let shifted = (-apart..=apart).step_by(2).map(|shift| likelihood(&hits, &by(shift, &misses)));
            likelihoods.push(shifted.fold(0.0, f64::max));
        }
        println!("{form}: {likelihoods:?}");
        assert!(
            likelihoods.iter().any(|likelihood| *likelihood > LEAST_LIKELIHOOD),
            "{form}: {likelihoods:?}"
        );
    }
    drop(server);
}

async fn sample(line: &Line, gzip: bool, hit: &str, miss: &str) -> (Vec<Duration>, Vec<Duration>) {
    let mut asking = line.keep_alive(gzip).await;
    let (mut hits, mut misses) = (Vec::new(), Vec::new());
    for _warming_up in 0..20 {
        asking.ask(hit).await;
        asking.ask(miss).await;
    }
    for pair in 0..PAIRS {
        // Now this one first and now the other.
        for second in [pair % 2 == 0, pair % 2 == 1] {
            let began = Instant::now();
            let status = asking.ask(if second { miss } else { hit }).await;
            let took = began.elapsed();
            assert_eq!(status, if second { 404 } else { 200 });
            if second { misses.push(took) } else { hits.push(took) }
        }
    }
    (hits, misses)
}

/// The same times so many microseconds later.
fn by(shift: i64, times: &[Duration]) -> Vec<Duration> {
    let shift_by = Duration::from_micros(shift.unsigned_abs());
    let shifted = |time: &Duration| if shift < 0 { time.saturating_sub(shift_by) } else { *time + shift_by };
    times.iter().map(shifted).collect()
}

fn middle(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[times.len() / 2]
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

/// How likely two samples of one distribution are to differ as much as these do, by Kolmogorov and Smirnov.
fn likelihood(one: &[Duration], other: &[Duration]) -> f64 {
    let (mut one, mut other) = (one.to_vec(), other.to_vec());
    one.sort_unstable();
    other.sort_unstable();
    let share = |times: &[Duration], until: &Duration| {
        number(times.partition_point(|time| time <= until)) / number(times.len())
    };
    let distances = one.iter().chain(&other).map(|time| (share(&one, time) - share(&other, time)).abs());
    let distance = distances.fold(0.0, f64::max);
    let size = number(one.len() * other.len()) / number(one.len() + other.len());
    let scaled = (size.sqrt() + 0.12 + 0.11 / size.sqrt()) * distance;
    let terms = (1..=100).map(|term| {
        let sign = if term % 2 == 1 { 2.0 } else { -2.0 };
        sign * (-2.0 * f64::from(term * term) * scaled * scaled).exp()
    });
    if scaled < 0.2 { 1.0 } else { terms.sum::<f64>().clamp(0.0, 1.0) }
}

#[test]
fn samples_of_one_distribution_are_likely_and_of_two_are_not() {
    let times = |from: u64, step: u64| -> Vec<Duration> {
        (0..450_u64).map(|n| Duration::from_micros(from + (n * step) % 97)).collect()
    };
    assert!(likelihood(&times(300, 31), &times(300, 57)) > 0.9);
    assert!(likelihood(&times(300, 31), &times(320, 57)) < 0.001);
}
