//! Respondents 填报单位: what is asked of them, and the people who act for them.

use std::collections::BTreeMap;

use domain::{
    Actor, Duty, OrganisationKind, Problem, Questionnaire, Text,
    fieldwork::{Standing, day_in_china},
    policy,
};
use serde::Deserialize;
use serde_json::json;
use storage::{
    accounts::{self, NewAccount},
    fieldworks, organisations, respondents, sessions, submissions,
};
pub use storage::{
    fieldworks::FieldworkRecord, indexes::IndexRecord, respondents::RespondentRecord, submissions::SubmissionRecord,
};
use time::Date;

use crate::{
    Error, Result, Services,
    accounts::{AccountForm, AccountSummary},
    audit,
    documents::{self, Document},
    filing::{self, Filing},
    set_up,
};

/// What is asked of a respondent, and how far it is.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The respondent.
    pub respondent: RespondentRecord,
    /// The fieldwork.
    pub fieldwork: FieldworkRecord,
    /// The index it is for.
    pub index: IndexRecord,
    /// Where it stands.
    pub standing: Standing,
    /// By when it must be filed; `None` once filing is over.
    pub due: Option<Date>,
    /// Why nothing can be filed or confirmed now, if so.
    pub refusal: Option<Problem>,
}

impl Asked {
    fn new(services: &Services, filing: Filing, standing: Standing) -> Self {
        let Filing { respondent, fieldwork, index } = filing;
        let (filler, now) = (filing::filler(&respondent), services.now());
        Self {
            due: standing.due(&fieldwork.schedule, filler, day_in_china(now)),
            refusal: standing.refusal(&fieldwork.schedule, filler, now),
            respondent,
            fieldwork,
            index,
            standing,
        }
    }
}

/// What is asked of the actor's organisation, newest first.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is a respondent's or an assessor, who fills tables too.
pub async fn list_mine(services: &Services, actor: &Actor) -> Result<Vec<Asked>> {
    policy::can_list_filings(actor)?;
    let db = services.db();
    let respondents = respondents::list_of_organisation(db, actor.organisation.id).await?;
    let ids: Vec<i64> = respondents.iter().map(|r| r.id).collect();
    let mut standings = submissions::standings(db, &ids).await?;
    let fieldwork_ids: Vec<i64> = respondents.iter().map(|r| r.fieldwork_id).collect();
    let fieldworks = fieldworks::map_by_ids(db, &fieldwork_ids).await?;
    let mut indexes: BTreeMap<i64, IndexRecord> = BTreeMap::new();
    let mut asked = Vec::with_capacity(respondents.len());
    for respondent in respondents {
        let fieldwork = fieldworks.get(&respondent.fieldwork_id).cloned().ok_or(Error::NotFound)?;
        let index = if let Some(index) = indexes.get(&fieldwork.index_id) {
            index.clone()
        } else {
            let index = storage::indexes::find(db, fieldwork.index_id).await?.ok_or(Error::NotFound)?;
            indexes.insert(index.id, index.clone());
            index
        };
        let standing = standings.remove(&respondent.id).unwrap_or_else(|| Standing::of([].iter()));
        asked.push(Asked::new(services, Filing { respondent, fieldwork, index }, standing));
    }
    Ok(asked)
}

/// Everything about the filing of a respondent.
#[derive(Debug, Clone)]
pub struct RespondentDesk {
    /// What is asked of it, and how far it is.
    pub asked: Asked,
    /// The questionnaire; `asked_of` its department are the tables.
    pub questionnaire: Questionnaire,
    /// Every revision, oldest first.
    pub submissions: Vec<SubmissionRecord>,
    /// Its supporting documents, by number.
    pub documents: Vec<Document>,
    /// The people who act for it; empty where the assessor fills it itself.
    pub people: Vec<AccountSummary>,
    /// The names of those who did something to a revision, by key of their account.
    pub names: BTreeMap<i64, String>,
    /// What the actor may do.
    pub rights: Rights,
}

