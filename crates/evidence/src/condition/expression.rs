//! A condition once checked: one type of tree for each type of value, so that evaluating it cannot
//! meet a wrong one. Columns are places in the row.

use std::cmp::Ordering;

use domain::{Period, calendar, questionnaire::column::Value};
use time::{Date, Duration};

/// The type of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Truth,
    Number,
    Day,
    Words,
}

/// An expression of any type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    Truth(Truth),
    Number(Number),
    Day(Day),
    Words(Words),
}

/// True, false or unknown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Truth {
    Literal(bool),
    Column(usize),
    Not(Box<Truth>),
    All(Vec<Truth>),
    Any(Vec<Truth>),
    Same(Box<(Truth, Truth)>),
    Choose(Box<Choice<Truth>>),
    Blank(Box<Expression>),
    Numbers(Order, Box<(Number, Number)>),
    Days(Order, Box<(Day, Day)>),
    Words(Box<(Words, Words)>),
    NumberAmong(Box<(Number, Vec<Number>)>),
    DayAmong(Box<(Day, Vec<Day>)>),
    WordsAmong(Box<(Words, Vec<Words>)>),
}

/// A finite number or unknown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Number {
    Literal(f64),
    Column {
        index: usize,
        percent: bool,
    },
    Negative(Box<Number>),
    Arithmetic(Operation, Box<(Number, Number)>),
    /// Working days after the first, up to and with the second.
    Workdays(Box<(Day, Day)>),
    /// Calendar days from the second to the first: `a - b`.
    DaysBetween(Box<(Day, Day)>),
    Choose(Box<Choice<Number>>),
}

/// A day or unknown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Day {
    Literal(Date),
    Column(usize),
    PeriodStart,
    PeriodEnd,
    /// So many whole days later.
    Later(Box<(Day, Number)>),
    Choose(Box<Choice<Day>>),
}

/// A text or unknown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Words {
    Literal(String),
    Column(usize),
    Choose(Box<Choice<Words>>),
}

/// `when ? then : otherwise`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice<T> {
    pub(super) when: Truth,
    pub(super) then: T,
    pub(super) otherwise: T,
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Arithmetic between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

type Row = [Option<Value>];

impl Expression {
    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Truth(_) => Kind::Truth,
            Self::Number(_) => Kind::Number,
            Self::Day(_) => Kind::Day,
            Self::Words(_) => Kind::Words,
        }
    }

    fn is_known(&self, row: &Row, period: Period) -> bool {
        match self {
            Self::Truth(x) => x.evaluate(row, period).is_some(),
            Self::Number(x) => x.evaluate(row, period).is_some(),
            Self::Day(x) => x.evaluate(row, period).is_some(),
            Self::Words(x) => x.evaluate(row, period).is_some(),
        }
    }
}

impl Truth {
    pub(super) fn evaluate(&self, row: &Row, period: Period) -> Option<bool> {
        match self {
            Self::Literal(truth) => Some(*truth),
            Self::Column(index) => match row.get(*index)?.as_ref()? {
                Value::Bool(yes) => Some(*yes),
                Value::Number(_) | Value::Date(_) | Value::Text(_) => None,
            },
            Self::Not(x) => x.evaluate(row, period).map(|truth| !truth),
            Self::All(parts) => combine(parts.iter().map(|part| part.evaluate(row, period)), false),
            Self::Any(parts) => combine(parts.iter().map(|part| part.evaluate(row, period)), true),
            Self::Same(pair) => Some(pair.0.evaluate(row, period)? == pair.1.evaluate(row, period)?),
            Self::Choose(choice) => choice.branch(row, period)?.evaluate(row, period),
            Self::Blank(x) => Some(!x.is_known(row, period)),
            Self::Numbers(order, pair) => {
                let (left, right) = (pair.0.evaluate(row, period)?, pair.1.evaluate(row, period)?);
                left.partial_cmp(&right).map(|ordering| order.holds(ordering))
            }
            Self::Days(order, pair) => {
                Some(order.holds(pair.0.evaluate(row, period)?.cmp(&pair.1.evaluate(row, period)?)))
            }
            Self::Words(pair) => Some(pair.0.evaluate(row, period)? == pair.1.evaluate(row, period)?),
            Self::NumberAmong(x) => {
                let value = x.0.evaluate(row, period)?;
                let equal = |other: f64| value.partial_cmp(&other) == Some(Ordering::Equal);
                combine(x.1.iter().map(|other| other.evaluate(row, period).map(equal)), true)
            }
            Self::DayAmong(x) => {
                let value = x.0.evaluate(row, period)?;
                combine(x.1.iter().map(|other| other.evaluate(row, period).map(|other| other == value)), true)
            }
            Self::WordsAmong(x) => {
                let value = x.0.evaluate(row, period)?;
                combine(x.1.iter().map(|other| other.evaluate(row, period).map(|other| other == value)), true)
            }
        }
    }
}

