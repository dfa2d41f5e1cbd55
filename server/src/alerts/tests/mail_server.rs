//! A mail server of few words, in this process.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What it makes of a recipient: nothing to say against it, or this answer.
type Verdict = dyn Fn(&str) -> Option<&'static str> + Send + Sync;

/// It records what it was told.
pub(super) struct MailServer {
    pub(super) address: SocketAddr,
    said: Arc<Said>,
    serving: JoinHandle<()>,
}

struct Said {
    verdict: Box<Verdict>,
    connections: AtomicUsize,
    commands: Mutex<Vec<String>>,
    messages: Mutex<Vec<String>>,
}

impl MailServer {
    /// One that takes everything.
    pub(super) async fn open() -> Self {
        Self::refusing(|_recipient| None).await
    }

    /// One that answers some recipients otherwise.
    pub(super) async fn refusing(
        verdict: impl Fn(&str) -> Option<&'static str> + Send + Sync + 'static,
    ) -> Self {
        Self::at(SocketAddr::from(([127, 0, 0, 1], 0)), verdict).await
    }

    pub(super) async fn at(
        address: SocketAddr,
        verdict: impl Fn(&str) -> Option<&'static str> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let said = Arc::new(Said {
            verdict: Box::new(verdict),
            connections: AtomicUsize::new(0),
            commands: Mutex::default(),
            messages: Mutex::default(),
        });
        let shared = Arc::clone(&said);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let said = Arc::clone(&shared);
                // How a client ends the talk is its own business.
                tokio::spawn(async move { drop(talk(stream, &said).await) });
            }
        });
        Self { address, said, serving }
    }

    pub(super) fn connections(&self) -> usize {
        self.said.connections.load(Ordering::SeqCst)
    }

    pub(super) fn commands(&self) -> Vec<String> {
        self.said.commands.lock().unwrap().clone()
    }

    pub(super) fn messages(&self) -> Vec<String> {
        self.said.messages.lock().unwrap().clone()
    }

    /// Whom the messages are to, sorted.
    pub(super) fn recipients(&self) -> Vec<String> {
        let to = |message: &String| {
            message.lines().find_map(|line| line.strip_prefix("To: ")).unwrap_or("nobody").to_owned()
        };
        let mut recipients: Vec<_> = self.messages().iter().map(to).collect();
        recipients.sort();
        recipients
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn talk(stream: TcpStream, said: &Said) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.courier.example\r\n").await?;
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end().to_owned();
        said.commands.lock().unwrap().push(command.clone());
        let recipient = command.strip_prefix("RCPT TO:<").and_then(|rest| rest.split('>').next());
        let answer = match (command.split(' ').next().unwrap_or_default(), recipient) {
            ("EHLO", _) => "250-mail.courier.example\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            ("AUTH", _) => "235 welcome",
            (_, Some(recipient)) => (said.verdict)(recipient).unwrap_or("250 fine"),
            ("DATA", _) => {
                stream.write_all(b"354 go on\r\n").await?;
                let message = data(&mut stream).await?;
                said.messages.lock().unwrap().push(message);
                "250 taken"
            }
            ("QUIT", _) => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 fine",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut octets = Vec::new();
    while !octets.ends_with(b"\r\n.\r\n") {
        octets.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&octets).into_owned())
}
