//! Effective weights 有效权重: what a node weighs in the whole, over all levels above it:
//! the product of `weight / sum of the siblings' weights` from the node to the top.
//!
//! They sum to 1 over the nodes of a level of a tree whose leaves all lie equally deep, and over all leaves.

use std::collections::BTreeMap;

use crate::{Refusal, stats, table};

/// The effective weight of each node of a forest, given each node's parent (`None` at the top) and its weight
/// among its siblings, on any scale.
///
/// # Errors
/// [`Refusal::Shape`]; [`Refusal::Weights`] where weights are negative or not finite or those of a family are
/// all 0; [`Refusal::Parameter`] where a parent does not exist or a node is its own ancestor.
pub fn weights(parents: &[Option<usize>], weights: &[f64]) -> Result<Vec<f64>, Refusal> {
    table::same_length(weights.len(), parents.len())?;
    if weights.iter().any(|w| !w.is_finite() || *w < 0.0) {
        return Err(Refusal::Weights);
    }
    let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (node, parent) in parents.iter().enumerate() {
        if parent.is_some_and(|parent| parent >= parents.len()) {
            return Err(Refusal::Parameter {
                name: "parents",
                why: format!("the parent of node {node} does not exist"),
            });
        }
        families.entry(*parent).or_default().push(node);
    }
    let mut effective = vec![None; parents.len()];
    // From the top down: what is never reached hangs in a circle.
    let mut open = vec![(None, 1.0)];
    while let Some((parent, share)) = open.pop() {
        let Some(children) = families.get(&parent) else { continue };
        let total = stats::sum_of(children.iter().map(|&child| weights[child]));
        if total <= 0.0 || !total.is_finite() {
            return Err(Refusal::Weights);
        }
        for &child in children {
            let share = share * (weights[child] / total);
            effective[child] = Some(share);
            open.push((Some(child), share));
        }
    }
    effective
        .into_iter()
        .enumerate()
        .map(|(node, weight)| {
            weight
                .ok_or_else(|| Refusal::Parameter { name: "parents", why: format!("node {node} is its own ancestor") })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_weighs_the_product_of_its_shares() {
        // 0 is the top, with the pillars 1 and 2; 3 and 4 are under 1, 5 under 2.
        let parents = [None, Some(0), Some(0), Some(1), Some(1), Some(2)];
        let found = weights(&parents, &[1.0, 3.0, 1.0, 1.0, 2.0, 9.0]).unwrap();
        assert_eq!(found, [1.0, 0.75, 0.25, 0.75 * (1.0 / 3.0), 0.75 * (2.0 / 3.0), 0.25]);
        assert!((found[3..].iter().sum::<f64>() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn circles_orphans_and_families_without_weight_are_refused() {
        assert!(matches!(weights(&[Some(1), Some(0)], &[1.0; 2]), Err(Refusal::Parameter { name: "parents", .. })));
        assert!(matches!(weights(&[Some(7)], &[1.0]), Err(Refusal::Parameter { name: "parents", .. })));
        assert_eq!(weights(&[None, Some(0)], &[1.0, 0.0]), Err(Refusal::Weights));
    }
}
