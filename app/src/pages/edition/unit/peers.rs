//! Where a unit is strong and weak 优势与短板: the indicators on which it is furthest from the median of its peers.

use crate::prelude::*;
use domain::{EditionContent, Lang, recipe::Aggregate};
use scoring::explain::peers::{Group, NodeStanding, compare, strengths, weaknesses};

use super::super::results::{aggregates, indicator_href};
use crate::{
    components::table::{DataTable, Head},
    locales::unit as words,
    number,
};

/// How many of each kind.
const MOST: usize = 3;

/// What an effect on the total is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// The gap times the shares on the way up.
    Exact,
    /// The same, as an approximation.
    About,
    /// Nothing: the total is no mean of scores.
    None,
}

impl Effect {
    fn of(content: &EditionContent) -> Self {
        let all = aggregates(content);
        if all.iter().all(|aggregate| *aggregate == Aggregate::ArithmeticMean) {
            Self::Exact
        } else if all.iter().all(|aggregate| aggregate.is_mean()) {
            Self::About
        } else {
            Self::None
        }
    }

    const fn word(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Exact => Some(words::effect(lang)),
            Self::About => Some(words::effect_about(lang)),
            Self::None => None,
        }
    }
}

/// The section; nothing where scores are withheld, or the unit has none, or nothing stands out.
pub(in super::super) fn section(lang: Lang, content: &EditionContent, unit: usize) -> Option<AnyView> {
    if content.withholds_scores() {
        return None;
    }
    let code = &content.data.units.get(unit)?.code;
    let profile = compare(&content.instrument, &content.data, &content.result, code).ok()?;
    let (strong, weak) = (strengths(&profile, MOST).indicators, weaknesses(&profile, MOST).indicators);
    if strong.is_empty() && weak.is_empty() {
        return None;
    }
    let about = match &profile.group {
        Group::All { members } => words::peers_all(lang, members),
        Group::League { league, members } => words::peers_league(lang, league.get(lang), members),
    };
    Some(view! {
        <section class="stack" id="peers">
            <div class="head"><h2>{words::peers(lang)}</h2></div>
            <p>{about}</p>
            <div class="cols">
                {list(lang, content, words::strengths(lang), &strong)}
                {list(lang, content, words::weaknesses(lang), &weak)}
            </div>
        </section>
    })
}

fn list(lang: Lang, content: &EditionContent, title: &'static str, nodes: &[&NodeStanding]) -> AnyView {
    let effect = Effect::of(content).word(lang);
    let heads = [
        Some(Head::text(words::node(lang))),
        Some(Head::figure(words::normalised(lang))),
        Some(Head::figure(words::median(lang))),
        Some(Head::figure(words::place(lang))),
        effect.map(Head::figure),
    ];
    let rows = nodes.iter().map(|node| row(lang, content, node, effect)).collect_view();
    let body = if nodes.is_empty() {
        view! { <p class="muted">{words::peers_none(lang)}</p> }
    } else {
        let heads = heads.into_iter().flatten().collect();
        view! { <DataTable caption=title heads=heads class="data dense cards">{rows}</DataTable> }
    };
    view! { <div class="stack tight"><h3>{title}</h3>{body}</div> }
}

fn row(lang: Lang, content: &EditionContent, node: &NodeStanding, effect: Option<&'static str>) -> AnyView {
    let decimals = content.recipe.decimals;
    let position = content.instrument.position(&node.node);
    let name = position.map_or(node.node.as_str(), |at| content.instrument.nodes()[at].name.get(lang)).to_owned();
    let effect = effect.map(|label| {
        view! { <td class="num" data-label=label>{number::signed(node.effect, decimals)}</td> }
    });
    view! {
        <tr>
            <th scope="row"><a href=indicator_href(content, &node.node)>{name}</a></th>
            <td class="num" data-label=words::normalised(lang)>{number::fixed(node.score, decimals)}</td>
            <td class="num" data-label=words::median(lang)>{number::fixed(node.median, decimals)}</td>
            <td class="num" data-label=words::place(lang)>{words::place_of(lang, node.place, node.members)}</td>
            {effect}
        </tr>
    }
}
