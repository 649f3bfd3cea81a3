//! Many runs of one index with other choices: what does not change is computed once.

use std::collections::BTreeMap;

use super::{Aggregation, Dataset, Mean, Normalise, State, Step, Weights};
use crate::{Column, Refusal};

/// What a run does otherwise; `None` is as the steps say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choice {
    /// How many units may be clipped in treatment.
    pub most_clipped: Option<usize>,
    /// The normalisation, by its place among the alternatives.
    pub normalise: Option<usize>,
    /// Weights of some nodes, by their codes.
    pub weights: BTreeMap<String, f64>,
    /// The mean at all levels.
    pub mean: Option<Mean>,
}

/// The steps before and after each choice, and what they left for the choices already met.
#[derive(Debug)]
pub struct Variants<'a> {
    dataset: &'a Dataset,
    steps: &'a [Step],
    normalisations: &'a [Normalise],
    /// By the most clipped and the normalisation: what the steps before aggregation left.
    before: BTreeMap<(Option<usize>, Option<usize>), Result<State, Refusal>>,
}

impl<'a> Variants<'a> {
    /// Prepares runs of these steps, which end with aggregation.
    ///
    /// # Errors
    /// [`Refusal::Parameter`] where the last step is no aggregation.
    pub fn new(dataset: &'a Dataset, steps: &'a [Step], normalisations: &'a [Normalise]) -> Result<Self, Refusal> {
        match steps.last() {
            Some(Step::Aggregate(_)) => Ok(Self { dataset, steps, normalisations, before: BTreeMap::new() }),
            _ => Err(Refusal::Parameter { name: "steps", why: "the last is no aggregation".into() }),
        }
    }

    /// The scores of the index with a choice.
    ///
    /// # Errors
    /// What a step refuses; [`Refusal::Parameter`] for a choice of a step that there is not: it would change nothing,
    /// and seem to have no influence.
    pub fn scores(&mut self, choice: &Choice) -> Result<Column, Refusal> {
        let key = (choice.most_clipped, choice.normalise);
        if !self.before.contains_key(&key) {
            let state = self.prepare(choice);
            self.before.insert(key, state);
        }
        let Some((Ok(state), Some(Step::Aggregate(nominal)))) = self.before.get(&key).map(|s| (s, self.steps.last()))
        else {
            return match self.before.get(&key) {
                Some(Err(refusal)) => Err(refusal.clone()),
                _ => Err(Refusal::Parameter { name: "steps", why: "the last is no aggregation".into() }),
            };
        };
        let weights = if choice.weights.is_empty() {
            nominal.weights.clone()
        } else {
            let own = nominal.weights.of(self.dataset)?;
            let codes = self.dataset.nodes().iter().map(|node| node.code.clone());
            let mut all: BTreeMap<String, f64> = codes.zip(own).collect();
            all.extend(choice.weights.iter().map(|(code, weight)| (code.clone(), *weight)));
            Weights::Given(all)
        };
        let means = choice.mean.map_or_else(|| nominal.means.clone(), |mean| vec![mean]);
        let aggregation = Aggregation { means, weights, threshold: nominal.threshold };
        let mut state = aggregation.apply(self.dataset, state)?;
        Ok(state.columns.swap_remove(self.dataset.index()?))
    }

    /// All steps but the last, with the choices about them.
    fn prepare(&self, choice: &Choice) -> Result<State, Refusal> {
        let mut state = self.dataset.state();
        let (mut clipped, mut normalised) = (choice.most_clipped, choice.normalise);
        for step in &self.steps[..self.steps.len() - 1] {
            let other = match step {
                Step::Treat(plan) => clipped.take().map(|most| {
                    let mut plan = *plan;
                    plan.most = Some(most);
                    Ok(Step::Treat(plan))
                }),
                Step::Normalise(_) => normalised.take().map(|place| {
                    let method = self.normalisations.get(place);
                    let none =
                        || Refusal::Parameter { name: "normalise", why: format!("there is no alternative {place}") };
                    method.map(|method| Step::Normalise(*method)).ok_or_else(none)
                }),
                Step::Denominate | Step::Screen(_) | Step::Impute(_) | Step::Aggregate(_) => None,
            };
            state = other.transpose()?.as_ref().unwrap_or(step).apply(self.dataset, &state)?.0;
        }
        if clipped.is_some() || normalised.is_some() {
            return Err(Refusal::Parameter { name: "choice", why: "there is no such step".into() });
        }
        Ok(state)
    }
}
