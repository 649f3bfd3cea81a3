//! How raw values become comparable.

use std::collections::{BTreeMap, BTreeSet};

use app::recipe_form::{
    kinds::NormaliseKind,
    numbers::{self, STEP},
    text,
};
use domain::{
    Text,
    recipe::{Bands, Normalise, Posts},
};

use super::reader::Reader;

impl Reader<'_> {
    pub(super) fn normalise(&mut self) -> Normalise {
        if !self.form.has("normalise") {
            return self.stored.normalise.clone();
        }
        let kind = self.choice("normalise", NormaliseKind::None);
        self.normalise_of(kind, STEP)
    }

    /// A normalisation with the numbers that stand in the form.
    pub(super) fn normalise_of(&mut self, kind: NormaliseKind, at: &str) -> Normalise {
        match kind {
            NormaliseKind::None => Normalise::None,
            NormaliseKind::MinMax => {
                let (lower, upper) = self.bounds(at);
                Normalise::MinMax { lower, upper }
            }
            NormaliseKind::Goalposts => {
                let (lower, upper) = self.bounds(at);
                Normalise::Goalposts { lower, upper, posts: self.posts() }
            }
            NormaliseKind::ZScore => Normalise::ZScore {
                mean: self.number_of(at, numbers::MEAN, 100.0),
                sd: self.number_of(at, numbers::SD, 10.0),
            },
            NormaliseKind::Rank => Normalise::Rank,
            NormaliseKind::PercentileRank => Normalise::PercentileRank { upper: self.full(at) },
            NormaliseKind::Borda => Normalise::Borda,
            NormaliseKind::Efficacy => Normalise::Efficacy {
                base: self.number_of(at, numbers::BASE, 60.0),
                span: self.number_of(at, numbers::SPAN, 40.0),
            },
            NormaliseKind::DistanceToBest => Normalise::DistanceToBest { upper: self.full(at) },
            NormaliseKind::DistanceToReference => {
                Normalise::DistanceToReference { unit: self.reference(at), upper: self.full(at) }
            }
            NormaliseKind::DistanceToTarget => {
                Normalise::DistanceToTarget { upper: self.full(at), targets: self.targets() }
            }
            NormaliseKind::FractionOfMaximum => Normalise::FractionOfMaximum { upper: self.full(at) },
            NormaliseKind::Bands => Normalise::Bands { bands: self.bands() },
        }
    }

    fn full(&mut self, at: &str) -> f64 {
        self.number_of(at, numbers::FULL, 100.0)
    }

    fn reference(&mut self, at: &str) -> String {
        let field = self.number_field(at, numbers::REFERENCE);
        let unit = self.form.get(&field).trim();
        if unit.is_empty() {
            let message = Text::new("请选择参照的评估对象。", "Choose the unit of reference.");
            self.wrong(&field, "form.missing", message, "");
        }
        unit.to_owned()
    }

    fn bounds(&mut self, at: &str) -> (f64, f64) {
        let (lower, upper) = (self.number_of(at, numbers::LOWER, 0.0), self.number_of(at, numbers::UPPER, 100.0));
        if lower >= upper {
            let message = Text::new("最高分要大于最低分。", "The highest score must be above the lowest.");
            // Beside the end that was written for this method.
            let own = [numbers::UPPER.at(at), numbers::LOWER.at(at)].into_iter().find(|field| self.filled(field));
            let field = own.unwrap_or_else(|| numbers::UPPER.at(STEP));
            self.wrong(&field, "form.bounds", message, self.form.get(&field));
        }
        (lower, upper)
    }

    fn posts(&mut self) -> BTreeMap<String, Posts> {
        let ends = [".floor", ".target"];
        let codes: BTreeSet<String> = ends.iter().flat_map(|end| self.codes("posts.", end)).collect();
        let mut posts = BTreeMap::new();
        for code in codes {
            let names = ends.map(|end| format!("posts.{code}{end}"));
            if !names.iter().any(|name| self.filled(name)) {
                continue;
            }
            let [floor, target] = names.map(|name| self.required_number(&name));
            if let (Some(floor), Some(target)) = (floor, target) {
                posts.insert(code, Posts { floor, target });
            }
        }
        posts
    }

    fn targets(&mut self) -> BTreeMap<String, f64> {
        let codes = self.codes("target.", "");
        codes
            .into_iter()
            .filter_map(|code| self.number(&format!("target.{code}")).map(|target| (code, target)))
            .collect()
    }

    fn bands(&mut self) -> BTreeMap<String, Bands> {
        let parts = [".cuts", ".points"];
        let codes: BTreeSet<String> = parts.iter().flat_map(|part| self.codes("bands.", part)).collect();
        let mut bands = BTreeMap::new();
        for code in codes {
            let [cuts, points] = parts.map(|part| format!("bands.{code}{part}"));
            if self.filled(&cuts) || self.filled(&points) {
                let (cuts, points) = (self.table(&cuts, text::numbers), self.table(&points, text::numbers));
                bands.insert(code, Bands { cuts, points });
            }
        }
        bands
    }
}
