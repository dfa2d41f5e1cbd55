//! Starts the real program on free ports of the loopback address and talks to it with a client that is not ours.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long a server may take until it is ready: generous, because a debug build on a busy machine is slow.
const READY_WITHIN: Duration = Duration::from_mins(1);

/// How long a stopped server may take to end.
const STOPPED_WITHIN: Duration = Duration::from_secs(20);

/// A running Masthead with its own data folder; killed and removed when dropped.
pub(crate) struct Server {
    child: Child,
    /// `https://localhost:PORT`, without a slash at the end.
    pub(crate) public: String,
    /// The same of the side for staff.
    pub(crate) admin: String,
    /// The certificate that signed the server's own.
    pub(crate) authority: PathBuf,
    /// The data folder.
    pub(crate) data: PathBuf,
    /// Everything the program has printed until it was ready.
    pub(crate) greeting: String,
    errors: Option<thread::JoinHandle<String>>,
    folder: Option<tempfile::TempDir>,
}

impl Server {
    /// A server with the sample directory.
    pub(crate) fn demo() -> Self {
        Self::start(&["--demo"], &[])
    }

    /// A server with the sample directory and further settings: `("PUBLIC__BASE_PATH", "/contact")`.
    pub(crate) fn demo_with(settings: &[(&str, &str)]) -> Self {
        Self::start(&["--demo"], settings)
    }

    /// The same with its public side on a port of the caller's choice, which its settings name.
    pub(crate) fn demo_on(port: u16, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        Self::start_in(folder, [port, free_port()], &["--demo"], settings)
    }

    /// A server without any profile.
    pub(crate) fn empty() -> Self {
        Self::start(&[], &[])
    }

    /// A server that adds no profile of its own, with further settings.
    pub(crate) fn empty_with(settings: &[(&str, &str)]) -> Self {
        Self::start(&[], settings)
    }

    fn start(flags: &[&str], settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        Self::start_in(folder, [free_port(), free_port()], flags, settings)
    }

    fn start_in(
        folder: tempfile::TempDir,
        ports: [u16; 2],
        flags: &[&str],
        settings: &[(&str, &str)],
    ) -> Self {
        let data = folder.path().join("data");
        let mut command = program(folder.path());
        command
            .args(["serve", "--data"])
            .arg(&data)
            .args(flags)
            .env("MASTHEAD_PUBLIC__LISTEN", format!("127.0.0.1:{}", ports[0]))
            .env("MASTHEAD_ADMIN__LISTEN", format!("127.0.0.1:{}", ports[1]))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // A temporary folder of its own, so that what is left there is known to be its.
        let temporary = folder.path().join("temporary");
        std::fs::create_dir_all(&temporary).expect("a folder can be made in a temporary one");
        command.env("TMPDIR", temporary);
        for (name, value) in settings {
            command.env(format!("MASTHEAD_{name}"), value);
        }
        let mut child = command.spawn().expect("the program starts");
        let lines = lines_of(child.stdout.take().expect("its output is a pipe"));
        let errors = text_of(child.stderr.take().expect("its errors are a pipe"));
        let mut greeting = String::new();
        let mut ready = 0;
        while ready < 2 {
            match lines.recv_timeout(READY_WITHIN) {
                Ok(line) => {
                    ready += usize::from(line.starts_with("ready"));
                    greeting.push_str(&line);
                    greeting.push('\n');
                }
                Err(reason) => {
                    let _ = child.kill();
                    let _ = child.wait();
                    let errors = errors.join().unwrap_or_default();
                    let what = match reason {
                        RecvTimeoutError::Timeout => "was not ready in time",
                        RecvTimeoutError::Disconnected => "ended before it was ready",
                    };
                    panic!("the server {what}\n--- it said:\n{greeting}--- and complained:\n{errors}");
                }
            }
        }
        Self {
            child,
            public: format!("https://localhost:{}", ports[0]),
            admin: format!("https://localhost:{}", ports[1]),
            authority: settings
                .iter()
                .find(|(name, _)| *name == "TLS__CERTIFICATE")
                .map_or_else(|| authority_in(&data), |(_, file)| PathBuf::from(file)),
            data,
            greeting,
            errors: Some(errors),
            folder: Some(folder),
        }
    }

