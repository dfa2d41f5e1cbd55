//! What an audit says: for people to read and file, and for programs.

use std::fmt;

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The whole report.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The program that audited.
    pub program: String,
    /// What people type to reach the server.
    pub server: String,
    /// Where it was asked.
    pub address: String,
    /// What it published at that moment.
    pub edition: String,
    /// When the audit began.
    pub begun: String,
    /// When it ended.
    pub ended: String,
    /// The words that were looked for, and what each stood for.
    pub canaries: Vec<Canary>,
    /// What was asked, one line each.
    pub visits: Vec<String>,
    /// What came of it.
    pub findings: Vec<Finding>,
}

/// A word that exists nowhere else.
#[derive(Clone, Debug, Serialize)]
pub struct Canary {
    /// What of a visit it stood for.
    pub stands_for: &'static str,
    /// The word.
    pub word: String,
}

/// One thing that was looked at.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// Its name, the same in every report.
    pub name: &'static str,
    /// How it came out.
    pub outcome: Verdict,
    /// What was looked at, and what was seen.
    pub words: String,
}

/// How a finding came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As promised.
    Pass,
    /// Not as promised.
    Fail,
    /// Nobody looked, and the words say why.
    NotLooked,
}

impl Report {
    /// Whether everything that was looked at is as promised.
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.outcome != Verdict::Fail)
    }

    /// The report for programs: `report`, and the SHA-256 of its compact JSON.
    pub fn json(&self) -> String {
        let report = serde_json::to_string(self).unwrap_or_default();
        format!("{{\"report\":{report},\"sha256\":\"{}\"}}", sha256(&report))
    }

    /// The report for people; its last line is the SHA-256 of everything above it.
    pub fn text(&self) -> String {
        let text = self.to_string();
        let hash = sha256(&text);
        format!("{text}SHA-256 of everything above this line: {hash}")
    }
}

fn sha256(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "Audit of what a Masthead server keeps of its visitors\n")?;
        for (name, value) in [
            ("program", &self.program),
            ("server", &self.server),
            ("asked at", &self.address),
            ("edition", &self.edition),
            ("begun", &self.begun),
            ("ended", &self.ended),
        ] {
            writeln!(formatter, "{name:<10} {value}")?;
        }
        writeln!(
            formatter,
            "\nThe server was visited as a source's browser would visit it. What a visit shows was filled with words\n\
             that exist nowhere else; afterwards everything the server writes was searched for them, as they are and\n\
             in capitals, UTF-16, hexadecimal, Base64 and SHA-256.\n\nThe words"
        )?;
        for canary in &self.canaries {
            writeln!(formatter, "  {:<10} {}", canary.stands_for, canary.word)?;
        }
        writeln!(formatter, "\nThe visits")?;
        for visit in &self.visits {
            writeln!(formatter, "  {visit}")?;
        }
        writeln!(formatter, "\nThe findings")?;
        for finding in &self.findings {
            let outcome = match finding.outcome {
                Verdict::Pass => "pass",
                Verdict::Fail => "FAIL",
                Verdict::NotLooked => "not looked at",
            };
            writeln!(formatter, "  {outcome}: {}\n    {}", finding.name, finding.words)?;
        }
        let failed = self.findings.iter().filter(|finding| finding.outcome == Verdict::Fail).count();
        let verdict = match failed {
            0 => "Nothing of the visits was found in what was searched, and the server answered as promised."
                .to_owned(),
            1 => "1 finding is not as promised.".to_owned(),
            more => format!("{more} findings are not as promised."),
        };
        writeln!(
            formatter,
            "\n{verdict}\nNot part of this audit: what the network, a proxy in front, the operating system's own\n\
             accounting or another program on the machine records.\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(outcome: Verdict) -> Report {
        Report {
            program: "masthead 0".to_owned(),
            server: "https://paper.example".to_owned(),
            address: "192.0.2.1:443".to_owned(),
            edition: "3".to_owned(),
            begun: "2026-11-23T06:00:00Z".to_owned(),
            ended: "2026-11-23T06:00:02Z".to_owned(),
            canaries: vec![Canary { stands_for: "slug", word: "slugx1".to_owned() }],
            visits: vec!["GET / over HTTP/2: 200".to_owned()],
            findings: vec![Finding { name: "cookies", outcome, words: "none came".to_owned() }],
        }
    }

    #[test]
    fn the_last_line_vouches_for_all_the_others() {
        let text = report(Verdict::Pass).text();
        let (above, last) = text.rsplit_once('\n').unwrap();
        let hash = last.strip_prefix("SHA-256 of everything above this line: ").unwrap();
        assert_eq!(hash, sha256(&format!("{above}\n")));
        assert_ne!(hash, sha256(&format!("{}\n", above.replace("pass", "FAIL"))));
    }

    #[test]
    fn the_json_carries_the_hash_of_its_report() {
        let json = report(Verdict::Fail).json();
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["report"]["findings"][0]["outcome"], "fail");
        let (report, _) = json.strip_prefix("{\"report\":").unwrap().rsplit_once(",\"sha256\"").unwrap();
        assert_eq!(read["sha256"], sha256(report));
    }

    #[test]
    fn a_report_is_clean_until_something_fails() {
        assert!(report(Verdict::Pass).is_clean() && report(Verdict::NotLooked).is_clean());
        assert!(!report(Verdict::Fail).is_clean());
    }
}
