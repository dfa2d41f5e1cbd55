//! Who a text is about: a name, and what the same sentence says of its role, outlet and beat.

mod asides;
#[cfg(test)]
mod tests;

use asides::without_asides;

use super::caution;
use super::phrases::{
    ARABIC, CHINESE_BY, CHINESE_COVERS, CHINESE_IS, CHINESE_JOBS, CHINESE_NOBODY, CHINESE_OF, LANGUAGES,
    PARTICLES, Phrases,
};
use super::service::{is_ideograph, named_by};

/// Somebody whom a sentence introduces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Portrait {
    /// As written.
    pub(super) name: String,
    /// Whether it is a team.
    pub(super) desk: bool,
    /// As written.
    pub(super) title: Option<String>,
    /// As written.
    pub(super) outlet: Option<String>,
    /// As written, one by one.
    pub(super) beats: Vec<String>,
    /// Whether the sentence says nothing else.
    pub(super) complete: bool,
    /// Whether only a request to write to somebody names them.
    pub(super) from_request: bool,
}

/// Everybody whom `sentence` introduces.
pub(super) fn introduced_by(sentence: &str) -> Vec<Portrait> {
    const MYSELF: [&str; 4] = ["I’m ", "I'm ", "I am ", "My name is "];
    let sentence = sentence.trim().trim_start_matches(['-', '*', '•', ' ']);
    let sentence = MYSELF.iter().find_map(|start| sentence.strip_prefix(start)).unwrap_or(sentence);
    let sentence = &without_asides(sentence);
    chinese(sentence)
        .or_else(|| LANGUAGES.iter().chain([&ARABIC]).find_map(|phrases| byline(sentence, phrases)))
        .or_else(|| described_in_some_language(sentence))
        .or_else(|| arabic(sentence))
        .or_else(|| LANGUAGES.iter().find_map(|phrases| covering(sentence, phrases)))
        .or_else(|| listed(sentence))
        .or_else(|| LANGUAGES.iter().find_map(|phrases| requested(sentence, phrases)))
        .unwrap_or_default()
}

/// `By Ada Ferris and Noor Haddad`, perhaps with a role and an outlet behind commas.
fn byline(sentence: &str, phrases: &Phrases) -> Option<Vec<Portrait>> {
    let (by, rest) = phrases.by.iter().find_map(|by| Some((by, sentence.strip_prefix(by)?)))?;
    let rest = rest.trim().trim_end_matches('.').trim_start_matches(':').trim();
    let (people, role) = match rest.split_once([',', '|', '،']) {
        Some((people, role)) if has_job(role, phrases) => (people, Some(role.trim())),
        _ => (rest, None),
    };
    let names = names(people, phrases)?;
    // `Von Miller` is a name, and `Von Jördis Tessmann` a byline.
    if PARTICLES.contains(&by.trim().to_lowercase().as_str()) && names.iter().any(|name| !name.contains(' '))
    {
        return None;
    }
    let (title, outlet) = match role {
        Some(role) => title_and_outlet(role, phrases),
        None => (None, None),
    };
    let portrait = |name: String| Portrait {
        desk: is_desk(&name, phrases),
        name,
        title: title.clone(),
        outlet: outlet.clone(),
        complete: true,
        ..Portrait::default()
    };
    Some(names.into_iter().map(portrait).collect())
}

/// `Senior Reporter at The Harbour Courier`, or with a comma between.
fn title_and_outlet(role: &str, phrases: &Phrases) -> (Option<String>, Option<String>) {
    let cut = first_of(role, phrases.at).or_else(|| first_of(role, &[", ", " | "]));
    let (title, outlet) = match cut {
        Some((title, outlet)) => (title, Some(outlet)),
        None => (role, None),
    };
    (owned(title), outlet.and_then(owned))
}

/// Dutch and English share `is` and some roles: the one that finds an outlet, or else more of the verb, is the language.
fn described_in_some_language(sentence: &str) -> Option<Vec<Portrait>> {
    let fit = |phrases: &Phrases, portraits: &[Portrait]| {
        let outlet = portraits.iter().any(|portrait| portrait.outlet.is_some());
        let verb = first_of(sentence, phrases.is)
            .map_or(0, |(before, after)| sentence.len() - before.len() - after.len());
        (outlet, verb)
    };
    let mut best: Option<((bool, usize), Vec<Portrait>)> = None;
    for phrases in &LANGUAGES {
        let Some(portraits) = described(sentence, phrases) else { continue };
        let fit = fit(phrases, &portraits);
        if best.as_ref().is_none_or(|(best, _)| fit > *best) {
            best = Some((fit, portraits));
        }
    }
    best.map(|(_, portraits)| portraits)
}

