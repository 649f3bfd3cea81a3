//! The one binary, `chengping`.

// The type of a page names every element on it, and the compiler looks through all of them.
#![recursion_limit = "512"]

use std::process::ExitCode;

use clap::Parser;
use server::cli::{Cli, run};

#[tokio::main]
async fn main() -> ExitCode {
    run(Cli::parse()).await
}
