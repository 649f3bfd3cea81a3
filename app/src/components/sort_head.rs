//! A column head that sorts by a link.

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
