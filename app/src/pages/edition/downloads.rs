//! The files of an edition, how to verify them, and all versions of its period.

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang, Stage, edition::StageEvent};
use leptos_axum::ResponseOptions;
use publication::format::{self, Format, csv::Table};
use service::public::{EditionSummary, FileKind, PublicEdition, files};

use super::{
    head::{self, EditionHead},
    standing::answer_gone,
};
use crate::{
    components::{
        badge::StateBadge,
        layout::PublicLayout,
        note::{Note, Tone},
    },
    date,
    locales::{downloads as words, release},
    pages::error,
    request::use_page,
    routes,
};

/// The page.
#[component]
pub fn Downloads() -> impl IntoView {
    let page = use_page();
    let address = head::address();
    let response = use_context::<ResponseOptions>();
    error::guard(async move {
        let view = head::load(&page, address).await?;
        // The files are gone then, but the record of versions outlives a withdrawal.
        answer_gone(&view, response);
        Ok(show(page.lang, view).into_any())
    })
}

fn show(lang: Lang, view: Arc<PublicEdition>) -> impl IntoView + use<> {
    let content = view.edition.content.clone();
    let title = words::title(lang);
    let lede = if content.withholds_scores() { words::lede_grades(lang) } else { words::lede(lang) };
    let offered = if view.edition.stage() == Stage::Withdrawn {
        view! { <Note tone=Tone::Fault><p>{words::withdrawn(lang)}</p></Note> }.into_any()
    } else {
        view! { {file_table(lang, &content)} {verify(lang, &content, &view.edition.sha256)} }.into_any()
    };
    let versions = versions(lang, &view);
    let chain = chain(lang, &view);
    view! {
        <PublicLayout>
            <EditionHead view=view title=title lede=lede here=title />
            {offered}
            {versions}
            {chain}
        </PublicLayout>
    }
}

