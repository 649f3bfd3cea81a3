//! Accounts: the people who sign in.

use std::collections::BTreeMap;

use domain::{Actor, Duty, Organisation};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, SelectTwoRequired,
    sea_query::{Expr, LockType},
};
use time::OffsetDateTime;

use crate::{
    column::{stamp, word},
    entity::{
        account::{ActiveModel, Column, Entity, Model},
        organisation,
    },
    error::Result,
    setup_links,
};

/// A person who signs in, with the organisation they act for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Key in the store.
    pub id: i64,
    /// The organisation they act for.
    pub organisation: Organisation,
    /// Address they sign in with, in lower case.
    pub email: String,
    /// Name shown to themselves and colleagues.
    pub name: String,
    /// Hash of the password, in PHC form; `None` until one is set.
    pub password_hash: Option<String>,
    /// Whether they are kept from signing in.
    pub disabled: bool,
    /// What they do within their organisation, where it is a respondent.
    pub duty: Duty,
    /// When the account was made.
    pub created_at: OffsetDateTime,
}

impl From<Account> for Actor {
    fn from(account: Account) -> Self {
        Self {
            user_id: account.id,
            email: account.email,
            name: account.name,
            organisation: account.organisation,
            duty: account.duty,
        }
    }
}

/// An account to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The organisation they act for.
    pub organisation_id: i64,
    /// Address they sign in with.
    pub email: String,
    /// Name shown to themselves and colleagues.
    pub name: String,
    /// Hash of the password, in PHC form.
    pub password_hash: Option<String>,
    /// What they do within their organisation, where it is a respondent.
    pub duty: Duty,
}

/// Stores a new account and returns its key.
///
/// # Errors
/// [`Conflict`](crate::StorageError::Conflict) where the address is taken, and what the database reports.
pub async fn insert(db: &impl ConnectionTrait, new: NewAccount, now: OffsetDateTime) -> Result<i64> {
    let row = ActiveModel {
        organisation_id: Set(new.organisation_id),
        email: Set(normal(&new.email)),
        name: Set(new.name),
        password_hash: Set(new.password_hash),
        disabled: Set(false),
        duty: Set(new.duty.code().to_owned()),
        created_at: Set(stamp(now)),
        ..ActiveModel::default()
    };
    Ok(Entity::insert(row).exec(db).await?.last_insert_id)
}

/// Finds an account.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, id: i64) -> Result<Option<Account>> {
    with_organisation().filter(Column::Id.eq(id)).one(db).await?.map(account).transpose()
}

/// Finds the account of an address, in whatever case it was typed.
///
/// # Errors
/// What the database reports.
pub async fn find_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Account>> {
    with_organisation().filter(Column::Email.eq(normal(email))).one(db).await?.map(account).transpose()
}

/// All accounts, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Account>> {
    with_organisation().order_by_asc(Column::Id).all(db).await?.into_iter().map(account).collect()
}

/// The people of an organisation, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn list_of(db: &impl ConnectionTrait, organisation_id: i64) -> Result<Vec<Account>> {
    let of = with_organisation().filter(Column::OrganisationId.eq(organisation_id));
    of.order_by_asc(Column::Id).all(db).await?.into_iter().map(account).collect()
}

