//! Which channel each contact in a text is, and whose: only where the text leaves no doubt.

use std::ops::Range;

use directory::{ChannelKind, ChannelValue};

use super::found::{Found, Shape};
use super::name::Portrait;
use super::number;
use super::people::{Mentions, Owner, Surroundings, only, owner};
use super::service::{Service, mentioned_in};
use super::stranger::{Hearing, Warning, stranger_in_line_before, warning};
use super::text::{Sentence, part};

/// A contact, and what became of it.
pub(super) struct Contact {
    /// Its octets in the text.
    pub(super) range: Range<usize>,
    /// Whose it is.
    pub(super) owner: Owner,
    /// The channels it is (one number may serve two services), or why it is none.
    pub(super) verdict: Result<Vec<ChannelValue>, Doubt>,
    /// What else the text says of it that is not stored.
    pub(super) aside: Option<Doubt>,
}

/// Why a contact is not stored.
pub(super) struct Doubt {
    /// The kind it seems to be.
    pub(super) kind: Option<ChannelKind>,
    /// Why not; goes on after the quoted text.
    pub(super) reason: String,
}

impl Doubt {
    fn new(kind: Option<ChannelKind>, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }
}

/// Judges every contact of a text.
pub(super) fn judge(
    text: &str,
    sentences: &[Sentence],
    found: &[Found],
    people: &[Portrait],
) -> Vec<Contact> {
    let mut contacts = Vec::new();
    let mentions = Mentions::of(text, people);
    let mut found = found;
    for (index, sentence) in sentences.iter().enumerate() {
        // Both stand in order, so that each contact is looked at for one sentence.
        let passed = found.partition_point(|found| found.range.start < sentence.range.start);
        found = found.get(passed..).unwrap_or_default();
        let inside = |found: &&Found| found.range.end <= sentence.range.end;
        let here: Vec<&Found> = found.iter().take_while(inside).collect();
        if here.is_empty() {
            continue;
        }
        let only_in_paragraph = only(mentions.within(paragraph(sentences, sentence.paragraph)));
        let line_before = stranger_in_line_before(text, sentences, index, people);
        let mut hearing = Hearing::from(text, sentence.range.start, people);
        let keywords = keywords(text, sentences, index, &here);
        let mut before: Option<(usize, Owner)> = None;
        let mut last: Option<(&Found, Vec<Service>)> = None;
        for (place, found) in here.iter().enumerate() {
            let in_sentence = sentence.range.clone();
            let around = Surroundings {
                text,
                people,
                mentions: &mentions,
                sentence: in_sentence,
                only_in_paragraph,
                before,
            };
            let owner = owner(&found.range, &around);
            let from = before.map_or(0, |(end, _)| end);
            let until = here.get(place + 1).map(|next| next.range.start);
            let span = from..until.unwrap_or(sentence.range.end);
            let mut named = Named::around(text, found, span, until.is_some(), &keywords, sentence);
            if found.shape == Shape::Number && named.services.is_empty() {
                named.services = inherited(text, last.as_ref(), found);
            }
            let behind = part(text, found.range.end..text.len());
            let written = part(text, found.range.clone());
            let stranger = hearing.stranger_until(found.range.start, line_before);
            let verdict = verdict(written, behind, found.shape, &named)
                .and_then(|values| certain(values, named.negated, stranger));
            let is_number = found.shape == Shape::Number;
            let aside = (is_number && verdict.is_ok() && named.asks_for_more).then(call_or_text);
            contacts.push(Contact { range: found.range.clone(), owner, verdict, aside });
            before = Some((found.range.end, owner));
            last = Some((*found, named.services));
        }
    }
    refuse_rivals(&mut contacts);
    contacts
}

/// The services of the number right before this one: in `Signal at A or B` both are for Signal, and rivals.
fn inherited(text: &str, last: Option<&(&Found, Vec<Service>)>, found: &Found) -> Vec<Service> {
    let Some((before, services)) = last.filter(|(before, _)| before.shape == Shape::Number) else {
        return Vec::new();
    };
    let between = part(text, before.range.end..found.range.start).trim();
    if between.chars().count() <= 4 { services.clone() } else { Vec::new() }
}

fn paragraph(sentences: &[Sentence], paragraph: usize) -> Range<usize> {
    let of = || sentences.iter().filter(|sentence| sentence.paragraph == paragraph);
    of().next().map_or(0, |first| first.range.start)..of().next_back().map_or(0, |last| last.range.end)
}

type Keywords = Vec<(Range<usize>, Service)>;

