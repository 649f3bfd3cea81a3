//! Permissions as pure functions: denied unless one of these says otherwise. `service` calls them
//! before it acts.

use crate::account::{Actor, Role};

/// The actor may not do this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the actor may not do this")]
pub struct Forbidden;

/// The outcome of a policy.
pub type Allowed = Result<(), Forbidden>;

const fn allow_if(condition: bool) -> Allowed {
    if condition { Ok(()) } else { Err(Forbidden) }
}

/// Create organisations and users, see all of them, send set-up links.
///
/// # Errors
/// [`Forbidden`] unless the actor runs this installation.
pub fn can_manage_accounts(actor: &Actor) -> Allowed {
    allow_if(actor.role() == Role::Operator)
}

/// Create an index for one's own organisation.
///
/// # Errors
/// [`Forbidden`] unless the actor is an assessor.
pub fn can_create_index(actor: &Actor) -> Allowed {
    allow_if(actor.role() == Role::Assessor)
}

/// See the working state of an index: drafts, data, results before publication.
///
/// # Errors
/// [`Forbidden`] unless the actor is an assessor of the owning organisation.
pub fn can_see_index(actor: &Actor, owner: i64) -> Allowed {
    allow_if(actor.role() == Role::Assessor && actor.organisation.id == owner)
}

/// Change an index: its description, instrument, data, recipe.
///
/// # Errors
/// [`Forbidden`] unless the actor is an assessor of the owning organisation.
pub fn can_edit_index(actor: &Actor, owner: i64) -> Allowed {
    can_see_index(actor, owner)
}

/// Freeze, publish, correct and withdraw editions.
///
/// # Errors
/// [`Forbidden`] unless the actor is an assessor of the owning organisation.
pub fn can_publish(actor: &Actor, owner: i64) -> Allowed {
    can_see_index(actor, owner)
}

/// See the audit records of an organisation.
///
/// # Errors
/// [`Forbidden`] unless it is the actor's own organisation, or the actor runs this installation.
pub fn can_see_audit(actor: &Actor, organisation: i64) -> Allowed {
    allow_if(actor.role() == Role::Operator || actor.organisation.id == organisation)
}
