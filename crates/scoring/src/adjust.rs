//! Bonuses and deductions after the weighted sum 加分与扣分:
//! `total = clamp(base + min(B, Σ min(bᵢ, capᵢ)) − min(D, Σ min(dᵢ, capᵢ)), lower, upper)`.
//!
//! The order is fixed: each item is capped, then their sum, then bonus, then deduction, then the ends of
//! the scale. So a bonus cannot be used to get round the cap of the deductions.

use domain::{
    Dataset,
    recipe::{Adjust, CappedItem},
    score_sheet::{AdjustedTotal, ItemPoints},
};

use crate::reweight::Adjustment;

/// The total of a unit from its weighted sum.
pub(crate) fn adjust(rule: &Adjust, data: &Dataset, unit: &str, base: f64) -> AdjustedTotal {
    let (bonuses, bonus) = points(&rule.bonuses, rule.bonus_cap, data, unit);
    let (deductions, deduction) = points(&rule.deductions, rule.deduction_cap, data, unit);
    let total = Adjustment { bonus, deduction, lower: rule.lower, upper: rule.upper }.total(base);
    AdjustedTotal { base, bonuses, bonus, deductions, deduction, total }
}

/// What each item the data know of gives, and all of them within the common cap.
fn points(items: &[CappedItem], cap: Option<f64>, data: &Dataset, unit: &str) -> (Vec<ItemPoints>, f64) {
    let known: Vec<ItemPoints> = items
        .iter()
        .filter_map(|item| {
            let raw = data.points.get(&item.code)?.get(unit)?;
            let capped = raw.points.min(item.cap);
            Some(ItemPoints { code: item.code.clone(), rows: raw.rows, points: raw.points, capped })
        })
        .collect();
    // Not `sum()`: the sum of nothing is −0, which people would read as a deduction of −0.
    let together = known.iter().fold(0.0, |sum, item| sum + item.capped);
    (known, cap.map_or(together, |cap| together.min(cap)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::{Text, dataset::RawPoints};

    use super::*;

    fn item(code: &str, cap: f64) -> CappedItem {
        CappedItem { code: code.into(), name: Text::same(code), cap }
    }

    fn rule() -> Adjust {
        Adjust {
            bonuses: vec![item("F1", 3.0), item("F2", 2.0)],
            bonus_cap: Some(4.0),
            deductions: vec![item("E1", 8.0), item("E2", 6.0)],
            deduction_cap: Some(10.0),
            lower: 0.0,
            upper: 100.0,
        }
    }

    fn data(points: &[(&str, f64)]) -> Dataset {
        let points = points.iter().map(|&(code, points)| {
            (code.to_owned(), BTreeMap::from([("x".to_owned(), RawPoints { rows: 1, points })]))
        });
        Dataset { points: points.collect(), ..Dataset::default() }
    }

    #[test]
    fn every_item_is_capped_and_then_all_together() {
        let adjusted = adjust(&rule(), &data(&[("F1", 9.0), ("F2", 1.5), ("E1", 12.0), ("E2", 1.0)]), "x", 70.0);
        assert_eq!(adjusted.bonuses.iter().map(|i| (i.points, i.capped)).collect::<Vec<_>>(), [(9.0, 3.0), (1.5, 1.5)]);
        assert_eq!((adjusted.bonus, adjusted.deduction), (4.0, 9.0));
        assert_eq!(Some(adjusted.total), Some(65.0));
        let adjusted = adjust(&rule(), &data(&[("E1", 12.0), ("E2", 12.0)]), "x", 70.0);
        assert_eq!((adjusted.deduction, adjusted.total), (10.0, 60.0));
    }

    #[test]
    fn the_total_stays_within_its_ends() {
        let total = |item, base| Some(adjust(&rule(), &data(&[(item, 8.0)]), "x", base).total);
        assert_eq!((total("F1", 99.0), total("E1", 5.0)), (Some(100.0), Some(0.0)));
    }

    #[test]
    fn a_unit_the_data_do_not_name_keeps_its_weighted_sum() {
        let adjusted = adjust(&rule(), &data(&[("E1", 8.0)]), "y", 70.0);
        assert_eq!(Some(adjusted.total), Some(70.0));
        assert!(adjusted.deductions.is_empty() && adjusted.deduction.is_sign_positive());
    }
}