impl RespondentDesk {
    /// Whether there are people, but no head among those who may sign in: nobody can confirm.
    pub fn lacks_head(&self) -> bool {
        !self.people.is_empty() && !self.people.iter().any(is_head)
    }

    /// Whether nobody could confirm any more without this person.
    pub fn is_last_head(&self, account_id: i64) -> bool {
        let mut heads = self.people.iter().filter(|person| is_head(person));
        heads.next().is_some_and(|first| first.id == account_id) && heads.next().is_none()
    }
}

fn is_head(person: &AccountSummary) -> bool {
    person.duty == Duty::Head && !person.disabled
}

/// What an actor may do to a respondent's filing, whatever the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four rights that do not exclude each other")]
pub struct Rights {
    /// Upload workbooks.
    pub file: bool,
    /// Confirm what was filed.
    pub confirm: bool,
    /// Return it for correction.
    pub send_back: bool,
    /// Invite people.
    pub invite: bool,
}

/// Opens the filing of a respondent, for its own people and for the assessor.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub async fn open_respondent(services: &Services, actor: &Actor, respondent_id: i64) -> Result<RespondentDesk> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let db = services.db();
    let questionnaire = filing::questionnaire(services, &filing.fieldwork).await?;
    let submissions = submissions::list(db, respondent_id).await?;
    let organisation = &filing.respondent.organisation;
    let people = if organisation.kind == OrganisationKind::Respondent {
        accounts::list_of(db, organisation.id).await?.into_iter().map(crate::accounts::summary).collect()
    } else {
        Vec::new()
    };
    let names = accounts::names(db, &doers(&submissions)).await?;
    let (owner, own) = (filing.index.organisation_id, organisation.id);
    let rights = Rights {
        file: policy::can_file(actor, own).is_ok(),
        confirm: policy::can_confirm_filing(actor, own).is_ok(),
        send_back: policy::can_edit_index(actor, owner).is_ok(),
        invite: may_invite(actor, &filing).is_ok(),
    };
    let standing = filing::standing(&submissions);
    let asked = Asked::new(services, filing, standing);
    let documents = documents::of_respondent(db, respondent_id).await?;
    Ok(RespondentDesk { asked, questionnaire, submissions, documents, people, names, rights })
}

/// The accounts that did something to these revisions.
pub(crate) fn doers(submissions: &[SubmissionRecord]) -> Vec<i64> {
    let of = |s: &SubmissionRecord| {
        let confirmed = s.confirmed.as_ref().map(|deed| deed.by);
        let returned = s.returned.as_ref().map(|(_, deed)| deed.by);
        [Some(s.created_by), confirmed, returned].into_iter().flatten()
    };
    submissions.iter().flat_map(of).collect()
}

/// A person to be invited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    /// The address they will sign in with.
    pub email: String,
    /// Their name.
    pub name: String,
    /// What they will do: `filler` or `head`.
    pub duty: String,
}

/// Gives a person of a respondent an account, and returns it with the token of the one-time link with
/// which they choose a password.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is the assessor or a head of the respondent;
/// [`Error::NotFound`] for other organisations; [`Error::Invalid`] with every problem of the form.
pub async fn invite(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    form: &InviteForm,
) -> Result<(AccountSummary, String)> {
    let filing = filing::find(services, actor, respondent_id).await?;
    may_invite(actor, &filing)?;
    let organisation_id = filing.respondent.organisation.id;
    let account = AccountForm { organisation_id, email: form.email.clone(), name: form.name.clone() };
    let mut problems = match crate::accounts::check(services, &account).await {
        Ok(()) => Vec::new(),
        Err(Error::Invalid(problems)) => problems,
        Err(error) => return Err(error),
    };
    let duty = Duty::parse(&form.duty);
    if duty.is_none() {
        let message = Text::new("请选择填报人或负责人。", "Choose filler or head.");
        problems.push(Problem::error("respondent.duty", message).at_field("duty").found(form.duty.clone()));
    }
    let Some(duty) = duty.filter(|_| problems.is_empty()) else { return Err(Error::Invalid(problems)) };
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let (email, name) = (form.email.trim().to_owned(), form.name.trim().to_owned());
    let new = NewAccount { organisation_id, email, name, password_hash: None, duty };
    let id = accounts::insert(&tx, new, now).await?;
    let detail = json!({ "email": form.email.trim(), "account": id, "duty": duty });
    audit::append(&tx, actor, "respondent.invited", &respondent_id.to_string(), detail, now).await?;
    let token = set_up::issue(services, &tx, id).await?;
    tx.commit().await.map_err(Error::internal)?;
    let account = accounts::find(services.db(), id).await?.ok_or(Error::NotFound)?;
    Ok((crate::accounts::summary(account), token))
}

