//! Tables of values: units × indicators.

use std::sync::LazyLock;

use domain::job::ColumnMapping;
use evidence::{periods, read_table, select_dataset};

use crate::{
    Target, expect, instrument,
    package::Parts,
    sample::{INSTRUMENT, TABLE_CSV, TABLE_XLSX},
    submission,
};

pub const TABLE: Target = Target {
    name: "table",
    run: |bytes| read("t.csv", bytes),
    seeds: || vec![TABLE_CSV.to_vec()],
    words: &[
        ",",
        "\t",
        ";",
        "\"",
        "\r\n",
        "name",
        "code",
        "年度",
        "名称",
        "分组",
        "air_days",
        "livability",
        "2016年",
        "１",
        "1,2",
        "…",
        "#N/A",
        "%",
        "-",
        "1e999",
        "NaN",
        "\u{feff}",
        "=1+1",
    ],
};

/// A workbook with one part changed, read as a table and as a tree.
pub const TABLE_PART: Target = Target {
    name: "table_part",
    run: |input| {
        let bytes = PARTS.with(input);
        read("t.xlsx", &bytes);
        instrument::read("t.xlsx", &bytes);
    },
    seeds: || PARTS.inputs(),
    words: submission::WORDS,
};

static PARTS: LazyLock<Parts> = LazyLock::new(|| Parts::take_apart(TABLE_XLSX));

fn read(file: &str, bytes: &[u8]) {
    let table = match expect::no_panic_of_ours(|| read_table(file, bytes, &ColumnMapping::default())) {
        Ok(table) => table,
        Err(problems) => return expect::refused(&problems),
    };
    expect::taken(&table.warnings);
    for row in &table.draft.rows {
        assert_eq!(row.values.len(), table.draft.columns.len(), "{row:?}");
        assert!(row.values.iter().flatten().all(|value| value.is_finite()), "{row:?}");
    }
    let mut named: Vec<Option<String>> = periods(&table).into_iter().take(4).map(Some).collect();
    named.push(None);
    for period in named {
        match select_dataset(&table, &INSTRUMENT, period.as_deref()) {
            Ok((dataset, warnings)) => {
                expect::taken(&warnings);
                assert!(dataset.values.values().all(|column| column.len() == dataset.units.len()), "{dataset:?}");
                let json = serde_json::to_vec(&dataset).expect("is written");
                assert!(dataset == serde_json::from_slice(&json).expect("is read"), "{dataset:?}");
            }
            Err(problems) => expect::refused(&problems),
        }
    }
}
