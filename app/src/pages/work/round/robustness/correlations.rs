//! How indicators hang together: heat maps of correlations, what deserves a look, and whether dimensions hold
//! together.

use crate::prelude::*;
use domain::{Instrument, Lang};
use scoring::structure::Correlation;
use service::robustness::{Coherence, Correlations, Structure};

use super::Report;
use crate::{
    components::{
        note::{Note, Tone},
        table::{DataTable, Head},
    },
    locales::robustness as words,
    number,
    pages::edition::shade,
};

/// So many indicators have one heat map; more have one for each top dimension.
pub(super) const TOGETHER: usize = 40;
/// So many pairs are listed all; of more only siblings.
const PAIRS: usize = 500;
/// Siblings below cancel each other out.
const OPPOSED: f64 = -0.4;
/// Siblings above say nearly the same.
const ALIKE: f64 = 0.92;

/// The part of the page.
pub(super) fn section(report: &Report<'_>, found: &Structure) -> Option<AnyView> {
    let lang = report.lang;
    let all = &found.indicators;
    if all.nodes.len() < 2 {
        return None;
    }
    let split = all.nodes.len() > TOGETHER;
    let maps = if split { by_dimension(report, all) } else { map(report, words::correlations(lang), all) };
    let about = split.then(|| words::correlations_split(lang, TOGETHER));
    let between = (found.top.nodes.len() > 1 && found.top.nodes != all.nodes).then(|| {
        view! {
            <h3>{words::between_dimensions(lang)}</h3>
            {map(report, words::between_dimensions(lang), &found.top)}
        }
    });
    Some(view! {
        <section class="stack" id="correlations">
            <div class="head"><h2>{words::correlations(lang)}</h2></div>
            <p>{words::correlations_about(lang)} " " {about}</p>
            {warnings(report, all)}
            {legend(lang)}
            {maps}
            {pairs_table(report, all)}
            {between}
            {coherence(report, &found.dimensions)}
        </section>
    })
}

/// The shade of a coefficient: none for what says little.
fn shade_of(r: f64) -> &'static str {
    match r {
        r if r < OPPOSED => "c1",
        r if r < 0.3 => "c0",
        r if r < 0.6 => "c3",
        r if r <= ALIKE => "c4",
        _ => "c5",
    }
}

fn legend(lang: Lang) -> AnyView {
    let entries = [("c1", "< −0.4"), ("c0", "−0.4–0.3"), ("c3", "0.3–0.6"), ("c4", "0.6–0.92"), ("c5", "> 0.92")];
    shade::legend(words::correlations_legend(lang), entries.map(|(shade, text)| (shade, text.to_owned())).to_vec())
}

/// What is wrong with a pair of siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Warning {
    Opposed,
    Alike,
}

impl Warning {
    fn of(r: f64) -> Option<Self> {
        if r < OPPOSED {
            Some(Self::Opposed)
        } else if r > ALIKE {
            Some(Self::Alike)
        } else {
            None
        }
    }

    const fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Opposed => words::opposed(lang),
            Self::Alike => words::alike(lang),
        }
    }
}

/// Two nodes and their correlation.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pair {
    first: usize,
    second: usize,
    found: Correlation,
    siblings: bool,
}

impl Pair {
    fn warning(&self) -> Option<Warning> {
        Warning::of(self.found.coefficient).filter(|_| self.siblings)
    }
}

/// Every pair that has a correlation, in the order of the tree.
fn pairs(tree: &Instrument, all: &Correlations) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (i, (&first, row)) in all.nodes.iter().zip(&all.cells).enumerate() {
        for (&second, found) in all.nodes.iter().zip(row).skip(i + 1) {
            let siblings = tree.parent(first) == tree.parent(second);
            pairs.extend(found.map(|found| Pair { first, second, found, siblings }));
        }
    }
    pairs
}

