//! What a program that was replaced has left on the disk.

use super::*;
use crate::edition::{Contents, Document, Form, Phrases, Piece, Render, Sheet, sha256};

/// A program with another style sheet.
struct Older(Renderer);

const OLDER_STYLE: &str = "body{color:black}";

fn with_older_style(octets: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(octets);
    let Some((before, rest)) = text.split_once("<style>") else { return octets.to_vec() };
    let (_, after) = rest.split_once("</style>").unwrap();
    format!("{before}<style>{OLDER_STYLE}</style>{after}").into_bytes()
}

impl Render for Older {
    fn fingerprint(&self) -> [u8; 32] {
        [7; 32]
    }

    fn style(&self) -> [u8; 32] {
        sha256(&[OLDER_STYLE.as_bytes()])
    }

    fn phrases(&self) -> Arc<Phrases> {
        self.0.phrases()
    }

    fn opening(&self) -> Vec<u8> {
        with_older_style(&self.0.opening())
    }

    fn form(&self, profile: &directory::PublicProfile, form: Form) -> Option<Vec<u8>> {
        self.0.form(profile, form)
    }

    fn document(&self, document: Document, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        self.0.document(document, contents, write);
    }

    fn people_per_page(&self) -> usize {
        self.0.people_per_page()
    }

    fn sheet(&self, sheet: Sheet, contents: &Contents<'_>, write: &mut dyn FnMut(Piece<'_>)) {
        self.0.sheet(sheet, contents, &mut |piece| match piece {
            Piece::Text(octets) => write(Piece::Text(&with_older_style(octets))),
            Piece::Answer(..) => write(piece),
        });
    }
}

#[tokio::test]
async fn the_pages_that_an_older_program_has_kept_are_served_with_their_own_style() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    let (folder, older) = (node.folder.path(), Arc::new(Older(Renderer::new(&setting()))));
    let publisher =
        Publisher::new(store.clone(), Arc::default(), older, folder.to_owned(), node.clock.clone());
    publisher.catch_up().await.unwrap();
    // The program is replaced, and started while the database is away; later it is back.
    node.editions.replace(&Arc::new(kept::read(folder).unwrap().unwrap()));
    for (own_style, addresses) in [
        (false, ["/", "/take-along.html", "/r/ada-ferris"]),
        (false, ["/", "/verify", "/r/ada-ferris"]),
        (true, ["/", "/take-along.html", "/r/ada-ferris"]),
        (true, ["/safety", "/r/nobody", "/verify"]),
    ] {
        if own_style {
            node.publisher(&store).catch_up().await.unwrap();
        }
        for address in addresses {
            let (head, body) = node.get(address).await;
            let style = body.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
            assert_eq!(style != OLDER_STYLE, own_style, "{address}");
            let allowed = data_encoding::BASE64.encode(&sha256(&[style.as_bytes()]));
            let policies: Vec<_> = head.get_all("content-security-policy").iter().collect();
            assert_eq!(policies.len(), 2, "{address}");
            assert!(policies.iter().all(|policy| policy.to_str().unwrap().contains(&allowed)), "{address}");
            assert!(head.contains_key("strict-transport-security"), "{address}");
        }
    }
}

#[tokio::test]
async fn a_kept_edition_is_read_in_the_language_of_the_path_whatever_the_newsrooms_own_is_now() {
    let node = Node::new();
    let store = node.store_with("masthead.sqlite", person("Ada Ferris")).await;
    node.publisher(&store).catch_up().await.unwrap();
    let german = Setting { language: crate::i18n::Locale::De, ..setting() };
    for (path, language) in [
        ("/", "de"),
        ("/verify", "de"),
        ("/r/ada-ferris", "de"),
        ("/ar/", "ar"),
        ("/ar/r/ada-ferris", "ar"),
        ("/en/r/nobody", "en"),
        ("/en/all/0", "en"),
    ] {
        let answer = node.ask_program(&german, Method::GET, path, "*/*").await;
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let head = format!("<html lang=\"{language}\" ");
        assert!(String::from_utf8_lossy(&body).contains(&head), "{path}");
    }
}
