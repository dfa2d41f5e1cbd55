//! How bylines say who somebody is, in each language we read.

use super::caution::{
    ARABIC_CAUTION, Caution, DUTCH, ENGLISH, FRENCH, GERMAN, RUSSIAN_AND_UKRAINIAN, SPANISH,
};

/// One language's phrases. Each begins and ends with the spaces it needs, in lower case unless case matters.
pub(super) struct Phrases {
    /// Between a name and a role: ` is a `.
    pub(super) is: &'static [&'static str],
    /// Between a role and an outlet: ` at `.
    pub(super) at: &'static [&'static str],
    /// Before a beat: ` covers `.
    pub(super) covers: &'static [&'static str],
    /// What ends an outlet or a beat.
    pub(super) stops: &'static [&'static str],
    /// What may stand between an outlet and its beat without being lost.
    pub(super) glue: &'static [&'static str],
    /// What a byline starts with: `By `.
    pub(super) by: &'static [&'static str],
    /// What asks readers to write to somebody, before the name.
    pub(super) contact: &'static [&'static str],
    /// Words of which a role holds at least one, as patterns.
    pub(super) jobs: &'static [&'static str],
    /// Words that make a name a desk's.
    pub(super) desks: &'static [&'static str],
    /// Between two names or two beats.
    pub(super) and: &'static [&'static str],
    /// Articles and the like at the edges of a beat.
    pub(super) trimmed: &'static [&'static str],
    /// Words that start a sentence and are nobody's name.
    pub(super) nobody: &'static [&'static str],
    /// What keeps a contact from being given to the wrong person.
    pub(super) caution: Caution,
}

/// Languages with spaces between words and a verb between name and role.
pub(super) const LANGUAGES: [Phrases; 6] = [
    Phrases {
        is: &[" is a ", " is an ", " is the ", " is our ", " are ", " is "],
        at: &[" at ", " for ", " with ", " of "],
        covers: &[
            " covers ",
            " covering ",
            " cover ",
            " reports on ",
            " reporting on ",
            " report on ",
            " writes about ",
            " writing about ",
            " focuses on ",
            " focusing on ",
        ],
        stops: &[
            ",",
            " where ",
            " who ",
            " based in ",
            " and covers ",
            " covering ",
            " for ",
            " at ",
            ";",
            " (",
        ],
        glue: &[",", "where", "who", "and", "she", "he", "they", "currently", "also"],
        by: &["By ", "by ", "BY ", "Words by ", "Written by ", "Reporting by "],
        contact: &[
            "contact ",
            "reach out to ",
            "reach ",
            "get in touch with ",
            "write to ",
            "message ",
            "e-mail ",
            "email ",
            "tip off ",
            "send tips to ",
            "text ",
            "call ",
        ],
        jobs: &[
            "reporter*",
            "editor",
            "editors",
            "subeditor*",
            "*journalist*",
            "correspondent*",
            "writer*",
            "producer*",
            "columnist*",
            "*photographer*",
            "fellow",
            "fellows",
            "bureau chief*",
            "host",
            "hosts",
            "analyst*",
            "researcher*",
            "critic",
            "critics",
            "contributor*",
            "head of",
            "director",
            "directors",
        ],
        desks: &["desk", "team", "newsroom", "unit"],
        and: &[" and ", " & ", ", ", " or "],
        trimmed: &["the", "beat", "all", "things"],
        nobody: &[
            "she", "he", "they", "it", "this", "that", "we", "you", "i", "there", "here", "who", "what",
            "our", "your", "her", "his", "their", "these", "signal", "email",
        ],
        caution: ENGLISH,
    },
    Phrases {
        is: &[" es una ", " es un ", " es la ", " es el ", " es "],
        at: &[" en ", " de ", " del ", " para "],
        covers: &[" cubre ", " cubriendo ", " escribe sobre ", " informa sobre "],
        stops: &[",", " donde ", " que ", " y cubre ", ";", " ("],
        glue: &[",", "donde", "que", "y", "ella", "él"],
        by: &["Por "],
        contact: &[
            "contactar con ",
            "contactar a ",
            "contacta con ",
            "contacta a ",
            "escribir a ",
            "escriba a ",
            "escribe a ",
        ],
        jobs: &[
            "reporter*",
            "periodista*",
            "editor*",
            "redactor*",
            "corresponsal*",
            "columnista*",
            "jefe de redacción",
            "jefa de redacción",
            "jefe de sección",
            "jefa de sección",
        ],
        desks: &["equipo", "redacción", "unidad"],
        and: &[" y ", " e ", ", "],
        trimmed: &["la", "el", "los", "las"],
        nobody: &["ella", "él", "ellas", "ellos", "usted", "esta", "este", "esto", "ese", "esa"],
        caution: SPANISH,
    },
    Phrases {
        is: &[" est une ", " est un ", " est la ", " est le ", " est "],
        at: &[" au ", " à la ", " à ", " chez ", " pour ", " du ", " de "],
        covers: &[" couvre ", " suit ", " écrit sur ", " enquête sur "],
        stops: &[",", " où ", " qui ", " et couvre ", ";", " ("],
        glue: &[",", "où", "qui", "et", "elle", "il"],
        by: &["Par "],
        contact: &["contacter ", "contactez ", "joindre ", "écrire à ", "écrivez à "],
        jobs: &[
            "journaliste*",
            "reporter*",
            "rédact*",
            "correspondant*",
            "éditorialiste*",
            "chef du service",
            "cheffe du service",
            "chef de service",
            "cheffe de service",
        ],
        desks: &["rédaction", "cellule", "équipe", "pôle"],
        and: &[" et ", ", "],
        trimmed: &["la", "le", "les", "l’", "l'"],
        nobody: &["elle", "il", "elles", "ils", "vous", "ce", "cette", "on", "cela"],
        caution: FRENCH,
    },
    Phrases {
        is: &[" ist eine ", " ist ein ", " ist die ", " ist der ", " ist "],
        at: &[
            " beim ",
            " bei der ",
            " bei ",
            " für den ",
            " für die ",
            " für das ",
            " für ",
            " der ",
            " des ",
        ],
        covers: &[" berichtet über ", " schreibt über ", " recherchiert zu ", " berichtet dort über "],
        stops: &[",", " wo ", " und berichtet ", " und schreibt ", ";", " ("],
        glue: &[",", "wo", "die", "der", "und", "sie", "er"],
        by: &["Von "],
        contact: &[
            "erreichen sie ",
            "kontaktieren sie ",
            "schreiben sie an ",
            "schreiben sie ",
            "kontakt zu ",
        ],
        jobs: &[
            "*redakteur*",
            "*reporter*",
            "*journalist*",
            "*korrespondent*",
            "autor",
            "autorin",
            "kolumnist*",
            "ressortchef*",
            "ressortleiter*",
            "redaktionsleiter*",
            "büroleiter*",
            "chef vom dienst",
            "chefin vom dienst",
        ],
        desks: &["redaktion", "ressort", "team"],
        and: &[" und ", ", "],
        trimmed: &["die", "der", "das", "den"],
        nobody: &["sie", "er", "es", "dies", "das", "wir"],
        caution: GERMAN,
    },
    Phrases {
        is: &[" — ", " – ", " - "],
        at: &[" в газете ", " газеты ", " газети ", " издания ", " видання ", " в ", " у ", " "],
        covers: &[" пишет о ", " пишет про ", " пише про ", " освещает ", " висвітлює "],
        stops: &[",", ";", " ("],
        glue: &[",", "и", "она", "он", "где", "которая", "который"],
        by: &["Автор: ", "Автор "],
        contact: &[],
        jobs: &[
            "*корреспондент*",
            "*кореспондент*",
            "*журналист*",
            "*журналіст*",
            "*редактор*",
            "репортёр*",
            "репортер*",
            "обозревател*",
            "*оглядач*",
        ],
        desks: &["редакция", "отдел"],
        and: &[" и ", " і ", " та ", ", "],
        trimmed: &[],
        nobody: &[
            "она", "он", "они", "это", "мы", "вы", "вона", "він", "вони", "це", "ми", "ви", "її", "його",
        ],
        caution: RUSSIAN_AND_UKRAINIAN,
    },
    Phrases {
        is: &[" is een ", " is de ", " is "],
        at: &[" bij ", " voor ", " van "],
        covers: &[" schrijft over ", " verslaat ", " bericht over "],
        stops: &[",", " waar ", " die ", " en schrijft ", " en verslaat ", ";", " ("],
        glue: &[",", "waar", "die", "en", "zij", "hij"],
        by: &["Door "],
        contact: &["neem contact op met ", "bereik ", "mail "],
        jobs: &[
            "*redacteur*",
            "*redactrice",
            "*verslaggever",
            "*verslaggeefster",
            "*journalist*",
            "*correspondent*",
            "columnist*",
            "chef redactie",
        ],
        desks: &["redactie", "team"],
        and: &[" en ", ", "],
        trimmed: &["de", "het"],
        nobody: &["zij", "ze", "hij", "het", "dit", "dat", "deze", "wij", "haar", "zijn", "hun", "onze"],
        caution: DUTCH,
    },
];

