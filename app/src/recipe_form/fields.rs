//! What stands in the form of a recipe that is stored.

use domain::{
    Instrument, Recipe,
    recipe::{Aggregate, Missing, Normalise, Robustness, Treat, WeightDraw, Weighting},
};

use super::{
    AS_ALL, YES,
    kinds::{AggregateKind, DrawKind, Kind, NormaliseKind, TreatKind, WeightKind},
    text,
};
use crate::number;

/// The fields and what stands in them; what was not chosen stands at what is usual.
pub fn fields(recipe: &Recipe, instrument: &Instrument) -> Vec<(String, String)> {
    let mut fields = Fields::default();
    fields.select(recipe);
    fields.set("impute", recipe.impute.code());
    fields.treat(recipe.treat);
    fields.normalise(&recipe.normalise);
    if let Some(robustness) = &recipe.robustness {
        robustness.normalise.iter().for_each(|other| fields.parameters(other));
        robustness.treat.iter().for_each(|other| fields.treat_parameters(*other));
    }
    fields.usual();
    fields.weight(&recipe.weight, instrument);
    fields.aggregate("aggregate", recipe.aggregate);
    for depth in 0..depths(instrument) {
        let name = format!("aggregate_at.{depth}");
        match recipe.aggregate_at.get(&depth) {
            Some(method) => fields.aggregate(&name, *method),
            None => fields.set(&name, AS_ALL),
        }
    }
    fields.rest(recipe);
    fields.robustness(recipe.robustness.as_ref());
    fields.0
}

/// How many levels of dimensions an instrument has; the root is the first.
pub fn depths(instrument: &Instrument) -> usize {
    let dimensions = (0..instrument.len()).filter(|&node| !instrument.is_indicator(node));
    dimensions.map(|node| instrument.depth(node) + 1).max().unwrap_or(1)
}

/// A share as it is typed: in percent, without the noise of the division.
pub fn percentage(share: f64) -> String {
    number::raw(share * 100.0, 6)
}

