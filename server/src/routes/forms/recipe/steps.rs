//! Selection, imputation, outliers, weights and aggregation.

use std::collections::BTreeMap;

use app::recipe_form::{
    AS_ALL, depths,
    kinds::{AggregateKind, ImputeKind, TreatKind, WeightKind},
    numbers::{self, STEP},
    text,
};
use domain::recipe::{Aggregate, Impute, Objective, RandomIndex, Select, Treat, Weighting};

use super::reader::Reader;

impl Reader<'_> {
    pub(super) fn select(&mut self) -> Select {
        if !self.form.has("select.indicator_available") {
            return self.stored.select.clone();
        }
        let mut share = |field: &str| self.share(field).unwrap_or(0.0);
        Select {
            indicator_available: share("select.indicator_available"),
            indicator_non_zero: share("select.indicator_non_zero"),
            indicator_unique: share("select.indicator_unique"),
            unit_available: share("select.unit_available"),
            unit_non_zero: share("select.unit_non_zero"),
            exclude: self.codes("exclude.", "").into_iter().collect(),
            denominators: self.table("select.denominators", text::denominators),
        }
    }

    pub(super) fn impute(&mut self) -> Impute {
        if !self.form.has("impute") {
            return self.stored.impute;
        }
        let kind = self.choice("impute", ImputeKind::of(self.stored.impute));
        self.impute_of(kind, STEP)
    }

    /// An imputation with the numbers that stand in the form.
    pub(super) fn impute_of(&mut self, kind: ImputeKind, at: &str) -> Impute {
        match kind {
            ImputeKind::None => Impute::None,
            ImputeKind::Mean => Impute::Mean,
            ImputeKind::Median => Impute::Median,
            ImputeKind::GroupMean => Impute::GroupMean,
            ImputeKind::GroupMedian => Impute::GroupMedian,
            ImputeKind::UnitMean => Impute::UnitMean,
            ImputeKind::CarryForward => {
                // Blank sets no limit, whatever the step has.
                let field = numbers::WITHIN.at(at);
                Impute::CarryForward { within: self.filled(&field).then(|| self.whole(&field, 1)) }
            }
            ImputeKind::Constant => Impute::Constant,
            ImputeKind::Linear => Impute::Linear,
        }
    }

    pub(super) fn treat(&mut self) -> Treat {
        if !self.form.has("treat") {
            return self.stored.treat;
        }
        let kind = self.choice("treat", TreatKind::None);
        self.treat_of(kind, STEP)
    }

    /// A treatment with the numbers that stand in the form.
    pub(super) fn treat_of(&mut self, kind: TreatKind, at: &str) -> Treat {
        let most = self.number_field(at, numbers::MOST);
        match kind {
            TreatKind::None => Treat::None,
            TreatKind::Winsorise => Treat::Winsorise { most: self.whole(&most, 5) },
            TreatKind::TwoStage => Treat::TwoStage { most: self.whole(&most, 5) },
            TreatKind::Log => Treat::Log,
            TreatKind::BoxCox => Treat::BoxCox { lambda: self.number_of(at, numbers::LAMBDA, 0.0) },
        }
    }

    pub(super) fn weight(&mut self) -> Weighting {
        if !self.form.has("weight") {
            return self.stored.weight.clone();
        }
        match self.choice("weight", WeightKind::Given) {
            WeightKind::Given => Weighting::Given,
            WeightKind::Equal => Weighting::Equal,
            WeightKind::Objective => Weighting::Objective { from: self.objective() },
            WeightKind::Combined => Weighting::Combined { from: self.objective(), share: self.share("weight.share") },
            WeightKind::BudgetAllocation => {
                Weighting::BudgetAllocation { experts: self.table("weight.experts", text::experts) }
            }
            WeightKind::Ahp => Weighting::Ahp {
                random_index: self.choice("weight.random_index", RandomIndex::default()),
                judgements: self.judgements(),
            },
        }
    }

    fn objective(&mut self) -> Objective {
        self.choice("weight.from", Objective::Entropy)
    }

    fn judgements(&mut self) -> BTreeMap<String, Vec<Vec<Vec<f64>>>> {
        let mut judgements = BTreeMap::new();
        for code in self.codes("ahp.", "") {
            let size = self.instrument.position(&code).map_or(0, |node| self.instrument.children(node).len());
            let field = format!("ahp.{code}");
            let matrices = self.table(&field, |typed| text::judgements(typed, size));
            if !matrices.is_empty() {
                judgements.insert(code, matrices);
            }
        }
        judgements
    }

    pub(super) fn aggregate(&mut self) -> Aggregate {
        if !self.form.has("aggregate") {
            return self.stored.aggregate;
        }
        let kind = self.choice("aggregate", AggregateKind::ArithmeticMean);
        self.aggregate_of(kind, (&numbers::POWER.at(STEP), &numbers::ORNESS.at(STEP)))
    }

    /// What is chosen for single levels.
    pub(super) fn aggregate_at(&mut self) -> BTreeMap<usize, Aggregate> {
        let mut at = BTreeMap::new();
        for depth in 0..depths(self.instrument) {
            let field = format!("aggregate_at.{depth}");
            if !self.form.has(&field) {
                at.extend(self.stored.aggregate_at.get(&depth).map(|method| (depth, *method)));
            } else if self.form.get(&field) != AS_ALL {
                let kind = self.choice(&field, AggregateKind::ArithmeticMean);
                let numbers = (format!("{field}.power"), format!("{field}.orness"));
                at.insert(depth, self.aggregate_of(kind, (&numbers.0, &numbers.1)));
            }
        }
        at
    }

    /// An aggregation with the numbers that stand in these fields: the power and the orness.
    pub(super) fn aggregate_of(&mut self, kind: AggregateKind, (power, orness): (&str, &str)) -> Aggregate {
        match kind {
            AggregateKind::ArithmeticMean => Aggregate::ArithmeticMean,
            AggregateKind::GeometricMean => Aggregate::GeometricMean,
            AggregateKind::HarmonicMean => Aggregate::HarmonicMean,
            AggregateKind::GeneralisedMean => Aggregate::GeneralisedMean { power: self.half(power) },
            AggregateKind::MazziottaPareto => Aggregate::MazziottaPareto,
            AggregateKind::OrderedMean => Aggregate::OrderedMean { orness: self.half(orness) },
            AggregateKind::Copeland => Aggregate::Copeland,
            AggregateKind::Borda => Aggregate::Borda,
        }
    }

    fn half(&mut self, field: &str) -> f64 {
        self.number(field).unwrap_or(0.5)
    }
}
