//! Items: their place in the tree, who answers, their columns, and how rows become a value.

use std::collections::BTreeMap;

use domain::{
    Problem, Text,
    questionnaire::{Column, Condition, Formula, Item, ItemKind, Measure, ValueRule, item::Level},
};

use super::{Checker, column, points};
use crate::condition::Predicate;

/// Whether an item stands where its kind belongs.
pub(super) fn check_place_in_tree(item: &Item, known: impl Fn(&str) -> bool, problems: &mut Vec<Problem>) {
    let path = format!("items.{}", item.code);
    if !item.weighs() {
        if item.parent.is_some() || item.weight.is_some() {
            problems.push(
                Problem::error(
                    "questionnaire.weighs_nowhere",
                    Text::new(
                        "扣分、加分和等次限制不属于任何维度，没有权重。",
                        "Deductions, bonuses and vetoes have neither parent nor weight.",
                    ),
                )
                .at_field(&path)
                .remedy(Text::new("删去 parent 和 weight。", "Delete parent and weight.")),
            );
        }
        return;
    }
    match &item.parent {
        None => problems.push(
            Problem::error(
                "questionnaire.parent_missing",
                Text::new("没有写明所属维度。", "It does not say which dimension it belongs to."),
            )
            .at_field(format!("{path}.parent"))
            .remedy(Text::new("写上维度的代码。", "Write the code of the dimension.")),
        ),
        Some(parent) if !known(parent) => problems.push(
            Problem::error(
                "questionnaire.parent_unknown",
                Text::new(format!("没有维度“{parent}”。"), format!("There is no dimension “{parent}”.")),
            )
            .at_field(format!("{path}.parent"))
            .found(parent),
        ),
        Some(_) => {}
    }
    if item.weight.is_none() {
        let text = Text::new("没有写明权重。", "It has no weight.");
        problems.push(
            Problem::error("questionnaire.weight_missing", text)
                .at_field(format!("{path}.weight"))
                .remedy(Text::new("写上它在维度中所占的百分比。", "Write its share within the dimension in percent.")),
        );
    }
}

/// Checks everything else of an item.
pub(super) fn check(checker: &Checker<'_>, item: &Item, problems: &mut Vec<Problem>) {
    let path = format!("items.{}", item.code);
    let q = checker.questionnaire;
    if checker.whole("departments") {
        let all = std::iter::once(("lead", &item.lead)).chain(item.assist.iter().map(|code| ("assist", code)));
        for (name, code) in all.filter(|(_, code)| q.department(code).is_none()) {
            let text = Text::new(format!("没有部门“{code}”。"), format!("There is no department “{code}”."));
            let at = format!("{path}.{name}");
            problems.push(Problem::error("questionnaire.department_unknown", text).at_field(at).found(code));
        }
    }
    if checker.whole("principles") {
        let known = |code: &String| q.principles.iter().any(|principle| principle.code == *code);
        for code in item.principles.iter().filter(|code| !known(code)) {
            let text = Text::new(format!("没有原则“{code}”。"), format!("There is no principle “{code}”."));
            let at = format!("{path}.principles");
            problems.push(Problem::error("questionnaire.principle_unknown", text).at_field(at).found(code));
        }
    }
    for column in &item.columns {
        column::check(q, column, &format!("{path}.columns.{}", column.key), problems);
    }
    let mut by_key: BTreeMap<&str, &Column> = BTreeMap::new();
    for column in q.columns(item) {
        if by_key.insert(&column.key, column).is_some() {
            problems.push(
                Problem::error(
                    "questionnaire.key_repeated",
                    Text::new(
                        format!("列“{}”出现两次（公共列也算）。", column.key),
                        format!("The key “{}” occurs twice, common columns included.", column.key),
                    ),
                )
                .at_field(format!("{path}.columns.{}", column.key))
                .found(&column.key),
            );
        }
    }
    let lists = ["leading_columns", "trailing_columns", &format!("{path}.columns")].map(|list| checker.whole(list));
    if lists.contains(&false) {
        // What names a column that could not be read is not to blame.
        return;
    }
    let columns = Columns { by_key, path: &path, all: q.columns(item).collect() };
    kind(checker, item, &columns, problems);
    for (i, rule) in item.row_rules.iter().enumerate() {
        let at = format!("row_rules.{}", i + 1);
        columns.find(&rule.column, Any, &format!("{at}.column"), problems);
        columns.condition(&rule.holds, &format!("{at}.holds"), problems);
    }
}