    /// Asks the public side.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Asks the public side with a method and headers of one's own.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let mut arguments: Vec<String> =
            headers.iter().flat_map(|h| ["--header".into(), (*h).into()]).collect();
        match method {
            "HEAD" => arguments.push("--head".into()),
            _ => arguments.extend(["--request".into(), method.into()]),
        }
        let mut answer = self.curl(&format!("{}{path}", self.public), &arguments);
        if method == "HEAD" {
            // Where a body would be, curl writes the head again.
            answer.body.clear();
        }
        answer
    }

    /// Runs curl against any address of this server, trusting only its own authority.
    pub(crate) fn curl<S: AsRef<str>>(&self, url: &str, arguments: &[S]) -> Answer {
        let (head, body) = (scratch_file(), scratch_file());
        let output = Command::new("curl")
            .args(["--silent", "--show-error", "--globoff", "--path-as-is", "--max-time", "20", "--cacert"])
            .arg(&self.authority)
            .arg("--dump-header")
            .arg(head.path())
            .arg("--output")
            .arg(body.path())
            .args(arguments.iter().map(AsRef::as_ref))
            .arg(url)
            .output()
            .expect("curl is installed");
        assert!(output.status.success(), "curl {url}: {}", String::from_utf8_lossy(&output.stderr));
        Answer::read(head.path(), body.path())
    }

    /// The process that serves.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// The folder that the program is told to put temporary files into.
    pub(crate) fn temporary(&self) -> PathBuf {
        self.data.with_file_name("temporary")
    }

    /// The port of the public side.
    pub(crate) fn port(&self) -> u16 {
        port_of(&self.public)
    }

    /// Both ports: links name them, so a server that is started again must find them where they were.
    fn ports(&self) -> [u16; 2] {
        [port_of(&self.public), port_of(&self.admin)]
    }

    /// The whole directory as JSON.
    pub(crate) fn directory(&self) -> serde_json::Value {
        self.get("/v1/directory.json").json()
    }

    /// The slug of a sample profile that satisfies `wanted`.
    pub(crate) fn slug_where(&self, wanted: impl Fn(&serde_json::Value) -> bool) -> String {
        let directory = self.directory();
        let profiles = directory["profiles"].as_array().expect("`profiles` is a list");
        let found =
            profiles.iter().find(|profile| wanted(profile)).expect("the sample directory has such a profile");
        found["slug"].as_str().expect("a slug is text").to_owned()
    }

    /// The slug of a listed person with a Signal number.
    pub(crate) fn person(&self) -> String {
        self.slug_where(|profile| {
            profile["kind"] == "person"
                && profile["status"] == "listed"
                && channel(profile, "signal_number").is_some()
        })
    }

    /// Kills the server, as a power cut would, and starts another on the same data folder.
    pub(crate) fn crash_and_restart(mut self, meanwhile: impl FnOnce(&Path)) -> Self {
        let folder = self.folder.take().expect("only `stop` and `restart` take the folder");
        let ports = self.ports();
        self.child.kill().expect("a running server can be killed");
        self.child.wait().expect("the server can be waited for");
        meanwhile(&self.data);
        Self::start_in(folder, ports, &[], &[])
    }

    /// Sends a signal, such as `HUP`.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(sent.expect("kill can be run").success());
    }

    /// Stops the server and starts another on the same data folder, which was filled already.
    pub(crate) fn restart(self) -> Self {
        self.restart_with(&[])
    }

    /// The same, with further settings.
    pub(crate) fn restart_with(mut self, settings: &[(&str, &str)]) -> Self {
        let folder = self.folder.take().expect("only `stop` and `restart` take the folder");
        let ports = self.ports();
        let (code, errors) = self.stop();
        assert_eq!(code, Some(0), "{errors}");
        Self::start_in(folder, ports, &[], settings)
    }

    /// Stops the server as systemd does and gives back its exit code and everything it wrote to its error output.
    pub(crate) fn stop(mut self) -> (Option<i32>, String) {
        self.signal("TERM");
        // Kills a server that does not stop; its exit code is then none.
        let (stopped, waiting) = mpsc::channel::<()>();
        let process = self.child.id().to_string();
        let watchdog = thread::spawn(move || {
            if waiting.recv_timeout(STOPPED_WITHIN) == Err(RecvTimeoutError::Timeout) {
                let _ = Command::new("kill").args(["-KILL", &process]).status();
            }
        });
        let status = self.child.wait().expect("the server can be waited for");
        drop(stopped);
        let _ = watchdog.join();
        let errors = self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default();
        (status.code(), errors)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a server answered.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) version: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(head: &Path, body: &Path) -> Self {
        let head = std::fs::read_to_string(head).expect("a head is ASCII");
        // Only the last head counts: an interim answer may stand before it.
        let head = head.trim_end().rsplit("\r\n\r\n").next().unwrap_or_default();
        let mut lines = head.lines();
        let mut start = lines.next().unwrap_or_default().split(' ');
        let version = start.next().unwrap_or_default().to_owned();
        let status = start.next().and_then(|status| status.parse().ok()).expect("a status is a number");
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            // Lines of one name are one list (RFC 9110, 5.2).
            let list = headers.entry(name.to_ascii_lowercase()).or_default();
            let separator = if list.is_empty() { "" } else { ", " };
            *list = format!("{list}{separator}{}", value.trim());
        }
        Self { status, version, headers, body: std::fs::read(body).unwrap_or_default() }
    }

    /// The value of a header; lines of one name are joined by commas.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is UTF-8")
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in the body of a {}: {}", self.status, self.text()))
    }
}

