//! Whom a filing is about. The name of an organisation says it of a department; the assessor fills tables of
//! every unit, and its own name tells none of them from another.

use std::collections::BTreeMap;

use domain::{OrganisationKind, Questionnaire, Text, fieldwork::respondent_name};

use crate::{
    Result, Services, filing,
    respondents::{Asked, RespondentRecord},
};

/// 太原市第三方评估组, where the assessor fills it; else the name of the organisation.
pub fn name(respondent: &RespondentRecord, questionnaire: &Questionnaire) -> Text {
    let own = respondent.organisation.name.clone();
    if respondent.organisation.kind != OrganisationKind::Assessor {
        return own;
    }
    let (region, department) =
        (questionnaire.region(&respondent.region), questionnaire.department(&respondent.department));
    match (region, department) {
        (Some(region), Some(department)) => respondent_name(&region.name, &department.name),
        (_, None) | (None, _) => own,
    }
}

/// The names of all that is asked, by key of the respondent.
///
/// # Errors
/// Faults of the store.
pub async fn names(services: &Services, asked: &[Asked]) -> Result<BTreeMap<i64, Text>> {
    let mut questionnaires: BTreeMap<i64, Questionnaire> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for Asked { respondent, fieldwork, .. } in asked {
        if respondent.organisation.kind != OrganisationKind::Assessor {
            names.insert(respondent.id, respondent.organisation.name.clone());
            continue;
        }
        let questionnaire = match questionnaires.remove(&fieldwork.id) {
            Some(known) => known,
            None => filing::questionnaire(services, fieldwork).await?,
        };
        names.insert(respondent.id, name(respondent, &questionnaire));
        questionnaires.insert(fieldwork.id, questionnaire);
    }
    Ok(names)
}
