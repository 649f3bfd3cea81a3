//! Fieldwork 填报 of a round: open it, list it, see how far its respondents are.

mod plan;

use domain::{
    Actor, Organisation, OrganisationKind, Questionnaire,
    fieldwork::{Progress, Standing, day_in_china},
    policy,
};
use serde_json::json;
use storage::{
    Transaction, accounts,
    fieldworks::{self, NewFieldwork},
    instruments, organisations,
    respondents::{self, NewRespondent},
    submissions,
};
pub use storage::{fieldworks::FieldworkRecord, indexes::IndexRecord, respondents::RespondentRecord};
use time::Date;

use crate::{Error, Result, Services, audit, filing, indexes};

pub use plan::{FieldworkChoices, FieldworkForm, FieldworkPlan, PlannedRespondent, choices, plan_fieldwork};

/// Opens the fieldwork of a period: freezes the instrument, and gives every department of every unit
/// an organisation, that of the fieldwork before where there was one.
///
/// # Errors
/// [`Error::Invalid`] with every problem of the form; [`Error::NotFound`] for another organisation's
/// index.
pub async fn open_fieldwork(
    services: &Services,
    actor: &Actor,
    slug: &str,
    form: &FieldworkForm,
) -> Result<FieldworkRecord> {
    let plan = plan_fieldwork(services, actor, slug, form).await?;
    let now = services.now();
    let units: Vec<String> = plan.units.iter().map(|unit| unit.code.clone()).collect();
    let tx = storage::begin(services.db()).await?;
    instruments::freeze(&tx, plan.index.id, plan.instrument_version_id, now).await?;
    let new = NewFieldwork {
        index_id: plan.index.id,
        period: &plan.period,
        days: plan.days,
        instrument_version_id: plan.instrument_version_id,
        commissioner_id: plan.commissioner.id,
        units: &units,
        schedule: &plan.schedule,
        created_by: actor.user_id,
    };
    let fieldwork = fieldworks::insert(&tx, new, now).await?;
    enlist(&tx, &fieldwork, &plan, now).await?;
    let detail = json!({
        "period": plan.period,
        "units": units,
        "respondents": plan.respondents.len(),
        "commissioner": plan.commissioner.id,
        "schedule": plan.schedule,
    });
    audit::append(&tx, actor, "fieldwork.opened", slug, detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(fieldwork)
}

async fn enlist(
    tx: &Transaction,
    fieldwork: &FieldworkRecord,
    plan: &FieldworkPlan,
    now: time::OffsetDateTime,
) -> Result<()> {
    let known = respondents::list_of_index(tx, plan.index.id).await?;
    for planned in &plan.respondents {
        let same = |r: &&RespondentRecord| {
            r.region == planned.region && r.department == planned.department && r.organisation.name == planned.name
        };
        let organisation_id = if planned.assessor {
            plan.index.organisation_id
        } else if let Some(before) = known.iter().rev().find(same) {
            before.organisation.id
        } else {
            organisations::insert(tx, OrganisationKind::Respondent, &planned.name, now).await?.id
        };
        let new = NewRespondent {
            fieldwork_id: fieldwork.id,
            region: &planned.region,
            department: &planned.department,
            organisation_id,
        };
        respondents::insert(tx, new).await?;
    }
    Ok(())
}

/// The fieldwork of an index, newest period first.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's index.
pub async fn list_fieldwork(services: &Services, actor: &Actor, slug: &str) -> Result<Vec<FieldworkRecord>> {
    let index = indexes::owned(services, actor, slug).await?;
    Ok(fieldworks::list(services.db(), index.id).await?)
}

/// The fieldwork the actor's organisation ordered, newest period first, with the index of each.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is a commissioner's.
pub async fn list_commissioned(services: &Services, actor: &Actor) -> Result<Vec<(IndexRecord, FieldworkRecord)>> {
    policy::can_list_commissioned(actor)?;
    let mut list = Vec::new();
    for fieldwork in fieldworks::list_of_commissioner(services.db(), actor.organisation.id).await? {
        let index = storage::indexes::find(services.db(), fieldwork.index_id).await?.ok_or(Error::NotFound)?;
        list.push((index, fieldwork));
    }
    Ok(list)
}

/// How far the respondents of fieldwork are: units × departments.
#[derive(Debug, Clone)]
pub struct Board {
    /// The index.
    pub index: IndexRecord,
    /// The fieldwork.
    pub fieldwork: FieldworkRecord,
    /// The questionnaire it asks.
    pub questionnaire: Questionnaire,
    /// Who ordered it.
    pub commissioner: Organisation,
    /// The day it is, by which the phase in force is known.
    pub today: Date,
    /// A row a respondent, by unit and department in the order of the questionnaire.
    pub rows: Vec<BoardRow>,
}

/// A respondent on the board.
#[derive(Debug, Clone)]
pub struct BoardRow {
    /// The respondent.
    pub respondent: RespondentRecord,
    /// Where it stands.
    pub standing: Standing,
    /// How many people act for it.
    pub people: usize,
}

impl Board {
    /// How many respondents have come this far.
    pub fn count(&self, progress: Progress) -> usize {
        self.rows.iter().filter(|row| row.standing.progress == progress).count()
    }

    /// The respondent of a department of a unit.
    pub fn cell(&self, region: &str, department: &str) -> Option<&BoardRow> {
        self.rows.iter().find(|row| row.respondent.region == region && row.respondent.department == department)
    }
}

/// Opens the board, for the assessor and the commissioner.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and for a period without fieldwork.
pub async fn open_board(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<Board> {
    let db = services.db();
    let index = storage::indexes::find_by_slug(db, slug).await?.ok_or(Error::NotFound)?;
    let fieldwork = fieldworks::find_by_period(db, index.id, period).await?.ok_or(Error::NotFound)?;
    policy::can_see_board(actor, index.organisation_id, fieldwork.commissioner_id).map_err(|_| Error::NotFound)?;
    let questionnaire = filing::questionnaire(services, &fieldwork).await?;
    let commissioner = organisations::find(db, fieldwork.commissioner_id).await?.ok_or(Error::NotFound)?;
    let respondents = respondents::list(db, fieldwork.id).await?;
    let ids: Vec<i64> = respondents.iter().map(|r| r.id).collect();
    let mut standings = submissions::standings(db, &ids).await?;
    let organisations: Vec<i64> = respondents.iter().map(|r| r.organisation.id).collect();
    let people = accounts::count_by_organisation(db, &organisations).await?;
    let row = |respondent: RespondentRecord| BoardRow {
        standing: standings.remove(&respondent.id).unwrap_or_else(|| Standing::of([].iter())),
        people: people.get(&respondent.organisation.id).copied().unwrap_or(0),
        respondent,
    };
    let rows = respondents.into_iter().map(row).collect();
    let today = day_in_china(services.now());
    Ok(Board { index, fieldwork, questionnaire, commissioner, today, rows })
}
