//! Bands of the raw value, each with its points.

use std::collections::BTreeMap;

use domain::{EditionContent, Text, recipe::Bands};

use super::{
    super::{Formula, named, used},
    measured_in,
};

pub(super) fn bands(content: &EditionContent, bands: &BTreeMap<String, Bands>) -> (Vec<Text>, Vec<Formula>) {
    let mut paragraphs = vec![
        Text::new(
            "分档计分：每个指标事先定下各档的界限和分值，数值落在哪一档，就得那一档的分。恰在界限上的，归入由它开始的一档。",
            "Bands: each indicator has bands that were fixed beforehand, each with its points; a value scores the points of its band. A value on a limit belongs to the band that begins there.",
        ),
        Text::new(
            "得分只取决于对象自己的数值，与表中还有谁无关；同一档之内的差别不计。",
            "A score depends on the unit's own value only, not on who else is in the table; differences within a band do not count.",
        ),
    ];
    paragraphs.extend(used::scored(content).filter_map(|node| {
        let bands = bands.get(&node.code)?;
        let (name, unit) = (named(node), measured_in(node));
        let (zh, en) = (steps(bands, &unit.zh, true), steps(bands, &unit.en, false));
        Some(Text::new(format!("{}：{zh}", name.zh), format!("{}: {en}", name.en)))
    }));
    (paragraphs, Vec::new())
}

/// `below 60 %: 0; from 60 %: 50; from 90 %: 100`.
fn steps(Bands { cuts, points }: &Bands, unit: &str, zh: bool) -> String {
    let first = cuts.first().map(|cut| if zh { format!("低于 {cut}{unit}") } else { format!("below {cut}{unit}") });
    let first = first.unwrap_or_else(|| (if zh { "任何数值" } else { "any value" }).to_owned());
    let others = cuts.iter().map(|cut| if zh { format!("{cut}{unit} 起") } else { format!("from {cut}{unit}") });
    let told = std::iter::once(first)
        .chain(others)
        .zip(points)
        .map(|(range, points)| if zh { format!("{range}得 {points} 分") } else { format!("{range}: {points}") });
    told.collect::<Vec<_>>().join(if zh { "；" } else { "; " })
}
