//! How far the ranks of a round can be trusted: intervals, who is ahead of whom, which choice matters, what
//! one indicator or unit does, and how indicators hang together.

mod correlations;
mod dominance;
mod drivers;
mod imputation;
mod intervals;
mod other_methods;
#[cfg(test)]
mod tests;
mod without;

use std::collections::BTreeMap;

use crate::prelude::*;
use domain::{
    Lang, Problem,
    recipe::{Robustness as Varied, WeightDraw},
};
use service::robustness::{self as service_robustness, Found, RobustnessDesk};

use super::{super::node_name, name, result::with_names_of, round_crumbs};
use crate::{
    components::note::{Note, Tone},
    locales::robustness as words,
    number,
    pages::{frame, gate, problems},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Robustness() -> impl IntoView {
    let (slug, period) = (gate::path_param("slug"), gate::path_param("period"));
    gate::member(move |page, actor| async move {
        let desk = service_robustness::open_robustness(&page.services, &actor, &slug, &period).await?;
        Ok(show(&page, &desk))
    })
}

fn show(page: &Page, desk: &RobustnessDesk) -> AnyView {
    let lang = page.lang;
    let (index, period) = (&desk.index.about, &desk.round.period);
    let title = words::title(lang);
    let of = name(lang, index, period);
    let report = Report::of(lang, desk);
    let body = view! {
        {round_crumbs(page, index, period, Some(title.to_owned()))}
        <section class="stack">
            <p class="eyebrow">{of.clone()}</p>
            <h1>{title}</h1>
            {head(&report)}
        </section>
        {parts(&report)}
    };
    frame::work(page, &format!("{title} · {of}"), body)
}

/// What all parts of the page need.
struct Report<'a> {
    lang: Lang,
    desk: &'a RobustnessDesk,
    units: BTreeMap<&'a str, &'a str>,
}

impl<'a> Report<'a> {
    fn of(lang: Lang, desk: &'a RobustnessDesk) -> Self {
        let units = desk.units.iter().map(|unit| (unit.code.as_str(), unit.name.get(lang))).collect();
        Self { lang, desk, units }
    }

    /// The name of a unit; its code where nobody knows it.
    fn unit(&self, code: &str) -> String {
        self.units.get(code).map_or(code, |name| *name).to_owned()
    }

    /// The name of an indicator or dimension by its code.
    fn node(&self, code: &str) -> String {
        node_name(self.lang, &self.desk.instrument, code)
    }

    /// The same by its position.
    fn node_at(&self, position: usize) -> String {
        self.desk.instrument.nodes().get(position).map_or_else(String::new, |node| node.name.get(self.lang).to_owned())
    }

    /// Reasons with names in the place of codes.
    fn reasons(&self, reasons: &[Problem]) -> AnyView {
        let nodes = self.desk.instrument.nodes().iter().map(|node| (node.code.as_str(), &node.name));
        let units = self.desk.units.iter().map(|unit| (unit.code.as_str(), &unit.name));
        problems::list(self.lang, &with_names_of(nodes.chain(units), reasons)).into_any()
    }

    /// `甲、乙`.
    fn list(&self, names: &[String]) -> String {
        names.join(words::comma(self.lang))
    }
}

/// What is done, how often, and with what.
fn head(report: &Report<'_>) -> AnyView {
    let Report { lang, desk, .. } = *report;
    match &desk.found {
        Ok(found) => {
            let runs = found.intervals.runs;
            let failed = match runs.failed {
                0 => words::none_failed(lang).to_owned(),
                n => words::failed(lang, n),
            };
            view! {
                <p class="lede">{words::lede(lang, runs.done, failed)}</p>
                {sections(lang, found)}
                {standard(lang, desk)}
                {what_varies(lang, desk)}
            }
        }
        Err(reasons) => view! {
            {standard(lang, desk)}
            <Note tone=Tone::Fault>
                <p><b>{words::refused(lang)}</b></p>
                <p>{words::refused_about(lang)}</p>
            </Note>
            {report.reasons(reasons)}
        },
    }
}

