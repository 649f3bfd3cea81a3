//! The three cookies: the session, the language and the size of the text.

use app::text_size::TextSize;
use domain::Lang;
use http::{HeaderMap, HeaderValue, header::COOKIE};

use crate::config::PublicUrl;

/// The name of the language cookie.
const LANGUAGE: &str = "lang";
/// The name of the cookie of the text size.
const SIZE: &str = "size";
/// How long a choice is remembered: a year.
const CHOICE_SECONDS: u32 = 31_536_000;

/// The session cookie's name. The prefix makes browsers insist on `Secure`, `Path=/` and no `Domain`;
/// it goes with `Secure`, which is off on this machine's plain http only.
const fn session_name(https: bool) -> &'static str {
    if https { "__Host-session" } else { "session" }
}

/// The token of the session, as far as it looks like one.
pub(crate) fn session<'a>(headers: &'a HeaderMap, public: &PublicUrl) -> Option<&'a str> {
    value(headers, session_name(public.is_https()))
        .filter(|token| token.len() == 64 && token.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The language that was chosen before.
pub(crate) fn language(headers: &HeaderMap) -> Option<Lang> {
    value(headers, LANGUAGE).and_then(Lang::parse)
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

fn build(name: &str, value: &str, https: bool, rest: &str) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{rest}")).ok()
}

/// Opens the session; the cookie ends with the browser, the session in the database before that.
pub(crate) fn open_session(token: &str, public: &PublicUrl) -> Option<HeaderValue> {
    build(session_name(public.is_https()), token, public.is_https(), "")
}

/// Forgets the session.
pub(crate) fn close_session(public: &PublicUrl) -> Option<HeaderValue> {
    build(session_name(public.is_https()), "", public.is_https(), "; Max-Age=0")
}

/// Remembers the language.
pub(crate) fn remember_language(lang: Lang, public: &PublicUrl) -> Option<HeaderValue> {
    build(LANGUAGE, lang.code(), public.is_https(), &format!("; Max-Age={CHOICE_SECONDS}"))
}

/// The size of text that was chosen before.
pub(crate) fn size(headers: &HeaderMap) -> Option<TextSize> {
    value(headers, SIZE).and_then(TextSize::parse)
}

/// Remembers the size of text.
pub(crate) fn remember_size(size: TextSize, public: &PublicUrl) -> Option<HeaderValue> {
    build(SIZE, size.code(), public.is_https(), &format!("; Max-Age={CHOICE_SECONDS}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(url: &str) -> PublicUrl {
        PublicUrl::try_from(url.to_owned()).expect("an address")
    }

    #[test]
    fn the_session_cookie_is_secure_except_on_this_machine() {
        let token = "a".repeat(64);
        let far = open_session(&token, &public("https://example.org")).expect("a header");
        assert_eq!(far, format!("__Host-session={token}; Path=/; HttpOnly; SameSite=Lax; Secure").as_str());
        let near = open_session(&token, &public("http://127.0.0.1:3000")).expect("a header");
        assert_eq!(near, format!("session={token}; Path=/; HttpOnly; SameSite=Lax").as_str());
    }

    #[test]
    fn only_what_looks_like_a_token_is_taken_for_one() {
        let near = public("http://localhost:3000");
        let token = "0f".repeat(32);
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_str(&format!("lang=en; session={token}")).expect("a header"));
        assert_eq!(session(&headers, &near), Some(token.as_str()));
        assert_eq!(session(&headers, &public("https://example.org")), None);
        assert_eq!(language(&headers), Some(Lang::En));
        headers.insert(COOKIE, HeaderValue::from_static("session=../../x"));
        assert_eq!(session(&headers, &near), None);
    }
}
