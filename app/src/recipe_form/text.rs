//! Tables that are typed, or pasted from a spreadsheet, as text: a line a row.

use std::collections::BTreeMap;

use domain::{
    Instrument, Text,
    recipe::{Denominator, Expert, RandomIndex},
};
use scoring::{
    Refusal,
    weight::ahp::{self, Judgements, Priorities, Worst},
};

/// Why a text cannot be read.
type Fault = Text;

/// The cells of a line: apart by tabs where there are any, else by commas or semicolons.
fn cells(line: &str) -> Vec<&str> {
    let parts: Vec<&str> =
        if line.contains('\t') { line.split('\t').collect() } else { line.split([',', '，', ';', '；']).collect() };
    parts.into_iter().map(str::trim).collect()
}

/// A finite number, also with a minus sign as printed, or as a fraction: `1/3`.
pub fn number(text: &str) -> Option<f64> {
    let plain = |text: &str| text.trim().replace('−', "-").parse::<f64>().ok();
    let number = match text.split_once('/') {
        Some((above, below)) => plain(above)? / plain(below)?,
        None => plain(text)?,
    };
    number.is_finite().then_some(number)
}

fn not_a_number(line: usize, found: &str) -> Fault {
    Text::new(format!("第 {line} 行：“{found}”不是数字。"), format!("Line {line}: “{found}” is not a number."))
}

/// A list of numbers: `10, 20, 30`.
///
/// # Errors
/// What is no number.
pub fn numbers(text: &str) -> Result<Vec<f64>, Fault> {
    text.split([',', '，', ';', '；', ' ', '\t'])
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .map(|cell| {
            number(cell).ok_or_else(|| Text::new(format!("“{cell}”不是数字。"), format!("“{cell}” is not a number.")))
        })
        .collect()
}

/// As [`numbers`] reads it.
pub fn numbers_text(numbers: &[f64]) -> String {
    numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(", ")
}

/// Judgements of one dimension with so many children: a matrix an expert, with a blank line between them.
///
/// # Errors
/// What is no number, and a matrix that is none of judgements.
pub fn judgements(text: &str, size: usize) -> Result<Vec<Vec<Vec<f64>>>, Fault> {
    let mut matrices: Vec<Vec<Vec<f64>>> = vec![Vec::new()];
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            matrices.push(Vec::new());
            continue;
        }
        let cells = line.split([',', '，', ';', '；', ' ', '\t']).filter(|cell| !cell.trim().is_empty());
        let row = cells.map(|cell| number(cell).ok_or_else(|| not_a_number(at + 1, cell))).collect::<Result<_, _>>()?;
        if let Some(matrix) = matrices.last_mut() {
            matrix.push(row);
        }
    }
    matrices.retain(|matrix| !matrix.is_empty());
    for matrix in &matrices {
        if matrix.len() != size || matrix.iter().any(|row| row.len() != size) {
            return Err(Text::new(
                format!("矩阵应有 {size} 行、每行 {size} 个数；几位专家的矩阵之间空一行。"),
                format!("The matrix needs {size} rows of {size} numbers; leave a blank line between experts."),
            ));
        }
        Judgements::new(matrix.clone()).map_err(|refusal| contradiction(&refusal))?;
    }
    Ok(matrices)
}

/// What keeps numbers from being judgements.
fn contradiction(refusal: &Refusal) -> Fault {
    match refusal {
        Refusal::NotPositive { .. } | Refusal::NotFinite { .. } => {
            Text::new("判断都要大于 0。", "Judgements must be above 0.")
        }
        Refusal::Parameter { .. }
        | Refusal::Shape { .. }
        | Refusal::TooFew { .. }
        | Refusal::Constant { .. }
        | Refusal::Empty { .. }
        | Refusal::Missing { .. }
        | Refusal::Weights
        | Refusal::Undefined { .. } => Text::new(
            "对角线应为 1，对称位置的两个数应互为倒数（如 3 和 1/3）。",
            "The diagonal is 1, and opposite numbers are each other’s reciprocals (such as 3 and 1/3).",
        ),
    }
}

