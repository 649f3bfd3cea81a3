//! Hand the headship of a respondent over 交接: another of its people answers for what is filed.

use std::collections::BTreeSet;

use domain::{Actor, Duty, OrganisationKind, Problem, Text, policy};
use serde::Deserialize;
use serde_json::json;
use storage::{
    accounts::{self, Account},
    fieldworks, indexes, organisations, respondents,
};

use crate::{Error, Result, Services, audit, filing};

/// Who gives the headship up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct HandOverForm {
    /// Key of the account of a head who becomes a filler; blank where all heads stay.
    pub from: String,
}

/// The filings that a headship is about: a person is head of an organisation, not of one filing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Index and period of each that the actor may see, newest first.
    pub filings: Vec<(Text, String)>,
    /// How many more there are, in fieldwork of others.
    pub elsewhere: usize,
}

/// Which filings a hand-over changes.
///
/// # Errors
/// As [`hand_over`]: [`Error::NotFound`] for other organisations, [`Error::Forbidden`].
pub async fn reach(services: &Services, actor: &Actor, respondent_id: i64) -> Result<Reach> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let organisation = filing.respondent.organisation.id;
    policy::can_hand_over(actor, filing.index.organisation_id, organisation)?;
    let db = services.db();
    let respondents = respondents::list_of_organisation(db, organisation).await?;
    let ids: Vec<i64> = respondents.iter().map(|respondent| respondent.fieldwork_id).collect();
    let fieldworks = fieldworks::map_by_ids(db, &ids).await?;
    let mut seen = BTreeSet::new();
    let mut reach = Reach::default();
    // An organisation may act for several departments in the same fieldwork.
    for id in ids.into_iter().filter(|id| seen.insert(*id)) {
        let fieldwork = fieldworks.get(&id).ok_or(Error::NotFound)?;
        let index = indexes::find(db, fieldwork.index_id).await?.ok_or(Error::NotFound)?;
        if policy::can_see_filing(actor, index.organisation_id, organisation).is_ok() {
            reach.filings.push((index.about.name, fieldwork.period.clone()));
        } else {
            reach.elsewhere += 1;
        }
    }
    Ok(reach)
}

/// Makes a person of a respondent its head, and the head they follow a filler. What each of them may
/// do changes at once; a head who can sign in remains, since only such a person can become one here.
///
/// # Errors
/// [`Error::NotFound`] for other organisations; [`Error::Forbidden`] unless the actor is the assessor
/// or a head of the respondent; [`Error::Conflict`] for a person who cannot sign in or is a head
/// already; [`Error::Invalid`] where the one who gives it up is no head.
pub async fn hand_over(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    account_id: i64,
    form: &HandOverForm,
) -> Result<()> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let organisation = &filing.respondent.organisation;
    policy::can_hand_over(actor, filing.index.organisation_id, organisation.id)?;
    if organisation.kind != OrganisationKind::Respondent {
        // The people of the assessor, which fills tables too, are the operator's business.
        return Err(Error::Forbidden);
    }
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    organisations::lock(&tx, organisation.id).await?;
    let people = accounts::list_of(&tx, organisation.id).await?;
    let next = people.iter().find(|person| person.id == account_id).ok_or(Error::NotFound)?;
    fit(next)?;
    let before = predecessor(&people, form)?;
    accounts::set_duty(&tx, next.id, Duty::Head).await?;
    if let Some(before) = before {
        accounts::set_duty(&tx, before.id, Duty::Filler).await?;
    }
    let detail = json!({ "email": next.email, "account": next.id, "from": before.map(|person| person.id) });
    audit::append(&tx, actor, "respondent.headship_handed_over", &respondent_id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Whether a person can take the headship over.
fn fit(person: &Account) -> Result<()> {
    let refuse = |zh: &str, en: &str| Err(Error::Conflict(Text::new(zh, en)));
    if person.disabled {
        return refuse(
            "对方的账号已停用，不能担任负责人。请先恢复账号。",
            "Their account is locked out. Let them in again before they become head.",
        );
    }
    if person.password_hash.is_none() {
        return refuse(
            "对方还没有设置密码，现在不能接任负责人。请先让对方打开邀请链接。",
            "They have not chosen a password yet. Have them open their invitation first.",
        );
    }
    if person.duty == Duty::Head {
        return refuse("对方已经是负责人。", "They are a head already.");
    }
    Ok(())
}

/// The head who gives it up, if one does.
fn predecessor<'a>(people: &'a [Account], form: &HandOverForm) -> Result<Option<&'a Account>> {
    let typed = form.from.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let head = people.iter().find(|person| person.id.to_string() == typed && person.duty == Duty::Head);
    head.map(Some).ok_or_else(|| {
        let message = Text::new("请选择一位现任负责人。", "Choose one who is head now.");
        Error::invalid(Problem::error("respondent.no_head", message).at_field("from"))
    })
}
