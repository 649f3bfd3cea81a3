//! What was answered, as far as it is public: one sheet of all items and units, and one an item with its
//! rows.

use domain::{EditionContent, Text, questionnaire::Sensitivity};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::sheet::{Sheet, Styles};
use crate::format::answers::{self, Answer, Written};

/// Name of the sheet of all items.
const EVIDENCE: &str = "佐证 Evidence";
/// Signs that may not stand in the name of a sheet.
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// Most characters of the name of a sheet.
const MAX_NAME: usize = 31;

/// Adds the sheets; none for an edition without evidence.
pub(super) fn sheets(content: &EditionContent, workbook: &mut Workbook, styles: &Styles) -> Result<(), XlsxError> {
    let answers: Vec<Answer<'_>> = answers::all(content).collect();
    if answers.is_empty() {
        return Ok(());
    }
    overview(content, &answers, Sheet::add(workbook, EVIDENCE, styles)?)?;
    for of_item in answers.chunk_by(|a, b| a.item == b.item) {
        if of_item.iter().any(|answer| answer.entry.rows.shown().is_some_and(|rows| !rows.is_empty())) {
            rows(content, of_item, Sheet::add(workbook, &sheet_name(of_item[0].item), styles)?)?;
        }
    }
    Ok(())
}

/// `佐证 A1.1`; the code of an item may hold what the name of a sheet may not.
fn sheet_name(item: &str) -> String {
    let item = item.chars().map(|c| if NOT_IN_NAMES.contains(&c) { '-' } else { c });
    "佐证 ".chars().chain(item).take(MAX_NAME).collect()
}

fn overview(content: &EditionContent, answers: &[Answer<'_>], mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    let heads = [
        Text::new("题项", "Item"),
        Text::new("名称", "Name"),
        Text::new("对象代码", "Unit code"),
        Text::new("对象", "Unit"),
        Text::new("数值", "Value"),
        Text::new("分子", "Numerator"),
        Text::new("分母", "Denominator"),
        Text::new("行数", "Rows"),
        Text::new("不适用的理由", "Why it does not apply"),
        Text::new("评定", "Judgement"),
        Text::new("评定理由", "Reason"),
        Text::new("所引佐证", "Cited"),
        Text::new("佐证材料（编号 名称 SHA-256）", "Documents (number, name, SHA-256)"),
    ];
    sheet.heads(&heads, &[10.0, 36.0, 12.0, 28.0, 12.0, 12.0, 12.0, 8.0, 30.0, 16.0, 40.0, 20.0], 60.0)?;
    for answer in answers {
        let entry = answer.entry;
        let rating = entry.rating.as_ref();
        let documents = entry.documents.iter().map(|d| format!("{} {} {}", d.number, d.name, d.sha256));
        let rows = u32::try_from(entry.rows.count()).unwrap_or(u32::MAX);
        sheet
            .next_row()
            .text(answer.item)?
            .text(&item_name(content, answer.item))?
            .text(answer.unit)?
            .text(&unit_name(content, answer.unit))?
            .value(entry.value)?
            .value(entry.numerator)?
            .value(entry.denominator)?
            .rank(Some(rows))?
            .prose(entry.not_applicable.as_deref().unwrap_or_default())?
            .text(&rating.map(|rating| answers::judgement(&rating.judgement)).unwrap_or_default())?
            .prose(rating.map_or("", |rating| &rating.reason))?
            .text(&rating.map(|rating| answers::cited(&rating.citations)).unwrap_or_default())?
            .prose(&documents.collect::<Vec<_>>().join("\n"))?;
    }
    sheet.filter(0)?.freeze(1, 4)
}

fn rows(content: &EditionContent, answers: &[Answer<'_>], mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    let public: Vec<usize> = (0..answers[0].columns.len())
        .filter(|&column| answers[0].columns[column].sensitivity == Sensitivity::Public)
        .collect();
    let mut heads = vec![Text::new("对象代码", "Unit code"), Text::new("对象", "Unit"), Text::new("行号", "Row")];
    heads.extend(public.iter().map(|&column| answers[0].columns[column].label.clone()));
    sheet.heads(&heads, &[12.0, 28.0, 8.0], 20.0)?;
    for answer in answers {
        let name = unit_name(content, answer.unit);
        for row in answer.entry.rows.shown().unwrap_or_default() {
            sheet.next_row().text(answer.unit)?.text(&name)?.rank(Some(row.number))?;
            for &column in &public {
                match row.values.get(column).and_then(Option::as_ref).map(answers::written) {
                    Some(Written::Number(number)) => sheet.value(Some(number))?,
                    Some(Written::Words(words)) => sheet.text(&words)?,
                    None => sheet.value(None)?,
                };
            }
        }
    }
    sheet.filter(0)?.freeze(1, 3)
}

fn item_name(content: &EditionContent, code: &str) -> String {
    let item = content.evidence.as_ref().and_then(|evidence| evidence.questionnaire.item(code));
    item.map(|item| item.name.to_string()).unwrap_or_default()
}

fn unit_name(content: &EditionContent, code: &str) -> String {
    content.data.units.iter().find(|unit| unit.code == code).map(|unit| unit.name.to_string()).unwrap_or_default()
}
