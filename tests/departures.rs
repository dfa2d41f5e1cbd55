//! People who were somewhere else, or are no longer there: their former addresses, asked through the real program.

use std::path::Path;

use directory::{Change, OldSlug, ProfileId, Slug};
use masthead::clock::Clock;
use masthead::config::Database;
use masthead::editing::{Actor, Batch};
use masthead::store::Store;

use crate::harness::Server;

#[test]
fn a_former_address_of_the_discreet_card_leads_to_the_discreet_card() {
    let server = Server::demo();
    let person = server.person();
    let server = server.crash_and_restart(|data| {
        edit(data, &person, |profile| {
            let slug = Slug::parse("here-now").unwrap();
            Change::MoveProfile { profile, slug, old_slug: OldSlug::Redirects }
        });
    });
    for form in [".vcf?discreet=1", ".vcf", ".json", ""] {
        let answer = server.get(&format!("/v1/profiles/{person}{form}"));
        assert_eq!(answer.status, 308, "{form}");
        assert_eq!(answer.header("location"), Some(&*format!("/v1/profiles/here-now{form}")));
        assert!(answer.body.trim_ascii().is_empty(), "{form}");
    }
    let (led, asked) = (
        server.curl(&format!("{}/v1/profiles/{person}.vcf?discreet=1", server.public), &["--location"]),
        server.get("/v1/profiles/here-now.vcf?discreet=1"),
    );
    assert_eq!((led.status, led.body), (200, asked.body));
    let misspelt = server.get(&format!("/v1/profiles/{person}.vcf?discrete=1"));
    assert_eq!(misspelt.status, 400, "a misspelt parameter must not lead to the card that tells everything");
}

#[test]
fn a_withdrawn_profile_leaves_the_name_of_a_desk_and_nothing_else() {
    let server = Server::demo();
    let paused = server.directory()["profiles"].as_array().unwrap().iter().find_map(|profile| {
        (profile["status"] == "paused")
            .then(|| ["slug", "name"].map(|key| profile[key].as_str().unwrap().to_owned()))
    });
    let [slug, name] = paused.expect("the sample directory has somebody on leave");
    let withdraw = |profile| Change::Withdraw { profile };
    let server = server.crash_and_restart(|data| edit(data, &slug, withdraw));
    let page = server.get(&format!("/r/{slug}"));
    assert_eq!(page.status, 410);
    assert!(page.text().contains("The desk to turn to: <a href=\"/r/investigations\">"), "{}", page.text());
    for path in
        [format!("/r/{slug}"), format!("/v1/profiles/{slug}.json"), "/".into(), "/take-along.html".into()]
    {
        assert!(!server.get(&path).text().contains(&name), "{path} names {name}");
    }
}

/// Edits one profile while no server runs, and takes the kept edition away, so that the next server has to publish
/// before it is ready.
pub(crate) fn edit(data: &Path, slug: &str, change: impl FnOnce(ProfileId) -> Change) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let at = Clock::system().now();
        let store = Store::open(&Database::sqlite(data.join("masthead.sqlite"))).await.unwrap();
        let mut editing = Batch::begin(store, Actor::Console).await.unwrap();
        let profile = editing.directory().by_slug(&Slug::parse(slug).unwrap()).unwrap().id.clone();
        editing.submit(vec![change(profile)], at).map_err(|(_, error)| error).unwrap();
        editing.save(at).await.unwrap();
    });
    std::fs::remove_file(data.join("edition")).unwrap();
}