/// Kleene's `||` for `decisive` true, `&&` for false.
fn combine(mut parts: impl Iterator<Item = Option<bool>>, decisive: bool) -> Option<bool> {
    let mut all_known = true;
    let decided = parts.any(|part| {
        all_known &= part.is_some();
        part == Some(decisive)
    });
    if decided { Some(decisive) } else { all_known.then_some(!decisive) }
}

impl<T> Choice<T> {
    fn branch(&self, row: &Row, period: Period) -> Option<&T> {
        Some(if self.when.evaluate(row, period)? { &self.then } else { &self.otherwise })
    }
}

impl Number {
    fn evaluate(&self, row: &Row, period: Period) -> Option<f64> {
        let number = match self {
            Self::Literal(x) => *x,
            Self::Column { index, percent: _ } => match row.get(*index)?.as_ref()? {
                Value::Number(x) => *x,
                Value::Bool(_) | Value::Date(_) | Value::Text(_) => return None,
            },
            Self::Negative(x) => -x.evaluate(row, period)?,
            Self::Arithmetic(operation, pair) => {
                let (left, right) = (pair.0.evaluate(row, period)?, pair.1.evaluate(row, period)?);
                match operation {
                    Operation::Add => left + right,
                    Operation::Subtract => left - right,
                    Operation::Multiply => left * right,
                    Operation::Divide => left / right,
                }
            }
            Self::Workdays(pair) => {
                let (from, to) = (pair.0.evaluate(row, period)?, pair.1.evaluate(row, period)?);
                f64::from(calendar::working_days_between(from, to))
            }
            Self::DaysBetween(pair) => {
                (pair.0.evaluate(row, period)? - pair.1.evaluate(row, period)?).whole_days() as f64
            }
            Self::Choose(choice) => choice.branch(row, period)?.evaluate(row, period)?,
        };
        // Division by zero leaves the number unknown.
        number.is_finite().then_some(number)
    }
}

impl Day {
    fn evaluate(&self, row: &Row, period: Period) -> Option<Date> {
        match self {
            Self::Literal(day) => Some(*day),
            Self::Column(index) => match row.get(*index)?.as_ref()? {
                Value::Date(day) => Some(*day),
                Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
            },
            Self::PeriodStart => Some(period.start),
            Self::PeriodEnd => Some(period.end),
            Self::Later(pair) => {
                let (day, days) = (pair.0.evaluate(row, period)?, pair.1.evaluate(row, period)?);
                #[expect(clippy::cast_possible_truncation, reason = "saturates; a day so far away does not exist")]
                let days = i64::from(days.floor() as i32);
                day.checked_add(Duration::days(days))
            }
            Self::Choose(choice) => choice.branch(row, period)?.evaluate(row, period),
        }
    }
}

impl Words {
    fn evaluate<'r>(&'r self, row: &'r Row, period: Period) -> Option<&'r str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Column(index) => match row.get(*index)?.as_ref()? {
                Value::Text(text) => Some(text),
                Value::Bool(_) | Value::Number(_) | Value::Date(_) => None,
            },
            Self::Choose(choice) => choice.branch(row, period)?.evaluate(row, period),
        }
    }
}

impl Order {
    pub(super) const fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Unequal => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }

    /// The order that holds exactly where this one does not.
    pub(super) const fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }
}
