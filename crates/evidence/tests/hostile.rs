//! Whatever the bytes, reading ends with values or with problems: it never panics.

#![expect(clippy::expect_used, reason = "a test may panic")]

use domain::job::ColumnMapping;
use evidence::{read_instrument, read_table, select_dataset};
use proptest::prelude::*;

const WORKBOOK: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/small/table.xlsx"));
const TREE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/small/tree.csv"));

fn read_all(name: &str, bytes: &[u8]) {
    let tree = read_instrument(name, bytes);
    if let Err(problems) = &tree {
        assert!(!problems.is_empty());
    }
    match read_table(name, bytes, &ColumnMapping::default()) {
        Ok(table) => {
            let (instrument, _) = read_instrument("tree.csv", TREE).expect("a good tree");
            let _ = select_dataset(&table, &instrument, None);
            for row in &table.draft.rows {
                assert_eq!(row.values.len(), table.draft.columns.len());
            }
        }
        Err(problems) => assert!(problems.iter().any(domain::Problem::is_error)),
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "[a-z]{0,3}\\.(csv|xlsx|xls)?") {
        read_all(&name, &bytes);
    }

    #[test]
    fn arbitrary_text_never_panics(text in "(name|code|parent|weight|year|a|[,;\t\"\n]|\r\n|-?[0-9]{1,3}|\\PC){0,60}") {
        read_all("t.csv", text.as_bytes());
    }

    #[test]
    fn arbitrary_tables_never_panic(rows in proptest::collection::vec("(X|Y|１|2016年|,|1,2|\"|…|#N/A|%){0,8}", 0..8)) {
        read_all("t.csv", format!("name,code,year,air_days\n{}", rows.join("\n")).as_bytes());
    }

    #[test]
    fn a_damaged_workbook_never_panics(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), cut in any::<prop::sample::Index>()) {
        let mut bytes = WORKBOOK.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_all("t.xlsx", &bytes);
        read_all("t.xlsx", &bytes[..cut.index(bytes.len())]);
    }
}
