//! Submissions: revisions of what a respondent filed, and what happened to them. Both lists only grow:
//! the database refuses anything else.

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
    let newest: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Revision.max(), "newest")
        .filter(Column::RespondentId.eq(new.respondent_id))
        .into_tuple()
        .one(db)
        .await?;
    let row = ActiveModel {
        respondent_id: Set(new.respondent_id),
        revision: Set(newest.flatten().unwrap_or(0) + 1),
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

/// Where each of these respondents stands; one that has filed nothing is absent.
///
/// # Errors
/// What the database reports.
pub async fn standings(db: &impl ConnectionTrait, respondent_ids: &[i64]) -> Result<BTreeMap<i64, Standing>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        respondent_id: i64,
        accepted: bool,
    }

    // Without the problems, which may be long.
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::RespondentId, Column::Accepted])
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
    let mut filed: BTreeMap<i64, Vec<FiledRevision>> = BTreeMap::new();
    for row in rows {
        let (confirmed, returned) = deeds(events_of.remove(&row.id).unwrap_or_default())?;
        filed.entry(row.respondent_id).or_default().push(FiledRevision {
            accepted: row.accepted,
            confirmed_at: confirmed.map(|deed| deed.at),
            returned: returned.map(|(returned, _)| returned),
        });
    }
    Ok(filed.into_iter().map(|(respondent, revisions)| (respondent, Standing::of(revisions.iter()))).collect())
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

#[cfg(test)]
mod tests {
    use domain::{Text, fieldwork::Progress};
    use time::{Duration, macros::date};

    use super::*;
    use crate::{
        Db,
        respondents::RespondentRecord,
        testing::{self, NOW},
    };

    crate::on_both_databases!(
        every_upload_is_a_revision_of_its_own,
        a_revision_is_confirmed_and_returned_once,
        standings_follow_the_newest_revision,
        what_was_filed_never_changes
    );

    async fn respondent(db: &Db) -> RespondentRecord {
        let index = testing::index(db, "cities").await;
        let fieldwork = testing::fieldwork(db, index.id, "2025").await;
        testing::respondent(db, fieldwork.id, "140100", "FIN").await
    }

    async fn file(db: &Db, respondent_id: i64, accepted: bool) -> SubmissionRecord {
        let new = NewSubmission {
            respondent_id,
            file_name: "太原市财政局.xlsx",
            file_sha256: "aa",
            file_bytes: 7,
            content_sha256: accepted.then_some("bb"),
            problems: &[Problem::warning("cell.blank", Text::new("空。", "Blank.")).at_cell(Some("A1.1"), "C7")],
            created_by: testing::account(db).await.id,
        };
        insert_next_revision(db, new, NOW).await.expect("filed")
    }

    fn returned() -> Return {
        Return { reason: "缺少决算表".into(), due: date!(2026 - 11 - 30) }
    }

    async fn every_upload_is_a_revision_of_its_own(db: Db) {
        let respondent = respondent(&db).await;
        let first = file(&db, respondent.id, false).await;
        let second = file(&db, respondent.id, true).await;
        assert_eq!((first.revision, first.is_accepted(), second.revision, second.is_accepted()), (1, false, 2, true));
        assert_eq!(first.problems[0].place.cell.as_deref(), Some("C7"));
        assert_eq!(list(&db, respondent.id).await.expect("a list"), [first.clone(), second]);
        assert_eq!(find(&db, respondent.id, 1).await.expect("an answer"), Some(first));
        assert_eq!(find(&db, respondent.id, 3).await.expect("an answer"), None);
        assert_eq!(find(&db, respondent.id + 1, 1).await.expect("an answer"), None);
        assert_eq!(find(&db, respondent.id, u32::MAX).await.expect("an answer"), None);
    }

    async fn a_revision_is_confirmed_and_returned_once(db: Db) {
        let respondent = respondent(&db).await;
        let filed = file(&db, respondent.id, true).await;
        let (by, later) = (filed.created_by, NOW + Duration::HOUR);
        confirm(&db, filed.id, by, NOW).await.expect("confirmed");
        return_for_correction(&db, filed.id, &returned(), by, later).await.expect("returned");
        let found = find(&db, respondent.id, 1).await.expect("an answer").expect("the revision");
        assert_eq!(found.confirmed, Some(Deed { at: NOW, by }));
        assert_eq!(found.returned, Some((returned(), Deed { at: later, by })));
        assert_eq!(list(&db, respondent.id).await.expect("a list"), [found]);
        let again = confirm(&db, filed.id, by, NOW).await.expect_err("confirmed already");
        assert!(matches!(again, StorageError::Conflict { .. }), "{again}");
        let again = return_for_correction(&db, filed.id, &returned(), by, NOW).await.expect_err("returned already");
        assert!(matches!(again, StorageError::Conflict { .. }), "{again}");
    }

    async fn standings_follow_the_newest_revision(db: Db) {
        let respondent = respondent(&db).await;
        let other = testing::respondent(&db, respondent.fieldwork_id, "140200", "FIN").await;
        let ids = [respondent.id, other.id];
        let progress = async || {
            let standings = standings(&db, &ids).await.expect("standings");
            assert_eq!(standings.get(&other.id), None, "it has filed nothing");
            standings.get(&respondent.id).map(|s| s.progress)
        };
        assert_eq!(progress().await, None);
        file(&db, respondent.id, false).await;
        assert_eq!(progress().await, Some(Progress::Filing));
        let filed = file(&db, respondent.id, true).await;
        assert_eq!(progress().await, Some(Progress::AwaitingConfirmation));
        confirm(&db, filed.id, filed.created_by, NOW).await.expect("confirmed");
        assert_eq!(progress().await, Some(Progress::Confirmed));
        return_for_correction(&db, filed.id, &returned(), filed.created_by, NOW).await.expect("returned");
        assert_eq!(progress().await, Some(Progress::Returned));
    }

    async fn what_was_filed_never_changes(db: Db) {
        let respondent = respondent(&db).await;
        let filed = file(&db, respondent.id, true).await;
        confirm(&db, filed.id, filed.created_by, NOW).await.expect("confirmed");
        for sql in [
            "UPDATE submission SET file_name = 'new.xlsx'",
            "UPDATE submission_event SET kind = 'returned'",
            "DELETE FROM submission_event",
            "DELETE FROM submission",
        ] {
            let refused = db.execute_unprepared(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("never change"), "{refused}");
        }
    }
}
