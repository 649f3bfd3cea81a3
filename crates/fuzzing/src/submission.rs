//! Filled workbooks, as a package and part by part, and single tables as CSV.

use std::sync::LazyLock;

use domain::{problem::any_error, questionnaire::Item};
use evidence::{Expected, Judged, Submission, TextEncoding, annotate, check_submission, check_table};

use crate::{
    Target, expect,
    package::Parts,
    sample::{PERIOD, QUESTIONNAIRE, WORKBOOK},
};

pub const SUBMISSION: Target =
    Target { name: "submission", run: workbook, seeds: || vec![WORKBOOK.clone()], words: WORDS };

pub const SUBMISSION_PART: Target = Target {
    name: "submission_part",
    run: |input| workbook(&PARTS.with(input)),
    seeds: || PARTS.inputs(),
    words: WORDS,
};

pub const SUBMISSION_TABLE: Target =
    Target { name: "submission_table", run: table, seeds: table_seeds, words: TABLE_WORDS };

/// What means something in the XML of a workbook.
pub const WORDS: &[&str] = &[
    "<row r=\"7\">",
    "</row>",
    "<c r=\"A7\">",
    "<c r=\"XFD1048576\"",
    "<v>1</v>",
    "<v>1e308</v>",
    "t=\"s\"",
    "t=\"b\"",
    "t=\"d\"",
    "t=\"e\"",
    "t=\"inlineStr\"",
    "<is><t>x</t></is>",
    "r=\"9999999\"",
    "r=\"0\"",
    "s=\"99999\"",
    "&#0;",
    "&amp;",
    "&#x10FFFF;",
    "<!--",
    "]]>",
    "<![CDATA[",
    "<!DOCTYPE",
    "<f>",
    "<f t=\"shared\" si=\"0\"/>",
    "hidden=\"1\"",
    "<mergeCell ref=\"A1:B9\"/>",
    "<mergeCell ref=\"B9:A1\"/>",
    "uniqueCount=\"9\"",
    "date1904=\"1\"",
    "Target=\"../\"",
    "是",
    "%",
    "\0",
];

const TABLE_WORDS: &[&str] = &[
    ",",
    ";",
    "\t",
    "\"",
    "\"\"",
    "\r\n",
    "\n",
    "\u{feff}",
    "是",
    "否",
    "有",
    "85.5%",
    "１２",
    "2025年3月1日",
    "2025-03-01",
    "45717",
    "140100",
    "91350100M000100Y43",
    "https://a.cn",
    "1，2、3",
    "不适用",
    "1e308",
    "-",
    "，",
    "NaN",
    "sep=;",
];

static PARTS: LazyLock<Parts> = LazyLock::new(|| Parts::take_apart(&WORKBOOK));

const EXPECTED: Expected<'static> =
    Expected { respondent: None, round: None, item: None, encoding: None, period: PERIOD, period_is_assumed: true };

fn workbook(bytes: &[u8]) {
    let judged = expect::no_panic_of_ours(|| check_submission("t.xlsx", bytes, &QUESTIONNAIRE, &EXPECTED));
    answered(&judged);
    match expect::no_panic_of_ours(|| annotate(bytes, &judged.checked.problems).map_err(Box::new)) {
        Ok(copy) => {
            let again = expect::no_panic_of_ours(|| check_submission("t.xlsx", &copy, &QUESTIONNAIRE, &EXPECTED));
            expect::told(&again.checked.problems);
        }
        Err(problem) => expect::refused(&[*problem]),
    }
}

/// The first byte says which item and encoding the person named; the rest is the file.
fn table(input: &[u8]) {
    let Some((&named, bytes)) = input.split_first() else { return };
    let named = usize::from(named);
    let items = &QUESTIONNAIRE.items;
    let item = items.get(named % (items.len() + 1)).map(|item| item.code.as_str());
    let encoding = TextEncoding::ALL.get(named / (items.len() + 1) % (TextEncoding::ALL.len() + 1)).copied();
    let expected = Expected { item, encoding, ..EXPECTED };
    let judged = expect::no_panic_of_ours(|| check_table("t.csv", bytes, &QUESTIONNAIRE, &expected));
    answered(&judged);
    if judged.checked.accepted {
        assert!(judged.preview.is_some(), "a table that is taken can be shown");
    }
}

fn answered(judged: &Judged) {
    let Judged { checked, submission, outcomes: _, preview: _ } = judged;
    expect::told(&checked.problems);
    assert_eq!(checked.accepted, submission.is_some(), "{:?}", checked.problems);
    if !checked.accepted {
        assert!(any_error(&checked.problems), "refused without an error: {:?}", checked.problems);
    }
    assert!(checked.values.values().all(|value| value.is_finite()), "{:?}", checked.values);
    if let Some(submission) = submission {
        let at_hand = submission.to_submission();
        for (code, table) in &at_hand.tables {
            let item = QUESTIONNAIRE.item(code).expect("an item of the questionnaire");
            let columns = QUESTIONNAIRE.columns(item).count();
            assert!(table.rows.iter().all(|row| row.values.len() == columns), "{code}: {table:?}");
        }
        // It is kept as JSON.
        let json = serde_json::to_vec(submission).expect("is written");
        let again: Submission = serde_json::from_slice(&json).expect("is read");
        assert!(at_hand == again, "what is kept is not what was read: {at_hand:?}, {again:?}");
    }
}

fn table_seeds() -> Vec<Vec<u8>> {
    let seed = |(which, item): (usize, &Item)| {
        let labels: Vec<&str> = QUESTIONNAIRE.columns(item).map(|column| column.label.zh.as_str()).collect();
        let keys: Vec<&str> = QUESTIONNAIRE.columns(item).map(|column| column.key.as_str()).collect();
        let row = vec!["1"; keys.len()].join(",");
        let which = char::from(u8::try_from(which).expect("few items"));
        [&labels, &keys].map(|head| format!("{which}{}\n{row}\n", head.join(",")).into_bytes())
    };
    let mut seeds: Vec<Vec<u8>> = QUESTIONNAIRE.items.iter().enumerate().flat_map(seed).collect();
    let head = "编号,件数,金额,占比,办理日期,是否按期,状态,网址,行政区划代码,信用代码,佐证材料编号\n";
    let row = "第1件,3,1.5,85.5%,2025-03-01,是,已办结,https://www.example.cn/1,140100,91350100M000100Y43,\"1,2\"\n";
    seeds.push(format!("\0{head}{row}").into_bytes());
    seeds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seeds_are_sound() {
        let checked = check_submission("t.xlsx", &WORKBOOK, &QUESTIONNAIRE, &EXPECTED).checked;
        assert!(checked.accepted, "{:?}", checked.problems);
        let taken = |seed: &Vec<u8>| check_table("t.csv", &seed[1..], &QUESTIONNAIRE, &EXPECTED).checked.accepted;
        assert!(table_seeds().iter().any(taken));
    }
}
