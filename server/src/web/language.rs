//! In which language a visitor is answered: what the URL says, else the cookie, else the browser, else
//! Chinese.

use domain::Lang;
use http::{HeaderMap, header::ACCEPT_LANGUAGE};

use super::cookie;

/// The language asked for in the URL.
pub(crate) fn asked(query: &[(String, String)]) -> Option<Lang> {
    query.iter().find(|(key, _)| key == "lang").and_then(|(_, value)| Lang::parse(value))
}

/// The language to answer in.
pub(crate) fn decide(query: &[(String, String)], headers: &HeaderMap) -> Lang {
    asked(query).or_else(|| cookie::language(headers)).or_else(|| preferred(headers)).unwrap_or_default()
}

/// The language we speak that the browser likes best.
fn preferred(headers: &HeaderMap) -> Option<Lang> {
    let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(Lang, f32)> = None;
    for choice in header.split(',').take(20) {
        let mut parts = choice.split(';');
        let Some(lang) = parts.next().and_then(|tag| Lang::parse(tag.trim())) else { continue };
        let weight = parts.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if weight > 0.0 && best.is_none_or(|(_, known)| weight > known) {
            best = Some((lang, weight));
        }
    }
    best.map(|(lang, _)| lang)
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, header::COOKIE};

    use super::*;

    fn headers(cookie: Option<&'static str>, accept: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(cookie) = cookie {
            headers.insert(COOKIE, HeaderValue::from_static(cookie));
        }
        if let Some(accept) = accept {
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
        }
        headers
    }

    #[test]
    fn the_url_comes_before_the_cookie_before_the_browser_before_chinese() {
        let english = [("lang".to_owned(), "en".to_owned())];
        assert_eq!(decide(&english, &headers(Some("lang=zh"), Some("zh"))), Lang::En);
        assert_eq!(decide(&[], &headers(Some("lang=en"), Some("zh"))), Lang::En);
        assert_eq!(decide(&[], &headers(None, Some("fr, en;q=0.8, zh-TW;q=0.5"))), Lang::En);
        assert_eq!(decide(&[], &headers(None, Some("fr"))), Lang::Zh);
        assert_eq!(decide(&[], &headers(None, None)), Lang::Zh);
        assert_eq!(decide(&[("lang".to_owned(), "xx".to_owned())], &headers(None, None)), Lang::Zh);
    }
}