/// What deserves a look, the strongest first.
fn warnings(report: &Report<'_>, all: &Correlations) -> AnyView {
    let lang = report.lang;
    let mut found: Vec<Pair> =
        pairs(&report.desk.instrument, all).into_iter().filter(|pair| pair.warning().is_some()).collect();
    if found.is_empty() {
        return view! { <p>{words::warnings_none(lang)}</p> };
    }
    let count = found.len();
    found.sort_by(|a, b| b.found.coefficient.abs().total_cmp(&a.found.coefficient.abs()));
    view! {
        <Note tone=Tone::Wait><p>{words::warnings_some(lang, count)}</p></Note>
        {table(report, words::warnings(lang), &found)}
    }
}

/// The pairs behind the heat maps, with p-values.
fn pairs_table(report: &Report<'_>, all: &Correlations) -> AnyView {
    let lang = report.lang;
    let mut found = pairs(&report.desk.instrument, all);
    let title = if found.len() > PAIRS {
        found.retain(|pair| pair.siblings);
        words::pairs_within(lang)
    } else {
        words::pairs(lang)
    };
    view! {
        <details class="more">
            <summary>{title}</summary>
            {table(report, title, &found)}
        </details>
    }
}

fn table(report: &Report<'_>, caption: &'static str, pairs: &[Pair]) -> AnyView {
    let lang = report.lang;
    let rows = pairs.iter().map(|pair| row(report, pair)).collect_view();
    let heads = vec![
        Head::text(words::first(lang)),
        Head::text(words::second(lang)),
        Head::figure(words::coefficient(lang)),
        Head::figure(words::p(lang)),
        Head::figure(words::units(lang)),
        Head::text(words::remark(lang)),
    ];
    view! { <DataTable caption=caption heads=heads class="data dense cards">{rows}</DataTable> }
}

fn row(report: &Report<'_>, pair: &Pair) -> AnyView {
    let lang = report.lang;
    let p = pair.found.p.map_or_else(|| "—".to_owned(), |p| p_value(lang, p));
    let remark = pair.warning().map(|warning| view! { <span class="tag is-wait">{warning.word(lang)}</span> });
    view! {
        <tr>
            <th scope="row">{report.node_at(pair.first)}</th>
            <td data-label=words::second(lang)>{report.node_at(pair.second)}</td>
            <td class="num" data-label=words::coefficient(lang)>{number::fixed(pair.found.coefficient, 2)}</td>
            <td class="num" data-label=words::p(lang)>{p}</td>
            <td class="num" data-label=words::units(lang)>{pair.found.pairs}</td>
            <td>{remark}</td>
        </tr>
    }
}

fn p_value(lang: Lang, p: f64) -> String {
    if p < 0.001 { words::below_thousandth(lang).to_owned() } else { number::fixed(p, 3) }
}

/// A heat map for each top dimension with two indicators or more.
fn by_dimension(report: &Report<'_>, all: &Correlations) -> AnyView {
    let tree = &report.desk.instrument;
    tree.children(0)
        .iter()
        .filter_map(|&top| {
            let part = beneath(tree, all, top);
            (part.nodes.len() > 1).then(|| {
                let name = report.node_at(top);
                view! {
                    <h3>{name.clone()}</h3>
                    {map(report, name, &part)}
                }
            })
        })
        .collect_view()
        .into_any()
}

/// The indicators beneath a node, with each other.
fn beneath(tree: &Instrument, all: &Correlations, top: usize) -> Correlations {
    let is_beneath = |node: usize| std::iter::successors(Some(node), |&at| tree.parent(at)).any(|at| at == top);
    let kept: Vec<usize> = (0..all.nodes.len()).filter(|&at| is_beneath(all.nodes[at])).collect();
    Correlations {
        nodes: kept.iter().map(|&at| all.nodes[at]).collect(),
        cells: kept.iter().map(|&row| kept.iter().map(|&column| all.cells[row][column]).collect()).collect(),
    }
}

