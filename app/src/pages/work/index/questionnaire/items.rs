//! All items: those that weigh by their dimension, then those outside the weights.

use crate::prelude::*;
use domain::{Instrument, Lang, Questionnaire, questionnaire::Item};

use super::{anchor, columns, item};
use crate::{locales::questionnaire as words, number};

pub(super) fn section(lang: Lang, questionnaire: &Questionnaire, tree: &Instrument) -> AnyView {
    let dimensions = questionnaire
        .dimensions
        .iter()
        .filter_map(|dimension| {
            let items: Vec<&Item> = questionnaire
                .items
                .iter()
                .filter(|item| item.weighs() && item.parent.as_deref() == Some(&dimension.code))
                .collect();
            let title = words::in_dimension(lang, &dimension.code, dimension.name.get(lang));
            let shares = tree.position(&dimension.code).map(|at| {
                let of_all = number::fixed(tree.effective_weight(at) * 100.0, 2);
                view! { <span class="meta">{words::share_of_total(lang, of_all)}</span> }
            });
            (!items.is_empty()).then(|| {
                view! {
                    <div class="head"><h3>{title}</h3>{shares}</div>
                    {articles(lang, questionnaire, tree, &items)}
                }
            })
        })
        .collect_view();
    let outside: Vec<&Item> = questionnaire.items.iter().filter(|item| !item.weighs()).collect();
    let outside = (!outside.is_empty()).then(|| {
        view! {
            <div class="head" id=anchor::OUTSIDE><h3>{words::outside(lang)}</h3></div>
            {articles(lang, questionnaire, tree, &outside)}
        }
    });
    view! {
        <section class="stack" id=anchor::ITEMS>
            <div class="head"><h2>{words::items(lang)}</h2></div>
            <p>{words::items_about(lang)}</p>
            {columns::common(lang, questionnaire)}
            {dimensions}
            {outside}
        </section>
    }
}

fn articles(lang: Lang, questionnaire: &Questionnaire, tree: &Instrument, items: &[&Item]) -> AnyView {
    let articles = items.iter().map(|item| item::article(lang, questionnaire, tree, item)).collect_view();
    view! { <div class="items">{articles}</div> }
}
