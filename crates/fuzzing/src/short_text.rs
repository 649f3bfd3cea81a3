//! Short texts that people type, or that stand in an address: numbers of documents, periods, days,
//! names in addresses, respondents.

use domain::{Lang, Period, Slug, calendar::parse_date, questionnaire::column::document_numbers};
use evidence::Respondent;

use crate::Target;

pub const SHORT_TEXT: Target = Target {
    name: "short_text",
    run,
    seeds: || {
        ["1，2、3", "2025-01-01/2025-12-31", "2025-02-29", "credit-2025", "140100/FIN", "zh-CN"].map(Into::into).into()
    },
    words: &[",", "，", "、", "/", "-", "2025-01-01", "9999-12-31", "0", "4294967296", "+1", " ", "\u{3000}"],
};

fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Some(numbers) = document_numbers(text) {
        assert!(!numbers.is_empty() && numbers.iter().all(|number| *number > 0), "{text:?}: {numbers:?}");
        let listed: Vec<String> = numbers.iter().map(u32::to_string).collect();
        assert_eq!(document_numbers(&listed.join(",")), Some(numbers));
    }
    if let Ok(period) = text.parse::<Period>() {
        assert!(period.start <= period.end, "{text:?}");
        assert_eq!(period.to_string().parse::<Period>().ok(), Some(period));
    }
    if let Some(day) = parse_date(text) {
        assert_eq!(parse_date(&day.to_string()), Some(day));
    }
    if let Ok(slug) = text.parse::<Slug>() {
        assert_eq!(slug.as_str(), text);
    }
    let Ok(respondent) = text.parse::<Respondent>();
    assert_eq!(respondent.to_string(), text);
    Lang::parse(text);
}
