//! The one list of page URLs. Links are made by these functions, never by hand.

use domain::Lang;

/// Percent-encodes one path segment: codes of units and indicators may hold any character but a slash.
fn segment(text: &str) -> String {
    const KEEP: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~');
    percent_encoding::utf8_percent_encode(text, KEEP).to_string()
}

/// `/`
pub const HOME: &str = "/";
/// How anyone verifies an edition.
pub const VERIFY: &str = "/verify";
/// Sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Sign out (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// The signed-in person's account.
pub const ACCOUNT: &str = "/account";
/// End all sessions (POST).
pub const SIGN_OUT_EVERYWHERE: &str = "/account/sign-out-everywhere";
/// The assessor's desk.
pub const WORK: &str = "/work";
/// Create an index.
pub const NEW_INDEX: &str = "/work/indexes/new";
/// Audit records.
pub const AUDIT: &str = "/work/audit";
/// Organisations and accounts, for the operator.
pub const ACCOUNTS: &str = "/admin/accounts";
/// The living page of components, in development.
pub const COMPONENTS: &str = "/dev/components";

/// An index: goes on to its newest edition.
pub fn index(slug: &str) -> String {
    format!("/indexes/{slug}")
}

/// The edition in force for a period.
pub fn period(slug: &str, period: &str) -> String {
    format!("/indexes/{slug}/{}", segment(period))
}

/// One version of an edition: this page never changes but for its status.
pub fn edition(slug: &str, period: &str, version: u32) -> String {
    format!("/indexes/{slug}/{}/v{version}", segment(period))
}

/// A unit in an edition.
pub fn unit(slug: &str, period: &str, version: u32, code: &str) -> String {
    format!("{}/units/{}", edition(slug, period, version), segment(code))
}

/// An indicator or dimension in an edition.
pub fn indicator(slug: &str, period: &str, version: u32, code: &str) -> String {
    format!("{}/indicators/{}", edition(slug, period, version), segment(code))
}

/// The method of an edition.
pub fn method(slug: &str, period: &str, version: u32) -> String {
    format!("{}/method", edition(slug, period, version))
}

/// Everything to download from an edition.
pub fn downloads(slug: &str, period: &str, version: u32) -> String {
    format!("{}/downloads", edition(slug, period, version))
}

/// Re-weighting: the only public page with an island.
pub fn reweigh(slug: &str, period: &str, version: u32) -> String {
    format!("{}/reweigh", edition(slug, period, version))
}

/// A file of an edition; its content never changes.
pub fn file(slug: &str, period: &str, version: u32, file_name: &str) -> String {
    format!("{}/files/{}", edition(slug, period, version), segment(file_name))
}

/// An index in the working area.
pub fn work_index(slug: &str) -> String {
    format!("/work/indexes/{slug}")
}

/// Edit what an index says about itself.
pub fn edit_index(slug: &str) -> String {
    format!("/work/indexes/{slug}/edit")
}

/// Upload and look at the instrument.
pub fn work_instrument(slug: &str) -> String {
    format!("/work/indexes/{slug}/instrument")
}

/// Upload data.
pub fn work_data(slug: &str) -> String {
    format!("/work/indexes/{slug}/data")
}

/// A round: data, recipe, results, editions of one period.
pub fn round(slug: &str, period: &str) -> String {
    format!("/work/indexes/{slug}/rounds/{}", segment(period))
}

/// Choose the recipe of a round (POST).
pub fn round_recipe(slug: &str, period: &str) -> String {
    format!("{}/recipe", round(slug, period))
}

/// Publish a round: asks before it acts.
pub fn publish(slug: &str, period: &str) -> String {
    format!("{}/publish", round(slug, period))
}

/// Bring an edition to its next stage: asks before it acts.
pub fn advance(slug: &str, period: &str, version: u32) -> String {
    format!("{}/v{version}/advance", round(slug, period))
}

/// A job and its progress.
pub fn job(id: i64) -> String {
    format!("/work/jobs/{id}")
}

/// Choose a password with a set-up link.
pub fn set_up(token: &str) -> String {
    format!("/set-up/{token}")
}

/// The same page in another language; the server remembers the choice in a cookie.
pub fn in_language(page: &crate::request::Page, lang: Lang) -> String {
    page.url_with(&[("lang", Some(lang.code()))])
}

/// Whether a page has an island, and so loads script and WASM.
pub fn has_island(path: &str) -> bool {
    path.ends_with("/reweigh") || (path.starts_with("/work/") && (path.ends_with("/data") || path.ends_with("/instrument")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_code_makes_a_sound_path() {
        assert_eq!(unit("a", "2016", 1, "太原 1?"), "/indexes/a/2016/v1/units/%E5%A4%AA%E5%8E%9F%201%3F");
    }

    #[test]
    fn a_public_ranking_has_no_island() {
        assert!(!has_island(&edition("hfi", "2016", 1)));
        assert!(has_island(&reweigh("hfi", "2016", 1)));
    }
}
