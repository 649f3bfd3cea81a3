//! How complete the data are, by indicator and by unit, and how they spread.

use crate::prelude::*;
use domain::{Instrument, Lang};
use scoring::availability::Distribution;
use service::rounds::RoundDesk;

use super::super::node_name;
use crate::{
    components::{
        chart::histogram::{Histogram, Spark},
        table::{DataTable, Head},
    },
    locales::round as words,
    number,
    request::Page,
};

/// Units listed by name; those with the most gaps.
const UNITS: usize = 20;
/// Indicators named for one unit.
const NAMES: usize = 6;
/// Bins of the histogram of units.
const BINS: usize = 10;

/// The part of the page.
pub(super) fn section(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    view! {
        <section class="stack" id="data">
            <div class="head">
                <h2>{words::by_indicator(lang)}</h2>
                <span class="muted">{words::by_indicator_about(lang, desk.data.units.len())}</span>
            </div>
            {by_indicator(lang, &desk.instrument.instrument, &desk.distributions)}
            <div class="head">
                <h2>{words::by_unit(lang)}</h2>
                <span class="muted">{words::by_unit_about(lang)}</span>
            </div>
            {histogram(lang, &desk.availability_by_unit)}
            {by_unit(lang, desk)}
        </section>
    }
}

fn by_indicator(lang: Lang, tree: &Instrument, distributions: &[Distribution]) -> impl IntoView + use<> {
    let rows = distributions.iter().map(|d| indicator(lang, tree, d)).collect_view();
    let heads = vec![
        Head::text(words::indicator(lang)),
        Head::figure(words::has_data(lang)),
        Head::figure(words::share(lang)),
        Head::text(words::spread(lang)),
        Head::figure(words::minimum(lang)),
        Head::figure(words::median(lang)),
        Head::figure(words::maximum(lang)),
        Head::text(words::remark(lang)),
    ];
    view! {
        <DataTable caption=words::by_indicator(lang) heads=heads class="data" scroll=true>{rows}</DataTable>
    }
}

fn indicator(lang: Lang, tree: &Instrument, d: &Distribution) -> impl IntoView + use<> {
    let name = node_name(lang, tree, &d.indicator);
    let code = (name != d.indicator).then(|| view! { " " <span class="muted mono">{d.indicator.clone()}</span> });
    let share = d.present as f64 / (d.present + d.missing).max(1) as f64;
    let spark = d.quartiles.map(|_| {
        let counts = d.histogram.iter().map(|&n| u32::try_from(n).unwrap_or(u32::MAX)).collect();
        view! { <Spark label=words::spread_of(lang, &name) counts=counts /> }
    });
    let quartile = |i: usize| d.quartiles.map(|q| number::raw(q[i], 3));
    let remark = remark(lang, d, share).map(|text| view! { <span class="tag is-wait">{text}</span> });
    view! {
        <tr>
            <th scope="row">{name}{code}</th>
            <td class="num">{d.present}</td>
            <td class="num">{number::percent(share)}</td>
            <td>{spark}</td>
            <td class="num">{quartile(0)}</td>
            <td class="num">{quartile(2)}</td>
            <td class="num">{quartile(4)}</td>
            <td>{remark}</td>
        </tr>
    }
}

/// What deserves a look before anything is computed.
fn remark(lang: Lang, d: &Distribution, share: f64) -> Option<&'static str> {
    match d.distinct {
        0 => Some(words::empty_column(lang)),
        1 => Some(words::all_same(lang)),
        _ if share < 0.7 => Some(words::often_missing(lang)),
        2..5 if d.present >= 10 => Some(words::few_values(lang)),
        _ => None,
    }
}

fn histogram(lang: Lang, shares: &[f64]) -> impl IntoView + use<> {
    let complete = shares.iter().filter(|&&s| s >= 1.0).count();
    view! {
        <Histogram
            id="units-histogram"
            title=words::unit_histogram(lang)
            desc=words::unit_histogram_text(lang, complete, shares.len())
            counts=bins(shares)
            low=0.0
            high=100.0
            decimals=0
        />
        <p class="meta">{words::unit_histogram_text(lang, complete, shares.len())}</p>
    }
}

