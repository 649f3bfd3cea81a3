//! The form in which the recipe of a round is chosen.

use crate::prelude::*;
use domain::{
    Instrument, Recipe,
    recipe::{Grade, Missing, Normalise},
};
use scoring::availability::Distribution;
use service::rounds::RoundDesk;

use crate::{
    components::field::{Choice, Radios, TextField},
    locales::{common, round as words},
    number,
    pages::{form, problems},
    request::Page,
    routes,
};

/// Rows for grades, at least.
const GRADES: usize = 6;

/// The summary of what was wrong with the form. The engine names indicators; the fields have longer names.
pub(super) fn summary(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    form::summary_with(page, &|field| field_id(&desk.instrument.instrument, field))
}

/// The field a problem is about: an indicator's code means its floor.
fn field_id(tree: &Instrument, field: &str) -> Option<String> {
    match field {
        "normalise" | "lower" | "upper" | "missing" | "decimals" | "grades" | "coverage.dimension"
        | "coverage.overall" => Some(field.to_owned()),
        _ if field.starts_with("posts.") || field.starts_with("grade.") => Some(field.to_owned()),
        _ => tree.position(field).filter(|&i| tree.is_indicator(i)).map(|_| posts_field(field, "floor")),
    }
}

fn posts_field(code: &str, end: &str) -> String {
    format!("posts.{code}.{end}")
}

/// The part of the page.
pub(super) fn section(page: &Page, desk: &RoundDesk) -> AnyView {
    if desk.round.recipe.follows_questionnaire() { fixed(page, desk).into_any() } else { choice(page, desk).into_any() }
}

/// What a questionnaire says is not chosen again here: the form has no fields for it and would lose it.
fn fixed(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let href = routes::work_instrument(desk.index.about.slug.as_str());
    view! {
        <section class="stack" id="recipe">
            <div class="head"><h2>{words::recipe_title(lang)}</h2></div>
            <p>{words::recipe_fixed(lang)}</p>
            <p><a href=href>{words::recipe_fixed_link(lang)}</a></p>
        </section>
    }
}

fn choice(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let recipe = &desk.round.recipe;
    let action = routes::round_recipe(desk.index.about.slug.as_str(), &desk.round.period);
    let chosen = form::value(page, "normalise", method(&recipe.normalise));
    let (lower, upper) = scale(&recipe.normalise);
    view! {
        <section class="stack" id="recipe">
            <div class="head"><h2>{words::recipe_title(lang)}</h2></div>
            <p>{words::recipe_about(lang)}</p>
            <form class="form wide" method="post" action=action>
                <Radios
                    about=form::about(page, "normalise", words::normalise(lang))
                    choices=vec![
                        Choice::new("none", words::none(lang)).hint(words::none_hint(lang)),
                        Choice::new("min-max", words::min_max(lang)).hint(words::min_max_hint(lang)),
                        Choice::new("goalposts", words::goalposts(lang)).hint(words::goalposts_hint(lang)),
                    ]
                    value=chosen.clone()
                />
                <div class="row end">
                    <TextField
                        about=form::about(page, "lower", words::lower(lang))
                        value=form::value(page, "lower", &lower)
                        class="short figure-in"
                        inputmode="decimal"
                    />
                    <TextField
                        about=form::about(page, "upper", words::upper(lang))
                        value=form::value(page, "upper", &upper)
                        class="short figure-in"
                        inputmode="decimal"
                    />
                    <p class="hint">{words::scale_hint(lang)}</p>
                </div>
                {posts(page, desk, &chosen)}
                <Radios
                    about=form::about(page, "missing", words::missing(lang))
                    choices=vec![
                        Choice::new("redistribute", words::redistribute(lang)).hint(words::redistribute_hint(lang)),
                        Choice::new("refuse", words::refuse(lang)).hint(words::refuse_hint(lang)),
                    ]
                    value=form::value(page, "missing", rule(recipe.missing))
                />
                <div class="row end">
                    <TextField
                        about=form::about(page, "coverage.overall", words::coverage_overall(lang))
                        value=form::value(page, "coverage.overall", &percentage(recipe.coverage.overall))
                        class="short figure-in"
                        inputmode="decimal"
                    />
                    <TextField
                        about=form::about(page, "coverage.dimension", words::coverage_dimension(lang))
                        value=form::value(page, "coverage.dimension", &percentage(recipe.coverage.dimension))
                        class="short figure-in"
                        inputmode="decimal"
                    />
                    <p class="hint">{words::coverage_hint(lang)}</p>
                </div>
                <TextField
                    about=form::about(page, "decimals", words::decimals(lang)).hint(words::decimals_hint(lang))
                    value=form::value(page, "decimals", &recipe.decimals.to_string())
                    class="short figure-in"
                    inputmode="numeric"
                />
                {grades(page, recipe)}
                <div class="actions">
                    <button class="btn primary">{words::save_recipe(lang)}</button>
                </div>
            </form>
        </section>
    }
}

