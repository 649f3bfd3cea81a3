//! Permissions as pure functions: denied unless one of these says otherwise. `service` calls them
//! before it acts.

use crate::account::{Actor, Duty, Role};

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

/// See an edition with what the public does not see of it.
///
/// # Errors
/// [`Forbidden`] unless the actor is an assessor of the owning organisation, or of the commissioner who
/// ordered the fieldwork behind it.
pub fn can_see_full_edition(actor: &Actor, owner: i64, commissioner: Option<i64>) -> Allowed {
    commissioner.map_or_else(|| can_see_index(actor, owner), |commissioner| can_see_board(actor, owner, commissioner))
}

/// See how far the respondents of fieldwork are.
///
/// # Errors
/// [`Forbidden`] unless the actor is an assessor of the owning organisation, or of the commissioner.
pub fn can_see_board(actor: &Actor, owner: i64, commissioner: i64) -> Allowed {
    let commissions = actor.role() == Role::Commissioner && actor.organisation.id == commissioner;
    allow_if(commissions || can_see_index(actor, owner).is_ok())
}

/// See what a respondent filed, and what is asked of it.
///
/// # Errors
/// [`Forbidden`] unless the actor acts for the respondent, or is an assessor of the owning organisation.
pub fn can_see_filing(actor: &Actor, owner: i64, respondent: i64) -> Allowed {
    allow_if(can_file(actor, respondent).is_ok() || can_see_index(actor, owner).is_ok())
}

/// List what is asked of one's own organisation.
///
/// # Errors
/// [`Forbidden`] unless the actor is a respondent's, or an assessor, who fills tables too.
pub fn can_list_filings(actor: &Actor) -> Allowed {
    can_file(actor, actor.organisation.id)
}

/// List the fieldwork that one's own organisation ordered.
///
/// # Errors
/// [`Forbidden`] unless the actor is a commissioner's.
pub fn can_list_commissioned(actor: &Actor) -> Allowed {
    allow_if(actor.role() == Role::Commissioner)
}

/// Download a respondent's workbook and file it.
///
/// # Errors
/// [`Forbidden`] unless the actor acts for the respondent.
pub fn can_file(actor: &Actor, respondent: i64) -> Allowed {
    allow_if(acts_for_respondent(actor, respondent))
}

/// Confirm what a respondent filed.
///
/// # Errors
/// [`Forbidden`] unless the actor is a head of the respondent. What the assessor fills itself is
/// confirmed by any of its people.
pub fn can_confirm_filing(actor: &Actor, respondent: i64) -> Allowed {
    allow_if(acts_for_respondent(actor, respondent) && (actor.duty == Duty::Head || actor.role() == Role::Assessor))
}

/// Give people of a respondent an account.
///
/// # Errors
/// [`Forbidden`] unless the actor is a head of the respondent, or an assessor of the owning
/// organisation.
pub fn can_invite(actor: &Actor, owner: i64, respondent: i64) -> Allowed {
    let head = actor.role() == Role::Respondent && actor.duty == Duty::Head && actor.organisation.id == respondent;
    allow_if(head || can_see_index(actor, owner).is_ok())
}

/// Rate what was filed.
///
/// # Errors
/// [`Forbidden`] unless the actor is an assessor of the owning organisation.
pub fn can_rate(actor: &Actor, owner: i64) -> Allowed {
    can_see_index(actor, owner)
}

/// Gather what was confirmed and rated into the data of a round.
///
/// # Errors
/// [`Forbidden`] unless the actor is an assessor of the owning organisation.
pub fn can_gather(actor: &Actor, owner: i64) -> Allowed {
    can_edit_index(actor, owner)
}

/// See the supporting documents of a respondent.
///
/// # Errors
/// [`Forbidden`] unless the actor may see its filing, or acts for the commissioner of the fieldwork.
pub fn can_see_documents(actor: &Actor, owner: i64, respondent: i64, commissioner: i64) -> Allowed {
    allow_if(can_see_filing(actor, owner, respondent).is_ok() || can_see_board(actor, owner, commissioner).is_ok())
}

/// Attach supporting documents to a respondent's filing, and withdraw them.
///
/// # Errors
/// [`Forbidden`] unless the actor acts for the respondent.
pub fn can_attach_documents(actor: &Actor, respondent: i64) -> Allowed {
    can_file(actor, respondent)
}

/// Hand the headship of a respondent 负责人 to another of its people 交接.
///
/// # Errors
/// [`Forbidden`] unless the actor is a head of the respondent, or an assessor of the owning
/// organisation.
pub fn can_hand_over(actor: &Actor, owner: i64, respondent: i64) -> Allowed {
    can_invite(actor, owner, respondent)
}

/// The organisation that files is a respondent's, or the assessor itself for what it fills.
fn acts_for_respondent(actor: &Actor, respondent: i64) -> bool {
    matches!(actor.role(), Role::Respondent | Role::Assessor) && actor.organisation.id == respondent
}

/// See the audit records of an organisation.
///
/// # Errors
/// [`Forbidden`] unless it is the actor's own organisation, or the actor runs this installation.
pub fn can_see_audit(actor: &Actor, organisation: i64) -> Allowed {
    allow_if(actor.role() == Role::Operator || actor.organisation.id == organisation)
}
