//! Grades 等次.

use domain::recipe::Grade;

/// The first grade whose line the unrounded score reaches; `None` below the last one.
pub fn grade(grades: &[Grade], score: f64) -> Option<&Grade> {
    grades.iter().find(|g| score >= g.at_least)
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    #[test]
    fn a_score_just_below_the_line_is_not_rounded_up_to_it() {
        let grades = [("A", 90.0), ("B", 80.0)].map(|(letter, at_least)| Grade {
            letter: letter.into(),
            name: Text::same(letter),
            at_least,
        });
        let letter = |score| grade(&grades, score).map(|g| g.letter.as_str());
        assert_eq!(letter(90.0), Some("A"));
        assert_eq!(letter(89.999_999), Some("B"));
        assert_eq!(letter(12.0), None);
    }
}
