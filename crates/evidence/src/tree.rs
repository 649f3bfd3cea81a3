//! Instruments 指标体系 from a table of nodes: code, parent, weight, direction, and what else is known.

use std::collections::HashSet;

use domain::{Direction, Instrument, NodeDraft, Place, Problem, Text};

use crate::{
    delimited::check_lengths,
    file::read_grid,
    findings::Findings,
    grid::{self, Cell, Grid, Row},
    header::{self, Header, SEARCHED_ROWS, listed},
    value::{Reading, fold, read_text, read_weight},
};

/// The nodes of a file, not yet known to form a tree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TreeRead {
    /// One draft a row, each with its place.
    pub drafts: Vec<NodeDraft>,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
}

/// Reads the nodes of an instrument from CSV or XLSX.
///
/// # Errors
/// Everything wrong with the file, its header and its cells. Whether the nodes form a tree is for
/// [`read_instrument`] to say.
pub fn read_tree(file_name: &str, bytes: &[u8]) -> Result<TreeRead, Vec<Problem>> {
    let Drafts { drafts, findings } = read_drafts(file_name, &read_grid(file_name, bytes)?);
    let failed = findings.has_errors();
    let problems = findings.into_problems();
    if failed { Err(problems) } else { Ok(TreeRead { drafts, warnings: problems }) }
}

/// Reads an instrument from CSV or XLSX, with the warnings about it.
///
/// # Errors
/// Everything wrong with the file, its cells and the tree they describe, at once.
pub fn read_instrument(file_name: &str, bytes: &[u8]) -> Result<(Instrument, Vec<Problem>), Vec<Problem>> {
    let Drafts { drafts, findings } = read_drafts(file_name, &read_grid(file_name, bytes)?);
    let failed = findings.has_errors();
    let mut problems = findings.into_problems();
    if failed && drafts.is_empty() {
        return Err(problems);
    }
    match Instrument::build(drafts) {
        Ok(instrument) if !failed => Ok((instrument, problems)),
        Ok(_) => Err(problems),
        Err(faults) => {
            // An unreadable weight is reported at its cell; that it is missing is no news.
            let unreadable: HashSet<String> =
                problems.iter().filter(|p| p.is_error()).filter_map(|p| row_of(&p.place)).collect();
            let faults = faults.into_iter().filter(|f| {
                f.code != "instrument.weight_missing" || row_of(&f.place).is_none_or(|r| !unreadable.contains(&r))
            });
            problems.extend(faults.map(|fault| fault.in_file(file_name)));
            Err(problems)
        }
    }
}

fn row_of(place: &Place) -> Option<String> {
    place.cell.as_ref().map(|cell| cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).to_owned())
}

/// Drafts with everything that was found on the way.
struct Drafts {
    drafts: Vec<NodeDraft>,
    findings: Findings,
}

/// Which column holds what.
#[derive(Debug, Default)]
struct Columns {
    code: usize,
    parent: usize,
    weight: Option<usize>,
    direction: Option<usize>,
    name: Bilingual,
    unit: Bilingual,
    source: Bilingual,
}

/// Columns of a text that may be given once or in both languages.
#[derive(Debug, Default)]
struct Bilingual {
    zh: Option<usize>,
    en: Option<usize>,
    /// Given without a language.
    any: Option<usize>,
}

const CODE: &[&str] = &[
    "code",
    "nodecode",
    "indicatorcode",
    "代码",
    "指标代码",
    "编码",
    "指标编码",
    "编号",
    "指标编号",
    "id",
    "nodeid",
    "indicatorid",
    "node",
    "indicator",
    "指标",
];
const PARENT: &[&str] = &[
    "parent",
    "parentcode",
    "parentid",
    "parentnode",
    "上级",
    "上级代码",
    "上级编码",
    "上级编号",
    "上级指标",
    "上级指标代码",
    "父级",
    "父级代码",
    "父级编码",
    "父节点",
    "父指标",
    "所属",
    "所属上级",
    "所属维度",
    "所属指标",
];
const WEIGHT: &[&str] = &["weight", "weights", "权重", "指标权重", "权数"];
const DIRECTION: &[&str] =
    &["direction", "polarity", "方向", "指标方向", "极性", "指标极性", "指标属性", "指标性质", "sign"];
