use domain::Text;
use time::macros::date;

use super::*;

fn said(cell: &Cell, rule: &ValueRule) -> Said {
    let regions = [Region {
        code: "140100".to_owned(),
        parent: None,
        level: domain::questionnaire::RegionLevel::Prefecture,
        name: Text::same("太原市"),
    }];
    let places = Places::of(&regions, None);
    read(cell, rule, false, Context { places: &places, counts_from_1904: false, comma_is_ambiguous: false })
}

fn text(text: &str, rule: &ValueRule) -> Said {
    said(&Cell::Text(text.to_owned()), rule)
}

fn shown_in_percent(number: f64) -> Said {
    let places = Places::of(&[], None);
    let context = Context { places: &places, counts_from_1904: false, comma_is_ambiguous: false };
    read(&Cell::Number(number), &PERCENT, true, context)
}

const PERCENT: ValueRule = ValueRule::Percent { min: None, max: None };
const INTEGER: ValueRule = ValueRule::Integer { min: None, max: None };
const DECIMAL: ValueRule = ValueRule::Decimal { min: None, max: None };
const DATE: ValueRule = ValueRule::Date { from: None, to: None };
const TEXT: ValueRule = ValueRule::Text { max_chars: None };

fn number(x: f64) -> Said {
    Said::Value(Value::Number(x))
}

#[test]
fn the_three_ways_to_hold_a_percentage_are_three_cell_values() {
    assert_eq!(shown_in_percent(0.855), number(85.5));
    assert_eq!(text("85.5%", &PERCENT), number(85.5));
    assert_eq!(text(" ８５．５％ ", &PERCENT), number(85.5));
    for bare in [85.5, 0.855, 1.0] {
        assert_eq!(said(&Cell::Number(bare), &PERCENT), Said::Wrong(Fault::PercentUnclear), "{bare}");
    }
    assert_eq!(text("85.5", &PERCENT), Said::Wrong(Fault::PercentUnclear));
    assert_eq!(said(&Cell::Number(0.0), &PERCENT), number(0.0));
    assert_eq!(shown_in_percent(85.5), Said::Wrong(Fault::OutOfRange));
    assert_eq!(text("%", &PERCENT), Said::Wrong(Fault::Number(value::Fault::Words)));
}

#[test]
fn a_percentage_is_exact() {
    for (stored, expected) in [(0.57, 57.0), (0.29, 29.0), (0.07, 7.0), (0.999, 99.9), (1e-7, 1e-5)] {
        assert_eq!(shown_in_percent(stored), number(expected), "{stored}");
    }
}

#[test]
fn numbers_are_accepted_as_meant_and_nothing_becomes_zero() {
    for written in ["12", "１２", " 12\u{200b}", "\u{a0}12\u{3000}", "1\u{feff}2", "12.0"] {
        assert_eq!(text(written, &INTEGER), number(12.0), "{written:?}");
    }
    for written in ["12件", "约12", "十二", "12 万", "1,23", "O", "l2"] {
        assert!(matches!(text(written, &DECIMAL), Said::Wrong(Fault::Number(_))), "{written:?}");
    }
    assert_eq!(text("3.5", &INTEGER), Said::Wrong(Fault::NotWhole));
    assert_eq!(said(&Cell::Number(-1.0), &INTEGER), Said::Wrong(Fault::OutOfRange));
    for blank in ["", " ", "\u{200b}", "\u{3000}\u{a0}", "-", "／", "无", "N/A"] {
        assert_eq!(text(blank, &DECIMAL), Said::Nothing, "{blank:?}");
    }
    assert_eq!(said(&Cell::Error("#REF!".into()), &TEXT), Said::Wrong(Fault::Number(value::Fault::SpreadsheetError)));
    assert_eq!(said(&Cell::Error("#N/A".into()), &DECIMAL), Said::Wrong(Fault::Number(value::Fault::SpreadsheetError)));
    assert_eq!(said(&Cell::Uncalculated, &DECIMAL), Said::Wrong(Fault::Number(value::Fault::Uncalculated)));
}

