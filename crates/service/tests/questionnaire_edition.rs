//! An edition of the Shanxi questionnaire, from answers to bundle: `verify` computes all of it again.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

use domain::{
    Dataset, EditionContent, Index, Questionnaire, Text, Unit,
    dataset::{CellNote, CellStatus, Finding, RawPoints},
    edition::{PublishedEvidence, Release, Withheld},
    questionnaire::Disclosure,
    recipe::{Method, Normalise},
};
use publication::{bundle, disclose};
use scoring::questionnaire::{blank_dataset, recipe_of};
use service::verify::verify;

fn questionnaire() -> Questionnaire {
    serde_json::from_str(include_str!("../../../fixtures/shanxi/instrument.json")).expect("a questionnaire")
}

/// Three cities that answered everything but two cells.
fn answers(questionnaire: &Questionnaire) -> Dataset {
    let units = ["140100", "140200", "140300"];
    let unit = |code: &str| Unit { code: code.into(), name: Text::same(code), league: None };
    let mut data = blank_dataset(questionnaire, "2025", units.map(unit).into());
    let Normalise::PerIndicator { methods } = recipe_of(questionnaire).normalise else { panic!("not by indicator") };
    for (at, (item, column)) in (0_u16..).zip(&mut data.values) {
        for (unit, cell) in (0_u16..).zip(column) {
            let share = f64::from((at * 7 + unit * 13) % 11) / 10.0;
            *cell = Some(match methods[item] {
                Method::Goalposts(posts) => posts.floor + share * (posts.target - posts.floor),
                Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven => 100.0 * share,
            });
        }
    }
    for (item, status) in [("C09.1", CellStatus::NotApplicable), ("A1.1", CellStatus::NotSubmitted)] {
        data.values.get_mut(item).expect("a column")[0] = None;
        let note =
            CellNote { status, reason: Some(Text::new("本年度没有此类项目", "no such project this year")) };
        data.notes.entry(item.into()).or_default().insert("140100".into(), note);
    }
    data.standard_errors.insert("D1.1".into(), vec![Some(1.4), Some(1.6), None]);
    data.points.entry("E1".into()).or_default().insert("140200".into(), RawPoints { rows: 5, points: 10.0 });
    let basis = Text::new("国统字〔2025〕1 号", "Decision 2025/1");
    data.findings.entry("V2".into()).or_default().insert("140300".into(), Finding { basis });
    data
}

fn edition() -> EditionContent {
    let questionnaire = questionnaire();
    let (instrument, recipe, data) =
        (questionnaire.tree().expect("a sound tree"), recipe_of(&questionnaire), answers(&questionnaire));
    let result = scoring::score(&instrument, &data, &recipe).expect("a score sheet");
    EditionContent {
        index: Index {
            slug: "shanxi".parse().expect("a slug"),
            name: questionnaire.title.clone(),
            summary: Text::same("-"),
            source: Text::same("-"),
            licence: Text::same("-"),
            unit_noun: Text::new("市", "cities"),
            contact: Text::same("-"),
            fictional: false,
        },
        period: "2025".into(),
        version: 1,
        corrects: None,
        frozen_at: time::OffsetDateTime::UNIX_EPOCH,
        engine: scoring::ENGINE.into(),
        assessor: Text::same("-"),
        instrument,
        recipe,
        data,
        result,
        release: Release::Full,
        evidence: None,
        withheld: None,
        salt: None,
    }
}

fn first_difference(content: &EditionContent) -> Option<String> {
    let bytes = bundle::write(content).expect("is written").bytes;
    verify(&bytes).first_difference.map(|difference| difference.pointer)
}

#[test]
fn a_questionnaires_edition_is_recomputed_as_it_was_published() {
    assert_eq!(first_difference(&edition()), None);
}

#[test]
fn whoever_changes_points_ceiling_subtotal_or_error_is_found_out() {
    let edition = edition();
    let changed = |change: fn(&mut EditionContent)| {
        let mut edition = edition.clone();
        change(&mut edition);
        first_difference(&edition).unwrap_or_default()
    };
    assert_eq!(
        changed(|e| e.data.points.get_mut("E1").expect("points").get_mut("140200").expect("a unit").points = 3.0),
        "/content/result/units/1/adjusted/deduction"
    );
    assert_eq!(changed(|e| e.data.findings.clear()), "/content/result/units/2/ceiling");
    assert_eq!(changed(|e| e.data.standard_errors.clear()), "/content/result/units/0/nodes/0/standard_error");
    assert_eq!(changed(|e| e.result.units[0].subtotals = None), "/content/result/units/0/subtotals");
}

/// The edition with its questionnaire, whose items disclose only their scores where asked.
fn disclosing(only_score: impl Fn(&str) -> bool) -> EditionContent {
    let mut questionnaire = questionnaire();
    for item in &mut questionnaire.items {
        item.disclosure = if only_score(&item.code) { Disclosure::ScoreOnly } else { Disclosure::Public };
    }
    let days = "2025-01-01/2025-12-31".parse().expect("a year");
    let evidence = Some(PublishedEvidence { questionnaire, days, entries: std::collections::BTreeMap::new() });
    EditionContent { evidence, ..edition() }
}

#[test]
fn whichever_values_are_withheld_the_rest_recomputes_to_the_same_bits() {
    let codes: Vec<String> = questionnaire().items.into_iter().map(|item| item.code).collect();
    // One of each kind and more; all of them take long without optimisation.
    let one = codes.iter().step_by(6).map(|code| disclosing(|other| other == code));
    let some = [disclosing(|_| true), disclosing(|code| code.len() % 2 == 0), disclosing(|_| false)];
    for full in one.chain(some) {
        let mut public = disclose(&full, &Release::Full).expect("can be disclosed");
        let again = scoring::score(&public.instrument, &public.data, &public.recipe).expect("a result");
        let bits = |result: &domain::ScoreSheet| serde_json::to_string(result).expect("is JSON");
        assert_eq!(bits(&again), bits(&public.result));
        let score = |content: &EditionContent| -> Vec<_> {
            let nodes = content.result.units.iter().flat_map(|unit| &unit.nodes);
            nodes.map(|node| (node.score.map(f64::to_bits), node.rank, node.standard_error.map(f64::to_bits))).collect()
        };
        assert_eq!(score(&public), score(&full));
        public.withheld = Some(Withheld { sha256: "ab".repeat(32) });
        assert_eq!(first_difference(&public), None);
    }
}

#[test]
fn values_in_the_place_of_which_points_stand_are_counted() {
    let mut public = disclose(&disclosing(|code| code == "A1.1"), &Release::Full).expect("can be disclosed");
    public.withheld = Some(Withheld { sha256: "ab".repeat(32) });
    let answer = verify(&bundle::write(&public).expect("is written").bytes);
    assert_eq!((answer.values_recomputed, answer.values_withheld), (0, 2), "one city has no value");
}