/// How many people who can still sign in act for each of these organisations; one without any is absent.
///
/// # Errors
/// What the database reports.
pub async fn count_by_organisation(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, usize>> {
    let counts: Vec<(i64, i64)> = Entity::find()
        .select_only()
        .column(Column::OrganisationId)
        .column_as(Column::Id.count(), "people")
        .filter(Column::OrganisationId.is_in(ids.iter().copied()))
        .filter(Column::Disabled.eq(false))
        .group_by(Column::OrganisationId)
        .into_tuple()
        .all(db)
        .await?;
    counts.into_iter().map(|(id, people)| Ok((id, crate::column::count(people, "count of people")?))).collect()
}

/// The names of these people, by key; unknown keys are passed over.
///
/// # Errors
/// What the database reports.
pub async fn names(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, String>> {
    let names: Vec<(i64, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().collect())
}

/// Makes others that want to change how a person signs in wait until this transaction ends.
///
/// # Errors
/// What the database reports.
pub async fn lock(db: &impl ConnectionTrait, id: i64) -> Result<()> {
    // Only PostgreSQL has row locks; SQLite has one writer at a time and ignores this. The key does not
    // change: whoever only refers to the account does not wait.
    Entity::find_by_id(id).lock(LockType::NoKeyUpdate).one(db).await?;
    Ok(())
}

/// Sets the hash of the password, and voids every set-up link that was not used: with one of them the
/// password could be set again. `false` if there is no such account.
///
/// # Errors
/// What the database reports.
pub async fn set_password(db: &impl ConnectionTrait, id: i64, password_hash: &str) -> Result<bool> {
    let update = Entity::update_many().col_expr(Column::PasswordHash, Expr::value(password_hash));
    let found = update.filter(Column::Id.eq(id)).exec(db).await?.rows_affected > 0;
    setup_links::void_all_of(db, id).await?;
    Ok(found)
}

/// Keeps a person from signing in, or lets them again; `false` if there is no such account.
///
/// # Errors
/// What the database reports.
pub async fn set_disabled(db: &impl ConnectionTrait, id: i64, disabled: bool) -> Result<bool> {
    let update = Entity::update_many().col_expr(Column::Disabled, Expr::value(disabled));
    Ok(update.filter(Column::Id.eq(id)).exec(db).await?.rows_affected > 0)
}

/// Has a person act for another organisation; `false` if there is no such account.
///
/// # Errors
/// What the database reports.
pub async fn set_organisation(db: &impl ConnectionTrait, id: i64, organisation_id: i64, duty: Duty) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::OrganisationId, Expr::value(organisation_id))
        .col_expr(Column::Duty, Expr::value(duty.code()));
    Ok(update.filter(Column::Id.eq(id)).exec(db).await?.rows_affected > 0)
}

/// Sets what a person does within their organisation; `false` if there is no such account.
///
/// # Errors
/// What the database reports.
pub async fn set_duty(db: &impl ConnectionTrait, id: i64, duty: Duty) -> Result<bool> {
    let update = Entity::update_many().col_expr(Column::Duty, Expr::value(duty.code()));
    Ok(update.filter(Column::Id.eq(id)).exec(db).await?.rows_affected > 0)
}

/// How many accounts there are.
///
/// # Errors
/// What the database reports.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(Entity::find().count(db).await?)
}

fn with_organisation() -> SelectTwoRequired<Entity, organisation::Entity> {
    Entity::find().find_both_related(organisation::Entity)
}

/// An address as it is stored and compared.
pub(crate) fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

/// An account from its row and that of its organisation.
pub(crate) fn account((row, organisation): (Model, organisation::Model)) -> Result<Account> {
    Ok(Account {
        id: row.id,
        organisation: organisation.try_into()?,
        email: row.email,
        name: row.name,
        password_hash: row.password_hash,
        disabled: row.disabled,
        duty: word(&row.duty, Duty::parse, "duty of an account")?,
        created_at: row.created_at,
    })
}

#[cfg(test)]
mod tests {
    use domain::Role;
    use time::macros::datetime;

    use super::*;
    use crate::{Db, StorageError, testing};

    const NOW: OffsetDateTime = datetime!(2026-11-23 09:00 UTC);

    crate::on_both_databases!(
        an_account_is_found_by_its_address_in_any_case,
        an_address_is_taken_once,
        a_password_a_duty_and_a_ban_are_kept,
        setting_a_password_voids_the_links_that_were_not_used,
        a_person_can_act_for_another_organisation
    );

