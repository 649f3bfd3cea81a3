//! What is varied to find how far ranks can be trusted.

use app::recipe_form::kinds::{AggregateKind, DrawKind, NormaliseKind, TreatKind};
use domain::{
    Recipe,
    recipe::{Aggregate, Impute, Normalise, Robustness, Treat, WeightDraw},
};

use super::reader::Reader;

impl Reader<'_> {
    /// `recipe` is what was read so far: what it does already is no alternative to it.
    pub(super) fn robustness(&mut self, recipe: &Recipe) -> Option<Robustness> {
        let stored = self.stored.robustness.as_ref();
        // Boxes that are not ticked are not sent; the number of runs always is.
        if !self.form.has("robustness.runs") {
            return stored.cloned();
        }
        if !self.ticked("robustness") {
            return None;
        }
        let usual = Robustness::default();
        Some(Robustness {
            seed: self.whole("robustness.seed", usual.seed),
            runs: self.whole("robustness.runs", usual.runs),
            interval: self.share("robustness.interval").unwrap_or(usual.interval),
            weights: self.draw(),
            // Not in the form.
            weights_at: stored.map(|robustness| robustness.weights_at.clone()).unwrap_or_default(),
            normalise: self.other_normalisations(recipe),
            aggregate: self.other_aggregations(recipe),
            impute: self.other_imputations(recipe),
            treat: self.other_treatments(recipe),
            leave_one_out: self.ticked("robustness.leave_one_out"),
            sampling: self.ticked("robustness.sampling"),
            raters: self.ticked("robustness.raters"),
        })
    }

    fn draw(&mut self) -> Option<WeightDraw> {
        match self.choice("robustness.weights", DrawKind::Uniform) {
            DrawKind::None => None,
            DrawKind::Uniform => {
                Some(WeightDraw::Uniform { share: self.share("robustness.weights.share").unwrap_or(0.25) })
            }
            DrawKind::Dirichlet => {
                let concentration = self.number("robustness.weights.concentration").unwrap_or(100.0);
                Some(WeightDraw::Dirichlet { concentration })
            }
        }
    }

    fn other_normalisations(&mut self, recipe: &Recipe) -> Vec<Normalise> {
        let kinds: Vec<NormaliseKind> = self.ticked_of("robustness.normalise");
        let others: Vec<Normalise> = kinds.into_iter().map(|kind| self.normalise_of(kind)).collect();
        others.into_iter().filter(|other| *other != recipe.normalise).collect()
    }

    fn other_aggregations(&mut self, recipe: &Recipe) -> Vec<Aggregate> {
        let kinds: Vec<AggregateKind> = self.ticked_of("robustness.aggregate");
        let others: Vec<Aggregate> = kinds.into_iter().map(|kind| self.aggregate_of("aggregate", kind)).collect();
        others.into_iter().filter(|other| *other != recipe.aggregate || !recipe.aggregate_at.is_empty()).collect()
    }

    fn other_imputations(&self, recipe: &Recipe) -> Vec<Impute> {
        self.ticked_of("robustness.impute").into_iter().filter(|other| *other != recipe.impute).collect()
    }

    fn other_treatments(&mut self, recipe: &Recipe) -> Vec<Treat> {
        let kinds: Vec<TreatKind> = self.ticked_of("robustness.treat");
        let others: Vec<Treat> = kinds.into_iter().map(|kind| self.treat_of(kind)).collect();
        others.into_iter().filter(|other| *other != recipe.treat).collect()
    }
}
