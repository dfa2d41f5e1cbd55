//! The mail server that alerts are sent by.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use directory::channel::EmailAddress;
use serde::{Deserialize, Deserializer};

use super::origin;
use crate::secret::Secret;

/// The longest password that is read from a file, in octets.
const PASSWORD_OCTETS_MAX: u64 = 4 * 1024;

/// The mail server that alerts are sent by. Without `server` none are sent, and pages say so.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// Its host.
    pub server: Option<String>,
    /// Its port; without it 465, 587 or 25, as `tls` has it.
    pub port: Option<u16>,
    /// How the connection is encrypted.
    pub tls: MailTls,
    /// What we sign in with there.
    pub username: Option<String>,
    /// The password for it; better in `password_file` or in the environment.
    #[serde(deserialize_with = "secret")]
    pub password: Option<Secret<String>>,
    /// A file that holds the password, on one line.
    pub password_file: Option<PathBuf>,
    /// Whom alerts come from.
    pub from: Option<EmailAddress>,
}

/// How the connection to the mail server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTls {
    /// From its first octet (RFC 8314).
    #[default]
    Implicit,
    /// After `STARTTLS`, and never without.
    Starttls,
    /// Not at all: only to a mail server on this machine.
    None,
}

impl MailTls {
    /// The port that is usual for it.
    pub const fn port(self) -> u16 {
        match self {
            Self::Implicit => 465,
            Self::Starttls => 587,
            Self::None => 25,
        }
    }
}

/// Why the mail server's password cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum MailPasswordError {
    /// The file cannot be read.
    #[error("cannot read mail.password_file {}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds nothing that can be a password.
    #[error("mail.password_file {} must hold one line of text, at most 4 KiB", path.display())]
    Form {
        /// Which file.
        path: PathBuf,
    },
}

impl Mail {
    /// The port, with the default filled in.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or_else(|| self.tls.port())
    }

    /// The password, from wherever it is.
    pub fn password(&self) -> Result<Option<Secret<String>>, MailPasswordError> {
        match &self.password_file {
            Some(path) => read_password(path).map(Some),
            None => Ok(self.password.clone()),
        }
    }

    /// What does not fit together: the setting, and why.
    pub(super) fn fit(&mut self) -> Result<(), (&'static str, &'static str)> {
        let Some(server) = &self.server else { return Ok(()) };
        let host = origin::host(server)
            .ok_or(("mail.server", "is not a host name or address; a port belongs in mail.port"))?;
        if self.tls == MailTls::None && !is_loopback(&host) {
            return Err((
                "mail.tls",
                "may be \"none\" only for a mail server on this machine, at a loopback address",
            ));
        }
        if self.from.is_none() {
            return Err(("mail.from", "is needed: the address that alerts come from"));
        }
        if self.password.is_some() && self.password_file.is_some() {
            return Err(("mail.password", "and mail.password_file exclude each other"));
        }
        if self.username.is_some() != (self.password.is_some() || self.password_file.is_some()) {
            return Err(("mail.username", "needs a password or password_file, and these need it"));
        }
        if self.port == Some(0) {
            return Err(("mail.port", "must be from 1 to 65535"));
        }
        self.server = Some(host);
        Ok(())
    }
}

fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Secret<String>>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(Secret::new))
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.to_canonical().is_loopback())
}

fn read_password(path: &Path) -> Result<Secret<String>, MailPasswordError> {
    let unreadable = |source| MailPasswordError::Unreadable { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut octets = Vec::new();
    file.take(PASSWORD_OCTETS_MAX + 1).read_to_end(&mut octets).map_err(unreadable)?;
    let form = || MailPasswordError::Form { path: path.to_owned() };
    let text = String::from_utf8(octets).map_err(|_| form())?;
    let line = text.trim_end_matches(['\r', '\n']);
    let fits = !line.is_empty()
        && u64::try_from(line.len()).is_ok_and(|octets| octets <= PASSWORD_OCTETS_MAX)
        && !line.chars().any(char::is_control);
    if fits { Ok(Secret::new(line.to_owned())) } else { Err(form()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(text: &str) -> Mail {
        toml::from_str(text).unwrap()
    }

    fn refused(text: &str) -> &'static str {
        mail(text).fit().unwrap_err().0
    }

    const FROM: &str = "from = \"masthead@paper.example\"\n";

    #[test]
    fn the_port_follows_from_the_encryption() {
        assert_eq!(mail("").port(), 465);
        assert_eq!(mail("tls = \"starttls\"").port(), 587);
        assert_eq!(mail("tls = \"none\"\nport = 2525").port(), 2525);
    }

    #[test]
    fn letters_leave_this_machine_encrypted_only() {
        for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"] {
            let host = if host == "::1" { "[::1]" } else { host };
            assert!(mail(&format!("server = \"{host}\"\ntls = \"none\"\n{FROM}")).fit().is_ok(), "{host}");
        }
        for host in ["mail.paper.example", "10.0.0.1", "localhost.paper.example", "[2001:db8::1]"] {
            assert_eq!(
                refused(&format!("server = \"{host}\"\ntls = \"none\"\n{FROM}")),
                "mail.tls",
                "{host}"
            );
            assert!(mail(&format!("server = \"{host}\"\n{FROM}")).fit().is_ok(), "{host}");
        }
    }

    #[test]
    fn half_a_mail_server_is_refused_by_the_setting_that_is_missing() {
        assert_eq!(refused("server = \"mail.paper.example\""), "mail.from");
        assert_eq!(refused(&format!("server = \"mail.paper.example:465\"\n{FROM}")), "mail.server");
        let server = format!("server = \"mail.paper.example\"\n{FROM}");
        assert_eq!(refused(&format!("{server}username = \"masthead\"")), "mail.username");
        assert_eq!(refused(&format!("{server}password = \"x\"")), "mail.username");
        let both = "username = \"m\"\npassword = \"x\"\npassword_file = \"/x\"";
        assert_eq!(refused(&format!("{server}{both}")), "mail.password");
    }

    #[test]
    fn the_password_never_prints_itself_and_may_stand_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        let by_file = Mail { password_file: Some(path.clone()), ..Mail::default() };
        assert!(matches!(by_file.password(), Err(MailPasswordError::Unreadable { .. })));
        std::fs::write(&path, "hunter2\n").unwrap();
        assert_eq!(by_file.password().unwrap().unwrap().expose(), "hunter2");
        for wrong in ["", "\n", "two\nlines\n", &"x".repeat(5_000)] {
            std::fs::write(&path, wrong).unwrap();
            assert!(matches!(by_file.password(), Err(MailPasswordError::Form { .. })), "{}", wrong.len());
        }
        let settings = mail("username = \"m\"\npassword = \"hunter2\"");
        assert_eq!(settings.password().unwrap().unwrap().expose(), "hunter2");
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
