//! Bodies that are compressed once and sent many times.

use std::io::Write as _;

use axum::{body::Body, response::Response};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
};
use sha2::{Digest, Sha256};

/// Smaller bodies fit into one packet anyway.
const WORTH_COMPRESSING: usize = 1024;

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// For what is kept.
    Kept,
    /// For what is sent once.
    Once,
}

/// A body in the encodings that make it smaller, each with its own strong entity tag.
#[derive(Debug, Clone)]
pub(crate) struct Encoded {
    content_type: HeaderValue,
    plain: Variant,
    gzip: Option<Variant>,
    brotli: Option<Variant>,
}

#[derive(Debug, Clone)]
struct Variant {
    bytes: Bytes,
    etag: HeaderValue,
}

impl Encoded {
    /// Compresses the bytes. This takes time: for large bodies, call it where blocking is allowed.
    pub(crate) fn new(content_type: HeaderValue, bytes: Bytes, effort: Effort) -> Self {
        let worth = bytes.len() >= WORTH_COMPRESSING && is_compressible(&content_type);
        let gzip = worth.then(|| gzip(&bytes, effort)).flatten();
        let brotli = worth.then(|| brotli(&bytes, effort)).flatten();
        Self::from_parts(content_type, bytes, gzip, brotli)
    }

    /// With encodings made before, as the build of the site does.
    pub(crate) fn from_parts(
        content_type: HeaderValue,
        bytes: Bytes,
        gzip: Option<Bytes>,
        brotli: Option<Bytes>,
    ) -> Self {
        let hash = hex::encode(Sha256::digest(&bytes));
        let smaller = |encoded: &Bytes| encoded.len() < bytes.len();
        let gzip = gzip.filter(smaller).map(|encoded| Variant::new(encoded, &hash, "-gzip"));
        let brotli = brotli.filter(smaller).map(|encoded| Variant::new(encoded, &hash, "-br"));
        Self { content_type, gzip, brotli, plain: Variant::new(bytes, &hash, "") }
    }

    /// Bytes in memory, all encodings together.
    pub(crate) fn size(&self) -> usize {
        [Some(&self.plain), self.gzip.as_ref(), self.brotli.as_ref()].into_iter().flatten().map(|v| v.bytes.len()).sum()
    }

    /// The answer to a request with these headers: the smallest encoding it accepts, or 304 if it has
    /// that already.
    pub(crate) fn respond(&self, request: &HeaderMap, cache_control: &'static str) -> Response {
        let (variant, encoding) = self.choose(request);
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control));
        headers.insert(ETAG, variant.etag.clone());
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        if has(request, &variant.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(CONTENT_TYPE, self.content_type.clone());
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        *response.body_mut() = Body::from(variant.bytes.clone());
        response
    }

    fn choose(&self, request: &HeaderMap) -> (&Variant, Option<&'static str>) {
        let accepted = request.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => (brotli, Some("br")),
            (_, Some(gzip)) if accepts(accepted, "gzip") => (gzip, Some("gzip")),
            (Some(_) | None, Some(_) | None) => (&self.plain, None),
        }
    }
}

impl Variant {
    fn new(bytes: Bytes, hash: &str, suffix: &str) -> Self {
        // A hash in quotes is always a sound header value.
        let etag = HeaderValue::from_str(&format!("\"{hash}{suffix}\"")).unwrap_or(HeaderValue::from_static("\"\""));
        Self { bytes, etag }
    }
}

fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|choice| {
        let mut parts = choice.split(';');
        parts.next().is_some_and(|name| name.trim().eq_ignore_ascii_case(encoding))
            && !parts.any(|p| p.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)))
    })
}

fn has(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let tags = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|value| value.split(',')).map(str::trim).any(|tag| {
        let tag = tag.strip_prefix("W/").unwrap_or(tag);
        tag == "*" || tag.as_bytes() == etag.as_bytes()
    })
}

fn is_compressible(content_type: &HeaderValue) -> bool {
    let text = content_type.to_str().unwrap_or_default();
    ["text/", "application/json", "application/wasm", "application/javascript", "image/svg"]
        .iter()
        .any(|kind| text.starts_with(kind))
}

fn gzip(bytes: &[u8], effort: Effort) -> Option<Bytes> {
    let level = match effort {
        Effort::Kept => 7,
        Effort::Once => 4,
    };
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    encoder.write_all(bytes).ok()?;
    Some(encoder.finish().ok()?.into())
}

fn brotli(bytes: &[u8], effort: Effort) -> Option<Bytes> {
    let quality = match effort {
        Effort::Kept => 8,
        Effort::Once => 3,
    };
    let mut compressed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut compressed, 1 << 16, quality, 22);
    encoder.write_all(bytes).ok()?;
    encoder.flush().ok()?;
    drop(encoder);
    Some(compressed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html() -> Encoded {
        let bytes = Bytes::from("<p>诚评 Chengping</p>".repeat(200));
        Encoded::new(HeaderValue::from_static("text/html; charset=utf-8"), bytes, Effort::Kept)
    }

    fn accepting(encodings: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(encodings))])
    }

    #[test]
    fn the_smallest_accepted_encoding_is_sent() {
        for (accepted, sent) in
            [("gzip, deflate, br", Some("br")), ("gzip", Some("gzip")), ("br;q=0, gzip", Some("gzip")), ("", None)]
        {
            let response = html().respond(&accepting(accepted), "no-cache");
            let encoding = response.headers().get(CONTENT_ENCODING).map(|v| v.to_str().expect("text"));
            assert_eq!(encoding, sent, "{accepted}");
        }
    }

    #[test]
    fn each_encoding_has_its_own_tag_and_is_not_sent_twice() {
        let plain = html().respond(&accepting(""), "no-cache").headers()[ETAG].clone();
        let mut request = accepting("br");
        let brotli = html().respond(&request, "no-cache").headers()[ETAG].clone();
        assert_ne!(plain, brotli);
        request.insert(IF_NONE_MATCH, brotli);
        assert_eq!(html().respond(&request, "no-cache").status(), StatusCode::NOT_MODIFIED);
        request.insert(IF_NONE_MATCH, plain);
        assert_eq!(html().respond(&request, "no-cache").status(), StatusCode::OK);
    }
}
