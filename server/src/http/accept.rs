//! Choosing a representation by `Accept`, and a coding by `Accept-Encoding` (RFC 9110, sections 12.5.1 and 12.5.3).

use http::HeaderMap;
use http::header::{ACCEPT, ACCEPT_ENCODING};

/// What a representation is, and the other names it answers to.
#[derive(Clone, Copy, Debug)]
pub struct MediaRange {
    /// Type and subtype: `text/vcard`.
    pub essence: &'static str,
    /// The `version` parameter that tells it from others of the same type.
    pub version: Option<&'static str>,
}

/// A header longer than this is read no further: no client sends one, and each range costs a comparison.
const RANGES_MAX: usize = 64;

/// The place in `offers` of the representation that the asker prefers; `None` when none is acceptable. Among
/// equals the earlier offer wins; without the header, the first.
pub fn preferred(headers: &HeaderMap, offers: &[MediaRange]) -> Option<usize> {
    let ranges: Vec<Range> = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .take(RANGES_MAX)
        .filter_map(Range::parse)
        .collect();
    if ranges.is_empty() {
        return (!offers.is_empty()).then_some(0);
    }
    let mut best: Option<(u16, usize)> = None;
    for (place, offer) in offers.iter().enumerate() {
        let weight = ranges
            .iter()
            .filter_map(|range| range.specificity(offer).map(|specificity| (specificity, range.weight)))
            .max_by_key(|(specificity, _)| *specificity)
            .map_or(0, |(_, weight)| weight);
        if weight > 0 && best.is_none_or(|(highest, _)| weight > highest) {
            best = Some((weight, place));
        }
    }
    best.map(|(_, place)| place)
}

/// Whether the asker would rather have gzip than the plain octets. Without the header the plain octets go out, although
/// RFC 9110 would allow any coding: tools that send none save what they get.
pub fn prefers_gzip(headers: &HeaderMap) -> bool {
    let (mut gzip, mut identity, mut others) = (None, None, None);
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    for coding in values.flat_map(|value| value.split(',')).take(RANGES_MAX) {
        let mut parts = coding.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let named = match name.as_str() {
            // RFC 9110, 8.4.1.3: the two names are one coding.
            "gzip" | "x-gzip" => &mut gzip,
            "identity" => &mut identity,
            "*" => &mut others,
            _ => continue,
        };
        let stated = parts.find_map(|part| {
            part.split_once('=')
                .filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
                .map(|(_, value)| value)
        });
        *named = Some(stated.map_or(Some(1000), |value| weight(value.trim())).unwrap_or_default());
    }
    // What the header does not name has the weight of "*". Plain octets without any weight go out where nothing better
    // is acceptable.
    let gzip = gzip.or(others).unwrap_or_default();
    gzip > 0 && gzip >= identity.unwrap_or_default()
}

struct Range {
    essence: String,
    version: Option<String>,
    weight: u16,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let essence = parts.next()?.to_ascii_lowercase();
        if !essence.contains('/') {
            return None;
        }
        let mut range = Self { essence, version: None, weight: 1000 };
        for part in parts {
            let Some((name, value)) = part.split_once('=') else { continue };
            let value = value.trim().trim_matches('"');
            match name.trim().to_ascii_lowercase().as_str() {
                "q" => range.weight = weight(value)?,
                "version" => range.version = Some(value.to_owned()),
                _ => {}
            }
        }
        Some(range)
    }

    /// How exactly this range names the offer; `None` when it does not.
    fn specificity(&self, offer: &MediaRange) -> Option<u8> {
        let matched = if self.essence == offer.essence {
            2
        } else if self.essence == "*/*" {
            0
        } else {
            let wanted = self.essence.strip_suffix("/*")?;
            offer.essence.split('/').next().filter(|kind| *kind == wanted).map(|_| 1)?
        };
        match (&self.version, offer.version) {
            (None, _) => Some(matched),
            (Some(asked), Some(offered)) if asked == offered => Some(matched + 1),
            (Some(_), _) => None,
        }
    }
}

/// A weight between 0 and 1 with at most three decimals, in thousandths.
fn weight(text: &str) -> Option<u16> {
    let value: f32 = text.parse().ok().filter(|value| (0.0..=1.0).contains(value))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000 by the filter above"
    )]
    Some((value * 1000.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: [MediaRange; 4] = [
        MediaRange { essence: "application/json", version: None },
        MediaRange { essence: "text/vcard", version: Some("3.0") },
        MediaRange { essence: "text/vcard", version: Some("4.0") },
        MediaRange { essence: "text/html", version: None },
    ];

    fn choose(accept: &str) -> Option<usize> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().unwrap());
        preferred(&headers, &OFFERS)
    }

    #[test]
    fn without_a_preference_the_first_offer_wins() {
        assert_eq!(preferred(&HeaderMap::new(), &OFFERS), Some(0));
        assert_eq!(choose("*/*"), Some(0));
    }

    #[test]
    fn a_vcard_without_a_version_is_version_3() {
        assert_eq!(choose("text/vcard"), Some(1));
        assert_eq!(choose("text/vcard; version=4.0"), Some(2));
        assert_eq!(choose("text/vcard;version=\"4.0\";q=0.5, text/vcard;q=0.4"), Some(2));
    }

    #[test]
    fn the_more_exact_range_sets_the_weight() {
        assert_eq!(choose("text/html;q=0.1, text/*;q=0.9, */*;q=0.2"), Some(1));
        assert_eq!(choose("application/json;q=0, */*"), Some(1));
    }

    #[test]
    fn gzip_is_for_those_who_ask_for_it_and_like_it_no_less_than_plain_octets() {
        let prefers = |codings: &[&str]| {
            let mut headers = HeaderMap::new();
            for coding in codings {
                headers.append(ACCEPT_ENCODING, coding.parse().unwrap());
            }
            prefers_gzip(&headers)
        };
        for asked in [
            &["gzip, deflate, br, zstd"][..],
            &["br", "GZIP;q=0.001"],
            &["x-gzip"],
            &["*"],
            &["deflate;q=1, gzip ; Q=0.5, identity;q=0.5"],
            &["*;q=0.1, identity;q=0"],
        ] {
            assert!(prefers(asked), "{asked:?}");
        }
        for asked in [
            &[][..],
            &[""],
            &["identity"],
            &["br, deflate"],
            &["gzip;q=0, *"],
            &["*;q=0"],
            &["gzip;q=0.4, identity;q=0.5"],
            &["gzip;q=two"],
            &["*, identity", "gzip;q=0.9"],
        ] {
            assert!(!prefers(asked), "{asked:?}");
        }
    }

    #[test]
    fn what_is_not_offered_is_not_acceptable() {
        assert_eq!(choose("image/gif"), None);
        assert_eq!(choose("text/vcard;version=2.1"), None);
        assert_eq!(choose("text/html;q=0"), None);
    }
}