fn kind(checker: &Checker<'_>, item: &Item, columns: &Columns<'_>, problems: &mut Vec<Problem>) {
    match &item.kind {
        ItemKind::Quantitative { formula, floor, target } => {
            self::formula(formula, columns, "kind.formula", problems);
            let differ = floor.is_finite() && target.is_finite() && floor.to_bits() != target.to_bits();
            if !differ {
                let text = Text::new("零分值和满分值不能相同。", "Floor and target differ.");
                problems
                    .push(columns.fault("questionnaire.floor_target", text, "kind").found(format!("{floor}…{target}")));
            }
        }
        ItemKind::YesNo { column } => {
            columns.find(column, YesOrNo, "kind.column", problems);
        }
        ItemKind::Rubric { levels } => self::levels(levels, columns, problems),
        ItemKind::Survey { answer, weight, points, exclude, .. } => {
            if let Some(weight) = weight {
                columns.find(weight, Number, "kind.weight", problems);
            }
            points::survey(answer, points, exclude, columns, problems);
        }
        ItemKind::Deduction { points, cap } | ItemKind::Bonus { points, cap } => {
            at_least_zero(*cap, &columns.at("kind.cap"), problems);
            points::check(points, columns, problems);
        }
        ItemKind::Veto { ceiling } => {
            let grades = &checker.questionnaire.grades;
            if checker.whole("grades") && !grades.iter().any(|grade| grade.letter == *ceiling) {
                let text = Text::new(format!("没有等次“{ceiling}”。"), format!("There is no grade “{ceiling}”."));
                problems.push(columns.fault("questionnaire.grade_unknown", text, "kind.ceiling").found(ceiling));
            }
        }
    }
}

/// Checks that a formula names columns of the right type.
pub(super) fn formula(formula: &Formula, columns: &Columns<'_>, at: &str, problems: &mut Vec<Problem>) {
    match formula {
        Formula::RatioOfCounts { numerator, denominator } => {
            columns.condition(numerator, &format!("{at}.numerator"), problems);
            if let Some(denominator) = denominator {
                columns.condition(denominator, &format!("{at}.denominator"), problems);
            }
        }
        Formula::RatioOfSums { numerator, denominator } => {
            columns.find(numerator, Number, &format!("{at}.numerator"), problems);
            columns.find(denominator, Number, &format!("{at}.denominator"), problems);
        }
        Formula::Rate { numerator, denominator, per } => {
            measure(numerator, columns, &format!("{at}.numerator"), problems);
            measure(denominator, columns, &format!("{at}.denominator"), problems);
            factor(*per, &columns.at(&format!("{at}.per")), problems);
        }
        Formula::MeanOfDays { start, end } => {
            columns.find(start, Day, &format!("{at}.start"), problems);
            columns.find(end, Day, &format!("{at}.end"), problems);
        }
        Formula::WeightedMean { value, weight } => {
            columns.find(value, Number, &format!("{at}.value"), problems);
            if let Some(weight) = weight {
                columns.find(weight, Number, &format!("{at}.weight"), problems);
            }
        }
    }
}

fn measure(measure: &Measure, columns: &Columns<'_>, at: &str, problems: &mut Vec<Problem>) {
    match measure {
        Measure::Count { when } => {
            if let Some(when) = when {
                columns.condition(when, &format!("{at}.when"), problems);
            }
        }
        Measure::Sum { column, times } | Measure::Max { column, times } => {
            columns.find(column, Number, &format!("{at}.column"), problems);
            factor(*times, &columns.at(&format!("{at}.times")), problems);
        }
    }
}

