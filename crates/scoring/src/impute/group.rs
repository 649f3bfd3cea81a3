//! The mean or the median of the unit's group 分组插补: of cities of its region, of its size.
//!
//! Traps: a group of two makes one unit the copy of the other; a group without any value has nothing to give, and
//! its units stay missing, as does a unit without a group. The mean of all units would be another method.

use std::collections::BTreeMap;

use super::{Centre, Imputed};
use crate::{Refusal, stats};

/// Imputes a column from the groups of its units.
///
/// # Errors
/// [`Refusal::Shape`] where there is not one entry a unit; [`Refusal::Parameter`] where no unit has a group;
/// [`Refusal::NotFinite`].
pub fn group<S: AsRef<str>>(raw: &[Option<f64>], groups: &[Option<S>], centre: Centre) -> Result<Imputed, Refusal> {
    if groups.len() != raw.len() {
        return Err(Refusal::Shape { found: groups.len(), expected: raw.len() });
    }
    stats::finite(raw)?;
    let mut done = Imputed::nothing(raw);
    let mut members: BTreeMap<&str, (Vec<f64>, Vec<usize>)> = BTreeMap::new();
    for (row, (x, group)) in raw.iter().zip(groups).enumerate() {
        let Some(group) = group else { continue };
        let (present, missing) = members.entry(group.as_ref()).or_default();
        match x {
            Some(x) => present.push(*x),
            None => missing.push(row),
        }
    }
    if members.is_empty() && !raw.is_empty() {
        return Err(Refusal::Parameter { name: "group", why: "no unit has a group".into() });
    }
    for (present, missing) in members.into_values() {
        if present.is_empty() || missing.is_empty() {
            continue;
        }
        let value = centre.of(&present)?;
        for row in missing {
            done.set(row, value);
        }
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_gets_the_centre_of_its_own_group() {
        let raw = [Some(1.0), Some(10.0), None, Some(3.0), Some(20.0), None];
        let groups = [Some("a"), Some("b"), Some("a"), Some("a"), Some("b"), Some("b")];
        let done = group(&raw, &groups, Centre::Mean).unwrap();
        assert_eq!(done.column, [Some(1.0), Some(10.0), Some(2.0), Some(3.0), Some(20.0), Some(15.0)]);
        assert_eq!(done.count(), 2);
    }

    #[test]
    fn without_a_group_or_in_an_empty_one_a_unit_stays_missing() {
        let raw = [None, Some(4.0), None, None];
        let done = group(&raw, &[None, Some("a"), Some("b"), Some("a")], Centre::Median).unwrap();
        assert_eq!(done.column, [None, Some(4.0), None, Some(4.0)]);
        assert_eq!(done.missing().collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn groups_that_do_not_fit_are_refused() {
        assert_eq!(group(&[None], &[Some("a"); 2], Centre::Mean), Err(Refusal::Shape { found: 2, expected: 1 }));
        let none: [Option<&str>; 1] = [None];
        assert!(matches!(group(&[None], &none, Centre::Mean), Err(Refusal::Parameter { name: "group", .. })));
    }
}
