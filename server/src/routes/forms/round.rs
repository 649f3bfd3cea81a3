//! A round in the working area: its recipe, its editions.

use app::recipe_form::{ACTION, PREVIEW};
use axum::{extract::Path, response::Response};
use domain::Recipe;
use service::{
    Error, method,
    publish::{self as editions, PublishForm},
    rounds,
};

use super::recipe;
use crate::web::{form::Form, member::Member};

/// Chooses the recipe, or tries it first: which button was pressed says so.
pub(in crate::routes) async fn choose_recipe(
    member: Member,
    Path((slug, period)): Path<(String, String)>,
    form: Form,
) -> Response {
    let recipe = match read_recipe(&member, &slug, &period, &form).await {
        Ok(recipe) => recipe,
        Err(error) => return member.answer(Err(error), form.into_values()).await,
    };
    let (services, actor) = (member.services(), &member.actor);
    if form.get(ACTION) == PREVIEW {
        return match method::try_recipe(services, actor, &slug, &period, &recipe).await {
            Ok(trial) => member.show_trial(form.into_values(), trial).await,
            Err(error) => member.answer(Err(error), form.into_values()).await,
        };
    }
    let done = rounds::choose_recipe(services, actor, &slug, &period, &recipe).await;
    let done = done.map(|()| format!("{}?done=recipe#result", app::routes::round(&slug, &period)));
    member.answer(done, form.into_values()).await
}

/// The recipe of the form, over the one that is stored.
async fn read_recipe(member: &Member, slug: &str, period: &str, form: &Form) -> Result<Recipe, Error> {
    let desk = method::open_method(member.services(), &member.actor, slug, period).await?;
    recipe::read(form, &desk.round.recipe, &desk.instrument.instrument).map_err(Error::Invalid)
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