/// As [`judgements`] reads it.
pub fn judgements_text(matrices: &[Vec<Vec<f64>>]) -> String {
    let row = |row: &Vec<f64>| row.iter().map(|x| ratio(*x)).collect::<Vec<_>>().join("  ");
    let matrix = |rows: &Vec<Vec<f64>>| rows.iter().map(row).collect::<Vec<_>>().join("\n");
    matrices.iter().map(matrix).collect::<Vec<_>>().join("\n\n")
}

/// A third is `1/3`.
fn ratio(value: f64) -> String {
    let whole = (1.0 / value).round();
    let is_part = value < 1.0 && (1.0 / whole).to_bits() == value.to_bits();
    if is_part { format!("1/{whole}") } else { value.to_string() }
}

/// What the judgements of a dimension say: weights, consistency, and the judgement that fits least.
#[derive(Debug, Clone, PartialEq)]
pub struct Consistency {
    /// The weights, of sum 1.
    pub weights: Vec<f64>,
    /// CR; `None` for one or two things.
    pub ratio: Option<f64>,
    /// What fits least; `None` where all fits.
    pub worst: Option<Worst>,
}

/// Looks at the judgements of all experts together; `None` where there are none.
pub fn consistency(matrices: &[Vec<Vec<f64>>], table: RandomIndex) -> Option<Consistency> {
    let experts: Vec<Judgements> =
        matrices.iter().map(|matrix| Judgements::new(matrix.clone())).collect::<Result<_, _>>().ok()?;
    if experts.is_empty() {
        return None;
    }
    let together = Judgements::combine(&experts, &vec![1.0; experts.len()]).ok()?;
    let priorities: Priorities = together.priorities().ok()?;
    Some(Consistency {
        ratio: priorities.consistency_ratio(index(table)),
        worst: together.worst(&priorities.weights),
        weights: priorities.weights,
    })
}

const fn index(table: RandomIndex) -> ahp::RandomIndex {
    match table {
        RandomIndex::Saaty => ahp::RandomIndex::Saaty,
        RandomIndex::SaatyLater => ahp::RandomIndex::SaatyLater,
        RandomIndex::TummalaLing => ahp::RandomIndex::TummalaLing,
        RandomIndex::DoneganDodd => ahp::RandomIndex::DoneganDodd,
    }
}

/// What experts give: codes of nodes in the first line after a blank or any first cell, then a line an expert.
/// A name may have two parts: `专家甲 | Expert A`.
///
/// # Errors
/// A line that does not fit the first, and what is no number.
pub fn experts(text: &str) -> Result<Vec<Expert>, Fault> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((_, head)) = lines.next() else { return Ok(Vec::new()) };
    let codes: Vec<&str> = cells(head).into_iter().skip(1).collect();
    lines
        .map(|(at, line)| {
            let own = cells(line);
            if own.len() > codes.len() + 1 {
                return Err(Text::new(
                    format!("第 {} 行比第一行多出几格。", at + 1),
                    format!("Line {} has more cells than the first line.", at + 1),
                ));
            }
            let mut points = BTreeMap::new();
            for (code, cell) in codes.iter().zip(own.iter().skip(1)).filter(|(_, cell)| !cell.is_empty()) {
                points.insert((*code).to_owned(), number(cell).ok_or_else(|| not_a_number(at + 1, cell))?);
            }
            Ok(Expert { name: name(own.first().copied().unwrap_or_default()), points })
        })
        .collect()
}

fn name(text: &str) -> Text {
    match text.split_once('|') {
        Some((zh, en)) => Text::new(zh.trim(), en.trim()),
        None => Text::same(text),
    }
}

/// As [`experts`] reads it, with the nodes in the order of the instrument.
pub fn experts_text(experts: &[Expert], instrument: &Instrument) -> String {
    if experts.is_empty() {
        return String::new();
    }
    let codes: Vec<&str> = instrument.nodes().iter().skip(1).map(|node| node.code.as_str()).collect();
    let named: Vec<&str> =
        codes.into_iter().filter(|code| experts.iter().any(|expert| expert.points.contains_key(*code))).collect();
    let mut lines = vec![format!(", {}", named.join(", "))];
    lines.extend(experts.iter().map(|expert| {
        let points = named.iter().map(|code| expert.points.get(*code).map_or_else(String::new, f64::to_string));
        std::iter::once(full_name(&expert.name)).chain(points).collect::<Vec<_>>().join(", ")
    }));
    lines.join("\n")
}

