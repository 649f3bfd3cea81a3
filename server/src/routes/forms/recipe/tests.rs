use std::collections::BTreeMap;

use app::recipe_form::fields;
use domain::{
    Instrument, NodeDraft, Place, Text,
    recipe::{
        Adjust, Aggregate, Bands, Coverage, Denominator, Expert, Grade, Impute, Missing, Normalise, Objective, Posts,
        RandomIndex, RecipeVersion, Robustness, Select, Treat, Veto, WeightDraw, Weighting,
    },
};

use super::*;

/// Two dimensions of two indicators.
fn tree() -> Instrument {
    let draft = |code: &str, parent: Option<&str>, weight: Option<f64>| NodeDraft {
        code: code.into(),
        parent: parent.map(str::to_owned),
        weight,
        place: Place::default(),
        ..NodeDraft::default()
    };
    let drafts = vec![
        draft("all", None, None),
        draft("A", Some("all"), Some(50.0)),
        draft("a.b", Some("A"), Some(50.0)),
        draft("c", Some("A"), Some(50.0)),
        draft("B", Some("all"), Some(50.0)),
        draft("d", Some("B"), Some(50.0)),
        draft("e", Some("B"), Some(50.0)),
    ];
    Instrument::build(drafts).expect("a sound tree")
}

fn read_over(stored: &Recipe, sent: &[(&str, &str)]) -> Result<Recipe, Vec<Problem>> {
    read(&Form::of(sent), stored, &tree())
}

fn read_fields(sent: &[(&str, &str)]) -> Result<Recipe, Vec<Problem>> {
    read_over(&Recipe::default(), sent)
}

fn wrong(sent: &[(&str, &str)]) -> Vec<String> {
    let problems = read_fields(sent).expect_err("a bad form");
    problems.into_iter().filter_map(|problem| problem.place.field).collect()
}

/// What stands in the form of a recipe is read as that recipe.
fn comes_back(recipe: &Recipe) {
    let recipe = Recipe { version: recipe.needs(), ..recipe.clone() };
    let form = Form::of_owned(fields(&recipe, &tree()));
    assert_eq!(read(&form, &Recipe::default(), &tree()).as_ref(), Ok(&recipe));
}

#[test]
fn a_whole_recipe_is_read() {
    let recipe = read_fields(&[
        ("normalise", "goalposts"),
        ("lower", ""),
        ("upper", "10"),
        ("posts.a.b.floor", "−5"),
        ("posts.a.b.target", "5.5"),
        ("posts.c.floor", ""),
        ("posts.c.target", " "),
        ("missing", "refuse"),
        ("coverage.dimension", " "),
        ("coverage.overall", "50"),
        ("decimals", "3"),
        ("grade.0.letter", "A"),
        ("grade.0.name_zh", "优秀"),
        ("grade.0.at_least", "9"),
        ("grade.1.letter", ""),
        ("grade.1.at_least", ""),
    ])
    .expect("a good form");
    let posts = BTreeMap::from([("a.b".to_owned(), Posts { floor: -5.0, target: 5.5 })]);
    assert_eq!(recipe.normalise, Normalise::Goalposts { lower: 0.0, upper: 10.0, posts });
    assert_eq!((recipe.missing, recipe.decimals), (Missing::Refuse, 3));
    assert_eq!(recipe.coverage, Coverage { dimension: 0.0, overall: 0.5 });
    assert_eq!(recipe.grades, [Grade { letter: "A".into(), name: Text::same("优秀"), at_least: 9.0 }]);
    assert_eq!(recipe.version, RecipeVersion::V1, "nothing new is used");
}

