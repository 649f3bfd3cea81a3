//! Grade ceilings 等次限制（一票否决）: a confirmed reason keeps the grade at a ceiling, whatever the score.
//!
//! `grade = the lower of the grade earned and the lowest ceiling`. Score and rank stay: a rank follows the
//! score alone, so that it can be recomputed, compared with other weights, and is not lowered twice
//! for one matter (docs/decisions/2026-11-24_a-veto-limits-the-grade-not-the-rank.md).

use domain::{
    Dataset, Recipe,
    recipe::Grade,
    score_sheet::{CeilingReason, GradeCeiling},
};

/// The letter of a unit's grade, given the one its score earns, and what limits it.
pub(crate) fn limit(
    recipe: &Recipe,
    data: &Dataset,
    unit: &str,
    earned: Option<&Grade>,
) -> (Option<String>, Option<GradeCeiling>) {
    let without = earned.map(|grade| grade.letter.clone());
    let reasons: Vec<CeilingReason> = recipe
        .vetoes
        .iter()
        .filter_map(|veto| {
            let finding = data.findings.get(&veto.code)?.get(unit)?;
            let (code, ceiling) = (veto.code.clone(), veto.ceiling.clone());
            Some(CeilingReason { code, ceiling, basis: finding.basis.clone() })
        })
        .collect();
    // The best grade stands first, so the lowest ceiling is the one furthest down.
    let place = |letter: &str| recipe.grades.iter().position(|grade| grade.letter == letter);
    let Some(lowest) = reasons.iter().filter_map(|reason| place(&reason.ceiling)).max() else {
        return (without, None);
    };
    let ceiling = recipe.grades[lowest].letter.clone();
    let given = without.as_deref().and_then(place).map(|earned| recipe.grades[earned.max(lowest)].letter.clone());
    (given, Some(GradeCeiling { ceiling, without, reasons }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::{Text, dataset::Finding, recipe::Veto};

    use super::*;

    fn recipe() -> Recipe {
        let grade = |letter: &str, at_least| Grade { letter: letter.into(), name: Text::same(letter), at_least };
        let veto =
            |code: &str, ceiling: &str| Veto { code: code.into(), name: Text::same(code), ceiling: ceiling.into() };
        Recipe {
            grades: vec![grade("A", 90.0), grade("B", 80.0), grade("C", 60.0), grade("D", 40.0)],
            vetoes: vec![veto("V1", "C"), veto("V3", "D")],
            ..Recipe::default()
        }
    }

    fn limited(vetoes: &[&str], score: f64) -> (Option<String>, Option<GradeCeiling>) {
        let finding = || BTreeMap::from([("x".to_owned(), Finding { basis: Text::same("〔2026〕1") })]);
        let data = Dataset {
            findings: vetoes.iter().map(|&code| (code.to_owned(), finding())).collect(),
            ..Dataset::default()
        };
        let recipe = recipe();
        limit(&recipe, &data, "x", crate::grade::grade(&recipe.grades, score))
    }

    #[test]
    fn the_lowest_ceiling_counts_and_the_grade_without_it_is_told() {
        let (grade, ceiling) = limited(&["V3", "V1"], 95.0);
        let ceiling = ceiling.expect("a ceiling");
        assert_eq!(
            (grade.as_deref(), ceiling.ceiling.as_str(), ceiling.without.as_deref()),
            (Some("D"), "D", Some("A"))
        );
        assert_eq!(ceiling.reasons.iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), ["V1", "V3"]);
    }

    #[test]
    fn a_ceiling_never_lifts_a_grade() {
        assert_eq!(limited(&["V1"], 41.0).0.as_deref(), Some("D"));
        assert_eq!(limited(&["V1"], 10.0).0, None);
        assert_eq!(limited(&[], 95.0), (Some("A".into()), None));
    }
}