/// `Ada Ferris is a Senior Reporter at The Harbour Courier, where she covers courts.`
fn described(sentence: &str, phrases: &Phrases) -> Option<Vec<Portrait>> {
    let (subject, rest) = first_of(sentence, phrases.is)?;
    let names = names(subject, phrases)?;
    let rest = rest.trim().trim_end_matches(['.', '!']);
    let (before_beat, beats, after_beat) = beats(rest, phrases);
    let (role, place) = match first_of(before_beat, phrases.at) {
        Some((role, place)) => (role, Some(place)),
        None => (before_beat, None),
    };
    let (role, aside) = first_of(role, &[", "]).unwrap_or((role, ""));
    // A role with an aside in it may be two people's.
    if !has_job(role, phrases) || role.contains('(') {
        return None;
    }
    // `a reporter covering courts for The Harbour Courier`: the outlet stands behind the beat.
    let behind = first_of(after_beat, phrases.at);
    let (outlet, left) = match place {
        Some(place) => outlet(place, phrases),
        None => behind.map_or((None, after_beat), |(_, place)| outlet(place, phrases)),
    };
    let between = behind.filter(|_| place.is_none()).map_or("", |(between, _)| between);
    let tail = if place.is_some() { after_beat } else { "" };
    let glued = |text: &str| {
        let word = |word: &str| {
            phrases.glue.contains(&word.trim_matches(',').to_lowercase().as_str())
                || word.trim_matches([',', '،']).is_empty()
        };
        text.split_whitespace().all(word)
    };
    let complete = [left, tail, aside, between].into_iter().all(glued);
    let singular = if names.len() > 1 { role.trim().trim_end_matches('s') } else { role };
    let portrait = |name: String| Portrait {
        desk: is_desk(&name, phrases),
        name,
        title: owned(singular),
        outlet: outlet.clone(),
        beats: beats.clone(),
        complete,
        from_request: false,
    };
    Some(names.into_iter().map(portrait).collect())
}

/// `Ada Ferris covers courts and policing for The Harbour Courier.`
fn covering(sentence: &str, phrases: &Phrases) -> Option<Vec<Portrait>> {
    let (subject, _) = first_of(sentence, phrases.covers)?;
    let names = names(subject, phrases)?;
    let rest = sentence.get(subject.len()..)?.trim_end_matches('.');
    let (_, beats, after) = beats(rest, phrases);
    let (between, place) =
        first_of(after, phrases.at).map_or(("", None), |(between, place)| (between, Some(place)));
    let (outlet, left) = place.map_or((None, after), |place| outlet(place, phrases));
    if beats.is_empty() {
        return None;
    }
    let complete = left.trim().is_empty() && between.trim().is_empty();
    let portrait = |name: String| Portrait {
        desk: is_desk(&name, phrases),
        name,
        outlet: outlet.clone(),
        beats: beats.clone(),
        complete,
        ..Portrait::default()
    };
    Some(names.into_iter().map(portrait).collect())
}

/// `Ada Ferris, Senior Reporter, The Harbour Courier`, on a line of its own.
fn listed(sentence: &str) -> Option<Vec<Portrait>> {
    let (name, role) = sentence.split_once([',', '|'])?;
    let phrases = LANGUAGES.iter().find(|phrases| has_job(role, phrases))?;
    let words = sentence.split_whitespace().count();
    let name = person_name(name, phrases).filter(|_| words <= 12)?;
    let role = role.trim().trim_end_matches('.');
    let role = ["a ", "an ", "the "].iter().find_map(|article| role.strip_prefix(article)).unwrap_or(role);
    let (title, outlet) = title_and_outlet(role, phrases);
    Some(vec![Portrait {
        desk: is_desk(&name, phrases),
        name,
        title,
        outlet,
        complete: true,
        ..Portrait::default()
    }])
}

/// `Got a tip? Contact Ada Ferris at …`: nobody else introduces her.
fn requested(sentence: &str, phrases: &Phrases) -> Option<Vec<Portrait>> {
    let lower = sentence.to_lowercase();
    let start = phrases.contact.iter().filter_map(|ask| {
        let at = lower.find(ask)?;
        let begins = lower.get(..at)?.chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        begins.then_some(at + ask.len())
    });
    // Lower-casing may change lengths in other scripts; then the name is not where it was, and nothing is read.
    let rest = start.min().filter(|_| lower.len() == sentence.len()).and_then(|at| sentence.get(at..))?;
    let mut names = Vec::new();
    for piece in split_all(leading_names(rest, phrases), phrases.and) {
        names.push(person_name(piece, phrases)?);
    }
    let portrait = |name: String| Portrait {
        desk: is_desk(&name, phrases),
        name,
        from_request: true,
        ..Portrait::default()
    };
    (!names.is_empty()).then(|| names.into_iter().map(portrait).collect())
}