#[test]
fn every_field_that_cannot_be_read_is_named() {
    let found = wrong(&[
        ("select.indicator_available", "most"),
        ("select.denominators", "c"),
        ("treat", "winsorise"),
        ("treat.most", "1.5"),
        ("normalise", "goalposts"),
        ("lower", "x"),
        ("upper", "-1"),
        ("posts.a.floor", "1"),
        ("grade.0.name_zh", "优秀"),
        ("grade.0.at_least", "NaN"),
        ("impute", "guess"),
        ("weight", "combined"),
        ("weight.from", "?"),
        ("weight.share", "half"),
        ("aggregate", "generalised-mean"),
        ("aggregate.power", "p"),
        ("aggregate_at.0", "?"),
        ("missing", "?"),
        ("coverage.overall", "half"),
        ("decimals", "7"),
        ("robustness", "yes"),
        ("robustness.runs", "many"),
        ("robustness.interval", "most"),
    ]);
    assert_eq!(
        found,
        [
            "select.indicator_available",
            "select.denominators",
            "treat.most",
            "lower",
            "upper",
            "posts.a.target",
            "grade.0.letter",
            "grade.0.at_least",
            "impute",
            "weight.from",
            "weight.share",
            "aggregate.power",
            "aggregate_at.0",
            "missing",
            "coverage.overall",
            "decimals",
            "robustness.runs",
            "robustness.interval",
        ]
    );
}

#[test]
fn what_is_not_sent_stays_as_it_is_stored() {
    let stored = Recipe {
        version: RecipeVersion::V2,
        select: Select { exclude: ["c".to_owned()].into(), ..Select::default() },
        impute: Impute::Median,
        treat: Treat::Log,
        normalise: Normalise::ZScore { mean: 50.0, sd: 10.0 },
        weight: Weighting::Equal,
        aggregate: Aggregate::GeometricMean,
        aggregate_at: [(1, Aggregate::ArithmeticMean)].into(),
        subjective: ["A".to_owned()].into(),
        robustness: Some(Robustness::default()),
        ..Recipe::default()
    };
    assert_eq!(read_over(&stored, &[]), Ok(stored));
}

#[test]
fn selection_comes_back_as_it_was() {
    let denominator = Denominator { by: "c".into(), scale: 1000.0 };
    comes_back(&Recipe {
        select: Select {
            exclude: ["a.b".to_owned(), "d".to_owned()].into(),
            indicator_available: 0.65,
            indicator_non_zero: 0.1,
            indicator_unique: 0.3,
            unit_available: 0.5,
            unit_non_zero: 0.25,
            denominators: [("e".to_owned(), denominator)].into(),
        },
        ..Recipe::default()
    });
}

#[test]
fn imputation_and_treatment_come_back_as_they_were() {
    for (impute, treat) in [
        (Impute::Mean, Treat::Winsorise { most: 3 }),
        (Impute::GroupMedian, Treat::TwoStage { most: 7 }),
        (Impute::UnitMean, Treat::Log),
        (Impute::CarryForward { within: None }, Treat::None),
        (Impute::CarryForward { within: Some(3) }, Treat::None),
        (Impute::Constant, Treat::None),
        (Impute::Linear, Treat::None),
        (Impute::None, Treat::BoxCox { lambda: -0.5 }),
    ] {
        comes_back(&Recipe { impute, treat, ..Recipe::default() });
    }
}

#[test]
fn each_normalisation_comes_back_as_it_was() {
    let posts = BTreeMap::from([("a.b".to_owned(), Posts { floor: 1.5, target: -2.0 })]);
    let bands = Bands { cuts: vec![10.0, 20.5], points: vec![0.0, 50.0, 100.0] };
    for normalise in [
        Normalise::None,
        Normalise::MinMax { lower: 1.0, upper: 10.0 },
        Normalise::Goalposts { lower: 0.0, upper: 100.0, posts },
        Normalise::ZScore { mean: 0.0, sd: 1.0 },
        Normalise::Rank,
        Normalise::PercentileRank { upper: 1.0 },
        Normalise::Borda,
        Normalise::Efficacy { base: 60.0, span: 40.0 },
        Normalise::DistanceToBest { upper: 10.0 },
        Normalise::DistanceToReference { unit: "tai".into(), upper: 100.0 },
        Normalise::DistanceToTarget { upper: 100.0, targets: [("c".to_owned(), 7.0)].into() },
        Normalise::FractionOfMaximum { upper: 100.0 },
        Normalise::Bands { bands: [("d".to_owned(), bands)].into() },
    ] {
        comes_back(&Recipe { normalise, ..Recipe::default() });
    }
    assert_eq!(wrong(&[("normalise", "distance-to-reference"), ("reference", " ")]), ["reference"]);
    assert_eq!(wrong(&[("normalise", "bands"), ("bands.c.cuts", "1, x"), ("bands.c.points", "")]), ["bands.c.cuts"]);
}

