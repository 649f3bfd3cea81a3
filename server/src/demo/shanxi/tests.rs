use std::collections::BTreeSet;

use domain::{
    Index,
    questionnaire::{Column, Item, column::Value},
};
use service::conditions::Predicate;
use time::macros::{date, datetime};

use super::{
    faults::{Fault, spoil},
    *,
};

const PERIOD: Period = Period { start: date!(2025 - 01 - 01), end: date!(2025 - 12 - 31) };

fn questionnaire() -> Questionnaire {
    serde_json::from_slice(QUESTIONNAIRE).expect("a questionnaire")
}

fn cities(questionnaire: &Questionnaire) -> Vec<&Region> {
    questionnaire.regions.iter().filter(|region| region.level == RegionLevel::Prefecture).collect()
}

fn all_tables(questionnaire: &Questionnaire, city: &Region) -> BTreeMap<String, EvidenceTable> {
    let of = |department: &domain::questionnaire::Department| {
        tables(questionnaire, city, &department.code, PERIOD).expect("tables")
    };
    questionnaire.departments.iter().flat_map(of).collect()
}

/// What the check of an upload would find, apart from the file.
fn faults(questionnaire: &Questionnaire, city: &Region, item: &Item, table: &EvidenceTable) -> Vec<String> {
    let columns: Vec<&Column> = questionnaire.columns(item).collect();
    let within = |region: &&Region| region.code == city.code || region.parent.as_ref() == Some(&city.code);
    let regions: Vec<Region> = questionnaire.regions.iter().filter(within).cloned().collect();
    let mut found = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        let cells: Vec<Option<&Value>> = table.rows.iter().map(|row| row.values[place].as_ref()).collect();
        if cells.iter().any(|cell| cell.map_or(column.required, |value| !column.rule.accepts(value, &regions))) {
            found.push(format!("{}/{}: {cells:?}", item.code, column.key));
        }
        let texts: BTreeSet<String> = cells.iter().flatten().map(|value| format!("{value:?}")).collect();
        if column.unique && texts.len() < table.rows.len() {
            found.push(format!("{}/{} repeats", item.code, column.key));
        }
    }
    let rows: BTreeSet<String> = table.rows.iter().map(|row| format!("{:?}", row.values)).collect();
    if rows.len() < table.rows.len() {
        found.push(format!("{}: rows repeat", item.code));
    }
    for rule in &item.row_rules {
        let holds = Predicate::compile(&rule.holds, &columns).expect("a sound rule");
        let broken = table.rows.iter().filter(|row| holds.evaluate(&row.values, &PERIOD) == Some(false)).count();
        if broken > 0 {
            found.push(format!("{}: {} rows break {}", item.code, broken, rule.holds.0));
        }
    }
    found
}

#[test]
fn every_table_of_every_city_keeps_every_rule_of_its_item() {
    let questionnaire = questionnaire();
    let mut found = Vec::new();
    for city in cities(&questionnaire) {
        let tables = all_tables(&questionnaire, city);
        assert_eq!(tables.len(), questionnaire.items.len(), "each item is filled by somebody, once");
        for item in &questionnaire.items {
            found.extend(faults(&questionnaire, city, item, &tables[&item.code]));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_same_city_says_the_same_each_time_and_another_something_else() {
    let questionnaire = questionnaire();
    let cities = cities(&questionnaire);
    assert_eq!(all_tables(&questionnaire, cities[0]), all_tables(&questionnaire, cities[0]));
    assert_ne!(all_tables(&questionnaire, cities[0]), all_tables(&questionnaire, cities[1]));
}

#[test]
fn every_kind_of_fault_is_one_that_a_check_finds() {
    let questionnaire = questionnaire();
    let city = cities(&questionnaire)[0];
    for fault in [Fault::WrongType, Fault::UnknownRegion, Fault::MissingRequired, Fault::Repeated] {
        let sound = tables(&questionnaire, city, "NDRC", PERIOD).expect("tables");
        let spoilt = spoil(&questionnaire, sound, fault);
        let of = |item: &Item| faults(&questionnaire, city, item, &spoilt[&item.code]);
        let faulty = questionnaire.asked_of("NDRC").filter(|item| !of(item).is_empty()).count();
        assert_eq!(faulty, 2, "{fault:?}");
    }
}

#[test]
fn the_index_describes_itself_completely_and_as_invented() {
    let index: Index = index().check().expect("complete");
    assert!(index.fictional);
}

#[test]
fn filing_is_open_on_each_day_on_which_somebody_files() {
    use domain::{
        fieldwork::{Schedule, day_in_china},
        questionnaire::Filler,
    };
    let phases = questionnaire().phases;
    let schedule = Schedule::plan(date!(2026 - 01 - 05), &phases).expect("dates");
    for (region, department, filler) in [
        ("140100", "FIN", Filler::Respondent),
        ("140100", "COMM", Filler::Respondent),
        ("140200", "FIN", Filler::Respondent),
        ("140300", "TPA", Filler::Assessor),
    ] {
        let steps = plan::past(&schedule, region, department, filler);
        assert!(steps.is_sorted_by_key(|step| step.at), "{steps:?}");
        let files = |step: &&plan::Step| !matches!(step.deed, plan::Deed::Return { .. });
        for step in steps.iter().filter(files) {
            let day = day_in_china(step.at);
            assert!(schedule.windows(filler).iter().any(|window| window.contains(day)), "{step:?}");
        }
    }
    assert_eq!(plan::present(&schedule, "140100", "STAT", datetime!(2026-02-01 01:00 UTC)), []);
}
