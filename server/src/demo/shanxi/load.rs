//! Loads the rounds: one that is over and published, one that is under way. Only what is not there yet,
//! so that a second time adds nothing and an interrupted one goes on.

use bytes::Bytes;
use domain::{
    Period, Questionnaire,
    calendar::working_days_between,
    fieldwork::{Progress, Schedule, day_in_china},
    questionnaire::{Filler, Phase},
};
use service::{
    fieldwork::{self, Board, FieldworkForm},
    indexes, instruments,
    questionnaires::open_questionnaire,
};
use time::{
    Date, Duration, OffsetDateTime,
    macros::{date, datetime},
};

use super::{
    QUESTIONNAIRE, QUESTIONNAIRE_FILE, SLUG, Stage, at_nine,
    filing::{self, Filing},
    index, people, plan, publishing, rating,
};
use crate::cli::Failure;

/// When the index was made.
const MADE: OffsetDateTime = datetime!(2025-12-01 01:00 UTC);
/// The round that is over.
const PAST: Round = Round { period: "2025", days: Period { start: date!(2025 - 01 - 01), end: date!(2025 - 12 - 31) } };
/// The first day of its fieldwork.
const PAST_START: Date = date!(2026 - 01 - 05);
/// The round that is under way.
const PRESENT: Round =
    Round { period: "2026", days: Period { start: date!(2026 - 01 - 01), end: date!(2026 - 10 - 31) } };

/// A round and the days it is about.
struct Round {
    period: &'static str,
    days: Period,
}

/// Loads what is missing.
///
/// # Errors
/// What the services say.
pub async fn load(stage: &Stage<'_>) -> Result<(), Failure> {
    let questionnaire = prepare(stage).await?;
    let past = open(stage, &questionnaire, &PAST, PAST_START, at_nine(PAST_START) - Duration::days(7)).await?;
    let filings = past_filings(stage, &past).await?;
    tell(stage, &PAST, filing::file(stage, &questionnaire, &past.fieldwork, &filings).await?)?;
    rating::rate_all(stage, &questionnaire, &past.fieldwork).await?;
    publishing::publish(stage, &past.fieldwork).await?;
    let Some(start) = start_of_present(&questionnaire.phases, day_in_china(stage.now)) else { return Ok(()) };
    let present = open(stage, &questionnaire, &PRESENT, start, at_nine(start) - Duration::days(3)).await?;
    let filings = present_filings(stage, &past, &present).await?;
    tell(stage, &PRESENT, filing::file(stage, &questionnaire, &present.fieldwork, &filings).await?)
}

fn tell(stage: &Stage<'_>, round: &Round, taken: usize) -> Result<(), Failure> {
    if taken == 0 {
        return Ok(());
    }
    (stage.say)(&format!("已填报 filed and confirmed: {SLUG} {}, {taken} 步 steps", round.period))
}

/// The index and its questionnaire.
async fn prepare(stage: &Stage<'_>) -> Result<Questionnaire, Failure> {
    let (services, assessor) = (stage.at(MADE), &stage.assessor);
    let existing = indexes::list_indexes(&services, assessor).await?;
    if !existing.iter().any(|overview| overview.index.about.slug.as_str() == SLUG) {
        indexes::create_index(&services, assessor, &index()).await?;
        (stage.say)(&format!("已创建指数 created the index: {SLUG}"))?;
    }
    if indexes::open_index(&services, assessor, SLUG).await?.instrument.is_none() {
        let bytes = Bytes::from_static(QUESTIONNAIRE);
        let record = instruments::import_instrument(&services, assessor, SLUG, QUESTIONNAIRE_FILE, bytes).await?;
        (stage.say)(&format!("已导入问卷 imported the questionnaire: {} nodes", record.instrument.len()))?;
    }
    let questionnaire = open_questionnaire(&services, assessor, SLUG).await?;
    questionnaire.ok_or_else(|| Failure::Fault("the index has lost its questionnaire".into()))
}

/// The fieldwork of a round, opened if it is not yet.
async fn open(
    stage: &Stage<'_>,
    questionnaire: &Questionnaire,
    round: &Round,
    start: Date,
    opened: OffsetDateTime,
) -> Result<Board, Failure> {
    let (services, assessor) = (stage.at(opened), &stage.assessor);
    let existing = fieldwork::list_fieldwork(&services, assessor, SLUG).await?;
    if !existing.iter().any(|fieldwork| fieldwork.period == round.period) {
        let form = FieldworkForm {
            period: round.period.into(),
            first_day: round.days.start.to_string(),
            last_day: round.days.end.to_string(),
            commissioner: stage.commissioner.organisation.id.to_string(),
            start: start.to_string(),
            units: stage.cities(questionnaire).into_iter().map(|city| city.code).collect(),
        };
        fieldwork::open_fieldwork(&services, assessor, SLUG, &form).await?;
        (stage.say)(&format!("已开始填报 opened the fieldwork: {SLUG} {}", round.period))?;
    }
    Ok(fieldwork::open_board(&services, assessor, SLUG, round.period).await?)
}

/// What is still to be filed in the round that is over. Everybody's people are invited once it opens.
async fn past_filings(stage: &Stage<'_>, board: &Board) -> Result<Vec<Filing>, Failure> {
    let opened = stage.at(board.fieldwork.created_at + Duration::hours(2));
    let mut filings = Vec::new();
    for row in &board.rows {
        let respondent = &row.respondent;
        let filler = filing::filler(stage, respondent);
        let schedule = &board.fieldwork.schedule;
        let steps = plan::past(schedule, &respondent.region, &respondent.department, filler);
        let settled = row.standing.progress == Progress::Confirmed && steps.len() <= 2;
        let steps = if settled { Vec::new() } else { filing::remaining(stage, row, steps).await? };
        // Without this one the visitor has no desk.
        if steps.is_empty() && row.people > 0 && !people::is_visitors(respondent) {
            continue;
        }
        let people = people::of(stage, &opened, respondent).await?;
        filings.push(Filing { respondent: respondent.clone(), people, before: None, steps });
    }
    Ok(filings)
}

/// What is still to be filed in the round under way: as much as has been filed so far.
async fn present_filings(stage: &Stage<'_>, past: &Board, board: &Board) -> Result<Vec<Filing>, Failure> {
    let services = stage.at(stage.now);
    let mut filings = Vec::new();
    for row in &board.rows {
        let respondent = &row.respondent;
        if filing::filler(stage, respondent) == Filler::Assessor {
            continue;
        }
        let schedule = &board.fieldwork.schedule;
        let steps = plan::present(schedule, &respondent.region, &respondent.department, stage.now);
        let steps = filing::remaining(stage, row, steps).await?;
        if steps.is_empty() {
            continue;
        }
        let people = people::of(stage, &services, respondent).await?;
        let before = past.cell(&respondent.region, &respondent.department).map(|row| row.respondent.id);
        filings.push(Filing { respondent: respondent.clone(), people, before, steps });
    }
    Ok(filings)
}

/// A first day by which today lies well within the phase for filing.
fn start_of_present(phases: &[Phase], today: Date) -> Option<Date> {
    (5..90).map(|back| today.saturating_sub(Duration::days(back))).find(|start| {
        let schedule = Schedule::plan(*start, phases);
        let phase =
            schedule.as_ref().and_then(|schedule| schedule.on(today)).filter(|phase| phase.code == "self-report");
        phase.is_some_and(|phase| working_days_between(phase.first, today) >= 5)
    })
}