/// The lower half of a table of coefficients. Its columns have numbers, since names would make them wide.
fn map(report: &Report<'_>, caption: impl Into<String>, found: &Correlations) -> AnyView {
    let lang = report.lang;
    let caption: String = caption.into();
    let region = caption.clone();
    let names: Vec<String> = found.nodes.iter().map(|&node| report.node_at(node)).collect();
    let tree = &report.desk.instrument;
    let starts = |at: usize| at > 0 && tree.parent(found.nodes[at]) != tree.parent(found.nodes[at - 1]);
    let heads = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let class = if starts(at) { "num group-start" } else { "num" };
            view! { <th scope="col" class=class>{at + 1}<span class="sr">" " {name.clone()}</span></th> }
        })
        .collect_view();
    let rows = names
        .iter()
        .enumerate()
        .map(|(row, name)| {
            let cells = (0..names.len())
                .map(|column| cell(found, tree, row, column, if starts(column) { " group-start" } else { "" }))
                .collect_view();
            let class = starts(row).then_some("group-top");
            view! { <tr class=class><th scope="row">{words::ahead_of(lang, row + 1, name)}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-box scroll" role="region" tabindex="0" aria-label=region>
            <table class="data dense heat matrix">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr><th scope="col">{words::first(lang)}</th>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn cell(found: &Correlations, tree: &Instrument, row: usize, column: usize, start: &str) -> AnyView {
    if column >= row {
        return view! { <td class=format!("num absent{start}")>{(column == row).then_some("·")}</td> };
    }
    let Some(r) = found.cells[row][column].map(|found| found.coefficient) else {
        return view! { <td class=format!("num absent{start}")>"—"</td> };
    };
    let siblings = tree.parent(found.nodes[row]) == tree.parent(found.nodes[column]);
    let figure = number::fixed(r, 2);
    let figure = if siblings && Warning::of(r).is_some() {
        view! { <b>{figure}</b> }
    } else {
        figure.into_any()
    };
    view! { <td class=format!("num {}{start}", shade_of(r))>{figure}</td> }
}

fn coherence(report: &Report<'_>, dimensions: &[Coherence]) -> Option<AnyView> {
    let lang = report.lang;
    let rows = dimensions.iter().map(|dimension| coherence_row(report, dimension)).collect_view();
    let heads = vec![
        Head::text(words::dimension(lang)),
        Head::figure(words::parts(lang)),
        Head::figure(words::alpha(lang)),
        Head::figure(words::component(lang)),
        Head::text(words::negative(lang)),
        Head::figure(words::units(lang)),
    ];
    (!dimensions.is_empty()).then(|| {
        view! {
            <h3>{words::coherence(lang)}</h3>
            <p>{words::coherence_about(lang)}</p>
            <DataTable caption=words::coherence(lang) heads=heads class="data dense cards">{rows}</DataTable>
        }
    })
}

fn coherence_row(report: &Report<'_>, dimension: &Coherence) -> AnyView {
    let lang = report.lang;
    let dash = || "—".to_owned();
    let component = dimension.component.as_ref();
    let negative = component.map_or_else(dash, |c| {
        let names: Vec<String> = c.negative.iter().map(|&node| report.node_at(node)).collect();
        if names.is_empty() { words::no_negative(lang).to_owned() } else { report.list(&names) }
    });
    view! {
        <tr>
            <th scope="row">{report.node_at(dimension.node)}</th>
            <td class="num" data-label=words::parts(lang)>{dimension.children}</td>
            <td class="num" data-label=words::alpha(lang)>{dimension.alpha.map_or_else(dash, |a| number::fixed(a, 2))}</td>
            <td class="num" data-label=words::component(lang)>{component.map_or_else(dash, |c| number::percent(c.share))}</td>
            <td data-label=words::negative(lang)>{negative}</td>
            <td class="num" data-label=words::units(lang)>{component.map_or_else(dash, |c| c.units.to_string())}</td>
        </tr>
    }
}
