//! The sheet of an item: what is asked, whether it applies, its live value, and the evidence table.

use domain::questionnaire::{Column, Condition, EvidenceTable, Item, ValueRule, column::Value};
use rust_xlsxwriter::{
    ConditionalFormatDuplicate, ConditionalFormatFormula, DataValidation, DataValidationRule, ExcelDateTime, Formula,
    Note, Worksheet, XlsxError, utility::column_number_to_name,
};

use super::{
    Page,
    codes::Codes,
    style::Styles,
    validation, widths,
    words::{applies, scoring},
};
use crate::{
    condition::Predicate,
    formula::excel_value,
    layout::{
        ABOUT_ROW, CALENDAR, FIRST_ROW, HEAD_ROW, KEY_ROW, NOT_APPLICABLE_COLUMN, NOT_APPLICABLE_ROW, PREPARED_ROWS,
        REASON_COLUMN, TITLE_ROW, VALUE_COLUMN, VALUE_ROW,
    },
};

/// Empty rows with lines, so that a printed form has room.
const LINED_ROWS: u32 = 12;
/// Last row that carries validation.
const LAST_ROW: u32 = FIRST_ROW + PREPARED_ROWS - 1;
/// Longest reason for not applying.
const MAX_REASON: u32 = 2_000;

/// Writes the sheet.
pub(super) fn write(
    page: &Page<'_>,
    item: &Item,
    codes: &Codes,
    styles: &Styles,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let table = Table::new(page, item, styles);
    sheet.set_name(&item.code)?;
    table.columns(sheet)?;
    table.about(sheet)?;
    table.not_applicable(sheet)?;
    table.value(sheet)?;
    table.heads(sheet)?;
    table.validations(codes, sheet)?;
    table.marks(sheet)?;
    if let Some(previous) = page.template.previous.get(&item.code) {
        table.rows(previous, sheet)?;
    }
    table.print(sheet)
}

/// Whether a live formula or a mark looks working days up.
pub(super) fn needs_calendar(page: &Page<'_>, styles: &Styles) -> bool {
    page.items.iter().any(|item| {
        let table = Table::new(page, item, styles);
        let marks = item.row_rules.iter().filter_map(|rule| table.broken(&rule.holds));
        table.live_formula().into_iter().chain(marks).any(|formula| formula.contains(CALENDAR))
    })
}

struct Table<'a> {
    page: &'a Page<'a>,
    item: &'a Item,
    styles: &'a Styles,
    columns: Vec<&'a Column>,
}

impl<'a> Table<'a> {
    fn new(page: &'a Page<'a>, item: &'a Item, styles: &'a Styles) -> Self {
        Self { page, item, styles, columns: page.template.questionnaire.columns(item).collect() }
    }

    /// The formula that shows the item's value while its table is filled.
    fn live_formula(&self) -> Option<String> {
        excel_value(self.page.template.questionnaire, self.item, &self.page.template.period)
    }

    /// The last column, or D where the table is narrower than its own frame.
    fn last(&self) -> u16 {
        count(self.columns.len()).saturating_sub(1).max(REASON_COLUMN)
    }

    fn numbered(&self) -> impl Iterator<Item = (u16, &Column)> {
        (0..).zip(self.columns.iter().copied())
    }

    fn width(&self) -> f64 {
        self.columns.iter().map(|column| self.column_width(column)).sum()
    }

    /// The first columns hold the frame's labels too.
    fn column_width(&self, column: &Column) -> f64 {
        let place = self.columns.iter().position(|other| other.key == column.key);
        widths::of(column).max(if place == Some(0) || place == Some(2) { 14.0 } else { 0.0 })
    }

    fn columns(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (place, column) in self.numbered() {
            sheet.set_column_width(place, self.column_width(column))?;
            sheet.set_column_format(place, &Styles::cell(&column.rule))?;
            // The frame above the table has no lines.
            for row in TITLE_ROW..KEY_ROW {
                sheet.write_blank(row, place, &self.styles.plain)?;
            }
            for row in FIRST_ROW..FIRST_ROW + LINED_ROWS {
                sheet.write_blank(row, place, &Styles::cell(&column.rule))?;
            }
        }
        Ok(())
    }

