//! The people who act for the respondents: invited by the assessor like any others. One bureau has the
//! accounts of the demonstration, so that a visitor can sit at its desk.

use domain::{Actor, Duty};
use service::{
    Error, Services, accounts, console,
    respondents::{self, InviteForm, RespondentRecord},
};

use super::Stage;
use crate::cli::Failure;

/// The bureau whose people a visitor can be: finance, of Taiyuan.
const DESK: (&str, &str) = ("140100", "FIN");

/// Who files for a respondent and who answers for it.
#[derive(Debug, Clone)]
pub(super) struct People {
    /// Uploads.
    pub filler: Actor,
    /// Confirms.
    pub head: Actor,
}

/// Whether a visitor can sit at the desk of this respondent.
pub(super) fn is_visitors(respondent: &RespondentRecord) -> bool {
    (respondent.region.as_str(), respondent.department.as_str()) == DESK
}

/// The people of a respondent, invited if they are not there yet.
///
/// # Errors
/// What the services say.
pub(super) async fn of(
    stage: &Stage<'_>,
    services: &Services,
    respondent: &RespondentRecord,
) -> Result<People, Failure> {
    if respondent.organisation.id == stage.assessor.organisation.id {
        return Ok(People { filler: stage.assessor.clone(), head: stage.assessor.clone() });
    }
    let filler = person(stage, services, respondent, Duty::Filler).await?;
    Ok(People { filler, head: person(stage, services, respondent, Duty::Head).await? })
}

async fn person(
    stage: &Stage<'_>,
    services: &Services,
    respondent: &RespondentRecord,
    duty: Duty,
) -> Result<Actor, Failure> {
    let name = format!("{}（示例）", duty.label().zh);
    if is_visitors(respondent) {
        let organisation = respondent.organisation.id;
        let email = accounts::create_demo_respondent(services, &stage.operator, organisation, duty, &name).await?;
        return Ok(console::actor(services, &email).await?);
    }
    // Nobody can sign in as them: they have no password, and the address leads nowhere.
    let department = respondent.department.to_ascii_lowercase();
    let email = format!("{}.{department}@{}.example", duty.code(), respondent.region);
    match console::actor(services, &email).await {
        Err(Error::NotFound) => {}
        found => return Ok(found?),
    }
    let form = InviteForm { email: email.clone(), name, duty: duty.code().to_owned() };
    respondents::invite(services, &stage.assessor, respondent.id, &form).await?;
    Ok(console::actor(services, &email).await?)
}
