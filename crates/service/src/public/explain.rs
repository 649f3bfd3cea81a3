//! Why a result is as it is, for everyone who asks: what it would take, and what changed since the period before.
//!
//! An answer takes a core for up to a second, and anyone may ask. So few are computed at once, few wait for their turn,
//! and what was computed once is kept: an edition never changes.

use std::sync::Arc;

use domain::Edition;
use moka::future::Cache;
use scoring::explain::{
    ExplainError,
    change::{self, Between, Inputs},
    imputation::{self, Influence},
    reach::{self, Answer, Goal, Reach},
};
use tokio::sync::Semaphore;

use super::PublicEdition;
use crate::Services;

/// Answers computed at once.
const AT_ONCE: usize = 2;
/// Questions that are computed or wait. So who waits does so for some seconds; more are turned away.
const ASKED_AT_ONCE: usize = 16;
/// What it would take: how much is kept, as a bound on the number of indicators in it; some 20 MB.
const KEPT_WAYS: u64 = 100_000;
/// What changed: how much is kept, as a bound on the number of units at all stages; some 20 MB.
const KEPT_STANDINGS: u64 = 200_000;
/// Stages between two editions.
const STAGES: usize = 7;

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unanswered {
    /// The scores are not public, or there is no edition to compare with.
    #[error("there are no scores to explain")]
    Withheld,
    /// The engine gives none.
    #[error(transparent)]
    Refused(#[from] ExplainError),
    /// Too many ask just now.
    #[error("too many ask at once")]
    Busy,
    /// A fault of ours; the log has it.
    #[error("the computation failed")]
    Failed,
}

/// What was computed, and whose turn it is.
pub(crate) struct Explanations {
    /// By hash of the edition, unit and goal.
    reaches: Cache<(String, String, Goal), Arc<Reach>>,
    /// By the hashes of the old edition and the new one.
    changes: Cache<(String, String), Arc<Between>>,
    /// By hash of the edition.
    influences: Cache<String, Arc<Option<Influence>>>,
    asked: Arc<Semaphore>,
    computing: Arc<Semaphore>,
}

impl Explanations {
    pub(crate) fn new() -> Self {
        let reaches =
            Cache::builder().max_capacity(KEPT_WAYS).weigher(|_, reach: &Arc<Reach>| weight(entries(reach))).build();
        let changes = Cache::builder()
            .max_capacity(KEPT_STANDINGS)
            .weigher(|_, between: &Arc<Between>| weight(between.common.len() * STAGES))
            .build();
        let influences = Cache::builder()
            .max_capacity(KEPT_STANDINGS)
            .weigher(|_, found: &Arc<Option<Influence>>| weight(found.as_ref().as_ref().map_or(0, |f| f.units.len())))
            .build();
        let (asked, computing) = (Semaphore::new(ASKED_AT_ONCE), Semaphore::new(AT_ONCE));
        Self { reaches, changes, influences, asked: Arc::new(asked), computing: Arc::new(computing) }
    }

    /// Computes an answer when its turn has come.
    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ExplainError> + Send + 'static,
    ) -> Result<Arc<T>, Unanswered> {
        let place = Arc::clone(&self.asked).try_acquire_owned().map_err(|_| Unanswered::Busy)?;
        let turn = Arc::clone(&self.computing).acquire_owned().await.map_err(|_| Unanswered::Failed)?;
        // The turn ends with the work, not with the visitor: one who leaves does not let another in beside it.
        let work = move || {
            let answer = work();
            drop((turn, place));
            answer
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(answer) => Ok(Arc::new(answer?)),
            Err(error) => {
                tracing::error!(%error, "an explanation failed");
                Err(Unanswered::Failed)
            }
        }
    }
}

