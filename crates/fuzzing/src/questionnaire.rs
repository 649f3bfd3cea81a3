//! Questionnaires as JSON, and what is made of one that was taken.

use std::collections::BTreeMap;

use domain::questionnaire::ItemKind;
use evidence::{
    Template, canonical_questionnaire, condition_in_words, formula_in_words, read_questionnaire, write_template,
};

use crate::{
    Target, expect,
    sample::{PERIOD, QUESTIONNAIRE_JSON},
};

pub const QUESTIONNAIRE: Target = Target {
    name: "questionnaire",
    run,
    seeds: || vec![QUESTIONNAIRE_JSON.to_vec(), include_bytes!("../../../fixtures/small/questionnaire.json").to_vec()],
    words: &[
        "null",
        "true",
        "{}",
        "[]",
        "\"\"",
        "1e308",
        "-1",
        "0",
        "\"weight\":",
        "\"code\":",
        "\"parent\":",
        "\"FIN\"",
        "\"type\": \"quantitative\"",
        "\"type\": \"rubric\"",
        "\"type\": \"survey\"",
        "\"op\": \"sum\"",
        "\\ud800",
        "\"A1\"",
        "\"holds\":",
        "period_end",
        "\"min\": 1e300",
        "\"max_chars\": 4294967295",
    ],
};

fn run(bytes: &[u8]) {
    let questionnaire = match read_questionnaire("q.json", bytes) {
        Ok((questionnaire, warnings)) => {
            expect::taken(&warnings);
            questionnaire
        }
        Err(problems) => return expect::refused(&problems),
    };
    let canonical = canonical_questionnaire(&questionnaire);
    let (again, _) = read_questionnaire("q.json", &canonical).expect("what is kept can be read");
    assert!(questionnaire == again, "what is kept is not what was read");
    match questionnaire.tree() {
        Ok(tree) => {
            let errors = scoring::recipe::check(&scoring::questionnaire::recipe_of(&questionnaire), &tree);
            expect::told(&errors.iter().map(domain::Problem::from).collect::<Vec<_>>());
        }
        Err(problems) => expect::refused(&problems),
    }
    for item in &questionnaire.items {
        for rule in &item.row_rules {
            expect::in_both_languages(&condition_in_words(&questionnaire, item, &rule.holds));
        }
        if let ItemKind::Quantitative { formula, .. } = &item.kind {
            expect::in_both_languages(&formula_in_words(&questionnaire, item, formula));
        }
    }
    for department in questionnaire.departments.iter().take(2) {
        let template = Template {
            questionnaire: &questionnaire,
            department: &department.code,
            region: questionnaire.regions.first(),
            round: None,
            deadline: None,
            period: PERIOD,
            previous: &BTreeMap::new(),
            carried_from: None,
            notice: None,
        };
        // A department may be asked nothing; then there is nothing to write.
        let _ = write_template(&template);
    }
}
