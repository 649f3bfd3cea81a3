//! The indicators whose contribution to the total changed most between two editions.

use crate::prelude::*;
use domain::{EditionContent, Lang};

use super::super::results::{indicator_href, unit_score};
use crate::{
    components::table::{DataTable, Head},
    locales::change as words,
    number,
};

/// How many each way.
const MOST: usize = 10;

/// An indicator that both editions have.
#[derive(Debug, Clone, PartialEq)]
struct Moved {
    /// Its position in the tree of the present edition.
    node: usize,
    then: f64,
    now: f64,
}

impl Moved {
    fn by(&self) -> f64 {
        self.now - self.then
    }
}

/// The section; nothing where one of the editions has no contributions.
pub(super) fn section(
    lang: Lang,
    content: &EditionContent,
    previous: &EditionContent,
    [unit, before]: [usize; 2],
) -> Option<AnyView> {
    let moved = moved(content, previous, [unit, before]);
    if moved.is_empty() {
        return None;
    }
    let page = Page { lang, content, periods: [&previous.period, &content.period] };
    let decimals = page.decimals();
    // What rounds to nothing is no change to show.
    let seen = |moved: &&Moved| number::raw(moved.by(), decimals) != "0";
    let gained: Vec<&Moved> = moved.iter().rev().filter(seen).take_while(|moved| moved.by() > 0.0).take(MOST).collect();
    let lost: Vec<&Moved> = moved.iter().filter(seen).take_while(|moved| moved.by() < 0.0).take(MOST).collect();
    Some(view! {
        <section class="stack" id="contributions" aria-labelledby="contributions-title">
            <div class="head"><h2 id="contributions-title">{words::contributions(lang)}</h2></div>
            <p>{words::contributions_about(lang)}</p>
            <div class="cols">
                {page.list(words::gained(lang), &gained)}
                {page.list(words::lost(lang), &lost)}
            </div>
        </section>
    })
}

/// Common indicators with a contribution in both editions, what lost most first.
fn moved(content: &EditionContent, previous: &EditionContent, [unit, before]: [usize; 2]) -> Vec<Moved> {
    let contribution =
        |content: &EditionContent, unit: usize, node: usize| unit_score(content, unit)?.nodes.get(node)?.contribution;
    let both = |node: usize| {
        let then = previous.instrument.position(&content.instrument.nodes()[node].code)?;
        let then = Some(then).filter(|&then| previous.instrument.is_indicator(then))?;
        let (then, now) = (contribution(previous, before, then)?, contribution(content, unit, node)?);
        Some(Moved { node, then, now })
    };
    let mut moved: Vec<Moved> = content.instrument.indicators().filter_map(both).collect();
    moved.sort_by(|a, b| a.by().total_cmp(&b.by()));
    moved
}

/// What both lists are of.
#[derive(Clone, Copy)]
struct Page<'a> {
    lang: Lang,
    content: &'a EditionContent,
    /// The period before, and this one.
    periods: [&'a str; 2],
}

impl Page<'_> {
    /// One more than scores have: contributions are parts of them.
    const fn decimals(self) -> u8 {
        self.content.recipe.decimals.saturating_add(1)
    }

    fn list(self, title: &'static str, moved: &[&Moved]) -> AnyView {
        let lang = self.lang;
        let [then, now] = self.periods.map(|period| words::then(lang, period));
        let body = if moved.is_empty() {
            view! { <p class="muted">{words::none(lang)}</p> }
        } else {
            let heads = vec![
                Head::text(words::indicator(lang)),
                Head::figure(then.clone()),
                Head::figure(now.clone()),
                Head::figure(words::difference(lang)),
            ];
            let rows = moved.iter().map(|moved| self.row(moved, &then, &now)).collect_view();
            view! { <DataTable caption=title heads=heads class="data dense cards">{rows}</DataTable> }
        };
        view! { <div class="stack tight"><h3>{title}</h3>{body}</div> }
    }

    fn row(self, moved: &Moved, then: &str, now: &str) -> AnyView {
        let node = &self.content.instrument.nodes()[moved.node];
        let decimals = self.decimals();
        view! {
            <tr>
                <th scope="row"><a href=indicator_href(self.content, &node.code)>{node.name.get(self.lang).to_owned()}</a></th>
                <td class="num" data-label=then.to_owned()>{number::fixed(moved.then, decimals)}</td>
                <td class="num" data-label=now.to_owned()>{number::fixed(moved.now, decimals)}</td>
                <td class="num" data-label=words::difference(self.lang)><b>{number::signed(moved.by(), decimals)}</b></td>
            </tr>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::cities;
    use super::*;

    #[test]
    fn only_indicators_with_a_contribution_in_both_editions_are_compared() {
        let (now, mut before) = (cities(), cities());
        let all = moved(&now, &before, [1, 1]);
        assert!(!all.is_empty() && all.iter().all(|moved| moved.by() == 0.0));
        assert!(section(Lang::Zh, &now, &before, [1, 1]).is_some());
        let node = all[0].node;
        before.result.units[1].nodes[node].contribution = None;
        assert_eq!(moved(&now, &before, [1, 1]).len(), all.len() - 1);
        for node in &mut before.result.units[1].nodes {
            node.contribution = None;
        }
        assert!(section(Lang::Zh, &now, &before, [1, 1]).is_none());
    }

    #[test]
    fn what_gained_and_what_lost_stand_apart() {
        let (now, mut before) = (cities(), cities());
        let nodes: Vec<usize> = now.instrument.indicators().take(2).collect();
        for (node, by) in nodes.iter().zip([1.0, -1.0]) {
            let contribution = &mut before.result.units[1].nodes[*node].contribution;
            *contribution = contribution.map(|then| then + by);
        }
        let html = section(Lang::Zh, &now, &before, [1, 1]).expect("contributions").to_html();
        let (gained, lost) = html.split_once("减少最多").expect("both lists");
        assert!(gained.contains("+1.0") && !gained.contains("−1.0"), "{gained}");
        assert!(lost.contains("−1.0") && !lost.contains("+1.0"), "{lost}");
    }
}
