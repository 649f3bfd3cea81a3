//! The rows of a ranking: which, in which order. Pure, so that the page only draws them.

use std::{cmp::Ordering, collections::BTreeMap};

use domain::{EditionContent, Lang, Text};

use super::results::{interval, node_score};

/// A row of the ranking.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Code of the unit.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The other language's name, for the search.
    pub other_name: String,
    /// The group it is compared in.
    pub league: Option<Text>,
    /// Its rank; `None` without a score.
    pub rank: Option<u32>,
    /// Whether others share the rank.
    pub tied: bool,
    /// The best and worst rank of its interval.
    pub interval: Option<(u32, u32)>,
    /// The band its rank belongs to.
    pub band: Option<u32>,
    /// Its overall score.
    pub score: Option<f64>,
    /// Letter of its grade.
    pub grade: Option<String>,
    /// Ranks gained since the period before; `None` if it had none.
    pub change: Option<i64>,
    /// Its scores on the top dimensions.
    pub dimensions: Vec<Option<f64>>,
    /// The publisher's own overall score.
    pub published: Option<f64>,
    /// Whether raw values are missing.
    pub incomplete: bool,
    /// The share of the weight that is present, where it is too little for a score.
    pub withheld: Option<f64>,
}

impl Row {
    /// Our score minus the publisher's.
    pub fn difference(&self) -> Option<f64> {
        Some(self.score? - self.published?)
    }
}

/// What the rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The rank, units without one last.
    Rank,
    /// The name.
    Name,
    /// The overall score.
    Score,
    /// The change of rank.
    Change,
    /// The score on a top dimension, by position.
    Dimension(usize),
}

impl Column {
    /// Reads the `sort` parameter, which names a top dimension by its code.
    pub fn parse(text: &str, dimensions: &[&str]) -> Option<Self> {
        match text {
            "rank" => Some(Self::Rank),
            "name" => Some(Self::Name),
            "score" => Some(Self::Score),
            "change" => Some(Self::Change),
            code => dimensions.iter().position(|d| *d == code).map(Self::Dimension),
        }
    }

    /// Whether people want the large values first.
    pub const fn descends_at_first(self) -> bool {
        match self {
            Self::Rank | Self::Name => false,
            Self::Score | Self::Change | Self::Dimension(_) => true,
        }
    }
}

/// All rows, in the order of the ranks.
pub fn rows(content: &EditionContent, previous: Option<&EditionContent>, lang: Lang) -> Vec<Row> {
    let before: BTreeMap<&str, u32> = previous
        .map(|p| p.result.units.iter().filter_map(|u| Some((u.code.as_str(), u.rank()?))).collect())
        .unwrap_or_default();
    let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
    for rank in content.result.units.iter().filter_map(domain::UnitScore::rank) {
        *shared.entry(rank).or_default() += 1;
    }
    let root = &content.instrument.root().code;
    let published = content.data.published.get(root);
    let tops = content.instrument.children(0);
    let mut rows: Vec<Row> = content
        .data
        .units
        .iter()
        .zip(&content.result.units)
        .enumerate()
        .map(|(i, (unit, result))| {
            let rank = result.rank();
            Row {
                code: unit.code.clone(),
                name: unit.name.get(lang).to_owned(),
                other_name: unit.name.get(lang.other()).to_owned(),
                league: unit.league.clone(),
                rank,
                tied: rank.is_some_and(|r| shared.get(&r).is_some_and(|n| *n > 1)),
                interval: interval(content, i).map(|found| (found.best, found.worst)),
                band: interval(content, i).map(|found| found.band),
                score: result.score(),
                grade: result.grade.clone(),
                change: rank.and_then(|now| Some(i64::from(*before.get(unit.code.as_str())?) - i64::from(now))),
                dimensions: tops.iter().map(|&t| node_score(content, i, t).score).collect(),
                published: published.and_then(|p| p.get(i).copied().flatten()),
                withheld: node_score(content, i, 0).withheld,
                incomplete: content.instrument.indicators().any(|n| node_score(content, i, n).score.is_none()),
            }
        })
        .collect();
    sort(&mut rows, Column::Rank, false);
    rows
}

