//! Supporting documents 佐证材料: revisions under the numbers of a respondent, and their withdrawal. Both
//! lists only grow: the database refuses anything else.

use domain::document::DocumentKind;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use crate::{
    column::{count, stamp, word},
    entity::{
        document::{ActiveModel, Column, Entity, Model},
        document_event as event,
    },
    error::{Result, StorageError},
};

const NUMBER: &str = "number of a document";
const REVISION: &str = "revision of a document";
const BYTES: &str = "bytes of a document";
const WITHDRAWN_WORD: &str = "withdrawn";

/// Why a document was withdrawn, when, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The reason, as it was typed.
    pub reason: String,
    /// When.
    pub at: OffsetDateTime,
    /// The account that did it.
    pub by: i64,
}

/// A revision of a document as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRecord {
    /// Key in the store.
    pub id: i64,
    /// Whose it is.
    pub respondent_id: i64,
    /// The number by which rows name it.
    pub number: u32,
    /// 1 for the first under its number, one more for each after it.
    pub revision: u32,
    /// Name of the file as the person knows it.
    pub file_name: String,
    /// What kind of file it is.
    pub kind: DocumentKind,
    /// SHA-256 of the file in the object store.
    pub sha256: String,
    /// Size of the file.
    pub bytes: u64,
    /// When it was attached.
    pub created_at: OffsetDateTime,
    /// The account that attached it.
    pub created_by: i64,
    /// Whether and why it was withdrawn.
    pub withdrawn: Option<Withdrawal>,
}

/// A revision of a document to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDocument<'a> {
    /// Whose it is.
    pub respondent_id: i64,
    /// The number by which rows name it.
    pub number: u32,
    /// 1 for the first under its number, one more for each after it.
    pub revision: u32,
    /// Name of the file as the person knows it.
    pub file_name: &'a str,
    /// What kind of file it is.
    pub kind: DocumentKind,
    /// SHA-256 of the file in the object store.
    pub sha256: &'a str,
    /// Size of the file.
    pub bytes: usize,
    /// The account that attaches it.
    pub created_by: i64,
}

/// Stores a revision of a document.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where the number has this revision already, and what the
/// database reports.
pub async fn insert(db: &impl ConnectionTrait, new: NewDocument<'_>, now: OffsetDateTime) -> Result<DocumentRecord> {
    let row = ActiveModel {
        respondent_id: Set(new.respondent_id),
        number: Set(count(new.number, NUMBER)?),
        revision: Set(count(new.revision, REVISION)?),
        file_name: Set(new.file_name.to_owned()),
        kind: Set(new.kind.code().to_owned()),
        sha256: Set(new.sha256.to_owned()),
        bytes: Set(count(new.bytes, BYTES)?),
        created_at: Set(stamp(now)),
        created_by: Set(new.created_by),
        ..ActiveModel::default()
    };
    record(Entity::insert(row).exec_with_returning(db).await?, Vec::new())
}

/// Records that a revision was withdrawn.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where it is withdrawn already, and what the database reports.
pub async fn withdraw(db: &impl ConnectionTrait, id: i64, reason: &str, by: i64, now: OffsetDateTime) -> Result<()> {
    let row = event::ActiveModel {
        document_id: Set(id),
        kind: Set(WITHDRAWN_WORD.to_owned()),
        reason: Set(reason.to_owned()),
        at: Set(stamp(now)),
        by_account: Set(by),
        ..event::ActiveModel::default()
    };
    event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Finds a revision of a document of a respondent.
///
/// # Errors
/// What the database reports.
pub async fn find(
    db: &impl ConnectionTrait,
    respondent_id: i64,
    number: u32,
    revision: u32,
) -> Result<Option<DocumentRecord>> {
    // Numbers from a URL may be larger than any that is stored.
    let (Ok(number), Ok(revision)) = (i32::try_from(number), i32::try_from(revision)) else { return Ok(None) };
    let of = Entity::find()
        .filter(Column::RespondentId.eq(respondent_id))
        .filter(Column::Number.eq(number))
        .filter(Column::Revision.eq(revision));
    let Some(row) = of.one(db).await? else { return Ok(None) };
    let events = event::Entity::find().filter(event::Column::DocumentId.eq(row.id)).all(db).await?;
    record(row, events).map(Some)
}

/// All revisions of all documents of a respondent, by number, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait, respondent_id: i64) -> Result<Vec<DocumentRecord>> {
    let rows = Entity::find()
        .filter(Column::RespondentId.eq(respondent_id))
        .order_by_asc(Column::Number)
        .order_by_asc(Column::Revision)
        .find_with_related(event::Entity)
        .all(db)
        .await?;
    rows.into_iter().map(|(row, events)| record(row, events)).collect()
}