/// The channel of a kind in a profile's JSON.
pub(crate) fn channel<'a>(profile: &'a serde_json::Value, kind: &str) -> Option<&'a serde_json::Value> {
    profile["channels"].as_array()?.iter().find(|channel| channel["kind"] == kind)
}

fn scratch_file() -> tempfile::NamedTempFile {
    tempfile::NamedTempFile::new().expect("a temporary file can be made")
}

/// The program, in an environment without settings of whoever runs the tests.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MASTHEAD_")) {
        command.env_remove(name);
    }
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

/// Runs the program to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder).args(arguments).stdin(Stdio::null()).output().expect("the program starts")
}

fn port_of(origin: &str) -> u16 {
    origin.rsplit(':').next().and_then(|port| port.parse().ok()).expect("the address ends in a port")
}

/// A port of the loopback address that nobody listens on now, from below those that the system gives to connections on
/// their way out: one of those would be taken again before the program that is told of it listens.
pub(crate) fn free_port() -> u16 {
    use std::hash::{BuildHasher, Hasher};
    const PORTS: std::ops::Range<u16> = 10_000..32_000;
    for _ in 0..100 {
        // Each state is made of the system's randomness: tests in other processes draw other ports.
        let drawn =
            std::hash::RandomState::new().build_hasher().finish() % u64::from(PORTS.end - PORTS.start);
        let port = PORTS.start + u16::try_from(drawn).expect("a remainder is smaller than its divisor");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
    panic!("the loopback address has no free port");
}

/// The certificate of the local authority in a data folder: the one PEM file that names it.
fn authority_in(data: &Path) -> PathBuf {
    let mut found = Vec::new();
    let mut waiting = vec![data.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.file_name().is_some_and(|name| name == "ca.pem") {
                found.push(path);
            }
        }
    }
    found.pop().unwrap_or_else(|| panic!("no ca.pem in {}", data.display()))
}

fn lines_of(output: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Read on when nobody listens any more: a program whose output is closed would be another program.
            let _ = sender.send(line);
        }
    });
    receiver
}

fn text_of(mut output: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut text = String::new();
        let _ = output.read_to_string(&mut text);
        text
    })
}
