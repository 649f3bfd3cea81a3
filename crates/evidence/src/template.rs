//! Writes the evidence workbook 填报工作簿 that a respondent fills: a cover, instructions, a sheet for
//! each item, the codes it may use, and who it is for.
//!
//! What a column's note says, what Excel refuses and what the server refuses come from one
//! [`domain::questionnaire::ValueRule`]. The same input gives the same bytes.

mod codes;
mod cover;
mod head;
mod identity;
mod instructions;
mod sheet;
mod style;
#[cfg(test)]
mod tests;
mod validation;
mod widths;
mod words;

use std::collections::BTreeMap;

use domain::{
    Period, Questionnaire, Text,
    questionnaire::{Department, EvidenceTable, Item, Region},
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use time::Date;

pub use self::head::write_head;
use self::{codes::Codes, style::Styles};

/// What a template is made from.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Code of the department that fills it.
    pub department: &'a str,
    /// The region it speaks for; `None` where the round is not about regions.
    pub region: Option<&'a Region>,
    /// The round; `None` outside a round.
    pub round: Option<TemplateRound<'a>>,
    /// Last day for filing.
    pub deadline: Option<Date>,
    /// The days that are assessed.
    pub period: Period,
    /// Tables to begin with, by code of their items: those of the year before, or all of a workbook that is
    /// written filled. A reason in one says that its item does not apply.
    pub previous: &'a BTreeMap<String, EvidenceTable>,
    /// The period that the rows of `previous` were filed for, where whoever fills the workbook must bring them
    /// up to date; `None` where they are its own.
    pub carried_from: Option<&'a str>,
    /// What the cover and every printed page must say first: that the figures are invented.
    pub notice: Option<&'a Text>,
}

/// The round a template is for.
#[derive(Debug, Clone, Copy)]
pub struct TemplateRound<'a> {
    /// Identifies it: what comes back is matched with it.
    pub id: &'a str,
    /// Its name on the cover.
    pub name: &'a Text,
}

/// Why there is no template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The questionnaire has no such department.
    #[error("the questionnaire has no department {0:?}")]
    UnknownDepartment(String),
    /// The department is asked nothing.
    #[error("department {0:?} fills no item")]
    NothingAsked(String),
    /// The workbook cannot hold it.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] XlsxError),
}

/// Writes the workbook.
///
/// # Errors
/// An unknown department, one that fills no item, or contents that do not fit into a workbook.
pub fn write_template(template: &Template<'_>) -> Result<Vec<u8>, TemplateError> {
    let unknown = || TemplateError::UnknownDepartment(template.department.to_owned());
    let department = template.questionnaire.department(template.department).ok_or_else(unknown)?;
    let items: Vec<&Item> = template.questionnaire.asked_of(template.department).collect();
    if items.is_empty() {
        return Err(TemplateError::NothingAsked(template.department.to_owned()));
    }
    let page = Page { template, department, items: &items };
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::default_format(), style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    workbook.set_properties(&properties(&page)?);
    let codes = Codes::new(&page);
    cover::write(&page, &styles, workbook.add_worksheet())?;
    instructions::write(&page, &styles, workbook.add_worksheet())?;
    for item in &items {
        sheet::write(&page, item, &codes, &styles, workbook.add_worksheet())?;
    }
    codes.write(&styles, workbook.add_worksheet())?;
    if sheet::needs_calendar(&page, &styles) {
        identity::write_calendar(workbook.add_worksheet())?;
    }
    identity::write(&page, workbook.add_worksheet())?;
    Ok(workbook.save_to_buffer()?)
}

/// What every sheet is written from.
struct Page<'a> {
    template: &'a Template<'a>,
    department: &'a Department,
    items: &'a [&'a Item],
}

impl Page<'_> {
    /// Who fills it: 太原市财政局.
    fn respondent(&self) -> Text {
        let department = &self.department.name;
        let Some(region) = self.template.region else { return department.clone() };
        // 太原市 and 市财政局 share a word.
        let own = department.zh.strip_prefix('市').filter(|_| region.name.zh.ends_with('市'));
        Text::new(
            format!("{}{}", region.name.zh, own.unwrap_or(&department.zh)),
            format!("{}: {}", region.name.en, department.en),
        )
    }

    /// The year, or both days where it is no calendar year.
    fn period(&self) -> String {
        let Period { start, end } = self.template.period;
        let whole_year =
            start.year() == end.year() && start.ordinal() == 1 && end.month() as u8 == 12 && end.day() == 31;
        if whole_year { start.year().to_string() } else { format!("{start} – {end}") }
    }
}

/// Without a clock there is one creation time that repeats: the first day of the period.
fn properties(page: &Page<'_>) -> Result<DocProperties, XlsxError> {
    let start = page.template.period.start;
    let year = u16::try_from(start.year()).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, start.month() as u8, start.day())?;
    Ok(DocProperties::new()
        .set_title(format!("{} {}", page.template.questionnaire.title.zh, page.period()))
        .set_subject(page.respondent().zh)
        .set_author("诚评 Chengping")
        .set_creation_datetime(&created))
}
