//! The recipe of a round in a few lines, on the page of the round.

use crate::prelude::*;
use domain::{Lang, Recipe};
use service::rounds::RoundDesk;

use super::choices;
use crate::{
    locales::{recipe as words, round},
    recipe_form::kinds::{AggregateKind, ImputeKind, NormaliseKind, TreatKind, WeightKind},
    request::Page,
    routes,
};

/// The part of the page of the round.
pub(in crate::pages::work::round) fn section(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let href = routes::round_method(desk.index.about.slug.as_str(), &desk.round.period);
    let lines = lines(lang, &desk.round.recipe).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <section class="stack" id="recipe">
            <div class="head"><h2>{round::recipe_title(lang)}</h2></div>
            <ul>{lines}</ul>
            <p><a href=href>{words::edit(lang)}</a></p>
        </section>
    }
}

fn lines(lang: Lang, recipe: &Recipe) -> Vec<String> {
    let normalise = NormaliseKind::of(&recipe.normalise)
        .map_or(words::summary_by_item(lang), |kind| choices::normalise(lang, kind).0);
    let weight = choices::weight(lang, WeightKind::of(&recipe.weight)).0;
    let aggregate = choices::aggregate(lang, AggregateKind::of(recipe.aggregate)).0;
    let mut lines = vec![words::summary_line(lang, normalise, weight, aggregate)];
    if !recipe.aggregate_at.is_empty() {
        lines.push(words::summary_levels(lang, recipe.aggregate_at.len()));
    }
    if !recipe.select.exclude.is_empty() {
        lines.push(words::summary_select(lang, recipe.select.exclude.len()));
    }
    if !recipe.impute.is_none() {
        lines.push(words::summary_impute(lang, choices::impute(lang, ImputeKind::of(recipe.impute)).0));
    }
    if !recipe.treat.is_none() {
        lines.push(words::summary_treat(lang, choices::treat(lang, TreatKind::of(recipe.treat)).0));
    }
    if !recipe.grades.is_empty() {
        let letters: Vec<&str> = recipe.grades.iter().map(|grade| grade.letter.as_str()).collect();
        lines.push(words::summary_grades(lang, letters.join(" ")));
    }
    lines.push(match &recipe.robustness {
        Some(robustness) => words::summary_robustness(lang, robustness.runs),
        None => words::summary_no_robustness(lang).to_owned(),
    });
    lines
}

#[cfg(test)]
mod tests {
    use domain::recipe::{Aggregate, Impute, Robustness};

    use super::*;

    #[test]
    fn a_summary_says_what_was_chosen() {
        let recipe = Recipe {
            impute: Impute::Median,
            aggregate_at: [(0, Aggregate::GeometricMean)].into(),
            robustness: Some(Robustness::default()),
            ..Recipe::default()
        };
        let said = lines(Lang::En, &recipe).join("\n");
        for part in
            ["As they are", "Arithmetic mean", "Another aggregation on 1", "Median of the indicator", "1000 runs"]
        {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert_eq!(lines(Lang::Zh, &Recipe::default()).len(), 2);
    }
}
