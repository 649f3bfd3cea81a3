//! Numbers as people read them.

/// A figure with a fixed number of decimals and a true minus sign.
pub fn fixed(value: f64, decimals: u8) -> String {
    let text = format!("{value:.*}", usize::from(decimals));
    match text.strip_prefix('-') {
        // A rounded −0.00 is 0.00.
        Some(digits) if digits.bytes().all(|b| matches!(b, b'0' | b'.')) => digits.to_owned(),
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

/// A raw value: as many digits as it has, at most `decimals`.
pub fn raw(value: f64, decimals: u8) -> String {
    let text = fixed(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A share in `0..=1` as a percentage with one decimal at most.
pub fn percent(share: f64) -> String {
    format!("{}%", raw(share * 100.0, 1))
}

/// A change with its sign, for scores: `+0.12`, `−0.30`, `0.00`.
pub fn signed(value: f64, decimals: u8) -> String {
    let text = fixed(value, decimals);
    let zero = text.bytes().all(|b| matches!(b, b'0' | b'.'));
    if text.starts_with('−') || zero { text } else { format!("+{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_negative_zero_is_zero() {
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(-1.5, 2), "−1.50");
    }

    #[test]
    fn raw_values_show_no_padding() {
        assert_eq!(raw(10.0, 4), "10");
        assert_eq!(raw(8.920_429_431, 4), "8.9204");
        assert_eq!(percent(1.0 / 3.0), "33.3%");
        assert_eq!(signed(0.5, 1), "+0.5");
    }
}
