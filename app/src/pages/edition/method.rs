//! The method of an edition in words and formulas, and the tree of its weights.

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Instrument, Lang, recipe::Weighting};
use publication::describe::{Formula, MethodSection, method_sections};
use scoring::explain::imputation::Influence;
use service::public::{self, PublicEdition, Unanswered};

use super::{
    head::EditionHead,
    results::{indicator_href, unit_href, used_share, used_share_of_total},
    standing::standing,
    unanswered,
};
use crate::{
    components::{
        chart::bar::{Bar, BarIs},
        layout::PublicLayout,
        stat::Facts,
    },
    date,
    locales::{imputation, method as words, recipe as recipe_words},
    number,
    pages::imputation::with_and_without,
    recipe_form::text,
    routes,
};

/// Anchor of the tree of weights; the sections have theirs from `publication`.
const TREE: &str = "tree";

/// The page.
#[component]
pub fn Method() -> impl IntoView {
    standing(|page, view| async move {
        let influence = public::influence(&page.services, &view.edition).await;
        Ok(show(page.lang, view, &influence).into_any())
    })
}

/// What imputation does to the result, or why that is not known.
type Imputation = Result<Arc<Option<Influence>>, Unanswered>;

fn show(lang: Lang, view: Arc<PublicEdition>, influence: &Imputation) -> impl IntoView + use<> {
    let content = view.edition.content.clone();
    let sections = method_sections(&content);
    let title = words::title(lang);
    let contents = sections
        .iter()
        .map(|s| (s.id, s.title.get(lang).to_owned()))
        .chain([(TREE, words::tree(lang).to_owned())])
        .map(|(id, text)| view! { <li><a href=format!("#{id}")>{text}</a></li> })
        .collect_view();
    let facts = vec![
        (words::assessor(lang).to_owned(), content.assessor.get(lang).to_owned()),
        (words::engine(lang).to_owned(), content.engine.clone()),
        (words::frozen_at(lang).to_owned(), date::moment(lang, content.frozen_at)),
    ];
    let downloads = routes::downloads(content.index.slug.as_str(), &content.period, content.version);
    let sections = sections.iter().map(|s| section(lang, s, beside(lang, &content, s.id, influence))).collect_view();
    view! {
        <PublicLayout>
            <EditionHead view=view title=title lede=words::lede(lang) here=title />
            <div class="split">
                <div class="prose">{sections}</div>
                <aside class="stack pin" aria-label=words::about(lang)>
                    <nav class="stack tight" aria-label=words::contents(lang)>
                        <h2>{words::contents(lang)}</h2>
                        <ul class="plain">{contents}</ul>
                    </nav>
                    <Facts items=facts />
                    <p><a href=downloads>{words::files(lang)}</a></p>
                </aside>
            </div>
            <section id=TREE class="stack">
                <div class="head">
                    <h2>{words::tree(lang)}</h2>
                    <span class="muted">{words::tree_about(lang)}</span>
                </div>
                {weights(lang, &content, 0)}
            </section>
        </PublicLayout>
    }
}

/// What stands beneath the words of a section: what the engine finds about the step it is about.
fn beside(lang: Lang, content: &EditionContent, section: &str, influence: &Imputation) -> Option<AnyView> {
    if content.withholds_scores() {
        return None;
    }
    match section {
        "imputation" => with_and_without_imputation(lang, content, influence),
        "weights" => judgements(lang, content),
        _ => None,
    }
}

/// The result with and without imputation; nothing if nothing is imputed.
fn with_and_without_imputation(lang: Lang, content: &EditionContent, influence: &Imputation) -> Option<AnyView> {
    let name = |code: &str| {
        let unit = content.data.units.iter().find(|unit| unit.code == code);
        let name = unit.map_or(code, |unit| unit.name.get(lang)).to_owned();
        view! { <a href=unit_href(content, code)>{name}</a> }
    };
    let body = match influence {
        Ok(found) => with_and_without(lang, found.as_ref().as_ref()?, content.recipe.decimals, name),
        Err(why) => unanswered::note(lang, content, why),
    };
    Some(view! {
        <h3>{imputation::title(lang)}</h3>
        {body}
    })
}

/// The judgement of each dimension that fits the others least; nothing where no experts compared in pairs.
fn judgements(lang: Lang, content: &EditionContent) -> Option<AnyView> {
    let Weighting::Ahp { random_index, judgements } = &content.recipe.weight else { return None };
    let tree = &content.instrument;
    let items: Vec<AnyView> = judgements
        .iter()
        .filter_map(|(code, matrices)| {
            let dimension = tree.position(code)?;
            let found = text::consistency(matrices, *random_index)?;
            // Where all judgements agree there is none to name.
            let worst = found.worst.filter(|_| found.ratio.is_some_and(|ratio| ratio > 0.0))?;
            let name = |node: usize| tree.nodes()[node].name.get(lang);
            let children = tree.children(dimension);
            let (row, column) = (name(*children.get(worst.row)?), name(*children.get(worst.column)?));
            let (given, implied) = (number::raw(worst.given, 2), number::raw(worst.implied, 2));
            let said = recipe_words::worst(lang, row, column, given, implied);
            Some(view! { <li>{words::beneath(lang, name(dimension))} {said}</li> })
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul>{items}</ul> })
}

fn section(lang: Lang, section: &MethodSection, beside: Option<AnyView>) -> impl IntoView + use<> {
    let paragraphs = section.paragraphs.iter().map(|p| view! { <p>{p.get(lang).to_owned()}</p> }).collect_view();
    let formulas = section.formulas.iter().map(|f| formula(lang, f)).collect_view();
    view! {
        <section id=section.id>
            <h2>{section.title.get(lang).to_owned()}</h2>
            {paragraphs}
            {formulas}
            {beside}
        </section>
    }
}

fn formula(lang: Lang, formula: &Formula) -> impl IntoView + use<> {
    // Safe as it is: generated by `publication`, which escapes every text in it.
    view! {
        <div class="formula" tabindex="0" inner_html=formula.mathml.clone()></div>
        <p class="meta">{formula.plain.get(lang).to_owned()}</p>
    }
}

/// The tree of weights below a node.
pub(super) fn weights(lang: Lang, content: &EditionContent, node: usize) -> impl IntoView + use<> {
    view! { <div class="weights">{branch(lang, content, node)}</div> }
}

fn branch(lang: Lang, content: &EditionContent, node: usize) -> Option<AnyView> {
    let instrument: &Instrument = &content.instrument;
    let children = instrument.children(node);
    if children.is_empty() {
        return None;
    }
    let items = children
        .iter()
        .map(|&child| {
            let about = &instrument.nodes()[child];
            let within = used_share(content, child);
            let of_total = words::of_total(lang, number::percent(used_share_of_total(content, child)));
            view! {
                <li>
                    <div class="w">
                        <span>
                            <a href=indicator_href(content, &about.code)>{about.name.get(lang).to_owned()}</a>
                            " " <span class="muted">{of_total}</span>
                        </span>
                        <Bar value=within max=1.0 is=BarIs::Subject />
                        <b>{number::percent(within)}</b>
                    </div>
                    {branch(lang, content, child)}
                </li>
            }
        })
        .collect_view();
    Some(view! { <ul>{items}</ul> }.into_any())
}