/// The services named in a sentence outside its contacts, or on a line right before it that names nothing else.
fn keywords(text: &str, sentences: &[Sentence], index: usize, here: &[&Found]) -> Keywords {
    let named = |sentence: &Sentence| mentioned_in(part(text, sentence.range.clone()), sentence.range.start);
    let outside = |(range, _): &(Range<usize>, Service)| {
        !here.iter().any(|found| found.range.start < range.end && range.start < found.range.end)
    };
    let mut keywords: Keywords =
        sentences.get(index).map(named).unwrap_or_default().into_iter().filter(outside).collect();
    if keywords.is_empty()
        && let Some(label) = index.checked_sub(1).and_then(|before| sentences.get(before))
        && part(text, label.range.clone()).split_whitespace().count() <= 3
    {
        keywords = named(label);
    }
    keywords
}

/// The services that a sentence names for one contact.
struct Named {
    services: Vec<Service>,
    /// The words around it say what not to use.
    negated: bool,
    /// A call or a text is asked for beside an application, and not by it.
    asks_for_more: bool,
}

impl Named {
    fn around(
        text: &str,
        found: &Found,
        span: Range<usize>,
        more_follow: bool,
        keywords: &Keywords,
        sentence: &Sentence,
    ) -> Self {
        let ahead = span.start.max(sentence.range.start)..found.range.start;
        let behind = found.range.end..span.end;
        let mut used: Vec<&(Range<usize>, Service)> = keywords
            .iter()
            .filter(|(range, _)| range.end <= ahead.end && range.start >= span.start)
            .collect();
        let following = part(text, behind.clone());
        let attached = following.trim_start().starts_with('(');
        let close = following.find(')').map_or(behind.end, |at| behind.start + at);
        let limit = if attached { behind.start..close } else { behind.clone() };
        let directly = ["on ", "via ", "(", "by ", "auf ", "sur ", "por ", "en ", "über "];
        let belongs = directly.iter().any(|word| following.trim_start_matches([' ', ',']).starts_with(word));
        if attached || (used.is_empty() && (!more_follow || belongs)) {
            let after =
                keywords.iter().filter(|(range, _)| range.start >= limit.start && range.end <= limit.end);
            used.extend(after);
        }
        let asks_for_more = asks_for_more(text, &used, found);
        let mut services: Vec<Service> = used.into_iter().map(|(_, service)| *service).collect();
        services.dedup();
        let warning = warning(part(text, ahead), following);
        let negated = match warning {
            Some(Warning::Certain) => true,
            Some(Warning::Possible) => services.len() > 1 || found.shape == Shape::Number,
            None => false,
        };
        Self { services, negated, asks_for_more }
    }

    fn has(&self, service: Service) -> bool {
        self.services.contains(&service)
    }
}

/// Whether a call or a text is asked for beside an application, as in `Call or Signal: …`, and not by it, as in
/// `Text Ada on Signal at …`.
fn asks_for_more(text: &str, used: &[&(Range<usize>, Service)], found: &Found) -> bool {
    const BY: [&str; 13] =
        ["on", "via", "by", "through", "over", "using", "por", "en", "vía", "auf", "über", "sur", "op"];
    const OR: [&str; 10] = ["or", "and", "o", "y", "ou", "et", "oder", "und", "of", "also"];
    let is_app = |service: Service| matches!(service, Service::Signal | Service::Whatsapp);
    if !used.iter().any(|(_, service)| is_app(*service)) {
        return false;
    }
    let alone = |(place, (ask, service)): (usize, &&(Range<usize>, Service))| {
        if *service != Service::CallOrText {
            return false;
        }
        // `Call or text her on Signal`: both are done by Signal.
        let behind = used.get(place + 1..).unwrap_or_default();
        let last = behind.iter().take_while(|(_, next)| *next == Service::CallOrText).last();
        let start = last.map_or(ask.end, |(range, _)| range.end);
        let Some((app, _)) = behind.iter().find(|(_, next)| *next != Service::CallOrText) else {
            return true;
        };
        let between = if start <= found.range.start && found.range.end <= app.start {
            format!("{} {}", part(text, start..found.range.start), part(text, found.range.end..app.start))
        } else {
            part(text, start..app.start).to_owned()
        };
        let said: Vec<&str> = between.split_whitespace().collect();
        let joined = said.iter().any(|word| OR.contains(&word.to_lowercase().as_str()))
            || between.contains([',', ':', ';', '(', '/', '|']);
        joined || !said.last().is_some_and(|word| BY.contains(&word.to_lowercase().as_str()))
    };
    used.iter().enumerate().any(alone)
}

fn call_or_text() -> Doubt {
    let reason = "is kept for the application only: the text asks for a call or a text message too";
    Doubt::new(Some(ChannelKind::Phone), reason)
}

