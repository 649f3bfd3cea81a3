//! The files in `fixtures/` are read as their READMEs say.

#![expect(clippy::expect_used, reason = "a test may panic")]

use domain::{Problem, job::ColumnMapping};
use evidence::{TableRead, periods, read_instrument, read_table, select_dataset};

macro_rules! fixture {
    ($path:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/", $path)).as_slice()
    };
}

fn table(name: &str, bytes: &[u8]) -> TableRead {
    read_table(name, bytes, &ColumnMapping::default()).expect("a good table")
}

fn places(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems.iter().map(|p| (p.code.as_str(), p.place.cell.as_deref().unwrap_or_default())).collect()
}

#[test]
fn the_human_freedom_index_is_read_to_the_last_digit() {
    let (tree, warnings) = read_instrument("tree.csv", fixture!("hfi/tree.csv")).expect("a good tree");
    assert_eq!((tree.len(), warnings), (69, vec![]));
    let table = table("hfi_2008_2016.csv", fixture!("hfi/hfi_2008_2016.csv"));
    // Countries that the publisher added later stand in earlier years with blank cells only.
    assert_eq!((places(&table.warnings), table.warnings[0].count), (vec![("table.row_empty", "B176")], 21));
    assert_eq!(periods(&table), ["2008", "2009", "2010", "2011", "2012", "2013", "2014", "2015", "2016"]);
    let (data, warnings) = select_dataset(&table, &tree, Some("2016")).expect("2016 is there");
    assert_eq!(data.units.len(), 162);
    assert_eq!(data.units[0].code, "ALB");
    assert_eq!(data.units[0].name.en, "Albania");
    assert_eq!(data.units[0].league, Some(domain::Text::same("Eastern Europe")));
    assert!(data.units.iter().any(|u| u.name.en == "Congo, Dem. R."));
    assert_eq!(data.values.len(), tree.indicators().count());
    let value = |code: &str| data.values[code][0].map(f64::to_bits);
    assert_eq!(value("pf_rol"), Some(5.291_751_647_f64.to_bits()));
    assert_eq!(value("ef_money_sd"), Some(9.484_575_272_f64.to_bits()));
    assert_eq!(value("ef_trade_tariffs_mean"), Some(9.24_f64.to_bits()));
    assert_eq!(data.published["hf_score"][0], Some(7.568_140_288));
    assert_eq!(data.published.len(), tree.len() - tree.indicators().count());
    let codes: Vec<&str> = warnings.iter().map(|w| w.code.as_str()).collect();
    assert_eq!(codes, ["table.columns_unused"]);
}

#[test]
fn the_small_index_reads_alike_from_csv_and_xlsx() {
    let (tree, warnings) = read_instrument("tree.csv", fixture!("small/tree.csv")).expect("a good tree");
    assert_eq!((tree.indicators().count(), warnings), (5, vec![]));
    let csv = table("table.csv", fixture!("small/table.csv"));
    let xlsx = table("table.xlsx", fixture!("small/table.xlsx"));
    assert_eq!(csv.draft, xlsx.draft);
    assert_eq!(csv.headers, xlsx.headers);
    assert_eq!((&csv.warnings, &xlsx.warnings), (&vec![], &vec![]));
    for period in periods(&csv) {
        let (data, warnings) = select_dataset(&csv, &tree, Some(&period)).expect("a good period");
        assert_eq!((data.units.len(), warnings), (6, vec![]));
        assert_eq!(data.possible() - data.present(), usize::from(period == "2024"));
    }
}

#[test]
fn every_fault_of_the_broken_tree_is_found() {
    let problems = read_instrument("tree_broken.csv", fixture!("broken/tree_broken.csv")).expect_err("broken");
    let found = places(&problems);
    for expected in [
        ("value.not_number", "C8"),
        ("tree.direction_unknown", "D9"),
        ("instrument.parent_unknown", "A6"),
        ("instrument.code_repeated", "A10"),
        ("instrument.weights_sum", "A3"),
    ] {
        assert!(found.contains(&expected), "{expected:?} is missing from {found:?}");
    }
}

#[test]
fn every_fault_of_the_broken_table_is_found_in_csv_and_xlsx() {
    for (name, bytes) in [
        ("table_broken.csv", fixture!("broken/table_broken.csv")),
        ("table_broken.xlsx", fixture!("broken/table_broken.xlsx")),
    ] {
        let problems = read_table(name, bytes, &ColumnMapping::default()).expect_err("broken");
        assert_eq!(
            places(&problems),
            [
                ("value.not_number", "F4"),
                ("value.percent", "H5"),
                ("value.comma", "G6"),
                ("value.spreadsheet_error", "I7"),
                ("table.unit_repeated", "B9"),
                ("table.unit_code_missing", "B10"),
            ],
            "{name}"
        );
        assert!(problems.iter().all(|p| p.place.file.as_deref() == Some(name) && p.remedy.is_some()));
    }
}
