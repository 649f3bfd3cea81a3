//! What a person chooses when they publish.

use domain::{
    Index, Problem, Stage, Text,
    edition::{Notice, Release},
    recipe::Grade,
};
use serde::Deserialize;
use time::{Date, macros::format_description};

/// What a person chooses when they publish or bring an edition to its next stage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PublishForm {
    /// [`Stage::code`] of the stage to enter.
    pub stage: String,
    /// First day of the notice, `2026-11-23`.
    pub notice_starts: String,
    /// Last day of the notice.
    pub notice_ends: String,
    /// Where objections go; the contact of the index where blank.
    pub contact_zh: String,
    /// The same in English.
    pub contact_en: String,
    /// Why: required for corrections and withdrawals.
    pub reason_zh: String,
    /// The same in English.
    pub reason_en: String,
    /// [`Release::code`] of how much the public sees; everything where blank.
    pub release: String,
    /// Letters of the grades that are published, where that is only some.
    #[serde(skip)]
    pub grades: Vec<String>,
}

/// A form that was found sound.
pub(super) struct Choice {
    pub stage: Stage,
    pub notice: Option<Notice>,
    pub reason: Option<Text>,
}

impl PublishForm {
    /// The stage, with what it needs.
    pub(super) fn check(&self, index: &Index, allowed: &[Stage], reason_needed: bool) -> Result<Choice, Vec<Problem>> {
        let mut problems = Vec::new();
        let stage = Stage::parse(&self.stage).filter(|s| allowed.contains(s));
        if stage.is_none() {
            problems.push(
                Problem::error("edition.stage", Text::new("请选择要进入的阶段。", "Choose the stage to enter."))
                    .at_field("stage")
                    .found(self.stage.clone()),
            );
        }
        let notice = (stage == Some(Stage::Notice)).then(|| self.notice(index, &mut problems)).flatten();
        let reason = Text::from_parts(Some(&self.reason_zh), Some(&self.reason_en));
        if reason.is_none() && (reason_needed || stage == Some(Stage::Withdrawn)) {
            problems.push(
                Problem::error(
                    "edition.reason_missing",
                    Text::new("请写明原因，公众会看到它。", "Give the reason; the public will see it."),
                )
                .at_field("reason_zh"),
            );
        }
        match stage {
            Some(stage) if problems.is_empty() => Ok(Choice { stage, notice, reason }),
            Some(_) | None => Err(problems),
        }
    }

    fn notice(&self, index: &Index, problems: &mut Vec<Problem>) -> Option<Notice> {
        let mut day = |field: &str, (zh, en): (&str, &str), text: &str| {
            let parsed = Date::parse(text.trim(), format_description!("[year]-[month]-[day]")).ok();
            if parsed.is_none() {
                // The summary on top of the form shows the sentence alone: it names the field.
                let message = Text::new(format!("{zh}不是日期。"), format!("The {en} is not a date."));
                problems.push(
                    Problem::error("edition.date_form", message)
                        .at_field(field)
                        .found(text)
                        .remedy(Text::new("请写成 2026-11-23。", "Write it as 2026-11-23.")),
                );
            }
            parsed
        };
        let starts = day("notice_starts", ("公示的开始日期", "first day of the notice"), &self.notice_starts);
        let ends = day("notice_ends", ("公示的结束日期", "last day of the notice"), &self.notice_ends);
        let (starts, ends) = (starts?, ends?);
        if ends < starts {
            problems.push(
                Problem::error(
                    "edition.notice_order",
                    Text::new("公示的结束日期早于开始日期。", "The notice ends before it starts."),
                )
                .at_field("notice_ends")
                .found(self.notice_ends.clone()),
            );
        }
        let contact = Text::from_parts(Some(&self.contact_zh), Some(&self.contact_en));
        Some(Notice { starts, ends, contact: contact.unwrap_or_else(|| index.contact.clone()) })
    }

