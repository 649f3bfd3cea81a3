//! Tables with a row an indicator and fields in their cells.

use crate::prelude::*;
use domain::Instrument;

use super::ask::Ask;
use crate::{locales::recipe as words, number};

/// A column of fields: its head, what a field of it is called, its label for those who hear the page, and its class.
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) name: fn(&str) -> String,
    pub(super) label: fn(domain::Lang, &str) -> String,
    pub(super) class: &'static str,
}

/// A field in a cell of a table, its label for those who hear the page, and its fault under it.
pub(super) fn cell(ask: &Ask<'_>, name: String, label: String, class: &'static str) -> impl IntoView + use<> {
    let value = ask.value(&name);
    let fault_id = format!("{name}-fault");
    let problem = ask.fault(&name);
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

/// A row an indicator, with what was observed.
pub(super) fn by_indicator(ask: &Ask<'_>, caption: &'static str, columns: &[Column]) -> impl IntoView + use<> {
    let lang = ask.lang;
    let tree = ask.tree();
    let heads = columns.iter().map(|column| view! { <th scope="col">{column.head}</th> }).collect_view();
    let rows = tree.indicators().map(|node| row(ask, tree, node, columns)).collect_view();
    view! {
        <div class="table-box">
            <table class="data cards map-table">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::indicator(lang)}</th>
                        <th scope="col">{words::observed(lang)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(ask: &Ask<'_>, tree: &Instrument, node: usize, columns: &[Column]) -> impl IntoView + use<> {
    let lang = ask.lang;
    let node = &tree.nodes()[node];
    let name = node.name.get(lang).to_owned();
    let distribution = ask.desk.distributions.iter().find(|d| d.indicator == node.code);
    let observed = distribution
        .and_then(|d| d.quartiles)
        .map(|[min, _, _, _, max]| words::range(lang, number::raw(min, 3), number::raw(max, 3)));
    // What the engine says about an indicator is filed under its code.
    let fault = ask.fault(&node.code).map(|text| view! { <p class="fault">{text}</p> });
    let fields = columns
        .iter()
        .map(|column| {
            let field = cell(ask, (column.name)(&node.code), (column.label)(lang, &name), column.class);
            view! { <td data-label=column.head>{field}</td> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{name.clone()}{fault}</th>
            <td data-label=words::observed(lang) class="figure muted">{observed}</td>
            {fields}
        </tr>
    }
}
