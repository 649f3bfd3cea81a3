//! The workbook a respondent downloads and fills.

use std::collections::BTreeMap;

use domain::{
    Actor, Questionnaire, Text,
    fieldwork::day_in_china,
    questionnaire::{EvidenceTable, Item},
};
use evidence::{Template, TemplateRound};
use storage::{fieldworks, respondents, submissions};

use crate::{
    Error, Result, Services,
    filing::{self, Filing},
    submit::FiledEvidence,
};

/// A respondent's workbook, and the name of its file. It begins with the rows that were confirmed the
/// time before, where the columns are still the same.
///
/// # Errors
/// [`Error::NotFound`] unless the actor is of the respondent or the assessor.
pub async fn download_template(services: &Services, actor: &Actor, respondent_id: i64) -> Result<(String, Vec<u8>)> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let questionnaire = filing::questionnaire(services, &filing.fieldwork).await?;
    let standing = filing::standing(&submissions::list(services.db(), respondent_id).await?);
    let deadline =
        standing.due(&filing.fieldwork.schedule, filing::filler(&filing.respondent), day_in_china(services.now()));
    let previous = previous(services, &filing, &questionnaire).await?;
    let name = format!("{}-{}-填报.xlsx", filing.fieldwork.period, filing.respondent.organisation.name.zh);
    let write = move || {
        let (round, index, period) = (filing.round(), &filing.index.about.name, &filing.fieldwork.period);
        let round_name = Text::new(format!("{} {period}", index.zh), format!("{} {period}", index.en));
        evidence::write_template(&Template {
            questionnaire: &questionnaire,
            department: &filing.respondent.department,
            region: questionnaire.region(&filing.respondent.region),
            round: Some(TemplateRound { id: &round, name: &round_name }),
            deadline,
            period: filing.fieldwork.days,
            previous: &previous,
        })
    };
    let workbook = tokio::task::spawn_blocking(write).await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok((name, workbook))
}

/// The head of one table as CSV, and the name of its file, for those who file table by table.
///
/// # Errors
/// As [`download_template`]; [`Error::NotFound`] too for an item that the respondent is not asked.
pub async fn download_head(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    item: &str,
) -> Result<(String, Vec<u8>)> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let questionnaire = filing::questionnaire(services, &filing.fieldwork).await?;
    let mut asked = questionnaire.asked_of(&filing.respondent.department);
    let item = asked.find(|asked| asked.code == item).ok_or(Error::NotFound)?;
    let name = format!("{}-{}-{}.csv", filing.fieldwork.period, item.code, item.name.zh);
    Ok((name, evidence::write_head(&questionnaire, item)))
}

/// The tables that the same organisation confirmed in the fieldwork of the index before this one.
async fn previous(
    services: &Services,
    filing: &Filing,
    questionnaire: &Questionnaire,
) -> Result<BTreeMap<String, EvidenceTable>> {
    let db = services.db();
    let own = &filing.respondent;
    for before in respondents::list_of_organisation(db, own.organisation.id).await? {
        if before.id >= own.id || (&before.region, &before.department) != (&own.region, &own.department) {
            continue;
        }
        let fieldwork = fieldworks::find_by_id(db, before.fieldwork_id).await?.ok_or(Error::NotFound)?;
        if fieldwork.index_id != filing.index.id {
            continue;
        }
        let confirmed = submissions::list(db, before.id).await?.into_iter().rev().find(|s| s.confirmed.is_some());
        let Some(sha256) = confirmed.and_then(|submission| submission.content_sha256) else { continue };
        let bytes = services.objects().get(&sha256).await?.ok_or(Error::NotFound)?;
        let FiledEvidence { mut tables, .. } = serde_json::from_slice(&bytes).map_err(Error::internal)?;
        let asked = filing::questionnaire(services, &fieldwork).await?;
        // Cells are kept by position: they mean the same only under the same columns.
        let columns = |of: &Questionnaire, item: &Item| of.columns(item).cloned().collect::<Vec<_>>();
        tables.retain(|code, _| match (asked.item(code), questionnaire.item(code)) {
            (Some(then), Some(now)) => columns(&asked, then) == columns(questionnaire, now),
            (_, None) | (None, _) => false,
        });
        return Ok(tables);
    }
    Ok(BTreeMap::new())
}
