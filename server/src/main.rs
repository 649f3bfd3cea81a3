//! The one binary, `chengping`.

use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;

fn main() -> ExitCode {
    server::cli::main(Cli::parse())
}
