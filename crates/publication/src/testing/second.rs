//! The tiny edition with a recipe of version 2 that uses every step: a unit and an indicator less, an imputed and
//! a winsorised value, weights of experts, another mean at the top, and rank intervals.

use std::collections::BTreeMap;

use domain::{
    Direction, EditionContent, NodeDraft, NodeScore, Text, Unit, UnitScore,
    recipe::{
        Aggregate, Denominator, Expert, Impute, Normalise, RecipeVersion, Robustness, Select, Treat, WeightDraw,
        Weighting,
    },
    score_sheet::{Excluded, Exclusion, RankInterval, Runs, Steps, TreatedIndicator},
};

use super::content;

fn draft(node: &domain::Node) -> NodeDraft {
    NodeDraft {
        code: node.code.clone(),
        parent: node.parent.clone(),
        weight: node.parent.is_some().then_some(node.weight),
        direction: Some(node.direction),
        name: Some(node.name.clone()),
        unit: node.unit.clone(),
        source: node.source.clone(),
        ..NodeDraft::default()
    }
}

fn interval(best: u32, median: f64, worst: u32, band: u32) -> RankInterval {
    let grades = BTreeMap::from([("A".to_owned(), 0.25), ("B".to_owned(), 0.75)]);
    RankInterval { best, median, worst, band, grades }
}

/// The edition: figures that fit together in kind, not computed.
pub fn second() -> EditionContent {
    let mut content = content();
    let mut drafts: Vec<NodeDraft> = content.instrument.nodes().iter().map(draft).collect();
    drafts.push(NodeDraft {
        code: "people".into(),
        parent: Some("total".into()),
        weight: Some(0.0),
        direction: Some(Direction::Positive),
        name: Some(Text::new("常住人口", "Population")),
        ..NodeDraft::default()
    });
    content.instrument = domain::Instrument::build(drafts).expect("a good tree");
    content.recipe.version = RecipeVersion::V2;
    content.recipe.select = Select {
        exclude: ["people".to_owned()].into(),
        unit_available: 0.5,
        denominators: [("law".to_owned(), Denominator { by: "people".into(), scale: 1000.0 })].into(),
        ..Select::default()
    };
    content.recipe.impute = Impute::GroupMedian;
    content.recipe.treat = Treat::Winsorise { most: 2 };
    content.recipe.normalise = Normalise::Efficacy { base: 60.0, span: 40.0 };
    let points = |gov, law| BTreeMap::from([("gov".to_owned(), gov), ("law".to_owned(), law)]);
    content.recipe.weight = Weighting::BudgetAllocation {
        experts: vec![
            Expert { name: Text::new("审计人员", "An auditor"), points: points(70.0, 30.0) },
            Expert { name: Text::new("一位学者", "A scholar"), points: points(60.0, 40.0) },
        ],
    };
    content.recipe.aggregate_at = [(0, Aggregate::GeometricMean)].into();
    content.recipe.robustness = Some(Robustness {
        weights_at: [(0, WeightDraw::Dirichlet { concentration: 50.0 })].into(),
        normalise: vec![Normalise::MinMax { lower: 60.0, upper: 100.0 }],
        aggregate: vec![Aggregate::ArithmeticMean, Aggregate::HarmonicMean],
        impute: vec![Impute::Median],
        treat: vec![Treat::None],
        leave_one_out: true,
        ..Robustness::default()
    });
    content.data.units.push(Unit { code: "XZ".into(), name: Text::new("西藏", "Tibet"), league: None });
    for (code, values) in &mut content.data.values {
        values.push((code == "open").then_some(40.0));
    }
    content.data.values.insert("people".into(), vec![Some(39_000.0), Some(21_000.0), Some(7000.0), Some(3000.0)]);
    for (unit, divided) in content.result.units.iter_mut().zip([50.0 / 39.0, 0.0, 100.0 / 7.0]) {
        unit.nodes[4].used = Some(divided);
        unit.nodes.push(NodeScore { raw: Some(0.0), ..NodeScore::default() });
    }
    let people = &content.data.values["people"];
    for (unit, people) in content.result.units.iter_mut().zip(people) {
        unit.nodes[5].raw = *people;
    }
    let units = &mut content.result.units;
    units[2].nodes[3] = NodeScore {
        used: Some(15.0),
        imputed: true,
        score: Some(80.0),
        weight: Some(0.25),
        contribution: Some(11.0),
        rank: Some(2),
        ..NodeScore::default()
    };
    units[1].nodes[2].used = Some(0.1 + 0.2);
    units[0].interval = Some(interval(2, 2.5, 3, 2));
    units[1].interval = Some(interval(1, 1.0, 1, 1));
    units[2].interval = Some(interval(2, 2.5, 3, 2));
    units.push(UnitScore { code: "XZ".into(), nodes: vec![NodeScore::default(); 6], ..UnitScore::default() });
    units[3].nodes[2].raw = Some(40.0);
    units[3].nodes[5].raw = Some(3000.0);
    content.result.steps = Steps {
        excluded_indicators: vec![Excluded { code: "people".into(), reason: Exclusion::Decided }],
        excluded_units: vec![Excluded { code: "XZ".into(), reason: Exclusion::TooFewValues { available: 1.0 / 3.0 } }],
        treated: vec![TreatedIndicator {
            code: "open".into(),
            winsorised: 1,
            transformed: false,
            skewness: 2.345_678,
            passes: true,
        }],
        weights: [("gov", 65.0), ("open", 75.0), ("days", 25.0), ("law", 35.0), ("people", 0.0)]
            .map(|(code, weight)| (code.to_owned(), weight))
            .into(),
        spread: [("gov", 50.0_f64.sqrt()), ("law", 50.0_f64.sqrt())].map(|(code, sd)| (code.to_owned(), sd)).into(),
        consistency: BTreeMap::new(),
        runs: Some(Runs { done: 998, failed: 2 }),
    };
    content.data.published.values_mut().for_each(|values| values.push(None));
    content
}