const NAME: &[&str] = &["name", "label", "title", "名称", "指标名称", "指标名", "indicatorname", "indicator", "指标"];
const NAME_ZH: &[&str] = &["namezh", "namecn", "chinesename", "中文名称", "中文名", "指标中文名称", "labelzh"];
const NAME_EN: &[&str] = &["nameen", "englishname", "英文名称", "英文名", "指标英文名称", "labelen"];
const UNIT: &[&str] = &["unit", "units", "单位", "计量单位"];
const UNIT_ZH: &[&str] = &["unitzh", "unitcn", "中文单位", "计量单位中文"];
const UNIT_EN: &[&str] = &["uniten", "英文单位", "计量单位英文"];
const SOURCE: &[&str] = &["source", "sources", "datasource", "来源", "数据来源"];
const SOURCE_ZH: &[&str] = &["sourcezh", "sourcecn", "中文来源"];
const SOURCE_EN: &[&str] = &["sourceen", "英文来源"];

fn read_drafts(file: &str, grid: &Grid) -> Drafts {
    let mut findings = Findings::new(file, grid.sheet.as_deref());
    for warning in &grid.warnings {
        findings.add(warning.clone());
    }
    let has_code_and_parent = |_: &Row, headers: &[Header]| {
        let code = header::recognise(headers, CODE, &[]);
        let parent = header::recognise(headers, PARENT, &[]);
        !code.is_empty() && !parent.is_empty()
    };
    let Some(position) = header::find_row(grid, has_code_and_parent) else {
        findings.add(header_missing(grid));
        return Drafts { drafts: Vec::new(), findings };
    };
    let (header_row, rows) = (&grid.rows[position], &grid.rows[position + 1..]);
    let Some(columns) = recognise(header_row, &mut findings) else {
        return Drafts { drafts: Vec::new(), findings };
    };
    check_lengths(header_row, rows, &mut findings);
    if rows.is_empty() {
        findings.add_at(header_row.number + 1, columns.code, no_rows());
    }
    let reader = RowReader { file, grid, columns: &columns };
    let drafts = rows.iter().map(|row| reader.draft(row, &mut findings)).collect();
    Drafts { drafts, findings }
}

fn recognise(row: &Row, findings: &mut Findings) -> Option<Columns> {
    let headers = header::headers(row);
    let mut taken = Vec::new();
    let mut find = |aliases: &[&str]| {
        let column = header::recognise(&headers, aliases, &taken).first().copied();
        taken.extend(column);
        column
    };
    let columns = Columns {
        // Both are there, or this were not the header row.
        parent: find(PARENT)?,
        code: find(CODE)?,
        weight: find(WEIGHT),
        direction: find(DIRECTION),
        name: Bilingual { zh: find(NAME_ZH), en: find(NAME_EN), any: find(NAME) },
        unit: Bilingual { zh: find(UNIT_ZH), en: find(UNIT_EN), any: find(UNIT) },
        source: Bilingual { zh: find(SOURCE_ZH), en: find(SOURCE_EN), any: find(SOURCE) },
    };
    for (header, first) in header::repeated(&headers) {
        findings.add_at(row.number, header.column, header::repeated_problem(row, header, first));
    }
    if columns.weight.is_none() {
        findings.add_at(row.number, columns.code, weight_missing(&headers));
    }
    if columns.direction.is_none() {
        findings.add(direction_missing());
    }
    let unused: Vec<&str> = headers.iter().filter(|h| !taken.contains(&h.column)).map(|h| h.text.as_str()).collect();
    if !unused.is_empty() {
        findings.add(columns_unused(&unused));
    }
    Some(columns)
}

struct RowReader<'a> {
    file: &'a str,
    grid: &'a Grid,
    columns: &'a Columns,
}

impl RowReader<'_> {
    fn draft(&self, row: &Row, findings: &mut Findings) -> NodeDraft {
        let columns = self.columns;
        let place = Place {
            file: Some(self.file.to_owned()),
            sheet: self.grid.sheet.clone(),
            cell: Some(grid::address(row.number, columns.code)),
            field: None,
        };
        NodeDraft {
            code: text(row, columns.code, findings).unwrap_or_default(),
            parent: text(row, columns.parent, findings),
            weight: columns.weight.and_then(|column| self.weight(row, column, findings)),
            direction: columns.direction.and_then(|column| direction(row, column, findings)),
            name: bilingual(row, &columns.name, findings),
            unit: bilingual(row, &columns.unit, findings),
            source: bilingual(row, &columns.source, findings),
            place,
        }
    }

    fn weight(&self, row: &Row, column: usize, findings: &mut Findings) -> Option<f64> {
        let cell = row.cell(column);
        match read_weight(cell, self.grid.comma_is_ambiguous) {
            Reading::Missing => None,
            Reading::Number(weight) => Some(weight),
            Reading::Fault(fault) => {
                findings.add_at(row.number, column, fault.problem(cell).at_field("weight"));
                None
            }
        }
    }
}

