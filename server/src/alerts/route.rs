//! The way to the mail server: encrypted, or on this machine.

use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use crate::config::{Mail, MailPasswordError, MailTls};
use crate::secret::Secret;

/// How long the mail server may take to let us in, and to take a letter.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the mail server is, and how we sign in there.
pub struct MailRoute {
    host: String,
    port: u16,
    tls: MailTls,
    credentials: Option<(String, Secret<String>)>,
    patience: Duration,
}

/// Why a letter did not get through. The server's own words are left out: they repeat addresses.
#[derive(Debug, thiserror::Error)]
pub(super) enum RouteError {
    /// The server is not to be reached, or does not let us in.
    #[error("{0}")]
    Away(String),
    /// The server refuses this letter, for now or for good.
    #[error("the mail server answered {0}")]
    Refused(String),
}

/// An open way to the mail server.
pub(super) struct Session {
    connection: AsyncSmtpConnection,
    patience: Duration,
}

impl MailRoute {
    /// The way that the settings name; `None` where there is no mail server.
    pub fn of(mail: &Mail) -> Result<Option<Self>, MailPasswordError> {
        let Some(host) = mail.server.clone() else { return Ok(None) };
        let credentials = mail.username.clone().zip(mail.password()?);
        Ok(Some(Self { host, port: mail.port(), tls: mail.tls, credentials, patience: PATIENCE }))
    }

    /// The same way for whoever has less time.
    #[cfg(test)]
    pub(super) fn within(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Opens a connection and signs in. `hello` is the domain that we introduce ourselves with.
    pub(super) async fn open(&self, hello: &str) -> Result<Session, RouteError> {
        match timeout(self.patience, self.connect(hello)).await {
            Ok(Ok(connection)) => Ok(Session { connection, patience: self.patience }),
            Ok(Err(error)) => Err(RouteError::Away(fault(&error))),
            Err(_elapsed) => Err(RouteError::Away("the mail server does not answer in time".to_owned())),
        }
    }

    async fn connect(&self, hello: &str) -> Result<AsyncSmtpConnection, SmtpError> {
        let hello = ClientId::Domain(hello.to_owned());
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        let parameters = || TlsParameters::new(host.to_owned());
        let implicit = if self.tls == MailTls::Implicit { Some(parameters()?) } else { None };
        let address = (host, self.port);
        let patience = Some(self.patience);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, patience, &hello, implicit, None).await?;
        if self.tls == MailTls::Starttls {
            // A server that does not offer it, or somebody in between who took the offer away, is sent nothing.
            connection.starttls(parameters()?, &hello).await?;
        }
        if let Some((username, password)) = &self.credentials {
            let credentials = Credentials::new(username.clone(), password.expose().clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(connection)
    }
}

impl Session {
    /// Hands a message over; the server has it once this returns.
    pub(super) async fn send(&mut self, message: &Message) -> Result<(), RouteError> {
        let octets = message.formatted();
        match timeout(self.patience, self.connection.send(message.envelope(), &octets)).await {
            Ok(Ok(_answer)) => Ok(()),
            Ok(Err(error)) => match error.status() {
                Some(code) => Err(RouteError::Refused(code.to_string())),
                None => Err(RouteError::Away(fault(&error))),
            },
            Err(_elapsed) => Err(RouteError::Away("the mail server takes no letter in time".to_owned())),
        }
    }

    /// Says goodbye. Whether the server hears it does not matter.
    pub(super) async fn close(mut self) {
        let _ = timeout(self.patience, self.connection.abort()).await;
    }
}

/// What is wrong, in words that hold nothing that the server said.
fn fault(error: &SmtpError) -> String {
    use std::error::Error as _;
    let cause = || error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    if let Some(code) = error.status() {
        format!("the mail server lets nobody in: it answered {code}")
    } else if error.is_timeout() {
        "the mail server does not answer in time".to_owned()
    } else if error.is_tls() {
        format!("the mail server's certificate or encryption is not acceptable{}", cause())
    } else if error.is_client() {
        format!("the mail server does not do what it must{}", cause())
    } else if error.is_response() {
        "the mail server does not speak SMTP to its end".to_owned()
    } else {
        format!("the mail server cannot be reached{}", cause())
    }
}
