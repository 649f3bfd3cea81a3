//! From a table to the values of one period, by the instrument that says which columns matter.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{Dataset, Instrument, Problem, Text};

use crate::{
    findings::Findings,
    header::{key, listed},
    table::TableRead,
};

/// The distinct periods of a table, sorted; empty where it has no such column.
pub fn periods(table: &TableRead) -> Vec<String> {
    let distinct: BTreeSet<&String> = table.draft.rows.iter().filter_map(|row| row.period.as_ref()).collect();
    distinct.into_iter().cloned().collect()
}

/// Takes the values of one period out of a table. A column belongs to the node whose code, or else
/// Chinese or English name, is its header. Indicators give values; dimensions give what the publisher
/// printed. Where the table has no period column, `period` names the period it is about.
///
/// # Errors
/// A period that is needed or unknown; indicators without a column; headers that fit several nodes;
/// the cells of an indicator's column that holds words.
pub fn select_dataset(
    table: &TableRead,
    instrument: &Instrument,
    period: Option<&str>,
) -> Result<(Dataset, Vec<Problem>), Vec<Problem>> {
    let mut findings = Findings::new(&table.file, table.sheet.as_deref());
    let period = match choose_period(table, period) {
        Ok(period) => Some(period),
        Err(problem) => {
            findings.add(problem);
            None
        }
    };
    let columns = match_columns(table, instrument, &mut findings);
    let period = period.filter(|_| !findings.has_errors());
    let Some(period) = period else { return Err(findings.into_problems()) };

    let rows: Vec<_> = table.draft.rows.iter().filter(|row| row.period.as_ref().is_none_or(|p| *p == period)).collect();
    let mut values = BTreeMap::new();
    let mut published = BTreeMap::new();
    for (node, column) in columns {
        let column: Vec<Option<f64>> = rows.iter().map(|row| row.values.get(column).copied().flatten()).collect();
        let code = instrument.nodes()[node].code.clone();
        let none = column.iter().all(Option::is_none);
        if instrument.is_indicator(node) {
            if none {
                findings.add(column_empty(&code, &period));
            }
            values.insert(code, column);
        } else if !none {
            published.insert(code, column);
        }
    }
    let units = rows.iter().map(|row| row.unit.clone()).collect();
    Ok((Dataset { period, units, values, published, ..Dataset::default() }, findings.into_problems()))
}

fn choose_period(table: &TableRead, wanted: Option<&str>) -> Result<String, Problem> {
    let periods = periods(table);
    let list = || listed(periods.iter().map(String::as_str));
    match (wanted, periods.as_slice()) {
        (Some(wanted), []) => Ok(wanted.to_owned()),
        (None, []) => Ok(String::new()),
        (Some(wanted), _) if periods.iter().any(|p| p == wanted) => Ok(wanted.to_owned()),
        (Some(wanted), _) => Err(Problem::error(
            "table.period_unknown",
            Text::new(
                format!("表中没有“{wanted}”这个时期，只有 {}。", list()),
                format!("The table has no period “{wanted}”, only {}.", list()),
            ),
        )
        .found(wanted)
        .at_field("period")
        .remedy(Text::new("请选择表中有的时期。", "Choose a period of the table."))),
        (None, [only]) => Ok(only.clone()),
        (None, _) => Err(Problem::error(
            "table.period_needed",
            Text::new(format!("表中有几个时期：{}。", list()), format!("The table has several periods: {}.", list())),
        )
        .at_field("period")
        .remedy(Text::new("请选择其中一个。", "Choose one of them."))),
    }
}

/// Pairs nodes with columns of the draft, and says which indicators and columns stay alone.
fn match_columns(table: &TableRead, instrument: &Instrument, findings: &mut Findings) -> Vec<(usize, usize)> {
    let names = Names::of(instrument);
    let mut column_of: HashMap<usize, &str> = HashMap::new();
    let mut pairs = Vec::new();
    let mut unused = Vec::new();
    let worded = table.worded.iter().map(|w| (w.header.as_str(), None, Some(&w.faults)));
    let columns = table.draft.columns.iter().enumerate().map(|(i, header)| (header.as_str(), Some(i), None));
    for (header, position, faults) in columns.chain(worded) {
        let node = match names.find(header) {
            Found::Node(node) => node,
            Found::Several(codes) => {
                findings.add(column_ambiguous(header, &codes));
                continue;
            }
            Found::None => {
                unused.push(header);
                continue;
            }
        };
        if let Some(earlier) = column_of.insert(node, header) {
            findings.add(column_repeated(&instrument.nodes()[node].code, earlier, header));
            continue;
        }
        match (position, faults) {
            (Some(position), _) => pairs.push((node, position)),
            (None, Some(faults)) if instrument.is_indicator(node) => findings.absorb((*faults).clone()),
            (None, _) => unused.push(header),
        }
    }
    for node in instrument.indicators().filter(|node| !column_of.contains_key(node)) {
        findings.add(column_missing(&instrument.nodes()[node].code, &instrument.nodes()[node].name));
    }
    if !unused.is_empty() {
        findings.add(columns_unused(&unused));
    }
    pairs
}

