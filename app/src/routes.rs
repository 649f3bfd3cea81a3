//! The one list of page URLs. Links are made by these functions, never by hand.

use domain::{Lang, Role, job::ColumnMapping};

/// Percent-encodes one path segment: codes of units and indicators may hold any character but a slash.
fn segment(text: &str) -> String {
    const KEEP: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    percent_encoding::utf8_percent_encode(text, KEEP).to_string()
}

/// `/`
pub const HOME: &str = "/";
/// How anyone verifies an edition.
pub const VERIFY: &str = "/verify";
/// The sign of the site.
pub const FAVICON: &str = "/favicon.svg";
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
/// Create an organisation (POST).
pub const ORGANISATIONS: &str = "/admin/accounts/organisations";
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

/// What it would take a unit to reach a grade or a rank.
pub fn reach(slug: &str, period: &str, version: u32, code: &str) -> String {
    format!("{}/reach", unit(slug, period, version, code))
}

/// Why the result of a unit changed since the period before.
pub fn change(slug: &str, period: &str, version: u32, code: &str) -> String {
    format!("{}/change", unit(slug, period, version, code))
}

/// An indicator or dimension in an edition.
pub fn indicator(slug: &str, period: &str, version: u32, code: &str) -> String {
    format!("{}/indicators/{}", edition(slug, period, version), segment(code))
}

/// What one unit answered to one item, and what became of it.
pub fn item(slug: &str, period: &str, version: u32, unit: &str, item: &str) -> String {
    format!("{}/items/{}", self::unit(slug, period, version, unit), segment(item))
}

