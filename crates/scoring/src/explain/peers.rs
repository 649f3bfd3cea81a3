//! Strengths and weaknesses 优势与短板: a unit against its peers, on every node below the root.
//!
//! Peers are the ranked units of the unit's own league 分组, if it has at least [`LEAST`] of them, else all ranked
//! units. **The unit is one of its peers**: so the median printed on the page of one is that on the page of the other,
//! and the unit in the middle has no gap.
//!
//! ```text
//! gap          own score − median of the peers that have a score on the node
//! share        what a point here is worth in the total: contribution ÷ score, under the weighted arithmetic mean the
//!              product of the shares on the path after redistribution
//! effect       gap · share: the points of the total that the gap is worth; none beneath Copeland and Borda
//! place        1 + peers with a higher score; ties share the better place
//! better than  peers with a lower score ÷ other peers, in 0..=1
//! ```
//!
//! The effect is exact under the weighted arithmetic mean for whoever has the median and the same shares; under other
//! means it is a first approximation. That of a dimension is not the sum of those beneath it: a median of means is
//! no mean of medians.
//!
//! Sources: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 8, back to the data; comparing with a
//! peer group rather than with all is the practice of the country profiles of the Global Innovation Index (income
//! groups) and the European Innovation Scoreboard.

use domain::{Dataset, Instrument, NodeScore, ScoreSheet, Text};
use serde::Serialize;

use super::ExplainError;
use crate::{rank, stats};

/// The fewest ranked members a league needs to be compared with.
pub const LEAST: usize = 5;

/// With whom a unit is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Group {
    /// All ranked units: it has no league, or too small a one.
    All {
        /// How many, itself included.
        members: usize,
    },
    /// The ranked units of its league.
    League {
        /// Name of the league.
        league: Text,
        /// How many, itself included.
        members: usize,
    },
}

/// A unit against its peers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Code of the unit.
    pub unit: String,
    /// With whom it is compared.
    pub group: Group,
    /// Nodes below the root on which it has a score, in the order of the instrument.
    pub nodes: Vec<NodeStanding>,
    /// Codes of the nodes below the root on which it has none.
    pub missing: Vec<String>,
}

/// A unit against its peers on one node.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodeStanding {
    /// Code of the node.
    pub node: String,
    /// Steps from the root.
    pub depth: usize,
    /// Whether it is an indicator; else a dimension.
    pub indicator: bool,
    /// The unit's own score.
    pub score: f64,
    /// Peers with a score here, itself included.
    pub members: usize,
    /// The median of their scores.
    pub median: f64,
    /// Own score less the median; 0 where they differ by no more than rounding.
    pub gap: f64,
    /// Its place among the peers, 1 = highest score.
    pub place: u32,
    /// How many others have the same place.
    pub tied: usize,
    /// The share of the other peers that it is better than, in `0..=1`; `None` without others.
    pub better_than: Option<f64>,
    /// The node's share in the total, in `0..=1`; 0 beneath a withheld score.
    pub share: f64,
    /// Points of the total that the gap is worth.
    pub effect: f64,
}

/// The nodes that matter most, the largest effect first; equal ones in the order of the instrument.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Highlights<'a> {
    /// Among dimensions, at every level below the root.
    pub dimensions: Vec<&'a NodeStanding>,
    /// Among indicators.
    pub indicators: Vec<&'a NodeStanding>,
}

/// Compares a unit with its peers.
///
/// # Errors
/// [`ExplainError::OtherSheet`], [`ExplainError::UnitUnknown`], [`ExplainError::NoScore`].
pub fn compare(
    instrument: &Instrument,
    data: &Dataset,
    sheet: &ScoreSheet,
    unit: &str,
) -> Result<Profile, ExplainError> {
    if !belongs(instrument, data, sheet) {
        return Err(ExplainError::OtherSheet);
    }
    let own = (data.units.iter().position(|u| u.code == unit))
        .ok_or_else(|| ExplainError::UnitUnknown { unit: unit.into() })?;
    if sheet.units[own].score().is_none() {
        return Err(ExplainError::NoScore { unit: unit.into() });
    }
    let (group, members) = peers(data, sheet, own);
    let shares = shares(instrument, &sheet.units[own].nodes);
    let mut profile = Profile { unit: unit.into(), group, nodes: Vec::new(), missing: Vec::new() };
    for (node, &share) in shares.iter().enumerate().skip(1) {
        match stand(instrument, sheet, &members, own, node)? {
            Some(standing) => profile.nodes.push(weigh(standing, share)),
            None => profile.missing.push(instrument.nodes()[node].code.clone()),
        }
    }
    Ok(profile)
}

/// The nodes on which the unit is furthest above the median of its peers, by effect: at most so many of each kind.
pub fn strengths(profile: &Profile, most: usize) -> Highlights<'_> {
    highlights(profile, most, |node| node.effect)
}

