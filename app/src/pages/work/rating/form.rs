//! The form of a rating: the names of its fields, and what was typed into them.

use std::collections::BTreeSet;

use service::rate::RateForm;

/// Each row has a checkbox that cites it: its name begins so, and ends with the number of the row.
const CITE: &str = "cite_";
/// The same for rows whose “yes” is not borne out.
const REFUSE: &str = "refuse_";
/// The revision the evaluator looks at.
pub(super) const REVISION: &str = "revision";
/// The name of the button that goes on to the next one.
pub(super) const NEXT: &str = "next";

/// What was typed.
pub fn read(values: &[(String, String)]) -> RateForm {
    let get =
        |name: &str| values.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
    RateForm {
        revision: get(REVISION),
        level: get("level"),
        refused: numbers(values, REFUSE),
        reason: get("reason"),
        rows: numbers(values, CITE),
        documents: get("documents"),
    }
}

/// Whether the person goes on to the next one after saving.
pub fn goes_on(values: &[(String, String)]) -> bool {
    values.iter().any(|(key, _)| key == NEXT)
}

fn numbers(values: &[(String, String)], prefix: &str) -> Vec<String> {
    values.iter().filter_map(|(key, _)| key.strip_prefix(prefix)).map(str::to_owned).collect()
}

/// The field that cites a row.
pub(super) fn cite(row: u32) -> String {
    format!("{CITE}{row}")
}

/// The field that does not accept a row.
pub(super) fn refuse(row: u32) -> String {
    format!("{REFUSE}{row}")
}

/// What stands in the form: what was typed, or the rating in force.
pub(super) struct Entered {
    /// Points of the level, as written in its radio button.
    pub level: String,
    /// Rows not accepted.
    pub refused: BTreeSet<u32>,
    /// The reason.
    pub reason: String,
    /// Rows cited.
    pub rows: BTreeSet<u32>,
    /// Documents cited.
    pub documents: String,
}

impl Entered {
    pub(super) fn typed(form: &RateForm) -> Self {
        let rows = |texts: &[String]| texts.iter().filter_map(|text| text.parse().ok()).collect();
        Self {
            level: form.level.clone(),
            refused: rows(&form.refused),
            reason: form.reason.clone(),
            rows: rows(&form.rows),
            documents: form.documents.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticked_row_is_cited_and_another_not_accepted() {
        let values = [("cite_7", "yes"), ("refuse_9", "yes"), ("reason", "证据充分"), ("revision", "2"), ("next", "")];
        let values = values.map(|(k, v)| (k.to_owned(), v.to_owned()));
        let form = read(&values);
        assert_eq!((form.rows, form.refused), (vec!["7".to_owned()], vec!["9".to_owned()]));
        assert_eq!((form.reason.as_str(), form.revision.as_str()), ("证据充分", "2"));
        assert!(goes_on(&values));
    }
}
