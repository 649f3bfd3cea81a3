//! Pages of an edition whose figures may be shown; and what stands in their place once it is withdrawn.

use std::{future::Future, sync::Arc};

use crate::prelude::*;
use domain::{Lang, Stage};
use http::StatusCode;
use leptos_axum::ResponseOptions;
use service::{Error, public::PublicEdition};

use super::head::{self, EditionHead};
use crate::{
    components::layout::PublicLayout,
    locales::{common, downloads as words},
    pages::error,
    request::{Page, use_page},
    routes,
};

/// A page of the edition that the URL names: what `show` makes of it or, once the edition is withdrawn,
/// that it was, why, when, and where to go instead.
pub fn standing<F>(show: impl FnOnce(Page, Arc<PublicEdition>) -> F + Send + 'static) -> impl IntoView
where
    F: Future<Output = Result<AnyView, Error>> + Send + 'static,
{
    let page = use_page();
    let address = head::address();
    let response = use_context::<ResponseOptions>();
    error::guard(async move {
        let view = head::load(&page, address).await?;
        if answer_gone(&view, response) { Ok(withdrawn(page.lang, view).into_any()) } else { show(page, view).await }
    })
}

/// Answers 410 for a withdrawn edition: the address was good, and nothing will be there again. Tells
/// whether it did.
pub(super) fn answer_gone(view: &PublicEdition, response: Option<ResponseOptions>) -> bool {
    let gone = view.edition.stage() == Stage::Withdrawn;
    if let Some(response) = response.filter(|_| gone) {
        response.set_status(StatusCode::GONE);
    }
    gone
}

fn withdrawn(lang: Lang, view: Arc<PublicEdition>) -> impl IntoView + use<> {
    let content = &view.edition.content;
    let record = routes::downloads(content.index.slug.as_str(), &content.period, content.version);
    let title = common::withdrawn_title(lang);
    view! {
        <PublicLayout>
            // The head says why and when, and leads to the edition in force.
            <EditionHead view=view title=title here=title />
            <p><a href=record>{words::versions(lang)}</a></p>
        </PublicLayout>
    }
}
