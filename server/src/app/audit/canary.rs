//! Words that exist nowhere else, one for each thing that a visit shows: where one turns up, a visit was recorded.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use sha2::{Digest, Sha256};

use super::search::Needle;
use crate::secret::Random;

/// The words of one audit.
#[derive(Clone, Debug)]
pub(super) struct Canaries {
    /// Stands where a person's name would.
    pub(super) slug: String,
    /// A page that does not exist.
    pub(super) path: String,
    pub(super) query: String,
    pub(super) agent: String,
    pub(super) referrer: String,
    pub(super) cookie: String,
    pub(super) body: String,
    pub(super) host: String,
    /// The visitor's own address, where one could be chosen: on the loopback network alone.
    pub(super) address: Option<Ipv4Addr>,
}

impl Canaries {
    /// New words. `loopback` says whether visits can come from an address of our choice.
    pub(super) fn new(loopback: bool) -> Self {
        let word = |what: &str| format!("{what}x{}", HEXLOWER.encode(&Random::system().octets::<8>()));
        // Three digits in each part, so that the address is long enough to be found by chance nowhere.
        let [second, third, fourth] = Random::system().octets::<3>().map(|octet| 100 + octet % 100);
        Self {
            slug: word("slug"),
            path: word("path"),
            query: word("query"),
            agent: word("agent"),
            referrer: word("referrer"),
            cookie: word("cookie"),
            body: word("body"),
            host: word("host"),
            address: loopback.then(|| Ipv4Addr::new(127, second, third, fourth)),
        }
    }

    /// Each word with what it stands for.
    pub(super) fn words(&self) -> Vec<(&'static str, String)> {
        let mut words: Vec<(&'static str, String)> = [
            ("slug", &self.slug),
            ("path", &self.path),
            ("query", &self.query),
            ("user agent", &self.agent),
            ("referrer", &self.referrer),
            ("cookie", &self.cookie),
            ("body", &self.body),
            ("host", &self.host),
        ]
        .map(|(what, word)| (what, word.clone()))
        .into();
        words.extend(self.address.map(|address| ("address", address.to_string())));
        words
    }

    /// Everything to look for: each word as it is and as a program would store it. `from` are the ends of the
    /// connections that were made.
    pub(super) fn needles(&self, from: &BTreeSet<SocketAddr>) -> Vec<Needle> {
        let mut needles: Vec<Needle> =
            self.words().iter().flat_map(|(what, word)| forms(what, word)).collect();
        if self.address.is_some() {
            needles.extend(from.iter().filter_map(|end| socket_address(*end)));
        }
        needles
    }
}

/// A word as it is, in the encodings that programs store text in, and hashed.
fn forms(what: &'static str, word: &str) -> Vec<Needle> {
    let octets = word.as_bytes();
    let digest = Sha256::digest(octets);
    let wide = |to: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let mut forms: Vec<(&'static str, Vec<u8>)> = vec![
        ("as it is", octets.to_vec()),
        ("in capitals", word.to_ascii_uppercase().into_bytes()),
        ("in UTF-16", wide(u16::to_le_bytes)),
        ("in UTF-16", wide(u16::to_be_bytes)),
        ("in hexadecimal", HEXLOWER.encode(octets).into_bytes()),
        ("in hexadecimal", HEXUPPER.encode(octets).into_bytes()),
        ("as its SHA-256", digest.to_vec()),
        ("as its SHA-256", HEXLOWER.encode(&digest).into_bytes()),
        ("as its SHA-256", BASE64.encode(&digest).into_bytes()),
        ("as its SHA-256", BASE64URL_NOPAD.encode(&digest).into_bytes()),
    ];
    // Base64 looks different by what stands before; its first and last symbols hold bits of the neighbours.
    for before in 0..3_usize {
        let text = BASE64.encode(&[vec![0; before], octets.to_vec()].concat());
        let whole = text.len() - 4;
        forms.extend(text.get(4..whole).map(|inner| ("in Base64", inner.as_bytes().to_vec())));
    }
    forms.into_iter().map(|(form, octets)| Needle { what, form, octets }).collect()
}

/// The end of a connection as the system's calls know it: family, port, address.
fn socket_address(end: SocketAddr) -> Option<Needle> {
    let IpAddr::V4(address) = end.ip() else { return None };
    let octets = [&[2, 0][..], &end.port().to_be_bytes(), &address.octets()].concat();
    Some(Needle { what: "address", form: "as a socket address", octets })
}

#[cfg(test)]
mod tests {
    use super::super::search::Search;
    use super::*;

    #[test]
    fn a_word_is_found_however_a_program_has_stored_it() {
        let canaries = Canaries::new(true);
        let end = SocketAddr::new(canaries.address.unwrap().into(), 51_234);
        let search = Search::new(canaries.needles(&BTreeSet::from([end])));
        let found = |octets: &[u8]| !search.scan(octets).is_empty();
        let line = format!("GET /r/{} HTTP/1.1", canaries.slug);
        assert!(found(line.as_bytes()));
        assert!(found(line.to_uppercase().as_bytes()));
        for skip in 0..3 {
            assert!(found(BASE64.encode(&line.as_bytes()[skip..]).as_bytes()), "{skip}");
        }
        assert!(found(HEXLOWER.encode(line.as_bytes()).as_bytes()));
        assert!(found(&Sha256::digest(canaries.slug.as_bytes())));
        assert!(found(format!("client {end} connected").as_bytes()));
        assert!(found(
            &[&[0, 0, 2, 0, 0xc8, 0x22][..], &canaries.address.unwrap().octets(), &[0, 0]].concat()
        ));
        assert!(!found(Canaries::new(true).slug.as_bytes()), "another audit's word");
        assert!(!found(b"GET /r/ada-ferris HTTP/1.1"));
    }
}
