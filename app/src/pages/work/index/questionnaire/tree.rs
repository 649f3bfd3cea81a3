//! The tree of dimensions and items with their weights, and who leads each.

use crate::prelude::*;
use domain::{Direction, Instrument, Lang, Questionnaire, questionnaire::Item};

use super::{anchor, department, item_anchor, kind};
use crate::{
    components::table::{DataTable, Head},
    locales::{questionnaire as words, upload},
    number,
};

pub(super) fn section(lang: Lang, questionnaire: &Questionnaire, tree: &Instrument) -> AnyView {
    let rows = (0..tree.len()).map(|at| row(lang, questionnaire, tree, at)).collect_view();
    let heads = vec![
        Head::text(upload::name(lang)),
        Head::figure(upload::weight_of_parent(lang)),
        Head::figure(upload::weight_of_all(lang)),
        Head::text(words::kind(lang)),
        Head::text(words::direction(lang)),
        Head::text(upload::unit(lang)),
        Head::text(words::lead(lang)),
    ];
    view! {
        <section class="stack" id=anchor::TREE>
            <div class="head"><h2>{words::tree(lang)}</h2></div>
            <p>{words::tree_about(lang)}</p>
            <DataTable caption=words::tree(lang) heads=heads class="data tree wordy" scroll=true>{rows}</DataTable>
        </section>
    }
}

fn row(lang: Lang, questionnaire: &Questionnaire, tree: &Instrument, at: usize) -> AnyView {
    let node = &tree.nodes()[at];
    let level = format!("lv{}", tree.depth(at).min(5));
    let name = node.name.get(lang).to_owned();
    // The root bears the identifier of the questionnaire, which says nothing here.
    let inner = tree.parent(at).is_some();
    let code = inner.then(|| view! { " " <span class="code">{node.code.clone()}</span> });
    let share = inner.then(|| number::raw(node.weight, 4));
    let of_all = number::fixed(tree.effective_weight(at) * 100.0, 2);
    let subjective = questionnaire
        .dimensions
        .iter()
        .any(|dimension| dimension.code == node.code && dimension.subjective)
        .then(|| view! { " " <span class="tag">{words::subjective(lang)}</span> });
    let item = questionnaire.item(&node.code);
    let name = match item {
        Some(item) => view! { <a href=format!("#{}", item_anchor(&item.code))>{name}</a> },
        None => name.into_any(),
    };
    view! {
        <tr class=level>
            <th scope="row" class="node">{name}{code}{subjective}</th>
            <td class="num" data-label=upload::weight_of_parent(lang)>{share}</td>
            <td class="num" data-label=upload::weight_of_all(lang)>{of_all}</td>
            {of_item(lang, questionnaire, item)}
        </tr>
    }
}

/// The cells that only items fill.
fn of_item(lang: Lang, questionnaire: &Questionnaire, item: Option<&Item>) -> AnyView {
    let direction = item.map(|item| match item.direction() {
        Direction::Positive => upload::positive(lang),
        Direction::Negative => upload::negative(lang),
    });
    let unit = item.and_then(|item| item.unit.as_ref()).map(|unit| unit.get(lang).to_owned());
    view! {
        <td data-label=words::kind(lang)>{item.map(|item| kind(lang, &item.kind))}</td>
        <td data-label=words::direction(lang)>{direction}</td>
        <td data-label=upload::unit(lang)>{unit}</td>
        <td data-label=words::lead(lang)>{item.map(|item| department(lang, questionnaire, &item.lead))}</td>
    }
}
