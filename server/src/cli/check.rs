//! `masthead check`.

use std::error::Error;

use clap::Args;

use super::{Common, Failure, report, say, wait_for, warn};
use crate::app::{self, Addresses, PublishError};
use crate::clock::Clock;
use crate::config::{EXAMPLE, Mail, MailPasswordError, MailTls};
use crate::edition::{Imprint, kept};
use crate::i18n::Catalog;
use crate::store::{OpenError, Position, Store};

/// Say what is wrong with settings, certificates, database and kept edition; changes nothing.
///
/// Exit code 0 means that `serve` would start and publish with them.
#[derive(Args)]
#[command(after_help = "\
Examples:
  masthead check --example > masthead.toml                      to begin a settings file
  masthead check --config masthead.toml                         to see whether `serve` would start with it")]
pub(super) struct Check {
    /// Print a commented example of the settings file, with every default, and check nothing.
    #[arg(long)]
    example: bool,
}

impl Check {
    pub(super) fn run(self, common: &Common) -> Result<(), Failure> {
        if self.example {
            say(EXAMPLE.trim_end());
            return Ok(());
        }
        let settings = common.settings(Vec::new())?;
        let clock = Clock::system();
        let addresses =
            Addresses::new(&settings, settings.public.listen.port(), settings.admin.listen.port());
        let mut findings = Findings::default();
        findings.note("settings", addresses.site(&settings).map(|site| site.base().to_owned()));
        findings.note("look", app::check_look(&settings));
        findings.note(
            "texts",
            Catalog::with_texts(settings.newsroom.texts.as_deref()).map(|own| own.to_string()),
        );
        findings.note("certificate", app::check_certificates(&settings, &clock));
        findings.note("secrets", app::check_sealing_key(&settings));
        findings.note("onion", app::check_onion(&settings.onion));
        findings.note("mail", mail(&settings.mail));
        let database = settings.database();
        let checked = wait_for(async { Ok(Store::check(&database).await) })?;
        let is_empty = match &checked {
            Err(OpenError::Missing { .. }) => true,
            Err(_) => false,
            Ok(summary) => summary.position == Position::default(),
        };
        let stored = match checked {
            // What `serve` makes is not missing.
            Err(OpenError::Missing { .. }) => {
                Ok(format!("none yet; `masthead serve` or `masthead init` makes {database}"))
            }
            checked => checked.map(|summary| format!("{database}: {summary}")),
        };
        findings.note("database", stored);
        let kept = kept::read(&settings.data);
        let left_out = kept
            .as_ref()
            .ok()
            .and_then(Option::as_ref)
            .map_or_else(Vec::new, |kept| kept.left_out().to_vec());
        let kept = kept.map(|edition| edition.map(|edition| *edition.imprint()));
        let published = kept.as_ref().ok().copied().flatten().filter(|imprint| imprint.revision > 0);
        let edition = kept.map(|kept| {
            let words = |kept: Imprint| {
                format!("edition {}, valid until {}", kept.number, kept.valid_until().rfc3339())
            };
            kept.map_or_else(|| "none kept yet".to_owned(), words)
        });
        findings.note("edition", edition);
        // Whoever is left out is not reached, and a log may go unread.
        for left in &left_out {
            findings.wrong += 1;
            warn(format_args!("not published, because it is too long: {left}"));
        }
        // A disk that is not mounted, a file that was moved: `serve` starts, and publishes nothing.
        if is_empty && let Some(Imprint { number, .. }) = published {
            findings.wrong += 1;
            report(&PublishError::Emptied { number, folder: settings.data.clone() });
        }
        if findings.wrong > 0 { Err(Failure::Reported) } else { Ok(()) }
    }
}

/// How alerts leave, without trying it.
fn mail(mail: &Mail) -> Result<String, MailPasswordError> {
    let Some(server) = &mail.server else {
        return Ok("no server is set: nobody is told of changes by mail".to_owned());
    };
    mail.password()?;
    let how = match mail.tls {
        MailTls::Implicit => "TLS from the first octet",
        MailTls::Starttls => "TLS after STARTTLS",
        MailTls::None => "not encrypted, on this machine",
    };
    Ok(format!("{server}:{}, {how}", mail.port()))
}

#[derive(Default)]
struct Findings {
    wrong: usize,
}

impl Findings {
    fn note<E: Error>(&mut self, what: &str, finding: Result<String, E>) {
        match finding {
            Ok(finding) => say(format_args!("{what:<12} {finding}")),
            Err(error) => {
                self.wrong += 1;
                report(&error);
            }
        }
    }
}
