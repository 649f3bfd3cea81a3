//! The goals a page offers: every better grade, and a few better ranks. Nothing else is computed, whatever a URL says.

use domain::{EditionContent, Lang};
use scoring::explain::reach::Goal;

use super::super::results::{grade_name, node_score, unit_score};
use crate::locales::reach as words;

/// Ranks people speak of, besides the next one.
const TOPS: [u32; 3] = [10, 3, 1];

/// The goals of a unit, grades before ranks, the nearest first; none without a score, and for who has reached all.
pub(super) fn goals(content: &EditionContent, unit: usize) -> Vec<Goal> {
    let (Some(own), Some(rank)) = (unit_score(content, unit), node_score(content, unit, 0).rank) else {
        return Vec::new();
    };
    let grades = &content.recipe.grades;
    let place = own.grade.as_ref().and_then(|letter| grades.iter().position(|grade| grade.letter == *letter));
    // Below the last line all grades are better.
    let better = grades.iter().take(place.unwrap_or(grades.len())).rev();
    let mut ranks: Vec<u32> = [rank.saturating_sub(1)].into_iter().chain(TOPS).collect();
    ranks.retain(|&top| 0 < top && top < rank);
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    better.map(|grade| Goal::Grade(grade.letter.clone())).chain(ranks.into_iter().map(Goal::Rank)).collect()
}

/// The goal a URL names, if it is one of these; else the first.
pub(super) fn chosen<'a>(goals: &'a [Goal], asked: Option<&str>) -> Option<&'a Goal> {
    let named = asked.and_then(|asked| goals.iter().find(|goal| code(goal) == asked));
    named.or_else(|| goals.first())
}

/// A goal as it stands in URLs.
pub(super) fn code(goal: &Goal) -> String {
    match goal {
        Goal::Grade(letter) => format!("grade-{letter}"),
        Goal::Rank(rank) => format!("rank-{rank}"),
    }
}

/// A goal as people read it, for a unit with this rank.
pub(super) fn name(lang: Lang, content: &EditionContent, goal: &Goal, own: Option<u32>) -> String {
    match goal {
        Goal::Grade(letter) => words::goal_grade(lang, grade_name(lang, content, letter)),
        Goal::Rank(1) => words::goal_first(lang).to_owned(),
        Goal::Rank(rank) if own == Some(rank + 1) => words::goal_next(lang, rank),
        Goal::Rank(rank) => words::goal_top(lang, rank),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{cities, grades_only};
    use super::*;

    /// The second of two cities, as if it had this rank and grade.
    fn standing(rank: Option<u32>, grade: Option<&str>) -> EditionContent {
        let mut content = cities();
        content.result.units[1].nodes[0].rank = rank;
        content.result.units[1].grade = grade.map(str::to_owned);
        content
    }

    fn codes(content: &EditionContent) -> Vec<String> {
        goals(content, 1).iter().map(code).collect()
    }

    #[test]
    fn every_better_grade_and_a_few_better_ranks_are_offered_the_nearest_first() {
        assert_eq!(
            codes(&standing(Some(57), Some("C"))),
            ["grade-B", "grade-A", "rank-56", "rank-10", "rank-3", "rank-1"]
        );
        assert_eq!(
            codes(&standing(Some(11), Some("A"))),
            ["rank-10", "rank-3", "rank-1"],
            "one place up is the top 10"
        );
        assert_eq!(codes(&standing(Some(2), Some("A"))), ["rank-1"]);
        assert_eq!(codes(&standing(Some(1), None)), ["grade-D", "grade-C", "grade-B", "grade-A"]);
    }

    #[test]
    fn who_has_all_or_no_score_has_no_goal() {
        assert_eq!(codes(&standing(Some(1), Some("A"))), [""; 0]);
        assert_eq!(codes(&standing(None, None)), [""; 0]);
        assert_eq!(goals(&grades_only(), 0), []);
    }

    #[test]
    fn a_url_chooses_among_the_goals_offered_and_nothing_else() {
        let graded = goals(&standing(Some(57), Some("C")), 1);
        assert_eq!(chosen(&graded, None), Some(&Goal::Grade("B".into())), "the next better grade");
        assert_eq!(chosen(&graded, Some("rank-3")), Some(&Goal::Rank(3)));
        for other in ["rank-4", "rank-57", "rank-0", "grade-C", "grade-Z", "grade-", "", "rank-999999999999"] {
            assert_eq!(chosen(&graded, Some(other)), graded.first(), "{other}");
        }
        let best = goals(&standing(Some(5), Some("A")), 1);
        assert_eq!(chosen(&best, None), Some(&Goal::Rank(4)), "else the next better rank");
        assert_eq!(chosen(&[], Some("rank-1")), None);
    }

    #[test]
    fn a_goal_is_said_as_people_speak() {
        let content = cities();
        let said = |goal, own| name(Lang::Zh, &content, &goal, Some(own));
        assert_eq!(said(Goal::Grade("B".into()), 57), "等次 B 良好");
        assert_eq!(said(Goal::Rank(56), 57), "第 56 位（前进一位）");
        assert_eq!(said(Goal::Rank(10), 57), "前 10 位");
        assert_eq!(said(Goal::Rank(1), 2), "第 1 位");
    }
}
