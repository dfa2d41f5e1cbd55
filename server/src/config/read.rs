//! Reads settings from file, environment and flags, and says exactly what is wrong with them.

use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{Limits, Origin, Settings, origin};

/// What the command line sets over file and environment: paths such as `public.listen` and their values.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The file to read. Without it, `masthead.toml` in the working folder if there is one.
    pub file: Option<PathBuf>,
    /// Setting paths and values, as text.
    pub values: Vec<(&'static str, String)>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("cannot read the settings file {}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file says something that is not a setting.
    #[error("{}:{line}:{column}: {message}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// A variable or a flag sets something that is not a setting, or to something it cannot be.
    #[error("{name}: {message}")]
    Override {
        /// The variable or flag.
        name: String,
        /// What is wrong with it.
        message: String,
    },
    /// Each setting is well written, but they do not fit together.
    #[error("{setting}: {message}")]
    Unfitting {
        /// The setting to change.
        setting: &'static str,
        /// Why it does not fit.
        message: String,
    },
}

/// What every variable of ours begins with.
const PREFIX: &str = "MASTHEAD_";

/// Variables with our prefix that are not settings.
const NOT_SETTINGS: [&str; 4] =
    ["MASTHEAD_CONFIG", "MASTHEAD_LOG", "MASTHEAD_TEST_POSTGRES", "MASTHEAD_REQUIRE_POSTGRES"];

/// The file that is read when none is named.
const DEFAULT_FILE: &str = "masthead.toml";

/// Reads and checks all settings. `environment` is the process's, or a test's.
pub fn read(
    overrides: &Overrides,
    environment: impl Iterator<Item = (OsString, OsString)>,
) -> Result<Settings, SettingsError> {
    let mut table = read_file(overrides.file.as_deref())?;
    let mut environment: Vec<_> = environment
        .filter_map(|(name, text)| Some((name.into_string().ok()?, text)))
        .filter(|(name, _)| name.starts_with(PREFIX) && !NOT_SETTINGS.contains(&name.as_str()))
        .collect();
    environment.sort();
    for (name, text) in environment {
        let Ok(text) = text.into_string() else {
            return Err(SettingsError::Override { name, message: "is not UTF-8".to_owned() });
        };
        let path = name.strip_prefix(PREFIX).unwrap_or(&name).to_ascii_lowercase().replace("__", ".");
        set(&mut table, &name, &path, &text)?;
    }
    for (path, text) in &overrides.values {
        set(&mut table, path, path, text)?;
    }
    let settings = Settings::deserialize_table(table)
        .map_err(|message| SettingsError::Override { name: "settings".to_owned(), message })?;
    fit(settings)
}

fn read_file(named: Option<&Path>) -> Result<Table, SettingsError> {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(missing) if named.is_none() && missing.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(SettingsError::Unreadable { path: path.to_owned(), source }),
    };
    // Parsed as settings first, because only then does the parser know the line of an unknown or ill-typed one.
    let refused = |error: &toml::de::Error| {
        let (line, column) = position(&text, error.span().map_or(0, |span| span.start));
        SettingsError::File { path: path.to_owned(), line, column, message: without_text(error.message()) }
    };
    toml::from_str::<Settings>(&text).map_err(|error| refused(&error))?;
    toml::from_str::<Table>(&text).map_err(|error| refused(&error))
}

/// A parser's message without the text that it was given, which may be a password's in the wrong place:
/// `database = "postgres://…"`. Where it stood is known.
fn without_text(message: &str) -> String {
    const QUOTED: &str = ": string \"";
    let parts = message.split_once(QUOTED).and_then(|(before, rest)| Some((before, rest.rsplit_once('"')?)));
    match parts {
        Some((before, (_text, after))) => format!("{before}: text{after}"),
        None => message.to_owned(),
    }
}

fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before.get(line_start..).map_or(0, |rest| rest.chars().count());
    (before.matches('\n').count() + 1, column + 1)
}

/// Sets one dotted path. The text is read as TOML where it is a number, a truth value or a list, and as plain
/// text otherwise; whichever of the two the setting takes.
fn set(table: &mut Table, name: &str, path: &str, text: &str) -> Result<(), SettingsError> {
    let typed = text.parse::<Value>().ok().filter(|value| !value.is_table() && !value.is_str());
    let candidates = typed.into_iter().chain([Value::String(text.to_owned())]);
    let mut refusal = String::new();
    for value in candidates {
        let mut changed = table.clone();
        insert(&mut changed, path, value);
        match Settings::deserialize_table(changed.clone()) {
            Ok(_) => {
                *table = changed;
                return Ok(());
            }
            Err(message) => refusal = message,
        }
    }
    Err(SettingsError::Override { name: name.to_owned(), message: refusal })
}