/// Nodes by what a header may call them.
struct Names<'a> {
    codes: HashMap<&'a str, usize>,
    folded: HashMap<String, Vec<(usize, &'a str)>>,
    texts: HashMap<String, Vec<(usize, &'a str)>>,
}

enum Found {
    Node(usize),
    Several(Vec<String>),
    None,
}

impl<'a> Names<'a> {
    fn of(instrument: &'a Instrument) -> Self {
        let mut names = Self { codes: HashMap::new(), folded: HashMap::new(), texts: HashMap::new() };
        for (position, node) in instrument.nodes().iter().enumerate() {
            let entry = (position, node.code.as_str());
            names.codes.insert(&node.code, position);
            names.folded.entry(key(&node.code)).or_default().push(entry);
            names.texts.entry(key(&node.name.zh)).or_default().push(entry);
            if key(&node.name.en) != key(&node.name.zh) {
                names.texts.entry(key(&node.name.en)).or_default().push(entry);
            }
        }
        names
    }

    fn find(&self, header: &str) -> Found {
        if let Some(node) = self.codes.get(header) {
            return Found::Node(*node);
        }
        let key = key(header);
        match self.folded.get(&key).or_else(|| self.texts.get(&key)).map(Vec::as_slice) {
            None | Some([]) => Found::None,
            Some([(node, _)]) => Found::Node(*node),
            Some(several) => Found::Several(several.iter().map(|(_, code)| (*code).to_owned()).collect()),
        }
    }
}

fn column_missing(code: &str, name: &Text) -> Problem {
    let (zh, en) = if name.zh == code {
        (format!("表中没有指标“{code}”的列。"), format!("The table has no column for the indicator “{code}”."))
    } else {
        (
            format!("表中没有指标“{code}”（{}）的列。", name.zh),
            format!("The table has no column for the indicator “{code}” ({}).", name.en),
        )
    };
    Problem::error("table.column_missing", Text::new(zh, en)).at_field(code).remedy(Text::new(
        "请加上这一列，表头写指标代码；没有数据的格留空。",
        "Add the column, with the code as its header; leave cells without a value empty.",
    ))
}

fn column_empty(code: &str, period: &str) -> Problem {
    Problem::warning(
        "table.column_empty",
        Text::new(
            format!("指标“{code}”没有任何数据（{period}）。"),
            format!("The indicator “{code}” has no value at all ({period})."),
        ),
    )
    .at_field(code)
    .remedy(Text::new("请核对这一列。", "Check this column."))
}

fn column_ambiguous(header: &str, codes: &[String]) -> Problem {
    let list = listed(codes.iter().map(String::as_str));
    Problem::error(
        "table.column_ambiguous",
        Text::new(
            format!("表头“{header}”可能是这几个指标：{list}。"),
            format!("The header “{header}” fits several nodes: {list}."),
        ),
    )
    .found(header)
    .remedy(Text::new("请用指标代码作表头。", "Use the code of the indicator as the header."))
}

fn column_repeated(code: &str, first: &str, second: &str) -> Problem {
    Problem::error(
        "table.column_repeated",
        Text::new(
            format!("“{first}”和“{second}”两列都是指标“{code}”。"),
            format!("The columns “{first}” and “{second}” both belong to “{code}”."),
        ),
    )
    .at_field(code)
    .found(second)
    .remedy(Text::new("请删去其中一列。", "Remove one of them."))
}

fn columns_unused(headers: &[&str]) -> Problem {
    let list = listed(headers.iter().copied());
    Problem::warning(
        "table.columns_unused",
        Text::new(
            format!("有 {} 列不属于指标体系，没有使用：{list}。", headers.len()),
            format!("{} columns do not belong to the instrument and were not used: {list}.", headers.len()),
        ),
    )
    .remedy(Text::new(
        "若其中有指标，请把表头改为它的代码。",
        "If one of them is an indicator, make its code the header.",
    ))
}

#[cfg(test)]
mod tests {
    use domain::job::ColumnMapping;

    use super::*;
    use crate::{read_instrument, read_table};

    const TREE: &str = "code,parent,weight,direction,name_zh,name_en\n\
                        r,,,,总分,Total\nd,r,100,,维度,Dimension\na,d,50,1,甲,Alpha\nb,d,50,-1,乙,Beta\n";

    fn select(tree: &str, csv: &str, period: Option<&str>) -> Result<(Dataset, Vec<Problem>), Vec<Problem>> {
        let (instrument, _) = read_instrument("tree.csv", tree.as_bytes()).expect("a good tree");
        let table = read_table("table.csv", csv.as_bytes(), &ColumnMapping::default()).expect("a good table");
        select_dataset(&table, &instrument, period)
    }

    fn codes(problems: &[Problem]) -> Vec<&str> {
        problems.iter().map(|p| p.code.as_str()).collect()
    }

    #[test]
    fn columns_are_matched_by_code_or_by_name() {
        for header in ["name,a,b", "name, A ,BETA", "name,甲,乙", "name,Alpha,b"] {
            let (data, warnings) = select(TREE, &format!("{header}\nX,1,2\nY,,4\n"), None).expect("a good table");
            assert_eq!(data.values["a"], [Some(1.0), None]);
            assert_eq!(data.values["b"], [Some(2.0), Some(4.0)]);
            assert_eq!(warnings, []);
        }
    }

    #[test]
    fn what_the_publisher_printed_stands_apart_and_the_rest_is_one_warning() {
        let (data, warnings) =
            select(TREE, "name,a,b,d,total,rank,extra\nX,1,2,3,4,5,6\n", None).expect("a good table");
        assert_eq!(data.published["d"], [Some(3.0)]);
        assert_eq!(data.published["r"], [Some(4.0)]);
        assert_eq!(codes(&warnings), ["table.columns_unused"]);
        assert!(warnings[0].message.en.contains("“rank”, “extra”"));
    }

    #[test]
    fn an_indicator_without_a_column_is_named() {
        let problems = select(TREE, "name,a\nX,1\n", None).expect_err("no column for b");
        assert_eq!(codes(&problems), ["table.column_missing"]);
        assert_eq!(problems[0].place.field.as_deref(), Some("b"));
    }

    #[test]
    fn several_periods_ask_for_a_choice_and_unknown_ones_list_what_there_is() {
        let csv = "name,year,a,b\nX,2015,1,2\nX,2016,3,4\n";
        let needed = select(TREE, csv, None).expect_err("two periods");
        assert_eq!(codes(&needed), ["table.period_needed"]);
        assert!(needed[0].message.zh.contains("“2015”, “2016”"));
        assert_eq!(codes(&select(TREE, csv, Some("2017")).expect_err("unknown")), ["table.period_unknown"]);
        let (data, _) = select(TREE, csv, Some("2016")).expect("a good period");
        assert_eq!((data.period.as_str(), data.units.len()), ("2016", 1));
        assert_eq!(data.values["a"], [Some(3.0)]);
    }

    #[test]
    fn a_table_without_periods_is_about_the_one_that_is_named() {
        let csv = "name,a,b\nX,1,2\n";
        assert_eq!(select(TREE, csv, Some("2020")).expect("good").0.period, "2020");
        assert_eq!(select(TREE, csv, None).expect("good").0.period, "");
    }

    #[test]
    fn a_name_that_several_nodes_share_is_a_problem() {
        let tree = "code,parent,weight,direction,name\nr,,,,总分\na,r,50,1,其他\nb,r,50,1,其他\n";
        let problems = select(tree, "name,其他,b\nX,1,2\n", None).expect_err("ambiguous");
        assert_eq!(codes(&problems), ["table.column_ambiguous", "table.column_missing"]);
        let problems = select(TREE, "name,a,甲,b\nX,1,2,3\n", None).expect_err("twice");
        assert_eq!(codes(&problems), ["table.column_repeated"]);
    }

    #[test]
    fn words_in_the_column_of_an_indicator_are_reported_by_cell() {
        let problems = select(TREE, "name,a,b\nX,1,low\nY,2,high\n", None).expect_err("words");
        assert_eq!(codes(&problems), ["value.not_number", "value.not_number"]);
        assert_eq!(problems[1].place.cell.as_deref(), Some("C3"));
    }

    #[test]
    fn an_indicator_without_any_value_is_warned_about() {
        let (_, warnings) = select(TREE, "name,a,b\nX,1,\nY,2,NA\n", None).expect("a good table");
        assert_eq!(codes(&warnings), ["table.column_empty"]);
    }
}