#[test]
fn days_are_read_from_text_dates_and_numbers() {
    let day = Value::Date(date!(2025 - 03 - 01));
    for written in ["2025年3月1日", "2025/3/1", "2025.3.1", "20250301", "２０２５年３月１日"] {
        assert_eq!(text(written, &DATE), Said::Value(day.clone()), "{written}");
    }
    assert_eq!(said(&Cell::Number(20_250_301.0), &DATE), Said::Value(day.clone()));
    assert_eq!(said(&Cell::Date("2025-03-01".into()), &DATE), Said::Value(day.clone()));
    assert_eq!(said(&Cell::Date("2025-03-01T14:30:00".into()), &DATE), Said::Doubtful(day.clone(), Fault::TimeDropped));
    let serial = Fault::DateSerial { date: date!(2025 - 03 - 01), counts_from_1904: false };
    assert_eq!(said(&Cell::Number(45_717.0), &DATE), Said::Doubtful(day, serial));
    for number in [2025.0, 3.0, 202_503.0, 20_251_301.0, f64::MAX, -45_717.0] {
        assert_eq!(said(&Cell::Number(number), &DATE), Said::Wrong(Fault::NotDate), "{number}");
    }
    assert_eq!(text("1980-01-01", &DATE), Said::Wrong(Fault::OutOfRange));
    assert_eq!(said(&Cell::Bool(true), &DATE), Said::Wrong(Fault::NotDate));
}

#[test]
fn yes_and_no_are_known_in_their_usual_forms_and_others_are_asked_about() {
    for yes in ["是", "Y", "yes", "TRUE", "√", "✔", "ｙ", " 是 "] {
        assert_eq!(text(yes, &ValueRule::YesNo), Said::Value(Value::Bool(true)), "{yes}");
    }
    for no in ["否", "N", "No", "false", "×", "✘"] {
        assert_eq!(text(no, &ValueRule::YesNo), Said::Value(Value::Bool(false)), "{no}");
    }
    for unclear in ["有", "无", "对", "错"] {
        assert_eq!(text(unclear, &ValueRule::YesNo), Said::Wrong(Fault::YesNoUnclear), "{unclear}");
    }
    assert_eq!(said(&Cell::Number(1.0), &ValueRule::YesNo), Said::Wrong(Fault::YesNoUnclear));
    assert_eq!(text("大概", &ValueRule::YesNo), Said::Wrong(Fault::NotYesNo));
}

#[test]
fn codes_keep_their_digits() {
    assert_eq!(said(&Cell::Number(140_100.0), &ValueRule::Region), Said::Value(Value::Text("140100".into())));
    assert_eq!(text("１４０１００", &ValueRule::Region), Said::Value(Value::Text("140100".into())));
    assert_eq!(text("太原市", &ValueRule::Region), Said::Wrong(Fault::RegionUnknown));
    assert_eq!(said(&Cell::Number(110_101_199_003_070_000.0), &TEXT), Said::Wrong(Fault::DigitsLost));
    assert_eq!(said(&Cell::Number(2_025_001.0), &TEXT), Said::Value(Value::Text("2025001".into())));
    assert_eq!(
        text("91350100m000100y43", &ValueRule::CreditCode),
        Said::Value(Value::Text("91350100M000100Y43".into()))
    );
    assert_eq!(text("91350100M000100Y44", &ValueRule::CreditCode), Said::Wrong(Fault::CreditCode));
}

#[test]
fn options_are_kept_in_chinese_and_documents_as_plain_numbers() {
    let rule = ValueRule::Options { options: vec![Text::new("已办结", "Closed"), Text::new("在办", "Open")] };
    for written in ["已办结", " 已办结\n", "closed"] {
        assert_eq!(text(written, &rule), Said::Value(Value::Text("已办结".into())), "{written:?}");
    }
    assert_eq!(text("办结", &rule), Said::Wrong(Fault::NotAnOption));
    assert_eq!(text("1，2、3", &ValueRule::Documents), Said::Value(Value::Text("1,2,3".into())));
    assert_eq!(said(&Cell::Number(2.0), &ValueRule::Documents), Said::Value(Value::Text("2".into())));
    assert_eq!(text("附件1", &ValueRule::Documents), Said::Wrong(Fault::Documents));
}
