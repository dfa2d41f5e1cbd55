//! The command line: one file a subcommand.

mod account;
mod audit_privacy;
mod backup;
mod check;
mod check_handle;
mod export;
mod import;
mod init;
mod publish;
mod serve;

use std::error::Error;
use std::fmt::Display;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{self, Overrides, Settings, SettingsError};
use crate::telemetry;

/// The contact page of a newsroom as secure infrastructure.
///
/// Keeps each reporter's contact channels, and publishes them over TLS as pages for sources, as blocks for site
/// templates, and as vCards for address books.
#[derive(Parser)]
#[command(
    name = "masthead",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = FIRST_STEPS,
    after_long_help = FIRST_STEPS
)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What the help ends with: the way from nothing to a newsroom's own directory.
const FIRST_STEPS: &str = "\
First steps:
  masthead serve --demo                      a first look, with invented people
  masthead import csv people.csv --dry-run   what it would make of your own
  masthead import csv people.csv --publish   brings them in, beside a running server
  masthead check --example > masthead.toml   a settings file to fill in
  masthead help import                       what a command does and takes, with examples

Exit codes: 0 done, 1 failed, 2 wrong use, 3 checked and found wrong.";

/// The heading of the options that every subcommand takes.
const EVERYWHERE: &str = "Options of every command";

/// What every subcommand takes.
#[derive(Args)]
struct Common {
    /// The settings file [default: masthead.toml in the working folder, if there is one].
    #[arg(long, global = true, value_name = "FILE", env = "MASTHEAD_CONFIG", help_heading = EVERYWHERE)]
    config: Option<PathBuf>,
    /// The folder of database, certificates and last edition [default: ./masthead-data].
    #[arg(long, global = true, value_name = "DIR", help_heading = EVERYWHERE)]
    data: Option<PathBuf>,
    /// Where the directory is kept: sqlite:FILE or postgres://… [default: a file in the data folder].
    ///
    /// Every process of this machine can read an argument: a password belongs into database.url of the settings
    /// file, or into `MASTHEAD_DATABASE__URL`.
    #[arg(long, global = true, value_name = "URL", help_heading = EVERYWHERE)]
    database: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Init(init::Init),
    Check(check::Check),
    CheckHandle(check_handle::CheckHandle),
    Import(import::Import),
    Export(export::Export),
    Publish(publish::Publish),
    Account(account::Account),
    Backup(backup::Backup),
    Restore(backup::Restore),
    AuditPrivacy(audit_privacy::AuditPrivacy),
}

/// Why a command did not do what it was asked.
enum Failure {
    /// It was used wrongly: exit code 2.
    Use(Box<dyn Error>),
    /// It failed: exit code 1.
    Failed(Box<dyn Error>),
    /// It has said itself what is wrong: exit code 1.
    Reported,
    /// It was done, has said what it found, and that is not as it should be: exit code 3.
    Found,
}

impl<E: Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// Runs the subcommand that the arguments name.
pub fn run() -> ExitCode {
    // Before anything else: AWS-LC takes its time for the first random number.
    crate::tls::warm_random();
    let arguments = Arguments::parse();
    telemetry::start(std::env::var("MASTHEAD_LOG").ok().as_deref());
    telemetry::quiet_panics();
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Use(error)) => {
            report(&*error);
            ExitCode::from(2)
        }
        Err(Failure::Failed(error)) => {
            report(&*error);
            ExitCode::FAILURE
        }
        Err(Failure::Reported) => ExitCode::FAILURE,
        Err(Failure::Found) => ExitCode::from(3),
    }
}

fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    let common = &arguments.common;
    match arguments.command {
        Command::Serve(command) => command.run(common),
        Command::Init(init::Init {}) => init::Init::run(common),
        Command::Check(command) => command.run(common),
        Command::CheckHandle(command) => command.run(common),
        Command::Import(command) => command.run(common),
        Command::Export(command) => command.run(common),
        Command::Publish(publish::Publish {}) => publish::Publish::run(common),
        Command::Account(command) => command.run(common),
        Command::Backup(command) => command.run(common),
        Command::Restore(command) => command.run(common),
        Command::AuditPrivacy(command) => command.run(common),
    }
}

impl Common {
    /// The settings, with the flags of this command over file and environment.
    fn settings(&self, flags: Vec<(&'static str, String)>) -> Result<Settings, Failure> {
        let mut values = flags;
        if let Some(data) = &self.data {
            values.push(("data", data.display().to_string()));
        }
        if let Some(database) = &self.database {
            values.push(("database.url", database.clone()));
        }
        let overrides = Overrides { file: self.config.clone(), values };
        config::read(&overrides, std::env::vars_os())
            .map_err(|error: SettingsError| Failure::Use(Box::new(error)))
    }
}

/// Runs what waits for a database or the network.
fn wait_for<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(work)
}

/// A line for whoever typed the command. That they have stopped reading (`| head`) stops nothing: an import goes on
/// to its end.
fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A line that must not get lost among what a command says.
fn warn(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "masthead: {line}");
}

/// One sentence, with its causes behind colons.
fn report(error: &dyn Error) {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        // A transparent error says the same as its source.
        let source_text = source.to_string();
        if !text.ends_with(&source_text) {
            text.push_str(": ");
            text.push_str(&source_text);
        }
        next = source.source();
    }
    let _ = writeln!(std::io::stderr(), "masthead: {text}");
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Arguments::command().debug_assert();
    }
}
