//! XLSX: the whole edition as a workbook that people can read, sort and print.
//!
//! - Values only: nothing is a formula, and a text that looks like one has the quote prefix, so that
//!   editing its cell does not turn it into one.
//! - Cells hold the full value; only their format rounds, to the recipe's decimals.
//! - The same content gives the same bytes: the creation time is when the edition was frozen.

mod evidence;
mod sheet;
#[cfg(test)]
mod tests;

use domain::{Direction, EditionContent, Text, Unit};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use time::format_description::well_known::Rfc3339;

use self::sheet::{Sheet, Styles};
use super::{
    columns::{self, Cell, NodeColumn, UnitColumn},
    rows,
};
use crate::{
    PublicationError,
    bundle::FORMAT,
    canonical::{sha256_hex, to_canonical},
    describe::method_sections,
};

/// Names of the sheets.
const EXAMPLE: &str = "示例数据 Example data";
const RANKING: &str = "排名 Ranking";
const GRADES: &str = "等次 Grades";
const DERIVATION: &str = "推导 Derivation";
const ADJUSTMENTS: &str = "扣分加分 Adjustments";
const INSTRUMENT: &str = "指标体系 Instrument";
const METHOD: &str = "方法 Method";
const DATA: &str = "数据 Data";
const ABOUT: &str = "说明 About";

/// Writes the workbook.
///
/// # Errors
/// A number is not finite, or the content does not fit into a workbook (1 048 576 rows, 16 384
/// columns).
pub fn write(content: &EditionContent) -> Result<Vec<u8>, PublicationError> {
    let hash = sha256_hex(&to_canonical(content)?);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(content)?);
    let notice = content.index.notice();
    let styles = Styles::new(content.recipe.decimals, notice.as_ref());
    if let Some(notice) = &notice {
        let mut sheet = Sheet::add(&mut workbook, EXAMPLE, &styles)?;
        sheet.heads(&[Text::same("中文"), Text::same("English")], &[70.0, 90.0], 70.0)?;
        sheet.next_row().strong(&notice.zh)?.strong(&notice.en)?;
    }
    if content.withholds_scores() {
        grades(content, Sheet::add(&mut workbook, GRADES, &styles)?)?;
    } else {
        ranking(content, Sheet::add(&mut workbook, RANKING, &styles)?)?;
        derivation(content, Sheet::add(&mut workbook, DERIVATION, &styles)?)?;
        if columns::has_adjustments(&content.recipe) {
            adjustments(content, Sheet::add(&mut workbook, ADJUSTMENTS, &styles)?)?;
        }
    }
    instrument(content, Sheet::add(&mut workbook, INSTRUMENT, &styles)?)?;
    method(content, Sheet::add(&mut workbook, METHOD, &styles)?)?;
    if !content.withholds_scores() {
        data(content, Sheet::add(&mut workbook, DATA, &styles)?)?;
    }
    evidence::sheets(content, &mut workbook, &styles)?;
    about(content, &hash, Sheet::add(&mut workbook, ABOUT, &styles)?)?;
    Ok(workbook.save_to_buffer()?)
}

fn properties(content: &EditionContent) -> Result<DocProperties, XlsxError> {
    let frozen_at = ExcelDateTime::from_timestamp(content.frozen_at.unix_timestamp())?;
    Ok(DocProperties::new()
        .set_title(format!("{} {} v{}", content.index.name, content.period, content.version))
        .set_author(content.assessor.to_string())
        .set_creation_datetime(&frozen_at))
}

