//! The assessor gathers what was confirmed and rated, and publishes it.

use domain::{Recipe, Stage as EditionStage, recipe::RecipeVersion};
use service::{
    Services,
    fieldwork::FieldworkRecord,
    gather::gather,
    indexes,
    publish::{self, PublishForm},
    rounds,
};
use time::Duration;

use super::{SLUG, Stage};
use crate::{
    cli::Failure,
    demo::{finish, robustness},
};

/// Adds rank intervals to what the questionnaire says of the method.
async fn ask_for_intervals(stage: &Stage<'_>, services: &Services, period: &str) -> Result<(), Failure> {
    let desk = rounds::open_round(services, &stage.assessor, SLUG, period).await?;
    let recipe = Recipe { version: RecipeVersion::V2, robustness: Some(robustness()), ..desk.round.recipe };
    Ok(rounds::choose_recipe(services, &stage.assessor, SLUG, period, &recipe).await?)
}

/// Publishes the round as final, on the first day of the phase for that, unless it has an edition.
///
/// # Errors
/// What the services say.
pub(super) async fn publish(stage: &Stage<'_>, fieldwork: &FieldworkRecord) -> Result<(), Failure> {
    let Some(phase) = fieldwork.schedule.phases().iter().find(|phase| phase.code == "final") else { return Ok(()) };
    let (gathered, published) = (super::at_nine(phase.first), super::at_nine(phase.first) + Duration::hours(2));
    let period = &fieldwork.period;
    let desk = indexes::open_index(&stage.at(gathered), &stage.assessor, SLUG).await?;
    if desk.rounds.iter().any(|round| round.round.period == *period && round.edition.is_some()) {
        return Ok(());
    }
    gather(&stage.at(gathered), &stage.assessor, SLUG, period).await?;
    ask_for_intervals(stage, &stage.at(gathered), period).await?;
    let services = stage.at(published);
    let form = PublishForm { stage: EditionStage::Final.code().into(), ..PublishForm::default() };
    let job = publish::publish(&services, &stage.assessor, SLUG, period, &form).await?;
    (stage.say)(&format!("已发布 published: {}", finish(&services, &stage.assessor, job.id).await?))
}