    fn new(organisation_id: i64, email: &str) -> NewAccount {
        let (email, name) = (email.into(), "Li Hua".into());
        NewAccount { organisation_id, email, name, password_hash: None, duty: Duty::Head }
    }

    async fn an_account_is_found_by_its_address_in_any_case(db: Db) {
        let organisation = testing::organisation(&db).await;
        let id = insert(&db, new(organisation.id, "Li@Example.org "), NOW).await.expect("stored");
        let found = find_by_email(&db, "lI@example.org").await.expect("an answer").expect("an account");
        assert_eq!((found.id, found.email.as_str()), (id, "li@example.org"));
        assert_eq!((&found.organisation, found.created_at, found.duty), (&organisation, NOW, Duty::Head));
        assert_eq!(list(&db).await.expect("a list"), std::slice::from_ref(&found));
        assert_eq!(list_of(&db, organisation.id).await.expect("a list"), std::slice::from_ref(&found));
        let people = count_by_organisation(&db, &[organisation.id, 404]).await.expect("counts");
        assert_eq!(people, BTreeMap::from([(organisation.id, 1)]));
        assert_eq!(list_of(&db, organisation.id + 1).await.expect("a list"), []);
        assert_eq!(count(&db).await.expect("a count"), 1);
        let names = names(&db, &[id, id + 1]).await.expect("names");
        assert_eq!(names, BTreeMap::from([(id, "Li Hua".to_owned())]));
        assert_eq!(Actor::from(found).role(), Role::Assessor);
    }

    async fn an_address_is_taken_once(db: Db) {
        let organisation = testing::organisation(&db).await;
        insert(&db, new(organisation.id, "li@example.org"), NOW).await.expect("stored");
        let error = insert(&db, new(organisation.id, "LI@example.org"), NOW).await.expect_err("taken");
        assert!(matches!(error, StorageError::Conflict { .. }), "{error}");
    }

    async fn a_person_can_act_for_another_organisation(db: Db) {
        let (before, after) = (testing::organisation(&db).await, testing::organisation(&db).await);
        let id = insert(&db, new(before.id, "li@example.org"), NOW).await.expect("stored");
        assert!(set_organisation(&db, id, after.id, Duty::Filler).await.expect("set"));
        let account = find(&db, id).await.expect("an answer").expect("an account");
        assert_eq!((account.organisation, account.duty), (after.clone(), Duty::Filler));
        assert!(!set_organisation(&db, id + 1, after.id, Duty::Head).await.expect("an answer"));
    }

    async fn a_password_a_duty_and_a_ban_are_kept(db: Db) {
        let organisation = testing::organisation(&db).await;
        let id = insert(&db, new(organisation.id, "li@example.org"), NOW).await.expect("stored");
        assert!(set_password(&db, id, "$argon2id$…").await.expect("set"));
        assert!(set_duty(&db, id, Duty::Filler).await.expect("set"));
        assert!(set_disabled(&db, id, true).await.expect("set"));
        assert_eq!(count_by_organisation(&db, &[organisation.id]).await.expect("counts"), BTreeMap::new());
        assert!(!set_disabled(&db, id + 1, true).await.expect("an answer"), "nobody has this key");
        let account = find(&db, id).await.expect("an answer").expect("an account");
        assert_eq!((account.password_hash.as_deref(), account.disabled), (Some("$argon2id$…"), true));
        assert_eq!(account.duty, Duty::Filler);
    }

    async fn setting_a_password_voids_the_links_that_were_not_used(db: Db) {
        let organisation = testing::organisation(&db).await;
        let id = insert(&db, new(organisation.id, "li@example.org"), NOW).await.expect("stored");
        setup_links::insert(&db, "hash", id, NOW + time::Duration::HOUR).await.expect("stored");
        lock(&db, id).await.expect("locked");
        assert!(set_password(&db, id, "$argon2id$…").await.expect("set"));
        assert!(!setup_links::use_once(&db, "hash", NOW).await.expect("an answer"));
    }
}
