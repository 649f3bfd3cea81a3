//! Which columns of a table name the unit, its code, its period and its league.

use std::collections::HashSet;

use domain::{Problem, Text, job::ColumnMapping};

use super::{Column, HeaderReport};
use crate::{
    findings::Findings,
    grid::{Cell, Grid, Row},
    header::{self, Header, key, listed},
};

const NAME: &[&str] = &[
    "name",
    "unitname",
    "名称",
    "单位名称",
    "评估对象",
    "对象名称",
    "namezh",
    "中文名称",
    "countryname",
    "country",
    "countries",
    "国家",
    "国家和地区",
    "cityname",
    "city",
    "cities",
    "城市",
    "城市名称",
    "county",
    "counties",
    "区县",
    "县区",
    "县",
    "province",
    "provinces",
    "省份",
    "省",
    "district",
    "地区",
    "地区名称",
    "部门",
    "部门名称",
    "单位",
    "unit",
    "units",
    "economy",
    "state",
    "label",
    "economyname",
    "municipality",
    "prefecture",
    "town",
    "institution",
    "institutionname",
    "university",
    "organisation",
    "organization",
    "company",
    "uname",
];
const NAME_EN: &[&str] = &["nameen", "englishname", "unitnameen", "英文名称", "英文名", "unitnameen", "nameenglish"];
const CODE: &[&str] = &[
    "code",
    "unitcode",
    "代码",
    "单位代码",
    "编码",
    "区划代码",
    "行政区划代码",
    "isocode",
    "iso3",
    "iso3code",
    "iso",
    "iso2",
    "countrycode",
    "citycode",
    "编号",
    "id",
    "unitid",
    "isoa3",
    "isoalpha3",
    "ucode",
];
const PERIOD: &[&str] = &["period", "year", "years", "时期", "年度", "年份", "年", "time"];
const LEAGUE: &[&str] = &[
    "league",
    "group",
    "groups",
    "分组",
    "组别",
    "类别",
    "class",
    "region",
    "区域",
    "所属地区",
    "所属区域",
    "leaguezh",
    "groupzh",
    "regionzh",
    "中文分组",
];
const LEAGUE_EN: &[&str] = &["leagueen", "groupen", "regionen", "英文分组", "分组英文"];

/// Position of the header row: the first that holds a name or a code, or a mapped header; else the
/// first that holds only texts.
pub(super) fn find_header(grid: &Grid, mapping: &ColumnMapping) -> Option<usize> {
    let mapped: Vec<String> = [&mapping.name, &mapping.code, &mapping.period, &mapping.league]
        .into_iter()
        .flatten()
        .map(|h| key(h))
        .collect();
    let known = |_: &Row, headers: &[Header]| {
        headers.len() > 1
            && (headers.iter().any(|h| mapped.contains(&key(&h.text)))
                || [NAME, CODE].iter().any(|aliases| !header::recognise(headers, aliases, &[]).is_empty()))
    };
    let texts = |row: &Row, headers: &[Header]| {
        headers.len() > 1
            && row.filled().all(|(_, cell)| matches!(cell, Cell::Text(_)))
            && headers.iter().all(|h| h.text.parse::<f64>().is_err())
    };
    header::find_row(grid, known).or_else(|| header::find_row(grid, texts))
}

/// The columns with a meaning of their own, from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Roles {
    pub(super) name: Option<usize>,
    pub(super) name_en: Option<usize>,
    pub(super) code: Option<usize>,
    pub(super) period: Option<usize>,
    pub(super) league: Option<usize>,
    pub(super) league_en: Option<usize>,
}

impl Roles {
    pub(super) fn recognise(headers: &[Header], mapping: &ColumnMapping, findings: &mut Findings) -> Self {
        let mut finder = Finder { headers, findings, taken: Vec::new() };
        // What a person said comes first, so that no alias takes the column.
        let name = finder.mapped("name", mapping.name.as_deref());
        let code = finder.mapped("code", mapping.code.as_deref());
        let period = finder.mapped("period", mapping.period.as_deref());
        let league = finder.mapped("league", mapping.league.as_deref());
        let name_en = finder.alias("name_en", NAME_EN);
        let name = name.or_else(|| finder.alias("name", NAME));
        let league_en = finder.alias("league_en", LEAGUE_EN);
        let league = league.or_else(|| finder.alias("league", LEAGUE));
        Self {
            code: code.or_else(|| finder.alias("code", CODE)),
            period: period.or_else(|| finder.alias("period", PERIOD)),
            // An English name alone is the name, and so with leagues.
            name: name.or(name_en),
            name_en: name_en.filter(|_| name.is_some()),
            league: league.or(league_en),
            league_en: league_en.filter(|_| league.is_some()),
        }
    }

    pub(super) fn has(&self, column: usize) -> bool {
        [self.name, self.name_en, self.code, self.period, self.league, self.league_en].contains(&Some(column))
    }