#[test]
fn weights_come_back_as_they_were() {
    let expert =
        |name: Text, a: f64| Expert { name, points: [("A".to_owned(), a), ("B".to_owned(), 100.0 - a)].into() };
    let experts = vec![expert(Text::same("甲"), 30.0), expert(Text::new("乙", "B"), 55.5)];
    let matrix = vec![vec![1.0, 3.0], vec![1.0 / 3.0, 1.0]];
    for weight in [
        Weighting::Given,
        Weighting::Equal,
        Weighting::Objective { from: Objective::Critic },
        Weighting::Combined { from: Objective::Pca, share: Some(0.4) },
        Weighting::Combined { from: Objective::Entropy, share: None },
        Weighting::BudgetAllocation { experts },
        Weighting::Ahp {
            random_index: RandomIndex::DoneganDodd,
            judgements: [("all".to_owned(), vec![matrix.clone(), matrix.clone()]), ("B".to_owned(), vec![matrix])]
                .into(),
        },
    ] {
        comes_back(&Recipe { weight, ..Recipe::default() });
    }
    assert_eq!(wrong(&[("weight", "ahp"), ("ahp.all", "1 2\n2 1"), ("ahp.A", "1")]), ["ahp.all", "ahp.A"]);
    assert_eq!(wrong(&[("weight", "budget-allocation"), ("weight.experts", ",A\n甲,x")]), ["weight.experts"]);
}

#[test]
fn aggregation_comes_back_level_by_level() {
    comes_back(&Recipe {
        aggregate: Aggregate::GeneralisedMean { power: 0.25 },
        aggregate_at: [(0, Aggregate::GeometricMean), (1, Aggregate::OrderedMean { orness: 0.3 })].into(),
        ..Recipe::default()
    });
    for aggregate in [Aggregate::HarmonicMean, Aggregate::MazziottaPareto, Aggregate::Copeland, Aggregate::Borda] {
        comes_back(&Recipe { aggregate, ..Recipe::default() });
    }
}

#[test]
fn gaps_grades_and_decimals_come_back_as_they_were() {
    comes_back(&Recipe {
        missing: Missing::Refuse,
        coverage: Coverage { dimension: 0.25, overall: 0.5 },
        decimals: 0,
        grades: vec![
            Grade { letter: "A".into(), name: Text::new("优秀", "excellent"), at_least: 90.0 },
            Grade { letter: "B".into(), name: Text::new("良好", "good"), at_least: 75.5 },
        ],
        ..Recipe::default()
    });
}

#[test]
fn robustness_comes_back_as_it_was() {
    comes_back(&Recipe {
        normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 },
        robustness: Some(Robustness {
            seed: 7,
            runs: 500,
            interval: 0.95,
            weights: Some(WeightDraw::Dirichlet { concentration: 50.0 }),
            weights_at: [(0, WeightDraw::Uniform { share: 0.0 }), (1, WeightDraw::Dirichlet { concentration: 30.0 })]
                .into(),
            // Another one than the recipe's may have the same method with other numbers.
            normalise: vec![
                Normalise::MinMax { lower: 50.0, upper: 100.0 },
                Normalise::Rank,
                Normalise::PercentileRank { upper: 1.0 },
                Normalise::Efficacy { base: 0.0, span: 100.0 },
                Normalise::DistanceToBest { upper: 10.0 },
            ],
            aggregate: vec![
                Aggregate::GeometricMean,
                Aggregate::GeneralisedMean { power: 0.25 },
                Aggregate::OrderedMean { orness: 0.4 },
            ],
            impute: vec![Impute::Mean, Impute::CarryForward { within: Some(2) }],
            treat: vec![Treat::Winsorise { most: 2 }, Treat::TwoStage { most: 4 }],
            leave_one_out: true,
            sampling: false,
            raters: false,
        }),
        ..Recipe::default()
    });
    for weights in [None, Some(WeightDraw::Uniform { share: 0.1 })] {
        comes_back(&Recipe { robustness: Some(Robustness { weights, ..Robustness::default() }), ..Recipe::default() });
    }
}

