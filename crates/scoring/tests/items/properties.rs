//! What holds for every questionnaire's data.

use domain::{ScoreSheet, UnitScore};
use proptest::prelude::*;

use super::*;

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        6 => (0.0..=100.0).prop_map(Ok),
        1 => Just(Err(CellStatus::NotSubmitted)),
        1 => Just(Err(CellStatus::NotApplicable)),
    ]
}

/// One unit: its cells and the points of F1, F2, E1, E2.
fn row() -> impl Strategy<Value = ([Cell; 5], [f64; 4])> {
    let cells = prop::array::uniform5(cell());
    (cells, prop::array::uniform4(0.0..15.0))
}

fn dataset(rows: &[([Cell; 5], [f64; 4])]) -> Dataset {
    let codes: Vec<String> = (0..rows.len()).map(|i| format!("u{i}")).collect();
    let cells: Vec<(&str, [Cell; 5])> = codes.iter().zip(rows).map(|(c, (cells, _))| (c.as_str(), *cells)).collect();
    let mut data = data(&cells);
    for (code, (_, given)) in codes.iter().zip(rows) {
        for (item, given) in ["F1", "F2", "E1", "E2"].into_iter().zip(given) {
            points(&mut data, item, code, 1, *given);
        }
    }
    data
}

fn score(data: &Dataset) -> ScoreSheet {
    scoring::score(&instrument(), data, &recipe()).expect("sound data")
}

/// The total of a single unit.
fn total(cells: [Cell; 5]) -> Option<f64> {
    score(&dataset(&[(cells, [0.0; 4])])).units[0].score()
}

proptest! {
    #[test]
    fn contributions_and_adjustments_sum_to_the_total(rows in prop::collection::vec(row(), 1..8)) {
        let instrument = instrument();
        for unit in &score(&dataset(&rows)).units {
            let Some(adjusted) = &unit.adjusted else {
                prop_assert_eq!(unit.score(), None);
                continue;
            };
            let parts: f64 = instrument.indicators().filter_map(|i| unit.nodes[i].contribution).sum();
            prop_assert!((parts - adjusted.base).abs() < 1e-9);
            let sum = adjusted.base + adjusted.bonus - adjusted.deduction;
            prop_assert_eq!(adjusted.total.to_bits(), sum.clamp(0.0, 100.0).to_bits());
            prop_assert_eq!(unit.score(), Some(adjusted.total));
        }
    }

    #[test]
    fn nothing_exceeds_its_cap(rows in prop::collection::vec(row(), 1..8)) {
        for unit in score(&dataset(&rows)).units {
            let Some(adjusted) = unit.adjusted else { continue };
            for (item, cap) in adjusted.bonuses.iter().zip([3.0, 2.0]).chain(adjusted.deductions.iter().zip([8.0, 6.0])) {
                prop_assert!(item.capped <= cap && item.capped <= item.points && item.capped >= 0.0);
            }
            prop_assert!((0.0..=4.0).contains(&adjusted.bonus) && (0.0..=10.0).contains(&adjusted.deduction));
            prop_assert!((0.0..=100.0).contains(&adjusted.total));
        }
    }

    #[test]
    fn what_does_not_apply_counts_as_if_the_tree_did_not_have_it(cells in prop::array::uniform5(0.0..=100.0)) {
        let all = cells.map(Ok);
        let without_a1 = [Err(CellStatus::NotApplicable), all[1], all[2], all[3], all[4]];
        let score_of_a = 35.0 / 60.0 * cells[1] + 25.0 / 60.0 * cells[2];
        let expected = 0.6 * score_of_a + 0.4 * (0.6 * cells[3] + 0.4 * cells[4]);
        prop_assert!(total(without_a1).is_some_and(|t| (t - expected).abs() < 1e-9));
    }

    #[test]
    fn to_hand_in_nothing_never_pays(cells in prop::array::uniform5(cell()), at in 0..5_usize, value in 0.0..=100.0) {
        let (mut silent, mut handed_in) = (cells, cells);
        silent[at] = Err(CellStatus::NotSubmitted);
        handed_in[at] = Ok(value);
        let (silent, handed_in) = (total(silent), total(handed_in));
        prop_assert!(silent.zip(handed_in).is_some_and(|(s, h)| s <= h + 1e-9), "{silent:?} above {handed_in:?}");
    }

    #[test]
    fn the_two_parts_make_the_weighted_sum(rows in prop::collection::vec(row(), 1..8)) {
        for unit in score(&dataset(&rows)).units {
            let (Some(parts), Some(adjusted)) = (unit.subtotals, unit.adjusted) else { continue };
            let both = || [parts.objective, parts.subjective].into_iter().flatten();
            prop_assert!((both().map(|p| p.share).sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!((both().map(|p| p.share * p.score).sum::<f64>() - adjusted.base).abs() < 1e-9);
        }
    }

    #[test]
    fn the_order_of_the_units_does_not_matter(rows in prop::collection::vec(row(), 2..8), turn in 1..7_usize) {
        let data = dataset(&rows);
        let mut turned = data.clone();
        let by = turn % rows.len();
        turned.units.rotate_left(by);
        for column in turned.values.values_mut() {
            column.rotate_left(by);
        }
        let mut expected: Vec<UnitScore> = score(&data).units;
        expected.rotate_left(by);
        prop_assert_eq!(score(&turned).units, expected);
    }
}
