//! The rank of each unit over all runs, drawn on one axis.

use crate::prelude::*;
use scoring::robustness::{Intervals, UnitRanks};

use super::Report;
use crate::{
    components::chart::{
        Scale,
        dot::DotAxis,
        ranks::{Ranks, rank_scale},
    },
    locales::robustness as words,
    number,
};

/// Columns of the table, for what spans them.
const COLUMNS: usize = 6;

/// The part of the page.
pub(super) fn section(report: &Report<'_>, found: &Intervals) -> AnyView {
    let lang = report.lang;
    let body = if found.units.is_empty() {
        view! { <p>{words::intervals_none(lang)}</p> }
    } else {
        view! {
            <p>{words::intervals_about(lang, number::percent(found.interval))} " " {sentences(report, &found.units)}</p>
            {table(report, found)}
        }
    };
    view! {
        <section class="stack" id="intervals">
            <div class="head"><h2>{words::intervals(lang)}</h2></div>
            {body}
        </section>
    }
}

/// What there is to see, in words: how many bands, who is least certain, how many never move.
fn sentences(report: &Report<'_>, units: &[UnitRanks]) -> String {
    let lang = report.lang;
    let bands = units.iter().map(|unit| unit.interval.band).max().unwrap_or_default();
    let fixed = units.iter().filter(|unit| unit.interval.best == unit.interval.worst).count();
    // The first of equally uncertain ones.
    let widest =
        units.iter().rev().max_by_key(|unit| unit.interval.worst - unit.interval.best.min(unit.interval.worst));
    let widest = widest
        .filter(|unit| unit.interval.worst > unit.interval.best)
        .map(|unit| words::intervals_widest(lang, report.unit(&unit.code), unit.interval.best, unit.interval.worst));
    let fixed = (fixed > 0).then(|| words::intervals_fixed(lang, fixed));
    let all = std::iter::once(words::intervals_bands(lang, bands)).chain(widest).chain(fixed);
    all.collect::<Vec<_>>().join(" ")
}

fn table(report: &Report<'_>, found: &Intervals) -> AnyView {
    let lang = report.lang;
    let last = found.units.iter().map(|unit| unit.rank.max(unit.interval.worst)).max().unwrap_or(1);
    let scale = rank_scale(last);
    let bands = found
        .units
        .chunk_by(|a, b| a.interval.band == b.interval.band)
        .map(|units| band(report, units, scale))
        .collect_view();
    view! {
        <div class="table-box scroll" role="region" tabindex="0" aria-label=words::intervals(lang)>
            <table class="data dense intervals">
                <caption class="sr">{words::intervals(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="num">{words::rank(lang)}</th>
                        <th scope="col">{words::unit(lang)}</th>
                        <th scope="col" class="plot"><DotAxis scale=scale label=words::axis(lang) /></th>
                        <th scope="col" class="num">{words::interval(lang)}</th>
                        <th scope="col" class="num">{words::median(lang)}</th>
                        <th scope="col" class="num wide">{words::mean(lang)}</th>
                    </tr>
                </thead>
                {bands}
            </table>
        </div>
    }
}

/// The units of a band, under its name.
fn band(report: &Report<'_>, units: &[UnitRanks], scale: Scale) -> AnyView {
    let lang = report.lang;
    let number = units.first().map_or(0, |unit| unit.interval.band);
    let class = if number.is_multiple_of(2) { "band even" } else { "band" };
    let rows = units.iter().map(|unit| row(report, unit, scale)).collect_view();
    view! {
        <tbody class=class>
            <tr class="band-head">
                <th scope="rowgroup" colspan=COLUMNS.to_string()>
                    {words::band(lang, number)} " · " <span class="muted">{words::band_of(lang, units.len())}</span>
                </th>
            </tr>
            {rows}
        </tbody>
    }
}

fn row(report: &Report<'_>, unit: &UnitRanks, scale: Scale) -> AnyView {
    let found = &unit.interval;
    view! {
        <tr>
            <td class="num key">{unit.rank}</td>
            <th scope="row">{report.unit(&unit.code)}</th>
            <td class="plot">
                <Ranks best=found.best worst=found.worst median=found.median rank=unit.rank scale=scale />
            </td>
            <td class="num">{number::ranks(found.best, found.worst)}</td>
            <td class="num">{number::raw(found.median, 1)}</td>
            <td class="num wide">{number::fixed(unit.mean, 1)}</td>
        </tr>
    }
}