fn ranking(content: &EditionContent, mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    let mut heads = vec![Text::new("名次", "Rank")];
    heads.extend(unit_heads());
    heads.extend([Text::new("得分", "Score"), Text::new("等次", "Grade")]);
    heads.extend(rows::top_dimensions(content).iter().map(|&n| content.instrument.nodes()[n].name.clone()));
    let has_coverage = !content.recipe.coverage.is_none();
    heads.extend(has_coverage.then(withheld_head));
    let columns = UnitColumn::of(content);
    heads.extend(columns.iter().map(|column| column.head()));
    if rows::published(content, 0).is_some() {
        heads.push(Text::new("原发布得分", "Published score"));
        heads.push(Text::new("差（本表减原发布）", "Difference (ours minus published)"));
    }
    sheet.heads(&heads, &[7.0, 12.0, 24.0, 24.0, 18.0, 18.0, 10.0, 8.0], 16.0)?;
    for unit in rows::by_rank(content) {
        let (about, overall) = (&content.data.units[unit], rows::node_score(content, unit, 0));
        put_unit(sheet.next_row().rank(overall.rank)?, about)?
            .score(overall.score)?
            .text(rows::score(content, unit).and_then(|s| s.grade.as_deref()).unwrap_or_default())?;
        for &dimension in rows::top_dimensions(content) {
            sheet.score(rows::node_score(content, unit, dimension).score)?;
        }
        if has_coverage {
            sheet.share(overall.withheld)?;
        }
        for column in &columns {
            put(&mut sheet, column.cell(content, unit))?;
        }
        if let Some(published) = rows::published(content, unit) {
            sheet.score(published.score)?.value(published.difference)?;
        }
    }
    sheet.filter(0)?.freeze(1, 4)
}

/// All there is where scores are withheld.
fn grades(content: &EditionContent, mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    let heads: Vec<Text> = unit_heads().into_iter().chain([Text::new("等次", "Grade")]).collect();
    sheet.heads(&heads, &[12.0, 24.0, 24.0, 18.0, 18.0], 8.0)?;
    for (unit, about) in content.data.units.iter().enumerate() {
        put_unit(sheet.next_row(), about)?
            .text(rows::score(content, unit).and_then(|s| s.grade.as_deref()).unwrap_or_default())?;
    }
    sheet.filter(0)?.freeze(1, 2)
}

/// What [`put_unit`] writes.
fn unit_heads() -> [Text; 5] {
    [
        Text::new("代码", "Code"),
        Text::new("名称", "Name (Chinese)"),
        Text::new("英文名称", "Name (English)"),
        Text::new("分组", "League (Chinese)"),
        Text::new("英文分组", "League (English)"),
    ]
}

fn put_unit<'a, 'b>(sheet: &'a mut Sheet<'b>, unit: &Unit) -> Result<&'a mut Sheet<'b>, XlsxError> {
    let league = unit.league.clone().unwrap_or_default();
    sheet.text(&unit.code)?.text(&unit.name.zh)?.text(&unit.name.en)?.text(&league.zh)?.text(&league.en)
}

/// The share of the weight that is present where it is too little for a score.
fn withheld_head() -> Text {
    Text::new("数据不足（有值的权重）", "Withheld (weight present)")
}

fn derivation(content: &EditionContent, mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    let has_coverage = !content.recipe.coverage.is_none();
    let mut heads = [
        Text::new("对象代码", "Unit code"),
        Text::new("对象", "Unit"),
        Text::new("指标代码", "Node code"),
        Text::new("指标", "Node"),
        Text::new("上级", "Parent"),
        Text::new("原始值", "Raw value"),
        Text::new("得分", "Score"),
        Text::new("权重", "Weight"),
        Text::new("再分配后权重", "Weight after redistribution"),
        Text::new("对总分的贡献", "Contribution to the overall score"),
        Text::new("名次", "Rank"),
    ]
    .to_vec();
    heads.extend(has_coverage.then(withheld_head));
    let columns = NodeColumn::of(content);
    heads.extend(columns.iter().map(|column| column.head()));
    sheet.heads(&heads, &[12.0, 28.0, 20.0, 36.0, 20.0], 14.0)?;
    for (unit, about) in content.data.units.iter().enumerate() {
        for (n, node) in content.instrument.nodes().iter().enumerate() {
            let score = rows::node_score(content, unit, n);
            sheet
                .next_row()
                .text(&about.code)?
                .text(&about.name.to_string())?
                .text(&node.code)?
                .text(&node.name.to_string())?
                .text(node.parent.as_deref().unwrap_or_default())?
                .value(score.raw)?
                .score(score.score)?
                .share(Some(rows::share(content, n)))?
                .share(score.weight)?
                .score(score.contribution)?
                .rank(score.rank)?;
            if has_coverage {
                sheet.share(score.withheld)?;
            }
            for column in &columns {
                put(&mut sheet, column.cell(content, unit, n))?;
            }
        }
    }
    sheet.filter(0)?.freeze(1, 4)
}

