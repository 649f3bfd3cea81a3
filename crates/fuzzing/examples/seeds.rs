//! Writes the seeds of every target, and its words as a dictionary, for libFuzzer:
//! `cargo run -p fuzzing --example seeds -- FOLDER`.

use std::{env, fmt::Write, fs, io, path::PathBuf};

use fuzzing::TARGETS;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or_else(|| io::Error::other("say into which folder"))?);
    for target in &TARGETS {
        let corpus = folder.join(target.name);
        fs::create_dir_all(&corpus)?;
        for (number, seed) in (target.seeds)().iter().enumerate() {
            fs::write(corpus.join(format!("seed-{number}")), seed)?;
        }
        fs::write(folder.join(format!("{}.dict", target.name)), dictionary(target.words))?;
    }
    Ok(())
}

/// One word a line in quotes, each byte as `\xHH`.
fn dictionary(words: &[&str]) -> String {
    let mut text = String::new();
    for word in words {
        text.push('"');
        for byte in word.bytes() {
            // Writing to a string does not fail.
            let _ = write!(text, "\\x{byte:02X}");
        }
        text.push_str("\"\n");
    }
    text
}
