//! The method of a round: its recipe is chosen step by step, and tried before it is saved.

mod aggregate;
mod ask;
mod cells;
mod choices;
mod normalise;
mod preview;
mod rest;
mod robustness;
mod select;
mod summary;
mod tables;
mod values;
mod weight;

use crate::prelude::*;
use domain::{Instrument, Lang};
use service::method::{self, MethodDesk};

use self::ask::Ask;
use super::round_crumbs;
use crate::{
    islands::preview_on_change::{PreviewOnChange, PreviewWords},
    locales::recipe as words,
    pages::{form, frame, gate},
    recipe_form::{ACTION, PREVIEW},
    request::Page,
    routes,
};

pub(super) use summary::section as summary;

/// The page.
#[component]
pub fn Method() -> impl IntoView {
    let (slug, period) = (gate::path_param("slug"), gate::path_param("period"));
    gate::member(move |page, actor| async move {
        let desk = method::open_method(&page.services, &actor, &slug, &period).await?;
        Ok(show(&page, &desk))
    })
}

fn show(page: &Page, desk: &MethodDesk) -> AnyView {
    let lang = page.lang;
    let index = &desk.index.about;
    let period = &desk.round.period;
    let title = words::title(lang, index.name.get(lang), period);
    let tree = &desk.instrument.instrument;
    let body = view! {
        {round_crumbs(page, index, period, Some(words::crumb(lang).to_owned()))}
        <section class="stack">
            {form::summary_with(page, &|field| field_id(tree, field))}
            <h1>{title.clone()}</h1>
            <p>{words::about(lang)}</p>
            {of_questionnaire(lang, desk)}
            {steps(lang, desk)}
            <div class="method">
                {recipe_form(page, desk)}
                {preview::section(page, desk)}
            </div>
        </section>
    };
    frame::work(page, &title, body)
}

/// What a questionnaire says is not chosen again here.
fn of_questionnaire(lang: Lang, desk: &MethodDesk) -> Option<impl IntoView + use<>> {
    let href = routes::work_instrument(desk.index.about.slug.as_str());
    desk.round.recipe.follows_questionnaire().then(|| {
        view! {
            <p>{words::of_questionnaire(lang)} " " <a href=href>{words::of_questionnaire_link(lang)}</a></p>
        }
    })
}

/// A step of the page: its anchor, its heading, and whether a questionnaire leaves it free.
struct Step {
    id: &'static str,
    heading: fn(Lang) -> &'static str,
    free: bool,
    show: fn(&Ask<'_>) -> AnyView,
}

const STEPS: [Step; 8] = [
    Step { id: "step-select", heading: words::step_select, free: false, show: select::step },
    Step { id: "step-impute", heading: words::step_impute, free: true, show: values::impute },
    Step { id: "step-treat", heading: words::step_treat, free: false, show: values::treat },
    Step { id: "step-normalise", heading: words::step_normalise, free: false, show: normalise::step },
    Step { id: "step-weight", heading: words::step_weight, free: true, show: weight::step },
    Step { id: "step-aggregate", heading: words::step_aggregate, free: true, show: aggregate::step },
    Step { id: "step-rest", heading: words::step_rest, free: true, show: rest::step },
    Step { id: "step-robustness", heading: words::step_robustness, free: true, show: robustness::step },
];

fn chosen_here(desk: &MethodDesk) -> impl Iterator<Item = &'static Step> + use<> {
    let fixed = desk.round.recipe.follows_questionnaire();
    STEPS.iter().filter(move |step| step.free || !fixed)
}

fn steps(lang: Lang, desk: &MethodDesk) -> impl IntoView + use<> {
    let items = chosen_here(desk)
        .map(|step| view! { <li><a href=format!("#{}", step.id)>{(step.heading)(lang)}</a></li> })
        .collect_view();
    view! { <nav class="tabs" aria-label=words::steps(lang)><ul>{items}</ul></nav> }
}

fn recipe_form(page: &Page, desk: &MethodDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let ask = Ask::new(page, desk);
    let action = routes::round_method(desk.index.about.slug.as_str(), &desk.round.period);
    let there = format!("{action}#preview");
    let sections = chosen_here(desk)
        .map(|step| {
            view! {
                <section class="form wide" id=step.id>
                    <div class="head"><h2>{(step.heading)(lang)}</h2></div>
                    {(step.show)(&ask)}
                </section>
            }
        })
        .collect_view();
    let live = PreviewWords {
        busy: words::preview_busy(lang).into(),
        done: words::preview_done(lang).into(),
        failed: words::preview_failed(lang).into(),
    };
    view! {
        <form class="form wide" method="post" action=action>
            {sections}
            <div class="actions">
                <button class="btn primary">{words::save(lang)}</button>
                <button class="btn" name=ACTION value=PREVIEW formaction=there>{words::preview(lang)}</button>
                <PreviewOnChange words=live />
            </div>
        </form>
    }
}

/// The field a problem is about. The engine names indicators and parts of the recipe; some fields are called otherwise.
fn field_id(tree: &Instrument, field: &str) -> Option<String> {
    const GROUPS: [&str; 5] = [
        "select.denominators",
        "robustness.normalise",
        "robustness.aggregate",
        "robustness.impute",
        "robustness.treat",
    ];
    const OTHERS: [&str; 22] = [
        "select",
        "impute",
        "treat",
        "normalise",
        "lower",
        "upper",
        "full",
        "z",
        "efficacy",
        "reference",
        "posts",
        "target",
        "bands",
        "weight",
        "ahp",
        "aggregate",
        "aggregate_at",
        "missing",
        "coverage",
        "decimals",
        "grade",
        "robustness",
    ];
    if field == "grades" {
        return Some(field.to_owned());
    }
    if tree.position(field).is_some_and(|node| tree.is_indicator(node)) {
        return Some(format!("posts.{field}.floor"));
    }
    match field {
        // Without a field of their own.
        "subjective" => return Some("aggregate".to_owned()),
        "select" => return Some("select.exclude".to_owned()),
        _ => {}
    }
    if let Some(group) = GROUPS.iter().find(|group| is_within(field, group)) {
        // The number of another method has a field; the engine counts the methods, and there the group is meant.
        let own_number = group.starts_with("robustness") && field.matches('.').count() > 2;
        return Some(if own_number { field } else { group }.to_owned());
    }
    OTHERS.iter().any(|name| is_within(field, name)).then(|| field.to_owned())
}

/// Whether a field is this one or a part of it.
fn is_within(field: &str, name: &str) -> bool {
    field.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
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
    fn a_problem_leads_to_a_field_that_is_there() {
        for (field, id) in [
            ("law", Some("posts.law.floor")),
            ("posts.law.target", Some("posts.law.target")),
            ("all", None),
            ("grades", Some("grades")),
            ("grade.0.letter", Some("grade.0.letter")),
            ("aggregate_at.1", Some("aggregate_at.1")),
            ("robustness.normalise.2", Some("robustness.normalise")),
            ("robustness.runs", Some("robustness.runs")),
            ("robustness.normalise.min-max.upper", Some("robustness.normalise.min-max.upper")),
            ("robustness.weights_at.0", Some("robustness.weights_at.0")),
            ("select.denominators.law", Some("select.denominators")),
            ("subjective", Some("aggregate")),
            ("law · tai", None),
            ("version", None),
            ("", None),
        ] {
            assert_eq!(field_id(&tree(), field).as_deref(), id, "{field}");
        }
    }
}