/// How many shares in `0..=1` lie in each tenth.
fn bins(shares: &[f64]) -> Vec<u32> {
    let mut counts = vec![0; BINS];
    for share in shares {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share in 0..=1")]
        let bin = (share * BINS as f64) as usize;
        counts[bin.min(BINS - 1)] += 1;
    }
    counts
}

fn by_unit(lang: Lang, desk: &RoundDesk) -> AnyView {
    let shares = &desk.availability_by_unit;
    let incomplete = least_complete(shares);
    if incomplete.is_empty() {
        return view! { <p>{words::all_complete(lang)}</p> }.into_any();
    }
    let complete = shares.len() - incomplete.len();
    let rows = incomplete.iter().take(UNITS).map(|&i| unit(lang, desk, i, shares[i])).collect_view();
    let heads = vec![
        Head::text(words::unit(lang)),
        Head::figure(words::share(lang)),
        Head::text(words::missing_indicators(lang)),
    ];
    let more = incomplete.len().saturating_sub(UNITS);
    let more = (more > 0).then(|| view! { <p class="meta">{words::more_units(lang, more)}</p> });
    let rest = (complete > 0).then(|| view! { <p class="meta">{words::complete_units(lang, complete)}</p> });
    view! {
        <DataTable caption=words::by_unit(lang) heads=heads>{rows}</DataTable>
        {more}
        {rest}
    }
    .into_any()
}

fn unit(lang: Lang, desk: &RoundDesk, at: usize, share: f64) -> impl IntoView + use<> {
    let tree = &desk.instrument.instrument;
    let missing: Vec<String> = desk
        .data
        .values
        .iter()
        .filter(|(_, column)| column.get(at).copied().flatten().is_none())
        .map(|(code, _)| node_name(lang, tree, code))
        .collect();
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    let names = missing[..missing.len().min(NAMES)].join(separator);
    let names = if missing.len() > NAMES { words::and_more(lang, names, missing.len()) } else { names };
    view! {
        <tr>
            <th scope="row">{desk.data.units[at].name.get(lang).to_owned()}</th>
            <td class="num" data-label=words::share(lang)>{number::percent(share)}</td>
            <td data-label=words::missing_indicators(lang)>{names}</td>
        </tr>
    }
}

/// Positions of the units with gaps, the least complete first; equal ones in the order of the table.
fn least_complete(shares: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..shares.len()).filter(|&i| shares[i] < 1.0).collect();
    order.sort_by(|&a, &b| shares[a].total_cmp(&shares[b]));
    order
}

#[cfg(test)]
mod tests {
    use scoring::availability::describe;

    use super::*;

    #[test]
    fn the_least_complete_units_stand_first() {
        assert_eq!(least_complete(&[1.0, 0.5, 0.2, 0.5]), [2, 1, 3]);
    }

    #[test]
    fn a_complete_unit_lies_in_the_last_bin() {
        assert_eq!(bins(&[0.0, 0.99, 1.0]), [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    }

    #[test]
    fn a_column_that_cannot_tell_units_apart_is_remarked() {
        let remark = |values: &[Option<f64>]| {
            let d = describe("x", values);
            remark(Lang::En, &d, d.present as f64 / values.len() as f64)
        };
        assert_eq!(remark(&[None, None]), Some("No data"));
        assert_eq!(remark(&[Some(1.0), Some(1.0)]), Some("All values equal"));
        assert_eq!(remark(&[Some(1.0), None, None]), Some("All values equal"));
        assert_eq!(remark(&[Some(1.0), Some(2.0), None]), Some("Over 30% missing"));
        assert_eq!(remark(&[Some(1.0), Some(2.0), Some(3.0)]), None);
    }
}