/// What is found.
fn parts(report: &Report<'_>) -> Option<AnyView> {
    let found: &Found = report.desk.found.as_ref().ok()?;
    Some(view! {
        {intervals::section(report, &found.intervals)}
        {dominance::section(report, &found.intervals)}
        {drivers::section(report, &found.drivers)}
        {without::section(report, &found.without_indicators, found.without_units.as_deref())}
        {imputation::section(report, &found.imputation)}
        {other_methods::section(report, &found.other_methods)}
        {correlations::section(report, &found.structure)}
    })
}

/// Links to the parts of the page.
fn sections(lang: Lang, found: &Found) -> AnyView {
    // Only a recipe that imputes something has that part.
    let imputes = !matches!(found.imputation, Ok(None));
    let items = [
        Some(("#intervals", words::intervals(lang))),
        Some(("#dominance", words::dominance(lang))),
        Some(("#drivers", words::drivers(lang))),
        Some(("#without", words::without_indicators(lang))),
        imputes.then(|| ("#imputation", crate::locales::imputation::title(lang))),
        Some(("#other-methods", crate::locales::other_methods::title(lang))),
        Some(("#correlations", words::correlations(lang))),
    ];
    let items =
        items.into_iter().flatten().map(|(href, word)| view! { <li><a href=href>{word}</a></li> }).collect_view();
    view! { <nav class="tabs" aria-label=words::sections(lang)><ul>{items}</ul></nav> }
}

/// That the recipe asks for nothing, and the standard check stands in.
fn standard(lang: Lang, desk: &RobustnessDesk) -> Option<AnyView> {
    let recipe = to_recipe(lang, desk);
    desk.standard.then(|| {
        view! {
            <Note tone=Tone::Wait>
                <p><b>{words::standard(lang)}</b></p>
                <p>{words::standard_about(lang)} " " {recipe}</p>
            </Note>
        }
    })
}

fn to_recipe(lang: Lang, desk: &RobustnessDesk) -> AnyView {
    let href = routes::round_method(desk.index.about.slug.as_str(), &desk.round.period);
    view! { <a href=href>{words::to_recipe(lang)}</a> }
}

fn what_varies(lang: Lang, desk: &RobustnessDesk) -> AnyView {
    let varied = varied(lang, &desk.varied);
    if varied.is_empty() {
        let recipe = to_recipe(lang, desk);
        return view! { <Note tone=Tone::Wait><p>{words::varied_nothing(lang)} " " {recipe}</p></Note> };
    }
    let items = varied.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <details class="more" open>
            <summary>{words::varied(lang)}</summary>
            <ul>{items}</ul>
        </details>
    }
}

/// Everything that is varied, a line each.
fn varied(lang: Lang, asked: &Varied) -> Vec<String> {
    let weights = asked.weights.map(|draw| drawn(lang, draw));
    let by_level = asked.weights_at.iter().map(|(depth, draw)| words::varied_at(lang, depth, drawn(lang, *draw)));
    let others = |n: usize, words: fn(Lang, usize) -> String| (n > 0).then(|| words(lang, n));
    let rest = [
        others(asked.normalise.len(), words::varied_normalise),
        others(asked.aggregate.len(), words::varied_aggregate),
        others(asked.impute.len(), words::varied_impute),
        others(asked.treat.len(), words::varied_treat),
        asked.leave_one_out.then(|| words::varied_leave_one_out(lang).to_owned()),
        asked.sampling.then(|| words::varied_sampling(lang).to_owned()),
        asked.raters.then(|| words::varied_raters(lang).to_owned()),
    ];
    weights.into_iter().chain(by_level).chain(rest.into_iter().flatten()).collect()
}

fn drawn(lang: Lang, draw: WeightDraw) -> String {
    match draw {
        WeightDraw::Uniform { share } => words::varied_weights(lang, number::percent(share)),
        WeightDraw::Dirichlet { concentration } => words::varied_dirichlet(lang, number::raw(concentration, 2)),
    }
}
