use domain::{
    NodeScore,
    edition::{Withheld, diff},
    questionnaire::{Disclosure, Sensitivity},
    recipe::{Denominator, Impute, Method, Normalise, RecipeVersion, Robustness, Select, Treat},
    score_sheet::{Excluded, Exclusion},
};
use proptest::prelude::*;

use super::*;
use crate::{
    Format, bundle,
    describe::method_sections,
    format::{self, csv::Table},
    testing::{answered, assessed, content, second},
};

fn json(content: &EditionContent) -> String {
    serde_json::to_string(content).expect("is JSON")
}

fn disclosed(full: &EditionContent, release: &Release) -> EditionContent {
    disclose(full, release).expect("can be disclosed")
}

fn best(letters: &[&str]) -> Release {
    Release::BestGrades { grades: letters.iter().map(|&letter| letter.to_owned()).collect() }
}

fn with(disclosures: &[Disclosure], sensitivity: &[Sensitivity]) -> EditionContent {
    let mut full = answered();
    let items = &mut full.evidence.as_mut().expect("has evidence").questionnaire.items;
    for (item, disclosure) in items.iter_mut().zip(disclosures) {
        item.disclosure = *disclosure;
        for (column, sensitivity) in item.columns.iter_mut().zip(sensitivity) {
            column.sensitivity = *sensitivity;
        }
    }
    full
}

fn any_disclosure() -> impl Strategy<Value = Disclosure> {
    prop_oneof![Just(Disclosure::Public), Just(Disclosure::AggregateOnly), Just(Disclosure::ScoreOnly)]
}

fn any_sensitivity() -> impl Strategy<Value = Sensitivity> {
    prop_oneof![Just(Sensitivity::Public), Just(Sensitivity::Internal)]
}

