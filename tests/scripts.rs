//! Plays the HTTP scripts of `tests/scripts`: a question, and what the answer must look like, readable by anyone
//! who knows HTTP. `tests/README.md` explains the few words of the language.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::{Answer, Server};
use crate::layers::root;

#[test]
fn every_script_gets_the_answers_it_expects() {
    let server = Server::demo();
    let mut wrong = Vec::new();
    for (name, text) in scripts() {
        let mut script = Script::new(&server);
        for (number, line) in text.lines().enumerate() {
            if let Err(reason) = script.play(line.trim()) {
                wrong.push(format!("tests/scripts/{name}:{}: {line}\n    {reason}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn a_line_that_is_no_step_is_an_error_and_not_a_remark() {
    assert!(Step::parse("statsu 200").is_err());
    assert!(Step::parse("header content-type").is_err());
    assert!(Step::parse("# anything").unwrap().is_none());
}

fn scripts() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir(root().join("tests/scripts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

/// One line of a script.
enum Step<'a> {
    /// `with accept: text/vcard`: a header of the next question.
    With(&'a str),
    /// `GET /v1/profiles`
    Ask { method: &'a str, path: &'a str },
    /// `status 200`
    Status(u16),
    /// `header etag is "x"`, `header link has rel=next`, `header set-cookie absent`, `header etag as tag`
    Header { name: &'a str, check: Check<'a> },
    /// `body has FN:`, `body lacks <script`, `body is {}`, `body empty`
    Body(Check<'a>),
    /// `json profiles.0.slug is ada-ferris`
    Json { at: &'a str, check: Check<'a> },
}

enum Check<'a> {
    Is(&'a str),
    Has(&'a str),
    Lacks(&'a str),
    Absent,
    KeepAs(&'a str),
}

impl<'a> Step<'a> {
    fn parse(line: &'a str) -> Result<Option<Self>, String> {
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (word, rest) = line.split_once(' ').ok_or("a step has at least two words")?;
        let step = match word {
            "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "DELETE" | "PATCH" => {
                Self::Ask { method: word, path: rest }
            }
            "with" => Self::With(rest),
            "status" => Self::Status(rest.parse().map_err(|_| "a status is a number")?),
            "body" => Self::Body(Check::parse(rest)?),
            "header" | "json" => {
                let (name, check) = rest.split_once(' ').ok_or("what should it be?")?;
                let check = Check::parse(check)?;
                if word == "json" { Self::Json { at: name, check } } else { Self::Header { name, check } }
            }
            _ => return Err(format!("{word:?} is not a step")),
        };
        Ok(Some(step))
    }
}

impl<'a> Check<'a> {
    fn parse(text: &'a str) -> Result<Self, String> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        match (word, rest) {
            ("absent" | "empty", "") => Ok(Self::Absent),
            ("is", value) => Ok(Self::Is(value)),
            ("has", value) if !value.is_empty() => Ok(Self::Has(value)),
            ("lacks", value) if !value.is_empty() => Ok(Self::Lacks(value)),
            ("as", name) if !name.is_empty() => Ok(Self::KeepAs(name)),
            _ => Err(format!("{text:?} is not a check: is, has, lacks, absent, empty, as")),
        }
    }
}

/// A script being played: what it has kept, what it will ask with, what it was answered last.
struct Script<'a> {
    server: &'a Server,
    kept: BTreeMap<String, String>,
    with: Vec<String>,
    answer: Option<Answer>,
}

impl<'a> Script<'a> {
    fn new(server: &'a Server) -> Self {
        let slug = |kind: &'static str| server.slug_where(|profile| profile["kind"] == kind);
        let paused = server.slug_where(|profile| profile["status"] == "paused");
        let kept = [("person", server.person()), ("desk", slug("desk")), ("paused", paused)];
        let kept = kept.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { server, kept, with: Vec::new(), answer: None }
    }

    fn play(&mut self, line: &str) -> Result<(), String> {
        let filled = self.fill(line);
        let Some(step) = Step::parse(&filled)? else { return Ok(()) };
        match step {
            Step::With(header) => {
                self.with.push(header.to_owned());
                Ok(())
            }
            Step::Ask { method, path } => {
                let with = std::mem::take(&mut self.with);
                let with: Vec<&str> = with.iter().map(String::as_str).collect();
                self.answer = Some(self.server.ask(method, path, &with));
                Ok(())
            }
            Step::Status(expected) => {
                let status = self.answer()?.status;
                if status == expected { Ok(()) } else { Err(format!("the status is {status}")) }
            }
            Step::Header { name, check } => {
                let value = self.answer()?.header(name).map(str::to_owned);
                self.check(value.as_deref(), &check)
            }
            Step::Body(check) => {
                let body = String::from_utf8_lossy(&self.answer()?.body).into_owned();
                self.check((!body.is_empty()).then_some(body.as_str()), &check)
            }
            Step::Json { at, check } => {
                let json = self.answer()?.json();
                let pointer = format!("/{}", at.replace('.', "/"));
                let value = json
                    .pointer(&pointer)
                    .map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
                self.check(value.as_deref(), &check)
            }
        }
    }

    fn answer(&self) -> Result<&Answer, String> {
        self.answer.as_ref().ok_or_else(|| "nothing has been asked yet".to_owned())
    }

    fn check(&mut self, value: Option<&str>, check: &Check) -> Result<(), String> {
        let holds = match check {
            Check::Is(expected) => value == Some(expected),
            Check::Has(part) => value.is_some_and(|value| value.contains(part)),
            Check::Lacks(part) => !value.is_some_and(|value| value.contains(part)),
            Check::Absent => value.is_none(),
            Check::KeepAs(name) => {
                value.map(|v| self.kept.insert((*name).to_owned(), v.to_owned())).is_some()
            }
        };
        if holds { Ok(()) } else { Err(format!("it is {}", value.map_or("absent".into(), shortened))) }
    }

    /// The line with `{name}` replaced by what was kept under that name.
    fn fill(&self, line: &str) -> String {
        self.kept
            .iter()
            .fold(line.to_owned(), |line, (name, value)| line.replace(&format!("{{{name}}}"), value))
    }
}

fn shortened(text: &str) -> String {
    let start: String = text.chars().take(400).collect();
    if start.len() < text.len() { format!("{start:?}…") } else { format!("{start:?}") }
}
