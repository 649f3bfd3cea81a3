//! What stands in the form of a recipe that is stored.

use domain::{
    Instrument, Recipe,
    recipe::{Aggregate, Impute, Missing, Normalise, Robustness, Treat, WeightDraw, Weighting},
};

use super::{
    AS_ALL, YES,
    kinds::{AggregateKind, DrawKind, ImputeKind, Kind, NormaliseKind, TreatKind, WeightKind},
    numbers::{self, STEP, alternative},
    text,
};
use crate::number;

/// The fields and what stands in them; what was not chosen stands at what is usual.
pub fn fields(recipe: &Recipe, instrument: &Instrument) -> Vec<(String, String)> {
    let mut fields = Fields::default();
    fields.select(recipe);
    fields.impute(recipe.impute);
    fields.treat(recipe.treat);
    fields.normalise(&recipe.normalise);
    if let Some(robustness) = &recipe.robustness {
        fields.alternatives(robustness);
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
    fields.robustness(recipe.robustness.as_ref(), instrument);
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
        self.set("select.indicator_non_zero", percentage(select.indicator_non_zero));
        self.set("select.indicator_unique", percentage(select.indicator_unique));
        self.set("select.unit_available", percentage(select.unit_available));
        self.set("select.unit_non_zero", percentage(select.unit_non_zero));
        self.set("select.denominators", text::denominators_text(&select.denominators));
    }

    fn impute(&mut self, impute: Impute) {
        self.set("impute", ImputeKind::of(impute).code());
        self.impute_numbers(STEP, impute);
    }

    fn impute_numbers(&mut self, at: &str, impute: Impute) {
        match impute {
            Impute::CarryForward { within } => {
                self.set(&numbers::WITHIN.at(at), within.map(|most| most.to_string()).unwrap_or_default());
            }
            Impute::None
            | Impute::Mean
            | Impute::Median
            | Impute::GroupMean
            | Impute::GroupMedian
            | Impute::UnitMean
            | Impute::Constant
            | Impute::Linear => {}
        }
    }

    fn treat(&mut self, treat: Treat) {
        self.set("treat", TreatKind::of(treat).code());
        self.treat_numbers(STEP, treat);
    }

    fn treat_numbers(&mut self, at: &str, treat: Treat) {
        match treat {
            Treat::None | Treat::Log => {}
            Treat::Winsorise { most } | Treat::TwoStage { most } => self.set(&numbers::MOST.at(at), most),
            Treat::BoxCox { lambda } => self.set(&numbers::LAMBDA.at(at), lambda),
        }
    }

    fn normalise(&mut self, normalise: &Normalise) {
        // What a questionnaire says has no field.
        if let Some(kind) = NormaliseKind::of(normalise) {
            self.set("normalise", kind.code());
        }
        self.normalise_numbers(STEP, normalise);
    }

    /// The numbers of a normalisation. Those of single indicators stand in the tables of the step.
    fn normalise_numbers(&mut self, at: &str, normalise: &Normalise) {
        match normalise {
            Normalise::None | Normalise::PerIndicator { .. } | Normalise::Rank | Normalise::Borda => {}
            Normalise::MinMax { lower, upper } => {
                self.set(&numbers::LOWER.at(at), lower);
                self.set(&numbers::UPPER.at(at), upper);
            }
            Normalise::Goalposts { lower, upper, posts } => {
                self.set(&numbers::LOWER.at(at), lower);
                self.set(&numbers::UPPER.at(at), upper);
                for (code, posts) in posts {
                    self.set(&format!("posts.{code}.floor"), posts.floor);
                    self.set(&format!("posts.{code}.target"), posts.target);
                }
            }
            Normalise::ZScore { mean, sd } => {
                self.set(&numbers::MEAN.at(at), mean);
                self.set(&numbers::SD.at(at), sd);
            }
            Normalise::Efficacy { base, span } => {
                self.set(&numbers::BASE.at(at), base);
                self.set(&numbers::SPAN.at(at), span);
            }
            Normalise::PercentileRank { upper }
            | Normalise::DistanceToBest { upper }
            | Normalise::FractionOfMaximum { upper } => self.set(&numbers::FULL.at(at), upper),
            Normalise::DistanceToReference { unit, upper } => {
                self.set(&numbers::FULL.at(at), upper);
                self.set(&numbers::REFERENCE.at(at), unit);
            }
            Normalise::DistanceToTarget { upper, targets } => {
                self.set(&numbers::FULL.at(at), upper);
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

    /// The other ways of the steps that robustness tries, each with its own numbers.
    fn alternatives(&mut self, robustness: &Robustness) {
        for other in &robustness.normalise {
            let Some(kind) = NormaliseKind::of(other) else { continue };
            let name = alternative("normalise", kind);
            self.set(&name, YES);
            self.normalise_numbers(&name, other);
        }
        for other in &robustness.aggregate {
            let name = alternative("aggregate", AggregateKind::of(*other));
            self.set(&name, YES);
            self.aggregate_numbers(&name, *other);
        }
        for other in &robustness.impute {
            let name = alternative("impute", ImputeKind::of(*other));
            self.set(&name, YES);
            self.impute_numbers(&name, *other);
        }
        for other in &robustness.treat {
            let name = alternative("treat", TreatKind::of(*other));
            self.set(&name, YES);
            self.treat_numbers(&name, *other);
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
        self.aggregate_numbers(name, method);
    }

    fn aggregate_numbers(&mut self, name: &str, method: Aggregate) {
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

    fn robustness(&mut self, chosen: Option<&Robustness>, instrument: &Instrument) {
        self.tick("robustness", chosen.is_some());
        let usual = Robustness::default();
        let robustness = chosen.unwrap_or(&usual);
        self.set("robustness.runs", robustness.runs);
        self.set("robustness.seed", robustness.seed);
        self.set("robustness.interval", percentage(robustness.interval));
        self.draw("robustness.weights", robustness.weights);
        self.set("robustness.weights.share", "25");
        self.set("robustness.weights.concentration", "100");
        for depth in 0..depths(instrument) {
            let name = format!("robustness.weights_at.{depth}");
            match robustness.weights_at.get(&depth) {
                Some(draw) => self.draw(&name, Some(*draw)),
                None => self.set(&name, AS_ALL),
            }
            self.set(&format!("{name}.share"), "25");
            self.set(&format!("{name}.concentration"), "100");
        }
        self.set("aggregate.power", "0.5");
        self.set("aggregate.orness", "0.5");
        self.tick("robustness.leave_one_out", robustness.leave_one_out);
        self.tick("robustness.sampling", robustness.sampling);
        self.tick("robustness.raters", robustness.raters);
    }

    fn draw(&mut self, name: &str, draw: Option<WeightDraw>) {
        self.set(name, DrawKind::of(draw).code());
        match draw {
            None => {}
            Some(WeightDraw::Uniform { share }) => self.set(&format!("{name}.share"), percentage(share)),
            Some(WeightDraw::Dirichlet { concentration }) => self.set(&format!("{name}.concentration"), concentration),
        }
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
