//! A signed-in person who sends a form, and how the form is answered.

use std::sync::Arc;

use app::request::{FormState, Page};
use axum::{
    extract::FromRequestParts,
    response::{IntoResponse, Response},
};
use domain::{Actor, Problem};
use http::{HeaderValue, StatusCode, header::LOCATION, request::Parts};
use service::{Error, Services, method::Trial};

use super::{render, visit::Visit};
use crate::site::Site;

/// A request of a signed-in person. Whoever is not is sent to sign in, and then to the page of the form.
pub(crate) struct Member {
    pub(crate) visit: Visit,
    pub(crate) actor: Actor,
}

impl FromRequestParts<Site> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let visit = Visit::new(site, parts);
        match visit.actor().await {
            Ok(Some(actor)) => Ok(Self { visit, actor }),
            Ok(None) => Err(see_other(&app::routes::sign_in_and_return(page_of_form(&visit.path)))),
            Err(error) => Err(render::error_page(&visit, error).await),
        }
    }
}

impl Member {
    pub(crate) fn services(&self) -> &Services {
        &self.visit.site.services
    }

    /// Answers a form: on success by leading on, on problems by the page of the form, filled in as it
    /// was sent.
    pub(crate) async fn answer(&self, done: Result<String, Error>, values: Vec<(String, String)>) -> Response {
        answer(&self.visit, Some(self.actor.clone()), done, values).await
    }

    /// Shows the page of the form with something that is shown once and never stands in a URL.
    pub(crate) async fn show(&self, values: Vec<(String, String)>) -> Response {
        let form = FormState { values, ..FormState::default() };
        form_page(&self.visit, Some(self.actor.clone()), form).await
    }

    /// Shows the page of the recipe with what it would do.
    pub(crate) async fn show_trial(&self, values: Vec<(String, String)>, trial: Trial) -> Response {
        let form = FormState { values, trial: Some(Arc::new(trial)), ..FormState::default() };
        form_page(&self.visit, Some(self.actor.clone()), form).await
    }

    /// Shows the page of an upload that was too large.
    pub(crate) async fn too_large(&self, problem: Problem, values: Vec<(String, String)>) -> Response {
        let form = FormState { values, problems: vec![problem], ..FormState::default() };
        let mut response = form_page(&self.visit, Some(self.actor.clone()), form).await;
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        response
    }
}

/// As [`Member::answer`], for forms that anyone may send.
pub(crate) async fn answer(
    visit: &Visit,
    actor: Option<Actor>,
    done: Result<String, Error>,
    values: Vec<(String, String)>,
) -> Response {
    match done {
        Ok(location) => see_other(&location),
        Err(Error::Invalid(problems)) => {
            form_page(visit, actor, FormState { values, problems, ..FormState::default() }).await
        }
        Err(
            error @ (Error::NotFound
            | Error::Forbidden
            | Error::Conflict(_)
            | Error::Gone
            | Error::Throttled { .. }
            | Error::Busy { .. }
            | Error::Internal(_)),
        ) => render::error_page(visit, error).await,
    }
}

pub(crate) async fn form_page(visit: &Visit, actor: Option<Actor>, form: FormState) -> Response {
    let path = page_of_form(&visit.path).to_owned();
    let page = Page { path, form, ..visit.page(actor) };
    render::render(&visit.site, page).await.once(visit).await
}

/// The page a form stands on: its own URL, but for forms of a part of a page.
pub(crate) fn page_of_form(path: &str) -> &str {
    if path.starts_with("/admin/accounts/") {
        return app::routes::ACCOUNTS;
    }
    if path.starts_with("/work/filings/") {
        return match path.split_once("/people/") {
            Some((_, person)) if person.ends_with("/head") => path,
            Some((filing, _)) => &path[..filing.len() + "/people".len()],
            None => path.strip_suffix("/confirm").or_else(|| path.strip_suffix("/return")).unwrap_or(path),
        };
    }
    match path {
        app::routes::SIGN_OUT_EVERYWHERE => app::routes::ACCOUNT,
        app::routes::SIGN_OUT => app::routes::HOME,
        part if part.starts_with("/work/") => part.strip_suffix("/restore").unwrap_or(part),
        own => own,
    }
}

/// Leads on with GET. The location is a path of ours.
pub(crate) fn see_other(location: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static(app::routes::HOME));
    response.headers_mut().insert(LOCATION, location);
    response.headers_mut().insert(http::header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::page_of_form;

    #[test]
    fn a_form_of_a_part_of_a_page_is_answered_by_the_page() {
        for (form, page) in [
            ("/work/indexes/a/rounds/2016/method", "/work/indexes/a/rounds/2016/method"),
            ("/work/indexes/a/data/2016/2/restore", "/work/indexes/a/data/2016/2"),
            ("/work/filings/7/people/9/link", "/work/filings/7/people"),
            ("/work/filings/7/people/9/head", "/work/filings/7/people/9/head"),
            ("/work/filings/7/documents/3/withdraw", "/work/filings/7/documents/3/withdraw"),
            ("/work/filings/7/revisions/2/confirm", "/work/filings/7/revisions/2"),
            ("/work/filings/7/revisions/2/return", "/work/filings/7/revisions/2"),
            ("/work/filings/7", "/work/filings/7"),
            ("/admin/accounts/7/disable", "/admin/accounts"),
            ("/admin/accounts/organisations", "/admin/accounts"),
            ("/account/sign-out-everywhere", "/account"),
            ("/work/indexes/a/edit", "/work/indexes/a/edit"),
        ] {
            assert_eq!(page_of_form(form), page);
        }
    }
}