fn text(row: &Row, column: usize, findings: &mut Findings) -> Option<String> {
    read_text(row.cell(column)).unwrap_or_else(|problem| {
        findings.add_at(row.number, column, problem);
        None
    })
}

fn bilingual(row: &Row, columns: &Bilingual, findings: &mut Findings) -> Option<Text> {
    let mut read = |column: Option<usize>| column.and_then(|column| text(row, column, findings));
    let (zh, en, any) = (read(columns.zh), read(columns.en), read(columns.any));
    match (&zh, &en) {
        (Some(_), None) if columns.en.is_none() => Text::from_parts(zh.as_deref(), any.as_deref()),
        (None, _) => Text::from_parts(any.as_deref(), en.as_deref()),
        (Some(_), _) => Text::from_parts(zh.as_deref(), en.as_deref()),
    }
}

fn direction(row: &Row, column: usize, findings: &mut Findings) -> Option<Direction> {
    let cell = row.cell(column);
    let written = match cell {
        Cell::Blank => return None,
        Cell::Text(text) => fold(text).to_lowercase(),
        Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => cell.shown(),
    };
    match written.as_str() {
        "" => None,
        "1" | "+1" | "+" | "1.0" | "+1.0" | "positive" | "up" | "higher" | "benefit" | "正" | "正向" | "正指标"
        | "正向指标" | "效益型" => Some(Direction::Positive),
        "-1" | "-" | "–" | "—" | "-1.0" | "negative" | "down" | "lower" | "cost" | "负" | "负向" | "逆" | "逆向"
        | "逆指标" | "负向指标" | "逆向指标" | "成本型" => Some(Direction::Negative),
        _ => {
            findings.add_at(row.number, column, direction_unknown(cell));
            None
        }
    }
}

fn direction_unknown(cell: &Cell) -> Problem {
    let shown = cell.shown();
    Problem::error(
        "tree.direction_unknown",
        Text::new(format!("看不懂方向“{shown}”。"), format!("The direction “{shown}” is not understood.")),
    )
    .found(shown)
    .at_field("direction")
    .remedy(Text::new(
        "越大越好写 1 或“正向”，越小越好写 -1 或“逆向”；维度留空。",
        "Write 1 where more is better and -1 where less is better; leave it empty for dimensions.",
    ))
}

fn header_missing(grid: &Grid) -> Problem {
    let first = grid.rows.first().map(header::headers).unwrap_or_default();
    Problem::error(
        "tree.header_missing",
        Text::new(
            format!("前 {SEARCHED_ROWS} 行里找不到表头：需要“代码”和“上级”两列。"),
            format!("No header was found in the first {SEARCHED_ROWS} rows: a code and a parent column are needed."),
        ),
    )
    .found(listed(first.iter().map(|h| h.text.as_str())))
    .remedy(Text::new(
        "第一行请写：代码、上级代码、权重、方向（可再加名称、单位、来源）。",
        "Begin with a row: code, parent, weight, direction (name, unit and source may follow).",
    ))
}

fn weight_missing(headers: &[Header]) -> Problem {
    Problem::error("tree.column_missing", Text::new("表头里没有“权重”列。", "The header has no weight column."))
        .at_field("weight")
        .found(listed(headers.iter().map(|h| h.text.as_str())))
        .remedy(Text::new(
            "请加一列“权重”，同一上级下合计为 100。",
            "Add a column “weight” that sums to 100 under each parent.",
        ))
}

fn direction_missing() -> Problem {
    Problem::warning(
        "tree.direction_missing",
        Text::new(
            "没有“方向”列，所有指标都按越大越好处理。",
            "There is no direction column: more is taken as better for every indicator.",
        ),
    )
    .at_field("direction")
    .remedy(Text::new(
        "若有越小越好的指标，请加一列“方向”并写 -1。",
        "Add a column “direction” with -1 where less is better.",
    ))
}

fn columns_unused(headers: &[&str]) -> Problem {
    let list = listed(headers.iter().copied());
    Problem::warning(
        "tree.columns_unused",
        Text::new(format!("这些列没有用到：{list}。"), format!("These columns were not used: {list}.")),
    )
    .remedy(Text::new(
        "若其中有需要的内容，请改用能识别的表头。",
        "If one of them matters, give it a header that is recognised.",
    ))
}

fn no_rows() -> Problem {
    Problem::error("tree.empty", Text::new("表头下面没有指标。", "There are no nodes below the header."))
        .remedy(Text::new("每行写一个指标。", "Write one node a row."))
}

#[cfg(test)]
mod tests;
