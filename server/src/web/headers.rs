//! Security headers of every answer.

use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{
        CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
    },
};

/// Kept by browsers and proxies, but asked about each time: a correction or a withdrawal shows at once.
pub(crate) const FRESH: &str = "public, max-age=0, must-revalidate";
/// What a page without script may do: show its own style and images, send forms home.
const STILL: &str = "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
                     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
/// The powers of the browser that no page of ours needs.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), \
                           geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()";

/// What a page with an island may do besides: run our own script and WASM, and the one inline script
/// that carries the nonce.
///
/// Not `strict-dynamic`: it would switch `'self'` off, and with it the preloading of the module.
pub(crate) fn with_script(nonce: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; connect-src 'self'; style-src \
         'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         object-src 'none'"
    ))
    .ok()
}

/// Adds what is not there yet.
pub(crate) fn secure(headers: &mut HeaderMap, https: bool) {
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(STILL));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    // Same origin, not none: browsers that send no Origin with a form are known by it.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
}
