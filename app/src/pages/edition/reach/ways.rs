//! What each indicator alone could do: those that are enough as a table, the others folded below it.

use crate::prelude::*;
use domain::{EditionContent, Lang};
use scoring::explain::{
    Standing,
    reach::{Outcome, Step, Way},
};

use super::super::{results::indicator_href, unanswered::sentences};
use crate::{
    components::table::{DataTable, Head},
    locales::reach as words,
    number,
};

/// Decimals of a raw value, unless the change is too small to be seen with them.
const DECIMALS: u8 = 4;
/// Most decimals of a raw value.
const MOST_DECIMALS: u8 = 12;

/// The ways to a goal, by what they come to.
#[derive(Default)]
struct Sorted<'a> {
    enough: Vec<(&'a Way, &'a Step)>,
    out_of_reach: Vec<(&'a Way, Option<Standing>)>,
    at_best: Vec<&'a Way>,
    missing: Vec<&'a Way>,
    refused: Vec<(&'a Way, String)>,
}

impl<'a> Sorted<'a> {
    fn of(lang: Lang, ways: &'a [Way]) -> Self {
        let mut sorted = Self::default();
        for way in ways {
            match &way.outcome {
                Outcome::Enough(step) => sorted.enough.push((way, step)),
                Outcome::OutOfReach { then } => sorted.out_of_reach.push((way, *then)),
                Outcome::AtBest => sorted.at_best.push(way),
                Outcome::Missing => sorted.missing.push(way),
                Outcome::Refused { problems } => {
                    let why = sentences(lang, problems.iter().map(|problem| &problem.message));
                    sorted.refused.push((way, why));
                }
            }
        }
        let share = |step: &Step| step.share_of_range.unwrap_or(f64::INFINITY);
        sorted.enough.sort_by(|a, b| share(a.1).total_cmp(&share(b.1)));
        let score = |then: Option<Standing>| then.map_or(f64::NEG_INFINITY, |then| then.score);
        sorted.out_of_reach.sort_by(|a, b| score(b.1).total_cmp(&score(a.1)));
        sorted
    }
}

/// All ways.
pub(super) fn section(lang: Lang, content: &EditionContent, ways: &[Way]) -> AnyView {
    let page = Ways { lang, content };
    let Sorted { enough, out_of_reach, at_best, missing, refused } = Sorted::of(lang, ways);
    let body = if enough.is_empty() {
        view! { <p>{words::none_enough(lang)}</p> }
    } else {
        view! { <p>{words::enough(lang, enough.len())}</p> {page.enough(&enough)} }.into_any()
    };
    let refused_rows = refused.iter().map(|(way, why)| {
        view! { <li>{words::refused_why(lang, page.name(way), why)}</li> }
    });
    view! {
        {body}
        {folded(words::out_of_reach(lang, out_of_reach.len()), out_of_reach.len(), page.out_of_reach(&out_of_reach))}
        {folded(words::at_best(lang, at_best.len()), at_best.len(), page.links(&at_best))}
        {folded(words::missing(lang, missing.len()), missing.len(), page.links(&missing))}
        {folded(words::refused(lang, refused.len()), refused.len(), view! { <ul>{refused_rows.collect_view()}</ul> })}
    }
    .into_any()
}

/// What most readers need not see; nothing where there is nothing.
fn folded(summary: String, count: usize, body: AnyView) -> Option<AnyView> {
    (count > 0).then(|| view! { <details class="more"><summary>{summary}</summary>{body}</details> })
}

/// The edition the ways are of.
#[derive(Clone, Copy)]
struct Ways<'a> {
    lang: Lang,
    content: &'a EditionContent,
}

