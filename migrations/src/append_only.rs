//! Triggers that refuse changes, so that what was published and recorded stays, whatever the code
//! above the database does.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Which rows of a table never change again.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rows {
    /// Every row, from its insertion on.
    All,
    /// Rows that fulfil a condition over `OLD`, in SQL that both databases read.
    Where(&'static str),
}

/// Makes the database refuse UPDATE and DELETE of the rows.
///
/// # Errors
/// What the database reports.
pub(crate) async fn refuse_changes(manager: &SchemaManager<'_>, table: &str, rows: Rows) -> Result<(), DbErr> {
    let db = manager.get_connection();
    match db.get_database_backend() {
        DbBackend::Sqlite => db.execute_unprepared(&sqlite(table, rows)).await?,
        DbBackend::Postgres => db.execute_unprepared(&postgres(table, rows)).await?,
        _ => return Err(DbErr::Migration("only SQLite and PostgreSQL are supported".to_owned())),
    };
    Ok(())
}

/// Takes the refusal of all rows away, for a migration that completes them. It must end with
/// [`refuse_changes`].
///
/// # Errors
/// What the database reports.
pub(crate) async fn allow_changes(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            format!("DROP TRIGGER {table}_refuses_update; DROP TRIGGER {table}_refuses_delete;")
        }
        DbBackend::Postgres => {
            format!("DROP TRIGGER {table}_refuses_change ON {table}; DROP TRIGGER {table}_refuses_truncate ON {table};")
        }
        _ => return Err(DbErr::Migration("only SQLite and PostgreSQL are supported".to_owned())),
    };
    db.execute_unprepared(&sql).await?;
    Ok(())
}

fn sqlite(table: &str, rows: Rows) -> String {
    let when = match rows {
        Rows::All => String::new(),
        Rows::Where(condition) => format!("WHEN {condition}"),
    };
    ["update", "delete"]
        .map(|verb| {
            format!(
                "CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table} FOR EACH ROW {when} \
                 BEGIN SELECT RAISE(ABORT, 'rows of {table} never change'); END;"
            )
        })
        .concat()
}

fn postgres(table: &str, rows: Rows) -> String {
    let when = match rows {
        Rows::All => String::new(),
        Rows::Where(condition) => format!("WHEN ({condition})"),
    };
    // One function serves all tables; replacing it by itself changes nothing.
    format!(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME; END
         $$;
         CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table}
             FOR EACH ROW {when} EXECUTE FUNCTION refuse_change();
         CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table}
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
    )
}
