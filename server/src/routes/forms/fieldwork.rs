//! Fieldwork: opened once its dates were seen.

use app::pages::work::fieldwork::form as entry;
use axum::{extract::Path, response::Response};
use service::fieldwork;

use crate::web::{form::Form, member::Member};

/// Shows the dates that follow from what was chosen; opens the fieldwork once they were seen.
pub(in crate::routes) async fn open(member: Member, Path(slug): Path<String>, form: Form) -> Response {
    let values = form.into_values();
    let chosen = entry::read(&values);
    if entry::opens(&values) {
        let done = fieldwork::open_fieldwork(member.services(), &member.actor, &slug, &chosen).await;
        let done = done.map(|opened| format!("{}?done=opened", app::routes::board(&slug, &opened.period)));
        return member.answer(done, values).await;
    }
    match fieldwork::plan_fieldwork(member.services(), &member.actor, &slug, &chosen).await {
        Ok(_) => member.show(values).await,
        Err(error) => member.answer(Err(error), values).await,
    }
}
