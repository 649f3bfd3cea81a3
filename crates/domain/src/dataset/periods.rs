//! The order of periods 年度: they are named, not dated.

use std::cmp::Ordering;

/// Compares periods by their names, numbers in them as numbers: `2020-9` is before `2020-10`.
pub fn compare(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    while !left.is_empty() && !right.is_empty() {
        let order = if let (Some((own, left_rest)), Some((its, right_rest))) = (number(left), number(right)) {
            (left, right) = (left_rest, right_rest);
            own.len().cmp(&its.len()).then_with(|| own.cmp(its))
        } else {
            let (mut letters, mut others) = (left.chars(), right.chars());
            let order = letters.next().cmp(&others.next());
            (left, right) = (letters.as_str(), others.as_str());
            order
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    // One begins with the other, or they differ by zeros in front of a number alone.
    left.len().cmp(&right.len()).then_with(|| one.cmp(other))
}

/// The number a text begins with, without zeros in front, and what follows it.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (end > 0).then(|| (text[..end].trim_start_matches('0'), &text[end..]))
}

/// When the periods were: in years where all of them are years, else one step after the other.
pub fn times(periods: &[&str]) -> Vec<f64> {
    let year = |period: &&str| {
        let is_year = period.len() == 4 && period.bytes().all(|b| b.is_ascii_digit());
        period.parse::<u16>().ok().filter(|_| is_year).map(f64::from)
    };
    let years: Option<Vec<f64>> = periods.iter().map(year).collect();
    years.unwrap_or_else(|| {
        let before = |period: &str| periods.iter().filter(|other| compare(other, period).is_lt()).count();
        periods.iter().map(|period| before(period) as f64).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_compared_as_numbers() {
        let mut periods = ["2020-10", "2020-9", "2021-1", "2016年10月", "2016年2月", "2020", "02020", "一期"];
        periods.sort_by(|a, b| compare(a, b));
        assert_eq!(periods, ["2016年2月", "2016年10月", "02020", "2020", "2020-9", "2020-10", "2021-1", "一期"]);
    }

    #[test]
    fn years_are_as_far_apart_as_they_are_and_other_periods_one_by_one() {
        assert_eq!(times(&["2020", "2016", "2021"]), [2020.0, 2016.0, 2021.0]);
        assert_eq!(times(&["2020H2", "2020H1", "2021H1"]), [1.0, 0.0, 2.0]);
        assert_eq!(times(&["202101", "202011", "202012"]), [2.0, 0.0, 1.0], "months are no years");
    }
}
