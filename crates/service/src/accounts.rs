//! Organisations and the people who act for them, managed by the operator.

use domain::{Actor, Duty, Organisation, OrganisationKind, Problem, Text, policy};
use serde_json::json;
use storage::{
    accounts::{self, Account, NewAccount},
    organisations, sessions,
};

use crate::{Error, Result, Services, audit, passwords, set_up};

/// A person to be given an account.
#[derive(Debug, Clone, Default)]
pub struct AccountForm {
    /// The organisation they will act for.
    pub organisation_id: i64,
    /// The address they will sign in with.
    pub email: String,
    /// Their name.
    pub name: String,
}

/// An account as the operator sees it: never its password hash.
#[derive(Debug, Clone)]
pub struct AccountSummary {
    /// Key in the store.
    pub id: i64,
    /// The address they sign in with.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Whom they act for.
    pub organisation: Organisation,
    /// Whether they have chosen a password.
    pub set_up: bool,
    /// Whether they are locked out.
    pub disabled: bool,
    /// What they do within their organisation, where it is a respondent.
    pub duty: Duty,
}

/// Creates an organisation.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is the operator; [`Error::Invalid`] for a blank name or one that
/// another organisation of the kind has.
pub async fn create_organisation(
    services: &Services,
    actor: &Actor,
    kind: OrganisationKind,
    name: Text,
) -> Result<Organisation> {
    policy::can_manage_accounts(actor)?;
    let name = Text::from_parts(Some(&name.zh), Some(&name.en)).ok_or_else(|| {
        Error::invalid(
            Problem::error("organisation.name_missing", Text::new("请写组织名称。", "Give the organisation a name."))
                .at_field("name_zh"),
        )
    })?;
    // The name is all that tells two of them apart in every list.
    if organisations::list(services.db()).await?.iter().any(|o| o.kind == kind && o.name.zh == name.zh) {
        let message = Text::new("已经有同名的组织。", "There is an organisation of this name already.");
        let remedy =
            Text::new("写全称，或加上地名以示区别。", "Give the full name, or add a place to tell them apart.");
        return Err(Error::invalid(
            Problem::error("organisation.name_taken", message).at_field("name_zh").found(&name.zh).remedy(remedy),
        ));
    }
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let organisation = organisations::insert(&tx, kind, &name, now).await?;
    let detail = json!({ "kind": kind.code(), "name": name });
    audit::append(&tx, actor, "organisation.created", &organisation.id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(organisation)
}

/// All organisations.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is the operator.
pub async fn list_organisations(services: &Services, actor: &Actor) -> Result<Vec<Organisation>> {
    policy::can_manage_accounts(actor)?;
    Ok(organisations::list(services.db()).await?)
}

/// Creates an account; the person chooses a password with the one-time link whose token is returned.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is the operator; [`Error::Invalid`] for a bad address, a
/// blank name, an unknown organisation, an address that is taken.
pub async fn create_account(
    services: &Services,
    actor: &Actor,
    form: &AccountForm,
) -> Result<(AccountSummary, String)> {
    policy::can_manage_accounts(actor)?;
    check(services, form).await?;
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let new = NewAccount {
        organisation_id: form.organisation_id,
        email: form.email.trim().to_owned(),
        name: form.name.trim().to_owned(),
        password_hash: None,
        duty: Duty::default(),
    };
    let id = accounts::insert(&tx, new, now).await?;
    let detail = json!({ "email": form.email.trim(), "organisation": form.organisation_id });
    audit::append(&tx, actor, "account.created", &id.to_string(), detail, now).await?;
    let token = set_up::issue(services, &tx, id).await?;
    tx.commit().await.map_err(Error::internal)?;
    let account = accounts::find(services.db(), id).await?.ok_or(Error::NotFound)?;
    Ok((summary(account), token))
}

pub(crate) async fn check(services: &Services, form: &AccountForm) -> Result<()> {
    let mut problems = Vec::new();
    let email = form.email.trim();
    let sound = email.len() <= 200
        && !email.contains(char::is_whitespace)
        && email
            .split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'));
    if !sound {
        problems.push(
            Problem::error("account.email_form", Text::new("这不是邮箱地址。", "This is not an e-mail address."))
                .at_field("email")
                .found(email),
        );
    } else if accounts::find_by_email(services.db(), email).await?.is_some() {
        problems.push(
            Problem::error(
                "account.email_taken",
                Text::new("这个邮箱已有账号。", "This address has an account already."),
            )
            .at_field("email")
            .found(email),
        );
    }
    if form.name.trim().is_empty() {
        problems.push(
            Problem::error("account.name_missing", Text::new("请写姓名。", "Give the person’s name.")).at_field("name"),
        );
    }
    if organisations::find(services.db(), form.organisation_id).await?.is_none() {
        problems.push(
            Problem::error("account.organisation_unknown", Text::new("请选择组织。", "Choose an organisation."))
                .at_field("organisation_id"),
        );
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// A new one-time link for an account, for a forgotten password; those before it stop working.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is the operator; [`Error::NotFound`].
pub async fn renew_link(services: &Services, actor: &Actor, account_id: i64) -> Result<String> {
    policy::can_manage_accounts(actor)?;
    let account = accounts::find(services.db(), account_id).await?.ok_or(Error::NotFound)?;
    let tx = storage::begin(services.db()).await?;
    audit::append(&tx, actor, "account.link_renewed", &account.id.to_string(), json!({}), services.now()).await?;
    let token = set_up::issue(services, &tx, account.id).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(token)
}

/// All accounts.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is the operator.
pub async fn list_accounts(services: &Services, actor: &Actor) -> Result<Vec<AccountSummary>> {
    policy::can_manage_accounts(actor)?;
    Ok(accounts::list(services.db()).await?.into_iter().map(summary).collect())
}

/// Locks an account out, or lets it in again; its sessions end at once.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is the operator; [`Error::NotFound`]; [`Error::Conflict`]
/// for one's own account.
pub async fn set_disabled(services: &Services, actor: &Actor, account_id: i64, disabled: bool) -> Result<()> {
    policy::can_manage_accounts(actor)?;
    if account_id == actor.user_id {
        return Err(Error::Conflict(Text::new("不能停用自己的账号。", "You cannot lock out your own account.")));
    }
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    if !accounts::set_disabled(&tx, account_id, disabled).await? {
        return Err(Error::NotFound);
    }
    sessions::delete_all_of(&tx, account_id).await?;
    let action = if disabled { "account.disabled" } else { "account.enabled" };
    audit::append(&tx, actor, action, &account_id.to_string(), json!({}), now).await?;
    tx.commit().await.map_err(Error::internal)
}

pub(crate) fn summary(account: Account) -> AccountSummary {
    AccountSummary {
        id: account.id,
        set_up: account.password_hash.is_some(),
        email: account.email,
        name: account.name,
        organisation: account.organisation,
        disabled: account.disabled,
        duty: account.duty,
    }
}

/// An account of the demonstration, listed on the sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The address to sign in with.
    pub email: String,
    /// The password, the same for all of them.
    pub password: &'static str,
    /// The organisation, which tells the role.
    pub organisation: Organisation,
    /// What the person does within it, where it is a respondent.
    pub duty: Duty,
}

/// The password of all demonstration accounts. They exist in demonstration mode only.
const DEMO_PASSWORD: &str = "demonstration only";
/// The host of their addresses.
pub(crate) const DEMO_HOST: &str = "@demo.example";

/// Creates a demonstration account with the known password; does nothing if it exists.
///
/// # Errors
/// [`Error::Forbidden`] outside demonstration mode or unless the actor is the operator.
pub async fn create_demo_account(
    services: &Services,
    actor: &Actor,
    kind: OrganisationKind,
    organisation: Text,
    name: &str,
) -> Result<String> {
    if !services.settings().demonstration {
        return Err(Error::Forbidden);
    }
    let email = format!("{}{DEMO_HOST}", kind.code());
    if accounts::find_by_email(services.db(), &email).await?.is_some() {
        return Ok(email);
    }
    let organisation_id = create_organisation(services, actor, kind, organisation).await?.id;
    let form = AccountForm { organisation_id, email: email.clone(), name: name.to_owned() };
    let (account, _) = create_account(services, actor, &form).await?;
    give_demo_password(services, account.id).await?;
    Ok(email)
}

async fn give_demo_password(services: &Services, account_id: i64) -> Result<()> {
    let hash = passwords::hash(services, DEMO_PASSWORD).await?;
    let tx = storage::begin(services.db()).await?;
    accounts::set_password(&tx, account_id, &hash).await?;
    tx.commit().await.map_err(Error::internal)
}

/// A demonstration account that acts for an organisation that files: `respondent@…` its head, `filler@…`
/// who prepares. One that acted for another organisation changes over; does nothing if it is there.
///
/// # Errors
/// [`Error::Forbidden`] outside demonstration mode or unless the actor is the operator;
/// [`Error::NotFound`] unless a respondent has this key.
pub async fn create_demo_respondent(
    services: &Services,
    actor: &Actor,
    organisation_id: i64,
    duty: Duty,
    name: &str,
) -> Result<String> {
    policy::can_manage_accounts(actor)?;
    if !services.settings().demonstration {
        return Err(Error::Forbidden);
    }
    let organisation = organisations::find(services.db(), organisation_id).await?;
    let files = organisation.is_some_and(|organisation| organisation.kind == OrganisationKind::Respondent);
    if !files {
        return Err(Error::NotFound);
    }
    let local = match duty {
        Duty::Head => OrganisationKind::Respondent.code(),
        Duty::Filler => duty.code(),
    };
    let email = format!("{local}{DEMO_HOST}");
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let found = accounts::find_by_email(&tx, &email).await?;
    let (id, action) = match &found {
        Some(account) if account.organisation.id == organisation_id && account.duty == duty => return Ok(email),
        Some(account) => {
            accounts::set_organisation(&tx, account.id, organisation_id, duty).await?;
            sessions::delete_all_of(&tx, account.id).await?;
            (account.id, "account.moved")
        }
        None => {
            let (email, name) = (email.clone(), name.to_owned());
            let new = NewAccount { organisation_id, email, name, password_hash: None, duty };
            (accounts::insert(&tx, new, now).await?, "account.created")
        }
    };
    let detail = json!({ "email": email, "organisation": organisation_id, "duty": duty });
    audit::append(&tx, actor, action, &id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    give_demo_password(services, id).await?;
    Ok(email)
}

/// The demonstration accounts; none outside demonstration mode.
///
/// # Errors
/// Only faults of the store.
pub async fn demonstration_accounts(services: &Services) -> Result<Vec<DemoAccount>> {
    if !services.settings().demonstration {
        return Ok(Vec::new());
    }
    let all = accounts::list(services.db()).await?;
    Ok(all
        .into_iter()
        .filter(|a| a.email.ends_with(DEMO_HOST) && !a.disabled)
        .map(|a| DemoAccount { email: a.email, password: DEMO_PASSWORD, organisation: a.organisation, duty: a.duty })
        .collect())
}
