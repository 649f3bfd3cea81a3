use std::collections::BTreeMap;
use domain::questionnaire::{EvidenceRow, EvidenceTable, column::Value};
fn main() {
    let bytes = std::fs::read("fixtures/shanxi/instrument.json").unwrap();
    let (q, _) = evidence::read_questionnaire("i", &bytes).unwrap();
    let t = |s: &str| Some(Value::Text(s.to_owned()));
    let d = |s: &str| Some(Value::Date(domain::calendar::parse_date(s).unwrap()));
    let row = |n, no: &str, sign, publish, url: Option<Value>, ev| EvidenceRow { number: n, values: vec![t("140105"), t("小店区财政局"), t(no), sign, Some(Value::Number(120.5)), publish, url, ev, None] };
    let rows = vec![
        row(7, "0012", d("2025-03-03"), d("2025-03-04"), t("https://example.cn/a"), t("1,2")),
        row(8, "0013", d("2025-03-03"), d("2025-03-01"), t("https://example.cn/a"), t("1")),
        row(9, "0013", d("2025-03-03"), d("2025-03-14"), None, None),
        row(10, "0014", d("2025-03-03"), None, None, t("4")),
    ];
    let previous = BTreeMap::from([("C08.1".to_owned(), EvidenceTable { rows, not_applicable: None })]);
    let period = "2025-01-01/2025-12-31".parse().unwrap();
    let t = evidence::Template { questionnaire: &q, department: "FIN", region: q.region("140100"), round: None, deadline: None, period, previous: &previous };
    std::fs::write("/tmp/w/look/FIN.xlsx", evidence::write_template(&t).unwrap()).unwrap();
}
