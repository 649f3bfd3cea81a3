//! No normalisation: the values are on one scale already. Direction is not applied: there is no
//! scale to turn round on. [`crate::recipe::warnings`] says so where an indicator is negative.

use crate::Column;

pub(super) fn normalise(raw: &[Option<f64>]) -> Column {
    raw.to_vec()
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_stay_as_they_are() {
        assert_eq!(super::normalise(&[Some(7.25), None]), [Some(7.25), None]);
    }
}
