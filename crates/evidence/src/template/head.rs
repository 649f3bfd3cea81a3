//! The head of one table as CSV, for those whose systems write CSV.

use domain::{Questionnaire, questionnaire::Item};

/// By which spreadsheet programs know UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Writes the heads of an item's table, without rows: UTF-8 with its mark, commas, a line end of CR LF.
pub fn write_head(questionnaire: &Questionnaire, item: &Item) -> Vec<u8> {
    let heads: Vec<String> = questionnaire.columns(item).map(|column| quoted(&column.label.zh)).collect();
    format!("{BYTE_ORDER_MARK}{}\r\n", heads.join(",")).into_bytes()
}

/// A field as RFC 4180 writes it.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Expected, Judged, Respondent, check_table, read_questionnaire};

    const SHANXI: &[u8] = include_bytes!("../../../../fixtures/shanxi/instrument.json");

    #[test]
    fn every_head_is_recognised_again_but_those_of_items_with_the_same_columns() {
        let (questionnaire, _) = read_questionnaire("instrument.json", SHANXI).expect("a questionnaire");
        let mut unsure = Vec::new();
        for department in &questionnaire.departments {
            let respondent = Respondent { region: None, department: department.code.clone() };
            for item in questionnaire.asked_of(&department.code) {
                let expected = Expected {
                    respondent: Some(&respondent),
                    round: None,
                    item: None,
                    encoding: None,
                    period: "2025-01-01/2025-12-31".parse().expect("a period"),
                    period_is_assumed: false,
                };
                let head = write_head(&questionnaire, item);
                assert!(head.starts_with("\u{feff}".as_bytes()) && head.ends_with(b"\r\n"));
                let Judged { checked, preview, .. } = check_table("t.csv", &head, &questionnaire, &expected);
                match preview.and_then(|preview| preview.item) {
                    Some(code) => assert_eq!((code, checked.accepted), (item.code.clone(), true)),
                    None => unsure.push(item.code.as_str()),
                }
            }
        }
        assert_eq!(unsure, ["D1.1", "D1.2", "D2.1", "D2.2"], "four surveys ask the same columns");
    }

    #[test]
    fn a_head_with_a_comma_or_a_quote_is_quoted() {
        assert_eq!(["是否", "a,b", "5\"管"].map(quoted), ["是否", "\"a,b\"", "\"5\"\"管\""]);
    }
}
