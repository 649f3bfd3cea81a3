//! Organisations and accounts, for the operator.

use axum::{extract::Path, response::Response};
use domain::{OrganisationKind, Problem, Text};
use service::{
    Error,
    accounts::{self, AccountForm},
};

use crate::web::{form::Form, member::Member, render};

/// Creates an organisation.
pub(in crate::routes) async fn create_organisation(member: Member, form: Form) -> Response {
    let name = Text::new(form.get("name_zh"), form.get("name_en"));
    let done = match OrganisationKind::parse(form.get("kind")) {
        Some(kind) => accounts::create_organisation(member.services(), &member.actor, kind, name).await,
        None => Err(Error::invalid(
            Problem::error("organisation.kind", Text::new("请选择组织类型。", "Choose what the organisation does."))
                .at_field("kind"),
        )),
    };
    member.answer(done.map(|_| led_back("organisation")), form.into_values()).await
}

/// Creates an account and shows its one-time link, once.
pub(in crate::routes) async fn create_account(member: Member, form: Form) -> Response {
    let account = AccountForm {
        // What is no number is no organisation.
        organisation_id: form.get("organisation_id").parse().unwrap_or_default(),
        email: form.get("email").to_owned(),
        name: form.get("name").to_owned(),
    };
    match accounts::create_account(member.services(), &member.actor, &account).await {
        Ok((account, token)) => show_link(&member, account.email, &token).await,
        Err(error) => member.answer(Err(error), form.into_values()).await,
    }
}

/// Makes a new one-time link for somebody who forgot their password.
pub(in crate::routes) async fn renew_link(member: Member, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse() else { return not_found(&member).await };
    let services = member.services();
    let token = match accounts::renew_link(services, &member.actor, id).await {
        Ok(token) => token,
        Err(error) => return member.answer(Err(error), Vec::new()).await,
    };
    match accounts::list_accounts(services, &member.actor).await {
        Ok(all) => {
            let email = all.into_iter().find(|account| account.id == id).map(|account| account.email);
            show_link(&member, email.unwrap_or_default(), &token).await
        }
        Err(error) => member.answer(Err(error), Vec::new()).await,
    }
}

/// Locks an account out.
pub(in crate::routes) async fn disable(member: Member, Path(id): Path<String>) -> Response {
    set_disabled(member, &id, true, "disabled").await
}

/// Lets an account in again.
pub(in crate::routes) async fn enable(member: Member, Path(id): Path<String>) -> Response {
    set_disabled(member, &id, false, "enabled").await
}

async fn set_disabled(member: Member, id: &str, disabled: bool, done: &str) -> Response {
    let Ok(id) = id.parse() else { return not_found(&member).await };
    let outcome = accounts::set_disabled(member.services(), &member.actor, id, disabled).await;
    member.answer(outcome.map(|()| led_back(done)), Vec::new()).await
}

pub(super) async fn show_link(member: &Member, email: String, token: &str) -> Response {
    let link = format!("{}{}", member.visit.site.config.server.public_url, app::routes::set_up(token));
    member.show(vec![("created_email".into(), email), ("setup_link".into(), link)]).await
}

fn led_back(done: &str) -> String {
    format!("{}?done={done}", app::routes::ACCOUNTS)
}

pub(super) async fn not_found(member: &Member) -> Response {
    render::error_page(&member.visit, Error::NotFound).await
}
