//! Numbers as people read them, in the browser: `number` does it on the server.

/// At most one decimal.
pub(super) fn short(value: f64) -> String {
    let text = fixed(value, 1);
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// A figure with a fixed number of decimals and a true minus sign. By whole numbers: the float
/// formatting of the standard library would weigh more than all the rest of the island.
#[expect(clippy::cast_possible_truncation, reason = "figures of at most ten digits")]
pub(super) fn fixed(value: f64, decimals: u8) -> String {
    let scale = 10_i64.pow(u32::from(decimals.min(9)));
    let units = (value * scale as f64).round() as i64;
    let sign = if units < 0 { "−" } else { "" };
    let (whole, rest) = (units.unsigned_abs() / scale.unsigned_abs(), units.unsigned_abs() % scale.unsigned_abs());
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    let rest = rest.to_string();
    let zeros = "0".repeat(usize::from(decimals.min(9)).saturating_sub(rest.len()));
    format!("{sign}{whole}.{zeros}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_on_the_other_pages() {
        assert_eq!(fixed(8.886_3, 2), "8.89");
        assert_eq!(fixed(7.0, 2), "7.00");
        assert_eq!(fixed(0.05, 2), "0.05");
        assert_eq!(fixed(-1.5, 1), "−1.5");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(41.6, 0), "42");
        assert_eq!(short(33.333), "33.3");
        assert_eq!(short(50.0), "50");
    }
}
