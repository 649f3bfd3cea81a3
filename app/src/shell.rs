//! The document around every page, and the table of routes.

use leptos::{config::LeptosOptions, hydration::HydrationScripts};
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::prelude::*;
use crate::{pages, request::use_page, routes, text_size::TextSize};

/// The HTML document of a page. Only a page with an island loads script.
pub fn shell(options: &LeptosOptions) -> impl IntoView + use<> {
    document(options, || view! { <App /> }.into_any())
}

/// The HTML document of an error that happened before any page was reached, such as a form that may
/// not be sent.
pub fn error_shell(options: &LeptosOptions, error: &service::Error) -> impl IntoView + use<> {
    document(options, || {
        provide_meta_context();
        pages::error::view(&use_page(), error)
    })
}

fn document(options: &LeptosOptions, body: impl FnOnce() -> AnyView) -> AnyView {
    let page = use_page();
    let scripts =
        routes::has_island(&page.path).then(|| view! { <HydrationScripts options=options.clone() islands=true /> });
    let working = routes::is_working_area(&page.path).then_some("work");
    let size = (page.size != TextSize::default()).then(|| page.size.code());
    view! {
        <!DOCTYPE html>
        <html lang=page.lang.tag() data-size=size>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href=routes::FAVICON type="image/svg+xml" />
                <HashedStylesheet options=options.clone() id="style" />
                {scripts}
                <MetaTags />
            </head>
            <body class=working>
                {body()}
            </body>
        </html>
    }
    .into_any()
}

/// All pages; the paths are those of [`routes`]. Each page is rendered whole before its first byte is
/// sent, so that its status is right.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let ssr = SsrMode::Async;
    view! {
        <Router>
            <FlatRoutes fallback=pages::error::NotFound>
                <Route path=path!("/") view=pages::home::Home ssr=ssr.clone() />
                <Route path=path!("/verify") view=pages::verify::Verify ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug") view=pages::edition::newest::Newest ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period") view=pages::edition::show::Show ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version") view=pages::edition::show::Show ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/units/:code") view=pages::edition::unit::Unit ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/units/:code/items/:item") view=pages::edition::item::Item ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/units/:code/reach") view=pages::edition::reach::Reach ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/units/:code/change") view=pages::edition::change::Change ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/dimensions") view=pages::edition::dimensions::Dimensions ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/indicators/:code") view=pages::edition::indicator::Indicator ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/method") view=pages::edition::method::Method ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/downloads") view=pages::edition::downloads::Downloads ssr=ssr.clone() />
                <Route path=path!("/indexes/:slug/:period/:version/reweigh") view=pages::edition::reweigh::Reweigh ssr=ssr.clone() />
                <Route path=path!("/sign-in") view=pages::account::sign_in::SignIn ssr=ssr.clone() />
                <Route path=path!("/set-up/:token") view=pages::account::set_up::SetUp ssr=ssr.clone() />
                <Route path=path!("/account") view=pages::account::show::Show ssr=ssr.clone() />
                <Route path=path!("/admin/accounts") view=pages::admin::accounts::Accounts ssr=ssr.clone() />
                <Route path=path!("/work") view=pages::work::desk::Desk ssr=ssr.clone() />
                <Route path=path!("/work/audit") view=pages::work::audit::Audit ssr=ssr.clone() />
                <Route path=path!("/work/jobs/:id") view=pages::work::job::Job ssr=ssr.clone() />
                <Route path=path!("/work/indexes/new") view=pages::work::index::new::New ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug") view=pages::work::index::show::Show ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/edit") view=pages::work::index::edit::Edit ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/instrument") view=pages::work::index::instrument::Instrument ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/data") view=pages::work::index::data::Data ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/data/:period/:revision") view=pages::work::index::revision::Revision ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/rounds/:period") view=pages::work::round::show::Show ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/rounds/:period/method") view=pages::work::round::method::Method ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/rounds/:period/robustness") view=pages::work::round::robustness::Robustness ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/rounds/:period/publish") view=pages::work::round::publish::Publish ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/rounds/:period/:version/advance") view=pages::work::round::advance::Advance ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/fieldwork") view=pages::work::fieldwork::list::List ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/open-fieldwork") view=pages::work::fieldwork::open::Open ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/fieldwork/:period") view=pages::work::fieldwork::board::Board ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/fieldwork/:period/ratings") view=pages::work::rating::list::List ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/fieldwork/:period/ratings/:unit/:item") view=pages::work::rating::show::Show ssr=ssr.clone() />
                <Route path=path!("/work/indexes/:slug/fieldwork/:period/gather") view=pages::work::rating::gather::Gather ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent") view=pages::work::filing::show::Show ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent/people") view=pages::work::filing::people::People ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent/people/:account/disable") view=pages::work::filing::people::lock_out::LockOut ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent/people/:account/head") view=pages::work::filing::people::hand_over::HandOver ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent/documents") view=pages::work::filing::documents::Documents ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent/documents/:number/withdraw") view=pages::work::filing::documents::withdraw::Withdraw ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent/table/:sha256") view=pages::work::filing::csv::Csv ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent/revisions/:revision") view=pages::work::filing::revision::Revision ssr=ssr.clone() />
                <Route path=path!("/work/filings/:respondent/revisions/:revision/receipt") view=pages::work::filing::receipt::Receipt ssr=ssr.clone() />
                <Route path=path!("/dev/components") view=pages::dev::components::Components ssr=ssr.clone() />
            </FlatRoutes>
        </Router>
    }
}
