//! Uploaded files are parsed in a child process of our own binary, under limits of memory, CPU and time:
//! whatever a file does to its parser, the server only sees an answer.
//!
//! ```text
//! parent → child   JSON line: task and lengths    · the files
//! child → parent   JSON line: answer and length   · annotated workbook, if any · filed evidence, if any
//! ```
//!
//! The child sets its own limits before it reads anything. It opens no file, no socket and no
//! database; what it says is taken as data.

use std::{
    io::{self, BufRead, Read, Write},
    path::PathBuf,
    process::Stdio,
    time::Duration,
};

use domain::{Problem, Text};
use futures::future::BoxFuture;
use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use service::{
    parser::FileParser,
    submission_files::{CheckAnswer, CheckRequest, UnwrittenEvidence, check_unwritten},
    table_files::{ReadAnswer, ReadRequest, read_file},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::Command,
};

/// The hidden command that makes a process a parser.
pub const COMMAND: &str = "parser-process";

/// Bytes of memory that the child may fill.
const MEMORY: u64 = 512 << 20;
/// Bytes of addresses the child may map, program and libraries included.
const ADDRESSES: u64 = 1 << 30;
/// Seconds of processor time the child may take.
const CPU_SECONDS: u64 = 20;
/// How long a person waits for an answer about a file of ordinary size.
const WALL: Duration = Duration::from_secs(9);
/// Files up to here are of ordinary size.
const ORDINARY_BYTES: usize = 16 << 20;
/// Longer files may take longer: a second for each of these.
const BYTES_A_SECOND: usize = 2 << 20;
/// No file may take longer.
const MAX_WALL: Duration = Duration::from_secs(25);
/// Most bytes that are read from the child: the rows of a large submission.
const MAX_ANSWER: u64 = 512 << 20;

/// Bytes written at once.
const OUTPUT: usize = 256 << 10;

/// What a child is to do.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Task {
    /// Check a submission: its questionnaire and itself follow.
    Check(CheckRequest),
    /// Read a file of an assessor, which follows.
    Read(ReadRequest),
}

/// What stands before the bytes of the files.
#[derive(Serialize, Deserialize)]
struct Head {
    task: Task,
    lengths: Vec<u64>,
}

/// What stands before the bytes of the answer.
#[derive(Serialize, Deserialize)]
struct AnswerHead<A> {
    answer: A,
    annotated_bytes: Option<usize>,
    /// Whether filed evidence follows, to the end.
    filed: bool,
}

/// The end of an answer that is whole: a child may die, by its limits too, while it writes.
const END: &[u8] = b"\n";

/// Starts parser processes.
#[derive(Debug, Clone)]
pub struct ParserProcess {
    program: PathBuf,
    longest: Duration,
}

impl ParserProcess {
    /// Children will be this very program.
    ///
    /// # Errors
    /// The system does not say which program runs.
    pub fn of_this_program() -> io::Result<Self> {
        Ok(Self::of(std::env::current_exe()?))
    }

    /// Children will be that program; for tests, which are programs of their own.
    pub fn of(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), longest: MAX_WALL }
    }

    /// No child may take longer than this, however large its file.
    #[must_use]
    pub fn within(self, longest: Duration) -> Self {
        Self { longest, ..self }
    }

    /// Has a submission checked. A child that dies or takes too long is a problem of the file.
    ///
    /// # Errors
    /// No child could be started.
    pub async fn check(&self, request: CheckRequest, questionnaire: &[u8], bytes: &[u8]) -> io::Result<CheckAnswer> {
        let file = request.file.clone();
        let answer = self.ask(Task::Check(request), &[questionnaire, bytes]).await?;
        let refused = |problem: Problem| CheckAnswer::refused(problem.in_file(file));
        Ok(match answer.map(understand_check) {
            Ok(Some(answer)) => answer,
            Ok(None) => refused(died()),
            Err(problem) => refused(problem),
        })
    }

    /// Has a file of an assessor read. A child that dies or takes too long is a problem of the file.
    ///
    /// # Errors
    /// No child could be started.
    pub async fn read(&self, request: ReadRequest, bytes: &[u8]) -> io::Result<ReadAnswer> {
        let file = request.file().to_owned();
        let answer = self.ask(Task::Read(request), &[bytes]).await?;
        let refused = |problem: Problem| ReadAnswer::Refused(vec![problem.in_file(file)]);
        Ok(match answer.map(|bytes| serde_json::from_slice(&bytes)) {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => refused(died()),
            Err(problem) => refused(problem),
        })
    }

    /// Gives a child a task, and everything it said; or why it said nothing of use.
    async fn ask(&self, task: Task, files: &[&[u8]]) -> io::Result<Result<Vec<u8>, Problem>> {
        let lengths = files.iter().map(|file| file.len() as u64).collect();
        let mut line = serde_json::to_vec(&Head { task, lengths })?;
        line.push(b'\n');
        let mut child = Command::new(&self.program)
            .arg(COMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("the parser process has no pipes"));
        };
        let tell = async {
            for part in std::iter::once(line.as_slice()).chain(files.iter().copied()) {
                // A child that died hears nothing more; its answer, or none, says why.
                if stdin.write_all(part).await.is_err() {
                    break;
                }
            }
            drop(stdin);
        };
        let mut answer = Vec::new();
        let mut stdout = stdout.take(MAX_ANSWER);
        let listen = stdout.read_to_end(&mut answer);
        let answered = async {
            let ((), received) = tokio::join!(tell, listen);
            received?;
            child.wait().await
        };
        let size = files.iter().map(|file| file.len()).sum();
        match tokio::time::timeout(wall(size).min(self.longest), answered).await {
            Err(_) => {
                // Dropping the child would end it too, only later.
                child.kill().await?;
                Ok(Err(too_slow()))
            }
            Ok(status) => Ok(if status?.success() { Ok(answer) } else { Err(died()) }),
        }
    }
}

