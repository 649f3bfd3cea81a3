//! Sound files with some bytes changed, cut or moved: in the package, and in the XML inside, where a
//! change is not caught by a checksum.

use std::sync::LazyLock;

use domain::Questionnaire;
use proptest::prelude::*;

use super::{
    blank, check, expect_useful,
    package::{Parts, put_together, take_apart},
    shanxi,
};

struct Stage {
    questionnaire: Questionnaire,
    workbook: Vec<u8>,
    parts: Parts,
}

static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let questionnaire = shanxi();
    let workbook = blank(&questionnaire);
    Stage { parts: take_apart(&workbook), workbook, questionnaire }
});

/// The parts a reader looks into.
const READ: [&str; 7] = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet3.xml",
    "xl/worksheets/sheet4.xml",
    "[Content_Types].xml",
];

#[derive(Debug, Clone)]
enum Change {
    Set(prop::sample::Index, u8),
    Cut(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Insert(prop::sample::Index, &'static str),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let index = any::<prop::sample::Index>;
    let words = prop::sample::select(vec![
        "<row r=\"7\">",
        "</row>",
        "<c r=\"A7\">",
        "<v>1</v>",
        "<v>",
        "t=\"s\"",
        "r=\"9999999\"",
        "&#0;",
        "&amp;",
        "\"",
        "<!--",
        "]]>",
        "<f>",
        "<is><t>x</t></is>",
        "hidden=\"1\"",
        "<mergeCell ref=\"A1:B9\"/>",
        "uniqueCount=\"9\"",
        "是",
        "%",
        "\0",
    ]);
    let change = prop_oneof![
        (index(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (index(), 1..200_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (index(), 1..200_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
        (index(), words).prop_map(|(at, word)| Change::Insert(at, word)),
    ];
    prop::collection::vec(change, 1..6)
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        match change {
            Change::Set(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Change::Repeat(at, length) => {
                let at = at.index(bytes.len());
                let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Change::Insert(at, word) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, word.bytes());
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_package_gets_an_answer(changes in changes()) {
        let bytes = changed(STAGE.workbook.clone(), &changes);
        expect_useful("package", &check("t.xlsx", &bytes, &STAGE.questionnaire));
    }

    #[test]
    fn a_changed_part_gets_an_answer_and_can_be_annotated(part in prop::sample::select(READ.to_vec()), changes in changes()) {
        let mut parts = STAGE.parts.clone();
        for (name, content) in &mut parts {
            if name == part {
                *content = changed(std::mem::take(content), &changes);
            }
        }
        let bytes = put_together(&parts);
        let checked = check("t.xlsx", &bytes, &STAGE.questionnaire);
        expect_useful(part, &checked);
        if let Ok(copy) = evidence::annotate(&bytes, &checked.problems) {
            expect_useful(part, &check("t.xlsx", &copy, &STAGE.questionnaire));
        }
    }

    #[test]
    fn a_table_of_anything_gets_an_answer(rows in prop::collection::vec("(案号|是|否|2025年3月1日|85\\.5%|140100|,|;|\t|\"|\\PC){0,12}", 0..8)) {
        let item = &STAGE.questionnaire.items[0];
        let head: Vec<&str> = STAGE.questionnaire.columns(item).map(|column| column.label.zh.as_str()).collect();
        let text = format!("{}\n{}", head.join(","), rows.join("\n"));
        expect_useful("table", &check("t.csv", text.as_bytes(), &STAGE.questionnaire));
    }
}
