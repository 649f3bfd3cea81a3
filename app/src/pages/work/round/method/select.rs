//! Which indicators and units are scored.

use crate::prelude::*;

use super::ask::{Ask, more};
use crate::{components::field::TextArea, locales::recipe as words, number, recipe_form::YES};

pub(super) fn step(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let open = ask.any_ticked("exclude") || ask.fault_within("select.exclude").is_some();
    let divided = !ask.value("select.denominators").is_empty() || ask.fault_within("select.denominators").is_some();
    let denominators = ask
        .about("select.denominators", words::denominators(lang))
        .hint(words::denominators_hint(lang))
        .fault(ask.fault_within("select.denominators"));
    let typed = ask.value("select.denominators");
    view! {
        <p>{words::select_about(lang)}</p>
        {more(open, words::exclude(lang), exclude(ask))}
        <div class="row end">
            {ask.figure("select.indicator_available", words::indicator_available(lang))}
            {ask.figure("select.indicator_non_zero", words::indicator_non_zero(lang))}
            {ask.figure("select.indicator_unique", words::indicator_unique(lang))}
        </div>
        <p class="hint">{words::unique_hint(lang)}</p>
        <div class="row end">
            {ask.figure("select.unit_available", words::unit_available(lang))}
            {ask.figure("select.unit_non_zero", words::unit_non_zero(lang))}
            <p class="hint">{words::available_hint(lang)}</p>
        </div>
        {more(divided, words::denominators(lang), view! { <TextArea about=denominators value=typed rows=3 /> })}
    }
}

/// A box an indicator, with how much of it there is.
fn exclude(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let tree = ask.tree();
    let rows = tree.indicators().map(|node| {
        let node = &tree.nodes()[node];
        let label = node.name.get(lang).to_owned();
        let distribution = ask.desk.distributions.iter().find(|d| d.indicator == node.code);
        let present = distribution.map(|d| number::percent(d.present as f64 / (d.present + d.missing).max(1) as f64));
        let name = format!("exclude.{}", node.code);
        let checked = ask.ticked(&name);
        view! {
            <tr>
                <th scope="row">{label.clone()}</th>
                <td data-label=words::available(lang) class="num">{present}</td>
                <td data-label=words::exclude_head(lang)>
                    <input
                        type="checkbox"
                        id=name.clone()
                        name=name
                        value=YES
                        checked=checked
                        aria-label=words::exclude_this(lang, label)
                    />
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let fault = ask.fault_within("select.exclude").map(|text| view! { <p class="fault">{text}</p> });
    view! {
        <fieldset id="select.exclude" tabindex="-1">
            <legend class="sr">{words::exclude(lang)}</legend>
            <p class="hint">{words::exclude_about(lang)}</p>
            {fault}
            <div class="table-box">
                <table class="data cards map-table">
                    <caption class="sr">{words::exclude(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::indicator(lang)}</th>
                            <th scope="col" class="num">{words::available(lang)}</th>
                            <th scope="col">{words::exclude_head(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </fieldset>
    }
}
