//! What is wrong with the configuration, and where.

use std::{fmt, path::Path};

use domain::Text;

/// Everything that is wrong with the configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    /// One entry a fault.
    pub faults: Vec<Fault>,
}

impl ConfigError {
    pub(super) fn one(fault: Fault) -> Self {
        Self { faults: vec![fault] }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

/// One fault: its place (line of the file and key, or variable) and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub place: Text,
    /// What is wrong.
    pub message: Text,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}\n{}: {}", self.place.zh, self.message.zh, self.place.en, self.message.en)
    }
}

impl Fault {
    pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self {
            place: Text::same(path.display().to_string()),
            message: Text::new(format!("无法读取（{error}）。"), format!("cannot be read ({error}).")),
        }
    }

    /// What the TOML reader reports.
    pub(super) fn in_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map(|span| span.start);
        let line = at.map(|at| text[..at.min(text.len())].matches('\n').count() + 1);
        let key = line.and_then(|line| text.lines().nth(line - 1)).map(key_of_line).unwrap_or_default();
        Self { place: place(file, line, &key), message: explain(error.message()) }
    }

    /// A key whose value is readable but cannot be used.
    pub(super) fn of_key(file: &str, text: &str, key: &str, message: Text) -> Self {
        Self { place: place(file, line_of(text, key), key), message }
    }

    /// A variable of the environment.
    pub(super) fn of_variable(variable: &str, message: Text) -> Self {
        Self {
            place: Text::new(format!("环境变量 {variable}"), format!("environment variable {variable}")), message
        }
    }
}

fn place(file: &str, line: Option<usize>, key: &str) -> Text {
    match line {
        Some(line) => Text::new(format!("{file} 第 {line} 行 {key}"), format!("{file} line {line}, {key}")),
        None => Text::new(format!("{file} {key}"), format!("{file}, {key}")),
    }
}

/// The key a line sets, or the table it opens.
fn key_of_line(line: &str) -> String {
    let key = line.split('=').next().unwrap_or_default().trim();
    key.trim_matches(['[', ']', '"', ' ']).to_owned()
}

/// The line that sets a dotted key such as `server.session_hours`.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let (section, name) = key.rsplit_once('.')?;
    let mut here = String::new();
    for (i, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            here = key_of_line(line);
        } else if here == section && line.contains('=') && key_of_line(line) == name {
            return Some(i + 1);
        }
    }
    None
}

/// The reader's own words, with the commonest ones said in Chinese too.
pub(super) fn explain(message: &str) -> Text {
    let message = message.trim();
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let known: Vec<&str> = rest.split('`').skip(3).step_by(2).collect();
        let (unknown, known) = (rest.split('`').nth(1).unwrap_or_default(), known.join(", "));
        return Text::new(
            format!("没有名为 {unknown} 的设置。可用的有：{known}。"),
            format!("there is no key {unknown}. Known keys: {known}."),
        );
    }
    if message.contains(" / ") {
        let mut halves = message.splitn(2, " / ");
        let zh = halves.next().unwrap_or_default();
        return Text::new(format!("{zh}。"), format!("{}.", halves.next().unwrap_or_default()));
    }
    Text::new(format!("值无法使用（{message}）。"), format!("the value cannot be used ({message})."))
}
