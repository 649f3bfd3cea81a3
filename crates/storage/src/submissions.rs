//! Submissions: revisions of what a respondent filed, and what happened to them. Both lists only grow:
//! the database refuses anything else.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{
    Problem,
    fieldwork::{FiledRevision, Return, Standing},
    problem::any_error,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use crate::{
    column::{count, from_json, stamp, to_json},
    entity::{
        submission::{ActiveModel, Column, Entity, Model},
        submission_event as event,
    },
    error::{Result, StorageError},
};

const PROBLEMS: &str = "problems of a submission";
const REVISION: &str = "revision of a submission";
const BYTES: &str = "bytes of a submission";
const RETURNED: &str = "return of a submission";
const CONFIRMED_WORD: &str = "confirmed";
const RETURNED_WORD: &str = "returned";

/// A deed upon a submission, and who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: OffsetDateTime,
    /// The account that did it.
    pub by: i64,
}

/// A submission as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionRecord {
    /// Key in the store.
    pub id: i64,
    /// Whose it is.
    pub respondent_id: i64,
    /// 1 for the first, one more for each after it.
    pub revision: u32,
    /// Name of the file as the person knows it.
    pub file_name: String,
    /// SHA-256 of the file in the object store.
    pub file_sha256: String,
    /// Size of the file.
    pub file_bytes: u64,
    /// SHA-256 of the tables that were read in the object store; `None` where the file has errors. It may
    /// hold some of the tables while others are still missing.
    pub content_sha256: Option<String>,
    /// Whether every table is there, and none has errors.
    pub accepted: bool,
    /// What is wrong with it, or worth a look.
    pub problems: Vec<Problem>,
    /// When it was filed.
    pub created_at: OffsetDateTime,
    /// The account that filed it.
    pub created_by: i64,
    /// When the head confirmed it, and who that was.
    pub confirmed: Option<Deed>,
    /// Why it was returned for correction, when, and by whom.
    pub returned: Option<(Return, Deed)>,
}

impl SubmissionRecord {
    /// Whether it can be confirmed: every table is there, and none has errors.
    pub fn is_accepted(&self) -> bool {
        self.accepted
    }

    /// Whether some of its tables are accepted while others are still missing.
    pub fn is_partial(&self) -> bool {
        self.content_sha256.is_some() && !self.accepted
    }

    /// What counts of it for the standing of its respondent.
    pub fn filed(&self) -> FiledRevision {
        FiledRevision {
            accepted: self.is_accepted(),
            confirmed_at: self.confirmed.as_ref().map(|deed| deed.at),
            returned: self.returned.as_ref().map(|(returned, _)| returned.clone()),
        }
    }
}

/// A submission to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSubmission<'a> {
    /// Whose it is.
    pub respondent_id: i64,
    /// Name of the file as the person knows it.
    pub file_name: &'a str,
    /// SHA-256 of the file in the object store.
    pub file_sha256: &'a str,
    /// Size of the file.
    pub file_bytes: usize,
    /// SHA-256 of the tables that were read in the object store; `None` where the file has errors.
    pub content_sha256: Option<&'a str>,
    /// What is wrong with it, or worth a look. It is accepted where it has content and no error.
    pub problems: &'a [Problem],
    /// The account that files it.
    pub created_by: i64,
}

/// Stores a submission as the next revision of its respondent.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where somebody else stored that revision at the same time, and
/// what the database reports.
pub async fn insert_next_revision(
    db: &impl ConnectionTrait,
    new: NewSubmission<'_>,
    now: OffsetDateTime,
) -> Result<SubmissionRecord> {
    let newest = max_revision(db, new.respondent_id).await?;
    let row = ActiveModel {
        respondent_id: Set(new.respondent_id),
        revision: Set(newest.unwrap_or(0) + 1),
        file_name: Set(new.file_name.to_owned()),
        file_sha256: Set(new.file_sha256.to_owned()),
        file_bytes: Set(count(new.file_bytes, BYTES)?),
        content_sha256: Set(new.content_sha256.map(str::to_owned)),
        accepted: Set(new.content_sha256.is_some() && !any_error(new.problems)),
        problems: Set(to_json(&new.problems, PROBLEMS)?),
        created_at: Set(stamp(now)),
        created_by: Set(new.created_by),
        ..ActiveModel::default()
    };
    record(Entity::insert(row).exec_with_returning(db).await?, Vec::new())
}

/// Records that the head confirmed a submission.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where it is confirmed already, and what the database reports.
pub async fn confirm(db: &impl ConnectionTrait, id: i64, by: i64, now: OffsetDateTime) -> Result<()> {
    append(db, id, CONFIRMED_WORD, None, by, now).await
}

/// Records that the assessor returned a submission for correction.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where it is returned already, and what the database reports.
pub async fn return_for_correction(
    db: &impl ConnectionTrait,
    id: i64,
    returned: &Return,
    by: i64,
    now: OffsetDateTime,
) -> Result<()> {
    append(db, id, RETURNED_WORD, Some(to_json(returned, RETURNED)?), by, now).await
}

async fn append(
    db: &impl ConnectionTrait,
    id: i64,
    kind: &str,
    returned: Option<String>,
    by: i64,
    now: OffsetDateTime,
) -> Result<()> {
    let row = event::ActiveModel {
        submission_id: Set(id),
        kind: Set(kind.to_owned()),
        returned: Set(returned),
        at: Set(stamp(now)),
        by_account: Set(by),
        ..event::ActiveModel::default()
    };
    event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The number of the newest revision of a respondent; `None` where it has filed nothing.
///
/// # Errors
/// What the database reports.
pub async fn newest_revision(db: &impl ConnectionTrait, respondent_id: i64) -> Result<Option<u32>> {
    max_revision(db, respondent_id).await?.map(|newest| count(newest, REVISION)).transpose()
}

async fn max_revision(db: &impl ConnectionTrait, respondent_id: i64) -> Result<Option<i32>> {
    let newest: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Revision.max(), "newest")
        .filter(Column::RespondentId.eq(respondent_id))
        .into_tuple()
        .one(db)
        .await?;
    Ok(newest.flatten())
}

