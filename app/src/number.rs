//! Numbers as people read them, with the same digits on the server and in the browser.

/// The most decimals: a double has no more to show.
const MOST_DECIMALS: u8 = 15;
/// Bits of the fraction of a double.
const FRACTION: u32 = 52;
/// From how many binary places on nothing reaches the last decimal: 2⁵³ × 10¹⁵ has fewer bits.
const OUT_OF_SIGHT: u32 = 104;

/// A figure with its unit: `75%`, `3 件`, and `占收入的 1%` where the unit says of what it is a percentage.
pub fn with_unit(figure: &str, unit: &str) -> String {
    let unit = unit.trim();
    if unit.is_empty() || unit == "%" {
        format!("{figure}{unit}")
    } else if let Some(of) = unit.strip_suffix('%') {
        format!("{} {figure}%", of.trim_end())
    } else if let Some(of) = unit.strip_prefix('%') {
        format!("{figure}% {}", of.trim_start())
    } else {
        format!("{figure} {unit}")
    }
}

/// A figure with a fixed number of decimals and a true minus sign: the exact value of the double, rounded
/// once, ties to even, as the standard library does it. By whole numbers, since its float formatting would
/// weigh more than all the rest of an island.
pub fn fixed(value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return "—".to_owned();
    }
    let decimals = decimals.min(MOST_DECIMALS);
    let (mantissa, exponent) = parts(value.abs());
    let (whole, rest) = if exponent > 0 {
        (doubled(mantissa, exponent), 0)
    } else {
        let (whole, rest) = rounded(mantissa, exponent.unsigned_abs(), decimals);
        (whole.to_string(), rest)
    };
    // A rounded −0.00 is 0.00.
    let sign = if value < 0.0 && (whole != "0" || rest > 0) { "−" } else { "" };
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    let rest = rest.to_string();
    let zeros = "0".repeat(usize::from(decimals).saturating_sub(rest.len()));
    format!("{sign}{whole}.{zeros}{rest}")
}

/// A finite double as `(m, e)`: it is m × 2ᵉ.
fn parts(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let fraction = bits & ((1 << FRACTION) - 1);
    // Eleven bits.
    match i32::try_from((bits >> FRACTION) & 0x7ff).unwrap_or_default() {
        0 => (fraction, -1074),
        exponent => (fraction | (1 << FRACTION), exponent - 1075),
    }
}

/// `mantissa` divided by two to the power of `places`: what stands before the point, and the decimals as a
/// whole number.
fn rounded(mantissa: u64, places: u32, decimals: u8) -> (u64, u64) {
    if places >= OUT_OF_SIGHT {
        return (0, 0);
    }
    let scale = 10_u64.pow(u32::from(decimals));
    let whole = mantissa.checked_shr(places).unwrap_or(0);
    let rest = u128::from(mantissa) - (u128::from(whole) << places);
    let product = rest * u128::from(scale);
    let down = product >> places;
    let (left, half) = (product - (down << places), (1_u128 << places) / 2);
    // Less than `scale`, so it always fits.
    let down = u64::try_from(down).unwrap_or_default();
    let odd = if decimals == 0 { whole % 2 == 1 } else { down % 2 == 1 };
    let up = places > 0 && (left > half || (left == half && odd));
    let rest = down + u64::from(up);
    if rest == scale { (whole + 1, 0) } else { (whole, rest) }
}

/// The digits of `mantissa` doubled `times` times: integers beyond 2⁵³, so seldom that it may be slow.
fn doubled(mantissa: u64, times: i32) -> String {
    let mut digits: Vec<u8> = mantissa.to_string().bytes().rev().map(|b| b - b'0').collect();
    for _ in 0..times {
        let mut carry = 0;
        for digit in &mut digits {
            let twice = *digit * 2 + carry;
            (*digit, carry) = (twice % 10, twice / 10);
        }
        if carry > 0 {
            digits.push(carry);
        }
    }
    digits.iter().rev().map(|digit| char::from(b'0' + digit)).collect()
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

/// A range of ranks: `3–7`, or one of them where both ends are the same.
pub fn ranks(best: u32, worst: u32) -> String {
    if best == worst { best.to_string() } else { format!("{best}–{worst}") }
}

/// A change with its sign, for scores: `+0.12`, `−0.30`, `0.00`.
pub fn signed(value: f64, decimals: u8) -> String {
    let text = fixed(value, decimals);
    let zero = text.bytes().all(|b| matches!(b, b'0' | b'.'));
    if text.starts_with('−') || zero { text } else { format!("+{text}") }
}

/// A file size as people read it.
pub fn size(bytes: f64) -> String {
    if bytes < 1e3 {
        format!("{} B", fixed(bytes, 0))
    } else if bytes < 1e6 {
        format!("{} kB", fixed(bytes / 1e3, 0))
    } else {
        format!("{} MB", fixed(bytes / 1e6, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_short() {
        assert_eq!(size(512.0), "512 B");
        assert_eq!(size(48_210.0), "48 kB");
        assert_eq!(size(1_240_000.0), "1.2 MB");
    }

    #[test]
    fn a_rounded_negative_zero_is_zero() {
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(-1.5, 2), "−1.50");
        assert_eq!(fixed(-0.4, 0), "0");
    }

    #[test]
    fn the_digits_are_those_of_the_standard_library() {
        let plain = |value: f64, decimals: u8| {
            let text = format!("{value:.*}", usize::from(decimals)).replace('-', "−");
            if text.bytes().any(|b| (b'1'..=b'9').contains(&b)) { text } else { text.replace('−', "") }
        };
        let hard = [
            0.0,
            -0.0,
            0.05,
            0.125,
            0.285,
            0.5,
            0.999_5,
            1.005,
            1.115,
            1.5,
            2.5,
            2.675,
            7.0,
            8.886_3,
            9.995,
            33.333,
            99.95,
            1e-9,
            5e-324,
            4.503_599_627_370_495_5e15,
            9_007_199_254_740_993.0,
            1.8e19,
            1e23,
            1.234e300,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::EPSILON,
        ];
        // Some thousand scores, the same in every run.
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let many = std::iter::repeat_with(|| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let sized = (seed % 2_000_000) as f64 / 2_000.0;
            [sized, sized / 3.0]
        });
        for value in hard.into_iter().chain(many.take(2_000).flatten()).flat_map(|value| [value, -value]) {
            for decimals in [0, 1, 2, 3, 6, 15] {
                assert_eq!(fixed(value, decimals), plain(value, decimals), "{value:e} with {decimals} decimals");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_a_dash() {
        assert_eq!((fixed(f64::NAN, 2), fixed(f64::INFINITY, 0)), ("—".to_owned(), "—".to_owned()));
    }

    #[test]
    fn raw_values_show_no_padding() {
        assert_eq!(raw(10.0, 4), "10");
        assert_eq!(raw(8.920_429_431, 4), "8.9204");
        assert_eq!(percent(1.0 / 3.0), "33.3%");
        assert_eq!(signed(0.5, 1), "+0.5");
    }

    #[test]
    fn a_unit_that_says_of_what_it_is_a_percentage_frames_the_figure() {
        assert_eq!([with_unit("75", "%"), with_unit("3", "件"), with_unit("1", "")], ["75%", "3 件", "1"]);
        assert_eq!(with_unit("1", "占一般公共预算收入的 %"), "占一般公共预算收入的 1%");
        assert_eq!(with_unit("1", "% of general budget revenue"), "1% of general budget revenue");
    }
}