#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first of a name counts.
    fn set(&mut self, name: &str, value: impl ToString) {
        if !self.0.iter().any(|(known, _)| known == name) {
            self.0.push((name.to_owned(), value.to_string()));
        }
    }

    fn tick(&mut self, name: &str, ticked: bool) {
        if ticked {
            self.set(name, YES);
        }
    }

    fn select(&mut self, recipe: &Recipe) {
        let select = &recipe.select;
        for code in &select.exclude {
            self.set(&format!("exclude.{code}"), YES);
        }
        self.set("select.indicator_available", percentage(select.indicator_available));
        self.set("select.unit_available", percentage(select.unit_available));
        self.set("select.unit_non_zero", percentage(select.unit_non_zero));
        self.set("select.denominators", text::denominators_text(&select.denominators));
    }

    fn treat(&mut self, treat: Treat) {
        self.set("treat", TreatKind::of(treat).code());
        self.treat_parameters(treat);
    }

    fn treat_parameters(&mut self, treat: Treat) {
        match treat {
            Treat::None | Treat::Log => {}
            Treat::Winsorise { most } | Treat::TwoStage { most } => self.set("treat.most", most),
            Treat::BoxCox { lambda } => self.set("treat.lambda", lambda),
        }
    }

    fn normalise(&mut self, normalise: &Normalise) {
        // What a questionnaire says has no field.
        if let Some(kind) = NormaliseKind::of(normalise) {
            self.set("normalise", kind.code());
        }
        self.parameters(normalise);
    }

    fn parameters(&mut self, normalise: &Normalise) {
        match normalise {
            Normalise::None | Normalise::PerIndicator { .. } | Normalise::Rank | Normalise::Borda => {}
            Normalise::MinMax { lower, upper } => {
                self.set("lower", lower);
                self.set("upper", upper);
            }
            Normalise::Goalposts { lower, upper, posts } => {
                self.set("lower", lower);
                self.set("upper", upper);
                for (code, posts) in posts {
                    self.set(&format!("posts.{code}.floor"), posts.floor);
                    self.set(&format!("posts.{code}.target"), posts.target);
                }
            }
            Normalise::ZScore { mean, sd } => {
                self.set("z.mean", mean);
                self.set("z.sd", sd);
            }
            Normalise::Efficacy { base, span } => {
                self.set("efficacy.base", base);
                self.set("efficacy.span", span);
            }
            Normalise::PercentileRank { upper }
            | Normalise::DistanceToBest { upper }
            | Normalise::FractionOfMaximum { upper } => self.set("full", upper),
            Normalise::DistanceToReference { unit, upper } => {
                self.set("full", upper);
                self.set("reference", unit);
            }
            Normalise::DistanceToTarget { upper, targets } => {
                self.set("full", upper);
                for (code, target) in targets {
                    self.set(&format!("target.{code}"), target);
                }
            }
            Normalise::Bands { bands } => {
                for (code, bands) in bands {
                    self.set(&format!("bands.{code}.cuts"), text::numbers_text(&bands.cuts));
                    self.set(&format!("bands.{code}.points"), text::numbers_text(&bands.points));
                }
            }
        }
    }

    /// What is usual, wherever nothing else stands.
    fn usual(&mut self) {
        for (name, value) in [
            ("treat.most", "5"),
            ("treat.lambda", "0"),
            ("lower", "0"),
            ("upper", "100"),
            ("z.mean", "100"),
            ("z.sd", "10"),
            ("efficacy.base", "60"),
            ("efficacy.span", "40"),
            ("full", "100"),
        ] {
            self.set(name, value);
        }
    }

    fn weight(&mut self, weight: &Weighting, instrument: &Instrument) {
        self.set("weight", WeightKind::of(weight).code());
        match weight {
            Weighting::Given | Weighting::Equal => {}
            Weighting::Objective { from } => self.set("weight.from", from.code()),
            Weighting::Combined { from, share } => {
                self.set("weight.from", from.code());
                self.set("weight.share", share.map(percentage).unwrap_or_default());
            }
            Weighting::BudgetAllocation { experts } => {
                self.set("weight.experts", text::experts_text(experts, instrument));
            }
            Weighting::Ahp { random_index, judgements } => {
                self.set("weight.random_index", random_index.code());
                for (code, matrices) in judgements {
                    self.set(&format!("ahp.{code}"), text::judgements_text(matrices));
                }
            }
        }
        self.set("weight.from", domain::recipe::Objective::Entropy.code());
        self.set("weight.share", "50");
        self.set("weight.random_index", domain::recipe::RandomIndex::default().code());
    }

    fn aggregate(&mut self, name: &str, method: Aggregate) {
        self.set(name, AggregateKind::of(method).code());
        self.aggregate_parameters(name, method);
    }

    fn aggregate_parameters(&mut self, name: &str, method: Aggregate) {
        match method {
            Aggregate::ArithmeticMean
            | Aggregate::GeometricMean
            | Aggregate::HarmonicMean
            | Aggregate::MazziottaPareto
            | Aggregate::Copeland
            | Aggregate::Borda => {}
            Aggregate::GeneralisedMean { power } => self.set(&format!("{name}.power"), power),
            Aggregate::OrderedMean { orness } => self.set(&format!("{name}.orness"), orness),
        }
    }

    fn rest(&mut self, recipe: &Recipe) {
        self.set(
            "missing",
            match recipe.missing {
                Missing::Redistribute => "redistribute",
                Missing::Refuse => "refuse",
            },
        );
        self.set("coverage.overall", percentage(recipe.coverage.overall));
        self.set("coverage.dimension", percentage(recipe.coverage.dimension));
        self.set("decimals", recipe.decimals);
        for (n, grade) in recipe.grades.iter().enumerate() {
            self.set(&format!("grade.{n}.letter"), &grade.letter);
            self.set(&format!("grade.{n}.name_zh"), &grade.name.zh);
            self.set(&format!("grade.{n}.name_en"), &grade.name.en);
            self.set(&format!("grade.{n}.at_least"), grade.at_least);
        }
    }

    fn robustness(&mut self, chosen: Option<&Robustness>) {
        self.tick("robustness", chosen.is_some());
        let usual = Robustness::default();
        let robustness = chosen.unwrap_or(&usual);
        self.set("robustness.runs", robustness.runs);
        self.set("robustness.seed", robustness.seed);
        self.set("robustness.interval", percentage(robustness.interval));
        self.set("robustness.weights", DrawKind::of(robustness).code());
        match robustness.weights {
            None => {}
            Some(WeightDraw::Uniform { share }) => self.set("robustness.weights.share", percentage(share)),
            Some(WeightDraw::Dirichlet { concentration }) => {
                self.set("robustness.weights.concentration", concentration);
            }
        }
        self.set("robustness.weights.share", "25");
        self.set("robustness.weights.concentration", "100");
        for kind in robustness.normalise.iter().filter_map(NormaliseKind::of) {
            self.set(&format!("robustness.normalise.{}", kind.code()), YES);
        }
        for method in &robustness.aggregate {
            self.set(&format!("robustness.aggregate.{}", AggregateKind::of(*method).code()), YES);
            self.aggregate_parameters("aggregate", *method);
        }
        for method in &robustness.impute {
            self.set(&format!("robustness.impute.{}", method.code()), YES);
        }
        for treat in &robustness.treat {
            self.set(&format!("robustness.treat.{}", TreatKind::of(*treat).code()), YES);
        }
        self.set("aggregate.power", "0.5");
        self.set("aggregate.orness", "0.5");
        self.tick("robustness.leave_one_out", robustness.leave_one_out);
        self.tick("robustness.sampling", robustness.sampling);
        self.tick("robustness.raters", robustness.raters);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_share_is_typed_as_it_was() {
        assert_eq!(percentage(33.3 / 100.0), "33.3");
        assert_eq!(percentage(0.0), "0");
    }
}