/// Sorts; rows without the value stand last in either direction, equal rows in the order of names.
pub fn sort(rows: &mut [Row], column: Column, descending: bool) {
    let number = |row: &Row| match column {
        Column::Rank => row.rank.map(f64::from),
        Column::Name => None,
        Column::Score => row.score,
        Column::Change => row.change.map(|c| c as f64),
        Column::Dimension(i) => row.dimensions.get(i).copied().flatten(),
    };
    let turn = |order: Ordering| if descending { order.reverse() } else { order };
    rows.sort_by(|a, b| {
        let main = match column {
            Column::Name => turn(a.name.cmp(&b.name)),
            Column::Rank | Column::Score | Column::Change | Column::Dimension(_) => match (number(a), number(b)) {
                (Some(x), Some(y)) => turn(x.total_cmp(&y)),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            },
        };
        // Of equal ranks one may head the next band.
        main.then_with(|| a.band.cmp(&b.band)).then_with(|| a.name.cmp(&b.name))
    });
}

/// Whether an address means this league: it may have been made in either language.
pub fn is_league(league: &Text, named: &str) -> bool {
    league.zh == named || league.en == named
}

/// Keeps the rows whose name or code holds the search text, and that belong to the league.
pub fn filter(rows: &mut Vec<Row>, search: Option<&str>, league: Option<&str>) {
    let search = search.map(str::to_lowercase);
    rows.retain(|row| {
        let found = search.as_ref().is_none_or(|s| {
            [&row.name, &row.other_name, &row.code].into_iter().any(|text| text.to_lowercase().contains(s))
        });
        found && league.is_none_or(|named| row.league.as_ref().is_some_and(|l| is_league(l, named)))
    });
}

/// The leagues of an edition, sorted by their names in a language.
pub fn leagues(content: &EditionContent, lang: Lang) -> Vec<Text> {
    let mut leagues: Vec<Text> = content.data.units.iter().filter_map(|u| u.league.clone()).collect();
    leagues.sort_by(|a, b| a.get(lang).cmp(b.get(lang)).then_with(|| a.en.cmp(&b.en)));
    leagues.dedup();
    leagues
}

/// The middle of the scores that are there.
pub fn median(rows: &[Row]) -> Option<f64> {
    let mut scores: Vec<f64> = rows.iter().filter_map(|r| r.score).collect();
    scores.sort_by(f64::total_cmp);
    let middle = scores.len().checked_sub(1)? / 2;
    let upper = scores.len() / 2;
    Some(f64::midpoint(scores[middle], scores[upper]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, rank: Option<u32>, score: Option<f64>) -> Row {
        Row {
            code: name.to_uppercase(),
            name: name.into(),
            other_name: format!("{name}市"),
            league: Some(Text::new("北部", "north")),
            rank,
            tied: false,
            interval: None,
            band: None,
            score,
            grade: None,
            change: None,
            dimensions: vec![score],
            published: None,
            incomplete: false,
            withheld: None,
        }
    }

    #[test]
    fn of_equal_ranks_the_better_band_stands_first() {
        let of = |name: &str, band| Row { band: Some(band), ..row(name, Some(2), Some(1.0)) };
        let mut rows = vec![of("a", 3), of("b", 2)];
        sort(&mut rows, Column::Rank, false);
        assert_eq!(rows[0].name, "b");
    }

    #[test]
    fn units_without_a_score_stand_last_in_either_direction() {
        let mut rows = vec![row("a", None, None), row("b", Some(2), Some(1.0)), row("c", Some(1), Some(2.0))];
        for descending in [false, true] {
            sort(&mut rows, Column::Score, descending);
            assert_eq!(rows[2].name, "a");
        }
    }

    #[test]
    fn the_search_finds_names_of_both_languages_and_codes() {
        for search in ["B", "b市"] {
            let mut rows = vec![row("a", Some(1), None), row("b", Some(2), None)];
            filter(&mut rows, Some(search), None);
            assert_eq!(rows.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["b"]);
        }
    }

    #[test]
    fn a_league_is_found_by_its_name_in_either_language() {
        for (named, found) in [("北部", 1), ("north", 1), ("南部", 0), ("", 0)] {
            let mut rows = vec![row("a", Some(1), None)];
            filter(&mut rows, None, Some(named));
            assert_eq!(rows.len(), found, "{named}");
        }
    }

    #[test]
    fn an_unknown_column_is_no_column() {
        assert_eq!(Column::parse("pf", &["ef", "pf"]), Some(Column::Dimension(1)));
        assert_eq!(Column::parse("'; drop", &["pf"]), None);
    }

    #[test]
    fn the_median_of_an_even_number_is_between_the_two_middle_ones() {
        let rows = vec![row("a", None, Some(1.0)), row("b", None, Some(4.0)), row("c", None, None)];
        assert_eq!(median(&rows), Some(2.5));
        assert_eq!(median(&[]), None);
    }
}
