use std::{collections::BTreeMap, fmt::Write};

use domain::recipe::{
    Aggregate, Bands, Coverage, Expert, Impute, Missing, Normalise, Objective, Posts, RandomIndex, Treat, WeightDraw,
    Weighting,
};

use super::*;
use crate::testing::{assessed, content, second};

/// The method as a page of plain text.
fn page(content: &EditionContent) -> String {
    let mut page = String::new();
    for section in method_sections(content) {
        writeln!(page, "\n[{}] {}", section.id, section.title).expect("is written");
        for paragraph in &section.paragraphs {
            writeln!(page, "- {}\n  {}", paragraph.zh, paragraph.en).expect("is written");
        }
        for formula in &section.formulas {
            writeln!(page, "* {}\n  {}\n  {}", formula.plain.zh, formula.plain.en, formula.mathml).expect("is written");
        }
    }
    page
}

fn with_goalposts() -> EditionContent {
    let mut content = content();
    let posts = [("open", 0.0, 95.0), ("days", 30.0, 5.5), ("law", -10.0, 100.0)]
        .map(|(code, floor, target)| (code.to_owned(), Posts { floor, target }));
    content.recipe.normalise = Normalise::Goalposts { lower: -1.0, upper: 1.0, posts: BTreeMap::from(posts) };
    content.recipe.missing = Missing::Refuse;
    content.recipe.grades.clear();
    content.recipe.coverage = Coverage { dimension: 0.333, overall: 0.55 };
    content.result.units[0].nodes[0].withheld = Some(0.5);
    content
}

#[test]
fn the_method_of_the_tiny_edition_is_the_golden_one() {
    insta::assert_snapshot!(page(&content()));
}

#[test]
fn goalposts_are_told_with_floor_and_target_of_every_indicator() {
    let page = page(&with_goalposts());
    for expected in [
        "办结时间（days）：底线值 30 天，目标值 5.5 天",
        "Rule of law (law): floor -10, target 100",
        "s = -1 + min(1, max(0, (x − f) / (t − f))) · (1 − -1)",
        "--recipe recipe.json",
        "This index has no grades.",
        "Missing values are refused",
        "至少要占总分权重的 55% 才有总分和名次，占一个维度的 33.3% 才有该维度的得分",
        "Units without an overall score for this reason in this period: 1.",
    ] {
        assert!(page.contains(expected), "“{expected}” is missing from\n{page}");
    }
}

#[test]
fn the_method_of_a_questionnaire_is_the_golden_one() {
    insta::assert_snapshot!(page(&assessed()));
}

#[test]
fn the_method_of_an_edition_with_every_step_is_the_golden_one() {
    insta::assert_snapshot!(page(&second()));
}

#[test]
fn a_recipe_that_needs_no_version_2_reads_the_same_in_version_2() {
    for content in [content(), with_goalposts(), assessed()] {
        let mut second = content.clone();
        second.recipe.version = RecipeVersion::V2;
        let (before, after) = (method_sections(&content), method_sections(&second));
        assert_eq!(before.len(), after.len());
        // The short flag of the command line stands for a recipe of version 1 only.
        for (before, after) in before.iter().zip(&after).filter(|(before, _)| before.id != "recompute") {
            assert_eq!(before, after);
        }
    }
}