/// The nodes on which it is furthest below, the most costly first.
pub fn weaknesses(profile: &Profile, most: usize) -> Highlights<'_> {
    highlights(profile, most, |node| -node.effect)
}

/// Whether the sheet is one of these units on these nodes.
fn belongs(instrument: &Instrument, data: &Dataset, sheet: &ScoreSheet) -> bool {
    data.units.len() == sheet.units.len()
        && data.units.iter().zip(&sheet.units).all(|(a, b)| a.code == b.code && b.nodes.len() == instrument.len())
}

/// The group a unit is compared with, and the positions of its members.
fn peers(data: &Dataset, sheet: &ScoreSheet, own: usize) -> (Group, Vec<usize>) {
    let ranked = || (0..data.units.len()).filter(|&u| sheet.units[u].score().is_some());
    if let Some(league) = &data.units[own].league {
        let members: Vec<usize> = ranked().filter(|&u| data.units[u].league.as_ref() == Some(league)).collect();
        if members.len() >= LEAST {
            return (Group::League { league: league.clone(), members: members.len() }, members);
        }
    }
    let members: Vec<usize> = ranked().collect();
    (Group::All { members: members.len() }, members)
}

/// What a point on each node is worth in the total; the product of the shares where the score is 0.
fn shares(instrument: &Instrument, nodes: &[NodeScore]) -> Vec<f64> {
    let mut shares = vec![1.0; nodes.len()];
    for node in 0..nodes.len() {
        let Some(parent) = instrument.parent(node) else { continue };
        shares[node] = match (nodes[node].score, nodes[node].contribution) {
            (Some(score), Some(contribution)) if score.abs() > 0.0 => contribution / score,
            (Some(_), Some(_)) => shares[parent] * nodes[node].weight.unwrap_or(0.0),
            // Nothing of it reaches the total, or nobody can say how much.
            (Some(_) | None, None) | (None, Some(_)) => 0.0,
        };
    }
    shares
}

/// The unit's standing on a node, not yet weighed; `None` where it has no score.
fn stand(
    instrument: &Instrument,
    sheet: &ScoreSheet,
    members: &[usize],
    own: usize,
    node: usize,
) -> Result<Option<NodeStanding>, ExplainError> {
    let with_score = members.iter().filter_map(|&u| sheet.units[u].nodes[node].score.map(|score| (u, score)));
    let (units, scores): (Vec<usize>, Vec<f64>) = with_score.unzip();
    let Some(at) = units.iter().position(|&u| u == own) else { return Ok(None) };
    let median = stats::median(&scores).map_err(|_| ExplainError::OtherSheet)?;
    let places = rank::competition(&scores.iter().copied().map(Some).collect::<Vec<_>>());
    let Some(place) = places[at] else { return Ok(None) };
    let tied = places.iter().filter(|p| **p == Some(place)).count() - 1;
    let worse = places.iter().filter(|p| **p > Some(place)).count();
    let others = scores.len() - 1;
    let score = scores[at];
    Ok(Some(NodeStanding {
        node: instrument.nodes()[node].code.clone(),
        depth: instrument.depth(node),
        indicator: instrument.is_indicator(node),
        score,
        members: scores.len(),
        median,
        gap: if rank::same(score, median) { 0.0 } else { score - median },
        place,
        tied,
        better_than: (others > 0).then(|| worse as f64 / others as f64),
        share: 0.0,
        effect: 0.0,
    }))
}

fn weigh(standing: NodeStanding, share: f64) -> NodeStanding {
    NodeStanding { share, effect: standing.gap * share, ..standing }
}

fn highlights(profile: &Profile, most: usize, size: impl Fn(&NodeStanding) -> f64) -> Highlights<'_> {
    let of = |indicators: bool| {
        let mut nodes: Vec<&NodeStanding> =
            profile.nodes.iter().filter(|n| n.indicator == indicators && size(n) > 0.0).collect();
        // A stable sort: what is equal keeps the order of the instrument.
        nodes.sort_by(|a, b| size(b).total_cmp(&size(a)));
        nodes.truncate(most);
        nodes
    };
    Highlights { dimensions: of(false), indicators: of(true) }
}

#[cfg(test)]
mod tests {
    use domain::{NodeDraft, Recipe, Unit};

    use super::*;
    use crate::score;

    /// root ─ A 60 ─ a1 50, a2 50
    ///      └ B 40 ─ b1 100
    fn instrument() -> Instrument {
        let node = |code: &str, parent: Option<&str>, weight: f64| NodeDraft {
            code: code.into(),
            parent: parent.map(Into::into),
            weight: parent.map(|_| weight),
            ..NodeDraft::default()
        };
        Instrument::build(vec![
            node("root", None, 0.0),
            node("A", Some("root"), 60.0),
            node("a1", Some("A"), 50.0),
            node("a2", Some("A"), 50.0),
            node("B", Some("root"), 40.0),
            node("b1", Some("B"), 100.0),
        ])
        .expect("a sound instrument")
    }

