//! The phases 阶段 of fieldwork as dates.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, macros::offset};

use crate::{
    calendar::{add_working_days, iso_date},
    questionnaire::{Filler, Phase},
    text::Text,
};

/// The phases in which respondents file, by code: filing 自评填报 and correction 补正.
const FILING: [&str; 2] = ["self-report", "supplement"];

/// The day it is in China, by which all dates of fieldwork count.
pub fn day_in_china(at: OffsetDateTime) -> Date {
    at.to_offset(offset!(+8)).date()
}

/// The phases of fieldwork in their order, one beginning the day after the other ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Schedule {
    phases: Vec<ScheduledPhase>,
}

/// A phase and its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduledPhase {
    /// `self-report`.
    pub code: String,
    /// 自评填报与佐证上传.
    pub name: Text,
    /// Its first day.
    #[serde(with = "iso_date")]
    pub first: Date,
    /// Its last day, which still belongs to it.
    #[serde(with = "iso_date")]
    pub last: Date,
}

impl ScheduledPhase {
    /// Whether respondents file in it.
    pub fn is_filing(&self) -> bool {
        FILING.contains(&self.code.as_str())
    }

    /// Whether it runs on this day.
    pub fn contains(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

impl Schedule {
    /// Counts the phases out in working days. Each takes in the days off around it, so that none lies
    /// between two phases; a phase without working days is left out. `None` beyond the year 9999.
    pub fn plan(start: Date, phases: &[Phase]) -> Option<Self> {
        let mut planned = Vec::with_capacity(phases.len());
        let mut first = start;
        for phase in phases.iter().filter(|phase| phase.working_days > 0) {
            let last = add_working_days(first.previous_day()?, phase.working_days)?;
            planned.push(ScheduledPhase { code: phase.code.clone(), name: phase.name.clone(), first, last });
            first = last.next_day()?;
        }
        Some(Self { phases: planned })
    }

    /// The phases in their order.
    pub fn phases(&self) -> &[ScheduledPhase] {
        &self.phases
    }

    /// The phase that runs on this day.
    pub fn on(&self, day: Date) -> Option<&ScheduledPhase> {
        self.phases.iter().find(|phase| phase.contains(day))
    }

    /// When something may be filed, earliest first. A respondent files in the phases for that; the
    /// assessor, who sets the dates, at any time of the fieldwork.
    pub fn windows(&self, filler: Filler) -> Vec<Window> {
        match (filler, self.phases.first(), self.phases.last()) {
            (Filler::Respondent, _, _) => {
                let filing = self.phases.iter().filter(|phase| phase.is_filing());
                filing.map(|phase| Window { first: phase.first, last: phase.last }).collect()
            }
            (Filler::Assessor, Some(from), Some(to)) => vec![Window { first: from.first, last: to.last }],
            (Filler::Assessor, _, _) => Vec::new(),
        }
    }

    /// The window that is open on this day, else the next one; `None` once all are over.
    pub fn next_window(&self, filler: Filler, day: Date) -> Option<Window> {
        self.windows(filler).into_iter().find(|window| day <= window.last)
    }
}

/// Days on which something may be filed, both ends with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl Window {
    /// Whether it is open on this day.
    pub fn contains(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn phase(code: &str, working_days: u16) -> Phase {
        Phase { code: code.into(), name: Text::same(code), working_days }
    }

    fn schedule() -> Schedule {
        // 28 September 2026 is a Monday; 1 to 7 October are days off, 10 October is worked.
        let phases = [phase("publish-plan", 3), phase("idle", 0), phase("self-report", 2), phase("supplement", 1)];
        Schedule::plan(date!(2026 - 09 - 28), &phases).expect("dates")
    }

    #[test]
    fn phases_follow_each_other_in_working_days_over_a_holiday() {
        let schedule = schedule();
        let days: Vec<_> = schedule.phases().iter().map(|p| (p.code.as_str(), p.first, p.last)).collect();
        assert_eq!(
            days,
            [
                ("publish-plan", date!(2026 - 09 - 28), date!(2026 - 09 - 30)),
                ("self-report", date!(2026 - 10 - 01), date!(2026 - 10 - 09)),
                ("supplement", date!(2026 - 10 - 10), date!(2026 - 10 - 10)),
            ]
        );
    }

    #[test]
    fn every_day_between_the_first_and_the_last_belongs_to_one_phase() {
        let schedule = schedule();
        let mut day = date!(2026 - 09 - 28);
        while day <= date!(2026 - 10 - 10) {
            assert_eq!(schedule.phases().iter().filter(|p| p.contains(day)).count(), 1, "{day}");
            day = day.next_day().expect("a day");
        }
        assert_eq!(schedule.on(date!(2026 - 09 - 27)), None);
        assert_eq!(schedule.on(day), None);
    }

    #[test]
    fn a_respondent_files_in_its_phases_and_the_assessor_at_any_time() {
        let schedule = schedule();
        let next = |filler, day| schedule.next_window(filler, day).map(|window| (window.first, window.last));
        let filing = Some((date!(2026 - 10 - 01), date!(2026 - 10 - 09)));
        assert_eq!(next(Filler::Respondent, date!(2026 - 09 - 01)), filing);
        assert_eq!(next(Filler::Respondent, date!(2026 - 10 - 09)), filing);
        let correction = date!(2026 - 10 - 10);
        assert_eq!(next(Filler::Respondent, correction), Some((correction, correction)));
        assert_eq!(next(Filler::Respondent, date!(2026 - 10 - 11)), None);
        assert_eq!(next(Filler::Assessor, correction), Some((date!(2026 - 09 - 28), correction)));
        assert_eq!(Schedule::plan(correction, &[]).expect("no dates").windows(Filler::Assessor), []);
    }

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        assert_eq!(day_in_china(datetime!(2026-11-23 15:59:59 UTC)), date!(2026 - 11 - 23));
        assert_eq!(day_in_china(datetime!(2026-11-23 16:00 UTC)), date!(2026 - 11 - 24));
    }
}
