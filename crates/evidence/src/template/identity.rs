//! Hidden sheets: what the workbook was made from, and the table of working days.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Page;
use crate::{
    calendar_rows,
    layout::{self, identity},
    questionnaire_checksum,
};

/// Writes who the workbook is for and what it was made from.
pub(super) fn write(page: &Page<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let template = page.template;
    let entries = [
        (identity::LAYOUT, layout::VERSION.to_owned()),
        (identity::ROUND, template.round.map(|round| round.id.to_owned()).unwrap_or_default()),
        (identity::QUESTIONNAIRE, template.questionnaire.id.clone()),
        (identity::CHECKSUM, questionnaire_checksum(template.questionnaire)),
        (identity::DEPARTMENT, template.department.to_owned()),
        (identity::REGION, template.region.map(|region| region.code.clone()).unwrap_or_default()),
        (identity::PERIOD, template.period.to_string()),
    ];
    sheet.set_name(layout::IDENTITY)?.set_very_hidden(true);
    for (row, (key, value)) in (0..).zip(&entries) {
        sheet.write_string(row, 0, *key)?;
        if !value.is_empty() {
            sheet.write_string(row, 1, value)?;
        }
    }
    Ok(())
}

/// Writes the table that live formulas look working days up in.
pub(super) fn write_calendar(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(layout::CALENDAR)?.set_hidden(true);
    for (row, (day, days)) in (0..).zip(calendar_rows()) {
        sheet.write_number(row, 0, day)?.write_number(row, 1, days)?;
    }
    Ok(())
}
