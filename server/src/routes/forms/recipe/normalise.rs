//! How raw values become comparable.

use std::collections::{BTreeMap, BTreeSet};

use app::recipe_form::{kinds::NormaliseKind, text};
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
        self.normalise_of(kind)
    }

    /// A normalisation with the numbers that stand in the form.
    pub(super) fn normalise_of(&mut self, kind: NormaliseKind) -> Normalise {
        match kind {
            NormaliseKind::None => Normalise::None,
            NormaliseKind::MinMax => {
                let (lower, upper) = self.bounds();
                Normalise::MinMax { lower, upper }
            }
            NormaliseKind::Goalposts => {
                let (lower, upper) = self.bounds();
                Normalise::Goalposts { lower, upper, posts: self.posts() }
            }
            NormaliseKind::ZScore => {
                Normalise::ZScore { mean: self.usual("z.mean", 100.0), sd: self.usual("z.sd", 10.0) }
            }
            NormaliseKind::Rank => Normalise::Rank,
            NormaliseKind::PercentileRank => Normalise::PercentileRank { upper: self.full() },
            NormaliseKind::Borda => Normalise::Borda,
            NormaliseKind::Efficacy => {
                Normalise::Efficacy { base: self.usual("efficacy.base", 60.0), span: self.usual("efficacy.span", 40.0) }
            }
            NormaliseKind::DistanceToBest => Normalise::DistanceToBest { upper: self.full() },
            NormaliseKind::DistanceToReference => {
                Normalise::DistanceToReference { unit: self.reference(), upper: self.full() }
            }
            NormaliseKind::DistanceToTarget => {
                Normalise::DistanceToTarget { upper: self.full(), targets: self.targets() }
            }
            NormaliseKind::FractionOfMaximum => Normalise::FractionOfMaximum { upper: self.full() },
            NormaliseKind::Bands => Normalise::Bands { bands: self.bands() },
        }
    }

    fn usual(&mut self, field: &str, usual: f64) -> f64 {
        self.number(field).unwrap_or(usual)
    }

    fn full(&mut self) -> f64 {
        self.usual("full", 100.0)
    }

    fn reference(&mut self) -> String {
        let unit = self.form.get("reference").trim();
        if unit.is_empty() {
            let message = Text::new("请选择参照的评估对象。", "Choose the unit of reference.");
            self.wrong("reference", "form.missing", message, "");
        }
        unit.to_owned()
    }

    fn bounds(&mut self) -> (f64, f64) {
        let (lower, upper) = (self.usual("lower", 0.0), self.usual("upper", 100.0));
        if lower >= upper {
            let message = Text::new("最高分要大于最低分。", "The highest score must be above the lowest.");
            self.wrong("upper", "form.bounds", message, self.form.get("upper"));
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
