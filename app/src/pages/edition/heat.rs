//! The heat table 热力表: units by dimensions, each score on the shade of its step. In the order of the
//! ranking, so that the eye finds what pulls a unit up or down.

use crate::prelude::*;
use domain::{EditionContent, Lang};

use super::{
    results::{by_rank, column, node_score, unit_href},
    shade::{self, Steps},
};
use crate::{
    components::table::{DataTable, Head},
    locales::dimensions as words,
    number,
};

/// Decimals of a cell: shades are for looking over, not for telling hundredths apart.
const DECIMALS: u8 = 1;

/// Tables that share their steps.
pub(super) struct Heat<'a> {
    lang: Lang,
    content: &'a EditionContent,
    order: Vec<usize>,
    steps: Steps,
}

impl<'a> Heat<'a> {
    /// Steps over all scores of these nodes and of the total.
    pub(super) fn over(lang: Lang, content: &'a EditionContent, nodes: &[usize]) -> Self {
        let scores = std::iter::once(0).chain(nodes.iter().copied()).flat_map(|node| column(content, node)).flatten();
        Self { lang, content, order: by_rank(content, 0), steps: Steps::over(scores) }
    }

    /// What the shades stand for.
    pub(super) fn legend(&self) -> AnyView {
        shade::legend(words::legend(self.lang), self.steps.legend())
    }

    /// The total and these nodes, a row a unit.
    pub(super) fn table(&self, caption: String, nodes: &[usize]) -> AnyView {
        let lang = self.lang;
        let name = |node: &usize| self.content.instrument.nodes()[*node].name.get(lang).to_owned();
        let heads = [
            Head::text(self.content.index.unit_noun.get(lang)),
            Head::figure(words::rank(lang)),
            Head::figure(words::total(lang)),
        ];
        let heads = heads.into_iter().chain(nodes.iter().map(|node| Head::figure(name(node)))).collect();
        let rows = self.order.iter().map(|&unit| self.row(unit, nodes)).collect_view();
        view! { <DataTable caption=caption heads=heads class="data dense heat" scroll=true>{rows}</DataTable> }
    }

    fn row(&self, unit: usize, nodes: &[usize]) -> AnyView {
        let about = &self.content.data.units[unit];
        let rank = node_score(self.content, unit, 0).rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
        let cells = std::iter::once(0).chain(nodes.iter().copied()).map(|node| self.cell(unit, node)).collect_view();
        view! {
            <tr>
                <th scope="row"><a href=unit_href(self.content, &about.code)>{about.name.get(self.lang).to_owned()}</a></th>
                <td class="num">{rank}</td>
                {cells}
            </tr>
        }
    }

    fn cell(&self, unit: usize, node: usize) -> AnyView {
        match node_score(self.content, unit, node).score {
            Some(score) => {
                view! { <td class=format!("num {}", self.steps.of(score))>{number::fixed(score, DECIMALS)}</td> }
            }
            None => view! {
                <td class="num absent">
                    <span aria-hidden="true">"—"</span>
                    <span class="sr">{words::no_score(self.lang)}</span>
                </td>
            },
        }
    }
}
