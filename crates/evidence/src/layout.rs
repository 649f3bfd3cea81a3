//! How an evidence workbook 填报工作簿 is laid out: what the template writes and the reader looks for.
//!
//! Rows and columns count from 0 as the libraries do; people see them from 1 and `A`.

/// Version of this layout, as the identity sheet says it.
pub(crate) const VERSION: &str = "1";

/// Cover 封面: round, unit, department, deadline; filler, head and seal.
pub(crate) const COVER: &str = "封面";
/// Instructions 填报说明.
pub(crate) const INSTRUCTIONS: &str = "填报说明";
/// Region codes and lists 代码.
pub(crate) const CODES: &str = "代码";
/// The working-day calendar that live formulas look dates up in; hidden.
pub(crate) const CALENDAR: &str = "_calendar";
/// Who the workbook is for and what it was made from; very hidden. Column A keys, column B values.
pub(crate) const IDENTITY: &str = "_chengping";

/// Keys of the identity sheet, in order.
pub(crate) mod identity {
    /// Version of this layout: `1`.
    pub(crate) const LAYOUT: &str = "layout";
    /// The round, empty outside a round.
    pub(crate) const ROUND: &str = "round";
    /// Identifier of the questionnaire.
    pub(crate) const QUESTIONNAIRE: &str = "questionnaire";
    /// SHA-256 of the canonical questionnaire, hexadecimal: another version has another checksum.
    pub(crate) const CHECKSUM: &str = "checksum";
    /// Code of the department.
    pub(crate) const DEPARTMENT: &str = "department";
    /// Code of the region, empty where none was named.
    pub(crate) const REGION: &str = "region";
    /// First and last day of the period, `2025-01-01/2025-12-31`.
    pub(crate) const PERIOD: &str = "period";
}

/// An item's sheet is named by its code. Its rows:
/// title, with code and name in A.
pub(crate) const TITLE_ROW: u32 = 0;
/// Instruction: source, note, what counts.
pub(crate) const ABOUT_ROW: u32 = 1;
/// “Does not apply” 不适用: label in A, answer 是/否 in B, label in C, reason in D.
pub(crate) const NOT_APPLICABLE_ROW: u32 = 2;
/// The live value: label in A, formula in B.
pub(crate) const VALUE_ROW: u32 = 3;
/// The keys of the columns; hidden.
pub(crate) const KEY_ROW: u32 = 4;
/// The heads of the columns; frozen.
pub(crate) const HEAD_ROW: u32 = 5;
/// The first row of evidence.
pub(crate) const FIRST_ROW: u32 = 6;
/// Column of the answer in [`NOT_APPLICABLE_ROW`].
pub(crate) const NOT_APPLICABLE_COLUMN: u16 = 1;
/// Column of the reason in [`NOT_APPLICABLE_ROW`].
pub(crate) const REASON_COLUMN: u16 = 3;
/// Column of the formula in [`VALUE_ROW`].
pub(crate) const VALUE_COLUMN: u16 = 1;
/// Rows of evidence that carry validation and that the live formula sees.
pub(crate) const PREPARED_ROWS: u32 = 5_000;
