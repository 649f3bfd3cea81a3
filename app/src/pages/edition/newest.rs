//! `/indexes/{slug}`: goes on to the edition in force of the newest period.

use crate::prelude::*;
use http::{HeaderValue, StatusCode, header::LOCATION};
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_params_map;
use service::{Error, public};

use crate::{pages::error, request::use_page, routes};

/// Redirects.
#[component]
pub fn Newest() -> impl IntoView {
    let page = use_page();
    let response = use_context::<ResponseOptions>();
    let slug = use_params_map().get_untracked().get("slug");
    error::guard(async move {
        let slug = slug.ok_or(Error::NotFound)?;
        let period = public::newest_period(&page.services, &slug).await?;
        // Not `leptos_axum::redirect`: it answers 302, and only to those who accept HTML.
        if let (Some(response), Ok(location)) = (response, HeaderValue::from_str(&routes::period(&slug, &period))) {
            response.insert_header(LOCATION, location);
            response.set_status(StatusCode::SEE_OTHER);
        }
        Ok(().into_any())
    })
}