    fn about(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let item = self.item;
        let name = format!("{} {}", item.code, item.name.zh);
        let english = format!("   {}", item.name.en);
        let title = [(&self.styles.title, name.as_str()), (&self.styles.aside, english.as_str())];
        sheet.write_rich_string_with_format(TITLE_ROW, 0, &title, &self.styles.plain)?.set_row_height(TITLE_ROW, 26)?;
        let mut about = format!("来源：{}。{}", item.source.zh, scoring(item).zh);
        if let Some(note) = &item.note {
            about.push_str("\n注意：");
            about.push_str(&note.zh);
        }
        let lines = widths::lines(&about, self.width());
        sheet.merge_range(ABOUT_ROW, 0, ABOUT_ROW, self.last(), &about, &self.styles.prose)?;
        sheet.set_row_height(ABOUT_ROW, lines * widths::LINE + 6.0)?;
        Ok(())
    }

    fn not_applicable(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (row, styles) = (NOT_APPLICABLE_ROW, self.styles);
        sheet.set_row_height(row, 2.0 * widths::LINE + 2.0)?;
        sheet.write_string_with_format(row, 0, "不适用？\nN/A?", &styles.label)?;
        if !self.item.may_not_apply {
            sheet.write_string_with_format(row, NOT_APPLICABLE_COLUMN, "否", &styles.centred)?;
            let text = applies(self.item);
            sheet.write_string_with_format(row, 2, format!("{}  {}", text.zh, text.en), &styles.aside)?;
            return Ok(());
        }
        let answer = DataValidation::new()
            .allow_list_strings(&["是", "否"])?
            .set_error_title("不适用")?
            .set_error_message(validation::message(&ValueRule::YesNo.requirement()))?;
        let reason = self.page.template.previous.get(&self.item.code).and_then(|table| table.not_applicable.as_deref());
        let said = if reason.is_some() { "是" } else { "否" };
        sheet.write_string_with_format(row, NOT_APPLICABLE_COLUMN, said, &styles.centred)?;
        sheet.add_data_validation(row, NOT_APPLICABLE_COLUMN, row, NOT_APPLICABLE_COLUMN, &answer)?;
        sheet.write_string_with_format(row, 2, "理由\nReason", &styles.label)?;
        if self.last() > REASON_COLUMN {
            sheet.merge_range(row, REASON_COLUMN, row, self.last(), reason.unwrap_or_default(), &styles.input)?;
        } else {
            sheet.write_string_with_format(row, REASON_COLUMN, reason.unwrap_or_default(), &styles.input)?;
        }
        let reason = DataValidation::new().allow_text_length(DataValidationRule::LessThanOrEqualTo(MAX_REASON));
        sheet.add_data_validation(row, REASON_COLUMN, row, REASON_COLUMN, &reason)?;
        Ok(())
    }

    fn value(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let Some(formula) = self.live_formula() else { return Ok(()) };
        let styles = self.styles;
        sheet.set_row_height(VALUE_ROW, 2.0 * widths::LINE + 2.0)?;
        sheet.write_string_with_format(VALUE_ROW, 0, "本项数值\nValue", &styles.label)?;
        let formula = Formula::new(formula).set_result("");
        sheet.write_array_formula_with_format(
            VALUE_ROW,
            VALUE_COLUMN,
            VALUE_ROW,
            VALUE_COLUMN,
            formula,
            &styles.live,
        )?;
        let unit = self.item.unit.as_ref().map(|unit| unit.zh.as_str()).unwrap_or_default();
        let hint = format!("{unit}（随填随算，以上传后的核算为准）  Computed as you type; what counts is the upload.");
        sheet.write_string_with_format(VALUE_ROW, 2, hint, &styles.aside)?;
        Ok(())
    }

    fn heads(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let styles = self.styles;
        let mut lines: f64 = 2.0;
        for (place, column) in self.numbered() {
            sheet.write_string_with_format(KEY_ROW, place, &column.key, &styles.plain)?;
            let english = format!("\n{}", column.label.en);
            let mut parts = Vec::with_capacity(3);
            if column.required {
                parts.push((&styles.star, "* "));
            }
            parts.push((&styles.name, column.label.zh.as_str()));
            parts.push((&styles.english, english.as_str()));
            sheet.write_rich_string_with_format(HEAD_ROW, place, &parts, &styles.head)?;
            let width = self.column_width(column);
            let small = widths::lines(&column.label.en, width * 1.2);
            lines = lines.max(widths::lines(&format!("* {}", column.label.zh), width) + small);
            sheet.insert_note(HEAD_ROW, place, &self.note(column))?;
        }
        sheet.set_row_hidden(KEY_ROW)?.set_row_height(HEAD_ROW, lines * widths::LINE + 4.0)?;
        let leading = self.page.template.questionnaire.leading_columns.len();
        sheet.set_freeze_panes(HEAD_ROW + 1, count(leading))?.set_selection(FIRST_ROW, 0, FIRST_ROW, 0)?;
        Ok(())
    }

