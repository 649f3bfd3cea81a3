use super::*;
use crate::questionnaire::Column;

fn questionnaire() -> Questionnaire {
    serde_json::from_str(include_str!("../../../../fixtures/shanxi/instrument.json")).expect("a questionnaire")
}

/// A table with one row for each pair of number and truth; the rows name documents 1 and 3.
fn table(questionnaire: &Questionnaire, item: &Item, rows: &[(u32, bool)]) -> EvidenceTable {
    let cell = |column: &Column, yes: bool| match column.rule {
        ValueRule::YesNo => Some(Value::Bool(yes)),
        ValueRule::Documents => Some(Value::Text("1，3".into())),
        ValueRule::Text { .. }
        | ValueRule::Integer { .. }
        | ValueRule::Decimal { .. }
        | ValueRule::Percent { .. }
        | ValueRule::Date { .. }
        | ValueRule::Options { .. }
        | ValueRule::Url
        | ValueRule::Region
        | ValueRule::CreditCode => None,
    };
    let row = |&(number, yes): &(u32, bool)| EvidenceRow {
        number,
        values: questionnaire.columns(item).map(|column| cell(column, yes)).collect(),
    };
    EvidenceTable { rows: rows.iter().map(row).collect(), not_applicable: None }
}

fn rating(judgement: Judgement) -> Rating {
    Rating {
        judgement,
        reason: "有文件，有记录。".into(),
        citations: vec![Citation { row: Some(7), document: Some(3) }],
    }
}

fn faults(rating: &Rating, item: &str) -> Vec<(String, String)> {
    let questionnaire = questionnaire();
    let item = questionnaire.item(item).expect("an item");
    let table = table(&questionnaire, item, &[(7, true), (8, false), (9, true)]);
    let problems = rating.check(&questionnaire, item, &table);
    problems.into_iter().map(|p| (p.code, p.place.field.unwrap_or_default())).collect()
}

fn fault(code: &str, field: &str) -> (String, String) {
    (code.into(), field.into())
}

#[test]
fn a_level_of_the_rubric_on_a_row_of_the_table_is_a_rating() {
    let sound = rating(Judgement::Level { points: 70.0 });
    assert_eq!(faults(&sound, "A1.2"), []);
    let questionnaire = questionnaire();
    let item = questionnaire.item("A1.2").expect("a rubric");
    assert_eq!(sound.level(item).expect("its level").text.zh, "制度健全并基本落实");
}

#[test]
fn a_level_the_rubric_does_not_have_is_refused() {
    assert_eq!(faults(&rating(Judgement::Level { points: 75.0 }), "A1.2"), [fault("rating.level", "level")]);
    assert_eq!(faults(&rating(Judgement::Level { points: f64::NAN }), "A1.2"), [fault("rating.level", "level")]);
}

#[test]
fn only_rows_that_say_yes_can_be_refused() {
    let answers = |refused: &[u32]| rating(Judgement::Answers { refused: refused.iter().copied().collect() });
    assert_eq!(faults(&answers(&[]), "B7.3"), []);
    assert_eq!(faults(&answers(&[7, 9]), "B7.3"), []);
    let refused = fault("rating.refused", "refused");
    assert_eq!(faults(&answers(&[8, 20]), "B7.3"), [refused.clone(), refused]);
}

#[test]
fn a_judgement_of_another_kind_is_refused() {
    let wrong = [fault("rating.judgement", "level")];
    assert_eq!(faults(&rating(Judgement::Answers { refused: BTreeSet::new() }), "A1.2"), wrong);
    assert_eq!(faults(&rating(Judgement::Level { points: 100.0 }), "B7.3"), wrong);
    assert_eq!(faults(&rating(Judgement::Level { points: 100.0 }), "A1.1"), wrong);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let wrong = Rating {
        judgement: Judgement::Level { points: 1.0 },
        reason: "  好  ".into(),
        citations: vec![Citation { row: Some(6), document: None }, Citation { row: None, document: Some(2) }],
    };
    let expected = [
        fault("rating.level", "level"),
        fault("rating.reason", "reason"),
        fault("rating.row", "rows"),
        fault("rating.document", "documents"),
    ];
    assert_eq!(faults(&wrong, "A1.2"), expected);
}

#[test]
fn a_rating_without_evidence_is_refused() {
    let mut rating = rating(Judgement::Level { points: 70.0 });
    rating.citations = vec![Citation { row: None, document: None }];
    assert_eq!(faults(&rating, "A1.2"), [fault("rating.citation", "rows")]);
    rating.citations = vec![Citation { row: None, document: Some(1) }];
    assert_eq!(faults(&rating, "A1.2"), []);
}

#[test]
fn a_reason_has_from_5_to_2000_characters() {
    for (length, sound) in [(4, false), (5, true), (2000, true), (2001, false)] {
        let rating = Rating { reason: "由".repeat(length), ..rating(Judgement::Level { points: 70.0 }) };
        assert_eq!(faults(&rating, "A1.2").is_empty(), sound, "{length}");
    }
}

#[test]
fn rubrics_and_lists_that_respondents_fill_are_rated() {
    let questionnaire = questionnaire();
    let rated: Vec<&str> = questionnaire.items.iter().filter(|item| is_rated(item)).map(|i| i.code.as_str()).collect();
    assert_eq!(rated.len(), 12);
    assert!(rated.contains(&"A1.2") && rated.contains(&"B7.3") && !rated.contains(&"D1.1"));
    let mut own = questionnaire.item("B7.3").expect("a list").clone();
    own.filler = Filler::Assessor;
    assert!(!is_rated(&own));
}

#[test]
fn a_rating_is_read_back_as_it_was_written() {
    for judgement in [Judgement::Level { points: 40.0 }, Judgement::Answers { refused: [8, 7].into() }] {
        let rating = rating(judgement);
        let json = serde_json::to_string(&rating).expect("JSON");
        assert_eq!(serde_json::from_str::<Rating>(&json).expect("a rating"), rating, "{json}");
    }
}
