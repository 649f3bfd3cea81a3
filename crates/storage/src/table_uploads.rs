//! Tables that respondents uploaded as CSV, to look at before they file them. The list only grows: the
//! database refuses anything else.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use crate::{
    column::{count, stamp},
    entity::table_upload::{ActiveModel, Column, Entity, Model},
    error::Result,
};

const BYTES: &str = "bytes of an uploaded table";

/// An uploaded table as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableUploadRecord {
    /// Key in the store.
    pub id: i64,
    /// Whose it is.
    pub respondent_id: i64,
    /// Name of the file as the person knows it.
    pub file_name: String,
    /// SHA-256 of the file in the object store.
    pub file_sha256: String,
    /// Size of the file.
    pub file_bytes: u64,
    /// When it was uploaded.
    pub created_at: OffsetDateTime,
    /// The account that uploaded it.
    pub created_by: i64,
}

/// An uploaded table to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTableUpload<'a> {
    /// Whose it is.
    pub respondent_id: i64,
    /// Name of the file as the person knows it.
    pub file_name: &'a str,
    /// SHA-256 of the file in the object store.
    pub file_sha256: &'a str,
    /// Size of the file.
    pub file_bytes: usize,
    /// The account that uploads it.
    pub created_by: i64,
}

/// Stores an upload.
///
/// # Errors
/// What the database reports.
pub async fn insert(
    db: &impl ConnectionTrait,
    new: NewTableUpload<'_>,
    now: OffsetDateTime,
) -> Result<TableUploadRecord> {
    let row = ActiveModel {
        respondent_id: Set(new.respondent_id),
        file_name: Set(new.file_name.to_owned()),
        file_sha256: Set(new.file_sha256.to_owned()),
        file_bytes: Set(count(new.file_bytes, BYTES)?),
        created_at: Set(stamp(now)),
        created_by: Set(new.created_by),
        ..ActiveModel::default()
    };
    record(Entity::insert(row).exec_with_returning(db).await?)
}

/// The newest upload of a file by a respondent: nobody else's is found.
///
/// # Errors
/// What the database reports.
pub async fn find(
    db: &impl ConnectionTrait,
    respondent_id: i64,
    file_sha256: &str,
) -> Result<Option<TableUploadRecord>> {
    let of = Entity::find()
        .filter(Column::RespondentId.eq(respondent_id))
        .filter(Column::FileSha256.eq(file_sha256))
        .order_by_desc(Column::Id);
    of.one(db).await?.map(record).transpose()
}

fn record(row: Model) -> Result<TableUploadRecord> {
    Ok(TableUploadRecord {
        id: row.id,
        respondent_id: row.respondent_id,
        file_name: row.file_name,
        file_sha256: row.file_sha256,
        file_bytes: count(row.file_bytes, BYTES)?,
        created_at: row.created_at,
        created_by: row.created_by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Db,
        testing::{self, NOW},
    };

    crate::on_both_databases!(an_upload_is_found_by_its_respondent_only, an_upload_never_changes);

    async fn upload(db: &Db, respondent_id: i64, file_name: &str) -> TableUploadRecord {
        let created_by = testing::account(db).await.id;
        let new = NewTableUpload { respondent_id, file_name, file_sha256: "aa", file_bytes: 7, created_by };
        insert(db, new, NOW).await.expect("stored")
    }

    async fn an_upload_is_found_by_its_respondent_only(db: Db) {
        let index = testing::index(&db, "cities").await;
        let fieldwork = testing::fieldwork(&db, index.id, "2025").await;
        let own = testing::respondent(&db, fieldwork.id, "140100", "FIN").await.id;
        let other = testing::respondent(&db, fieldwork.id, "140200", "FIN").await.id;
        upload(&db, own, "旧.csv").await;
        let newest = upload(&db, own, "新.csv").await;
        assert_eq!(find(&db, own, "aa").await.expect("an answer"), Some(newest));
        assert_eq!(find(&db, own, "bb").await.expect("an answer"), None);
        assert_eq!(find(&db, other, "aa").await.expect("an answer"), None);
    }

    async fn an_upload_never_changes(db: Db) {
        let index = testing::index(&db, "cities").await;
        let fieldwork = testing::fieldwork(&db, index.id, "2025").await;
        let own = testing::respondent(&db, fieldwork.id, "140100", "FIN").await.id;
        upload(&db, own, "表.csv").await;
        for sql in ["UPDATE table_upload SET respondent_id = 0", "DELETE FROM table_upload"] {
            let refused = db.execute_unprepared(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("never change"), "{refused}");
        }
    }
}