/// Finds a revision of a respondent.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, respondent_id: i64, revision: u32) -> Result<Option<SubmissionRecord>> {
    // A number from a URL may be larger than any revision.
    let Ok(revision) = i32::try_from(revision) else { return Ok(None) };
    let of = Entity::find().filter(Column::RespondentId.eq(respondent_id)).filter(Column::Revision.eq(revision));
    let Some(row) = of.one(db).await? else { return Ok(None) };
    let events = event::Entity::find().filter(event::Column::SubmissionId.eq(row.id)).all(db).await?;
    record(row, events).map(Some)
}

/// All revisions of a respondent, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait, respondent_id: i64) -> Result<Vec<SubmissionRecord>> {
    let rows = Entity::find()
        .filter(Column::RespondentId.eq(respondent_id))
        .order_by_asc(Column::Revision)
        .find_with_related(event::Entity)
        .all(db)
        .await?;
    rows.into_iter().map(|(row, events)| record(row, events)).collect()
}

/// What counts of a revision of a submission, without its problems, which may be long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionHead {
    /// Key in the store.
    pub id: i64,
    /// Its number.
    pub revision: u32,
    /// SHA-256 of the file in the object store.
    pub file_sha256: String,
    /// SHA-256 of what was read in the object store; `None` where the file has errors.
    pub content_sha256: Option<String>,
    /// What counts of it for the standing of its respondent.
    pub filed: FiledRevision,
}

/// The revisions of each of these respondents, oldest first; one that has filed nothing is absent.
///
/// # Errors
/// What the database reports.
pub async fn heads(db: &impl ConnectionTrait, respondent_ids: &[i64]) -> Result<BTreeMap<i64, Vec<SubmissionHead>>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        respondent_id: i64,
        revision: i32,
        file_sha256: String,
        content_sha256: Option<String>,
        accepted: bool,
    }

    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::RespondentId,
            Column::Revision,
            Column::FileSha256,
            Column::ContentSha256,
            Column::Accepted,
        ])
        .filter(Column::RespondentId.is_in(respondent_ids.iter().copied()))
        .order_by_asc(Column::Revision)
        .into_model()
        .all(db)
        .await?;
    let events = event::Entity::find()
        .inner_join(Entity)
        .filter(Column::RespondentId.is_in(respondent_ids.iter().copied()))
        .all(db)
        .await?;
    let mut events_of: BTreeMap<i64, Vec<event::Model>> = BTreeMap::new();
    for event in events {
        events_of.entry(event.submission_id).or_default().push(event);
    }
    let mut heads: BTreeMap<i64, Vec<SubmissionHead>> = BTreeMap::new();
    for row in rows {
        let (confirmed, returned) = deeds(events_of.remove(&row.id).unwrap_or_default())?;
        heads.entry(row.respondent_id).or_default().push(SubmissionHead {
            id: row.id,
            revision: count(row.revision, REVISION)?,
            file_sha256: row.file_sha256,
            filed: FiledRevision {
                accepted: row.accepted,
                confirmed_at: confirmed.map(|deed| deed.at),
                returned: returned.map(|(returned, _)| returned),
            },
            content_sha256: row.content_sha256,
        });
    }
    Ok(heads)
}

/// Where each of these respondents stands; one that has filed nothing is absent.
///
/// # Errors
/// What the database reports.
pub async fn standings(db: &impl ConnectionTrait, respondent_ids: &[i64]) -> Result<BTreeMap<i64, Standing>> {
    let heads = heads(db, respondent_ids).await?;
    let standing = |heads: &[SubmissionHead]| Standing::of(heads.iter().map(|head| &head.filed));
    Ok(heads.iter().map(|(&respondent, heads)| (respondent, standing(heads))).collect())
}

type Deeds = (Option<Deed>, Option<(Return, Deed)>);

fn deeds(events: Vec<event::Model>) -> Result<Deeds> {
    let (mut confirmed, mut returned) = (None, None);
    for event in events {
        let deed = Deed { at: event.at, by: event.by_account };
        match (event.kind.as_str(), event.returned) {
            (CONFIRMED_WORD, None) => confirmed = Some(deed),
            (RETURNED_WORD, Some(json)) => returned = Some((from_json(&json, RETURNED)?, deed)),
            (kind, _) => return Err(StorageError::corrupt(format!("event of a submission: “{kind}”"))),
        }
    }
    Ok((confirmed, returned))
}

fn record(row: Model, events: Vec<event::Model>) -> Result<SubmissionRecord> {
    let (confirmed, returned) = deeds(events)?;
    Ok(SubmissionRecord {
        id: row.id,
        respondent_id: row.respondent_id,
        revision: count(row.revision, REVISION)?,
        file_name: row.file_name,
        file_sha256: row.file_sha256,
        file_bytes: count(row.file_bytes, BYTES)?,
        content_sha256: row.content_sha256,
        accepted: row.accepted,
        problems: from_json(&row.problems, PROBLEMS)?,
        created_at: row.created_at,
        created_by: row.created_by,
        confirmed,
        returned,
    })
}
