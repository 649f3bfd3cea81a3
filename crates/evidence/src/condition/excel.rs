//! A checked condition as an expression of an Excel array formula.
//!
//! Excel knows no third truth, so each condition can be written in two ways: where it is known to be
//! true, and where it is known to be false. Comparisons are multiplied by tests that their cells are
//! filled.

use domain::{Period, calendar};

use super::{
    cells,
    expression::{Choice, Day, Expression, Number, Operation, Order, Truth, Words},
};
use crate::layout::CALENDAR;

/// Longest condition in a formula, in characters: Excel takes 8192 for the whole.
const MAX_CHARS: usize = 3_500;
/// Where the table of working days begins: before any day that a condition can reach.
const CALENDAR_START: f64 = -10_000_000_000.0;

pub(super) fn truth(truth: &Truth, range: &dyn Fn(usize) -> String, period: Period) -> Option<String> {
    let text = Writer { range, period }.truth(truth, true)?;
    Some(format!("IFERROR(1*({text}),0)"))
}

pub(super) fn calendar_rows() -> Vec<(f64, f64)> {
    let corrections = calendar::corrections().iter().map(|c| (cells::serial(c.from), f64::from(c.days)));
    std::iter::once((CALENDAR_START, 0.0)).chain(corrections).collect()
}

/// The working days up to and with a day, less a constant. The plain week counts by arithmetic;
/// serial number 2 is a Monday.
fn working_days_until(day: &str) -> String {
    let last = calendar::corrections().len() + 1;
    format!(
        "5*INT(({day}-2)/7)+LOOKUP(MOD({day}-2,7),{{0,1,2,3,4,5,6}},{{1,2,3,4,5,5,5}})\
         +LOOKUP({day},{CALENDAR}!$A$1:$A${last},{CALENDAR}!$B$1:$B${last})"
    )
}

struct Writer<'a> {
    range: &'a dyn Fn(usize) -> String,
    period: Period,
}

/// A value, and the tests that must all hold for it to be known.
struct Known {
    value: String,
    tests: Vec<String>,
}

impl Known {
    fn always(value: String) -> Self {
        Self { value, tests: Vec::new() }
    }

    fn pair(left: Self, right: Self, value: impl FnOnce(&str, &str) -> String) -> Self {
        let value = value(&left.value, &right.value);
        let mut tests = left.tests;
        for test in right.tests {
            if !tests.contains(&test) {
                tests.push(test);
            }
        }
        Self { value, tests }
    }
}

fn product(tests: &[String]) -> String {
    if tests.is_empty() { "1".to_owned() } else { tests.join("*") }
}

