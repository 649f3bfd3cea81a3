//! The cover 封面: for whom, by when, which sheets, and the boxes of those who answer for it.

use domain::questionnaire::Item;
use rust_xlsxwriter::{Formula, Url, Worksheet, XlsxError, utility::column_number_to_name};

use super::{Page, style::Styles, widths};
use crate::layout::{COVER, FIRST_ROW, NOT_APPLICABLE_ROW, PREPARED_ROWS};

/// Widths of the four columns.
const WIDTHS: [f64; 4] = [18.0, 40.0, 16.0, 22.0];

/// Writes the sheet.
pub(super) fn write(page: &Page<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(COVER)?.set_screen_gridlines(false);
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let row = title(page, styles, sheet)?;
    let row = facts(page, styles, sheet, row)?;
    let row = contents(page, styles, sheet, row + 1)?;
    signatures(styles, sheet, row + 1)
}

fn title(page: &Page<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
    let questionnaire = page.template.questionnaire;
    let wide: f64 = WIDTHS.iter().sum();
    sheet.set_row_height(0, 12)?;
    let zh = format!("{}\n填报工作簿", questionnaire.title.zh);
    sheet.merge_range(1, 0, 1, 3, &zh, &styles.cover_title)?;
    sheet.set_row_height(1, widths::lines(&zh, wide / 2.0) * 28.0)?;
    let en = format!("{}: evidence workbook", questionnaire.title.en);
    sheet.merge_range(2, 0, 2, 3, &en, &styles.subtitle)?;
    sheet.set_row_height(2, widths::lines(&en, wide) * widths::LINE + 4.0)?;
    let mut row = 3;
    for text in page.template.notice.into_iter().chain(&questionnaire.status) {
        let text = format!("{}\n{}", text.zh, text.en);
        sheet.merge_range(row, 0, row, 3, &text, &styles.notice)?;
        sheet.set_row_height(row, widths::lines(&text, wide) * widths::LINE + 4.0)?;
        row += 1;
    }
    Ok(row + 1)
}

fn facts(page: &Page<'_>, styles: &Styles, sheet: &mut Worksheet, mut row: u32) -> Result<u32, XlsxError> {
    let template = page.template;
    let both = |text: &domain::Text| format!("{}\n{}", text.zh, text.en);
    let mut facts = Vec::new();
    if let Some(round) = template.round {
        facts.push(("评估轮次\nRound", both(round.name)));
    }
    if let Some(region) = template.region {
        facts.push(("评估对象\nUnit", format!("{}（{}）\n{}", region.name.zh, region.code, region.name.en)));
    }
    facts.push(("填报部门\nDepartment", both(&page.department.name)));
    facts.push(("评估期\nPeriod", format!("{} 至 {}", template.period.start, template.period.end)));
    let deadline = template.deadline.map_or_else(|| "见通知  see the notice".to_owned(), |day| day.to_string());
    facts.push(("截止日期\nDeadline", deadline));
    for (label, value) in facts {
        sheet.write_string_with_format(row, 0, label, &styles.label)?;
        sheet.merge_range(row, 1, row, 3, &value, &styles.value)?;
        sheet.set_row_height(row, 2.0 * widths::LINE + 6.0)?;
        row += 1;
    }
    Ok(row)
}

fn contents(page: &Page<'_>, styles: &Styles, sheet: &mut Worksheet, mut row: u32) -> Result<u32, XlsxError> {
    let heads = ["题项\nItem", "名称\nName", "行数\nRows", "不适用\nN/A"];
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(row, column, head, &styles.head)?;
    }
    sheet.set_row_height(row, 2.0 * widths::LINE + 4.0)?;
    for item in page.items {
        row += 1;
        let link = Url::new(format!("internal:'{}'!A{}", item.code, FIRST_ROW + 1)).set_text(&item.code);
        sheet.write_url_with_format(row, 0, link, &styles.link)?;
        let name = format!("{}\n{}", item.name.zh, item.name.en);
        sheet.write_string_with_format(row, 1, &name, &styles.value)?;
        let (rows, formula) = rows(page, item);
        sheet.write_formula_with_format(row, 2, Formula::new(formula).set_result(rows.to_string()), &styles.centred)?;
        let answer = Formula::new(format!("='{}'!B{}", item.code, NOT_APPLICABLE_ROW + 1)).set_result("否");
        sheet.write_formula_with_format(row, 3, answer, &styles.centred)?;
        sheet.set_row_height(row, widths::lines(&name, WIDTHS[1]) * widths::LINE + 4.0)?;
    }
    Ok(row + 1)
}

/// How many rows are filled, counted in the first required column; now, and as a formula.
fn rows(page: &Page<'_>, item: &Item) -> (usize, String) {
    let columns = page.template.questionnaire.columns(item);
    let place = columns.clone().position(|column| column.required).unwrap_or_default();
    let name = column_number_to_name(u16::try_from(place).unwrap_or_default());
    let (first, last) = (FIRST_ROW + 1, FIRST_ROW + PREPARED_ROWS);
    let now =
        page.template.previous.get(&item.code).map_or(0, |table| {
            table.rows.iter().filter(|row| row.values.get(place).is_some_and(Option::is_some)).count()
        });
    (now, format!("=COUNTA('{}'!{name}{first}:{name}{last})", item.code))
}

fn signatures(styles: &Styles, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
    let boxes = [
        ("填报人\nFilled by", "联系电话\nTelephone", 34.0),
        ("负责人（签字）\nHead (signature)", "日期\nDate", 34.0),
        ("单位（盖章）\nOrganisation (seal)", "", 90.0),
    ];
    for (row, (left, right, height)) in (row..).zip(boxes) {
        sheet.set_row_height(row, height)?;
        sheet.write_string_with_format(row, 0, left, &styles.label)?;
        if right.is_empty() {
            sheet.merge_range(row, 1, row, 3, "", &styles.input)?;
        } else {
            sheet.write_blank(row, 1, &styles.input)?;
            sheet.write_string_with_format(row, 2, right, &styles.label)?;
            sheet.write_blank(row, 3, &styles.input)?;
        }
    }
    Ok(())
}