/// Arabic, which needs no verb: the role begins at the first of `jobs`.
pub(super) const ARABIC: Phrases = Phrases {
    is: &[],
    at: &[" في صحيفة ", " في جريدة ", " لدى ", " في "],
    covers: &[" تغطي ", " يغطي ", " تكتب عن ", " يكتب عن "],
    stops: &["،", " حيث ", " وتغطي ", " تغطي ", " يغطي ", ",", " ("],
    glue: &["،", "حيث", "و"],
    by: &["بقلم: ", "بقلم "],
    contact: &[],
    jobs: &["مراسلة", "مراسل", "صحافية", "صحافي", "صحفية", "صحفي", "محررة", "محرر", "كاتبة", "كاتب"],
    desks: &["قسم", "فريق"],
    and: &[" و", "، "],
    trimmed: &[],
    nobody: &["هي", "هو", "هذا", "هذه", "نحن"],
    caution: ARABIC_CAUTION,
};

/// Chinese: `name是outlet的role，报道beat。`
pub(super) const CHINESE_IS: [&str; 1] = ["是"];
/// Between an outlet and a role.
pub(super) const CHINESE_OF: &str = "的";
/// Before a beat.
pub(super) const CHINESE_COVERS: [&str; 4] = ["负责报道", "报道", "負責報導", "報導"];
/// What a Chinese byline starts with.
pub(super) const CHINESE_BY: [&str; 6] = ["记者：", "作者：", "文/", "文／", "撰文：", "記者："];
/// Words of which a Chinese role holds one.
pub(super) const CHINESE_JOBS: [&str; 5] = ["记者", "編輯", "编辑", "記者", "主编"];

/// Words that start a Chinese sentence and are nobody's name.
pub(super) const CHINESE_NOBODY: [&str; 8] = ["我们", "我們", "他们", "他們", "她们", "她們", "这里", "這裡"];

/// Small words inside names.
pub(super) const PARTICLES: [&str; 24] = [
    "de", "del", "della", "di", "da", "dos", "das", "do", "van", "von", "der", "den", "zu", "zur", "ter",
    "ten", "la", "le", "el", "al", "bin", "bint", "ibn", "y",
];