fn levels(levels: &[Level], columns: &Columns<'_>, problems: &mut Vec<Problem>) {
    if levels.len() < 2 {
        let text = Text::new("分档题至少要有两档。", "A rubric has at least two levels.");
        problems.push(columns.fault("questionnaire.levels", text, "kind.levels"));
    }
    let mut below = f64::NEG_INFINITY;
    for (i, level) in levels.iter().enumerate() {
        let at = format!("kind.levels.{}", i + 1);
        if !(0.0..=100.0).contains(&level.points) || level.points <= below {
            let text = Text::new(
                "档次从低分写起，分数在 0 至 100 之间并逐档升高。",
                "Levels are listed lowest first; points rise from 0 to 100.",
            );
            let problem = columns.fault("questionnaire.levels", text, &format!("{at}.points"));
            problems.push(problem.found(level.points.to_string()));
        }
        below = level.points;
    }
}

/// The columns of an item, by key.
pub(super) struct Columns<'a> {
    by_key: BTreeMap<&'a str, &'a Column>,
    all: Vec<&'a Column>,
    path: &'a str,
}

/// What a column must hold to be used somewhere.
#[derive(Clone, Copy)]
pub(super) enum Needed {
    Any,
    Number,
    Day,
    YesOrNo,
}
use Needed::{Any, Day, Number, YesOrNo};

impl<'a> Columns<'a> {
    /// The full path of a part of the item.
    pub(super) fn at(&self, part: &str) -> String {
        format!("{}.{part}", self.path)
    }

    /// A problem at a part of the item.
    pub(super) fn fault(&self, code: &str, text: Text, part: &str) -> Problem {
        Problem::error(code, text).at_field(self.at(part))
    }

    /// The column with this key, if there is one of the needed type; else the problem is noted.
    pub(super) fn find(
        &self,
        key: &str,
        needed: Needed,
        part: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<&'a Column> {
        let Some(column) = self.by_key.get(key).copied() else {
            let keys: Vec<&str> = self.all.iter().map(|column| column.key.as_str()).collect();
            problems.push(
                self.fault(
                    "questionnaire.column_unknown",
                    Text::new(format!("没有列“{key}”。"), format!("There is no column “{key}”.")),
                    part,
                )
                .found(key)
                .remedy(Text::new(
                    format!("可用的列：{}。", keys.join("、")),
                    format!("The columns are: {}.", keys.join(", ")),
                )),
            );
            return None;
        };
        let sound = match needed {
            Any => true,
            Number => {
                matches!(column.rule, ValueRule::Integer { .. } | ValueRule::Decimal { .. } | ValueRule::Percent { .. })
            }
            Day => matches!(column.rule, ValueRule::Date { .. }),
            YesOrNo => matches!(column.rule, ValueRule::YesNo),
        };
        if !sound {
            let (zh, en) = match needed {
                Any => ("任意", "any"),
                Number => ("数值", "a number"),
                Day => ("日期", "a date"),
                YesOrNo => ("是否", "yes-no"),
            };
            let text = Text::new(
                format!("这里要用{zh}列，“{key}”不是。"),
                format!("A column of type “{en}” is needed here; “{key}” has another."),
            );
            problems.push(self.fault("questionnaire.column_type", text, part).found(key));
            return None;
        }
        Some(column)
    }

    /// Checks a condition over these columns.
    pub(super) fn condition(&self, condition: &Condition, part: &str, problems: &mut Vec<Problem>) {
        let faults = Predicate::compile(condition, &self.all).err().unwrap_or_default();
        problems.extend(faults.into_iter().map(|fault| fault.at_field(self.at(part))));
    }
}

/// Notes a number that is below zero or no number.
pub(super) fn at_least_zero(number: f64, path: &str, problems: &mut Vec<Problem>) {
    if !number.is_finite() || number < 0.0 {
        let text = Text::new("应为不小于 0 的数。", "This is a number of at least 0.");
        problems.push(Problem::error("questionnaire.number", text).at_field(path).found(number.to_string()));
    }
}

fn factor(number: f64, path: &str, problems: &mut Vec<Problem>) {
    if !number.is_finite() || number <= 0.0 {
        let text = Text::new("应为大于 0 的数。", "This is a number above 0.");
        problems.push(Problem::error("questionnaire.number", text).at_field(path).found(number.to_string()));
    }
}
