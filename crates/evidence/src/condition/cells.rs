//! How an Excel array formula reads the cells of a column: cells of the wrong type count as blank, and
//! no cell makes an error. Only functions of Excel 2007 are used, which WPS and LibreOffice share.

use time::Date;

/// What a yes-or-no cell says for yes.
pub(crate) const YES: &str = "是";
/// What a yes-or-no cell says for no.
pub(crate) const NO: &str = "否";

/// Numbers, 0 where there is none. A percentage is stored as its hundredth, and is brought back to
/// the number before the sign without the noise of multiplying.
pub(crate) fn number(range: &str, percent: bool) -> String {
    if percent {
        format!("ROUND(IF(ISNUMBER({range}),{range},0)*100,10)")
    } else {
        format!("IF(ISNUMBER({range}),{range},0)")
    }
}

/// Serial numbers of days, without the time of day; 0 where there is none.
pub(crate) fn day(range: &str) -> String {
    format!("IF(ISNUMBER({range}),INT({range}),0)")
}

/// Whether cells hold a number or a day.
pub(crate) fn has_number(range: &str) -> String {
    format!("ISNUMBER({range})")
}

/// Texts, empty where there is none.
pub(crate) fn text(range: &str) -> String {
    format!("IFERROR(TRIM({range}),\"\")")
}

/// Whether yes-or-no cells say this.
pub(crate) fn says(range: &str, answer: &str) -> String {
    format!("({}=\"{answer}\")", text(range))
}

/// A text within a formula. `None` beyond the 255 characters that Excel takes.
pub(crate) fn quoted(text: &str) -> Option<String> {
    (text.chars().count() <= 255).then(|| format!("\"{}\"", text.replace('"', "\"\"")))
}

/// A number within a formula.
pub(crate) fn literal(number: f64) -> String {
    if number < 0.0 { format!("({number})") } else { number.to_string() }
}

/// A day within a formula; right from 1901 on.
pub(crate) fn date(day: Date) -> String {
    format!("DATE({},{},{})", day.year(), u8::from(day.month()), day.day())
}

/// The serial number of a day in the date system that begins with 1900; right from March 1900 on.
pub(crate) fn serial(day: Date) -> f64 {
    /// 30 December 1899 as a Julian day.
    const ORIGIN: i32 = 2_415_019;
    f64::from(day.to_julian_day() - ORIGIN)
}