fn put(sheet: &mut Sheet<'_>, cell: Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Points(value) => sheet.score(value)?,
        Cell::Share(value) => sheet.share(value)?,
        Cell::Number(value) => sheet.value(value)?,
        Cell::Rank(rank) => sheet.rank(rank)?,
        Cell::Text(text) => sheet.text(&text)?,
    };
    Ok(())
}

/// Bonuses, deductions and grade ceilings, a row a unit and item.
fn adjustments(content: &EditionContent, mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    let heads = [
        Text::new("对象代码", "Unit code"),
        Text::new("对象", "Unit"),
        Text::new("代码", "Item code"),
        Text::new("项目", "Item"),
        Text::new("类型", "Kind"),
        Text::new("认定条数", "Confirmed rows"),
        Text::new("分数", "Points"),
        Text::new("封顶后", "Within its cap"),
        Text::new("最高等次", "Best possible grade"),
        Text::new("依据", "Basis"),
    ];
    sheet.heads(&heads, &[12.0, 28.0, 10.0, 40.0, 22.0, 10.0, 10.0, 10.0, 10.0], 60.0)?;
    for (unit, about) in content.data.units.iter().enumerate() {
        for row in rows::adjustments(content, unit) {
            sheet
                .next_row()
                .text(&about.code)?
                .text(&about.name.to_string())?
                .text(&row.code)?
                .text(&row.name.to_string())?
                .text(&row.kind.name().to_string())?
                .rank(row.rows)?
                .score(row.points)?
                .score(row.capped)?
                .text(&row.ceiling)?
                .prose(&row.basis.to_string())?;
        }
    }
    sheet.filter(0)?.freeze(1, 4)
}

fn instrument(content: &EditionContent, mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    let in_use = &content.result.steps.weights;
    let mut heads = [
        Text::new("层级", "Level"),
        Text::new("代码", "Code"),
        Text::new("上级", "Parent"),
        Text::new("名称", "Name (Chinese)"),
        Text::new("英文名称", "Name (English)"),
        Text::new("上级内权重（%）", "Weight within parent (%)"),
        Text::new("占总分权重", "Share of the overall score"),
        Text::new("方向", "Direction"),
        Text::new("计量单位", "Unit of measurement"),
        Text::new("数据来源", "Source"),
    ]
    .to_vec();
    heads.extend((!in_use.is_empty()).then(|| Text::new("所用的上级内权重（%）", "Weight within parent in use (%)")));
    sheet.heads(&heads, &[7.0, 22.0, 22.0, 32.0, 32.0, 14.0, 14.0, 22.0, 18.0, 40.0], 16.0)?;
    let blank = Text::default();
    for (n, node) in content.instrument.nodes().iter().enumerate() {
        let direction = match (content.instrument.is_indicator(n), node.direction) {
            (false, Direction::Positive | Direction::Negative) => Text::default(),
            (true, Direction::Positive) => Text::new("正向（越大越好）", "more is better"),
            (true, Direction::Negative) => Text::new("逆向（越小越好）", "less is better"),
        };
        sheet
            .next_row()
            .value(Some(content.instrument.depth(n) as f64))?
            .text(&node.code)?
            .text(node.parent.as_deref().unwrap_or_default())?
            .text(&node.name.zh)?
            .text(&node.name.en)?
            .value(node.parent.is_some().then_some(node.weight))?
            .share(Some(content.instrument.effective_weight(n)))?
            .text(&direction.to_string())?
            .text(&node.unit.as_ref().unwrap_or(&blank).to_string())?
            .text(&node.source.as_ref().unwrap_or(&blank).to_string())?;
        if !in_use.is_empty() {
            sheet.value(in_use.get(&node.code).copied())?;
        }
    }
    sheet.filter(0)?.freeze(1, 2)
}

fn method(content: &EditionContent, mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    sheet.heads(&[Text::same("中文"), Text::same("English")], &[70.0, 90.0], 70.0)?;
    for section in method_sections(content) {
        sheet.next_row().strong(&section.title.zh)?.strong(&section.title.en)?;
        let formulas = section.formulas.iter().map(|f| &f.plain);
        for text in section.paragraphs.iter().chain(formulas) {
            sheet.next_row().prose(&text.zh)?.prose(&text.en)?;
        }
    }
    sheet.freeze(1, 0)
}