/// What it would take a unit of an edition to reach a goal.
///
/// # Errors
/// [`Unanswered`], for each of its reasons.
pub async fn reach(services: &Services, edition: &Edition, unit: &str, goal: &Goal) -> Result<Arc<Reach>, Unanswered> {
    if edition.content.withholds_scores() {
        return Err(Unanswered::Withheld);
    }
    let all = services.explanations();
    let key = (edition.sha256.clone(), unit.to_owned(), goal.clone());
    let (content, unit, goal) = (Arc::clone(&edition.content), unit.to_owned(), goal.clone());
    let work = move || reach::reach(&content.instrument, &content.data, &content.recipe, &unit, &goal);
    // Who asks the same meanwhile waits for the same answer.
    all.reaches.try_get_with(key, all.compute(work)).await.map_err(Arc::unwrap_or_clone)
}

/// What happened between the edition in force of the period before and this one, for all units.
///
/// # Errors
/// [`Unanswered`], for each of its reasons.
pub async fn between(services: &Services, view: &PublicEdition) -> Result<Arc<Between>, Unanswered> {
    let content = Arc::clone(&view.edition.content);
    let previous = view.previous.clone().filter(|previous| !previous.withholds_scores());
    let Some(previous) = previous.filter(|_| !content.withholds_scores()) else { return Err(Unanswered::Withheld) };
    let is_previous = |period: &str, version: u32| period == previous.period && version == previous.version;
    let before = view.periods.iter().find(|edition| is_previous(&edition.period, edition.version));
    let before = before.ok_or(Unanswered::Withheld)?.sha256.clone();
    let all = services.explanations();
    let key = (before, view.edition.sha256.clone());
    let work = move || {
        let [old, new] = [&previous, &content].map(|content| Inputs {
            instrument: &content.instrument,
            data: &content.data,
            recipe: &content.recipe,
        });
        change::between(old, new)
    };
    all.changes.try_get_with(key, all.compute(work)).await.map_err(Arc::unwrap_or_clone)
}

/// The result of an edition with and without imputation; `None` where nothing is imputed.
///
/// # Errors
/// [`Unanswered`], for each of its reasons.
pub async fn influence(services: &Services, edition: &Edition) -> Result<Arc<Option<Influence>>, Unanswered> {
    if edition.content.withholds_scores() {
        return Err(Unanswered::Withheld);
    }
    if edition.content.recipe.impute.is_none() {
        return Ok(Arc::new(None));
    }
    let all = services.explanations();
    let content = Arc::clone(&edition.content);
    let work = move || {
        imputation::influence(&content.instrument, &content.data, &content.recipe).map_err(ExplainError::Refused)
    };
    all.influences.try_get_with(edition.sha256.clone(), all.compute(work)).await.map_err(Arc::unwrap_or_clone)
}

/// How many entries an answer has.
const fn entries(reach: &Reach) -> usize {
    match &reach.answer {
        Answer::Reached | Answer::Limited { .. } => 1,
        Answer::Ways { ways } => ways.len(),
    }
}

/// What an answer weighs: at least something, or any number of empty ones might be kept.
fn weight(entries: usize) -> u32 {
    u32::try_from(entries.max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_finds_no_place_to_wait_is_turned_away() {
        let all = Explanations::new();
        let take = || Arc::clone(&all.asked).try_acquire_owned().expect("a place");
        let places: Vec<_> = std::iter::repeat_with(take).take(ASKED_AT_ONCE).collect();
        assert_eq!(all.compute(|| Ok(1)).await, Err(Unanswered::Busy));
        drop(places);
        assert_eq!(all.compute(|| Ok(1)).await, Ok(Arc::new(1)));
        assert_eq!(all.asked.available_permits(), ASKED_AT_ONCE);
    }

    #[tokio::test]
    async fn a_panic_is_no_answer_and_gives_its_turn_back() {
        let all = Explanations::new();
        let failed: Result<Arc<u8>, _> = all.compute(|| unreachable!("a fault")).await;
        assert_eq!(failed, Err(Unanswered::Failed));
        assert_eq!((all.asked.available_permits(), all.computing.available_permits()), (ASKED_AT_ONCE, AT_ONCE));
    }
}
