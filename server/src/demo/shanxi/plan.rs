//! What each respondent does in a round, and when.

use domain::{
    fieldwork::{Schedule, ScheduledPhase},
    questionnaire::Filler,
};
use time::{Date, Duration, OffsetDateTime, Time};

use super::{draws::Draws, faults::Fault};

/// One thing that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// When.
    pub at: OffsetDateTime,
    /// What.
    pub deed: Deed,
}

/// What is done with a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// The filler uploads it.
    Submit { revision: u32, contents: Contents },
    /// The head confirms it.
    Confirm { revision: u32 },
    /// The assessor returns it.
    Return { revision: u32, due: Date },
}

/// What a workbook holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contents {
    /// Every row.
    Whole,
    /// All but the last row of its first table.
    Short,
    /// Every row, some spoilt.
    Spoilt(Fault),
    /// The workbook of the period before.
    OfBefore,
}

/// Why the assessor returns a filing.
pub(super) const REASON: &str = "台账比提交的表多一条记录，请核对后补齐，再由负责人确认。（示例）";

/// Who first files something faulty, by region and department.
const FAULTY: [(&str, &str, Fault); 4] = [
    ("140100", "FIN", Fault::WrongType),
    ("140100", "GOV", Fault::MissingRequired),
    ("140200", "NDRC", Fault::UnknownRegion),
    ("140200", "COMM", Fault::Repeated),
];
/// Whose filing is returned once.
const RETURNED: [(&str, &str); 2] = [("140100", "COMM"), ("140200", "FIN")];

/// Whose filing its head never confirmed: it counts as not submitted, and the edition says so.
const UNCONFIRMED: [(&str, &str); 1] = [("141000", "STAT")];

/// What a respondent does in the round that is over; nothing where the schedule lacks a phase.
pub(super) fn past(schedule: &Schedule, region: &str, department: &str, filler: Filler) -> Vec<Step> {
    let phase = |code: &str| schedule.phases().iter().find(|phase| phase.code == code);
    let mut draws = Draws::of(&["plan", region, department]);
    let (Some(filing), Some(review), Some(correction), Some(check)) =
        (phase("self-report"), phase("desk-review"), phase("supplement"), phase("verify"))
    else {
        return Vec::new();
    };
    let begins = match filler {
        Filler::Respondent => within(filing, &mut draws),
        Filler::Assessor => within(check, &mut draws),
    };
    let faulty = FAULTY.iter().find(|(r, d, _)| (*r, *d) == (region, department)).map(|(_, _, fault)| *fault);
    let returned = RETURNED.contains(&(region, department));
    let mut steps = Vec::new();
    let mut revision = 1;
    let step = |at, deed| Step { at, deed };
    if let Some(fault) = faulty {
        steps.push(step(begins, Deed::Submit { revision, contents: Contents::Spoilt(fault) }));
        revision += 1;
    }
    let contents = if returned { Contents::Short } else { Contents::Whole };
    steps.push(step(begins + Duration::minutes(50), Deed::Submit { revision, contents }));
    if !UNCONFIRMED.contains(&(region, department)) {
        steps.push(step(begins + Duration::minutes(95), Deed::Confirm { revision }));
    }
    if returned {
        let again = within(correction, &mut draws);
        steps.push(step(within(review, &mut draws), Deed::Return { revision, due: correction.last }));
        revision += 1;
        steps.push(step(again, Deed::Submit { revision, contents: Contents::Whole }));
        steps.push(step(again + Duration::minutes(20), Deed::Confirm { revision }));
    }
    steps
}

/// What a respondent has done so far in the round that is under way.
pub(super) fn present(schedule: &Schedule, region: &str, department: &str, now: OffsetDateTime) -> Vec<Step> {
    let Some(correction) = schedule.phases().iter().find(|phase| phase.code == "supplement") else {
        return Vec::new();
    };
    let submit = |contents| Deed::Submit { revision: 1, contents };
    let confirm = Deed::Confirm { revision: 1 };
    let deeds = match (region, department) {
        ("140100", "FIN") => vec![submit(Contents::Spoilt(Fault::WrongType))],
        ("140100", "GOV") => vec![submit(Contents::Whole)],
        ("140100", "NDRC") | ("140200", "COMM") => vec![submit(Contents::Whole), confirm],
        ("140100", "ENV") => vec![submit(Contents::Short), confirm, Deed::Return { revision: 1, due: correction.last }],
        ("140200", "FIN") => vec![submit(Contents::OfBefore)],
        _ => Vec::new(),
    };
    // Over the last day, one after the other.
    let began = now - Duration::hours(20);
    deeds.into_iter().zip(0..).map(|(deed, n)| Step { at: began + Duration::hours(3 * n), deed }).collect()
}

/// A moment of a phase, in the hours of an office in China, with the rest of the day before it.
fn within(phase: &ScheduledPhase, draws: &mut Draws) -> OffsetDateTime {
    let days = (phase.last - phase.first).whole_days();
    let day = phase.first.saturating_add(Duration::days(draws.between(0, days.max(0))));
    // One in the morning UTC is nine in China.
    day.with_time(Time::MIDNIGHT).assume_utc() + Duration::minutes(60 + draws.between(0, 330))
}
