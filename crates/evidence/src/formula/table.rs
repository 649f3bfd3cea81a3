//! The columns of an item's table, found by key and of the type that a formula needs.

use domain::{
    Problem, Questionnaire, Text,
    questionnaire::{Column, Condition, EvidenceRow, Item, ValueRule, column::Value},
};

use crate::condition::Predicate;

/// The columns that an item's rows have, in order.
pub(super) struct Table<'q> {
    item: &'q str,
    columns: Vec<&'q Column>,
}

/// A column of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberColumn {
    pub(super) index: usize,
    /// Whether its cells in a workbook hold hundredths.
    pub(super) percent: bool,
}

impl NumberColumn {
    pub(super) fn of(self, row: &EvidenceRow) -> Option<f64> {
        match row.values.get(self.index)?.as_ref()? {
            Value::Number(x) => Some(*x),
            Value::Bool(_) | Value::Date(_) | Value::Text(_) => None,
        }
    }
}

impl<'q> Table<'q> {
    pub(super) fn of(questionnaire: &'q Questionnaire, item: &'q Item) -> Self {
        Self { item: &item.code, columns: questionnaire.columns(item).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn predicate(&self, condition: &Condition) -> Result<Predicate, Vec<Problem>> {
        let place = |problem: Problem| problem.at_field(self.item);
        Predicate::compile(condition, &self.columns).map_err(|problems| problems.into_iter().map(place).collect())
    }

    pub(super) fn number(&self, key: &str) -> Result<NumberColumn, Vec<Problem>> {
        let index = self.position(key)?;
        match &self.columns[index].rule {
            ValueRule::Integer { .. } | ValueRule::Decimal { .. } => Ok(NumberColumn { index, percent: false }),
            ValueRule::Percent { .. } => Ok(NumberColumn { index, percent: true }),
            ValueRule::Text { .. }
            | ValueRule::Date { .. }
            | ValueRule::YesNo
            | ValueRule::Options { .. }
            | ValueRule::Url
            | ValueRule::Region
            | ValueRule::CreditCode
            | ValueRule::Documents => self.wrong_type(index, &Text::new("数值", "numbers")),
        }
    }

    pub(super) fn date(&self, key: &str) -> Result<usize, Vec<Problem>> {
        let index = self.position(key)?;
        if matches!(self.columns[index].rule, ValueRule::Date { .. }) {
            Ok(index)
        } else {
            self.wrong_type(index, &Text::new("日期", "dates"))
        }
    }

    pub(super) fn yes_no(&self, key: &str) -> Result<usize, Vec<Problem>> {
        let index = self.position(key)?;
        if self.columns[index].rule == ValueRule::YesNo {
            Ok(index)
        } else {
            self.wrong_type(index, &Text::new("是否", "yes or no"))
        }
    }

    /// A column with a list; `known` are the entries that the item says something about, which must be
    /// those of the list.
    pub(super) fn options(&self, key: &str, known: &[&String]) -> Result<usize, Vec<Problem>> {
        let index = self.position(key)?;
        let column = self.columns[index];
        let ValueRule::Options { options } = &column.rule else {
            return self.wrong_type(index, &Text::new("单选列表", "a list of options"));
        };
        let unknown = known.iter().filter(|name| options.iter().all(|option| option.zh != ***name)).map(|name| {
            Problem::error(
                "formula.unknown_option",
                Text::new(
                    format!("{}：列“{key}”没有“{name}”这个选项。", self.item),
                    format!("{}: column “{key}” has no option “{name}”.", self.item),
                ),
            )
        });
        let silent = options.iter().filter(|option| known.iter().all(|name| option.zh != **name)).map(|option| {
            Problem::error(
                "formula.option_without_points",
                Text::new(
                    format!("{}：列“{key}”的选项“{}”没有分值。", self.item, option.zh),
                    format!("{}: option “{}” of column “{key}” has no points.", self.item, option.zh),
                ),
            )
            .remedy(Text::new("写明分值，可以是 0。", "Give it points; they may be 0."))
        });
        let problems: Vec<_> = unknown.chain(silent).map(|problem| problem.at_field(self.item)).collect();
        if problems.is_empty() { Ok(index) } else { Err(problems) }
    }

    fn position(&self, key: &str) -> Result<usize, Vec<Problem>> {
        self.columns.iter().position(|column| column.key == key).ok_or_else(|| {
            let keys: Vec<_> = self.columns.iter().map(|column| column.key.as_str()).collect();
            let message = Text::new(
                format!("{}：公式中的列“{key}”不存在。", self.item),
                format!("{}: the formula names a column “{key}” that does not exist.", self.item),
            );
            let remedy = Text::new(
                format!("可用的列：{}。", keys.join("、")),
                format!("There are the columns {}.", keys.join(", ")),
            );
            vec![Problem::error("formula.unknown_column", message).remedy(remedy).found(key).at_field(self.item)]
        })
    }

    fn wrong_type<T>(&self, index: usize, wanted: &Text) -> Result<T, Vec<Problem>> {
        let column = self.columns[index];
        let message = Text::new(
            format!("{}：公式需要{}列，列“{}”（{}）不是。", self.item, wanted.zh, column.key, column.label.zh),
            format!(
                "{}: the formula needs a column of {}, and “{}” ({}) is not.",
                self.item, wanted.en, column.key, column.label.en
            ),
        );
        Err(vec![Problem::error("formula.column_type", message).found(&column.key).at_field(self.item)])
    }
}

/// Both, or the problems of both.
pub(super) fn both<A, B>(
    left: Result<A, Vec<Problem>>,
    right: Result<B, Vec<Problem>>,
) -> Result<(A, B), Vec<Problem>> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(problems), Ok(_)) | (Ok(_), Err(problems)) => Err(problems),
        (Err(mut problems), Err(more)) => {
            problems.extend(more);
            Err(problems)
        }
    }
}