/// One edition a choice, so that every sentence is written once.
fn of_every_choice() -> Vec<EditionContent> {
    let with = |change: &dyn Fn(&mut domain::Recipe)| {
        let mut content = second();
        change(&mut content.recipe);
        content
    };
    let bands = |code: &str| (code.to_owned(), Bands { cuts: vec![10.0, 50.0], points: vec![0.0, 60.0, 100.0] });
    let normalise = [
        Normalise::None,
        Normalise::ZScore { mean: 100.0, sd: 10.0 },
        Normalise::Rank,
        Normalise::PercentileRank { upper: 100.0 },
        Normalise::Borda,
        Normalise::Efficacy { base: 60.0, span: 40.0 },
        Normalise::DistanceToBest { upper: 100.0 },
        Normalise::DistanceToReference { unit: "BJ".into(), upper: 100.0 },
        Normalise::DistanceToReference { unit: String::new(), upper: 100.0 },
        Normalise::DistanceToTarget { upper: 1.0, targets: BTreeMap::from([("open".to_owned(), 95.0)]) },
        Normalise::FractionOfMaximum { upper: 100.0 },
        Normalise::Bands { bands: [bands("open"), bands("days")].into() },
    ];
    let aggregate = [
        Aggregate::ArithmeticMean,
        Aggregate::GeometricMean,
        Aggregate::HarmonicMean,
        Aggregate::GeneralisedMean { power: 0.5 },
        Aggregate::GeneralisedMean { power: 1.0 },
        Aggregate::GeneralisedMean { power: 2.0 },
        Aggregate::GeneralisedMean { power: -2.0 },
        Aggregate::MazziottaPareto,
        Aggregate::OrderedMean { orness: 0.3 },
        Aggregate::OrderedMean { orness: 0.5 },
        Aggregate::OrderedMean { orness: 0.7 },
        Aggregate::Copeland,
        Aggregate::Borda,
    ];
    let tables = [RandomIndex::Saaty, RandomIndex::SaatyLater, RandomIndex::TummalaLing, RandomIndex::DoneganDodd];
    let judged = |random_index| Weighting::Ahp {
        random_index,
        judgements: BTreeMap::from([("gov".to_owned(), vec![vec![vec![1.0, 3.0], vec![1.0 / 3.0, 1.0]]; 2])]),
    };
    let mut weights: Vec<Weighting> = tables.map(judged).into();
    weights.extend(Objective::ALL.map(|from| Weighting::Objective { from }));
    weights.extend([Some(0.3), None].map(|share| Weighting::Combined { from: Objective::Entropy, share }));
    weights.extend([Weighting::Given, Weighting::Equal, Weighting::BudgetAllocation { experts: Vec::<Expert>::new() }]);
    let impute = [Impute::None, Impute::Mean, Impute::Median, Impute::GroupMean, Impute::GroupMedian, Impute::UnitMean];
    let treat = [
        Treat::None,
        Treat::Winsorise { most: 5 },
        Treat::TwoStage { most: 5 },
        Treat::Log,
        Treat::BoxCox { lambda: 0.0 },
        Treat::BoxCox { lambda: 0.5 },
    ];
    let mut all = Vec::new();
    for method in normalise {
        all.push(with(&|recipe| recipe.normalise = method.clone()));
        all.push(with(&|recipe| {
            recipe.robustness.as_mut().expect("has robustness").normalise = vec![method.clone()];
        }));
    }
    for method in aggregate {
        all.push(with(&|recipe| recipe.aggregate = method));
        all.push(with(&|recipe| {
            recipe.aggregate = method;
            recipe.aggregate_at.clear();
            recipe.robustness.as_mut().expect("has robustness").aggregate = vec![method];
        }));
    }
    all.extend(weights.into_iter().map(|weight| with(&|recipe| recipe.weight = weight.clone())));
    all.extend(impute.map(|impute| with(&|recipe| recipe.impute = impute)));
    all.extend(treat.map(|treat| with(&|recipe| recipe.treat = treat)));
    let mut judged = with(&|recipe| recipe.weight = judged(RandomIndex::Saaty));
    judged.result.steps.consistency = [("gov".to_owned(), 0.123_456)].into();
    all.push(judged);
    let mut sampled = second();
    sampled.data.standard_errors = assessed().data.standard_errors;
    sampled.data.ratings = BTreeMap::from([("open".to_owned(), BTreeMap::new())]);
    all.push(sampled.clone());
    sampled.recipe.normalise = Normalise::None;
    all.push(sampled);
    all.push(with(&|recipe| {
        let robustness = recipe.robustness.as_mut().expect("has robustness");
        robustness.weights = Some(WeightDraw::Dirichlet { concentration: 10.0 });
        robustness.weights_at = [(1, WeightDraw::Uniform { share: 0.1 })].into();
    }));
    all
}

#[test]
fn every_choice_is_told_in_both_languages_and_its_markup_is_balanced() {
    for content in of_every_choice() {
        let sections = method_sections(&content);
        sections_hold(&sections);
        sections.iter().flat_map(|s| &s.formulas).for_each(|formula| assert_balanced(&formula.mathml));
    }
}

#[test]
fn words_of_each_choice_name_what_it_does() {
    let pages: Vec<String> = of_every_choice().iter().map(page).collect();
    for expected in [
        "均值得 100 分，比均值好一个标准差多得 10 分",
        "the reference is =HYPERLINK(\"http://x\",\"Beijing\") (BJ)",
        "the reference is a unit that is not public",
        "公开率（open）：目标值 95 %",
        "低于 10 %得 0 分；10 % 起得 60 分；50 % 起得 100 分",
        "The whole index: the score is the weighted geometric mean of its children.",
        "幂大于 1",
        "科普兰法和波达计分只看先后",
        "open 比 days 为 3 / 3",
        "that of the table of Saaty (2005)",
        "computed ones count 30 %, the instrument's 70 %",
        "判断的一致性比率 CR：政务公开（gov） 0.123。",
        "wᵢ ∝ σᵢ · Σ (1 − rᵢₖ)",
        "y = ((x − min + 1)^0.5 − 1) / 0.5",
        "每次运算都重新抽取这些数值",
        "第 1 层维度之下的权重：每个权重在自身的 ±10% 之内均匀抽取。",
    ] {
        assert!(pages.iter().any(|page| page.contains(expected)), "“{expected}” is on no page");
    }
}

#[test]
fn without_normalisation_the_direction_is_said_to_change_nothing() {
    let mut content = content();
    content.recipe.normalise = Normalise::None;
    let page = page(&content);
    assert!(page.contains("the direction changes no value"), "{page}");
    assert!(page.contains("--normalise none"), "{page}");
}

#[test]
fn every_text_exists_in_both_languages_and_ids_are_unique() {
    for content in [content(), with_goalposts(), assessed()] {
        sections_hold(&method_sections(&content));
    }
}

fn sections_hold(sections: &[MethodSection]) {
    let mut ids: Vec<&str> = sections.iter().map(|s| s.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), sections.len());
    for section in sections {
        let plain = section.formulas.iter().map(|f| &f.plain);
        for text in section.paragraphs.iter().chain(plain).chain([&section.title]) {
            assert!(!text.zh.is_empty() && !text.en.is_empty() && text.zh != text.en, "{text:?}");
        }
    }
}

#[test]
fn the_markup_is_balanced() {
    for content in [content(), with_goalposts(), assessed()] {
        method_sections(&content).iter().flat_map(|s| &s.formulas).for_each(|f| assert_balanced(&f.mathml));
    }
}

fn assert_balanced(mathml: &str) {
    let mut open = Vec::new();
    for tag in mathml.split('<').skip(1) {
        let tag = tag.split(['>', ' ']).next().expect("a tag name");
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{mathml}"),
            None => open.push(tag),
        }
    }
    assert!(open.is_empty(), "{mathml}");
}
