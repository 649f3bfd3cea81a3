//! Attach a supporting document: under the next free number, or as a new revision under a given one.

use bytes::Bytes;
use domain::{
    Actor, Problem, Text,
    document::{DocumentKind, MAX_NUMBER},
    policy,
};
use evidence::document_kind;
use serde_json::json;
use storage::documents::{self as records, DocumentRecord, NewDocument};

use super::{Document, by_number, refusal};
use crate::{Error, Result, Services, audit, filing};

/// Most revisions of all documents of a respondent together.
pub const MAX_REVISIONS: usize = 2_000;

/// A file to be attached.
#[derive(Debug, Clone)]
pub struct NewFile<'a> {
    /// The number as it was typed; blank for the next free one.
    pub number: &'a str,
    /// Name of the file as the person knows it.
    pub file_name: &'a str,
    /// The content.
    pub bytes: Bytes,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The revision that holds it.
    pub document: DocumentRecord,
    /// Whether it was kept just now. The same file again changes nothing, so that a form may be sent
    /// twice.
    pub new: bool,
}

/// Keeps a file as a document of a respondent. Nothing is overwritten: under a number that is in use
/// it becomes that document's next revision.
///
/// # Errors
/// [`Error::NotFound`] for other organisations; [`Error::Forbidden`] for the assessor of another's
/// filing; [`Error::Invalid`] with every problem of number and file, for a filing beyond its quota, or
/// where nothing may be filed at this time.
pub async fn attach(services: &Services, actor: &Actor, respondent_id: i64, file: NewFile<'_>) -> Result<Attached> {
    // An upload that began in time is in time.
    let now = services.now();
    let filing = filing::find(services, actor, respondent_id).await?;
    policy::can_attach_documents(actor, filing.respondent.organisation.id)?;
    let submissions = storage::submissions::list(services.db(), respondent_id).await?;
    if let Some(problem) = refusal(&filing, &submissions, now) {
        return Err(Error::invalid(problem.at_field("file")));
    }
    let NewFile { number, file_name, bytes } = file;
    let (number, kind) = check(services, number, file_name, &bytes).await?;
    let size = bytes.len();
    let sha256 = services.objects().put(bytes).await?;

    let tx = storage::begin(services.db()).await?;
    let submissions = filing::locked_submissions(&tx, respondent_id).await?;
    // Once more: the head may have confirmed meanwhile.
    if let Some(problem) = refusal(&filing, &submissions, now) {
        return Err(Error::invalid(problem.at_field("file")));
    }
    let all = records::list(&tx, respondent_id).await?;
    let used: u64 = all.iter().map(|record| record.bytes).sum();
    let revisions = all.len();
    let documents = by_number(all);
    if let Some(document) = same(&documents, number, &sha256) {
        return Ok(Attached { document: document.clone(), new: false });
    }
    let room = services.settings().document_quota_bytes.saturating_sub(used);
    if size as u64 > room || revisions >= MAX_REVISIONS {
        let problem = if size as u64 > room { quota(services, room) } else { too_many() };
        return Err(Error::invalid(problem.in_file(file_name).at_field("file")));
    }
    let number = number.map_or_else(|| free(&documents), Ok)?;
    let revision = documents.iter().find(|d| d.number == number).map_or(0, |d| d.revisions.len()) + 1;
    let new = NewDocument {
        respondent_id,
        number,
        revision: u32::try_from(revision).map_err(Error::internal)?,
        file_name,
        kind,
        sha256: &sha256,
        bytes: size,
        created_by: actor.user_id,
    };
    let document = records::insert(&tx, new, now).await?;
    let detail = json!({ "number": number, "revision": revision, "file": file_name, "sha256": sha256 });
    audit::append(&tx, actor, "document.attached", &respondent_id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(Attached { document, new: true })
}

/// Number and kind, or everything that is wrong with them.
async fn check(
    services: &Services,
    number: &str,
    file_name: &str,
    bytes: &Bytes,
) -> Result<(Option<u32>, DocumentKind)> {
    let number = parse_number(number);
    let kind = if bytes.len() > services.settings().max_document_bytes {
        Err(too_large(services))
    } else {
        let (name, bytes) = (file_name.to_owned(), bytes.clone());
        let look = move || document_kind(&name, &bytes).map_err(Box::new);
        tokio::task::spawn_blocking(look).await.map_err(Error::internal)?.map_err(|problem| *problem)
    };
    match (number, kind) {
        (Ok(number), Ok(kind)) => Ok((number, kind)),
        (number, kind) => {
            let of_file = kind.err().map(|problem| problem.in_file(file_name).at_field("file"));
            Err(Error::Invalid(number.err().into_iter().chain(of_file).collect()))
        }
    }
}

#[expect(clippy::result_large_err, reason = "made once a form")]
fn parse_number(typed: &str) -> std::result::Result<Option<u32>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    match typed.parse() {
        Ok(number) if (1..=MAX_NUMBER).contains(&number) => Ok(Some(number)),
        Ok(_) | Err(_) => {
            let message = Text::new(
                format!("编号要写 1 到 {MAX_NUMBER} 的整数。"),
                format!("A number is a whole one from 1 to {MAX_NUMBER}."),
            );
            let remedy = Text::new("不写则自动编号。", "Leave it blank and the next free one is given.");
            Err(Problem::error("document.number", message).at_field("number").found(typed).remedy(remedy))
        }
    }
}

