//! Indexes in the working area: what they say about themselves, their instrument, their data.

use axum::{extract::Path, response::Response};
use domain::job::ColumnMapping;
use service::{
    Error, data,
    indexes::{self, IndexForm},
    instruments, revisions,
};

use crate::web::{form::Form, member::Member, upload::Upload};

/// Creates an index.
pub(in crate::routes) async fn create(member: Member, form: Form) -> Response {
    let done = indexes::create_index(member.services(), &member.actor, &form.read::<IndexForm>()).await;
    let done = done.map(|record| app::routes::work_index(record.about.slug.as_str()));
    member.answer(done, form.into_values()).await
}

/// Changes what an index says about itself.
pub(in crate::routes) async fn describe(member: Member, Path(slug): Path<String>, form: Form) -> Response {
    let done = indexes::describe_index(member.services(), &member.actor, &slug, &form.read::<IndexForm>()).await;
    let done = done.map(|()| format!("{}?done=described", app::routes::work_index(&slug)));
    member.answer(done, form.into_values()).await
}

/// Takes a new version of the instrument.
pub(in crate::routes) async fn import_instrument(member: Member, Path(slug): Path<String>, upload: Upload) -> Response {
    if let Some(problem) = upload.refused {
        return member.too_large(problem, upload.fields).await;
    }
    let Upload { file_name, bytes, fields, refused: _ } = upload;
    let done = instruments::import_instrument(member.services(), &member.actor, &slug, &file_name, bytes).await;
    let done = done.map(|_| format!("{}?done=instrument", app::routes::work_instrument(&slug)));
    member.answer(done, fields).await
}

/// Takes a table; reading it is a job.
pub(in crate::routes) async fn import_data(member: Member, Path(slug): Path<String>, upload: Upload) -> Response {
    let mapping = ColumnMapping {
        name: upload.filled("name_column"),
        code: upload.filled("code_column"),
        period: upload.filled("period_column"),
        league: upload.filled("league_column"),
    };
    if let Some(problem) = upload.refused {
        return member.too_large(problem, upload.fields).await;
    }
    let Upload { file_name, bytes, fields, refused: _ } = upload;
    let done = data::import_data(member.services(), &member.actor, &slug, &file_name, bytes, mapping).await;
    member.answer(done.map(|job| app::routes::job(job.id)), fields).await
}

/// Lets an earlier revision of the data come back.
pub(in crate::routes) async fn restore_revision(
    member: Member,
    Path((slug, period, revision)): Path<(String, String, String)>,
) -> Response {
    let done = match revision.parse() {
        Ok(revision) => revisions::restore_revision(member.services(), &member.actor, &slug, &period, revision).await,
        Err(_) => Err(Error::NotFound),
    };
    let done = done
        .map(|restored| format!("{}?done=restored", app::routes::revision(&slug, &restored.period, restored.revision)));
    member.answer(done, Vec::new()).await
}
