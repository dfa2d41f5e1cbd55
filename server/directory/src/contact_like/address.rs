//! E-mail addresses, web addresses and user names.

use super::Text;

/// Top-level domains of more than two letters that people write, sorted. Two-letter ones are all taken for
/// countries, except the few that no country has.
const TOP_LEVEL: [&str; 73] = [
    "academy",
    "agency",
    "app",
    "arpa",
    "art",
    "asia",
    "biz",
    "blog",
    "bit",
    "book",
    "cash",
    "center",
    "chat",
    "city",
    "click",
    "cloud",
    "club",
    "codes",
    "com",
    "community",
    "company",
    "contact",
    "coop",
    "design",
    "dev",
    "digital",
    "directory",
    "earth",
    "edu",
    "email",
    "eth",
    "fm",
    "foundation",
    "fund",
    "global",
    "gov",
    "group",
    "help",
    "home",
    "host",
    "house",
    "i2p",
    "info",
    "ink",
    "int",
    "international",
    "jobs",
    "law",
    "legal",
    "life",
    "link",
    "live",
    "local",
    "media",
    "mil",
    "mobi",
    "museum",
    "name",
    "net",
    "network",
    "news",
    "ngo",
    "onion",
    "online",
    "ooo",
    "org",
    "page",
    "press",
    "pro",
    "site",
    "social",
    "xyz",
    "zone",
];

/// Country codes, two letters each, sorted.
const COUNTRIES: &str = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs \
bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj \
fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it \
je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq \
mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro \
rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv \
tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

/// Top-level domains in other scripts that newsrooms meet.
const INTERNATIONAL: [&str; 12] =
    ["рф", "рус", "укр", "бел", "срб", "қаз", "中国", "中國", "香港", "台湾", "公司", "网络"];

/// Top-level domains that people also spell out: `example dot com`.
const SPELT: [&str; 9] = ["com", "org", "net", "info", "io", "news", "edu", "gov", "onion"];

/// Words before "dot com" that make it an ordinary noun.
const BEFORE_DOT_COM: [&str; 14] = [
    "the", "a", "an", "and", "of", "early", "first", "former", "failed", "this", "that", "every", "big",
    "covers",
];

const AT_WORDS: [&str; 5] = ["at", "@", "arroba", "arobase", "ät"];
const DOT_WORDS: [&str; 5] = ["dot", ".", "punkt", "punto", "point"];

/// Whether the text has an address with its at sign, or with a disguise that only an address wears.
pub(super) fn has_email(text: &Text) -> bool {
    const DISGUISES: [&str; 10] =
        ["[at]", "(at)", "{at}", "<at>", "[@]", "(@)", "[dot]", "(dot)", "{dot}", "<dot>"];
    if DISGUISES.iter().any(|disguise| text.lower.contains(disguise)) {
        return true;
    }
    let mut previous = ' ';
    let mut characters = text.plain.chars().peekable();
    while let Some(character) = characters.next() {
        let follows_name = previous.is_alphanumeric() || "._-+\"".contains(previous);
        if character == '@' && follows_name && characters.peek().is_some_and(|next| next.is_alphanumeric()) {
            return true;
        }
        previous = character;
    }
    let words: Vec<&str> = text.words().into_iter().flat_map(|word| word.split(['-', '_'])).collect();
    words.windows(5).any(|window| match window {
        [name, at, _, dot, end] => {
            !name.is_empty() && AT_WORDS.contains(at) && DOT_WORDS.contains(dot) && is_top_level(end)
        }
        _ => false,
    })
}

/// Whether the text has `name at host.example`, with the domain as it is.
pub(super) fn has_spelt_email(text: &Text) -> bool {
    text.words().windows(3).any(|window| match window {
        [_, at, host] => AT_WORDS.contains(at) && is_domain(host),
        _ => false,
    })
}

/// Whether the text has an address that can be nothing else: with a scheme, a path, `www.` or in numbers.
pub(super) fn has_link(text: &Text) -> bool {
    const SCHEMES: [&str; 9] =
        ["mailto:", "tel:", "sms:", "sip:", "sgnl:", "xmpp:", "simplex:", "tg:", "threema:"];
    let lower = &text.lower;
    let has_scheme = lower.split_whitespace().any(|word| {
        SCHEMES.iter().any(|scheme| {
            word.trim_start_matches(|first: char| !first.is_alphanumeric())
                .strip_prefix(scheme)
                .is_some_and(|rest| !rest.is_empty())
        })
    });
    has_scheme
        || lower.contains("://")
        || lower.contains("[.]")
        || lower.contains("(.)")
        || text.pieces().any(is_sure_address)
        || lower.split_whitespace().any(has_path)
}

