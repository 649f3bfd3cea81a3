//! Pages for signed-in people: whoever is not is sent to sign in, and back afterwards.

use std::future::Future;

use crate::prelude::*;
use domain::Actor;
use http::{HeaderValue, StatusCode, header::LOCATION};
use leptos_axum::ResponseOptions;
use service::Error;

use super::error::guard;
use crate::{
    request::{Page, use_page},
    routes,
};

/// Loads a page for a signed-in person. What they may see is decided by `service`, not here.
pub fn member<F>(load: impl FnOnce(Page, Actor) -> F) -> AnyView
where
    F: Future<Output = Result<AnyView, Error>> + Send + 'static,
{
    let page = use_page();
    if let Some(actor) = page.actor.clone() {
        guard(load(page, actor)).into_any()
    } else {
        send_to_sign_in(&page);
        ().into_any()
    }
}

fn send_to_sign_in(page: &Page) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    // The URL is percent-encoded, so it is always a sound header value.
    if let Ok(location) = HeaderValue::from_str(&routes::sign_in_and_return(&page.url_with(&[]))) {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(LOCATION, location);
    }
}

/// A parameter of the path, decoded; blank if the route has none of that name.
pub fn path_param(name: &str) -> String {
    leptos_router::hooks::use_params_map().with_untracked(|params| params.get(name)).unwrap_or_default()
}