fn insert(table: &mut Table, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            table.insert(path.to_owned(), value);
        }
        Some((section, rest)) => {
            let inner = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            if !inner.is_table() {
                *inner = Value::Table(Table::new());
            }
            if let Value::Table(inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}

impl Settings {
    fn deserialize_table(table: Table) -> Result<Self, String> {
        table.try_into().map_err(|error: toml::de::Error| without_text(error.message()))
    }
}

/// How long a connection may be allowed to last, in seconds: below, no answer would be finished.
const LIFETIME_SECONDS: RangeInclusive<u64> = 10..=24 * 60 * 60;
/// The longest time that a stopping server may be allowed to wait, in seconds.
const DRAIN_SECONDS_MAX: u64 = 60 * 60;

/// How many people may stand on one page: fewer would say whom one came for, and more are too much for a telephone.
const PEOPLE_PER_PAGE: RangeInclusive<usize> = 100..=10_000;

/// How long a change that takes two people may wait where there is one, in hours: an hour is too short to be noticed,
/// and after a month nobody remembers.
const COOL_OFF_HOURS: RangeInclusive<u32> = 1..=30 * 24;
/// How often a channel may have to be confirmed, in days. Reminders begin two weeks before.
const CONFIRM_EVERY_DAYS: RangeInclusive<u32> = 30..=730;

/// Checks what no single setting can say.
fn fit(mut settings: Settings) -> Result<Settings, SettingsError> {
    let unfitting = |setting, message: String| Err(SettingsError::Unfitting { setting, message });
    if settings.tls.certificate.is_some() != settings.tls.key.is_some() {
        return unfitting("tls", "needs certificate and key, or neither".to_owned());
    }
    if settings.newsroom.name.trim().is_empty() || settings.newsroom.name.chars().any(char::is_control) {
        return unfitting("newsroom.name", "must be one line of text".to_owned());
    }
    if let Some(contact) = &settings.newsroom.security_contact {
        if !["mailto:", "https://", "tel:"].iter().any(|scheme| contact.starts_with(scheme)) {
            let message = "must start with mailto:, https:// or tel: (RFC 9116)";
            return unfitting("newsroom.security_contact", message.to_owned());
        }
        // A line break would begin another field of security.txt.
        if !contact.bytes().all(|octet| octet.is_ascii_graphic()) {
            return unfitting("newsroom.security_contact", "must be an address without blanks".to_owned());
        }
    }
    for name in &mut settings.public.hosts {
        match origin::host(name) {
            Some(host) => *name = host,
            None => {
                return unfitting(
                    "public.hosts",
                    format!("{name:?} is not a host name or address without a port"),
                );
            }
        }
    }
    let public_hosts = || {
        settings
            .public
            .origin
            .iter()
            .map(Origin::host)
            .chain(settings.public.hosts.iter().map(String::as_str))
    };
    if let Some(admin) = &settings.admin.origin
        && public_hosts().any(|host| host == admin.host())
    {
        return unfitting(
            "admin.origin",
            "must not have a public host, because cookies ignore ports".to_owned(),
        );
    }
    let Limits { connection_lifetime_seconds, drain_seconds, .. } = settings.limits;
    if !LIFETIME_SECONDS.contains(&connection_lifetime_seconds) {
        return unfitting("limits.connection_lifetime_seconds", "must be from 10 to 86400".to_owned());
    }
    if drain_seconds > DRAIN_SECONDS_MAX {
        return unfitting("limits.drain_seconds", "must be at most 3600".to_owned());
    }
    if settings.limits.connections == 0 || settings.limits.connections_per_address == 0 {
        return unfitting("limits", "connections and connections_per_address must be at least 1".to_owned());
    }
    fit_strict_transport(&settings)?;
    fit_pages(&settings)?;
    fit_newsroom(&mut settings)?;
    Ok(settings)
}

/// Checks how many people may stand on one page.
fn fit_pages(settings: &Settings) -> Result<(), SettingsError> {
    if PEOPLE_PER_PAGE.contains(&settings.public.people_per_page) {
        return Ok(());
    }
    let message = "must be from 100 to 10000".to_owned();
    Err(SettingsError::Unfitting { setting: "public.people_per_page", message })
}

/// Checks that browsers are told only what this host may say.
fn fit_strict_transport(settings: &Settings) -> Result<(), SettingsError> {
    let public = &settings.public;
    let unfitting =
        |setting, message: &str| Err(SettingsError::Unfitting { setting, message: message.to_owned() });
    if public.strict_transport_preload && !public.strict_transport_subdomains {
        let message = "browsers take a host into their lists only together with \
                       public.strict_transport_subdomains = true";
        return unfitting("public.strict_transport_preload", message);
    }
    if public.strict_transport_subdomains
        && (public.origin.is_none() || !public.base_path.as_str().is_empty())
    {
        let message = "needs public.origin and no public.base_path: a host that is not this server's alone \
                       is not for it to decide about";
        return unfitting("public.strict_transport_subdomains", message);
    }
    Ok(())
}

/// The same for what only staff have to do with, and for the sections that check themselves.
fn fit_newsroom(settings: &mut Settings) -> Result<(), SettingsError> {
    let unfitting = |(setting, message): (&'static str, &str)| SettingsError::Unfitting {
        setting,
        message: message.to_owned(),
    };
    if !COOL_OFF_HOURS.contains(&settings.newsroom.cool_off_hours) {
        return Err(unfitting(("newsroom.cool_off_hours", "must be from 1 to 720")));
    }
    if !CONFIRM_EVERY_DAYS.contains(&settings.newsroom.confirm_every_days) {
        return Err(unfitting(("newsroom.confirm_every_days", "must be from 30 to 730")));
    }
    settings.onion.fit().map_err(|(setting, message)| SettingsError::Unfitting { setting, message })?;
    settings.mail.fit().map_err(unfitting)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::config::{StrictTransport, TlsVersion};

    fn read_text(text: &str, environment: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let overrides = Overrides { file: Some(file.path().to_owned()), values: Vec::new() };
        read(&overrides, environment.iter().map(|(name, value)| (name.into(), value.into())))
    }

    #[test]
    fn an_unknown_setting_is_refused_with_its_line_and_column() {
        let refused =
            read_text("[public]\nlisten = \"[::]:1\"\n  orign = \"https://a.example\"\n", &[]).unwrap_err();
        let SettingsError::File { line, column, message, .. } = refused else { panic!("{refused}") };
        assert_eq!((line, column), (3, 3));
        assert!(message.contains("orign"), "{message}");
    }

    #[test]
    fn browsers_are_told_to_insist_on_tls_only_where_the_host_is_ours() {
        let told =
            |public: &str| read_text(&format!("[public]\n{public}"), &[]).map(|read| read.strict_transport());
        let origin = "origin = \"https://paper.example\"\n";
        let (subdomains, preload) =
            ("strict_transport_subdomains = true\n", "strict_transport_preload = true\n");
        assert_eq!(told("").unwrap(), StrictTransport::Off);
        assert_eq!(told(origin).unwrap(), StrictTransport::Host);
        assert_eq!(told(&format!("{origin}{subdomains}")).unwrap(), StrictTransport::Subdomains);
        assert_eq!(told(&format!("{origin}{subdomains}{preload}")).unwrap(), StrictTransport::Preload);
        let path = format!("{origin}base_path = \"/contact\"\n");
        assert_eq!(told(&path).unwrap(), StrictTransport::Off);
        for (refused, named) in [
            (format!("{origin}{preload}"), "public.strict_transport_preload"),
            (format!("{path}{subdomains}"), "public.strict_transport_subdomains"),
            (subdomains.to_owned(), "public.strict_transport_subdomains"),
        ] {
            let error = told(&refused).unwrap_err().to_string();
            assert!(error.starts_with(named), "{error}");
        }
    }

    #[test]
    fn the_oldest_tls_is_1_3_unless_a_newsroom_must_go_lower() {
        assert_eq!(read_text("", &[]).unwrap().tls.minimum, TlsVersion::Tls13);
        assert_eq!(read_text("[tls]\nminimum = \"1.2\"\n", &[]).unwrap().tls.minimum, TlsVersion::Tls12);
        assert_eq!(
            read_text("", &[("MASTHEAD_TLS__MINIMUM", "1.2")]).unwrap().tls.minimum,
            TlsVersion::Tls12
        );
        assert!(read_text("[tls]\nminimum = \"1.1\"\n", &[]).is_err());
    }

    #[test]
    fn the_environment_goes_over_the_file() {
        let settings = read_text(
            "[public]\nlisten = \"[::]:1\"\n",
            &[
                ("MASTHEAD_PUBLIC__LISTEN", "127.0.0.1:2"),
                ("MASTHEAD_LIMITS__CONNECTIONS", "7"),
                ("MASTHEAD_DATA", "/x"),
            ],
        )
        .unwrap();
        assert_eq!(settings.public.listen.port(), 2);
        assert_eq!(settings.limits.connections, 7);
        assert_eq!(settings.data, Path::new("/x"));
    }

    #[test]
    fn a_flag_goes_over_the_environment() {
        let overrides = Overrides { file: None, values: vec![("public.listen", "127.0.0.1:3".to_owned())] };
        let environment = [("MASTHEAD_PUBLIC__LISTEN".into(), "127.0.0.1:2".into())];
        assert_eq!(read(&overrides, environment.into_iter()).unwrap().public.listen.port(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_utf_8_matters_only_if_it_is_a_setting() {
        let octets = || std::os::unix::ffi::OsStringExt::from_vec(vec![0xff]);
        let read = |name: &str| read(&Overrides::default(), [(OsString::from(name), octets())].into_iter());
        assert!(read("LS_COLORS").is_ok());
        assert_eq!(read("MASTHEAD_DATA").unwrap_err().to_string(), "MASTHEAD_DATA: is not UTF-8");
    }

    #[test]
    fn a_password_in_the_wrong_place_is_not_printed() {
        let address = "postgres://masthead:hunt\\\"er2@db.example/masthead";
        let file = read_text(&format!("database = \"{address}\"\n"), &[]).unwrap_err();
        let variable = read_text("", &[("MASTHEAD_DATABASE", address)]).unwrap_err();
        for refused in [file, variable] {
            let printed = format!("{refused} {refused:?}");
            assert!(!printed.contains("er2") && printed.contains("expected struct"), "{printed}");
        }
    }

    #[test]
    fn a_misspelt_variable_is_refused_by_name() {
        let refused = read_text("", &[("MASTHEAD_PUBLIK__LISTEN", "x")]).unwrap_err().to_string();
        assert!(refused.contains("MASTHEAD_PUBLIK__LISTEN") && refused.contains("publik"), "{refused}");
        assert!(read_text("", &[("MASTHEAD_MASTHEAD_DATA", "/x")]).is_err());
    }

    #[test]
    fn settings_that_do_not_fit_together_are_refused() {
        for text in [
            "[tls]\nkey = \"k.pem\"\n",
            "[public]\norigin = \"https://a.example\"\n[admin]\norigin = \"https://a.example:8444\"\n",
            "[public]\nhosts = [\"a.example\"]\n[admin]\norigin = \"https://a.example:8444\"\n",
            "[public]\nhosts = [\"a.example:1\"]\n",
            "[newsroom]\nsecurity_contact = \"mailto:a@a.example\\nExpires: never\"\n",
            "[limits]\nconnection_lifetime_seconds = 0\n",
            "[limits]\nconnection_lifetime_seconds = 9223372036854775807\n",
            "[limits]\ndrain_seconds = 9223372036854775807\n",
            "[newsroom]\nname = \"\"\n",
            "[public]\npeople_per_page = 99\n",
            "[newsroom]\ncool_off_hours = 0\n",
            "[newsroom]\nconfirm_every_days = 7\n",
            "[mail]\nserver = \"mail.a.example\"\n",
            "[onion]\nsocket = \"/run/masthead/onion.sock\"\n",
            "[onion]\nconnections = 0\n",
            &format!("[onion]\naddress = \"{ONION}\"\nsocket = \"onion.sock\"\n"),
            &format!("[onion]\naddress = \"{ONION}\"\nsocket = \"/{}\"\n", "a".repeat(107)),
            "[newsroom]\nsecurity_contact = \"security@a.example\"\n",
        ] {
            assert!(matches!(read_text(text, &[]), Err(SettingsError::Unfitting { .. })), "{text}");
        }
    }

    /// The Tor Project’s own website.
    const ONION: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

    #[test]
    fn an_onion_address_with_a_typing_error_is_refused_where_it_stands() {
        let settings = read_text(
            &format!("[onion]\nsocket = \"/run/masthead/onion.sock\"\naddress = \"{ONION}\"\n"),
            &[],
        )
        .unwrap();
        assert_eq!(settings.onion.address.unwrap().host(), ONION);
        let wrong = format!("[onion]\naddress = \"{}\"\n", ONION.replace('z', "a"));
        let SettingsError::File { line, .. } = read_text(&wrong, &[]).unwrap_err() else { panic!("a file") };
        assert_eq!(line, 2);
    }

    #[test]
    fn the_printed_example_is_the_defaults() {
        let settings: Settings = toml::from_str(super::super::EXAMPLE).unwrap();
        assert_eq!(format!("{settings:?}"), format!("{:?}", Settings::default()));
    }
}
