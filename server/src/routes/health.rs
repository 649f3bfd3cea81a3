//! What those ask who look after the process.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header::CACHE_CONTROL};

use crate::site::Site;

/// The process answers.
pub(super) async fn alive() -> Response {
    (StatusCode::OK, [(CACHE_CONTROL, "no-store")], "ok\n").into_response()
}

/// The database answers and its schema is the one this program needs.
pub(super) async fn ready(State(site): State<Site>) -> Response {
    let database = site.services.ready().await.map_err(|error| error.to_string());
    let pending = match database {
        Ok(()) => migrations::pending(&site.db).await.map_err(|error| error.to_string()),
        Err(error) => Err(error),
    };
    let (status, text) = match pending {
        Ok(pending) if pending.is_empty() => (StatusCode::OK, "ready\n"),
        Ok(pending) => {
            tracing::warn!(?pending, "the schema is older than the program");
            (StatusCode::SERVICE_UNAVAILABLE, "migrations pending\n")
        }
        Err(error) => {
            tracing::warn!(error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "database not reachable\n")
        }
    };
    (status, [(CACHE_CONTROL, "no-store")], text).into_response()
}
