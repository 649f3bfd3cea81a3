//! Files to download.

use std::sync::Arc;

use app::request::Page;
use axum::{extract::Path, response::Response};
use bytes::Bytes;
use http::{
    HeaderValue,
    header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use service::{Error, documents, full_edition, instruments, public, revisions, submissions, templates};
use sha2::{Digest, Sha256};

use crate::web::{
    encoded::{Effort, Encoded},
    headers::FRESH,
    member::Member,
    render,
    visit::Visit,
};

/// Beside each file stands its hash, in the format of `sha256sum --check`.
const HASH_SUFFIX: &str = ".sha256";

/// A file of an edition.
pub(super) async fn of_edition(
    visit: Visit,
    Path((slug, period, version, file)): Path<(String, String, String, String)>,
) -> Response {
    let Some(version) = version_of(&version) else { return render::error_page(&visit, Error::NotFound).await };
    let site = visit.site.clone();
    let key = format!("{} {}", site.services.generation(), visit.path);
    let made = site.files.get_or_make(key, make(&visit, &slug, &period, version, &file)).await;
    match made {
        // Its bytes never change, but they may be withdrawn: who holds them asks each time, and hears 304
        // until then, 410 afterwards.
        Ok(encoded) => with_name(encoded.respond(&visit.headers, FRESH), &file),
        Err(error) => match &*error {
            Error::Gone => withdrawn(&visit, &slug, &period, version).await,
            other @ (Error::NotFound
            | Error::Forbidden
            | Error::Invalid(_)
            | Error::Conflict(_)
            | Error::Throttled { .. }
            | Error::Busy { .. }
            | Error::Internal(_)) => render::error_page(&visit, again(other)).await,
        },
    }
}

/// The page that says that the edition was withdrawn, why, when, and where to go instead.
async fn withdrawn(visit: &Visit, slug: &str, period: &str, version: u32) -> Response {
    let page = Page { path: app::routes::downloads(slug, period, version), ..visit.page(None) };
    render::render(&visit.site, page).await.once(visit).await
}

async fn make(visit: &Visit, slug: &str, period: &str, version: u32, file: &str) -> Result<Arc<Encoded>, Error> {
    let services = &visit.site.services;
    let (content_type, bytes) = match file.strip_suffix(HASH_SUFFIX) {
        None => {
            let found = public::file(services, slug, period, version, file).await?;
            (found.content_type, found.bytes)
        }
        Some(of) => {
            let found = public::file(services, slug, period, version, of).await?;
            let line = format!("{}  {of}\n", hex::encode(Sha256::digest(&found.bytes)));
            ("text/plain; charset=utf-8", Bytes::from(line))
        }
    };
    let encode = move || Encoded::new(HeaderValue::from_static(content_type), bytes, Effort::Kept);
    let encoded = tokio::task::spawn_blocking(encode).await.map_err(|error| Error::Internal(Box::new(error)))?;
    Ok(Arc::new(encoded))
}

/// `v3` is 3; `v03` and `3` are nothing: a file has one URL.
fn version_of(text: &str) -> Option<u32> {
    let number = text.strip_prefix('v')?.parse::<u32>().ok()?;
    (format!("v{number}") == text).then_some(number)
}

/// The error of another request that waited for the same file.
fn again(error: &Error) -> Error {
    match error {
        Error::NotFound => Error::NotFound,
        Error::Gone => Error::Gone,
        Error::Forbidden => Error::Forbidden,
        Error::Invalid(problems) => Error::Invalid(problems.clone()),
        Error::Conflict(text) => Error::Conflict(text.clone()),
        Error::Throttled { retry_after_seconds } => Error::Throttled { retry_after_seconds: *retry_after_seconds },
        Error::Busy { retry_after_seconds } => Error::Busy { retry_after_seconds: *retry_after_seconds },
        Error::Internal(source) => Error::Internal(source.to_string().into()),
    }
}

/// Saved, not shown: under this name, in any script.
fn with_name(mut response: Response, file_name: &str) -> Response {
    let ascii: String = file_name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
        .collect();
    let encoded = utf8_percent_encode(file_name, NON_ALPHANUMERIC);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// Whatever somebody uploaded: the browser shall save it and not look what it is.
const UNKNOWN: &str = "application/octet-stream";
/// A table that we wrote.
const CSV: &str = "text/csv; charset=utf-8";
/// A bundle that we wrote.
const JSON: &str = "application/json";
/// A workbook that we wrote.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file of a signed-in person, saved under its name and kept nowhere on the way.
async fn saved(member: &Member, found: Result<(String, Bytes), Error>, kind: &'static str) -> Response {
    match found {
        Ok((name, bytes)) => {
            let file = Encoded::new(HeaderValue::from_static(kind), bytes, Effort::Once);
            with_name(file.respond(&member.visit.headers, "no-store"), &name)
        }
        Err(error) => render::error_page(&member.visit, error).await,
    }
}

/// The newest version of an index's instrument, for its assessors.
pub(super) async fn instrument(member: Member, Path(slug): Path<String>) -> Response {
    let csv = instruments::export_csv(member.services(), &member.actor, &slug).await;
    saved(&member, csv.map(|csv| (format!("{slug}-instrument.csv"), csv.into())), CSV).await
}

/// The file a revision of the data was read from, for the assessors of its index.
pub(super) async fn of_revision(
    member: Member,
    Path((slug, period, revision)): Path<(String, String, String)>,
) -> Response {
    let found = match revision.parse() {
        Ok(revision) => revisions::revision_file(member.services(), &member.actor, &slug, &period, revision).await,
        Err(_) => Err(Error::NotFound),
    };
    saved(&member, found, UNKNOWN).await
}

/// An edition with what the public does not see of it, for its assessors and the commissioner.
pub(super) async fn full(member: Member, Path((slug, period, version)): Path<(String, String, String)>) -> Response {
    let found = match version_of(&version) {
        Some(version) => full_edition::full_bundle(member.services(), &member.actor, &slug, &period, version).await,
        None => Err(Error::NotFound),
    };
    saved(&member, found, JSON).await
}

/// The workbook a respondent fills.
pub(super) async fn workbook(member: Member, Path(respondent): Path<String>) -> Response {
    let made = match respondent.parse() {
        Ok(respondent) => templates::download_template(member.services(), &member.actor, respondent).await,
        Err(_) => Err(Error::NotFound),
    };
    saved(&member, made.map(|(name, bytes)| (name, bytes.into())), XLSX).await
}

/// The head of one table as CSV, for those who file table by table.
pub(super) async fn table_head(member: Member, Path((respondent, item)): Path<(String, String)>) -> Response {
    let made = match respondent.parse() {
        Ok(respondent) => templates::download_head(member.services(), &member.actor, respondent, &item).await,
        Err(_) => Err(Error::NotFound),
    };
    saved(&member, made.map(|(name, bytes)| (name, bytes.into())), CSV).await
}

/// What a respondent uploaded, as it came.
pub(super) async fn of_submission(member: Member, Path(path): Path<(String, String)>) -> Response {
    let found = match numbers(&path) {
        Some((respondent, revision)) => {
            submissions::submission_file(member.services(), &member.actor, respondent, revision).await
        }
        None => Err(Error::NotFound),
    };
    saved(&member, found, UNKNOWN).await
}

/// What a respondent uploaded, with a comment on every faulty cell.
pub(super) async fn annotated(member: Member, Path(path): Path<(String, String)>) -> Response {
    let made = match numbers(&path) {
        Some((respondent, revision)) => {
            submissions::annotated_copy(member.services(), &member.actor, respondent, revision).await
        }
        None => Err(Error::NotFound),
    };
    saved(&member, made.map(|(name, bytes)| (name, bytes.into())), XLSX).await
}

/// What a browser may do with a document of a stranger, should it show one in spite of all: nothing.
const SEALED: &str = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A supporting document, as it came: to be saved, whatever it says it is.
pub(super) async fn of_document(
    member: Member,
    Path((respondent, number, revision)): Path<(String, String, String)>,
) -> Response {
    let found = match (respondent.parse(), number.parse(), revision.parse()) {
        (Ok(respondent), Ok(number), Ok(revision)) => {
            documents::open_file(member.services(), &member.actor, respondent, number, revision).await
        }
        (_, _, _) => Err(Error::NotFound),
    };
    let sealed = found.is_ok();
    let mut response = saved(&member, found, UNKNOWN).await;
    if sealed {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(SEALED));
    }
    response
}

/// Respondent and revision.
fn numbers((respondent, revision): &(String, String)) -> Option<(i64, u32)> {
    Some((respondent.parse().ok()?, revision.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_written_in_one_way_only() {
        assert_eq!(version_of("v3"), Some(3));
        for wrong in ["3", "v03", "v", "v-1", "v+1", "V1", "v99999999999"] {
            assert_eq!(version_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_file_name_in_any_script_is_a_sound_header() {
        let response = with_name(Response::default(), "credit-2016-年度\"\r\n-v2.json");
        let header = response.headers()[CONTENT_DISPOSITION].to_str().expect("text");
        assert!(
            header.starts_with("attachment; filename=\"credit-2016-_____-v2.json\"; filename*=UTF-8''credit%2D2016"),
            "{header}"
        );
    }
}