    /// How much the public sees, of an edition that is graded like this.
    pub(super) fn release(&self, grades: &[Grade]) -> Result<Release, Vec<Problem>> {
        let best = Release::BestGrades { grades: Vec::new() };
        match self.release.trim() {
            "" => Ok(Release::Full),
            code if code == Release::Full.code() => Ok(Release::Full),
            code if code == Release::Grades.code() && !grades.is_empty() => Ok(Release::Grades),
            code if code == best.code() && !grades.is_empty() => self.best_grades(grades),
            code if code == Release::Grades.code() || code == best.code() => Err(vec![no_grades()]),
            other => {
                let message = Text::new("请选择公布多少。", "Choose how much is published.");
                Err(vec![Problem::error("edition.release", message).at_field("release").found(other)])
            }
        }
    }

    fn best_grades(&self, grades: &[Grade]) -> Result<Release, Vec<Problem>> {
        let unknown = self.grades.iter().filter(|letter| grades.iter().all(|grade| grade.letter != **letter));
        let mut problems: Vec<Problem> = unknown.map(|letter| grade_unknown(letter)).collect();
        // In the order of the recipe, so that the same choice gives the same bytes.
        let letters = grades.iter().map(|grade| &grade.letter).filter(|letter| self.grades.contains(letter));
        let grades: Vec<String> = letters.cloned().collect();
        if grades.is_empty() && problems.is_empty() {
            let message = Text::new("请选择要公布的等次，至少一个。", "Choose at least one grade to publish.");
            problems.push(Problem::error("edition.grades_missing", message).at_field("grades"));
        }
        if problems.is_empty() { Ok(Release::BestGrades { grades }) } else { Err(problems) }
    }
}

fn no_grades() -> Problem {
    let message =
        Text::new("计分方法没有等次，不能只公布等次。", "The recipe has no grades, so they cannot be published alone.");
    Problem::error("edition.no_grades", message).at_field("release").remedy(Text::new(
        "请先在计分方法中设置等次，或选择全表公开。",
        "Give the recipe grades first, or publish the full table.",
    ))
}

fn grade_unknown(letter: &str) -> Problem {
    let message =
        Text::new(format!("计分方法没有“{letter}”这个等次。"), format!("The recipe has no grade “{letter}”."));
    Problem::error("edition.grade_unknown", message).at_field("grades").found(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grades() -> Vec<Grade> {
        let grade = |letter: &str| Grade { letter: letter.into(), name: Text::same(letter), at_least: 0.0 };
        ["A", "B", "C"].map(grade).into()
    }

    fn form(release: &str, letters: &[&str]) -> PublishForm {
        let grades = letters.iter().map(|&letter| letter.to_owned()).collect();
        PublishForm { release: release.into(), grades, ..PublishForm::default() }
    }

    #[test]
    fn everything_is_published_unless_something_else_is_chosen() {
        assert_eq!(form("", &[]).release(&[]).ok(), Some(Release::Full));
        assert_eq!(form("full", &["A"]).release(&grades()).ok(), Some(Release::Full));
        assert_eq!(form("grades", &[]).release(&grades()).ok(), Some(Release::Grades));
    }

    #[test]
    fn best_grades_stand_in_the_order_of_the_recipe() {
        let best = Release::BestGrades { grades: vec!["A".into(), "B".into()] };
        assert_eq!(form("best-grades", &["B", "A"]).release(&grades()).ok(), Some(best));
    }

    #[test]
    fn a_choice_that_cannot_be_published_is_refused_at_its_field() {
        let refusal = |form: PublishForm, grades: &[Grade]| {
            let problem = form.release(grades).expect_err("refused").remove(0);
            (problem.code, problem.place.field.unwrap_or_default())
        };
        assert_eq!(refusal(form("some", &[]), &grades()), ("edition.release".into(), "release".into()));
        assert_eq!(refusal(form("grades", &[]), &[]), ("edition.no_grades".into(), "release".into()));
        assert_eq!(refusal(form("best-grades", &[]), &grades()), ("edition.grades_missing".into(), "grades".into()));
        assert_eq!(refusal(form("best-grades", &["Z"]), &grades()), ("edition.grade_unknown".into(), "grades".into()));
    }
}