#[test]
fn an_edition_without_evidence_is_public_as_a_whole() {
    for full in [content(), assessed(), second()] {
        assert_eq!(disclosed(&full, &Release::Full), full);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_an_item_or_column_withholds_is_found_in_what_is_published(
        disclosures in prop::collection::vec(any_disclosure(), 5),
        sensitivity in prop::collection::vec(any_sensitivity(), 4),
    ) {
        let full = with(&disclosures, &sensitivity);
        let public = disclosed(&full, &Release::Full);
        prop_assert_eq!(&disclosed(&public, &Release::Full), &public);
        let text = json(&public);
        prop_assert!(!text.contains("salt-SECRET") && !text.contains("stranger"));
        let items = &full.evidence.as_ref().expect("has evidence").questionnaire.items;
        for (item, disclosure) in items.iter().zip(&disclosures) {
            let holds = |what: &str| text.contains(&format!("{what}-{}-SX-SECRET", item.code));
            let rows = *disclosure == Disclosure::Public;
            let is_open = |column: usize| rows && sensitivity[column] == Sensitivity::Public;
            prop_assert_eq!((holds("cell"), holds("inner")), (is_open(0), is_open(1)));
            prop_assert_eq!((holds("reason"), holds("paper")), (rows, is_open(3)));
            let entry = public.evidence.as_ref().and_then(|evidence| evidence.entry(&item.code, "SX"));
            prop_assert_eq!(entry.is_some(), *disclosure != Disclosure::ScoreOnly);
        }
        let numbers_of_rows = disclosures.contains(&Disclosure::Public) && sensitivity[2] == Sensitivity::Public;
        prop_assert_eq!(text.contains("4711.125"), numbers_of_rows);
        let aggregates = disclosures.iter().any(|disclosure| *disclosure != Disclosure::ScoreOnly);
        prop_assert_eq!((text.contains("5813"), text.contains("9521")), (aggregates, aggregates));
    }

    #[test]
    fn of_grades_nothing_else_is_found_in_any_file(disclosures in prop::collection::vec(any_disclosure(), 5)) {
        let mut full = with(&disclosures, &[]);
        // Numbers that occur nowhere else.
        for unit in &mut full.result.units {
            for node in &mut unit.nodes {
                *node = NodeScore { score: Some(83.214_7), raw: Some(612.339), rank: Some(7919), ..*node };
            }
        }
        full.data.values.values_mut().flatten().for_each(|value| *value = Some(612.339));
        for release in [Release::Grades, best(&["B"]), best(&["A"])] {
            let public = disclosed(&full, &release);
            prop_assert_eq!(&disclosed(&public, &release), &public);
            let mut texts = vec![json(&public)];
            texts.extend(Table::of(&public).map(|table| {
                String::from_utf8(format::csv::write(&public, table).expect("is written")).expect("is UTF-8")
            }));
            texts.extend(method_sections(&public).into_iter().flat_map(|s| s.paragraphs).map(|text| text.to_string()));
            for secret in ["83.2147", "612.339", "7919", "SECRET", "晋统罚", "no such matter"] {
                prop_assert!(!texts.iter().any(|text| text.contains(secret)), "{secret}");
            }
        }
    }
}

#[test]
fn grades_stand_in_the_order_of_codes_and_best_grades_name_no_other_unit() {
    let public = disclosed(&answered(), &Release::Grades);
    let shown = |content: &EditionContent| -> Vec<(String, Option<String>)> {
        content.result.units.iter().map(|unit| (unit.code.clone(), unit.grade.clone())).collect()
    };
    assert_eq!(shown(&public), [("BJ".into(), Some("B".into())), ("SX".into(), Some("B".into()))]);
    assert!(public.result.units.iter().all(|unit| unit.ceiling.is_none() && unit.rank().is_none()));
    let mut full = answered();
    full.result.units[1].grade = Some("A".into());
    let public = disclosed(&full, &best(&["A"]));
    assert_eq!(shown(&public), [("BJ".into(), Some("A".into()))]);
    assert!(!json(&public).contains("Shaanxi"));
}

#[test]
fn a_score_without_its_value_keeps_every_score_and_hides_the_posts() {
    let full = with(&[Disclosure::ScoreOnly; 5], &[]);
    let public = disclosed(&full, &Release::Full);
    let scores = |content: &EditionContent| -> Vec<Option<u64>> {
        let nodes = content.result.units.iter().flat_map(|unit| &unit.nodes);
        nodes.map(|node| node.score.map(f64::to_bits)).collect()
    };
    assert_eq!(scores(&public), scores(&full));
    assert_eq!(public.data.values["days"], [None, Some(100.0)]);
    assert_eq!(public.data.values["days"][1], public.result.units[1].nodes[3].raw);
    assert!(!json(&public).contains("\"posts\"") && !json(&public).contains("goalposts"));
    assert_eq!(public.data.notes["days"]["SX"].reason.as_ref().map(|text| text.zh.as_str()), Some("理由不公开。"));
    assert_eq!((public.data.points["E1"]["SX"].rows, public.data.points["E1"]["SX"].points), (0, 4.0));
    assert_eq!(public.evidence.as_ref().map(|evidence| evidence.questionnaire.items.len()), Some(0));
}

/// Everything a reader finds in any file of an edition, and in its method.
fn every_text(public: &EditionContent) -> String {
    let mut text = json(public);
    for table in Table::of(public) {
        text += &String::from_utf8(format::csv::write(public, table).expect("is written")).expect("is UTF-8");
    }
    for section in method_sections(public) {
        section.paragraphs.iter().for_each(|words| text += &words.to_string());
        section.formulas.iter().for_each(|formula| text += &formula.plain.to_string());
    }
    let workbook = format::write(public, Format::Xlsx).expect("is written");
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a package");
    for part in 0..package.len() {
        // Not every part of a workbook is text.
        let _ = std::io::Read::read_to_string(&mut package.by_index(part).expect("a part"), &mut text);
    }
    text
}

#[test]
fn every_release_and_every_file_withholds_the_method_of_a_score_only_item() {
    let mut full = with(&[Disclosure::ScoreOnly; 5], &[]);
    let Normalise::PerIndicator { methods } = &mut full.recipe.normalise else { panic!("has methods") };
    methods.insert("open".into(), Method::RubricPoints);
    let tells = |text: &str| {
        let methods = ["rubric-points", "goalposts", "yes-share", "likert-mean"];
        let words = ["分档指标", "定量指标", "清单指标", "问卷指标", "Rubric", "Quantitative", "Checklist"];
        methods.iter().chain(&words).filter(|told| text.contains(**told)).count()
    };
    assert!(tells(&every_text(&full)) > 1, "the full edition names them");
    let recipes = [Release::Full, Release::Grades, best(&["B"]), best(&["A"])].map(|release| {
        let public = disclosed(&full, &release);
        assert_eq!(tells(&every_text(&public)), 0, "{release:?}");
        assert_eq!(disclosed(&public, &release), public);
        public.recipe
    });
    assert!(recipes.iter().all(|recipe| *recipe == recipes[0]));
}

#[test]
fn a_value_that_the_recipe_cannot_do_without_is_not_disclosed() {
    let mut full = with(&[Disclosure::ScoreOnly], &[]);
    full.recipe = content().recipe;
    let refused = disclose(&full, &Release::Full).expect_err("min–max needs the values");
    assert!(matches!(refused, PublicationError::ScoreOnly(ref code) if code == "open"), "{refused}");
    assert!(disclose(&full, &Release::Grades).is_ok());
}

#[test]
fn every_release_has_sound_files_and_a_method() {
    let full = with(&[Disclosure::Public, Disclosure::AggregateOnly, Disclosure::ScoreOnly], &[]);
    for release in [Release::Full, Release::Grades, best(&["B"]), best(&[])] {
        let mut public = disclosed(&full, &release);
        public.withheld = Some(Withheld { sha256: "ef".repeat(32) });
        let written = bundle::write(&public).expect("is written");
        assert_eq!(bundle::read(&written.bytes).expect("is whole").content, public);
        for format in Format::ALL {
            assert!(!format::write(&public, format).expect("is written").is_empty());
        }
        assert_eq!(method_sections(&public)[0].id, "release");
    }
}

#[test]
fn the_evidence_has_a_hash_of_its_own() {
    let public = disclosed(&answered(), &Release::Full);
    let written = String::from_utf8(bundle::write(&public).expect("is written").bytes).expect("is UTF-8");
    let changed = written.replacen("4711.125", "4711.25", 1);
    let difference = bundle::first_integrity_difference(changed.as_bytes()).expect("is changed");
    assert_eq!(difference.pointer, "/content/evidence");
}

#[test]
fn a_correction_tells_grades_where_either_version_withholds_its_scores() {
    let full = answered();
    let mut graded = disclosed(&full, &Release::Grades);
    graded.result.units[0].grade = Some("A".into());
    for (before, after, change) in [(&full, &graded, ("B", "A")), (&graded, &full, ("A", "B"))] {
        let diff = diff(before, after);
        assert!(diff.scores_withheld && diff.values.is_empty() && diff.results.is_empty());
        let changes: Vec<_> =
            diff.grades.iter().map(|g| (g.unit.as_str(), g.before.as_deref(), g.after.as_deref())).collect();
        assert_eq!(changes, [("BJ", Some(change.0), Some(change.1))]);
    }
    let only_best = disclosed(&full, &best(&[]));
    let diff = diff(&full, &only_best);
    assert!(diff.units_removed.is_empty() && diff.scores_withheld, "{diff:?}");
}

#[test]
fn grades_tell_neither_steps_nor_intervals_nor_how_they_were_found() {
    let mut full = second();
    for interval in full.result.units.iter_mut().filter_map(|unit| unit.interval.as_mut()) {
        (interval.best, interval.median, interval.worst, interval.band) = (7901, 7907.5, 7919, 7927);
        interval.grades = [("B".to_owned(), 0.123_456)].into();
    }
    for release in [Release::Grades, best(&["B"]), best(&[])] {
        let public = disclosed(&full, &release);
        assert!(public.result.steps.is_empty() && public.recipe.robustness.is_none());
        assert!(public.result.units.iter().all(|unit| unit.interval.is_none()));
        assert_eq!(disclosed(&public, &release), public);
        let text = every_text(&public);
        for secret in ["interval", "rank_", "7901", "7907", "7919", "7927", "0.123", "2.34", "998", "excluded", "14.28"]
        {
            assert!(!text.contains(secret), "{release:?}: {secret}");
        }
        let told: Vec<&str> = method_sections(&public).iter().map(|section| section.id).collect();
        assert!(!told.contains(&"rank-intervals") && told.contains(&"imputation"));
    }
}

#[test]
fn a_reference_that_is_not_among_the_best_is_not_named() {
    let mut full = second();
    full.recipe.normalise = Normalise::DistanceToReference { unit: "SX".into(), upper: 100.0 };
    full.result.units[1].grade = Some("A".into());
    let text = every_text(&disclosed(&full, &best(&["A"])));
    assert!(!text.contains("SX") && text.contains("a unit that is not public"));
    assert!(every_text(&disclosed(&full, &Release::Grades)).contains("Shaanxi (SX)"));
}

#[test]
fn what_each_rater_gave_is_more_than_the_score() {
    let mut full = with(&[Disclosure::ScoreOnly], &[]);
    full.data.ratings = [("open".to_owned(), [("SX".to_owned(), vec![4711.5, 4712.5])].into())].into();
    assert!(!json(&disclosed(&full, &Release::Full)).contains("4711.5"));
    full.evidence.as_mut().expect("has evidence").questionnaire.items[0].disclosure = Disclosure::AggregateOnly;
    assert!(json(&disclosed(&full, &Release::Full)).contains("4711.5"), "they are a part of what is computed");
}

#[test]
fn a_value_that_a_step_looks_at_cannot_be_withheld() {
    let code = items_code(&with(&[Disclosure::ScoreOnly], &[]));
    let with_step = |change: &dyn Fn(&mut EditionContent)| {
        let mut full = with(&[Disclosure::ScoreOnly], &[]);
        full.recipe.version = RecipeVersion::V2;
        change(&mut full);
        disclose(&full, &Release::Full)
    };
    assert!(with_step(&|_| ()).is_ok());
    let divided = |above: &str, by: &str| Select {
        denominators: [(above.to_owned(), Denominator { by: by.into(), scale: 1.0 })].into(),
        ..Select::default()
    };
    let robust =
        |robustness: Robustness| move |full: &mut EditionContent| full.recipe.robustness = Some(robustness.clone());
    let refused: [&dyn Fn(&mut EditionContent); 11] = [
        &|full| full.recipe.select = divided(&code, "law"),
        &|full| full.recipe.select = divided("law", &code),
        &|full| full.recipe.select.unit_non_zero = 0.5,
        &|full| {
            let reason = Exclusion::TooFewValues { available: 0.5 };
            full.result.steps.excluded_units = vec![Excluded { code: full.data.units[0].code.clone(), reason }];
        },
        &|full| {
            let reason = Exclusion::TooFewValues { available: 0.5 };
            full.result.steps.excluded_indicators = vec![Excluded { code: code.clone(), reason }];
        },
        &|full| {
            full.recipe.impute = Impute::Mean;
            full.result.units[0].nodes[full.instrument.position(&code).expect("is there")].raw = None;
        },
        &|full| full.recipe.impute = Impute::UnitMean,
        &|full| full.recipe.treat = Treat::Winsorise { most: 1 },
        &robust(Robustness { normalise: vec![Normalise::Rank], ..Robustness::default() }),
        &robust(Robustness { treat: vec![Treat::Winsorise { most: 1 }], ..Robustness::default() }),
        &|full| {
            full.recipe.robustness = Some(Robustness::default());
            full.data.ratings = [(code.clone(), [].into())].into();
        },
    ];
    for (number, change) in refused.iter().enumerate() {
        let answer = with_step(change);
        assert!(matches!(answer, Err(PublicationError::ScoreOnly(_))), "{number}: {answer:?}");
    }
    let allowed: [&dyn Fn(&mut EditionContent); 3] = [
        &robust(Robustness { leave_one_out: true, ..Robustness::default() }),
        &|full| full.recipe.impute = Impute::Mean,
        &|full| full.recipe.select.indicator_available = 0.1,
    ];
    for (number, change) in allowed.iter().enumerate() {
        assert!(with_step(change).is_ok(), "{number}");
    }
}

/// The first item, which is an indicator.
fn items_code(full: &EditionContent) -> String {
    full.evidence.as_ref().expect("has evidence").questionnaire.items[0].code.clone()
}