    /// Whether units can be told apart.
    pub(super) const fn can_name_units(&self) -> bool {
        self.name.is_some() || self.code.is_some()
    }

    /// Takes the only column of distinct words for the name, where no header says so; returns its
    /// position among the columns.
    pub(super) fn guess_name(&mut self, columns: &[Column<'_>], rows: &[Row]) -> Option<usize> {
        if self.name.is_some() || rows.is_empty() {
            return None;
        }
        let is_name = |column: &Column<'_>| {
            let mut seen = HashSet::new();
            column.wordy == rows.len()
                && rows.iter().all(|row| {
                    let period = self.period.map(|p| row.cell(p).shown());
                    match row.cell(column.header.column) {
                        Cell::Text(text) => seen.insert((period, text.as_str())),
                        Cell::Blank
                        | Cell::Number(_)
                        | Cell::Bool(_)
                        | Cell::Date(_)
                        | Cell::Error(_)
                        | Cell::Uncalculated => false,
                    }
                })
        };
        let mut worded = columns.iter().enumerate().filter(|(_, c)| c.is_worded());
        let (position, only) = worded.next().filter(|(_, c)| is_name(c))?;
        if worded.next().is_some() {
            return None;
        }
        self.name = Some(only.header.column);
        Some(position)
    }

    pub(super) fn report(&self, headers: &[Header]) -> HeaderReport {
        let text = |column: Option<usize>| headers.iter().find(|h| Some(h.column) == column).map(|h| h.text.clone());
        HeaderReport {
            name: text(self.name),
            name_en: text(self.name_en),
            code: text(self.code),
            period: text(self.period),
            league: text(self.league),
            league_en: text(self.league_en),
            ..HeaderReport::default()
        }
    }
}

struct Finder<'a> {
    headers: &'a [Header],
    findings: &'a mut Findings,
    taken: Vec<usize>,
}

impl Finder<'_> {
    fn mapped(&mut self, role: &str, wanted: Option<&str>) -> Option<usize> {
        let wanted = wanted.filter(|w| !w.trim().is_empty())?;
        let Some(found) = self.headers.iter().find(|h| key(&h.text) == key(wanted)) else {
            self.findings.add(mapped_missing(role, wanted, self.headers));
            return None;
        };
        if self.taken.contains(&found.column) {
            self.findings.add(mapped_twice(role, wanted));
            return None;
        }
        self.taken.push(found.column);
        Some(found.column)
    }

    fn alias(&mut self, role: &str, aliases: &[&str]) -> Option<usize> {
        let columns = header::recognise(self.headers, aliases, &self.taken);
        let chosen = *columns.first()?;
        if columns.len() > 1 {
            let texts: Vec<&str> = columns
                .iter()
                .filter_map(|c| self.headers.iter().find(|h| h.column == *c))
                .map(|h| h.text.as_str())
                .collect();
            self.findings.add(several_columns(role, &texts));
        }
        self.taken.push(chosen);
        Some(chosen)
    }
}

/// What a role is called in a message.
fn role_name(role: &str) -> (&'static str, &'static str) {
    match role {
        "name" => ("名称", "the names"),
        "name_en" => ("英文名称", "the English names"),
        "code" => ("代码", "the codes"),
        "period" => ("时期", "the periods"),
        "league_en" => ("英文分组", "the English leagues"),
        _ => ("分组", "the leagues"),
    }
}

fn mapped_missing(role: &str, wanted: &str, headers: &[Header]) -> Problem {
    let list = listed(headers.iter().map(|h| h.text.as_str()));
    Problem::error(
        "table.mapped_missing",
        Text::new(
            format!("表头里没有“{wanted}”；有的是：{list}。"),
            format!("The header has no “{wanted}”; it has {list}."),
        ),
    )
    .at_field(role)
    .found(wanted)
    .remedy(Text::new("请从表头中选择一列。", "Choose one of the headers."))
}

fn mapped_twice(role: &str, wanted: &str) -> Problem {
    let (zh, en) = role_name(role);
    Problem::error(
        "table.mapped_twice",
        Text::new(
            format!("“{wanted}”列已经指定了别的用途，不能再当作{zh}。"),
            format!("The column “{wanted}” has another meaning already and cannot hold {en} too."),
        ),
    )
    .at_field(role)
    .found(wanted)
    .remedy(Text::new("每一列只能指定一个用途。", "Give each column one meaning."))
}

fn several_columns(role: &str, headers: &[&str]) -> Problem {
    let (zh, en) = role_name(role);
    let (chosen, list) = (headers.first().copied().unwrap_or_default(), listed(headers.iter().copied()));
    Problem::warning(
        "table.several_columns",
        Text::new(
            format!("{list} 都可能是{zh}，已采用“{chosen}”。"),
            format!("{list} may all hold {en}; “{chosen}” was taken."),
        ),
    )
    .at_field(role)
    .found(chosen)
    .remedy(Text::new("若应是另一列，请指定。", "If it should be another, say which."))
}
