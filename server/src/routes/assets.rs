//! The built site: style sheet, script, WASM, fonts; and the two files every site has.

use std::{
    path::{Path as FilePath, PathBuf},
    sync::Arc,
};

use axum::{extract::Path, response::Response};
use bytes::Bytes;
use http::HeaderValue;
use service::Error;

use crate::{
    site::Site,
    web::{
        encoded::{Effort, Encoded},
        render,
        visit::Visit,
    },
};

/// The name holds a hash of the content.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// A plain name: asked about each time.
const ASK: &str = "no-cache";
const DAY: &str = "public, max-age=86400";

/// A file of the build.
pub(super) async fn built(visit: Visit, Path(file): Path<String>) -> Response {
    let Some((path, content_type)) = locate(&visit.site, &file) else {
        return render::error_page(&visit, Error::NotFound).await;
    };
    let hashed = visit.site.options.hash_files;
    let found = if hashed {
        visit.site.files.get_or_make(format!("pkg {file}"), read(path, content_type)).await
    } else {
        read(path, content_type).await.map_err(Arc::new)
    };
    match found {
        Ok(encoded) => encoded.respond(&visit.headers, if hashed { IMMUTABLE } else { ASK }),
        Err(error) => {
            if error.kind() != std::io::ErrorKind::NotFound {
                tracing::warn!(%error, file, "a built file cannot be read");
            }
            render::error_page(&visit, Error::NotFound).await
        }
    }
}

/// Where the file is, if its name is that of a built file: no folders, a known ending.
fn locate(site: &Site, file: &str) -> Option<(PathBuf, HeaderValue)> {
    let plain = file.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let content_type = match FilePath::new(file).extension()?.to_str()? {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        // Any other file has no business here.
        _ => return None,
    };
    let folder = FilePath::new(&*site.options.site_root).join(&*site.options.site_pkg_dir);
    (plain && !file.starts_with('.')).then(|| (folder.join(file), HeaderValue::from_static(content_type)))
}

/// Reads the file; the build leaves its compressed forms beside it.
async fn read(path: PathBuf, content_type: HeaderValue) -> Result<Arc<Encoded>, std::io::Error> {
    let bytes = Bytes::from(tokio::fs::read(&path).await?);
    let beside = |ending: &str| {
        let mut name = path.clone().into_os_string();
        name.push(ending);
        tokio::fs::read(name)
    };
    if let (Ok(gzip), Ok(brotli)) = (beside(".gz").await, beside(".br").await) {
        return Ok(Arc::new(Encoded::from_parts(content_type, bytes, Some(gzip.into()), Some(brotli.into()))));
    }
    let encode = move || Arc::new(Encoded::new(content_type, bytes, Effort::Kept));
    tokio::task::spawn_blocking(encode).await.map_err(std::io::Error::other)
}

/// The sign of the site.
pub(super) async fn favicon(visit: Visit) -> Response {
    let svg = Bytes::from_static(include_bytes!("../assets/favicon.svg"));
    Encoded::new(HeaderValue::from_static("image/svg+xml"), svg, Effort::Once).respond(&visit.headers, DAY)
}

/// What search engines leave alone.
pub(super) async fn robots(visit: Visit) -> Response {
    let text = Bytes::from_static(include_bytes!("../assets/robots.txt"));
    Encoded::new(HeaderValue::from_static("text/plain; charset=utf-8"), text, Effort::Once).respond(&visit.headers, DAY)
}
