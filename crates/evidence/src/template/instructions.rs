//! The instructions 填报说明, in both languages: how to fill, and for each item its columns.

use domain::{
    Text,
    questionnaire::{Column, Item},
};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    Page,
    style::Styles,
    widths,
    words::{applies, scoring},
};
use crate::layout::{CODES, INSTRUCTIONS};

/// Widths of the three columns: of what, in Chinese, in English.
const WIDTHS: [f64; 3] = [28.0, 60.0, 66.0];

/// Writes the sheet.
pub(super) fn write(page: &Page<'_>, styles: &Styles, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(INSTRUCTIONS)?.set_screen_gridlines(false);
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut lines = Lines { sheet, styles, row: 0 };
    lines.section("填报说明  How to fill this workbook")?;
    let template = page.template;
    let filled = |item: &Item| template.previous.get(&item.code).map_or(0, |table| table.rows.len());
    let carried = template.carried_from.filter(|_| page.items.iter().any(|item| filled(item) > 0));
    for (number, text) in (1..).zip(general().into_iter().chain(carried.map(begins_with))) {
        lines.line(&number.to_string(), &text)?;
    }
    let questionnaire = template.questionnaire;
    let common: Vec<&Column> = questionnaire.leading_columns.iter().chain(&questionnaire.trailing_columns).collect();
    if !common.is_empty() {
        lines.row += 1;
        lines.section("各表相同的列  Columns of every table")?;
        lines.columns(&common)?;
    }
    for item in page.items {
        lines.item(item, carried.map(|period| (period, filled(item))).filter(|(_, rows)| *rows > 0))?;
    }
    Ok(())
}

fn general() -> Vec<Text> {
    vec![
        Text::new(
            "每个题项一张表，每行一条证据。表头带红色 * 的列必须填写；鼠标停在表头上，可看到该列的要求。",
            "Each item has a sheet, each piece of evidence a row. Columns with a red * must be filled; rest the pointer on a head to read what its column takes.",
        ),
        Text::new(
            "浅红色的格子是漏填，浅黄色的格子是重复或前后矛盾。改好后颜色自动消失。",
            "A pale red cell is missing; a pale yellow one repeats another or contradicts its row. The colour goes once it is mended.",
        ),
        Text::new(
            format!("行政区划代码从“{CODES}”表中选，限本地区及其所辖县（市、区）。"),
            format!("Choose division codes from the sheet {CODES}: your own region and those within it."),
        ),
        Text::new(
            "佐证材料先编号，在“佐证材料编号”列填写号码，例如 1,2；材料在网上随工作簿一起上传。",
            "Number your supporting documents and write their numbers, such as 1,2; upload the documents together with the workbook.",
        ),
        Text::new(
            "可以增加行、调整列宽、排序；不要改表名和表头，不要合并单元格。",
            "You may add rows, change widths and sort; do not rename sheets or heads, and do not merge cells.",
        ),
        Text::new(
            "另存为 .xlsx 后上传（Excel、WPS、LibreOffice 均可）。上传后会逐格指出问题，可以改了再传，每次都会留存。",
            "Save as .xlsx (Excel, WPS and LibreOffice will do) and upload. Problems are then shown cell by cell; you may mend and upload again, and each upload is kept.",
        ),
    ]
}

/// That rows of another period stand in it.
fn begins_with(period: &str) -> Text {
    Text::new(
        format!(
            "表中已填入 {period} 的行，即上一次经负责人确认的内容：逐行改成本评估期的情况，不再有的删去。哪些表有，见下面各题项。"
        ),
        format!(
            "Rows of {period}, as they were confirmed then, stand in the tables already: bring each up to date for the period assessed now, or delete it. Which tables have some is said below, item by item."
        ),
    )
}

fn filled_in(period: &str, rows: usize) -> Text {
    Text::new(
        format!("本表已填入 {period} 的 {rows} 行：请逐行更新或删除。"),
        format!("Rows of {period} that stand in this table already: {rows}. Bring them up to date or delete them."),
    )
}

struct Lines<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    row: u32,
}

impl Lines<'_> {
    fn section(&mut self, title: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, title, &self.styles.section)?;
        for column in 1..=2 {
            self.sheet.write_blank(self.row, column, &self.styles.section)?;
        }
        self.sheet.set_row_height(self.row, 26)?;
        self.row += 1;
        Ok(())
    }

    fn line(&mut self, label: &str, text: &Text) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, label, &self.styles.label)?;
        self.sheet.write_string_with_format(self.row, 1, &text.zh, &self.styles.value)?;
        self.sheet.write_string_with_format(self.row, 2, &text.en, &self.styles.value)?;
        let lines = [(label, WIDTHS[0]), (&text.zh, WIDTHS[1]), (&text.en, WIDTHS[2])]
            .map(|(text, width)| widths::lines(text, width))
            .into_iter()
            .fold(1.0, f64::max);
        self.sheet.set_row_height(self.row, lines * widths::LINE + 4.0)?;
        self.row += 1;
        Ok(())
    }

    fn columns(&mut self, columns: &[&Column]) -> Result<(), XlsxError> {
        for column in columns {
            let star = if column.required { "* " } else { "" };
            self.line(&format!("{star}{}\n{}", column.label.zh, column.label.en), &column.instruction())?;
        }
        Ok(())
    }

    fn item(&mut self, item: &Item, carried: Option<(&str, usize)>) -> Result<(), XlsxError> {
        self.row += 1;
        self.section(&format!("{} {}  {}", item.code, item.name.zh, item.name.en))?;
        if let Some((period, rows)) = carried {
            self.line("已填入的行\nRows filled in", &filled_in(period, rows))?;
        }
        self.line("数据来源\nSource", &item.source)?;
        self.line("计分\nScoring", &scoring(item))?;
        self.line("是否适用\nWhether it applies", &applies(item))?;
        if let Some(note) = &item.note {
            self.line("注意\nNote", note)?;
        }
        self.columns(&item.columns.iter().collect::<Vec<_>>())?;
        for rule in &item.row_rules {
            self.line("表内关系\nWithin a row", &rule.text)?;
        }
        Ok(())
    }
}