/// A new one-time link for a person who has not chosen a password yet. Afterwards only the operator
/// gives links: who invites people must not be able to sign in for them. The links before it stop working.
///
/// # Errors
/// As [`invite`]; [`Error::Conflict`] once they have a password.
pub async fn renew_invitation(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    account_id: i64,
) -> Result<String> {
    let filing = filing::find(services, actor, respondent_id).await?;
    may_invite(actor, &filing)?;
    let tx = storage::begin(services.db()).await?;
    // They may choose a password just now, with the link before: the lock has it decided first.
    accounts::lock(&tx, account_id).await?;
    let account = person(&tx, &filing, account_id).await?;
    if account.password_hash.is_some() {
        return Err(Error::Conflict(Text::new(
            "对方已设置密码。忘记密码时，请联系运营方。",
            "They have chosen a password already. For a forgotten one, turn to the operator.",
        )));
    }
    let detail = json!({ "account": account_id });
    let subject = respondent_id.to_string();
    audit::append(&tx, actor, "respondent.link_renewed", &subject, detail, services.now()).await?;
    let token = set_up::issue(services, &tx, account_id).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(token)
}

/// Locks a person of a respondent out, when they leave, or lets them in again; their sessions end.
///
/// # Errors
/// As [`invite`]; [`Error::Conflict`] for one's own account, and where a respondent's own people would
/// be left without a head.
pub async fn set_access(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    account_id: i64,
    disabled: bool,
) -> Result<()> {
    let filing = filing::find(services, actor, respondent_id).await?;
    may_invite(actor, &filing)?;
    let account = person(services.db(), &filing, account_id).await?;
    if account.id == actor.user_id {
        return Err(Error::Conflict(Text::new("不能停用自己的账号。", "You cannot lock out your own account.")));
    }
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    organisations::lock(&tx, account.organisation.id).await?;
    accounts::set_disabled(&tx, account_id, disabled).await?;
    // Two heads may lock each other out at once: the second finds that nobody would remain. The assessor
    // may leave a respondent without a head, and is told so.
    if disabled && actor.organisation.id == account.organisation.id {
        let people = accounts::list_of(&tx, account.organisation.id).await?;
        if !people.into_iter().map(crate::accounts::summary).any(|person| is_head(&person)) {
            return Err(Error::Conflict(Text::new(
                "停用后本单位就没有负责人了。请先把负责人移交给别人。",
                "Nobody would be left as head. Hand the headship over to somebody first.",
            )));
        }
    }
    sessions::delete_all_of(&tx, account_id).await?;
    let action = if disabled { "respondent.access_ended" } else { "respondent.access_restored" };
    audit::append(&tx, actor, action, &respondent_id.to_string(), json!({ "account": account_id }), now).await?;
    tx.commit().await.map_err(Error::internal)
}

/// The people of the assessor, which fills tables too, are the operator's business.
fn may_invite(actor: &Actor, filing: &Filing) -> Result<()> {
    let organisation = &filing.respondent.organisation;
    policy::can_invite(actor, filing.index.organisation_id, organisation.id)?;
    if organisation.kind == OrganisationKind::Respondent { Ok(()) } else { Err(Error::Forbidden) }
}

async fn person(db: &impl storage::ConnectionTrait, filing: &Filing, account_id: i64) -> Result<accounts::Account> {
    let account = accounts::find(db, account_id).await?;
    account.filter(|a| a.organisation.id == filing.respondent.organisation.id).ok_or(Error::NotFound)
}
