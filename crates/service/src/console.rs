//! Who acts when somebody works at the command line of the machine itself.

use domain::{Actor, Duty, OrganisationKind, Text};
use storage::{
    accounts::{self, Account},
    organisations,
};

use crate::{Error, Result, Services, sign_in};

/// Address of the operator's account that the command line creates.
const OPERATOR_EMAIL: &str = "operator@localhost";

/// The operator of this installation; created, without a password, if there is none. Outside
/// demonstration mode the demonstration's operator is none: nobody can sign in as them.
///
/// # Errors
/// Only faults of the store.
pub async fn operator(services: &Services) -> Result<Actor> {
    let found = accounts::list(services.db()).await?;
    let acts = |a: &Account| {
        a.organisation.kind == OrganisationKind::Operator && !a.disabled && sign_in::may_sign_in(services, &a.email)
    };
    if let Some(account) = found.into_iter().find(acts) {
        return Ok(sign_in::actor(account));
    }
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let organisation =
        organisations::insert(&tx, OrganisationKind::Operator, &Text::new("运营方", "Operator"), now).await?;
    let new = accounts::NewAccount {
        organisation_id: organisation.id,
        email: OPERATOR_EMAIL.into(),
        name: "Operator".into(),
        password_hash: None,
        duty: Duty::default(),
    };
    accounts::insert(&tx, new, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    actor(services, OPERATOR_EMAIL).await
}

/// The person with this address, for whom the command line acts.
///
/// # Errors
/// [`Error::NotFound`] if nobody has it.
pub async fn actor(services: &Services, email: &str) -> Result<Actor> {
    let account = accounts::find_by_email(services.db(), email).await?.filter(|a| !a.disabled);
    Ok(sign_in::actor(account.ok_or(Error::NotFound)?))
}