/// The part of `rest` that still belongs to names: capitalized words, particles and `and`.
fn leading_names<'a>(rest: &'a str, phrases: &Phrases) -> &'a str {
    let mut end = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim();
        let capital = bare.starts_with(char::is_uppercase)
            && named_by(bare.trim_end_matches([',', '.', ':'])).is_none();
        let joins =
            phrases.and.iter().any(|and| and.trim() == bare) || PARTICLES.contains(&bare) || bare == "the";
        let desk = phrases.desks.iter().any(|desk| bare.to_lowercase().starts_with(desk));
        if !(capital || joins || desk) {
            break;
        }
        end += word.len();
        if bare.ends_with(['.', ':', ';', '!', '?']) {
            break;
        }
    }
    let kept = rest.get(..end).unwrap_or_default().trim();
    let kept = phrases.and.iter().fold(kept, |kept, and| kept.strip_suffix(and.trim_end()).unwrap_or(kept));
    kept.trim_end_matches(['.', ':', ';', '!', '?', ',', ' '])
}

/// `زينب الحداد صحفية في هاربر كوريير، تغطي الأمن الرقمي.`
fn arabic(sentence: &str) -> Option<Vec<Portrait>> {
    let first = |word: &&&str| sentence.split_whitespace().any(|other| other == **word);
    let job = ARABIC.jobs.iter().find(first)?;
    let (name, rest) = sentence.split_once(job)?;
    let name = person_name(name.trim().trim_end_matches(['،', ',']), &ARABIC)?;
    let rest = rest.trim_end_matches('.');
    let (before_beat, beats, after) = beats(rest, &ARABIC);
    let (more, place) =
        first_of(before_beat, ARABIC.at).map_or((before_beat, None), |(more, place)| (more, Some(place)));
    let (outlet, left) = place.map_or((None, ""), |place| outlet(place, &ARABIC));
    let complete = left.trim().trim_matches(['،', ',', ' ']).is_empty() && after.trim().is_empty();
    let title = owned(&format!("{job}{}", more.trim_end_matches(['،', ','])));
    Some(vec![Portrait {
        desk: is_desk(&name, &ARABIC),
        name,
        title,
        outlet,
        beats,
        complete,
        from_request: false,
    }])
}

/// `周晓岚是《海港信使报》的记者，报道网络安全。`
fn chinese(sentence: &str) -> Option<Vec<Portrait>> {
    let sentence = sentence.trim_end_matches(['。', '.']);
    let name_fits = |name: &str| {
        (2..=12).contains(&name.chars().count()) && name.chars().all(|c| is_ideograph(c) || c == '·')
    };
    if let Some(name) = CHINESE_BY.iter().find_map(|by| sentence.strip_prefix(by)) {
        let portrait =
            |name: &str| Portrait { name: name.trim().to_owned(), complete: true, ..Portrait::default() };
        let names: Vec<&str> = name.split(['、', ' ', '，']).filter(|name| !name.trim().is_empty()).collect();
        return names
            .iter()
            .all(|name| name_fits(name.trim()))
            .then(|| names.into_iter().map(portrait).collect());
    }
    let (name, rest) = first_of(sentence, &CHINESE_IS)?;
    let name = name.trim();
    let mut clauses = rest.split(['，', ',']);
    let (outlet, title) = first_of(clauses.next()?, &[CHINESE_OF])?;
    if !name_fits(name)
        || CHINESE_NOBODY.contains(&name)
        || !CHINESE_JOBS.iter().any(|job| title.contains(job))
    {
        return None;
    }
    let mut portrait = Portrait {
        name: name.to_owned(),
        title: owned(title),
        outlet: owned(outlet.trim_matches(['《', '》'])),
        complete: true,
        ..Portrait::default()
    };
    for clause in clauses {
        match CHINESE_COVERS.iter().find_map(|covers| clause.split_once(covers)) {
            Some((_, beats)) => portrait.beats.extend(beats.split(['、', '和', '与']).filter_map(owned)),
            None => portrait.complete = false,
        }
    }
    Some(vec![portrait])
}

