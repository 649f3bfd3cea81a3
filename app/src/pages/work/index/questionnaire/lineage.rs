//! What became of each item since the version before.

use crate::prelude::*;
use domain::{
    Lang,
    questionnaire::lineage::{Change, Fate, ItemLineage},
};

use crate::{
    components::table::{DataTable, Head},
    locales::{filing, questionnaire as words},
};

/// Items that changed, came or went; the others are counted.
pub(super) fn section(lang: Lang, before: u32, items: &[ItemLineage]) -> AnyView {
    let same = items.iter().filter(|item| item.fate == Fate::Same).count();
    let rows = items.iter().filter(|item| item.fate != Fate::Same).map(|item| row(lang, item)).collect_view();
    let heads =
        vec![Head::text(filing::item(lang)), Head::text(words::fate(lang)), Head::text(words::comparable(lang))];
    let table = (same < items.len()).then(
        || view! { <DataTable caption=words::lineage(lang, before) heads=heads class="data cards top">{rows}</DataTable> },
    );
    view! {
        <section class="stack" aria-labelledby="lineage">
            <div class="head"><h2 id="lineage">{words::lineage(lang, before)}</h2></div>
            <p class="meta">{words::lineage_about(lang, same)}</p>
            {table}
        </section>
    }
    .into_any()
}

fn row(lang: Lang, item: &ItemLineage) -> AnyView {
    let comparable = match item.fate.is_comparable() {
        Some(true) => words::comparable_yes(lang),
        Some(false) => words::comparable_no(lang),
        None => "–",
    };
    view! {
        <tr>
            <th scope="row">{format!("{} {}", item.code, item.name.get(lang))}</th>
            <td data-label=words::fate(lang)>{fate(lang, &item.fate)}</td>
            <td data-label=words::comparable(lang)>{comparable}</td>
        </tr>
    }
    .into_any()
}

fn fate(lang: Lang, fate: &Fate) -> String {
    match fate {
        Fate::Same => words::fate_same(lang).to_owned(),
        Fate::New => words::fate_new(lang).to_owned(),
        Fate::Gone => words::fate_gone(lang).to_owned(),
        Fate::Changed(changes) => {
            let labels: Vec<String> =
                changes.iter().map(|change: &Change| change.label().get(lang).to_owned()).collect();
            words::fate_changed(lang, labels.join(words::list_comma(lang)))
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    fn item(code: &str, fate: Fate) -> ItemLineage {
        ItemLineage { code: code.into(), name: Text::new("甲", "A"), fate }
    }

    #[test]
    fn what_stayed_is_counted_and_what_changed_is_listed() {
        let items = [
            item("A1", Fate::Same),
            item("A2", Fate::Changed([Change::Scoring, Change::Weight].into())),
            item("A3", Fate::Gone),
        ];
        let html = section(Lang::Zh, 3, &items).to_html();
        assert!(
            html.contains("A2") && html.contains("计分") && html.contains(words::comparable_no(Lang::Zh)),
            "{html}"
        );
        assert!(html.contains("A3") && !html.contains("A1"), "{html}");
        assert!(!section(Lang::En, 3, &items[..1]).to_html().contains("<table"));
    }
}
