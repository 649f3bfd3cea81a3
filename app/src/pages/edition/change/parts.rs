//! The parts of a change, each with what it did to the score and to the rank.

use crate::prelude::*;
use domain::Lang;
use scoring::explain::change::{Between, Change, Delta, Part, Stage, StageError};

use super::super::unanswered::{sentences, space};
use crate::{
    components::{
        chart::{Scale, effect::Effect},
        table::{DataTable, Head},
    },
    locales::change as words,
    number,
};

/// A part with its words.
struct Row<'a> {
    name: &'static str,
    about: String,
    part: &'a Part,
}

/// The table of parts, their sum, and what could not be computed.
pub(super) fn section(lang: Lang, decimals: u8, between: &Between, change: &Change) -> AnyView {
    let rows = rows(lang, between, change);
    let known = rows.iter().filter_map(|row| row.part.as_ref().ok()).map(|delta| delta.score);
    // Holds zero, from which the bars begin.
    let scale = Scale::around(known.chain([change.total.score, 0.0]));
    let figures = move |delta: Option<Delta>| figures(lang, decimals, delta);
    let lines = rows
        .iter()
        .map(|row| {
            let delta = row.part.as_ref().ok().copied();
            view! {
                <tr>
                    <th scope="row">{row.name}</th>
                    <td data-label=words::meaning(lang)>{row.about.clone()}</td>
                    <td class="plot wide">{delta.map(|delta| bar(delta.score, scale))}</td>
                    {figures(delta)}
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::text(words::part(lang)),
        Head::text(words::meaning(lang)),
        Head::unseen(words::chart(lang)),
        Head::figure(words::on_score(lang)),
        Head::figure(words::on_rank(lang)),
    ];
    // Built before: what stands inside the table lives longer than the change does.
    let sum = view! {
        <tr class="sum">
            <th scope="row">{words::total(lang)}</th>
            <td data-label=words::meaning(lang)>{words::total_about(lang)}</td>
            <td class="plot wide">{bar(change.total.score, scale)}</td>
            {figures(Some(change.total))}
        </tr>
    };
    let cannot = cannot(lang, &rows);
    view! {
        <DataTable caption=words::parts(lang) heads=heads class="data cards change-parts">
            {lines}
            {sum}
        </DataTable>
        {cannot}
    }
    .into_any()
}

fn rows<'a>(lang: Lang, between: &Between, change: &'a Change) -> [Row<'a>; 4] {
    let space = space(lang);
    let with = |about: &str, [came, went]: [usize; 2], count: fn(Lang, usize, usize) -> String| {
        if came + went > 0 { format!("{about}{space}{}", count(lang, came, went)) } else { about.to_owned() }
    };
    let units = [between.joined.len(), between.left.len()];
    let indicators = [between.indicators_added.len(), between.indicators_dropped.len()];
    [
        Row {
            name: words::membership(lang),
            about: with(words::membership_about(lang), units, words::membership_count),
            part: &change.membership,
        },
        Row {
            name: words::method(lang),
            about: with(words::method_about(lang), indicators, words::method_count),
            part: &change.method,
        },
        Row { name: words::weights(lang), about: words::weights_about(lang).to_owned(), part: &change.weights },
        Row { name: words::values(lang), about: words::values_about(lang).to_owned(), part: &change.values },
    ]
}

fn bar(value: f64, scale: Scale) -> AnyView {
    view! { <Effect value=value interval=(value, value) scale=scale subject=true /> }
}

fn figures(lang: Lang, decimals: u8, delta: Option<Delta>) -> AnyView {
    let dash = || "—".to_owned();
    let score = delta.map_or_else(dash, |delta| number::signed(delta.score, decimals));
    let rank = delta.map_or_else(dash, |delta| places(lang, delta.rank));
    view! {
        <td class="num" data-label=words::on_score(lang)>{score}</td>
        <td class="num" data-label=words::on_rank(lang)>{rank}</td>
    }
    .into_any()
}

/// A change of rank in words, since a rank falls as it gets better.
pub(super) fn places(lang: Lang, delta: i64) -> String {
    match delta {
        0 => words::same(lang).to_owned(),
        1.. => words::down(lang, delta),
        ..0 => words::up(lang, delta.unsigned_abs()),
    }
}

/// Which parts are not known, and why.
fn cannot(lang: Lang, rows: &[Row<'_>]) -> Option<AnyView> {
    let items: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let why = why(lang, row.part.as_ref().err()?);
            Some(view! { <li>{words::cannot_part(lang, row.name, why)}</li> })
        })
        .collect();
    (!items.is_empty()).then(|| view! { <h3>{words::cannot(lang)}</h3> <ul>{items}</ul> }.into_any())
}

/// Why a stage has no figure, in words.
pub(super) fn why(lang: Lang, error: &StageError) -> String {
    match error {
        StageError::Refused { stage, problems } => {
            let reasons = sentences(lang, problems.iter().map(|problem| &problem.message));
            words::why_refused(lang, stage_name(lang, *stage), reasons)
        }
        StageError::Tree { stage, why: _ } => words::why_tree(lang, stage_name(lang, *stage)),
        StageError::NoScore { stage, unit: _ } => words::why_score(lang, stage_name(lang, *stage)),
    }
}

const fn stage_name(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Old => words::stage_old(lang),
        Stage::OldCommonUnits => words::stage_old_common(lang),
        Stage::NewMethod => words::stage_new_method(lang),
        Stage::BackCast => words::stage_back_cast(lang),
        Stage::NewValues => words::stage_new_values(lang),
        Stage::NewCommonUnits => words::stage_new_common(lang),
        Stage::New => words::stage_new(lang),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Problem, Text};

    use super::*;

    #[test]
    fn a_rank_that_falls_is_a_gain() {
        assert_eq!([-3, 0, 2].map(|delta| places(Lang::Zh, delta)), ["上升 3 位", "不变", "下降 2 位"]);
        assert_eq!(places(Lang::En, -1), "up 1");
    }

    #[test]
    fn what_cannot_be_computed_says_at_which_step_and_why() {
        let problems = vec![Problem::error("a", Text::new("权重为零。", "No weight."))];
        let refused = StageError::Refused { stage: Stage::BackCast, problems };
        assert_eq!(why(Lang::Zh, &refused), "上期的数据改按本期的方法和权重时，不能计分：权重为零。");
        let tree = StageError::Tree { stage: Stage::NewMethod, why: "nothing in common".into() };
        assert!(!why(Lang::Zh, &tree).contains("nothing"));
        let none = StageError::NoScore { stage: Stage::NewValues, unit: "a".into() };
        assert_eq!(
            why(Lang::En, &none),
            "The present data, with the indicators that both editions have, give this unit no score."
        );
    }
}
