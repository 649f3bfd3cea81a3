//! A round: the data, recipe and result of one period, before it is published.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, Dataset, EditionContent, Instrument, Problem, Recipe, ScoreSheet,
    dataset::periods,
    edition::{EditionDiff, Release},
    recipe::Method,
};
use scoring::availability::{self, Distribution};
use serde_json::json;
use storage::{
    datasets::{self, DatasetRecord},
    editions::{self, EditionRecord},
    indexes::IndexRecord,
    instruments::{self, InstrumentRecord},
    rounds::{self, RoundRecord},
};

use crate::{
    Error, Result, Services, audit, indexes,
    method::{Choice, choice},
    public,
};

/// Everything about a round in the working area.
#[derive(Debug, Clone)]
pub struct RoundDesk {
    /// The index.
    pub index: IndexRecord,
    /// The round.
    pub round: RoundRecord,
    /// The version of the instrument it uses.
    pub instrument: InstrumentRecord,
    /// The data set revision it uses.
    pub dataset: DatasetRecord,
    /// The values.
    pub data: Dataset,
    /// How the values of each indicator spread, in the order of the tree.
    pub distributions: Vec<Distribution>,
    /// The share of indicators each unit has, in the order of the table.
    pub availability_by_unit: Vec<f64>,
    /// The result, or every reason why there is none.
    pub preview: std::result::Result<ScoreSheet, Vec<Problem>>,
    /// What deserves a look.
    pub warnings: Vec<Problem>,
    /// The editions of this period, oldest first.
    pub editions: Vec<EditionRecord>,
    /// How much the public sees of each of them, in their order.
    pub releases: Vec<Release>,
    /// What a new edition would change against the one in force.
    pub diff: Option<EditionDiff>,
}