#[test]
fn another_limit_is_another_imputation() {
    let robustness = Robustness { impute: vec![Impute::CarryForward { within: None }], ..Robustness::default() };
    comes_back(&Recipe {
        impute: Impute::CarryForward { within: Some(2) },
        robustness: Some(robustness),
        ..Recipe::default()
    });
}

#[test]
fn what_the_form_cannot_show_stays_with_what_it_shows() {
    let stored = Recipe {
        version: RecipeVersion::V2,
        robustness: Some(Robustness {
            aggregate: vec![
                Aggregate::GeneralisedMean { power: 0.25 },
                Aggregate::GeneralisedMean { power: 2.0 },
                Aggregate::HarmonicMean,
            ],
            ..Robustness::default()
        }),
        ..Recipe::default()
    };
    let of = |sent: &[(String, String)]| {
        let form = Form::of_owned(sent.to_vec());
        read(&form, &stored, &tree()).expect("a good form").robustness.expect("robustness").aggregate
    };
    let mut sent = fields(&stored, &tree());
    assert_eq!(
        of(&sent),
        [
            Aggregate::HarmonicMean,
            Aggregate::GeneralisedMean { power: 0.25 },
            Aggregate::GeneralisedMean { power: 2.0 }
        ]
    );
    sent.retain(|(name, _)| name != "robustness.aggregate.generalised-mean");
    assert_eq!(of(&sent), [Aggregate::HarmonicMean], "whoever unticks the kind means all of it");
}

#[test]
fn the_ends_of_another_method_are_wrong_beside_their_own_field() {
    let sent = [
        ("normalise", "min-max"),
        ("lower", "0"),
        ("upper", "100"),
        ("robustness", "yes"),
        ("robustness.runs", "100"),
        ("robustness.normalise.goalposts", "yes"),
        ("robustness.normalise.goalposts.lower", "100"),
    ];
    assert_eq!(wrong(&sent), ["robustness.normalise.goalposts.lower"]);
}

#[test]
fn what_the_recipe_does_is_no_alternative_to_it() {
    let sent = [
        ("impute", "median"),
        ("aggregate", "geometric-mean"),
        ("robustness", "yes"),
        ("robustness.runs", "100"),
        ("robustness.impute.median", "yes"),
        ("robustness.impute.mean", "yes"),
        ("robustness.aggregate.geometric-mean", "yes"),
    ];
    let robustness = read_fields(&sent).expect("a good form").robustness.expect("robustness");
    assert_eq!((robustness.impute, robustness.aggregate), (vec![Impute::Mean], Vec::new()));
}

#[test]
fn a_questionnaires_recipe_keeps_what_the_questionnaire_says() {
    let stored = Recipe {
        normalise: Normalise::PerIndicator { methods: BTreeMap::new() },
        adjust: Some(Adjust {
            bonuses: Vec::new(),
            bonus_cap: Some(5.0),
            deductions: Vec::new(),
            deduction_cap: None,
            lower: 0.0,
            upper: 100.0,
        }),
        vetoes: vec![Veto { code: "V1".into(), name: Text::same("V1"), ceiling: "B".into() }],
        grades: vec![Grade { letter: "A".into(), name: Text::same("A"), at_least: 90.0 }],
        ..Recipe::default()
    };
    let sent = [
        ("normalise", "none"),
        ("treat", "log"),
        ("select.indicator_available", "50"),
        ("grade.0.letter", "B"),
        ("grade.0.at_least", "1"),
        ("impute", "median"),
        ("aggregate", "geometric-mean"),
        ("weight", "equal"),
        ("robustness", "yes"),
        ("robustness.runs", "200"),
    ];
    let read = read_over(&stored, &sent).expect("a good form");
    let expected = Recipe {
        version: RecipeVersion::V2,
        impute: Impute::Median,
        aggregate: Aggregate::GeometricMean,
        weight: Weighting::Equal,
        robustness: read.robustness.clone(),
        ..stored
    };
    assert_eq!(read, expected);
    assert_eq!(read.robustness.map(|robustness| robustness.runs), Some(200));
}