const fn method(normalise: &Normalise) -> &'static str {
    match normalise {
        Normalise::None => "none",
        Normalise::MinMax { .. } => "min-max",
        Normalise::Goalposts { .. } => "goalposts",
        // None of the choices: it comes from a questionnaire.
        Normalise::PerIndicator { .. } => "per-indicator",
    }
}

const fn rule(missing: Missing) -> &'static str {
    match missing {
        Missing::Redistribute => "redistribute",
        Missing::Refuse => "refuse",
    }
}

/// A share as it is typed: in percent, without the noise of the division.
fn percentage(share: f64) -> String {
    number::raw(share * 100.0, 6)
}

/// Both ends of the scale as they are typed.
fn scale(normalise: &Normalise) -> (String, String) {
    match normalise {
        Normalise::None | Normalise::PerIndicator { .. } => ("0".into(), "100".into()),
        Normalise::MinMax { lower, upper } | Normalise::Goalposts { lower, upper, .. } => {
            (lower.to_string(), upper.to_string())
        }
    }
}

/// A figure in a cell of a table, its label for those who hear the page, and its fault under it.
fn cell(page: &Page, name: String, label: String, stored: &str, class: &'static str) -> impl IntoView + use<> {
    let value = form::value(page, &name, stored);
    let fault_id = format!("{name}-fault");
    let problem = page.form.problem(&name).map(|p| problems::sentence(page.lang, p));
    let (described_by, invalid) = (problem.as_ref().map(|_| fault_id.clone()), problem.as_ref().map(|_| "true"));
    let fault = problem.map(|text| view! { <p class="fault" id=fault_id>{text}</p> });
    view! {
        <input
            id=name.clone()
            name=name
            value=value
            class=class
            aria-label=label
            aria-describedby=described_by
            aria-invalid=invalid
        />
        {fault}
    }
}

