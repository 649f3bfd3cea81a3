//! The workbook a respondent downloads and fills.

use std::collections::BTreeMap;

use domain::{Actor, Text, fieldwork::day_in_china};
use evidence::{Template, TemplateRound};
use storage::submissions;

use crate::{Error, Result, Services, filing};

/// A respondent's workbook, and the name of its file.
///
/// # Errors
/// [`Error::NotFound`] unless the actor is of the respondent or the assessor.
pub async fn download_template(services: &Services, actor: &Actor, respondent_id: i64) -> Result<(String, Vec<u8>)> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let questionnaire = filing::questionnaire(services, &filing.fieldwork).await?;
    let standing = filing::standing(&submissions::list(services.db(), respondent_id).await?);
    let deadline =
        standing.due(&filing.fieldwork.schedule, filing::filler(&filing.respondent), day_in_china(services.now()));
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
            previous: &BTreeMap::new(),
        })
    };
    let workbook = tokio::task::spawn_blocking(write).await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok((name, workbook))
}
