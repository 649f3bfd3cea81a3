//! Sound files, as people make them: the fixtures of the repository, and one questionnaire that has
//! every kind of item and of column.

use std::{collections::BTreeMap, sync::LazyLock};

use domain::{
    Dataset, EditionContent, Index, Instrument, Period, Questionnaire, Recipe, Text, Unit,
    dataset::{CellNote, CellStatus, Finding, RawPoints},
    edition::Release,
    job::ColumnMapping,
    questionnaire::{Column, EvidenceRow, EvidenceTable, Item, ValueRule, column::Value},
};
use evidence::{Template, read_instrument, read_questionnaire, read_table, select_dataset, write_template};
use time::{
    Duration,
    macros::{date, datetime},
};

pub const PERIOD: Period = Period { start: date!(2025 - 01 - 01), end: date!(2025 - 12 - 31) };

pub const QUESTIONNAIRE_JSON: &[u8] = include_bytes!("../seeds/questionnaire.json");
pub const TREE_CSV: &[u8] = include_bytes!("../../../fixtures/small/tree.csv");
pub const TABLE_CSV: &[u8] = include_bytes!("../../../fixtures/small/table.csv");
pub const TABLE_XLSX: &[u8] = include_bytes!("../../../fixtures/small/table.xlsx");

pub static QUESTIONNAIRE: LazyLock<Questionnaire> =
    LazyLock::new(|| read_questionnaire("questionnaire.json", QUESTIONNAIRE_JSON).expect("a sound questionnaire").0);

pub static INSTRUMENT: LazyLock<Instrument> =
    LazyLock::new(|| read_instrument("tree.csv", TREE_CSV).expect("a sound tree").0);

pub static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let table = read_table("table.csv", TABLE_CSV, &ColumnMapping::default()).expect("a sound table");
    select_dataset(&table, &INSTRUMENT, Some("2025")).expect("a sound data set").0
});

/// A workbook of [`QUESTIONNAIRE`] with two rows in each table.
pub static WORKBOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let questionnaire: &Questionnaire = &QUESTIONNAIRE;
    let table = |item: &Item| EvidenceTable {
        rows: [2, 3].map(|number| row(questionnaire, item, number)).into(),
        ..EvidenceTable::default()
    };
    let previous: BTreeMap<_, _> = questionnaire.items.iter().map(|item| (item.code.clone(), table(item))).collect();
    let template = Template {
        questionnaire,
        department: "FIN",
        region: questionnaire.region("140100"),
        round: None,
        deadline: Some(date!(2026 - 03 - 31)),
        period: PERIOD,
        previous: &previous,
        carried_from: None,
        notice: None,
    };
    write_template(&template).expect("a template")
});

/// An edition of [`INSTRUMENT`] and [`DATASET`].
pub static EDITION: LazyLock<EditionContent> = LazyLock::new(|| {
    let recipe = Recipe::default();
    EditionContent {
        index: Index {
            slug: "small".parse().expect("a slug"),
            name: Text::new("小指数", "A small index"),
            summary: Text::new("示例", "An example"),
            source: Text::new("示例数据", "Sample data"),
            licence: Text::same("CC BY 4.0"),
            unit_noun: Text::new("城市", "cities"),
            contact: Text::same("index@example.org"),
            fictional: true,
        },
        period: "2025".to_owned(),
        version: 1,
        corrects: None,
        frozen_at: datetime!(2026-03-01 08:00:00 UTC),
        engine: scoring::ENGINE.to_owned(),
        assessor: Text::new("评估中心", "Assessment Centre"),
        instrument: INSTRUMENT.clone(),
        result: scoring::score(&INSTRUMENT, &DATASET, &recipe).expect("a result"),
        recipe,
        data: DATASET.clone(),
        release: Release::Full,
        evidence: None,
        withheld: None,
        salt: None,
    }
});

/// An edition of [`QUESTIONNAIRE`], with points, a finding and a note; its result is not computed.
pub static ASSESSED: LazyLock<EditionContent> = LazyLock::new(|| {
    let units = [("140100", "太原市"), ("140200", "大同市")].map(|(code, name)| Unit {
        code: code.to_owned(),
        name: Text::same(name),
        league: None,
    });
    let mut data = scoring::questionnaire::blank_dataset(&QUESTIONNAIRE, "2025", units.to_vec());
    for column in data.values.values_mut() {
        *column = vec![Some(60.0), Some(100.0)];
    }
    let of_first = |code: &str| (code.to_owned(), units[0].code.clone());
    let (deduction, unit) = of_first("E1");
    data.points.entry(deduction).or_default().insert(unit, RawPoints { rows: 3, points: 6.0 });
    let (veto, unit) = of_first("V1");
    data.findings.entry(veto).or_default().insert(unit, Finding { basis: Text::same("晋统罚〔2025〕1 号") });
    let (item, unit) = of_first("A1");
    data.notes
        .entry(item.clone())
        .or_default()
        .insert(unit, CellNote { status: CellStatus::LowDenominator, reason: None });
    data.standard_errors.insert(item, vec![Some(2.0), None]);
    EditionContent {
        instrument: QUESTIONNAIRE.tree().expect("a tree"),
        recipe: scoring::questionnaire::recipe_of(&QUESTIONNAIRE),
        data,
        ..EDITION.clone()
    }
});

fn row(questionnaire: &Questionnaire, item: &Item, number: u32) -> EvidenceRow {
    EvidenceRow { number, values: questionnaire.columns(item).map(|column| Some(value(column, number))).collect() }
}

fn value(column: &Column, row: u32) -> Value {
    match &column.rule {
        ValueRule::Text { .. } => Value::Text(format!("第 {row} 件")),
        ValueRule::Integer { .. } | ValueRule::Decimal { .. } | ValueRule::Percent { .. } => {
            Value::Number(column.rule.number_range().0 + f64::from(row))
        }
        ValueRule::Date { .. } => Value::Date(date!(2025 - 03 - 01) + Duration::days(row.into())),
        ValueRule::YesNo => Value::Bool(row.is_multiple_of(2)),
        ValueRule::Options { options } => Value::Text(options[row as usize % options.len()].zh.clone()),
        ValueRule::Url => Value::Text(format!("https://www.example.cn/{row}")),
        ValueRule::Region => Value::Text("140100".to_owned()),
        ValueRule::CreditCode => Value::Text("91350100M000100Y43".to_owned()),
        ValueRule::Documents => Value::Text("1,2".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_editions_can_be_scored() {
        for content in [&*EDITION, &*ASSESSED] {
            let sheet = scoring::score(&content.instrument, &content.data, &content.recipe).expect("is scored");
            assert!(sheet.units.iter().all(|unit| unit.nodes[0].score.is_some()), "{sheet:?}");
        }
    }
}
