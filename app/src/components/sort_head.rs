//! Sorting by links: column heads and, for phones, where a row is a card and heads are not seen, a list.

use crate::prelude::*;

/// How a column is sorted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    /// Small to large.
    Ascending,
    /// Large to small.
    Descending,
}

/// A `<th>` whose link sorts the table by its column.
#[component]
pub fn SortHead(
    /// The head.
    #[prop(into)]
    text: String,
    /// The URL that sorts by this column, or turns the order round.
    #[prop(into)]
    href: String,
    /// The present order, if this column is the sorted one.
    #[prop(optional_no_strip)]
    sorted: Option<Sorted>,
    /// Classes: `num`, `rank`, `dim` …
    #[prop(into, optional)]
    class: String,
    /// A second line: the unit of the figures.
    #[prop(into, optional)]
    unit: String,
) -> impl IntoView {
    let order = sorted.map(|s| match s {
        Sorted::Ascending => "ascending",
        Sorted::Descending => "descending",
    });
    let unit = (!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> });
    view! {
        <th scope="col" class=class aria-sort=order>
            <a href=href>{text}</a>
            {unit}
        </th>
    }
}

/// A column that a list can be sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortOption {
    /// What following the link does: the name of the column, or to turn the present order round.
    pub text: String,
    /// The URL that does it.
    pub href: String,
    /// Whether the list is sorted by this column now.
    pub current: bool,
}

/// The order as a list of links that opens on a touch or a key. The style sheet shows it on phones only.
#[component]
pub fn SortChoice(
    /// The present order, in words.
    #[prop(into)]
    now: String,
    /// The columns.
    options: Vec<SortOption>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|o| view! { <li><a href=o.href aria-current=o.current.then_some("true")>{o.text}</a></li> })
        .collect_view();
    view! {
        <details class="sort-choice">
            <summary>{now}</summary>
            <ul>{options}</ul>
        </details>
    }
}