fn is_sure_address(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let labels: Vec<&str> = lower.split('.').collect();
    let is_ip = labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok());
    let has_www = labels.len() > 2 && labels.first() == Some(&"www");
    let is_onion = labels.len() > 1 && labels.last() == Some(&"onion");
    is_ip || has_www || is_onion || labels.iter().any(|label| label.starts_with("xn--"))
}

/// `host.example/path`.
fn has_path(word: &str) -> bool {
    let word = word.trim_start_matches(|first: char| !first.is_alphanumeric());
    word.split_once('/')
        .is_some_and(|(host, path)| is_domain(host) && path.starts_with(char::is_alphanumeric))
}

/// Whether the text has a bare domain, as it is or spelt out.
pub(super) fn has_domain(text: &Text) -> bool {
    text.pieces().any(is_domain)
        || text.words().windows(3).any(|window| match window {
            [host, "dot", end] => {
                SPELT.contains(end)
                    && !BEFORE_DOT_COM.contains(host)
                    && host.chars().all(|character| character.is_alphanumeric() || character == '-')
            }
            _ => false,
        })
}

/// Whether this is a host name under a top-level domain. `U.S.`, `e.g.` and a missing space after a full stop
/// (`desk.She`) are not.
fn is_domain(piece: &str) -> bool {
    let Some((before, end)) = piece.rsplit_once('.') else { return false };
    let has_one_case = end.to_lowercase() == end || end.to_uppercase() == end;
    let labels_hold = before.split('.').all(|label| !label.is_empty() && !label.starts_with('-'));
    let has_letter = before.chars().any(char::is_alphabetic) || SPELT.contains(&end);
    has_one_case && labels_hold && has_letter && is_top_level(&end.to_lowercase())
}

fn is_top_level(end: &str) -> bool {
    match end.len() {
        2 => COUNTRIES.split(' ').any(|country| country == end),
        _ => TOP_LEVEL.contains(&end) || INTERNATIONAL.contains(&end),
    }
}

/// Whether the text has `@name`, or a user name behind the name of a service.
pub(super) fn has_handle(text: &Text) -> bool {
    let mut previous = ' ';
    let mut characters = text.plain.chars().peekable();
    while let Some(character) = characters.next() {
        let begins = !previous.is_alphanumeric();
        if character == '@'
            && begins
            && characters.peek().is_some_and(|next| next.is_alphanumeric() || *next == '_')
        {
            return true;
        }
        previous = character;
    }
    has_named_service(text)
}

/// `Telegram: ada_ferris`, `Threema ID ABCD1234`, `username: ada`.
fn has_named_service(text: &Text) -> bool {
    const SERVICES: [&str; 20] = [
        "signal",
        "threema",
        "wire",
        "session",
        "telegram",
        "whatsapp",
        "matrix",
        "xmpp",
        "wickr",
        "skype",
        "icq",
        "wechat",
        "viber",
        "simplex",
        "keybase",
        "instagram",
        "twitter",
        "mastodon",
        "bluesky",
        "discord",
    ];
    const NAME_WORDS: [&str; 4] = ["id", "username", "handle", "nickname"];
    let words: Vec<&str> = text.lower.split_whitespace().collect();
    words.windows(2).enumerate().any(|(place, window)| {
        let [word, next] = window else { return false };
        let plain = word.trim_end_matches(':');
        let introduces = word.ends_with(':') || NAME_WORDS.contains(&plain);
        let names_service = SERVICES.contains(&plain)
            || NAME_WORDS.contains(&plain)
                && place
                    .checked_sub(1)
                    .and_then(|before| words.get(before))
                    .is_some_and(|before| SERVICES.contains(before));
        let names_user = NAME_WORDS.contains(&plain) && word.ends_with(':');
        names_user || introduces && names_service && is_user_name(next)
    })
}

/// Whether this is more likely a user name than a word.
fn is_user_name(word: &str) -> bool {
    let word = word.trim_matches(|edge: char| !(edge.is_alphanumeric() || edge == '_'));
    let has_digit = word.contains(|character: char| character.is_ascii_digit());
    let has_letter = word.contains(char::is_alphabetic);
    word.chars().count() >= 4 && has_letter && (has_digit || word.contains('_'))
}