/// Opens a round.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's index or a period without data.
pub async fn open_round(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<RoundDesk> {
    let index = indexes::owned(services, actor, slug).await?;
    let db = services.db();
    let round = rounds::find_by_period(db, index.id, period).await?.ok_or(Error::NotFound)?;
    let Loaded { instrument, dataset, data } = load(services, &round).await?;
    let editions: Vec<EditionRecord> =
        editions::list(db, index.id).await?.into_iter().filter(|e| e.period == period).collect();
    let mut releases = Vec::with_capacity(editions.len());
    for edition in &editions {
        releases.push(public::content(services, &edition.bundle_sha256).await?.release.clone());
    }
    let in_force = match indexes::in_force(&editions) {
        Some(record) => Some(public::content(services, record.whole_sha256()).await?),
        None => None,
    };
    let (round_for_work, instrument_for_work) = (round.clone(), instrument.instrument.clone());
    let work = move || {
        let recipe = &round_for_work.recipe;
        let preview = score(&instrument_for_work, &data, recipe);
        let diff = match (&preview, in_force) {
            (Ok(result), Some(before)) => {
                let mut after = (*before).clone();
                after.instrument = instrument_for_work.clone();
                after.recipe = recipe.clone();
                after.data = data.clone();
                after.result = result.clone();
                Some(domain::edition::diff(&before, &after))
            }
            (Ok(_) | Err(_), _) => None,
        };
        let distributions = instrument_for_work
            .indicators()
            .map(|i| &instrument_for_work.nodes()[i].code)
            .filter_map(|code| data.values.get(code).map(|column| availability::describe(code, column)))
            .collect();
        let by_unit = availability::by_unit(&data);
        (data, preview, diff, distributions, by_unit)
    };
    let (data, preview, diff, distributions, availability_by_unit) =
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?;
    let mut warnings = dataset.warnings.clone();
    warnings.extend(scoring::recipe::warnings(&round.recipe, &instrument.instrument));
    Ok(RoundDesk {
        index,
        round,
        instrument,
        dataset,
        data,
        distributions,
        availability_by_unit,
        preview,
        warnings,
        editions,
        releases,
        diff,
    })
}

/// Chooses the recipe of a round; it is kept with the version it needs.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with the recipe; [`Error::Conflict`] where it changes what a
/// questionnaire says; [`Error::NotFound`].
pub async fn choose_recipe(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    recipe: &Recipe,
) -> Result<()> {
    let recipe = &recipe.clone().settled();
    let Choice { index, round, .. } = choice(services, actor, slug, period, recipe).await?;
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    rounds::set_recipe(&tx, index.id, round.id, recipe, now).await?;
    let detail = json!({ "period": period, "recipe": recipe });
    audit::append(&tx, actor, "recipe.chosen", slug, detail, now).await?;
    tx.commit().await.map_err(Error::internal)
}

pub(crate) struct Loaded {
    pub instrument: InstrumentRecord,
    pub dataset: DatasetRecord,
    pub data: Dataset,
}

/// What a round is scored from, by its own recipe.
pub(crate) async fn load(services: &Services, round: &RoundRecord) -> Result<Loaded> {
    let mut loaded = load_plain(services, round).await?;
    take_from_other_periods(services, round, &round.recipe, &mut loaded.data).await?;
    Ok(loaded)
}

/// The same without values of other periods.
pub(crate) async fn load_plain(services: &Services, round: &RoundRecord) -> Result<Loaded> {
    let db = services.db();
    let instrument =
        instruments::find(db, round.index_id, round.instrument_version_id).await?.ok_or(Error::NotFound)?;
    let dataset = datasets::find(db, round.index_id, round.dataset_id).await?.ok_or(Error::NotFound)?;
    let bytes = services.objects().get(&dataset.content_sha256).await?.ok_or(Error::NotFound)?;
    let data = serde_json::from_slice(&bytes).map_err(Error::internal)?;
    Ok(Loaded { instrument, dataset, data })
}

/// Gives data the public values of other periods, where a recipe looks at them.
pub(crate) async fn take_from_other_periods(
    services: &Services,
    round: &RoundRecord,
    recipe: &Recipe,
    data: &mut Dataset,
) -> Result<()> {
    if recipe.looks_at_other_periods() {
        let others: Vec<Dataset> =
            other_periods(services, round).await?.iter().map(|content| raw_values(content)).collect();
        data.take_from_other_periods(&others, recipe);
    }
    Ok(())
}

/// The editions of the other periods of an index from which values may be taken, earliest first: those whose values
/// everyone may know, since what an edition imputes from becomes part of it.
pub(crate) async fn other_periods(services: &Services, round: &RoundRecord) -> Result<Vec<Arc<EditionContent>>> {
    let mut by_period: BTreeMap<String, Vec<EditionRecord>> = BTreeMap::new();
    for edition in editions::list(services.db(), round.index_id).await? {
        by_period.entry(edition.period.clone()).or_default().push(edition);
    }
    by_period.remove(&round.period);
    let mut others = Vec::new();
    for edition in by_period.values().filter_map(|editions| indexes::in_force(editions)) {
        let content = public::content(services, &edition.bundle_sha256).await?;
        if !content.withholds_scores() {
            others.push(content);
        }
    }
    others.sort_by(|a, b| periods::compare(&a.period, &b.period));
    Ok(others)
}

/// The units and values of an edition without the items of which it shows points in the place of values.
fn raw_values(content: &EditionContent) -> Dataset {
    let is_raw = |code: &str| content.recipe.normalise.method_of(code) != Some(&Method::PointsAsGiven);
    let values = content.data.values.iter().filter(|(code, _)| is_raw(code));
    Dataset {
        period: content.data.period.clone(),
        units: content.data.units.clone(),
        values: values.map(|(code, column)| (code.clone(), column.clone())).collect(),
        ..Dataset::default()
    }
}

/// Scores, with refusals as problems for people.
pub(crate) fn score(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
) -> std::result::Result<ScoreSheet, Vec<Problem>> {
    scoring::score(instrument, data, recipe).map_err(|errors| errors.iter().map(Problem::from).collect())
}
