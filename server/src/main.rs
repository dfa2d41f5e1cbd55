//! Arguments → one subcommand.

fn main() -> std::process::ExitCode {
    masthead::cli::run()
}
