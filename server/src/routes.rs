//! The whole route table.
//!
//! Pages are listed in `app` (`shell.rs`, with their URLs in `routes.rs`) and are all shown by
//! [`pages::show`]; here stand the forms, the files and what machines ask for.

mod assets;
mod files;
mod forms;
mod health;
mod pages;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};

use crate::{site::Site, web::envelope::envelope};

/// All routes, ready to serve.
pub fn router(site: Site) -> Router {
    use forms::{account, accounts, documents, fieldwork, filing, index, rating, round};

    let pages = leptos_axum::generate_route_list(app::App)
        .iter()
        .fold(Router::new(), |router, page| router.route(page.path(), get(pages::show)));

    let forms = Router::new()
        .route("/sign-in", post(account::sign_in))
        .route("/sign-out", post(account::sign_out))
        .route("/set-up/{token}", post(account::set_up))
        .route("/account", post(account::change_password))
        .route("/account/sign-out-everywhere", post(account::sign_out_everywhere))
        .route("/admin/accounts", post(accounts::create_account))
        .route("/admin/accounts/organisations", post(accounts::create_organisation))
        .route("/admin/accounts/{id}/disable", post(accounts::disable))
        .route("/admin/accounts/{id}/enable", post(accounts::enable))
        .route("/admin/accounts/{id}/link", post(accounts::renew_link))
        .route("/work/indexes/new", post(index::create))
        .route("/work/indexes/{slug}/edit", post(index::describe))
        .route("/work/indexes/{slug}/data/{period}/{revision}/restore", post(index::restore_revision))
        .route("/work/indexes/{slug}/rounds/{period}/method", post(round::choose_recipe))
        .route("/work/indexes/{slug}/rounds/{period}/publish", post(round::publish))
        .route("/work/indexes/{slug}/rounds/{period}/{version}/advance", post(round::advance))
        .route("/work/indexes/{slug}/open-fieldwork", post(fieldwork::open))
        .route("/work/indexes/{slug}/fieldwork/{period}/ratings/{unit}/{item}", post(rating::rate))
        .route("/work/indexes/{slug}/fieldwork/{period}/gather", post(rating::gather))
        .route("/work/filings/{respondent}/people", post(filing::invite))
        .route("/work/filings/{respondent}/people/{account}/link", post(filing::renew))
        .route("/work/filings/{respondent}/people/{account}/disable", post(filing::disable))
        .route("/work/filings/{respondent}/people/{account}/enable", post(filing::enable))
        .route("/work/filings/{respondent}/people/{account}/head", post(filing::hand_over))
        .route("/work/filings/{respondent}/documents/{number}/withdraw", post(documents::withdraw))
        .route("/work/filings/{respondent}/table/{sha256}", post(filing::file_table))
        .route("/work/filings/{respondent}/revisions/{revision}/confirm", post(filing::confirm))
        .route("/work/filings/{respondent}/revisions/{revision}/return", post(filing::send_back));

    let uploads = Router::new()
        .route("/work/indexes/{slug}/instrument", post(index::import_instrument))
        .route("/work/indexes/{slug}/data", post(index::import_data))
        .route("/work/filings/{respondent}", post(filing::submit))
        .route("/work/filings/{respondent}/documents", post(documents::attach))
        // `Upload` and `Files` count for themselves, with the limit of the configuration.
        .layer(DefaultBodyLimit::disable());

    let files = Router::new()
        .route("/indexes/{slug}/{period}/{version}/files/{file}", get(files::of_edition))
        .route("/work/indexes/{slug}/instrument.csv", get(files::instrument))
        .route("/work/indexes/{slug}/data/{period}/{revision}/file", get(files::of_revision))
        .route("/work/indexes/{slug}/rounds/{period}/{version}/full.json", get(files::full))
        .route("/work/filings/{respondent}/workbook.xlsx", get(files::workbook))
        .route("/work/filings/{respondent}/items/{item}/table.csv", get(files::table_head))
        .route("/work/filings/{respondent}/revisions/{revision}/file", get(files::of_submission))
        .route("/work/filings/{respondent}/revisions/{revision}/annotated.xlsx", get(files::annotated))
        .route("/work/filings/{respondent}/documents/{number}/{revision}/file", get(files::of_document))
        .route("/pkg/{file}", get(assets::built))
        .route("/favicon.svg", get(assets::favicon))
        .route("/favicon.ico", get(assets::favicon))
        .route("/robots.txt", get(assets::robots));

    let machines = Router::new().route("/healthz", get(health::alive)).route("/readyz", get(health::ready));

    let all = Router::new()
        .merge(pages)
        .merge(forms)
        .merge(uploads)
        .merge(files)
        .merge(machines)
        .fallback(pages::unknown)
        .method_not_allowed_fallback(pages::wrong_method);
    enveloped(all, site)
}

/// Puts what every request passes through around the routes.
fn enveloped(routes: Router<Site>, site: Site) -> Router {
    routes.layer(middleware::from_fn_with_state(site.clone(), envelope)).with_state(site)
}

#[cfg(test)]
mod tests;