/// Splits off what a text says about beats: what stands before, the beats, and what stands after.
fn beats<'a>(text: &'a str, phrases: &Phrases) -> (&'a str, Vec<String>, &'a str) {
    const WORDS: usize = 4;
    let Some((before, rest)) = first_of(text, phrases.covers) else { return (text, Vec::new(), "") };
    let ends = |stop: &&str| if *stop == "," { None } else { rest.find(*stop) };
    let end = phrases.stops.iter().filter_map(ends).min().unwrap_or(rest.len());
    let (listed, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let trim = |beat: &str| {
        let words: Vec<&str> = beat.split_whitespace().collect();
        let edge = |word: &&str| phrases.trimmed.contains(&word.to_lowercase().as_str());
        let start = words.iter().position(|word| !edge(word)).unwrap_or(words.len());
        let last = words.iter().rposition(|word| !edge(word)).map_or(start, |last| last + 1);
        words
            .get(start..last)
            .unwrap_or_default()
            .join(" ")
            .trim_matches([',', '.', '«', '»', '"'])
            .to_owned()
    };
    let beats: Vec<String> =
        split_all(listed, phrases.and).into_iter().map(trim).filter(|beat| !beat.is_empty()).collect();
    if beats.iter().any(|beat| beat.split_whitespace().count() > WORDS) {
        // A whole clause is no beat; it stays in the sentence, which then stays in the bio.
        return (before, Vec::new(), rest);
    }
    (before, beats, after)
}

/// The outlet that `text` starts with, and what stands behind it.
fn outlet<'a>(text: &'a str, phrases: &Phrases) -> (Option<String>, &'a str) {
    if let Some(quoted) = text.trim_start().strip_prefix('«')
        && let Some((name, rest)) = quoted.split_once('»')
    {
        return (owned(name), rest);
    }
    let end = phrases.stops.iter().filter_map(|stop| text.find(stop)).min().unwrap_or(text.len());
    let (mut name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    // `… at The Harbour Courier and writes about courts`: the `and` belongs to what follows.
    while let Some((kept, last)) = name.trim_end().rsplit_once(' ')
        && phrases.glue.contains(&last)
    {
        name = kept;
    }
    (owned(name.trim_matches(['"', '“', '”', '«', '»', ' '])), rest)
}

/// `text` cut at the first place where one of `phrases` stands, the longest first where several do.
fn first_of<'a>(text: &'a str, phrases: &[&str]) -> Option<(&'a str, &'a str)> {
    let found = phrases.iter().filter_map(|phrase| text.find(phrase).map(|at| (at, phrase.len())));
    let (at, length) = found.min_by_key(|(at, length)| (*at, usize::MAX - length))?;
    Some((text.get(..at)?, text.get(at + length..)?))
}

fn split_all<'a>(text: &'a str, separators: &[&str]) -> Vec<&'a str> {
    let mut pieces = vec![text];
    for separator in separators {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(separator)).collect();
    }
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// The names in a subject: all of its parts, or nothing.
fn names(subject: &str, phrases: &Phrases) -> Option<Vec<String>> {
    let pieces = split_all(subject, phrases.and);
    let names: Option<Vec<String>> = pieces.into_iter().map(|piece| person_name(piece, phrases)).collect();
    names.filter(|names| !names.is_empty() && names.len() <= 6)
}

/// A name, if `text` is one: up to six words with capitals, or in a script that has none.
fn person_name(text: &str, phrases: &Phrases) -> Option<String> {
    let text = text.trim().trim_matches(['"', '“', '”', '*']);
    let desk = is_desk(text, phrases);
    let text = if desk {
        ["The ", "the ", "our ", "Our "]
            .iter()
            .fold(text, |text, article| text.strip_prefix(article).unwrap_or(text))
    } else {
        text
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let word_fits = |word: &&str| {
        word.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase())
            || PARTICLES.contains(word)
            || word.starts_with("al-")
            || (desk && word.chars().all(char::is_alphanumeric))
    };
    let fits = (1..=6).contains(&words.len())
        && words.iter().all(word_fits)
        && text.chars().all(|character| {
            character.is_alphabetic()
                || matches!(character, ' ' | '-' | '\'' | '’' | '.' | 'ʼ' | '\u{64b}'..='\u{652}')
        })
        && words
            .first()
            .is_some_and(|first| !is_no_name(&first.to_lowercase()) && !PARTICLES.contains(first));
    fits.then(|| words.join(" ").trim_end_matches('.').to_owned())
}

/// Whether a word, in small letters, begins a sentence and no name: `she`, `she’s`.
fn is_no_name(first: &str) -> bool {
    const SHORTENED: [&str; 6] = ["m", "s", "re", "ve", "ll", "d"];
    let bare = match first.split_once(['\'', '’']) {
        Some((word, verb)) if SHORTENED.contains(&verb) => word,
        _ => first,
    };
    LANGUAGES.iter().chain([&ARABIC]).any(|phrases| phrases.nobody.contains(&bare))
}

fn is_desk(name: &str, phrases: &Phrases) -> bool {
    let lower = name.to_lowercase();
    phrases.desks.iter().any(|desk| {
        lower.split_whitespace().any(|word| word == *desk || (word.ends_with(desk) && desk.len() > 6))
    })
}

fn has_job(role: &str, phrases: &Phrases) -> bool {
    caution::says(&caution::plain(role).replace('-', " "), phrases.jobs)
}

fn owned(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.').trim();
    (!text.is_empty()).then(|| text.to_owned())
}