/// Each function is `None` where the text grows too long: sharing a part doubles it, and a condition
/// can do that often.
impl Writer<'_> {
    fn truth(&self, truth: &Truth, wanted: bool) -> Option<String> {
        let text = match truth {
            Truth::Literal(x) => if *x == wanted { "1" } else { "0" }.to_owned(),
            Truth::Column(index) => cells::says(&(self.range)(*index), if wanted { cells::YES } else { cells::NO }),
            Truth::Not(x) => self.truth(x, !wanted)?,
            Truth::All(parts) => self.combine(parts, wanted, wanted)?,
            Truth::Any(parts) => self.combine(parts, wanted, !wanted)?,
            Truth::Same(pair) => {
                let (left, right) = (self.truth(&pair.0, true)?, self.truth(&pair.0, false)?);
                let (same, other) = (self.truth(&pair.1, wanted)?, self.truth(&pair.1, !wanted)?);
                format!("({left}*{same}+{right}*{other})")
            }
            Truth::Choose(choice) => {
                let (then, otherwise) = (self.truth(&choice.then, wanted)?, self.truth(&choice.otherwise, wanted)?);
                self.split(&choice.when, &then, &otherwise)?
            }
            Truth::Blank(x) => {
                let tests = self.known(x)?;
                if wanted { format!("(1-{})", product(&tests)) } else { product(&tests) }
            }
            Truth::Numbers(order, pair) => compare(*order, wanted, self.number(&pair.0)?, self.number(&pair.1)?),
            Truth::Days(order, pair) => compare(*order, wanted, self.day(&pair.0)?, self.day(&pair.1)?),
            Truth::Words(pair) => {
                let sides = Known::pair(self.words(&pair.0)?, self.words(&pair.1)?, |x, y| exact(x, y, wanted));
                with_tests(sides)
            }
            Truth::NumberAmong(x) => {
                let list = x.1.iter().map(|other| self.number(other)).collect::<Option<_>>()?;
                among(&self.number(&x.0)?, list, wanted, |x, y, equal| infix(x, equality(equal), y))
            }
            Truth::DayAmong(x) => {
                let list = x.1.iter().map(|other| self.day(other)).collect::<Option<_>>()?;
                among(&self.day(&x.0)?, list, wanted, |x, y, equal| infix(x, equality(equal), y))
            }
            Truth::WordsAmong(x) => {
                let list = x.1.iter().map(|other| self.words(other)).collect::<Option<_>>()?;
                among(&self.words(&x.0)?, list, wanted, exact)
            }
        };
        (text.len() <= MAX_CHARS).then_some(text)
    }

    /// Parts that must all be as wanted, or of which one must.
    fn combine(&self, parts: &[Truth], wanted: bool, all: bool) -> Option<String> {
        let parts: Vec<String> = parts.iter().map(|part| self.truth(part, wanted)).collect::<Option<_>>()?;
        Some(if all { parts.join("*") } else { format!("SIGN({})", parts.join("+")) })
    }

    /// One 1-or-0 expression where a condition is true, another where it is false.
    fn split(&self, when: &Truth, then: &str, otherwise: &str) -> Option<String> {
        Some(format!("({}*{then}+{}*{otherwise})", self.truth(when, true)?, self.truth(when, false)?))
    }

    fn known(&self, x: &Expression) -> Option<Vec<String>> {
        Some(match x {
            Expression::Truth(x) => vec![format!("({}+{})", self.truth(x, true)?, self.truth(x, false)?)],
            Expression::Number(x) => self.number(x)?.tests,
            Expression::Day(x) => self.day(x)?.tests,
            Expression::Words(x) => self.words(x)?.tests,
        })
    }

    fn number(&self, number: &Number) -> Option<Known> {
        let known = match number {
            Number::Literal(x) => Known::always(cells::literal(*x)),
            Number::Column { index, percent } => {
                let range = (self.range)(*index);
                Known { value: cells::number(&range, *percent), tests: vec![cells::has_number(&range)] }
            }
            Number::Negative(x) => {
                let x = self.number(x)?;
                Known { value: format!("(-{})", x.value), ..x }
            }
            Number::Arithmetic(operation, pair) => {
                let (left, right) = (self.number(&pair.0)?, self.number(&pair.1)?);
                match operation {
                    Operation::Add => Known::pair(left, right, |x, y| infix(x, "+", y)),
                    Operation::Subtract => Known::pair(left, right, |x, y| infix(x, "-", y)),
                    Operation::Multiply => Known::pair(left, right, |x, y| infix(x, "*", y)),
                    Operation::Divide => {
                        let divisible = format!("({}<>0)", right.value);
                        let mut known = Known::pair(left, right, |x, y| format!("({x}/IF({y}=0,1,{y}))"));
                        known.tests.push(divisible);
                        known
                    }
                }
            }
            Number::Workdays(pair) => Known::pair(self.day(&pair.0)?, self.day(&pair.1)?, |from, to| {
                format!("({}-({}))", working_days_until(to), working_days_until(from))
            }),
            Number::DaysBetween(pair) => Known::pair(self.day(&pair.0)?, self.day(&pair.1)?, |x, y| infix(x, "-", y)),
            Number::Choose(choice) => self.choose(choice, |x| self.number(x))?,
        };
        (known.value.len() <= MAX_CHARS).then_some(known)
    }

    fn day(&self, day: &Day) -> Option<Known> {
        let known = match day {
            Day::Literal(day) => Known::always(cells::date(*day)),
            Day::Column(index) => {
                let range = (self.range)(*index);
                Known { value: cells::day(&range), tests: vec![cells::has_number(&range)] }
            }
            Day::PeriodStart => Known::always(cells::date(self.period.start)),
            Day::PeriodEnd => Known::always(cells::date(self.period.end)),
            Day::Later(pair) => {
                Known::pair(self.day(&pair.0)?, self.number(&pair.1)?, |x, y| format!("({x}+INT({y}))"))
            }
            Day::Choose(choice) => self.choose(choice, |x| self.day(x))?,
        };
        (known.value.len() <= MAX_CHARS).then_some(known)
    }

    fn words(&self, words: &Words) -> Option<Known> {
        let known = match words {
            Words::Literal(text) => Known::always(cells::quoted(text)?),
            Words::Column(index) => {
                let text = cells::text(&(self.range)(*index));
                Known { tests: vec![format!("({text}<>\"\")")], value: text }
            }
            Words::Choose(choice) => self.choose(choice, |x| self.words(x))?,
        };
        (known.value.len() <= MAX_CHARS).then_some(known)
    }

    fn choose<T>(&self, choice: &Choice<T>, write: impl Fn(&T) -> Option<Known>) -> Option<Known> {
        let (then, otherwise) = (write(&choice.then)?, write(&choice.otherwise)?);
        Some(Known {
            value: format!("IF({},{},{})", self.truth(&choice.when, true)?, then.value, otherwise.value),
            tests: vec![self.split(&choice.when, &product(&then.tests), &product(&otherwise.tests))?],
        })
    }
}

fn compare(order: Order, wanted: bool, left: Known, right: Known) -> String {
    let sign = match if wanted { order } else { order.opposite() } {
        Order::Equal => "=",
        Order::Unequal => "<>",
        Order::Less => "<",
        Order::LessOrEqual => "<=",
        Order::Greater => ">",
        Order::GreaterOrEqual => ">=",
    };
    with_tests(Known::pair(left, right, |x, y| infix(x, sign, y)))
}

/// Whether a value is one of several, or none of them.
fn among(x: &Known, list: Vec<Known>, wanted: bool, compare: impl Fn(&str, &str, bool) -> String) -> String {
    let parts: Vec<String> = list
        .into_iter()
        .map(|other| {
            let value = compare(&x.value, &other.value, wanted);
            with_tests(Known { value, tests: other.tests })
        })
        .collect();
    let decided = if wanted { format!("SIGN({})", parts.join("+")) } else { parts.join("*") };
    with_tests(Known { value: decided, tests: x.tests.clone() })
}

/// A 1-or-0 value, 0 wherever it is not known.
fn with_tests(known: Known) -> String {
    let mut factors = known.tests;
    factors.push(known.value);
    product(&factors)
}

fn infix(left: &str, sign: &str, right: &str) -> String {
    format!("({left}{sign}{right})")
}

const fn equality(equal: bool) -> &'static str {
    if equal { "=" } else { "<>" }
}

/// Excel's `=` between texts ignores case.
fn exact(left: &str, right: &str, equal: bool) -> String {
    if equal { format!("EXACT({left},{right})") } else { format!("(1-EXACT({left},{right}))") }
}
