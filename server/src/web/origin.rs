//! Whether a request that changes something comes from one of our own pages (cross-site request
//! forgery). Browsers say so; a request that says nothing is refused.

use http::{HeaderMap, Method, Uri, header};

use crate::config::PublicUrl;

/// Whether a request may change something: it does not want to, or it comes from our own pages.
pub(crate) fn may_pass(method: &Method, headers: &HeaderMap, public: &PublicUrl) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    if let Some(site) = headers.get("sec-fetch-site") {
        // `none` is a person acting on the browser itself, such as reloading the answer of a form.
        return site == "same-origin" || site == "none";
    }
    // Browsers of before 2020, down to those that send no Origin with a form.
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    text(header::ORIGIN).or_else(|| text(header::REFERER)).is_some_and(|from| is_ours(from, headers, public))
}

/// Whether a URL is on this site. The `Host` header is good enough for this comparison: a foreign page
/// cannot make a browser send another one.
fn is_ours(from: &str, headers: &HeaderMap, public: &PublicUrl) -> bool {
    let Ok(uri) = from.parse::<Uri>() else { return false };
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    format!("{scheme}://{authority}").eq_ignore_ascii_case(public.origin())
        || host.is_some_and(|host| authority.as_str().eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn passes(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        may_pass(method, &headers, &PublicUrl::try_from("https://example.org".to_owned()).expect("an address"))
    }

    #[test]
    fn reading_is_free() {
        assert!(passes(&Method::GET, &[("origin", "https://evil.example")]));
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        for good in [
            &[("sec-fetch-site", "same-origin")][..],
            &[("origin", "https://example.org")],
            &[("origin", "http://localhost:3000"), ("host", "localhost:3000")],
            &[("referer", "https://example.org/sign-in?next=%2Fwork")],
        ] {
            assert!(passes(&Method::POST, good), "{good:?}");
        }
        for bad in [
            &[][..],
            &[("sec-fetch-site", "cross-site"), ("origin", "https://example.org")],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "null")],
            &[("origin", "https://evil.example"), ("host", "example.org")],
            &[("origin", "https://example.org.evil.example")],
            &[("origin", "null"), ("referer", "https://example.org/")],
        ] {
            assert!(!passes(&Method::POST, bad), "{bad:?}");
            assert!(!passes(&Method::DELETE, bad), "{bad:?}");
        }
    }
}