fn record(row: Model, events: Vec<event::Model>) -> Result<DocumentRecord> {
    let mut withdrawn = None;
    for event in events {
        if event.kind != WITHDRAWN_WORD {
            return Err(StorageError::corrupt(format!("event of a document: “{}”", event.kind)));
        }
        withdrawn = Some(Withdrawal { reason: event.reason, at: event.at, by: event.by_account });
    }
    Ok(DocumentRecord {
        id: row.id,
        respondent_id: row.respondent_id,
        number: count(row.number, NUMBER)?,
        revision: count(row.revision, REVISION)?,
        file_name: row.file_name,
        kind: word(&row.kind, DocumentKind::parse, "kind of a document")?,
        sha256: row.sha256,
        bytes: count(row.bytes, BYTES)?,
        created_at: row.created_at,
        created_by: row.created_by,
        withdrawn,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Db,
        respondents::RespondentRecord,
        testing::{self, NOW},
    };

    crate::on_both_databases!(
        documents_are_listed_by_number_with_every_revision,
        a_revision_is_withdrawn_once,
        what_was_attached_never_changes
    );

    async fn respondent(db: &Db) -> RespondentRecord {
        let index = testing::index(db, "cities").await;
        let fieldwork = testing::fieldwork(db, index.id, "2025").await;
        testing::respondent(db, fieldwork.id, "140100", "FIN").await
    }

    async fn attach(db: &Db, respondent_id: i64, number: u32, revision: u32) -> Result<DocumentRecord> {
        let new = NewDocument {
            respondent_id,
            number,
            revision,
            file_name: "批复.pdf",
            kind: DocumentKind::Pdf,
            sha256: "aa",
            bytes: 7,
            created_by: testing::account(db).await.id,
        };
        insert(db, new, NOW).await
    }

    async fn documents_are_listed_by_number_with_every_revision(db: Db) {
        let first = respondent(&db).await;
        let other = testing::respondent(&db, first.fieldwork_id, "140200", "FIN").await;
        for (number, revision) in [(2, 1), (1, 1), (2, 2)] {
            attach(&db, first.id, number, revision).await.expect("attached");
        }
        attach(&db, other.id, 1, 1).await.expect("attached to another");
        let listed: Vec<_> =
            list(&db, first.id).await.expect("a list").iter().map(|d| (d.number, d.revision)).collect();
        assert_eq!(listed, [(1, 1), (2, 1), (2, 2)]);
        let found = find(&db, first.id, 2, 2).await.expect("an answer").expect("the document");
        assert_eq!((found.kind, found.bytes, found.withdrawn), (DocumentKind::Pdf, 7, None));
        assert_eq!(find(&db, other.id, 2, 2).await.expect("an answer"), None);
        assert_eq!(find(&db, first.id, u32::MAX, 1).await.expect("an answer"), None);
        let again = attach(&db, first.id, 2, 2).await.expect_err("the revision is there");
        assert!(matches!(again, StorageError::Conflict { .. }), "{again}");
    }

    async fn a_revision_is_withdrawn_once(db: Db) {
        let respondent = respondent(&db).await;
        let document = attach(&db, respondent.id, 1, 1).await.expect("attached");
        withdraw(&db, document.id, "传错了", document.created_by, NOW).await.expect("withdrawn");
        let expected = Withdrawal { reason: "传错了".into(), at: NOW, by: document.created_by };
        let found = find(&db, respondent.id, 1, 1).await.expect("an answer").expect("it stays");
        assert_eq!(found.withdrawn, Some(expected));
        assert_eq!(list(&db, respondent.id).await.expect("a list"), [found]);
        let again = withdraw(&db, document.id, "", document.created_by, NOW).await.expect_err("withdrawn already");
        assert!(matches!(again, StorageError::Conflict { .. }), "{again}");
    }

    async fn what_was_attached_never_changes(db: Db) {
        let respondent = respondent(&db).await;
        let document = attach(&db, respondent.id, 1, 1).await.expect("attached");
        withdraw(&db, document.id, "传错了", document.created_by, NOW).await.expect("withdrawn");
        for sql in [
            "UPDATE document SET file_name = 'new.pdf'",
            "UPDATE document_event SET reason = ''",
            "DELETE FROM document_event",
            "DELETE FROM document",
        ] {
            let refused = db.execute_unprepared(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("never change"), "{refused}");
        }
    }
}
