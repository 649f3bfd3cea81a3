//! The form in which fieldwork is opened: the names of its fields, and what was typed into them.

use crate::prelude::*;
use domain::{
    Lang,
    questionnaire::{Region, RegionLevel},
};
use service::fieldwork::{FieldworkChoices, FieldworkForm};

use crate::{
    components::field::{Choice, Select, TextField},
    locales::fieldwork as words,
    pages::{form, problems},
    request::Page,
    routes,
};

/// Each unit has a checkbox of its own: its name begins so, and ends with the code.
const UNIT: &str = "unit_";
/// The field that says how far the person is.
pub(super) const STEP: &str = "step";
/// They want to see the dates.
pub(super) const PLAN: &str = "plan";
/// They have seen the dates and open the fieldwork.
pub(super) const OPEN: &str = "open";

/// What was typed.
pub fn read(values: &[(String, String)]) -> FieldworkForm {
    let get =
        |name: &str| values.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
    FieldworkForm {
        period: get("period"),
        first_day: get("first_day"),
        last_day: get("last_day"),
        commissioner: get("commissioner"),
        start: get("start"),
        units: values.iter().filter_map(|(key, _)| key.strip_prefix(UNIT)).map(str::to_owned).collect(),
    }
}

/// Whether the person has seen the dates.
pub fn opens(values: &[(String, String)]) -> bool {
    values.iter().any(|(key, value)| key == STEP && value == OPEN)
}

/// What was typed, to be sent again with the confirmation.
pub(super) fn hidden(typed: &FieldworkForm) -> AnyView {
    let fields = [
        (STEP, OPEN),
        ("period", &typed.period),
        ("first_day", &typed.first_day),
        ("last_day", &typed.last_day),
        ("commissioner", &typed.commissioner),
        ("start", &typed.start),
    ];
    let fields = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned() /> })
        .collect_view();
    let units = typed
        .units
        .iter()
        .map(|code| view! { <input type="hidden" name=format!("{UNIT}{code}") value="yes" /> })
        .collect_view();
    view! {
        {fields}
        {units}
    }
}

/// The form, filled in with what was typed.
pub(super) fn fields(page: &Page, choices: &FieldworkChoices, regions: &[Region], typed: &FieldworkForm) -> AnyView {
    let lang = page.lang;
    let commissioners = std::iter::once(Choice::new("", words::choose(lang)))
        .chain(choices.commissioners.iter().map(|c| Choice::new(c.id.to_string(), c.name.get(lang))))
        .collect();
    let text = |name: &'static str, label: &'static str, hint: &'static str, value: &str| {
        view! {
            <TextField
                about=form::required(page, name, label).hint(hint)
                value=value.to_owned()
                class="middle"
                autocomplete="off"
            />
        }
    };
    view! {
        <form class="form" method="post" action=routes::open_fieldwork(choices.index.about.slug.as_str())>
            <input type="hidden" name=STEP value=PLAN />
            {text("period", words::period(lang), words::period_hint(lang), &typed.period)}
            {text("first_day", words::first_day(lang), words::day_hint(lang), &typed.first_day)}
            {text("last_day", words::last_day(lang), words::day_hint(lang), &typed.last_day)}
            <Select
                about=form::required(page, "commissioner", words::commissioner(lang))
                choices=commissioners
                value=typed.commissioner.clone()
            />
            {text("start", words::start(lang), words::start_hint(lang), &typed.start)}
            {units(page, regions, typed)}
            <div class="actions">
                <button class="btn primary">{words::show_dates(lang)}</button>
                <a href=routes::fieldworks(choices.index.about.slug.as_str())>{words::not_now(lang)}</a>
            </div>
        </form>
    }
}

/// The regions by how high they stand; whoever chose a county sees the counties.
fn units(page: &Page, regions: &[Region], typed: &FieldworkForm) -> AnyView {
    let lang = page.lang;
    let fault = page.form.problem("units").map(|problem| problems::sentence(lang, problem));
    let class = if fault.is_some() { "field has-fault" } else { "field" };
    let described_by = fault.is_some().then_some("units-fault");
    let fault = fault.map(|fault| view! { <p class="fault" id="units-fault">{fault}</p> });
    let levels = [RegionLevel::Prefecture, RegionLevel::County, RegionLevel::Province]
        .into_iter()
        .filter_map(|level| {
            let all: Vec<&Region> = regions.iter().filter(|region| region.level == level).collect();
            (!all.is_empty()).then(|| {
                let open = level == RegionLevel::Prefecture || all.iter().any(|r| typed.units.contains(&r.code));
                let boxes = all.iter().map(|region| checkbox(lang, region, typed)).collect_view();
                view! {
                    <details class="more" open=open>
                        <summary>{level_word(lang, level)}</summary>
                        <div class="choices across">{boxes}</div>
                    </details>
                }
            })
        })
        .collect_view();
    view! {
        <fieldset class=class id="units" tabindex="-1" aria-describedby=described_by>
            <legend>{words::units_choose(lang)}</legend>
            {fault}
            {levels}
        </fieldset>
    }
}

fn checkbox(lang: Lang, region: &Region, typed: &FieldworkForm) -> AnyView {
    let name = format!("{UNIT}{}", region.code);
    let chosen = typed.units.contains(&region.code);
    view! {
        <div class="choice">
            <input type="checkbox" id=name.clone() name=name.clone() value="yes" checked=chosen />
            <label for=name>{region.name.get(lang).to_owned()}</label>
        </div>
    }
}

const fn level_word(lang: Lang, level: RegionLevel) -> &'static str {
    match level {
        RegionLevel::Province => words::province(lang),
        RegionLevel::Prefecture => words::prefecture(lang),
        RegionLevel::County => words::county(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkbox_ticked_is_a_unit_chosen() {
        let values = [("period", "2025"), ("unit_140100", "yes"), ("unit_140200", "yes"), (STEP, PLAN)];
        let values = values.map(|(k, v)| (k.to_owned(), v.to_owned()));
        let form = read(&values);
        assert_eq!((form.period.as_str(), form.units), ("2025", vec!["140100".to_owned(), "140200".to_owned()]));
        assert!(!opens(&values));
    }
}