/// Floor and target of each indicator. Always there, so that choosing goalposts needs no script.
fn posts(page: &Page, desk: &RoundDesk, chosen: &str) -> impl IntoView + use<> {
    let lang = page.lang;
    let tree = &desk.instrument.instrument;
    let rows = tree
        .indicators()
        .map(|i| {
            let code = &tree.nodes()[i].code;
            let distribution = desk.distributions.iter().find(|d| d.indicator == *code);
            posts_row(page, tree, i, distribution, &desk.round.recipe.normalise)
        })
        .collect_view();
    view! {
        <details class="more" open=chosen == "goalposts">
            <summary>{words::posts(lang)}</summary>
            <p>{words::posts_about(lang)}</p>
            <div class="table-box">
                <table class="data cards map-table">
                    <caption class="sr">{words::posts(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::indicator(lang)}</th>
                            <th scope="col">{words::observed(lang)}</th>
                            <th scope="col">{words::floor(lang)}</th>
                            <th scope="col">{words::target(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn posts_row(
    page: &Page,
    tree: &Instrument,
    at: usize,
    distribution: Option<&Distribution>,
    normalise: &Normalise,
) -> impl IntoView + use<> {
    let lang = page.lang;
    let node = &tree.nodes()[at];
    let name = node.name.get(lang).to_owned();
    let observed = distribution
        .and_then(|d| d.quartiles)
        .map(|[min, _, _, _, max]| words::range(lang, number::raw(min, 3), number::raw(max, 3)));
    let (floor, target) = match normalise {
        Normalise::None | Normalise::MinMax { .. } | Normalise::PerIndicator { .. } => (String::new(), String::new()),
        Normalise::Goalposts { posts, .. } => {
            posts.get(&node.code).map(|p| (p.floor.to_string(), p.target.to_string())).unwrap_or_default()
        }
    };
    // What the engine says about the pair is filed under the indicator's code.
    let fault = page.form.problem(&node.code).map(|p| {
        let text = problems::sentence(lang, p);
        view! { <p class="fault">{text}</p> }
    });
    let floor_label = words::floor_of(lang, &name);
    let target_label = words::target_of(lang, &name);
    view! {
        <tr>
            <th scope="row">{name}{fault}</th>
            <td data-label=words::observed(lang) class="figure muted">{observed}</td>
            <td data-label=words::floor(lang)>
                {cell(page, posts_field(&node.code, "floor"), floor_label, &floor, "short figure-in")}
            </td>
            <td data-label=words::target(lang)>
                {cell(page, posts_field(&node.code, "target"), target_label, &target, "short figure-in")}
            </td>
        </tr>
    }
}

fn grades(page: &Page, recipe: &Recipe) -> impl IntoView + use<> {
    let lang = page.lang;
    let about = form::about(page, "grades", words::grades(lang));
    let fault = about.fault.clone().map(|text| view! { <p class="fault">{text}</p> });
    let rows =
        (0..GRADES.max(recipe.grades.len() + 1)).map(|n| grade_row(page, n, recipe.grades.get(n))).collect_view();
    view! {
        <fieldset id="grades" tabindex="-1">
            <legend>{words::grades(lang)}</legend>
            <p class="hint">{words::grades_about(lang)}</p>
            {fault}
            <div class="table-box">
                <table class="data cards map-table">
                    <caption class="sr">{words::grades(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col"><span class="sr">{words::grades(lang)}</span></th>
                            <th scope="col">{words::letter(lang)}</th>
                            <th scope="col">{words::grade_zh(lang)}</th>
                            <th scope="col">{words::grade_en(lang)}</th>
                            <th scope="col">{words::at_least(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="hint">{common::optional(lang)}</p>
        </fieldset>
    }
}

fn grade_row(page: &Page, n: usize, grade: Option<&Grade>) -> impl IntoView + use<> {
    let lang = page.lang;
    let shown = n + 1;
    let stored = |field: fn(&Grade) -> String| grade.map(field).unwrap_or_default();
    let field = |part: &str| format!("grade.{n}.{part}");
    let letter = stored(|g| g.letter.clone());
    let zh = stored(|g| g.name.zh.clone());
    let en = stored(|g| g.name.en.clone());
    let at_least = stored(|g| g.at_least.to_string());
    view! {
        <tr>
            <th scope="row">{words::grade_row(lang, shown)}</th>
            <td data-label=words::letter(lang)>
                {cell(page, field("letter"), words::letter_of(lang, shown), &letter, "short")}
            </td>
            <td data-label=words::grade_zh(lang)>
                {cell(page, field("name_zh"), words::grade_zh_of(lang, shown), &zh, "")}
            </td>
            <td data-label=words::grade_en(lang)>
                {cell(page, field("name_en"), words::grade_en_of(lang, shown), &en, "")}
            </td>
            <td data-label=words::at_least(lang)>
                {cell(page, field("at_least"), words::at_least_of(lang, shown), &at_least, "short figure-in")}
            </td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use domain::{NodeDraft, Place};

    use super::*;

    fn tree() -> Instrument {
        let draft = |code: &str, parent: Option<&str>, weight: Option<f64>| NodeDraft {
            code: code.into(),
            parent: parent.map(str::to_owned),
            weight,
            place: Place::default(),
            ..NodeDraft::default()
        };
        Instrument::build(vec![draft("all", None, None), draft("law", Some("all"), Some(100.0))]).expect("a sound tree")
    }

    #[test]
    fn a_problem_of_an_indicator_leads_to_its_floor() {
        assert_eq!(field_id(&tree(), "law").as_deref(), Some("posts.law.floor"));
        assert_eq!(field_id(&tree(), "posts.law.target").as_deref(), Some("posts.law.target"));
        assert_eq!(field_id(&tree(), "all"), None);
        assert_eq!(field_id(&tree(), "grades").as_deref(), Some("grades"));
    }

    #[test]
    fn a_stored_share_is_typed_as_it_was() {
        assert_eq!(percentage(33.3 / 100.0), "33.3");
        assert_eq!(percentage(0.0), "0");
    }

    #[test]
    fn a_stored_scale_is_typed_as_it_was() {
        assert_eq!(scale(&Normalise::MinMax { lower: 0.0, upper: 1.5 }), ("0".into(), "1.5".into()));
        assert_eq!(scale(&Normalise::None), ("0".into(), "100".into()));
    }
}
