//! The sheet 代码: the places a respondent may name, and lists of options too long for a validation.

use domain::{
    Text,
    questionnaire::{Region, ValueRule},
};
use rust_xlsxwriter::{Worksheet, XlsxError, utility::column_number_to_name};

use super::{Page, style::Styles, validation::fits_in_place, widths};
use crate::layout::CODES;

/// The row of the heads, as libraries count.
const HEAD: u32 = 2;
/// The first row below the heads, as people count.
const FIRST: usize = HEAD as usize + 2;
/// The first column of lists; regions take three, and one stays empty.
const LISTS: u16 = 4;

/// What the sheet lists.
pub(super) struct Codes {
    regions: Vec<Region>,
    lists: Vec<List>,
}

struct List {
    head: Text,
    options: Vec<Text>,
}

impl Codes {
    pub(super) fn new(page: &Page<'_>) -> Self {
        let questionnaire = page.template.questionnaire;
        let mut lists: Vec<List> = Vec::new();
        for column in page.items.iter().flat_map(|item| questionnaire.columns(item)) {
            if let ValueRule::Options { options } = &column.rule
                && !fits_in_place(options)
                && !lists.iter().any(|list| list.options == *options)
            {
                lists.push(List { head: column.label.clone(), options: options.clone() });
            }
        }
        Self { regions: within(&questionnaire.regions, page.template.region), lists }
    }

    /// The cells of the region codes.
    pub(super) fn regions(&self) -> String {
        format!("={CODES}!$A${FIRST}:$A${}", FIRST + self.regions.len().max(1) - 1)
    }

    /// The cells of a list of options; `None` where it stands in the validation itself.
    pub(super) fn range_of(&self, options: &[Text]) -> Option<String> {
        let place = self.lists.iter().position(|list| list.options == options)?;
        let column = column_number_to_name(LISTS + u16::try_from(place).ok()?);
        Some(format!("={CODES}!${column}${FIRST}:${column}${}", FIRST + options.len() - 1))
    }

    pub(super) fn write(&self, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(CODES)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.write_string_with_format(0, 0, "代码  Codes", &styles.title)?.set_row_height(0, 24)?;
        let text = ValueRule::Region;
        let code = Styles::cell(&text);
        for (column, (name, width)) in (0..).zip([
            ("行政区划代码\nDivision code", 16.0),
            ("名称\nName", 18.0),
            ("英文名称\nName in English", 26.0),
        ]) {
            sheet.write_string_with_format(HEAD, column, name, &styles.head)?.set_column_width(column, width)?;
        }
        sheet.set_row_height(HEAD, 2.0 * widths::LINE + 4.0)?.set_freeze_panes(HEAD + 1, 0)?;
        for (row, region) in (HEAD + 1..).zip(&self.regions) {
            sheet.write_string_with_format(row, 0, &region.code, &code)?;
            sheet.write_string_with_format(row, 1, &region.name.zh, &styles.value)?;
            sheet.write_string_with_format(row, 2, &region.name.en, &styles.value)?;
        }
        for (column, list) in (LISTS..).zip(&self.lists) {
            let name = format!("{}\n{}", list.head.zh, list.head.en);
            let widest = list.options.iter().map(|o| widths::width(&o.zh) + 2.0).fold(14.0, f64::max);
            sheet.write_string_with_format(HEAD, column, name, &styles.head)?;
            sheet.set_column_width(column, widest.min(40.0))?;
            for (row, option) in (HEAD + 1..).zip(&list.options) {
                sheet.write_string_with_format(row, column, &option.zh, &styles.value)?;
            }
        }
        Ok(())
    }
}

/// The respondent's own region and those within it; all without one.
fn within(regions: &[Region], own: Option<&Region>) -> Vec<Region> {
    let Some(own) = own else { return regions.to_vec() };
    let mut inside: Vec<Region> = vec![own.clone()];
    // Parents may stand after their children, and there are only as many levels.
    loop {
        let found: Vec<Region> = regions
            .iter()
            .filter(|region| !inside.iter().any(|known| known.code == region.code))
            .filter(|region| region.parent.as_ref().is_some_and(|p| inside.iter().any(|known| known.code == *p)))
            .cloned()
            .collect();
        if found.is_empty() {
            return inside;
        }
        inside.extend(found);
    }
}
