//! Pages for what went wrong, each with its true status. The one place where the errors of `service`
//! become HTTP.

use std::future::Future;

use crate::prelude::*;
use domain::{Lang, Text};
use http::StatusCode;
use leptos::tachys::reactive_graph::OwnedView;
use leptos_axum::ResponseOptions;
use service::Error;

use crate::{
    locales::common,
    pages::frame,
    request::{Page, use_page},
    routes,
};

/// Waits for what a page shows; an error becomes its own page with its own status.
pub fn guard(load: impl Future<Output = Result<AnyView, Error>> + Send + 'static) -> impl IntoView {
    let page = use_page();
    let response = use_context::<ResponseOptions>();
    Suspend::new(async move {
        let view = match load.await {
            Ok(view) => {
                if !page.form.problems.is_empty()
                    && let Some(response) = response
                {
                    response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
                }
                view
            }
            Err(error) => {
                if let Some(response) = &response {
                    response.set_status(status(&error));
                }
                view(&page, &error)
            }
        };
        // What was waited for is written out after the owner of this page was left; without it
        // `<Link>` and `<Meta>` would find no place to go to and be lost.
        OwnedView::new(view)
    })
}

/// The HTTP status of a service error.
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Gone => StatusCode::GONE,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The page that says what went wrong: never inner text, only a reference that the log has too.
pub fn view(page: &Page, error: &Error) -> AnyView {
    let lang = page.lang;
    let (title, text) = match error {
        Error::NotFound => (common::not_found_title(lang), common::not_found_text(lang).to_owned()),
        Error::Gone => (common::withdrawn_title(lang), common::withdrawn_text(lang).to_owned()),
        Error::Forbidden => (common::forbidden_title(lang), common::forbidden_text(lang).to_owned()),
        Error::Invalid(problems) => {
            (common::something_wrong(lang), sentences(lang, problems.iter().map(|p| &p.message)))
        }
        Error::Conflict(text) => (common::conflict_title(lang), text.get(lang).to_owned()),
        Error::Throttled { retry_after_seconds } => {
            (common::throttled_title(lang), common::throttled_text(lang, retry_after_seconds.div_ceil(60)))
        }
        Error::Busy { .. } => (common::busy_title(lang), common::busy_text(lang, &page.reference)),
        Error::Internal(source) => {
            tracing::error!(reference = page.reference, error = %source, "a page failed");
            (common::internal_title(lang), common::internal_text(lang, &page.reference))
        }
    };
    message(page, title, &text)
}

fn sentences<'a>(lang: Lang, texts: impl Iterator<Item = &'a Text>) -> String {
    texts.map(|t| t.get(lang)).collect::<Vec<_>>().join(" ")
}

fn message(page: &Page, title: &str, text: &str) -> AnyView {
    let body = view! {
        <section class="stack">
            <h1>{title.to_owned()}</h1>
            <p>{text.to_owned()}</p>
            <p><a href=routes::HOME>{common::home(page.lang)}</a></p>
        </section>
    };
    frame::public(page, title, body)
}

/// No route has this path.
#[component]
pub fn NotFound() -> impl IntoView {
    guard(async { Err(Error::NotFound) })
}
