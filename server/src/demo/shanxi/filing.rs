//! Respondents file: each workbook is written from its template, uploaded, read by the parser process
//! and kept as a revision, like anybody's.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    Questionnaire,
    questionnaire::{EvidenceTable, Filler},
};
use futures::{StreamExt, TryStreamExt, stream};
use service::{
    confirm::confirm,
    fieldwork::{BoardRow, FieldworkRecord},
    respondents::{self, RespondentRecord, SubmissionRecord},
    return_for_correction::{ReturnForm, return_for_correction},
    submit::submit,
    templates,
};
use time::{Date, OffsetDateTime};

use super::{
    Stage, documents, faults,
    people::People,
    plan::{Contents, Deed, REASON, Step},
    tables,
};
use crate::cli::Failure;

/// How many respondents file at once: each has a parser process.
const AT_ONCE: usize = 3;

/// A respondent, its people, and what it still has to do.
pub(super) struct Filing {
    pub respondent: RespondentRecord,
    pub people: People,
    /// The respondent that it was in the round before.
    pub before: Option<i64>,
    pub steps: Vec<Step>,
}

/// Who fills the tables of a respondent.
pub(super) fn filler(stage: &Stage<'_>, respondent: &RespondentRecord) -> Filler {
    if respondent.organisation.id == stage.assessor.organisation.id { Filler::Assessor } else { Filler::Respondent }
}

/// The steps that a respondent has not taken yet: after an interruption it goes on from there.
///
/// # Errors
/// What the services say.
pub(super) async fn remaining(stage: &Stage<'_>, row: &BoardRow, steps: Vec<Step>) -> Result<Vec<Step>, Failure> {
    if steps.is_empty() {
        return Ok(steps);
    }
    let services = stage.at(stage.now);
    let desk = respondents::open_respondent(&services, &stage.assessor, row.respondent.id).await?;
    let done = |step: &Step| {
        let of = |revision: u32| desk.submissions.iter().find(|submission| submission.revision == revision);
        match &step.deed {
            Deed::Submit { revision, .. } => of(*revision).is_some(),
            Deed::Confirm { revision } => of(*revision).is_some_and(|submission| submission.confirmed.is_some()),
            Deed::Return { revision, .. } => of(*revision).is_some_and(|submission| submission.returned.is_some()),
        }
    };
    Ok(steps.into_iter().skip_while(done).collect())
}

/// Takes all steps, day by day; on one day several respondents at once.
///
/// # Errors
/// What the services say; [`Failure::Problems`] where a sound workbook was not taken for one.
pub(super) async fn file(
    stage: &Stage<'_>,
    questionnaire: &Questionnaire,
    fieldwork: &FieldworkRecord,
    filings: &[Filing],
) -> Result<usize, Failure> {
    let mut days: BTreeMap<Date, Vec<(&Filing, Vec<&Step>)>> = BTreeMap::new();
    for filing in filings {
        let mut own: BTreeMap<Date, Vec<&Step>> = BTreeMap::new();
        for step in &filing.steps {
            own.entry(step.at.date()).or_default().push(step);
        }
        for (day, steps) in own {
            days.entry(day).or_default().push((filing, steps));
        }
    }
    let mut taken = 0;
    for day in days.into_values() {
        let work = day.into_iter().map(|(filing, steps)| async move {
            for step in &steps {
                take(stage, questionnaire, fieldwork, filing, step).await?;
            }
            Ok::<_, Failure>(steps.len())
        });
        taken += stream::iter(work).buffer_unordered(AT_ONCE).try_fold(0, |sum, n| async move { Ok(sum + n) }).await?;
    }
    Ok(taken)
}

async fn take(
    stage: &Stage<'_>,
    questionnaire: &Questionnaire,
    fieldwork: &FieldworkRecord,
    filing: &Filing,
    step: &Step,
) -> Result<(), Failure> {
    let services = stage.at(step.at);
    let id = filing.respondent.id;
    match &step.deed {
        Deed::Submit { contents, .. } => {
            let (name, workbook, tables) =
                workbook(stage, questionnaire, fieldwork, filing, (*contents, step.at)).await?;
            let whose = (id, filing.respondent.department.as_str());
            documents::attach_all(&services, &filing.people.filler, whose, questionnaire, &tables).await?;
            let filed = submit(&services, &filing.people.filler, id, &name, Bytes::from(workbook)).await?;
            judge(&filed, *contents)
        }
        Deed::Confirm { revision } => Ok(confirm(&services, &filing.people.head, id, *revision).await?),
        Deed::Return { revision, due } => {
            let form = ReturnForm { reason: REASON.to_owned(), due: due.to_string() };
            Ok(return_for_correction(&services, &stage.assessor, id, *revision, &form).await?)
        }
    }
}

/// What was meant to be sound must be, and what was spoilt must not.
fn judge(filed: &SubmissionRecord, contents: Contents) -> Result<(), Failure> {
    let meant = match contents {
        Contents::Whole | Contents::Short => true,
        Contents::Spoilt(_) | Contents::OfBefore => false,
    };
    if filed.is_accepted() == meant {
        Ok(())
    } else if meant {
        Err(Failure::Problems(filed.problems.clone()))
    } else {
        Err(Failure::Fault(format!("{}: no fault was found", filed.file_name)))
    }
}

async fn workbook(
    stage: &Stage<'_>,
    questionnaire: &Questionnaire,
    fieldwork: &FieldworkRecord,
    filing: &Filing,
    (contents, at): (Contents, OffsetDateTime),
) -> Result<(String, Vec<u8>, BTreeMap<String, EvidenceTable>), Failure> {
    let RespondentRecord { id, region, department, .. } = &filing.respondent;
    let region = questionnaire.region(region).ok_or_else(|| Failure::Fault("an unknown region".into()))?;
    let mut tables = tables(questionnaire, region, department, fieldwork.days).map_err(Failure::Problems)?;
    let mut of = *id;
    match contents {
        Contents::Whole => {}
        Contents::Short => {
            if let Some(table) = tables.values_mut().find(|table| table.rows.len() > 1) {
                table.rows.pop();
            }
        }
        Contents::Spoilt(fault) => tables = faults::spoil(questionnaire, tables, fault),
        Contents::OfBefore => of = filing.before.unwrap_or(of),
    }
    let services = stage.at(at);
    let (name, workbook) = templates::fill_template(&services, &filing.people.filler, of, tables.clone()).await?;
    Ok((name, workbook, tables))
}