/// The document that holds the same file already: under this number or, where none was given, under any.
fn same<'a>(documents: &'a [Document], number: Option<u32>, sha256: &str) -> Option<&'a DocumentRecord> {
    documents
        .iter()
        .filter(|document| number.is_none_or(|number| document.number == number))
        .filter_map(Document::current)
        .find(|current| current.sha256 == sha256)
}

/// The number after the largest; gaps stay, since rows may name what will be attached later.
fn free(documents: &[Document]) -> Result<u32> {
    let next = documents.last().map_or(1, |last| last.number + 1);
    if next <= MAX_NUMBER {
        return Ok(next);
    }
    let message = Text::new(
        format!("编号 {MAX_NUMBER} 已经用了，不能再自动编号。"),
        format!("The number {MAX_NUMBER} is in use; no further one can be given by itself."),
    );
    let remedy = Text::new("请自己写一个没有用过的编号。", "Give a number that is not in use.");
    Err(Error::invalid(Problem::error("document.numbers_used_up", message).at_field("number").remedy(remedy)))
}

fn too_large(services: &Services) -> Problem {
    let most = services.settings().max_document_bytes >> 20;
    Problem::error(
        "document.too_large",
        Text::new(
            format!("文件太大，没有保存：每份最多 {most} MiB。"),
            format!("The file is too large and was not kept: at most {most} MiB each."),
        ),
    )
    .remedy(Text::new(
        "请降低扫描的分辨率，或拆成几份。",
        "Scan it at a lower resolution, or split it into several documents.",
    ))
}

fn quota(services: &Services, room: u64) -> Problem {
    let most = services.settings().document_quota_bytes >> 20;
    let room = room >> 20;
    Problem::error(
        "document.quota",
        Text::new(
            format!("佐证材料合计最多 {most} MiB（含旧版），只剩 {room} MiB，这份没有保存。"),
            format!(
                "Documents may take {most} MiB together, with their older revisions; {room} MiB are left, and this \
                 one was not kept."
            ),
        ),
    )
    .remedy(Text::new("请缩小文件，或联系运营方提高限额。", "Make it smaller, or ask the operator for more room."))
}

fn too_many() -> Problem {
    Problem::error(
        "document.too_many",
        Text::new(
            format!("佐证材料（含旧版）最多 {MAX_REVISIONS} 份，这份没有保存。"),
            format!("At most {MAX_REVISIONS} documents are kept, older revisions counted; this one was not."),
        ),
    )
    .remedy(Text::new("请把同类材料合并成一个 PDF。", "Join documents of a kind into one PDF."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_whole_and_small_or_left_blank() {
        assert_eq!(parse_number(" "), Ok(None));
        assert_eq!(parse_number(" 12 "), Ok(Some(12)));
        for wrong in ["0", "-1", "1.5", "10000", "附件1"] {
            assert_eq!(parse_number(wrong).expect_err(wrong).value.as_deref(), Some(wrong));
        }
    }
}
