//! The result with and without imputation, side by side.

use crate::prelude::*;
use domain::Lang;
use scoring::explain::imputation::{Influence, UnitInfluence};

use crate::{locales::imputation as words, number};

/// More rows are folded: the table is longer than all else on its page.
const FEW: usize = 20;

/// A sentence and a table: the units that have imputed values or move by those of others, by rank.
pub(super) fn with_and_without(lang: Lang, found: &Influence, decimals: u8, name: impl Fn(&str) -> AnyView) -> AnyView {
    let moved = found.units.iter().filter(|unit| unit.moves()).count();
    let concerned = concerned(&found.units);
    let rest = found.units.len() - concerned.len();
    let rest = (rest > 0).then(|| view! { <p class="meta">{words::only_moved(lang, rest)}</p> });
    let few = concerned.len() <= FEW;
    let rows = concerned.into_iter().map(|unit| row(lang, unit, decimals, name(&unit.code))).collect_view();
    view! {
        <p>{words::about(lang, found.imputed, found.scored, moved)}</p>
        <details class="more" open=few>
            <summary>{words::caption(lang)}</summary>
            <div class="table-box">
                <table class="data dense cards">
                    <caption class="sr">{words::caption(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::unit(lang)}</th>
                            <th scope="col" class="num">{words::imputed(lang)}</th>
                            <th scope="col" class="num">{words::rank_with(lang)}</th>
                            <th scope="col" class="num">{words::rank_without(lang)}</th>
                            <th scope="col" class="num">{words::change(lang)}</th>
                            <th scope="col" class="num">{words::score_with(lang)}</th>
                            <th scope="col" class="num">{words::score_without(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {rest}
        </details>
    }
}

/// The units whose row says something, by rank; those without one last.
fn concerned(units: &[UnitInfluence]) -> Vec<&UnitInfluence> {
    let says = |unit: &&UnitInfluence| unit.imputed > 0 || unit.moves();
    let mut concerned: Vec<&UnitInfluence> = units.iter().filter(says).collect();
    concerned.sort_by_key(|unit| unit.with.map_or(u32::MAX, |with| with.rank));
    concerned
}

fn row(lang: Lang, unit: &UnitInfluence, decimals: u8, name: AnyView) -> impl IntoView + use<> {
    let none = || "—".to_owned();
    let rank = |rank: Option<u32>| rank.map_or_else(none, |rank| rank.to_string());
    let score = |score: Option<f64>| score.map_or_else(none, |score| number::fixed(score, decimals));
    let (with, without) = (unit.with, unit.without);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num" data-label=words::imputed(lang)>{unit.imputed}</td>
            <td class="num" data-label=words::rank_with(lang)>{rank(with.map(|s| s.rank))}</td>
            <td class="num" data-label=words::rank_without(lang)>{rank(without.map(|s| s.rank))}</td>
            <td class="num" data-label=words::change(lang)>{change(lang, unit.gained())}</td>
            <td class="num" data-label=words::score_with(lang)>{score(with.map(|s| s.score))}</td>
            <td class="num" data-label=words::score_without(lang)>{score(without.map(|s| s.score))}</td>
        </tr>
    }
}

/// An arrow and places for the eye, a sentence for the ear.
fn change(lang: Lang, gained: Option<i64>) -> AnyView {
    let (class, sign, spoken) = match gained {
        Some(n @ 1..) => ("move up", format!("▲{n}"), words::gained(lang, n)),
        Some(n @ ..0) => ("move down", format!("▼{}", n.unsigned_abs()), words::lost(lang, n.unsigned_abs())),
        Some(0) => ("move same", "—".to_owned(), words::same(lang).to_owned()),
        None => return view! { "—" },
    };
    view! {
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            <span class="sr">{spoken}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use scoring::explain::Standing;

    use super::*;

    #[test]
    fn units_that_nothing_happens_to_have_no_row() {
        let unit = |code: &str, imputed, with, without| UnitInfluence {
            code: code.into(),
            imputed,
            with: Some(Standing { score: 1.0, rank: with }),
            without: Some(Standing { score: 1.0, rank: without }),
        };
        let lost = UnitInfluence { without: None, ..unit("lost", 2, 9, 9) };
        let out = UnitInfluence { imputed: 0, with: None, ..lost.clone() };
        let units = [unit("c", 0, 3, 2), unit("a", 0, 1, 1), unit("b", 1, 2, 2), lost, out];
        assert_eq!(concerned(&units).iter().map(|unit| unit.code.as_str()).collect::<Vec<_>>(), ["b", "c", "lost"]);
    }
}
