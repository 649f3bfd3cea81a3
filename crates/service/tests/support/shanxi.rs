//! The Shanxi questionnaire, asked of two cities, with filing open.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    Actor, Duty, Questionnaire,
    questionnaire::{Column, EvidenceRow, EvidenceTable, Item, ValueRule, column::Value},
};
use service::{
    confirm::confirm,
    fieldwork::{self, FieldworkForm},
    submit,
};
use storage::Db;
use time::{Duration, macros::date};

use super::{
    Stage, form,
    round::{import_this, invite, respondent},
};

pub const CITIES: [&str; 2] = ["140100", "140200"];

/// Tables by code of their items.
pub type Tables = BTreeMap<String, EvidenceTable>;

pub struct Shanxi {
    pub stage: Stage,
    pub questionnaire: Questionnaire,
}

impl Shanxi {
    pub async fn filing(db: Db) -> Self {
        const JSON: &str = include_str!("../../../../fixtures/shanxi/instrument.json");
        let stage = Stage::new(db).await;
        service::indexes::create_index(&stage.services, &stage.assessor, &form("cities")).await.expect("an index");
        import_this(&stage, JSON).await;
        let form = FieldworkForm {
            period: "2025".into(),
            first_day: "2025-01-01".into(),
            last_day: "2025-12-31".into(),
            commissioner: stage.commissioner.organisation.id.to_string(),
            start: "2026-11-23".into(),
            units: CITIES.map(str::to_owned).into(),
        };
        fieldwork::open_fieldwork(&stage.services, &stage.assessor, "cities", &form).await.expect("open");
        stage.clock.pass(Duration::days(15));
        Self { stage, questionnaire: serde_json::from_str(JSON).expect("a questionnaire") }
    }

    /// The departments that file, the assessor's own among them.
    pub fn departments(&self) -> Vec<String> {
        let codes = self.questionnaire.departments.iter().map(|department| department.code.clone());
        codes.filter(|code| self.questionnaire.asked_of(code).next().is_some()).collect()
    }

    /// What a department could file of a city: one row for each item, all well; nothing for deductions, bonuses
    /// and ceilings.
    pub fn tables(&self, city: &str, department: &str) -> Tables {
        let table = |item: &Item| {
            let rows = if item.weighs() { vec![self.row(city, &item.code, 7, &[])] } else { Vec::new() };
            (item.code.clone(), EvidenceTable { rows, not_applicable: None })
        };
        self.questionnaire.asked_of(department).map(table).collect()
    }

    /// A row of an item's table with these cells by key, and something sound in all others.
    pub fn row(&self, city: &str, item: &str, number: u32, cells: &[(&str, Option<Value>)]) -> EvidenceRow {
        let item = self.questionnaire.item(item).expect("an item");
        let cell = |column: &Column| match cells.iter().find(|(key, _)| *key == column.key) {
            Some((_, value)) => value.clone(),
            None => Some(sound(column, city)),
        };
        EvidenceRow { number, values: self.questionnaire.columns(item).map(cell).collect() }
    }

    /// A table of rows with these cells each, numbered from 7 on as in a workbook.
    pub fn table(&self, city: &str, item: &str, rows: &[&[(&str, Option<Value>)]]) -> EvidenceTable {
        let row = |(number, cells): (u32, &&[(&str, Option<Value>)])| self.row(city, item, number, cells);
        EvidenceTable { rows: (7..).zip(rows).map(row).collect(), not_applicable: None }
    }

    /// Files for a department of a city, and confirms.
    pub async fn file(&self, city: &str, department: &str, tables: &Tables) {
        let (s, stage) = (&self.stage.services, &self.stage);
        let respondent = respondent(stage, "2025", city, department).await;
        let name = format!("{}-{city}", department.to_lowercase());
        let head: Actor = if department == "TPA" {
            stage.assessor.clone()
        } else {
            invite(stage, &respondent, Duty::Head, &name).await
        };
        let json = Bytes::from(serde_json::to_vec(tables).expect("JSON"));
        let filed = submit::submit(s, &head, respondent.id, &format!("{name}.json"), json).await.expect("kept");
        assert!(filed.is_accepted(), "{:?}", filed.problems);
        confirm(s, &head, respondent.id, filed.revision).await.expect("confirmed");
    }
}

fn sound(column: &Column, city: &str) -> Value {
    match &column.rule {
        ValueRule::Text { .. } => Value::Text("文字".into()),
        ValueRule::Integer { .. } | ValueRule::Decimal { .. } | ValueRule::Percent { .. } => Value::Number(1.0),
        ValueRule::Date { .. } => Value::Date(date!(2025 - 06 - 02)),
        ValueRule::YesNo => Value::Bool(true),
        ValueRule::Options { options } => Value::Text(options[0].zh.clone()),
        ValueRule::Url => Value::Text("https://www.example.org/".into()),
        ValueRule::Region => Value::Text(city.into()),
        ValueRule::CreditCode => Value::Text("91350100M000100Y43".into()),
        ValueRule::Documents => Value::Text("1,2".into()),
    }
}