    /// The note of a column: its instruction, and the rules of rows that mark it.
    fn note(&self, column: &Column) -> Note {
        let mut text = note_text(column);
        for rule in self.item.row_rules.iter().filter(|rule| rule.column == column.key) {
            text.push('\n');
            text.push_str(&rule.text.zh);
            text.push('\n');
            text.push_str(&rule.text.en);
        }
        let lines = widths::lines(&text, 38.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen lines of text")]
        let height = (lines * 17.0 + 14.0) as u32;
        Note::new(text).add_author_prefix(false).set_author("诚评").set_width(290).set_height(height).set_font_size(9)
    }

    fn validations(&self, codes: &Codes, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (place, column) in self.numbered() {
            let cell = format!("{}{}", column_number_to_name(place), FIRST_ROW + 1);
            let validation = validation::of(column, &cell, codes)?;
            sheet.add_data_validation(FIRST_ROW, place, LAST_ROW, place, &validation)?;
        }
        Ok(())
    }

    /// Fills of cells that are missing, repeated or at odds with others, while one types.
    fn marks(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let first = FIRST_ROW + 1;
        let last = column_number_to_name(count(self.columns.len()).saturating_sub(1));
        for (place, column) in self.numbered() {
            let name = column_number_to_name(place);
            if column.required {
                let blank = format!("AND(COUNTA($A{first}:${last}{first})>0,LEN(TRIM(${name}{first}))=0)");
                let mark =
                    ConditionalFormatFormula::new().set_rule(Formula::new(blank)).set_format(&self.styles.missing);
                sheet.add_conditional_format(FIRST_ROW, place, LAST_ROW, place, &mark)?;
            }
            if column.unique {
                let mark = ConditionalFormatDuplicate::new().set_format(&self.styles.broken);
                sheet.add_conditional_format(FIRST_ROW, place, LAST_ROW, place, &mark)?;
            }
        }
        for rule in &self.item.row_rules {
            let Some(place) = self.columns.iter().position(|column| column.key == rule.column) else { continue };
            let Some(broken) = self.broken(&rule.holds) else { continue };
            let mark = ConditionalFormatFormula::new().set_rule(Formula::new(broken)).set_format(&self.styles.broken);
            sheet.add_conditional_format(FIRST_ROW, count(place), LAST_ROW, count(place), &mark)?;
        }
        Ok(())
    }

    /// Where a condition is known not to hold, for the first row.
    fn broken(&self, holds: &Condition) -> Option<String> {
        let not = Condition(format!("!({})", holds.0));
        let cell = |place: usize| format!("${}{}", column_number_to_name(count(place)), FIRST_ROW + 1);
        let formula = Predicate::compile(&not, &self.columns).ok()?.to_excel(&cell, &self.page.template.period)?;
        // Excel takes no array constants here; the server tells what they would have shown.
        (!formula.contains('{')).then(|| format!("{formula}=1"))
    }

    fn rows(&self, table: &EvidenceTable, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (row, filled) in (FIRST_ROW..).zip(&table.rows) {
            for ((place, column), value) in self.numbered().zip(&filled.values) {
                let format = Styles::cell(&column.rule);
                match value {
                    None => sheet.write_blank(row, place, &format)?,
                    Some(Value::Bool(truth)) => {
                        sheet.write_string_with_format(row, place, if *truth { "是" } else { "否" }, &format)?
                    }
                    Some(Value::Number(number)) if matches!(column.rule, ValueRule::Percent { .. }) => {
                        sheet.write_number_with_format(row, place, number / 100.0, &format)?
                    }
                    Some(Value::Number(number)) => sheet.write_number_with_format(row, place, *number, &format)?,
                    Some(Value::Date(day)) => {
                        let year = u16::try_from(day.year()).unwrap_or(1900);
                        let day = ExcelDateTime::from_ymd(year, day.month() as u8, day.day())?;
                        sheet.write_datetime_with_format(row, place, day, &format)?
                    }
                    Some(Value::Text(text)) => sheet.write_string_with_format(row, place, text, &format)?,
                };
            }
        }
        Ok(())
    }

    fn print(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let respondent = self.page.respondent().zh.replace('&', "&&");
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_repeat_rows(HEAD_ROW, HEAD_ROW)?
            .set_footer(format!("&L&9{respondent}&C&9{}&R&9第 &P 页，共 &N 页", self.item.code));
        if let Some(notice) = self.page.template.notice {
            sheet.set_header(format!("&C&9{notice}"));
        }
        Ok(())
    }
}

/// The instruction of a column, in both languages.
pub(super) fn note_text(column: &Column) -> String {
    let instruction = column.instruction();
    format!("{}\n{}", instruction.zh, instruction.en)
}

fn count(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
