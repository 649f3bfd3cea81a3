//! The audit records of one's organisation; of all organisations for the operator.

use crate::prelude::*;
use domain::{Lang, Stage};
use service::audit::{self, AuditRecord};

use crate::{
    components::table::{DataTable, Head},
    date,
    locales::audit as words,
    pages::{frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Audit() -> impl IntoView {
    gate::member(|page, actor| async move {
        let before = page.param("before").and_then(|id| id.parse().ok());
        let records = audit::list(&page.services, &actor, before).await?;
        Ok(show(&page, &records, before.is_some()).into_any())
    })
}

fn show(page: &Page, records: &[AuditRecord], later_page: bool) -> impl IntoView + use<> {
    let lang = page.lang;
    let list = if records.is_empty() {
        let text = if later_page { words::no_older(lang) } else { words::empty(lang) };
        view! { <p>{text}</p> }.into_any()
    } else {
        table(lang, records).into_any()
    };
    let full = u64::try_from(records.len()).is_ok_and(|n| n == audit::PAGE);
    let older = records.last().filter(|_| full).map(|last| {
        let id = last.id.to_string();
        let href = page.url_with(&[("before", Some(&id))]);
        view! { <li><a href=href rel="next">{words::older(lang)}</a></li> }
    });
    let newest = later_page.then(|| view! { <li><a href=routes::AUDIT rel="first">{words::newest(lang)}</a></li> });
    let pager = (older.is_some() || newest.is_some()).then(|| {
        view! { <nav class="pager" aria-label=words::title(lang)><ul>{newest}{older}</ul></nav> }
    });
    let body = view! {
        <section class="stack">
            <h1>{words::title(lang)}</h1>
            <p>{words::about(lang)}</p>
            {list}
            {pager}
        </section>
    };
    frame::work(page, words::title(lang), body)
}

fn table(lang: Lang, records: &[AuditRecord]) -> impl IntoView + use<> {
    let rows = records
        .iter()
        .map(|record| {
            let who = record.account_name.clone().unwrap_or_else(|| words::system(lang).to_owned());
            view! {
                <tr>
                    <th scope="row" class="nowrap figure">{date::moment(lang, record.at)}</th>
                    <td data-label=words::who(lang)>{who}</td>
                    <td data-label=words::what(lang)>{action(lang, &record.action).to_owned()}</td>
                    <td data-label=words::subject(lang)>{subject(lang, record)}</td>
                    <td data-label=words::record(lang) class="mono muted">{record.id}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::text(words::at(lang)).descending(),
        Head::text(words::who(lang)),
        Head::text(words::what(lang)),
        Head::text(words::subject(lang)),
        Head::text(words::record(lang)),
    ];
    view! {
        <DataTable caption=words::title(lang) heads=heads>{rows}</DataTable>
    }
}

/// To what it was done, with what tells one such deed from the next.
fn subject(lang: Lang, record: &AuditRecord) -> String {
    let detail = |key: &str| {
        let value = record.detail.get(key)?;
        value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|n| n.to_string()))
    };
    let stage = detail("stage").map(|code| Stage::parse(&code).map_or(code, |s| s.label().get(lang).to_owned()));
    let version = detail("version").map(|n| format!("v{n}"));
    std::iter::once(record.subject.clone())
        .chain(["email", "period"].into_iter().filter_map(detail))
        .chain(version)
        .chain(stage)
        .chain(detail("file"))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The deed in words; a name that is newer than this page stands as it is.
fn action(lang: Lang, action: &str) -> &str {
    match action {
        "session.opened" => words::session_opened(lang),
        "session.all_closed" => words::session_all_closed(lang),
        "password.changed" => words::password_changed(lang),
        "password.set_up" => words::password_set_up(lang),
        "organisation.created" => words::organisation_created(lang),
        "account.created" => words::account_created(lang),
        "account.moved" => words::account_moved(lang),
        "account.disabled" => words::account_disabled(lang),
        "account.enabled" => words::account_enabled(lang),
        "account.link_renewed" => words::account_link_renewed(lang),
        "index.created" => words::index_created(lang),
        "index.described" => words::index_described(lang),
        "instrument.imported" => words::instrument_imported(lang),
        "data.uploaded" => words::data_uploaded(lang),
        "data.imported" => words::data_imported(lang),
        "data.restored" => words::data_restored(lang),
        "recipe.chosen" => words::recipe_chosen(lang),
        "edition.requested" => words::edition_requested(lang),
        "edition.published" => words::edition_published(lang),
        "edition.advanced" => words::edition_advanced(lang),
        "fieldwork.opened" => words::fieldwork_opened(lang),
        "respondent.invited" => words::respondent_invited(lang),
        "respondent.link_renewed" => words::respondent_link_renewed(lang),
        "respondent.access_ended" => words::respondent_access_ended(lang),
        "respondent.access_restored" => words::respondent_access_restored(lang),
        "respondent.headship_handed_over" => words::respondent_headship_handed_over(lang),
        "document.attached" => words::document_attached(lang),
        "document.withdrawn" => words::document_withdrawn(lang),
        "evidence.table_uploaded" => words::evidence_table_uploaded(lang),
        "evidence.submitted" => words::evidence_submitted(lang),
        "evidence.rated" => words::evidence_rated(lang),
        "data.gathered" => words::data_gathered(lang),
        "evidence.confirmed" => words::evidence_confirmed(lang),
        "evidence.returned" => words::evidence_returned(lang),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_subject_says_which_version_of_what() {
        let record = AuditRecord {
            id: 1,
            at: datetime!(2026-11-23 09:00 UTC),
            account_id: None,
            account_name: None,
            organisation_id: None,
            action: "edition.published".into(),
            subject: "hfi".into(),
            detail: serde_json::json!({ "period": "2016", "version": 2, "stage": "final", "sha256": "00" }),
        };
        assert_eq!(subject(Lang::En, &record), "hfi · 2016 · v2 · Published");
        assert_eq!(action(Lang::En, "edition.published"), "published");
        assert_eq!(action(Lang::En, "a.newer_one"), "a.newer_one");
    }
}
