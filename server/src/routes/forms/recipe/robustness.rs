//! What is varied to find how far ranks can be trusted.

use std::collections::BTreeMap;

use app::recipe_form::{
    AS_ALL, depths,
    kinds::{AggregateKind, DrawKind, ImputeKind, NormaliseKind, TreatKind},
    numbers::{self, Number},
};
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
            weights: self.draw("robustness.weights"),
            weights_at: self.draws_by_level(),
            normalise: self.other_normalisations(recipe),
            aggregate: self.other_aggregations(recipe),
            impute: self.other_imputations(recipe),
            treat: self.other_treatments(recipe),
            leave_one_out: self.ticked("robustness.leave_one_out"),
            sampling: self.ticked("robustness.sampling"),
            raters: self.ticked("robustness.raters"),
        })
    }

    fn draw(&mut self, field: &str) -> Option<WeightDraw> {
        match self.choice(field, DrawKind::Uniform) {
            DrawKind::None => None,
            DrawKind::Uniform => {
                Some(WeightDraw::Uniform { share: self.share(&format!("{field}.share")).unwrap_or(0.25) })
            }
            DrawKind::Dirichlet => {
                let concentration = self.number(&format!("{field}.concentration")).unwrap_or(100.0);
                Some(WeightDraw::Dirichlet { concentration })
            }
        }
    }

    /// What is chosen for single levels.
    fn draws_by_level(&mut self) -> BTreeMap<usize, WeightDraw> {
        let mut draws = BTreeMap::new();
        for depth in 0..depths(self.instrument) {
            let field = format!("robustness.weights_at.{depth}");
            if !self.form.has(&field) {
                let stored = self.stored.robustness.as_ref();
                draws.extend(stored.and_then(|robustness| Some((depth, *robustness.weights_at.get(&depth)?))));
            } else if self.form.get(&field) != AS_ALL {
                // By nothing: at this level weights stay.
                draws.insert(depth, self.draw(&field).unwrap_or(WeightDraw::Uniform { share: 0.0 }));
            }
        }
        draws
    }

    fn other_normalisations(&mut self, recipe: &Recipe) -> Vec<Normalise> {
        let ticked: Vec<(NormaliseKind, String)> = self.alternatives("normalise");
        let others: Vec<Normalise> = ticked.into_iter().map(|(kind, at)| self.normalise_of(kind, &at)).collect();
        let others = self.with_more(others, |robustness| &robustness.normalise, NormaliseKind::of);
        others.into_iter().filter(|other| *other != recipe.normalise).collect()
    }

    fn other_aggregations(&mut self, recipe: &Recipe) -> Vec<Aggregate> {
        let ticked: Vec<(AggregateKind, String)> = self.alternatives("aggregate");
        let others: Vec<Aggregate> = ticked
            .into_iter()
            .map(|(kind, at)| {
                let own = |number: Number| self.number_field(&at, number);
                let fields = (own(numbers::POWER), own(numbers::ORNESS));
                self.aggregate_of(kind, (&fields.0, &fields.1))
            })
            .collect();
        let others =
            self.with_more(others, |robustness| &robustness.aggregate, |other| Some(AggregateKind::of(*other)));
        others.into_iter().filter(|other| *other != recipe.aggregate || !recipe.aggregate_at.is_empty()).collect()
    }

    fn other_imputations(&mut self, recipe: &Recipe) -> Vec<Impute> {
        let ticked: Vec<(ImputeKind, String)> = self.alternatives("impute");
        let others: Vec<Impute> = ticked.into_iter().map(|(kind, at)| self.impute_of(kind, &at)).collect();
        let others = self.with_more(others, |robustness| &robustness.impute, |other| Some(ImputeKind::of(*other)));
        others.into_iter().filter(|other| *other != recipe.impute).collect()
    }

    fn other_treatments(&mut self, recipe: &Recipe) -> Vec<Treat> {
        let ticked: Vec<(TreatKind, String)> = self.alternatives("treat");
        let others: Vec<Treat> = ticked.into_iter().map(|(kind, at)| self.treat_of(kind, &at)).collect();
        let others = self.with_more(others, |robustness| &robustness.treat, |other| Some(TreatKind::of(*other)));
        others.into_iter().filter(|other| *other != recipe.treat).collect()
    }

    /// The form has one field a kind. Where the stored recipe, from a file, has several of a kind with other numbers, the
    /// rest stay as long as the kind is ticked.
    fn with_more<T: Clone + PartialEq, K: PartialEq>(
        &self,
        mut read: Vec<T>,
        of: impl Fn(&Robustness) -> &Vec<T>,
        kind: impl Fn(&T) -> Option<K>,
    ) -> Vec<T> {
        let stored: &[T] = self.stored.robustness.as_ref().map_or(&[], |robustness| of(robustness));
        let ticked: Vec<Option<K>> = read.iter().map(&kind).collect();
        for (place, other) in stored.iter().enumerate() {
            let own = kind(other);
            let is_shown = !stored[..place].iter().any(|earlier| kind(earlier) == own);
            if !is_shown && ticked.contains(&own) && !read.contains(other) {
                read.push(other.clone());
            }
        }
        read
    }
}