    /// Six units; the first five are of one league, `west`.
    fn data() -> Dataset {
        let unit = |(i, code): (usize, &str)| Unit {
            code: code.into(),
            name: Text::same(code),
            league: Some(Text::same(if i < 5 { "west" } else { "east" })),
        };
        let column = |values: [f64; 6]| values.map(Some).to_vec();
        Dataset {
            units: ["u", "v", "w", "x", "y", "z"].into_iter().enumerate().map(unit).collect(),
            values: [
                ("a1".to_owned(), column([90.0, 50.0, 60.0, 70.0, 60.0, 99.0])),
                ("a2".to_owned(), column([20.0, 40.0, 40.0, 40.0, 60.0, 99.0])),
                ("b1".to_owned(), column([55.0, 50.0, 45.0, 60.0, 40.0, 99.0])),
            ]
            .into(),
            ..Dataset::default()
        }
    }

    fn profile(data: &Dataset, unit: &str) -> Result<Profile, ExplainError> {
        let sheet = score(&instrument(), data, &Recipe::default()).expect("a score sheet");
        compare(&instrument(), data, &sheet, unit)
    }

    fn codes(nodes: &[&NodeStanding]) -> Vec<String> {
        nodes.iter().map(|n| n.node.clone()).collect()
    }

    #[test]
    fn gaps_to_the_league_are_weighed_by_the_share_in_the_total() {
        let profile = profile(&data(), "u").expect("a profile");
        assert_eq!(profile.group, Group::League { league: Text::same("west"), members: 5 });
        let found: Vec<_> = profile.nodes.iter().map(|n| (n.node.as_str(), n.median, n.gap, n.place)).collect();
        let expected = [
            ("A", 55.0, 0.0, 2),
            ("a1", 60.0, 30.0, 1),
            ("a2", 40.0, -20.0, 5),
            ("B", 50.0, 5.0, 2),
            ("b1", 50.0, 5.0, 2),
        ];
        assert_eq!(found, expected);
        let effects: Vec<f64> = profile.nodes.iter().map(|n| n.effect).collect();
        for (found, expected) in effects.iter().zip([0.0, 9.0, -6.0, 2.0, 2.0]) {
            assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
        }
    }

    #[test]
    fn strengths_and_weaknesses_are_told_apart_for_dimensions_and_indicators() {
        let profile = profile(&data(), "u").expect("a profile");
        let (strong, weak) = (strengths(&profile, 3), weaknesses(&profile, 3));
        assert_eq!(
            (codes(&strong.dimensions), codes(&strong.indicators)),
            (vec!["B".into()], vec!["a1".into(), "b1".into()])
        );
        assert_eq!((codes(&weak.dimensions), codes(&weak.indicators)), (vec![], vec!["a2".into()]));
        assert_eq!(codes(&strengths(&profile, 1).indicators), ["a1"]);
    }

    #[test]
    fn a_small_league_is_compared_with_all_ranked_units() {
        assert_eq!(profile(&data(), "z").expect("a profile").group, Group::All { members: 6 });
        let mut data = data();
        for column in data.values.values_mut() {
            column[4] = None;
        }
        // With y unranked the league has four members, and y is nobody's peer.
        assert_eq!(profile(&data, "u").expect("a profile").group, Group::All { members: 5 });
        assert_eq!(profile(&data, "y"), Err(ExplainError::NoScore { unit: "y".into() }));
        assert_eq!(profile(&data, "q"), Err(ExplainError::UnitUnknown { unit: "q".into() }));
    }

    #[test]
    fn ties_share_the_better_place_and_are_counted() {
        let profile = profile(&data(), "v").expect("a profile");
        let a2 = profile.nodes.iter().find(|n| n.node == "a2").expect("a2");
        assert_eq!((a2.place, a2.tied, a2.better_than), (2, 2, Some(0.25)));
    }

    #[test]
    fn a_missing_indicator_is_named_and_its_sibling_takes_its_share() {
        let mut data = data();
        data.values.get_mut("a2").expect("a2")[0] = None;
        let profile = profile(&data, "u").expect("a profile");
        assert_eq!(profile.missing, ["a2"]);
        let share = |code| profile.nodes.iter().find(|n| n.node == code).map(|n| n.share);
        assert_eq!((share("A"), share("a1")), (Some(0.6), Some(0.6)));
    }

    #[test]
    fn a_sheet_of_other_units_is_refused() {
        let sheet = score(&instrument(), &data(), &Recipe::default()).expect("a score sheet");
        let mut other = data();
        other.units.swap(0, 1);
        assert_eq!(compare(&instrument(), &other, &sheet, "u"), Err(ExplainError::OtherSheet));
    }
}