fn file_table(lang: Lang, content: &EditionContent) -> impl IntoView + use<> {
    let rows = files(content)
        .into_iter()
        .map(|(name, kind)| {
            view! {
                <tr>
                    <th scope="row"><a href=href(content, &name) download=name.clone()>{name.clone()}</a></th>
                    <td data-label=words::holds(lang)>{holds(lang, content, kind)}</td>
                    <td data-label=words::format(lang)>{format_word(lang, kind)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <div class="head"><h2>{words::files(lang)}</h2></div>
            <div class="table-box">
                <table class="data cards">
                    <caption class="sr">{words::files(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::file(lang)}</th>
                            <th scope="col">{words::holds(lang)}</th>
                            <th scope="col">{words::format(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn href(content: &EditionContent, file_name: &str) -> String {
    routes::file(content.index.slug.as_str(), &content.period, content.version, file_name)
}

/// What a file holds in this release: of grades there are no scores in any of them, and of an edition that
/// keeps something back not all of the data.
fn holds(lang: Lang, content: &EditionContent, kind: FileKind) -> &'static str {
    let (grades, part) = (content.withholds_scores(), content.withheld.is_some());
    match kind {
        FileKind::Edition(Format::Json) if grades => words::bundle_grades(lang),
        FileKind::Edition(Format::Json) if part => words::bundle_part(lang),
        FileKind::Edition(Format::Json) => words::bundle(lang),
        FileKind::Edition(Format::Xlsx) if grades => words::workbook_grades(lang),
        FileKind::Edition(Format::Csv) | FileKind::Table(Table::Ranking) if grades => words::ranking_grades(lang),
        FileKind::Table(Table::Data) if part => words::data_part(lang),
        FileKind::Edition(Format::Xlsx) => words::workbook(lang),
        FileKind::Edition(Format::Csv) | FileKind::Table(Table::Ranking) => words::ranking(lang),
        FileKind::Table(Table::Derivation) => words::derivation(lang),
        FileKind::Table(Table::Adjustments) => words::adjustments(lang),
        FileKind::Table(Table::Tree) => words::tree(lang),
        FileKind::Table(Table::Data) => words::data(lang),
        FileKind::Table(Table::Evidence) => words::evidence(lang),
        FileKind::Table(Table::Rows) => words::rows(lang),
    }
}

const fn format_word(lang: Lang, kind: FileKind) -> &'static str {
    match kind {
        FileKind::Edition(Format::Json) => words::format_json(lang),
        FileKind::Edition(Format::Xlsx) => words::format_xlsx(lang),
        FileKind::Edition(Format::Csv) | FileKind::Table(_) => words::format_csv(lang),
    }
}

/// What this bundle leaves out is bound by its hash.
fn part_of(lang: Lang, content: &EditionContent) -> Option<AnyView> {
    let sha256 = content.withheld.as_ref()?.sha256.clone();
    Some(view! {
        <Note>
            <p>{release::part_of(lang)}</p>
            <p class="hash">{sha256}</p>
        </Note>
    })
}

fn verify(lang: Lang, content: &EditionContent, sha256: &str) -> impl IntoView + use<> {
    let bundle = format::file_name(content, Format::Json);
    // Grades alone give nothing to compute from.
    let recompute = (!content.withholds_scores()).then(|| {
        view! {
            <li>
                <h3>{words::step_compute(lang)}</h3>
                <pre tabindex="0"><code>{format!("chengping verify {bundle}")}</code></pre>
                <p>{words::compute_about(lang)}</p>
            </li>
        }
    });
    let about = content.withholds_scores().then(|| view! { <p>{release::verify_about(lang)}</p> });
    view! {
        <section class="stack" id="verify">
            <div class="head">
                <h2>{words::verify(lang)}</h2>
                <a href=routes::VERIFY>{words::get_program(lang)}</a>
            </div>
            <ol class="numbered">
                <li>
                    <h3>{words::step_download(lang)}</h3>
                    <p><a class="btn" href=href(content, &bundle) download=bundle.clone()>{bundle.clone()}</a></p>
                </li>
                <li>
                    <h3>{words::step_hash(lang)}</h3>
                    <pre tabindex="0"><code>{format!("sha256sum {bundle}")}</code></pre>
                    <p>{words::should_be(lang)} <span class="hash">{sha256.to_owned()}</span></p>
                </li>
                {recompute}
            </ol>
            {about}
            {part_of(lang, content)}
        </section>
    }
}

fn versions(lang: Lang, view: &PublicEdition) -> impl IntoView + use<> {
    let here = view.edition.content.version;
    let rows = view.versions.iter().rev().map(|version| version_row(lang, version, here)).collect_view();
    view! {
        <section class="stack" id="versions">
            <div class="head"><h2>{words::versions(lang)}</h2></div>
            <p>{words::versions_about(lang)}</p>
            <div class="table-box">
                <table class="data cards top">
                    <caption class="sr">{words::versions(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::version(lang)}</th>
                            <th scope="col">{words::stage(lang)}</th>
                            <th scope="col">{words::record(lang)}</th>
                            <th scope="col">{words::hash(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn version_row(lang: Lang, version: &EditionSummary, here: u32) -> impl IntoView + use<> {
    let href = routes::edition(&version.slug, &version.period, version.version);
    let this = (version.version == here).then(|| words::this_version(lang));
    let record = version.events.iter().map(|event| view! { <li>{happened(lang, event)}</li> }).collect_view();
    view! {
        <tr>
            <th scope="row"><a href=href>{words::version_number(lang, version.version)}</a>{this}</th>
            <td data-label=words::stage(lang)>
                <StateBadge look=head::look(version.stage) word=version.stage.label().get(lang) />
            </td>
            <td data-label=words::record(lang)><ul class="plain">{record}</ul></td>
            <td data-label=words::hash(lang)><span class="hash">{version.sha256.clone()}</span></td>
        </tr>
    }
}

/// `2026年11月23日 已更正 · 原因：…`
fn happened(lang: Lang, event: &StageEvent) -> String {
    let mut parts = vec![format!("{} {}", date::day_of(lang, event.at), event.stage.label().get(lang))];
    if let Some(notice) = &event.notice {
        parts.push(words::notice(lang, date::day(lang, notice.starts), date::day(lang, notice.ends)));
    }
    if let Some(reason) = &event.reason {
        parts.push(words::reason(lang, reason.get(lang)));
    }
    parts.join(" · ")
}

fn chain(lang: Lang, view: &PublicEdition) -> impl IntoView + use<> {
    let body = match &view.edition.content.corrects {
        None => view! { <p>{words::chain_first(lang)}</p> }.into_any(),
        Some(before) => {
            let holds = view.versions.iter().any(|v| v.version == before.version && v.sha256 == before.sha256);
            let verdict = if holds { words::chain_holds(lang) } else { words::chain_broken(lang) };
            view! {
                <p>{words::chain_to(lang, before.version)}</p>
                <p class="hash">{before.sha256.clone()}</p>
                <p>{words::reason(lang, before.reason.get(lang))}</p>
                <Note tone=if holds { Tone::Plain } else { Tone::Fault }><p>{verdict}</p></Note>
            }
            .into_any()
        }
    };
    view! {
        <section class="stack" id="chain">
            <div class="head"><h2>{words::chain(lang)}</h2></div>
            {body}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use domain::Text;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn of_grades_no_file_promises_scores_or_data() {
        let grades = crate::pages::edition::testing::grades_only();
        for (_, kind) in files(&grades) {
            let said = holds(Lang::Zh, &grades, kind);
            let promises = ["完整", "名次、得分、分项", "推导", "全部结果"];
            assert!(!promises.iter().any(|word| said.contains(word)), "{said}");
        }
        let full = crate::pages::edition::testing::cities();
        assert!(holds(Lang::Zh, &full, FileKind::Edition(Format::Json)).contains("完整数据包"));
    }

    #[test]
    fn what_happened_names_day_stage_and_reason() {
        let event = StageEvent {
            stage: Stage::Corrected,
            at: datetime!(2026-11-23 02:00 UTC),
            notice: None,
            reason: Some(Text::new("数据有误", "wrong data")),
        };
        assert_eq!(happened(Lang::Zh, &event), "2026年11月23日 已更正 · 原因：数据有误");
        assert_eq!(happened(Lang::En, &event), "23 November 2026 Corrected · Reason: wrong data");
    }
}