/// All dimensions across all units.
pub fn dimensions(slug: &str, period: &str, version: u32) -> String {
    format!("{}/dimensions", edition(slug, period, version))
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

/// Upload data again, with columns named as they were before.
pub fn work_data_with(slug: &str, mapping: &ColumnMapping) -> String {
    let ColumnMapping { name, code, period, league } = mapping;
    let columns = [("name_column", name), ("code_column", code), ("period_column", period), ("league_column", league)];
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (field, header) in columns {
        query.extend_pairs(header.as_ref().map(|header| (field, header)));
    }
    let query = query.finish();
    let path = work_data(slug);
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// A revision of the data of a period: what was uploaded then.
pub fn revision(slug: &str, period: &str, revision: u32) -> String {
    format!("/work/indexes/{slug}/data/{}/{revision}", segment(period))
}

/// The file a revision was read from.
pub fn revision_file(slug: &str, period: &str, revision: u32) -> String {
    format!("{}/file", self::revision(slug, period, revision))
}

/// Let an earlier revision come back (POST).
pub fn restore_revision(slug: &str, period: &str, revision: u32) -> String {
    format!("{}/restore", self::revision(slug, period, revision))
}

/// A round: data, recipe, results, editions of one period.
pub fn round(slug: &str, period: &str) -> String {
    format!("/work/indexes/{slug}/rounds/{}", segment(period))
}

/// The method of a round: choose its recipe.
pub fn round_method(slug: &str, period: &str) -> String {
    format!("{}/method", round(slug, period))
}

/// How far the ranks of a round can be trusted.
pub fn robustness(slug: &str, period: &str) -> String {
    format!("{}/robustness", round(slug, period))
}

/// Publish a round: asks before it acts.
pub fn publish(slug: &str, period: &str) -> String {
    format!("{}/publish", round(slug, period))
}

/// Bring an edition to its next stage: asks before it acts.
pub fn advance(slug: &str, period: &str, version: u32) -> String {
    format!("{}/v{version}/advance", round(slug, period))
}

/// The bundle of an edition with what the public does not see of it.
pub fn full_bundle(slug: &str, period: &str, version: u32) -> String {
    format!("{}/v{version}/full.json", round(slug, period))
}

/// The newest instrument as a CSV file.
pub fn instrument_csv(slug: &str) -> String {
    format!("/work/indexes/{slug}/instrument.csv")
}

/// The fieldwork of an index.
pub fn fieldworks(slug: &str) -> String {
    format!("/work/indexes/{slug}/fieldwork")
}

/// Open fieldwork: shows its dates, and asks before it acts. Beside the list and not below it, where a
/// period could bear any name.
pub fn open_fieldwork(slug: &str) -> String {
    format!("/work/indexes/{slug}/open-fieldwork")
}

/// How far the respondents of a period are.
pub fn board(slug: &str, period: &str) -> String {
    format!("{}/{}", fieldworks(slug), segment(period))
}

/// What is to be rated in a period, and what is rated.
pub fn ratings(slug: &str, period: &str) -> String {
    format!("{}/ratings", board(slug, period))
}

/// Rate an item of a unit.
pub fn rating(slug: &str, period: &str, unit: &str, item: &str) -> String {
    format!("{}/{}/{}", ratings(slug, period), segment(unit), segment(item))
}

/// Gather what was confirmed and rated into the data of a period.
pub fn gather(slug: &str, period: &str) -> String {
    format!("{}/gather", board(slug, period))
}

/// What is asked of a respondent, and what it filed.
pub fn filing(respondent: i64) -> String {
    format!("/work/filings/{respondent}")
}

/// The people of a respondent, and their invitations.
pub fn filing_people(respondent: i64) -> String {
    format!("{}/people", filing(respondent))
}

/// A new link for somebody who was invited (POST).
pub fn renew_invitation(respondent: i64, account: i64) -> String {
    format!("{}/{account}/link", filing_people(respondent))
}

/// Lock a person of a respondent out.
pub fn end_access(respondent: i64, account: i64) -> String {
    format!("{}/{account}/disable", filing_people(respondent))
}

/// Let a person of a respondent in again (POST).
pub fn restore_access(respondent: i64, account: i64) -> String {
    format!("{}/{account}/enable", filing_people(respondent))
}

/// Hand the headship of a respondent to one of its people.
pub fn hand_over(respondent: i64, account: i64) -> String {
    format!("{}/{account}/head", filing_people(respondent))
}

/// The supporting documents of a respondent.
pub fn filing_documents(respondent: i64) -> String {
    format!("{}/documents", filing(respondent))
}

/// Withdraw a supporting document.
pub fn withdraw_document(respondent: i64, number: u32) -> String {
    format!("{}/{number}/withdraw", filing_documents(respondent))
}

/// The file of a revision of a supporting document.
pub fn document_file(respondent: i64, number: u32, revision: u32) -> String {
    format!("{}/{number}/{revision}/file", filing_documents(respondent))
}

/// The workbook a respondent fills.
pub fn workbook(respondent: i64) -> String {
    format!("{}/workbook.xlsx", filing(respondent))
}

/// The head of an item's table as a CSV file.
pub fn table_head(respondent: i64, item: &str) -> String {
    format!("{}/items/{}/table.csv", filing(respondent), segment(item))
}

/// A table that was uploaded as CSV: how it was read, before it is filed.
pub fn table(respondent: i64, sha256: &str) -> String {
    format!("{}/table/{sha256}", filing(respondent))
}

/// A revision of what a respondent filed.
pub fn submission(respondent: i64, revision: u32) -> String {
    format!("{}/revisions/{revision}", filing(respondent))
}

/// The file of a revision, as it was uploaded.
pub fn submission_file(respondent: i64, revision: u32) -> String {
    format!("{}/file", submission(respondent, revision))
}

/// The workbook of a revision with comments on its faults.
pub fn annotated_copy(respondent: i64, revision: u32) -> String {
    format!("{}/annotated.xlsx", submission(respondent, revision))
}

/// The receipt of a revision, to be printed.
pub fn receipt(respondent: i64, revision: u32) -> String {
    format!("{}/receipt", submission(respondent, revision))
}

/// Confirm a revision (POST).
pub fn confirm_submission(respondent: i64, revision: u32) -> String {
    format!("{}/confirm", submission(respondent, revision))
}

/// Return a revision for correction (POST).
pub fn return_submission(respondent: i64, revision: u32) -> String {
    format!("{}/return", submission(respondent, revision))
}

/// A job and its progress.
pub fn job(id: i64) -> String {
    format!("/work/jobs/{id}")
}

/// Lock an account out (POST).
pub fn disable_account(id: i64) -> String {
    format!("/admin/accounts/{id}/disable")
}

/// Let an account in again (POST).
pub fn enable_account(id: i64) -> String {
    format!("/admin/accounts/{id}/enable")
}

/// Make a new set-up link for an account (POST).
pub fn renew_link(id: i64) -> String {
    format!("/admin/accounts/{id}/link")
}

/// Sign in, and come back to a page afterwards.
pub fn sign_in_and_return(url: &str) -> String {
    format!("{SIGN_IN}?next={}", segment(url))
}

/// Where a role has its work: where a person goes after signing in, unless they came from somewhere.
pub const fn home_of(role: Role) -> &'static str {
    match role {
        Role::Operator => ACCOUNTS,
        Role::Assessor | Role::Commissioner | Role::Respondent => WORK,
    }
}

/// Whether a path leads to a page of ours: `//host` and `/\host` lead elsewhere.
pub fn is_ours(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t'])
}

/// Choose a password with a set-up link.
pub fn set_up(token: &str) -> String {
    format!("/set-up/{token}")
}

/// The same page in another language; the server remembers the choice in a cookie.
pub fn in_language(page: &crate::request::Page, lang: Lang) -> String {
    page.url_with(&[("lang", Some(lang.code())), ("size", None)])
}

/// The same page in another size of text; the server remembers this choice too.
pub fn in_size(page: &crate::request::Page, size: crate::text_size::TextSize) -> String {
    page.url_with(&[("size", Some(size.code())), ("lang", None)])
}

/// Whether a page is one of the denser ones for signed-in people.
pub fn is_working_area(path: &str) -> bool {
    path == ACCOUNT
        || [WORK, "/admin"]
            .iter()
            .any(|area| path.strip_prefix(area).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whether a page has an island, and so loads script and WASM.
pub fn has_island(path: &str) -> bool {
    path.ends_with("/reweigh")
        || (path.starts_with("/work/") && ["/data", "/instrument", "/method"].iter().any(|end| path.ends_with(end)))
        || path
            .strip_prefix("/work/filings/")
            .is_some_and(|rest| !rest.strip_suffix("/documents").unwrap_or(rest).contains('/'))
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
        assert!(has_island(&round_method("hfi", "2016")) && !has_island(&method("hfi", "2016", 1)));
        assert!(has_island(&filing(7)) && !has_island(&submission(7, 1)));
        assert!(has_island(&filing_documents(7)) && !has_island(&withdraw_document(7, 1)));
    }

    #[test]
    fn an_upload_begun_again_knows_its_columns() {
        let mapping = ColumnMapping { name: Some("城市 名".into()), ..ColumnMapping::default() };
        assert_eq!(work_data_with("a", &mapping), "/work/indexes/a/data?name_column=%E5%9F%8E%E5%B8%82+%E5%90%8D");
        assert_eq!(work_data_with("a", &ColumnMapping::default()), work_data("a"));
    }

    #[test]
    fn whoever_signs_in_comes_back_to_the_whole_url() {
        assert_eq!(sign_in_and_return("/work/audit?before=5"), "/sign-in?next=%2Fwork%2Faudit%3Fbefore%3D5");
    }

    #[test]
    fn sign_in_leads_to_our_own_pages_only() {
        assert!(is_ours("/work/indexes/hfi?lang=en"));
        for elsewhere in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/\t/evil.example"] {
            assert!(!is_ours(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn the_working_area_is_not_the_public_site() {
        assert!(is_working_area(WORK) && is_working_area(AUDIT) && is_working_area(ACCOUNTS));
        assert!(!is_working_area("/workers") && !is_working_area(HOME) && !is_working_area(SIGN_IN));
    }
}
