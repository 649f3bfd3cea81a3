//! How far a respondent has come, and what it may do next.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Schedule, Window, day_in_china};
use crate::{calendar::iso_date, problem::Problem, questionnaire::Filler, text::Text};

/// How far a respondent has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// Nothing was filed 未填报.
    NotStarted,
    /// What was filed last has errors, or tables are still missing 填报中.
    Filing,
    /// What was filed last is sound; the head has not confirmed it 待确认.
    AwaitingConfirmation,
    /// The head has confirmed it 已确认.
    Confirmed,
    /// The assessor asks for a correction 已退回.
    Returned,
}

impl Progress {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 5] =
        [Self::NotStarted, Self::Filing, Self::AwaitingConfirmation, Self::Confirmed, Self::Returned];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::Filing => "filing",
            Self::AwaitingConfirmation => "awaiting-confirmation",
            Self::Confirmed => "confirmed",
            Self::Returned => "returned",
        }
    }

    /// Its word for people.
    pub fn label(self) -> Text {
        match self {
            Self::NotStarted => Text::new("未填报", "Not started"),
            Self::Filing => Text::new("填报中", "Being filed"),
            Self::AwaitingConfirmation => Text::new("待确认", "Awaiting confirmation"),
            Self::Confirmed => Text::new("已确认", "Confirmed"),
            Self::Returned => Text::new("已退回", "Returned"),
        }
    }
}

/// A return for correction 退回补正.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// What must be corrected, in the words of the assessor.
    pub reason: String,
    /// The last day on which the correction may be filed.
    #[serde(with = "iso_date")]
    pub due: Date,
}

/// What counts of a revision for the standing of its respondent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledRevision {
    /// Whether every table is there, and none has errors.
    pub accepted: bool,
    /// When the head confirmed it.
    pub confirmed_at: Option<OffsetDateTime>,
    /// Why and until when it was returned.
    pub returned: Option<Return>,
}

/// Where a respondent stands: what its newest revision says, and the return it may still have to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How far it has come.
    pub progress: Progress,
    /// The last return, until a newer revision is confirmed.
    pub returned: Option<Return>,
}

impl Standing {
    /// From all revisions of a respondent, oldest first. Only the newest one counts, except that a
    /// return stands until a later revision is confirmed.
    pub fn of<'a>(revisions: impl DoubleEndedIterator<Item = &'a FiledRevision>) -> Self {
        let mut newest = None;
        let mut returned = None;
        for revision in revisions.rev() {
            newest.get_or_insert(revision);
            if revision.returned.is_some() {
                returned.clone_from(&revision.returned);
                break;
            }
            if revision.confirmed_at.is_some() {
                break;
            }
        }
        let progress = match newest {
            None => Progress::NotStarted,
            Some(FiledRevision { returned: Some(_), .. }) => Progress::Returned,
            Some(FiledRevision { confirmed_at: Some(_), .. }) => Progress::Confirmed,
            Some(FiledRevision { accepted: true, .. }) => Progress::AwaitingConfirmation,
            Some(FiledRevision { accepted: false, .. }) => Progress::Filing,
        };
        Self { progress, returned }
    }

    /// The day by which it must be filed, seen from `today`: the end of the window that is open or
    /// comes, or the day set in a return where that is earlier.
    pub fn due(&self, schedule: &Schedule, filler: Filler, today: Date) -> Option<Date> {
        let end = schedule.next_window(filler, today)?.last;
        Some(self.returned.as_ref().map_or(end, |returned| returned.due.min(end)))
    }

    /// Why no workbook may be uploaded, and the newest revision not be confirmed, at this time, with the
    /// date that stands against it; `None` where both may.
    pub fn refusal(&self, schedule: &Schedule, filler: Filler, now: OffsetDateTime) -> Option<Problem> {
        let today = day_in_china(now);
        if self.progress == Progress::Confirmed {
            return Some(confirmed());
        }
        match schedule.next_window(filler, today) {
            Some(window) if window.contains(today) => {
                self.returned.as_ref().filter(|returned| returned.due < today).map(|late| too_late(late.due))
            }
            Some(next) => Some(too_early(next)),
            None => Some(schedule.windows(filler).last().map_or_else(never, |last| too_late(last.last))),
        }
    }
}

fn confirmed() -> Problem {
    Problem::error(
        "filing.confirmed",
        Text::new(
            "负责人已经确认，不能再上传或更改。",
            "The head has confirmed this filing; nothing can be uploaded or changed any more.",
        ),
    )
    .remedy(Text::new(
        "如需更正，请联系评估机构退回补正。",
        "If something must be corrected, ask the assessor to return it.",
    ))
}