/// What one contact is.
fn verdict(written: &str, behind: &str, shape: Shape, named: &Named) -> Result<Vec<ChannelValue>, Doubt> {
    match shape {
        Shape::Number => telephone(written, behind, named),
        Shape::Address if named.services == [Service::Xmpp] => one(ChannelKind::Xmpp, written),
        Shape::Address if named.has(Service::Xmpp) && !named.has(Service::Email) => {
            Err(Doubt::new(Some(ChannelKind::Xmpp), "may be an e-mail or an XMPP address"))
        }
        Shape::Address => one(ChannelKind::Email, written),
        Shape::Matrix => one(ChannelKind::Matrix, written),
        Shape::Session => one(ChannelKind::Session, written),
        Shape::KeyBlock => one(ChannelKind::Pgp, written),
        Shape::KeyId => Err(key_id(written)),
        Shape::Username if named.has(Service::Signal) => one(ChannelKind::SignalUsername, written),
        Shape::Username => {
            Err(Doubt::new(None, "looks like a Signal username, but Signal is not named beside it"))
        }
        Shape::Code if named.has(Service::Threema) => one(ChannelKind::Threema, written),
        Shape::Code if named.has(Service::Pgp) && written.chars().all(|c| c.is_ascii_hexdigit()) => {
            Err(key_id(written))
        }
        Shape::Code => Ok(Vec::new()),
        Shape::Handle => handle(written, named),
        Shape::Onion => onion(written, named),
        Shape::Url => link(written, named),
    }
}

/// Keeps what could be read only where its words leave no doubt that it is this person's and meant for use.
fn certain(
    values: Vec<ChannelValue>,
    negated: bool,
    stranger: Option<&str>,
) -> Result<Vec<ChannelValue>, Doubt> {
    let Some(first) = values.first().map(ChannelValue::kind) else { return Ok(values) };
    if negated {
        let reason =
            "stands in a sentence that says what not to use: whether it is to be used is not certain";
        return Err(Doubt::new(Some(first), reason));
    }
    match stranger {
        Some(other) => {
            let reason = format!("may be somebody else's: the text speaks of “{other}” there");
            Err(Doubt::new(Some(first), reason))
        }
        None => Ok(values),
    }
}

fn one(kind: ChannelKind, written: &str) -> Result<Vec<ChannelValue>, Doubt> {
    ChannelValue::parse(kind, written)
        .map(|value| vec![value])
        .map_err(|error| Doubt::new(Some(kind), error.to_string()))
}

fn telephone(written: &str, behind: &str, named: &Named) -> Result<Vec<ChannelValue>, Doubt> {
    // `Text Ada on Signal at …` says how to use Signal, and not that the number takes calls.
    let is_for_an_app = named.has(Service::Signal) || named.has(Service::Whatsapp);
    let make = |service: &Service| match service {
        Service::Signal => Some(ChannelKind::SignalNumber),
        Service::Whatsapp => Some(ChannelKind::Whatsapp),
        Service::Phone => Some(ChannelKind::Phone),
        Service::CallOrText if !is_for_an_app => Some(ChannelKind::Phone),
        _ => None,
    };
    let kinds: Vec<ChannelKind> = named.services.iter().filter_map(make).collect();
    let first = kinds.first().copied();
    if named.has(Service::Fax) {
        return Err(Doubt::new(
            None,
            "is, as the text has it, a fax number, and a fax is read by whoever passes",
        ));
    }
    let number = number::read(written, behind).map_err(|reason| Doubt::new(first, reason))?;
    if first.is_none() {
        let reason = match named.services.first() {
            Some(service) => format!("is a telephone number, and {} is not kept by number", service.name()),
            None => "is a telephone number, but the text does not say for which service".to_owned(),
        };
        return Err(Doubt::new(None, reason));
    }
    let value = |kind: ChannelKind| {
        ChannelValue::parse(kind, number.as_str()).map_err(|error| Doubt::new(Some(kind), error.to_string()))
    };
    kinds.into_iter().map(value).collect()
}

fn key_id(written: &str) -> Doubt {
    let digits = written.trim_start_matches("0x").chars().filter(char::is_ascii_hexdigit).count();
    Doubt::new(
        Some(ChannelKind::Pgp),
        if digits < 40 {
            format!(
                "is a short key id of {digits} digits, which anybody can forge: give the whole public key"
            )
        } else {
            "is a fingerprint without its key: give the whole public key, and the fingerprint is computed from it".to_owned()
        },
    )
}

fn handle(written: &str, named: &Named) -> Result<Vec<ChannelValue>, Doubt> {
    let bare = written.trim_start_matches('@');
    match named.services.as_slice() {
        [Service::Telegram] => one(ChannelKind::Telegram, bare),
        [Service::Wire] => one(ChannelKind::Wire, written),
        [Service::Signal] => one(ChannelKind::SignalUsername, bare),
        [Service::Threema] => one(ChannelKind::Threema, bare),
        [Service::Other] => Err(Doubt::new(None, "belongs to a social network, which is no channel here")),
        [] => Err(Doubt::new(None, "is a handle without the name of its service")),
        _ => {
            Err(Doubt::new(None, "is a handle, but which of the named services it belongs to is not certain"))
        }
    }
}