impl FileParser for ParserProcess {
    fn check<'a>(
        &'a self,
        request: CheckRequest,
        questionnaire: &'a [u8],
        file: &'a [u8],
    ) -> BoxFuture<'a, io::Result<CheckAnswer>> {
        Box::pin(self.check(request, questionnaire, file))
    }

    fn read<'a>(&'a self, request: ReadRequest, file: &'a [u8]) -> BoxFuture<'a, io::Result<ReadAnswer>> {
        Box::pin(self.read(request, file))
    }
}

fn wall(bytes: usize) -> Duration {
    let more = bytes.saturating_sub(ORDINARY_BYTES) / BYTES_A_SECOND;
    (WALL + Duration::from_secs(more as u64)).min(MAX_WALL)
}

fn understand_check(mut bytes: Vec<u8>) -> Option<CheckAnswer> {
    let end = bytes.iter().position(|&byte| byte == b'\n')?;
    let head: AnswerHead<CheckAnswer> = serde_json::from_slice(&bytes[..end]).ok()?;
    let AnswerHead { mut answer, annotated_bytes, filed } = head;
    let last = bytes.len().checked_sub(END.len()).filter(|&last| last > end && bytes[last..] == *END)?;
    bytes.truncate(last);
    let mut from = end + 1;
    if let Some(length) = annotated_bytes {
        let to = from.checked_add(length)?;
        answer.annotated = Some(bytes.get(from..to)?.to_vec());
        from = to;
    }
    answer.filed = filed.then(|| {
        bytes.drain(..from);
        bytes
    });
    Some(answer)
}

/// The life of a child: limits, a request, an answer.
///
/// # Errors
/// The limits cannot be set, or the parent does not speak as it should.
pub fn serve_one() -> io::Result<()> {
    limit()?;
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    input.read_until(b'\n', &mut line)?;
    let Head { task, lengths } = serde_json::from_slice(&line)?;
    let mut files = Vec::with_capacity(lengths.len());
    for length in lengths {
        files.push(take(&mut input, length)?);
    }
    let mut output = io::BufWriter::with_capacity(OUTPUT, io::stdout().lock());
    match (task, files.as_slice()) {
        (Task::Check(request), [questionnaire, submission]) => {
            let (answer, evidence) = check_unwritten(&request, questionnaire, submission);
            drop(files);
            write_check(&mut output, &answer, evidence.as_ref())?;
        }
        (Task::Read(request), [file]) => serde_json::to_writer(&mut output, &read_file(&request, file))?,
        (Task::Check(_) | Task::Read(_), _) => return Err(io::ErrorKind::InvalidInput.into()),
    }
    output.flush()
}

fn write_check(to: &mut impl Write, answer: &CheckAnswer, filed: Option<&UnwrittenEvidence>) -> io::Result<()> {
    let annotated_bytes = answer.annotated.as_ref().map(Vec::len);
    serde_json::to_writer(&mut *to, &AnswerHead { answer, annotated_bytes, filed: filed.is_some() })?;
    to.write_all(b"\n")?;
    to.write_all(answer.annotated.as_deref().unwrap_or_default())?;
    if let Some(filed) = filed {
        filed.write(&mut *to)?;
    }
    to.write_all(END)
}

fn take(input: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Takes away what a parser does not need, for good: memory, time, writing files, leaving a core.
fn limit() -> io::Result<()> {
    let limits = [
        (Resource::Data, MEMORY),
        (Resource::As, ADDRESSES),
        (Resource::Cpu, CPU_SECONDS),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

fn remedy() -> Text {
    Text::new(
        "请在表格软件中打开，把数据复制到新下载的模板里，另存后再上传；文件太大时请分开填报。",
        "Open it in a spreadsheet program, copy the data into a freshly downloaded template and upload that; split it if it is very large.",
    )
}

fn too_slow() -> Problem {
    Problem::error(
        "file.too_slow",
        Text::new("读取文件用时太长，已经停止。", "Reading the file took too long and was stopped."),
    )
    .remedy(remedy())
}

fn died() -> Problem {
    Problem::error(
        "file.too_demanding",
        Text::new(
            "读取这个文件所需的内存或运算超出了允许的范围，已经停止。",
            "Reading this file takes more memory or work than is allowed; it was stopped.",
        ),
    )
    .remedy(remedy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_may_take_longer_but_not_for_ever() {
        assert_eq!(wall(1 << 20), WALL);
        assert_eq!(wall(ORDINARY_BYTES + BYTES_A_SECOND), WALL + Duration::from_secs(1));
        assert_eq!(wall(usize::MAX), MAX_WALL);
    }

    #[test]
    fn an_answer_that_is_none_is_not_understood() {
        assert_eq!(understand_check(Vec::new()), None);
        assert_eq!(understand_check(b"{}\n".to_vec()), None);
    }
}
