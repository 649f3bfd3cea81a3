//! The instrument: upload it, see every problem of the file, look at the tree that was read.

use crate::prelude::*;
use domain::{Direction, Instrument as Tree, Lang, Problem, Questionnaire, questionnaire::lineage::ItemLineage};
use service::{
    indexes::{self, IndexDesk, InstrumentRecord},
    questionnaires,
};

use super::{Files, questionnaire, show::counts, top, upload_box};
use crate::{
    components::{
        error_summary::ErrorSummary,
        note::{Empty, Note, Tone},
        table::{DataTable, Head},
    },
    date,
    locales::{common, upload as words, work},
    number,
    pages::{frame, gate, problems},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Instrument() -> impl IntoView {
    let slug = gate::path_param("slug");
    gate::member(|page, actor| async move {
        let desk = indexes::open_index(&page.services, &actor, &slug).await?;
        let asked = match &desk.instrument {
            Some(_) => questionnaires::open_questionnaire(&page.services, &actor, &slug).await?,
            None => None,
        };
        let lineage = match &asked {
            Some(_) => questionnaires::open_lineage(&page.services, &actor, &slug).await?,
            None => None,
        };
        Ok(show(&page, &desk, asked.as_ref(), lineage.as_ref()))
    })
}

/// The number of the version before, and what became of each item since.
type Lineage = (u32, Vec<ItemLineage>);

/// Anchor of the upload form, which stands below a long page.
const UPLOAD: &str = "upload";

fn show(page: &Page, desk: &IndexDesk, asked: Option<&Questionnaire>, lineage: Option<&Lineage>) -> AnyView {
    let lang = page.lang;
    let index = &desk.index.about;
    let slug = index.slug.as_str();
    let done = (page.param("done") == Some("instrument") && page.form.problems.is_empty())
        .then(|| view! { <Note tone=Tone::Done><p>{words::instrument_done(lang)}</p></Note> });
    let (heading, keep) = if desk.instrument.is_some() {
        (words::instrument_replace(lang), Some(view! { <p>{words::instrument_keep(lang)}</p> }))
    } else {
        (work::upload_instrument(lang), None)
    };
    let body = view! {
        {top(page, index, words::instrument_title(lang), in_file(page), done)}
        {read(lang, slug, desk.instrument.as_ref(), asked, lineage)}
        <section class="stack no-print" id=UPLOAD>
            <div class="head"><h2>{heading}</h2></div>
            <p>{words::instrument_about(lang)}</p>
            <p>{words::questionnaire_about(lang)}</p>
            {keep}
            <form class="stack" method="post" enctype="multipart/form-data" action=routes::work_instrument(slug)>
                {upload_box(page, Files::TablesAndQuestionnaires)}
                <div class="actions">
                    <button class="btn primary">{words::upload(lang)}</button>
                </div>
            </form>
        </section>
    };
    frame::work(page, words::instrument_title(lang), body)
}

/// What was wrong with the file just sent: as a whole, or cell by cell.
fn in_file(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let (whole, found): (Vec<Problem>, Vec<Problem>) =
        page.form.problems.iter().cloned().partition(problems::is_of_upload);
    let whole = problems::faults(lang, &whole, |_| Some("file".to_owned()));
    let found = (!found.is_empty()).then(|| {
        view! {
            <div class="errors" role="alert" tabindex="-1" aria-labelledby="errors-title">
                <h2 id="errors-title">{problems::how_many(lang, &found)}</h2>
                <p>{words::problems_next(lang)}</p>
            </div>
            {problems::of_file(lang, &found, "")}
        }
    });
    view! {
        <ErrorSummary title=common::something_wrong(lang) faults=whole />
        {found}
    }
}

/// What was read: the tree, or the questionnaire it is the tree of.
fn read(
    lang: Lang,
    slug: &str,
    record: Option<&InstrumentRecord>,
    asked: Option<&Questionnaire>,
    lineage: Option<&Lineage>,
) -> AnyView {
    let Some(record) = record else {
        return view! {
            <section class="stack">
                <Empty title=work::step_instrument(lang) text=words::instrument_empty(lang) />
            </section>
        }
        .into_any();
    };
    let tree = &record.instrument;
    let frozen = record.frozen_at.map(|at| view! { " · " {words::frozen(lang, date::day_of(lang, at))} });
    // A questionnaire shows its tree together with what is asked.
    let plain = asked.is_none().then(|| plain_tree(lang, tree));
    let asked = asked.map(|asked| questionnaire::view(lang, asked, tree, lineage));
    view! {
        <section class="stack">
            <div class="head">
                <h2>{work::instrument_version(lang, record.version, date::day_of(lang, record.created_at))}</h2>
                <div class="row no-print">
                    <a href=routes::instrument_csv(slug)>{words::download_csv(lang)}</a>
                    <a href=format!("#{UPLOAD}")>{words::instrument_replace(lang)}</a>
                </div>
            </div>
            <p class="meta">
                {words::instrument_read(lang, &record.file_name, tree.len())} " · " {counts(lang, tree)} {frozen}
            </p>
            {warnings(lang, record)}
            {plain}
        </section>
        {asked}
    }
    .into_any()
}

fn plain_tree(lang: Lang, tree: &Tree) -> AnyView {
    let rows = (0..tree.len()).map(|i| node(lang, tree, i)).collect_view();
    let heads = vec![
        Head::text(words::name(lang)),
        Head::figure(words::weight_of_parent(lang)),
        Head::figure(words::weight_of_all(lang)),
        Head::text(words::direction(lang)),
        Head::text(words::unit(lang)),
        Head::text(words::source(lang)),
    ];
    view! {
        <DataTable caption=words::instrument_title(lang) heads=heads class="data tree wordy" scroll=true>{rows}</DataTable>
    }
}

/// What was worth a look when the file was read; it stays with the version.
fn warnings(lang: Lang, record: &InstrumentRecord) -> Option<impl IntoView + use<>> {
    let found = &record.warnings;
    (!found.is_empty()).then(|| {
        let title = words::instrument_warnings(lang, found.len());
        view! {
            <Note tone=Tone::Wait>
                <p><b>{title}</b></p>
                <p>{words::instrument_warnings_about(lang)}</p>
            </Note>
            {problems::of_file(lang, found, &record.file_name)}
        }
    })
}

fn node(lang: Lang, tree: &Tree, at: usize) -> impl IntoView + use<> {
    let node = &tree.nodes()[at];
    let level = format!("lv{}", tree.depth(at).min(5));
    let name = node.name.get(lang).to_owned();
    let code = (name != node.code).then(|| view! { " " <span class="code">{node.code.clone()}</span> });
    let direction = tree.is_indicator(at).then(|| match node.direction {
        Direction::Positive => words::positive(lang),
        Direction::Negative => words::negative(lang),
    });
    let text = |t: &Option<domain::Text>| t.as_ref().map(|t| t.get(lang).to_owned());
    // The root has no parent to have a share of.
    let share = tree.parent(at).is_some().then(|| number::raw(node.weight, 4));
    view! {
        <tr class=level>
            <th scope="row" class="node">{name}{code}</th>
            <td class="num" data-label=words::weight_of_parent(lang)>{share}</td>
            <td class="num" data-label=words::weight_of_all(lang)>{number::fixed(tree.effective_weight(at) * 100.0, 2)}</td>
            <td data-label=words::direction(lang)>{direction}</td>
            <td data-label=words::unit(lang)>{text(&node.unit)}</td>
            <td data-label=words::source(lang)>{text(&node.source)}</td>
        </tr>
    }
}