/// The kinds of tip box that a text may name.
fn tip_box(named: &Named) -> Vec<ChannelKind> {
    let kind = |service: &Service| match service {
        Service::Securedrop => Some(ChannelKind::Securedrop),
        Service::Globaleaks => Some(ChannelKind::Globaleaks),
        Service::Hushline => Some(ChannelKind::Hushline),
        Service::Onionshare => Some(ChannelKind::Onionshare),
        Service::Form => Some(ChannelKind::WebForm),
        _ => None,
    };
    let mut kinds: Vec<ChannelKind> = named.services.iter().filter_map(kind).collect();
    kinds.dedup();
    kinds
}

fn onion(written: &str, named: &Named) -> Result<Vec<ChannelValue>, Doubt> {
    match tip_box(named).as_slice() {
        [kind] => one(*kind, written),
        [] => Err(Doubt::new(None, "is an onion address, but the text does not say of which service")),
        _ => {
            Err(Doubt::new(None, "is an onion address, but which of the named services it is is not certain"))
        }
    }
}

fn link(written: &str, named: &Named) -> Result<Vec<ChannelValue>, Doubt> {
    let (scheme, rest) = written.split_once("://").unwrap_or(("https", written));
    if let Some(address) = written.strip_prefix("mailto:") {
        return one(ChannelKind::Email, address);
    }
    if let Some(address) = written.strip_prefix("xmpp:") {
        return one(ChannelKind::Xmpp, address);
    }
    if let Some(number) = written.strip_prefix("tel:") {
        return telephone(number, "", named);
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let whole = format!("https://{host}/{path}");
    match host.trim_start_matches("www.") {
        "signal.me" if path.starts_with("#p/") => {
            one(ChannelKind::SignalNumber, path.trim_start_matches("#p/"))
        }
        "signal.me" => one(ChannelKind::SignalLink, &whole),
        "wa.me" => one(ChannelKind::Whatsapp, &format!("+{}", path.trim_start_matches('+'))),
        "t.me" | "telegram.me" => one(ChannelKind::Telegram, path.trim_end_matches('/')),
        "threema.id" => one(ChannelKind::Threema, path.trim_end_matches('/')),
        "matrix.to" => one(ChannelKind::Matrix, path.trim_start_matches("#/")),
        "simplex.chat" => one(ChannelKind::Simplex, &whole),
        "hushline.app" | "tips.hushline.app" => one(ChannelKind::Hushline, &whole),
        _ if scheme != "https" && scheme != "http" => Err(Doubt::new(
            None,
            format!("is a {} link, which is no channel here", scheme.split(':').next().unwrap_or_default()),
        )),
        _ if named.services == [Service::Simplex] => one(ChannelKind::Simplex, written),
        _ => match tip_box(named).as_slice() {
            [ChannelKind::Securedrop] => Err(Doubt::new(
                Some(ChannelKind::Securedrop),
                "is a page about it: a SecureDrop is kept by its onion address",
            )),
            [kind] => one(*kind, if written.contains("://") { written } else { &whole }),
            _ => Err(Doubt::new(None, "is a link whose service the text does not name")),
        },
    }
}

/// Two numbers of one kind for one person: which of them is right is for a person to say.
fn refuse_rivals(contacts: &mut [Contact]) {
    let numbers = |contact: &Contact| -> Vec<(ChannelKind, String)> {
        let values = contact.verdict.iter().flatten();
        let number = |value: &ChannelValue| match value {
            ChannelValue::SignalNumber(number)
            | ChannelValue::Whatsapp(number)
            | ChannelValue::Phone(number) => Some((value.kind(), number.as_str().to_owned())),
            _ => None,
        };
        values.filter_map(number).collect()
    };
    let all: Vec<(Owner, ChannelKind, String)> = contacts
        .iter()
        .flat_map(|contact| numbers(contact).into_iter().map(|(kind, number)| (contact.owner, kind, number)))
        .collect();
    for contact in contacts {
        let rival = numbers(contact).into_iter().find(|(kind, number)| {
            all.iter().any(|(owner, other_kind, other)| {
                *owner == contact.owner && other_kind == kind && other != number
            })
        });
        if let Some((kind, _)) = rival {
            let reason =
                format!("is one of several numbers for {}: which one is meant is not certain", kind.label());
            contact.verdict = Err(Doubt::new(Some(kind), reason));
        }
    }
}
