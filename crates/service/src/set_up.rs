//! One-time links with which a person chooses their first, or a new, password.

use domain::{OrganisationKind, Problem, Text};
use serde_json::json;
use storage::{
    Transaction,
    accounts::{self, Account},
    sessions, setup_links,
};
use time::Duration;

use crate::{Error, Result, Services, audit, console, passwords, sign_in, tokens};

/// How long a link is good for.
pub(crate) const GOOD_FOR: Duration = Duration::days(3);

/// Whom a set-up link is for.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// The address they will sign in with.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their organisation.
    pub organisation: Text,
}

/// A link for the first operator, while nobody can sign in yet; `None` afterwards.
///
/// # Errors
/// Only faults of the store.
pub async fn first_operator_link(services: &Services) -> Result<Option<String>> {
    let all = accounts::list(services.db()).await?;
    // The operator of a demonstration has a password too, but outside demonstration mode no way in.
    let can_sign_in = |a: &Account| a.password_hash.is_some() && sign_in::may_sign_in(services, &a.email);
    if all.iter().any(|a| a.organisation.kind == OrganisationKind::Operator && can_sign_in(a)) {
        return Ok(None);
    }
    let operator = console::operator(services).await?;
    let tx = storage::begin(services.db()).await?;
    let token = issue(services, &tx, operator.user_id).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(Some(token))
}

/// A new link, in the transaction of what it is for; those before it stop working.
pub(crate) async fn issue(services: &Services, tx: &Transaction, account_id: i64) -> Result<String> {
    let token = tokens::new_token(services);
    // Of two that are issued at once, one waits and voids the other's.
    accounts::lock(tx, account_id).await?;
    setup_links::void_all_of(tx, account_id).await?;
    setup_links::insert(tx, &tokens::hash(&token), account_id, services.now() + GOOD_FOR).await?;
    Ok(token)
}

/// Whom a link is for.
///
/// # Errors
/// [`Error::NotFound`] if it is unknown, used, superseded or too old: nobody learns which.
pub async fn link_holder(services: &Services, token: &str) -> Result<SetUp> {
    let account = account_of(services, token).await?;
    Ok(SetUp { email: account.email, name: account.name, organisation: account.organisation.name })
}

async fn account_of(services: &Services, token: &str) -> Result<Account> {
    let link = setup_links::find(services.db(), &tokens::hash(token)).await?.ok_or(Error::NotFound)?;
    if link.used_at.is_some() || services.now() >= link.expires_at {
        return Err(Error::NotFound);
    }
    accounts::find(services.db(), link.account_id).await?.ok_or(Error::NotFound)
}

/// Chooses the password and uses the link up, and every other link of the account; older sessions end.
///
/// # Errors
/// [`Error::NotFound`] if the link is no longer good; [`Error::Invalid`] if the two passwords differ
/// or will not do.
pub async fn accept(services: &Services, token: &str, password: &str, again: &str) -> Result<()> {
    let holder = account_of(services, token).await?;
    passwords::check(password, &holder.email, "password")?;
    if password != again {
        return Err(Error::invalid(
            Problem::error("password.differs", Text::new("两次输入的密码不一样。", "The two passwords differ."))
                .at_field("password_again"),
        ));
    }
    let hash = passwords::hash(services, password).await?;
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    // First the account, then its links, as whoever issues one does: neither waits for the other in a circle.
    accounts::lock(&tx, holder.id).await?;
    if !setup_links::use_once(&tx, &tokens::hash(token), now).await? {
        return Err(Error::NotFound);
    }
    let account = accounts::find(&tx, holder.id).await?.ok_or(Error::NotFound)?;
    accounts::set_password(&tx, account.id, &hash).await?;
    sessions::delete_all_of(&tx, account.id).await?;
    let actor = sign_in::actor(account);
    audit::append(&tx, &actor, "password.set_up", &actor.email, json!({}), now).await?;
    tx.commit().await.map_err(Error::internal)
}