impl Ways<'_> {
    fn enough(self, ways: &[(&Way, &Step)]) -> AnyView {
        let lang = self.lang;
        let heads = vec![
            Head::text(words::indicator(lang)),
            Head::figure(words::own(lang)),
            Head::figure(words::needed(lang)),
            Head::figure(words::change(lang)),
            Head::figure(words::share(lang)),
            Head::figure(words::then_rank(lang)),
            Head::figure(words::then_score(lang)),
        ];
        let rows = ways
            .iter()
            .map(|(way, step)| {
                let decimals = decimals(step.change);
                let share = step.share_of_range.map_or_else(|| "—".to_owned(), number::percent);
                view! {
                    <tr>
                        {self.head(way)}
                        <td class="num" data-label=words::own(lang)>{way.from.map(|own| number::raw(own, decimals))}</td>
                        <td class="num" data-label=words::needed(lang)><b>{number::raw(step.to, decimals)}</b></td>
                        <td class="num" data-label=words::change(lang)>{change(step.change, decimals)}</td>
                        <td class="num" data-label=words::share(lang)>{share}</td>
                        {self.standing(Some(step.then))}
                    </tr>
                }
            })
            .collect_view();
        view! { <DataTable caption=words::caption(lang) heads=heads class="data cards">{rows}</DataTable> }
    }

    fn out_of_reach(self, ways: &[(&Way, Option<Standing>)]) -> AnyView {
        let lang = self.lang;
        let heads = vec![
            Head::text(words::indicator(lang)),
            Head::figure(words::own(lang)),
            Head::figure(words::best(lang)),
            Head::figure(words::then_rank(lang)),
            Head::figure(words::then_score(lang)),
        ];
        let rows = ways
            .iter()
            .map(|(way, then)| {
                view! {
                    <tr>
                        {self.head(way)}
                        <td class="num" data-label=words::own(lang)>{way.from.map(|own| number::raw(own, DECIMALS))}</td>
                        <td class="num" data-label=words::best(lang)>{way.best.map(|best| number::raw(best, DECIMALS))}</td>
                        {self.standing(*then)}
                    </tr>
                }
            })
            .collect_view();
        let caption = words::out_of_reach_caption(lang);
        view! { <DataTable caption=caption heads=heads class="data dense cards">{rows}</DataTable> }
    }

    /// An indicator and its unit, which stands here once rather than in every cell.
    fn head(self, way: &Way) -> AnyView {
        let node = self.content.instrument.position(&way.indicator).map(|at| &self.content.instrument.nodes()[at]);
        let unit = node.and_then(|node| node.unit.as_ref()).map(|unit| {
            view! { <span class="unit muted">{unit.get(self.lang).to_owned()}</span> }
        });
        view! {
            <th scope="row"><a href=indicator_href(self.content, &way.indicator)>{self.name(way)}</a>{unit}</th>
        }
    }

    fn name(self, way: &Way) -> String {
        let instrument = &self.content.instrument;
        let at = instrument.position(&way.indicator);
        at.map_or(way.indicator.as_str(), |at| instrument.nodes()[at].name.get(self.lang)).to_owned()
    }

    /// Rank and score a change would give.
    fn standing(self, then: Option<Standing>) -> AnyView {
        let (lang, decimals) = (self.lang, self.content.recipe.decimals);
        let rank = then.map_or_else(|| "—".to_owned(), |then| then.rank.to_string());
        let score =
            then.map_or_else(|| words::no_score_then(lang).to_owned(), |then| number::fixed(then.score, decimals));
        view! {
            <td class="num" data-label=words::then_rank(lang)>{rank}</td>
            <td class="num" data-label=words::then_score(lang)>{score}</td>
        }
        .into_any()
    }

    fn links(self, ways: &[&Way]) -> AnyView {
        let links = ways
            .iter()
            .map(|way| view! { <li><a href=indicator_href(self.content, &way.indicator)>{self.name(way)}</a></li> });
        view! { <ul>{links.collect_view()}</ul> }
    }
}

/// So many that a thousandth of the change is seen: the engine writes the value that is needed no finer.
fn decimals(change: f64) -> u8 {
    let shows = |decimals: &u8| change.abs() >= 10_f64.powi(3 - i32::from(*decimals));
    (DECIMALS..MOST_DECIMALS).find(shows).unwrap_or(MOST_DECIMALS)
}

/// A change with its sign and without padding.
fn change(change: f64, decimals: u8) -> String {
    let sign = if change > 0.0 { "+" } else { "" };
    format!("{sign}{}", number::raw(change, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_change_is_seen() {
        assert_eq!((change(12.5, decimals(12.5)), change(-0.25, decimals(-0.25))), ("+12.5".into(), "−0.25".into()));
        assert_eq!(change(0.000_123_4, decimals(0.000_123_4)), "+0.0001234");
        assert_eq!(decimals(0.0), MOST_DECIMALS);
    }
}
