//! Excel's validation of a column, from its one rule. It may let pass what the server refuses; it
//! never refuses what the server accepts.

use domain::{
    Text,
    questionnaire::{Column, ValueRule, column::DEFAULT_MAX_CHARS},
};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, XlsxError};
use time::Date;

use super::codes::Codes;

/// Longest title and message of a warning, as Excel counts.
const MAX_TITLE: usize = 32;
const MAX_MESSAGE: usize = 255;
/// Longest list that can be written into a validation; longer ones stand in 代码.
pub(super) const MAX_LIST: usize = 255;

/// The validation of a column whose first cell is `cell`, such as `C7`.
pub(super) fn of(column: &Column, cell: &str, codes: &Codes) -> Result<DataValidation, XlsxError> {
    let validation = DataValidation::new();
    let validation = match &column.rule {
        ValueRule::Text { .. } => {
            validation.allow_text_length(DataValidationRule::LessThanOrEqualTo(column.rule.max_chars()))
        }
        ValueRule::Integer { .. } => {
            let (low, high) = column.rule.number_range();
            // As formulas, since whole numbers of the library end at 32 bits.
            let (low, high) = (Formula::new(low.to_string()), Formula::new(high.to_string()));
            validation.allow_whole_number_formula(DataValidationRule::Between(low, high))
        }
        ValueRule::Decimal { .. } => {
            let (low, high) = column.rule.number_range();
            validation.allow_decimal_number(DataValidationRule::Between(low, high))
        }
        // The cell of 85.5 % holds 0.855.
        ValueRule::Percent { .. } => {
            let (low, high) = column.rule.number_range();
            validation.allow_decimal_number(DataValidationRule::Between(low / 100.0, high / 100.0))
        }
        ValueRule::Date { .. } => {
            let (from, to) = column.rule.date_range();
            let (from, to) = (Formula::new(date(from)), Formula::new(date(to)));
            validation.allow_date_formula(DataValidationRule::Between(from, to))
        }
        ValueRule::YesNo => validation.allow_list_strings(&["是", "否"])?,
        ValueRule::Options { options } => {
            if let Some(range) = codes.range_of(options) {
                validation.allow_list_formula(Formula::new(range))
            } else {
                let names: Vec<&str> = options.iter().map(|option| option.zh.as_str()).collect();
                validation.allow_list_strings(&names)?
            }
        }
        ValueRule::Region => validation.allow_list_formula(Formula::new(codes.regions())),
        ValueRule::Url => validation.allow_custom(Formula::new(url(cell))),
        ValueRule::CreditCode => validation.allow_custom(Formula::new(credit_code(cell))),
        ValueRule::Documents => validation.allow_custom(Formula::new(documents(cell))),
    };
    validation
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(clip(&column.label.zh, MAX_TITLE))?
        .set_error_message(message(&column.rule.requirement()))
}

/// Chinese and English where both fit; else Chinese, cut where it must be.
pub(super) fn message(requirement: &Text) -> String {
    let both = format!("{}\n{}", requirement.zh, requirement.en);
    if length(&both) <= MAX_MESSAGE { both } else { clip(&requirement.zh, MAX_MESSAGE) }
}

/// Whether a list of options can be written into a validation.
pub(super) fn fits_in_place(options: &[Text]) -> bool {
    let names: Vec<&str> = options.iter().map(|option| option.zh.as_str()).collect();
    length(&names.join(",")) <= MAX_LIST && !names.iter().any(|name| name.contains([',', '"']))
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn clip(text: &str, most: usize) -> String {
    if length(text) <= most {
        return text.to_owned();
    }
    let mut room = most - 1;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

fn date(day: Date) -> String {
    format!("DATE({},{},{})", day.year(), day.month() as u8, day.day())
}

fn url(cell: &str) -> String {
    format!(
        "AND(OR(EXACT(LEFT({cell},7),\"http://\"),EXACT(LEFT({cell},8),\"https://\")),\
         LEN({cell})<={DEFAULT_MAX_CHARS},ISERROR(FIND(\" \",{cell})),ISNUMBER(FIND(\".\",{cell},9)))"
    )
}

/// The check character of GB 32100 too: the weights are the powers of 3 modulo 31. Validations take no
/// array constants, so rows count.
fn credit_code(cell: &str) -> String {
    let characters = "\"0123456789ABCDEFGHJKLMNPQRTUWXY\"";
    format!(
        "AND(LEN({cell})=18,FIND(MID({cell},18,1),{characters})-1=MOD(31-MOD(SUMPRODUCT(\
         (FIND(MID({cell},ROW($1:$17),1),{characters})-1)*MOD(3^(ROW($1:$17)-1),31)),31),31))"
    )
}

/// Digits, separators and spaces, with a digit at both ends. Programs differ on where an empty text is
/// found, so only the characters that are there are looked at.
fn documents(cell: &str) -> String {
    format!(
        "AND(ISNUMBER(-LEFT(TRIM({cell}),1)),ISNUMBER(-RIGHT(TRIM({cell}),1)),SUMPRODUCT((ROW($1:$500)<=LEN({cell}))*\
         ISERROR(FIND(MID({cell},ROW($1:$500),1),\"0123456789,，、;； \")))=0)"
    )
}