fn data(content: &EditionContent, mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    let indicators: Vec<_> = content.instrument.indicators().map(|n| &content.instrument.nodes()[n]).collect();
    let mut heads = vec![
        Text::new("代码", "Code"),
        Text::new("名称", "Name (Chinese)"),
        Text::new("英文名称", "Name (English)"),
        Text::new("年度", "Year"),
        Text::new("分组", "League (Chinese)"),
        Text::new("英文分组", "League (English)"),
    ];
    heads.extend(indicators.iter().map(|i| i.name.clone()));
    sheet.heads(&heads, &[12.0, 24.0, 24.0, 8.0, 18.0, 18.0], 14.0)?;
    // Names may repeat in a tree, codes do not: they stand in a second head.
    sheet.next_row();
    for code in ["code", "name_zh", "name_en", "year", "league_zh", "league_en"] {
        sheet.strong(code)?;
    }
    for indicator in &indicators {
        sheet.strong(&indicator.code)?;
    }
    for (unit, about) in content.data.units.iter().enumerate() {
        let league = about.league.clone().unwrap_or_default();
        sheet
            .next_row()
            .text(&about.code)?
            .text(&about.name.zh)?
            .text(&about.name.en)?
            .text(&content.data.period)?
            .text(&league.zh)?
            .text(&league.en)?;
        for indicator in &indicators {
            sheet.value(rows::raw(content, unit, &indicator.code))?;
        }
    }
    sheet.filter(1)?.freeze(2, 3)
}

fn about(content: &EditionContent, hash: &str, mut sheet: Sheet<'_>) -> Result<(), XlsxError> {
    sheet.heads(
        &[
            Text::new("项目", "Item"),
            Text::new("内容", "Content (Chinese)"),
            Text::new("英文内容", "Content (English)"),
        ],
        &[34.0, 70.0, 70.0],
        70.0,
    )?;
    let index = &content.index;
    let frozen_at = content.frozen_at.format(&Rfc3339).unwrap_or_else(|_| content.frozen_at.to_string());
    let mut lines = vec![
        (Text::new("指数", "Index"), index.name.clone()),
        (Text::new("衡量什么", "What it measures"), index.summary.clone()),
        (Text::new("年度", "Period"), Text::same(&content.period)),
        (Text::new("版本", "Version"), Text::same(content.version.to_string())),
        (Text::new("来源", "Source"), index.source.clone()),
        (Text::new("许可", "Licence"), index.licence.clone()),
        (Text::new("评估机构", "Assessor"), content.assessor.clone()),
        (Text::new("异议联系方式", "Contact for objections"), index.contact.clone()),
        (Text::new("冻结时间（UTC）", "Frozen at (UTC)"), Text::same(frozen_at)),
        (Text::new("计算引擎", "Engine"), Text::same(&content.engine)),
    ];
    if let Some(corrects) = &content.corrects {
        lines.push((Text::new("更正的版本", "Corrects version"), Text::same(corrects.version.to_string())));
        lines.push((
            Text::new("被更正版本的 SHA-256", "SHA-256 of the corrected version"),
            Text::same(&corrects.sha256),
        ));
        lines.push((Text::new("更正原因", "Reason of the correction"), corrects.reason.clone()));
    }
    lines.push((Text::new("公开范围", "What is public"), content.release.label()));
    if let Some(withheld) = &content.withheld {
        lines.push((
            Text::new("完整发布包的 SHA-256（由评估机构保存）", "SHA-256 of the full bundle, which the assessor keeps"),
            Text::same(&withheld.sha256),
        ));
    }
    lines.push((Text::new("内容的 SHA-256", "SHA-256 of the content"), Text::same(hash)));
    lines.push((
        Text::new("怎样核对", "How to check"),
        Text::new(
            format!("上面的 SHA-256 就是同版 JSON 发布包（{FORMAT}）中的 sha256。本工作簿供阅读；核对请用 JSON 发布包。"),
            format!("The SHA-256 above is the field sha256 of the JSON bundle ({FORMAT}) of this edition. This workbook is for reading; verify the JSON bundle."),
        ),
    ));
    for (item, text) in lines {
        sheet.next_row().strong(&item.to_string())?.prose(&text.zh)?.prose(&text.en)?;
    }
    sheet.freeze(1, 1)
}
