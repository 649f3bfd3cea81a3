//! One table as CSV.

use encoding_rs::GB18030;

use super::*;

const HEAD: &str = "案号,受理日期,办结日期,是否办结,金额,比例,地区\n";

fn codes(bytes: &[u8], expected: &Expected<'_>) -> Vec<String> {
    said_of("t.csv", bytes, &questionnaire(), expected)
}

#[test]
fn a_table_is_recognised_by_its_columns_in_labels_or_keys_and_any_order() {
    for head in [HEAD, "no,start,end,done,amount,share,place\n"] {
        let text = format!("{head}1号,2025/3/1,,是,\"1,234.5\",57%,140105\n");
        let (submission, warnings) =
            read_submission("t.csv", text.as_bytes(), &questionnaire(), &expected()).expect("a sound table");
        assert_eq!(warnings, []);
        let row = &submission.tables["A1.1"].rows[0];
        assert_eq!(row.number, 2);
        assert_eq!((&row.values[4], &row.values[5]), (&Some(Value::Number(1234.5)), &Some(Value::Number(57.0))));
    }
    let moved = "地区,比例,金额,是否办结,办结日期,受理日期,案号\n,,,否,,20250301,1\n";
    assert_eq!(codes(moved.as_bytes(), &expected()), Vec::<String>::new());
}

#[test]
fn encodings_are_recognised_and_an_assumed_one_is_said() {
    let text = format!("{HEAD}1号,2025年3月1日,,是,12,57%,140105\n");
    let (gbk, ..) = GB18030.encode(&text);
    assert_eq!(codes(&gbk, &expected()), ["~csv.encoding_assumed"]);
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    assert_eq!(codes(&marked, &expected()), Vec::<String>::new());
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(codes(&utf16, &expected()), Vec::<String>::new());
}

#[test]
fn faults_have_their_cell() {
    let text = format!("{HEAD}1号,2025-03-01,,是,12,85.5,140105\n2号,45717,,,=1+1,57%,999999,9\n");
    assert_eq!(
        codes(text.as_bytes(), &expected()),
        [
            "cell.percent_unclear F2",
            "cell.not_date B3",
            "cell.required D3",
            "value.not_number E3",
            "cell.region_unknown G3",
            "csv.row_long H3",
            "~cell.outside_table H3",
        ]
    );
}

#[test]
fn a_period_that_was_assumed_is_said() {
    let assumed = Expected { period_is_assumed: true, ..expected() };
    assert_eq!(codes(HEAD.as_bytes(), &assumed), ["~period.assumed", "~table.empty"]);
    assert_eq!(said(&filled(|_| {}), &assumed), Vec::<String>::new(), "the workbook names its own");
}

#[test]
fn an_item_that_is_not_known_or_not_sure_is_asked_for() {
    assert_eq!(codes(b"a,b\n1,2\n", &expected()), ["item.not_recognised"]);
    let unknown = Expected { item: Some("Z9"), ..expected() };
    assert_eq!(codes(HEAD.as_bytes(), &unknown), ["item.unknown"]);
    let mut twins = questionnaire();
    twins.items[1].columns = twins.items[0].columns.clone();
    assert_eq!(said_of("t.csv", HEAD.as_bytes(), &twins, &expected()), ["item.ambiguous"]);
    let named = Expected { item: Some("A1.2"), ..expected() };
    assert_eq!(said_of("t.csv", HEAD.as_bytes(), &twins, &named), ["~table.empty"]);
}