fn full_name(name: &Text) -> String {
    if name.zh == name.en { name.zh.clone() } else { format!("{} | {}", name.zh, name.en) }
}

/// What is divided by what: `code, by, scale`, a line an indicator; without a scale it is 1.
///
/// # Errors
/// A line that does not name two indicators, and what is no number.
pub fn denominators(text: &str) -> Result<BTreeMap<String, Denominator>, Fault> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let own = cells(line);
            let (Some(code), Some(by)) = (own.first(), own.get(1).filter(|by| !by.is_empty())) else {
                return Err(Text::new(
                    format!("第 {} 行：写“指标代码, 除数指标代码, 倍数”。", at + 1),
                    format!("Line {}: write “code, code of the divisor, scale”.", at + 1),
                ));
            };
            let scale = match own.get(2).filter(|scale| !scale.is_empty()) {
                Some(scale) => number(scale).ok_or_else(|| not_a_number(at + 1, scale))?,
                None => 1.0,
            };
            Ok(((*code).to_owned(), Denominator { by: (*by).to_owned(), scale }))
        })
        .collect()
}

/// As [`denominators`] reads it.
pub fn denominators_text(denominators: &BTreeMap<String, Denominator>) -> String {
    let line =
        |(code, denominator): (&String, &Denominator)| format!("{code}, {}, {}", denominator.by, denominator.scale);
    denominators.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_a_number() {
        assert_eq!(number("1/3"), Some(1.0 / 3.0));
        assert_eq!(number(" −2.5 "), Some(-2.5));
        assert_eq!((number("1/0"), number("x"), number("")), (None, None, None));
        assert_eq!(numbers("10, 20；30 40"), Ok(vec![10.0, 20.0, 30.0, 40.0]));
    }

    #[test]
    fn a_matrix_of_judgements_is_read_and_written_as_it_was_typed() {
        let typed = "1  3  5\n1/3  1  2\n1/5  1/2  1";
        let read = judgements(typed, 3).expect("judgements");
        assert_eq!(judgements_text(&read), typed);
        let found = consistency(&read, RandomIndex::Saaty).expect("weights");
        assert!(found.ratio.is_some_and(|ratio| ratio > 0.0 && ratio < 0.01), "{found:?}");
        assert!(found.worst.is_some());
        assert_eq!(judgements(&format!("{typed}\n\n{typed}\n"), 3).expect("two experts").len(), 2);
        assert_eq!(judgements(" \n", 3), Ok(Vec::new()));
    }

    #[test]
    fn a_matrix_that_contradicts_itself_is_refused() {
        assert!(judgements("1 3\n3 1", 2).expect_err("not reciprocal").zh.contains("倒数"));
        assert!(judgements("1 0\n0 1", 2).expect_err("not positive").zh.contains("大于 0"));
        assert!(judgements("1 2", 2).expect_err("one row").zh.contains("2 行"));
        assert!(judgements("1 x\n1 1", 2).expect_err("no number").zh.contains("第 1 行"));
    }

    #[test]
    fn experts_are_pasted_from_a_spreadsheet() {
        let read = experts("\ta\tb\n甲 | A\t30\t70\n乙\t\t100\n").expect("experts");
        assert_eq!(read[0].name, Text::new("甲", "A"));
        assert_eq!(read[0].points, BTreeMap::from([("a".to_owned(), 30.0), ("b".to_owned(), 70.0)]));
        assert_eq!(read[1].points, BTreeMap::from([("b".to_owned(), 100.0)]));
        assert_eq!(experts(", a, b\n甲, 1, 2").expect("by commas").len(), 1);
        assert!(experts("\ta\n甲\t1\t2").is_err() && experts("\ta\n甲\tx").is_err());
    }

    #[test]
    fn what_is_divided_by_what_is_read_as_it_is_written() {
        let read = denominators("gdp, people, 1000\ncars，people").expect("denominators");
        assert_eq!(denominators_text(&read), "cars, people, 1\ngdp, people, 1000");
        assert!(denominators("gdp").is_err() && denominators("a, b, c").is_err());
    }
}
