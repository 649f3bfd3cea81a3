//! A round in the working area: its recipe, its editions.

use axum::{extract::Path, response::Response};
use service::{
    Error,
    publish::{self as editions, PublishForm},
    rounds,
};

use super::recipe;
use crate::web::{form::Form, member::Member};

/// Chooses the recipe.
pub(in crate::routes) async fn choose_recipe(
    member: Member,
    Path((slug, period)): Path<(String, String)>,
    form: Form,
) -> Response {
    let done = match recipe::read(&form) {
        Ok(recipe) => rounds::choose_recipe(member.services(), &member.actor, &slug, &period, &recipe).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    let done = done.map(|()| format!("{}?done=recipe#result", app::routes::round(&slug, &period)));
    member.answer(done, form.into_values()).await
}

/// Publishes the round; scoring and freezing is a job.
pub(in crate::routes) async fn publish(
    member: Member,
    Path((slug, period)): Path<(String, String)>,
    form: Form,
) -> Response {
    let choice = PublishForm { grades: grades(&form), ..form.read() };
    let done = editions::publish(member.services(), &member.actor, &slug, &period, &choice).await;
    member.answer(done.map(|job| app::routes::job(job.id)), form.into_values()).await
}

/// The letters that were ticked: a field each, `grade_A`.
fn grades(form: &Form) -> Vec<String> {
    form.names().filter_map(|name| name.strip_prefix("grade_")).map(str::to_owned).collect()
}

/// Brings an edition to its next stage.
pub(in crate::routes) async fn advance(
    member: Member,
    Path((slug, period, version)): Path<(String, String, String)>,
    form: Form,
) -> Response {
    let choice: PublishForm = form.read();
    let done = match version.strip_prefix('v').and_then(|number| number.parse().ok()) {
        Some(version) => editions::advance(member.services(), &member.actor, &slug, &period, version, &choice).await,
        None => Err(Error::NotFound),
    };
    let done = done.map(|()| format!("{}?done=stage", app::routes::round(&slug, &period)));
    member.answer(done, form.into_values()).await
}
