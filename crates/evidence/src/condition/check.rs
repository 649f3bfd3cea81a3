//! The tree of the `cel` crate → [`Truth`]: columns are found, types checked, all faults collected.

mod compare;

use cel::{
    IdedExpr,
    common::ast::{CallExpr, Expr, LiteralValue, operators},
};
use domain::{
    Problem, Text, calendar,
    questionnaire::{Column, ValueRule, column::MAX_NUMBER},
};

use super::{
    expression::{Choice, Day, Expression, Kind, Number, Operation, Order, Truth, Words},
    fault, parse,
    render::render,
};

/// How deep an expression may be: Excel takes 64 levels of functions, of which each of ours may need
/// two or three.
const MAX_DEPTH: usize = 20;

pub(super) fn check(expr: &IdedExpr, columns: &[&Column]) -> Result<Truth, Vec<Problem>> {
    let mut checker = Checker { columns, problems: Vec::new() };
    let truth = checker.truth(expr, 0);
    match truth {
        Some(truth) if checker.problems.is_empty() => Ok(truth),
        Some(_) | None => Err(checker.problems),
    }
}

struct Checker<'a> {
    columns: &'a [&'a Column],
    problems: Vec<Problem>,
}

/// Every function returns `None` after it has noted a problem.
impl Checker<'_> {
    fn note<T>(&mut self, problem: Problem) -> Option<T> {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
        None
    }

    fn truth(&mut self, expr: &IdedExpr, depth: usize) -> Option<Truth> {
        match self.expression(expr, depth)? {
            Expression::Truth(truth) => Some(truth),
            other @ (Expression::Number(_) | Expression::Day(_) | Expression::Words(_)) => {
                let (part, side) = (render(expr), self.side(expr, other.kind()));
                self.note(fault::at(
                    &part,
                    "not_a_truth",
                    Text::new(
                        format!("{}，这里需要能判断是或否的内容，例如比较。", side.zh),
                        format!("{}, but something true or false is needed here, such as a comparison.", side.en),
                    ),
                ))
            }
        }
    }

    fn number(&mut self, expr: &IdedExpr, depth: usize) -> Option<Number> {
        match self.expression(expr, depth)? {
            Expression::Number(number) => Some(number),
            other @ (Expression::Truth(_) | Expression::Day(_) | Expression::Words(_)) => {
                self.wrong_kind(expr, other.kind(), Kind::Number)
            }
        }
    }

    fn day(&mut self, expr: &IdedExpr, depth: usize) -> Option<Day> {
        match self.expression(expr, depth)? {
            Expression::Day(day) => Some(day),
            other @ (Expression::Truth(_) | Expression::Number(_) | Expression::Words(_)) => {
                self.wrong_kind(expr, other.kind(), Kind::Day)
            }
        }
    }

    fn wrong_kind<T>(&mut self, expr: &IdedExpr, found: Kind, wanted: Kind) -> Option<T> {
        let (part, side, wanted) = (render(expr), self.side(expr, found), fault::kind(wanted));
        self.note(fault::at(
            &part,
            "type_mismatch",
            Text::new(
                format!("{}，这里需要{}。", side.zh, wanted.zh),
                format!("{}, but {} is needed here.", side.en, wanted.en),
            ),
        ))
    }

    /// What a part is: `列“due_date”（办理期限）是日期`.
    fn side(&self, expr: &IdedExpr, kind: Kind) -> Text {
        let kind = fault::kind(kind);
        let name = match &expr.expr {
            Expr::Ident(key) => self.columns.iter().find(|column| column.key == *key).map(|c| fault::column(c)),
            Expr::Unspecified
            | Expr::Call(_)
            | Expr::Comprehension(_)
            | Expr::List(_)
            | Expr::Literal(_)
            | Expr::Map(_)
            | Expr::Select(_)
            | Expr::Struct(_) => None,
        };
        let name = name.unwrap_or_else(|| Text::same(format!("“{}”", render(expr))));
        Text::new(format!("{}是{}", name.zh, kind.zh), format!("{} is {}", name.en, kind.en))
    }

    fn expression(&mut self, expr: &IdedExpr, depth: usize) -> Option<Expression> {
        if depth > MAX_DEPTH {
            return self.note(parse::too_deep(&render(expr)));
        }
        match &expr.expr {
            Expr::Ident(key) => self.name(key),
            Expr::Literal(literal) => self.literal(expr, literal),
            Expr::Call(call) => self.call(expr, call, depth),
            Expr::Unspecified
            | Expr::Comprehension(_)
            | Expr::List(_)
            | Expr::Map(_)
            | Expr::Select(_)
            | Expr::Struct(_) => self.note(fault::unsupported(&render(expr))),
        }
    }

    fn name(&mut self, key: &str) -> Option<Expression> {
        match key {
            "period_start" => return Some(Expression::Day(Day::PeriodStart)),
            "period_end" => return Some(Expression::Day(Day::PeriodEnd)),
            _ => {}
        }
        let Some(index) = self.columns.iter().position(|column| column.key == key) else {
            let problem = fault::at(
                key,
                "unknown_column",
                Text::new(format!("没有名为“{key}”的列。"), format!("There is no column “{key}”.")),
            )
            .remedy(fault::list_columns(self.columns));
            return self.note(problem);
        };
        Some(match &self.columns[index].rule {
            ValueRule::YesNo => Expression::Truth(Truth::Column(index)),
            ValueRule::Integer { .. } | ValueRule::Decimal { .. } => {
                Expression::Number(Number::Column { index, percent: false })
            }
            ValueRule::Percent { .. } => Expression::Number(Number::Column { index, percent: true }),
            ValueRule::Date { .. } => Expression::Day(Day::Column(index)),
            ValueRule::Text { .. }
            | ValueRule::Options { .. }
            | ValueRule::Url
            | ValueRule::Region
            | ValueRule::CreditCode
            | ValueRule::Documents => Expression::Words(Words::Column(index)),
        })
    }

    fn literal(&mut self, expr: &IdedExpr, literal: &LiteralValue) -> Option<Expression> {
        let number = match literal {
            LiteralValue::Boolean(truth) => return Some(Expression::Truth(Truth::Literal(*truth.inner()))),
            LiteralValue::String(text) => return Some(Expression::Words(Words::Literal(text.inner().to_owned()))),
            LiteralValue::Int(x) => *x.inner() as f64,
            LiteralValue::Double(x) => *x.inner(),
            LiteralValue::Null => {
                return self.note(fault::at(
                    "null",
                    "null",
                    Text::new(
                        "null 只能与 == 或 != 一起使用，例如 done_date != null。",
                        "null can only stand beside == or !=, as in done_date != null.",
                    ),
                ));
            }
            LiteralValue::Bytes(_) | LiteralValue::UInt(_) => return self.note(fault::unsupported(&render(expr))),
        };
        if number.abs() > MAX_NUMBER {
            return self.note(fault::at(
                &render(expr),
                "number_range",
                Text::new("数字太大，最多 15 位整数。", "The number is too large: at most 15 digits."),
            ));
        }
        Some(Expression::Number(Number::Literal(number)))
    }

    fn call(&mut self, expr: &IdedExpr, call: &CallExpr, depth: usize) -> Option<Expression> {
        let deeper = depth + 1;
        if call.target.is_some() {
            return self.note(fault::unsupported(&render(expr)));
        }
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND, [left, right]) => {
                let (left, right) = (self.truth(left, deeper), self.truth(right, deeper));
                let mut parts = Vec::new();
                for part in [left?, right?] {
                    if let Truth::All(more) = part { parts.extend(more) } else { parts.push(part) }
                }
                Some(Expression::Truth(Truth::All(parts)))
            }
            (operators::LOGICAL_OR, [left, right]) => {
                let (left, right) = (self.truth(left, deeper), self.truth(right, deeper));
                let mut parts = Vec::new();
                for part in [left?, right?] {
                    if let Truth::Any(more) = part { parts.extend(more) } else { parts.push(part) }
                }
                Some(Expression::Truth(Truth::Any(parts)))
            }
            (operators::LOGICAL_NOT, [x]) => Some(Expression::Truth(Truth::Not(Box::new(self.truth(x, deeper)?)))),
            (operators::NEGATE, [x]) => Some(Expression::Number(Number::Negative(Box::new(self.number(x, deeper)?)))),
            (operators::CONDITIONAL, [when, then, otherwise]) => self.choose([when, then, otherwise], deeper),
            (operators::IN, [left, right]) => self.among(left, right, deeper),
            (operators::ADD, [left, right]) => self.arithmetic(expr, Operation::Add, [left, right], deeper),
            (operators::SUBSTRACT, [left, right]) => self.arithmetic(expr, Operation::Subtract, [left, right], deeper),
            (operators::MULTIPLY, [left, right]) => self.arithmetic(expr, Operation::Multiply, [left, right], deeper),
            (operators::DIVIDE, [left, right]) => self.arithmetic(expr, Operation::Divide, [left, right], deeper),
            (operators::EQUALS, [left, right]) => self.compare(expr, Order::Equal, [left, right], deeper),
            (operators::NOT_EQUALS, [left, right]) => self.compare(expr, Order::Unequal, [left, right], deeper),
            (operators::LESS, [left, right]) => self.compare(expr, Order::Less, [left, right], deeper),
            (operators::LESS_EQUALS, [left, right]) => self.compare(expr, Order::LessOrEqual, [left, right], deeper),
            (operators::GREATER, [left, right]) => self.compare(expr, Order::Greater, [left, right], deeper),
            (operators::GREATER_EQUALS, [left, right]) => {
                self.compare(expr, Order::GreaterOrEqual, [left, right], deeper)
            }
            ("workdays", [from, to]) => {
                let (from, to) = (self.day(from, deeper), self.day(to, deeper));
                Some(Expression::Number(Number::Workdays(Box::new((from?, to?)))))
            }
            ("date", [day]) => self.date(expr, day),
            ("workdays" | "date", _) => self.note(fault::at(
                &render(expr),
                "arguments",
                Text::new(
                    "参数不对：workdays(起, 止) 要两个日期，date(\"2025-03-01\") 要一个日期文字。",
                    "Wrong arguments: workdays(from, to) takes two dates, date(\"2025-03-01\") one date as a text.",
                ),
            )),
            _ => self.note(fault::unsupported(&render(expr))),
        }
    }

    fn date(&mut self, expr: &IdedExpr, day: &IdedExpr) -> Option<Expression> {
        // From March 1900 on a spreadsheet counts days as everybody does.
        let written = match &day.expr {
            Expr::Literal(LiteralValue::String(text)) => calendar::parse_date(text.inner()),
            Expr::Literal(_)
            | Expr::Unspecified
            | Expr::Call(_)
            | Expr::Comprehension(_)
            | Expr::Ident(_)
            | Expr::List(_)
            | Expr::Map(_)
            | Expr::Select(_)
            | Expr::Struct(_) => None,
        };
        if let Some(day) = written.filter(|day| day.year() > 1900) {
            return Some(Expression::Day(Day::Literal(day)));
        }
        self.note(fault::at(
            &render(expr),
            "date",
            Text::new(
                "日期写成 date(\"2025-03-01\")，年份在 1901 至 9999 之间。",
                "A date is written date(\"2025-03-01\"), with a year from 1901 to 9999.",
            ),
        ))
    }

    fn choose(&mut self, [when, then, otherwise]: [&IdedExpr; 3], depth: usize) -> Option<Expression> {
        let when = self.truth(when, depth);
        let (left, right) = (self.expression(then, depth), self.expression(otherwise, depth));
        let (when, left, right) = (when?, left?, right?);
        Some(match (left, right) {
            (Expression::Truth(then), Expression::Truth(otherwise)) => {
                Expression::Truth(Truth::Choose(Box::new(Choice { when, then, otherwise })))
            }
            (Expression::Number(then), Expression::Number(otherwise)) => {
                Expression::Number(Number::Choose(Box::new(Choice { when, then, otherwise })))
            }
            (Expression::Day(then), Expression::Day(otherwise)) => {
                Expression::Day(Day::Choose(Box::new(Choice { when, then, otherwise })))
            }
            (Expression::Words(then), Expression::Words(otherwise)) => {
                Expression::Words(Words::Choose(Box::new(Choice { when, then, otherwise })))
            }
            (
                left @ (Expression::Truth(_) | Expression::Number(_) | Expression::Day(_) | Expression::Words(_)),
                right,
            ) => return self.wrong_kind(otherwise, right.kind(), left.kind()),
        })
    }

    fn arithmetic(
        &mut self,
        expr: &IdedExpr,
        operation: Operation,
        [left, right]: [&IdedExpr; 2],
        depth: usize,
    ) -> Option<Expression> {
        let (x, y) = (self.expression(left, depth), self.expression(right, depth));
        match (operation, x?, y?) {
            (_, Expression::Number(x), Expression::Number(y)) => {
                Some(Expression::Number(Number::Arithmetic(operation, Box::new((x, y)))))
            }
            (Operation::Subtract, Expression::Day(x), Expression::Day(y)) => {
                Some(Expression::Number(Number::DaysBetween(Box::new((x, y)))))
            }
            (Operation::Add, Expression::Day(day), Expression::Number(days)) => {
                Some(Expression::Day(Day::Later(Box::new((day, days)))))
            }
            (Operation::Subtract, Expression::Day(day), Expression::Number(days)) => {
                Some(Expression::Day(Day::Later(Box::new((day, Number::Negative(Box::new(days)))))))
            }
            (_, x, y) => {
                let (left, right) = (self.side(left, x.kind()), self.side(right, y.kind()));
                self.note(
                    fault::at(
                        &render(expr),
                        "type_mismatch",
                        Text::new(
                            format!("{}，{}，不能这样计算。", left.zh, right.zh),
                            format!("{} and {}: they cannot be calculated so.", left.en, right.en),
                        ),
                    )
                    .remedy(Text::new(
                        "数值之间可用 + - * /；日期减日期得天数；日期加减天数得日期。",
                        "Use + - * / between numbers; a date less a date is days; a date plus or less days is a date.",
                    )),
                )
            }
        }
    }
}