fn too_early(Window { first, last }: Window) -> Problem {
    Problem::error(
        "filing.not_open",
        Text::new(
            format!("现在不在填报期。下一填报期从 {first} 到 {last}。"),
            format!("Filing is not open now. It opens next from {first} to {last}."),
        ),
    )
    .remedy(Text::new(
        format!("请在 {first} 至 {last} 之间上传。"),
        format!("Upload the workbook between {first} and {last}."),
    ))
}

fn too_late(last: Date) -> Problem {
    Problem::error("filing.closed", Text::new(format!("填报已于 {last} 截止。"), format!("Filing closed on {last}.")))
        .remedy(Text::new("请联系评估机构。", "Please turn to the assessor."))
}

fn never() -> Problem {
    Problem::error(
        "filing.no_phase",
        Text::new("本次填报没有设置填报阶段。", "This fieldwork has no phase in which anything is filed."),
    )
    .remedy(Text::new("请联系评估机构。", "Please turn to the assessor."))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;
    use crate::questionnaire::Phase;

    const AT: OffsetDateTime = datetime!(2026-03-02 02:00 UTC);

    fn revision(accepted: bool) -> FiledRevision {
        FiledRevision { accepted, confirmed_at: None, returned: None }
    }

    fn confirmed() -> FiledRevision {
        FiledRevision { confirmed_at: Some(AT), ..revision(true) }
    }

    fn returned(due: Date) -> FiledRevision {
        FiledRevision { returned: Some(Return { reason: "缺附件".into(), due }), ..confirmed() }
    }

    fn standing(revisions: &[FiledRevision]) -> Standing {
        Standing::of(revisions.iter())
    }

    /// Filing from 2 to 6 March 2026, review from 7 to 13, correction from 14 to 20.
    fn schedule() -> Schedule {
        let phase = |code: &str| Phase { code: code.into(), name: Text::same(code), working_days: 5 };
        let phases = ["self-report", "desk-review", "supplement"].map(phase);
        Schedule::plan(date!(2026 - 03 - 02), &phases).expect("dates")
    }

    fn on(day: Date) -> OffsetDateTime {
        day.midnight().assume_utc()
    }

    #[test]
    fn the_newest_revision_says_how_far_a_respondent_has_come() {
        let due = date!(2026 - 03 - 17);
        for (revisions, progress) in [
            (vec![], Progress::NotStarted),
            (vec![revision(true), revision(false)], Progress::Filing),
            (vec![revision(false), revision(true)], Progress::AwaitingConfirmation),
            (vec![revision(false), confirmed()], Progress::Confirmed),
            (vec![returned(due)], Progress::Returned),
            (vec![returned(due), revision(true)], Progress::AwaitingConfirmation),
        ] {
            assert_eq!(standing(&revisions).progress, progress, "{revisions:?}");
        }
    }

    #[test]
    fn a_return_stands_until_a_later_revision_is_confirmed() {
        let due = date!(2026 - 03 - 17);
        assert!(standing(&[returned(due), revision(false)]).returned.is_some());
        assert_eq!(standing(&[returned(due), confirmed()]).returned, None);
        assert_eq!(
            standing(&[returned(due), revision(true)]).due(&schedule(), Filler::Respondent, date!(2026 - 03 - 16)),
            Some(due)
        );
    }

    #[test]
    fn a_workbook_is_taken_in_filing_phases_only_and_a_refusal_names_the_date() {
        let nothing = standing(&[]);
        let refused = |day| nothing.refusal(&schedule(), Filler::Respondent, on(day)).map(|p| (p.code, p.message.zh));
        assert_eq!(refused(date!(2026 - 03 - 02)), None);
        assert_eq!(refused(date!(2026 - 03 - 06)), None);
        let (code, message) = refused(date!(2026 - 03 - 07)).expect("desk review");
        assert_eq!(code, "filing.not_open");
        assert!(message.contains("2026-03-14") && message.contains("2026-03-20"), "{message}");
        assert_eq!(refused(date!(2026 - 03 - 20)), None);
        let (code, message) = refused(date!(2026 - 03 - 21)).expect("all is over");
        assert_eq!(code, "filing.closed");
        assert!(message.contains("2026-03-20"), "{message}");
    }

    #[test]
    fn what_is_confirmed_is_closed_until_it_is_returned_and_then_open_until_its_day() {
        let refusal =
            |revisions: &[FiledRevision], day| standing(revisions).refusal(&schedule(), Filler::Respondent, on(day));
        let (during, due) = (date!(2026 - 03 - 16), date!(2026 - 03 - 17));
        assert!(refusal(&[confirmed()], during).is_some_and(|p| p.code == "filing.confirmed"));
        assert_eq!(refusal(&[returned(due)], during), None);
        assert_eq!(refusal(&[returned(due), revision(false)], due), None);
        let late = refusal(&[returned(due), revision(true)], date!(2026 - 03 - 18));
        assert!(late.is_some_and(|p| p.code == "filing.closed" && p.message.zh.contains("2026-03-17")));
    }
}
