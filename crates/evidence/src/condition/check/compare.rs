//! Comparisons and `in [..]`: both sides of one type, and no option that a list does not have.

use cel::{
    IdedExpr,
    common::ast::{Expr, LiteralValue},
};
use domain::{
    Text,
    questionnaire::{Column, ValueRule},
};

use super::{
    super::{
        expression::{Expression, Number, Order, Truth, Words},
        fault,
        render::render,
    },
    Checker,
};

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        expr: &IdedExpr,
        order: Order,
        [left, right]: [&IdedExpr; 2],
        depth: usize,
    ) -> Option<Expression> {
        if is_null(left) || is_null(right) {
            return self.blank(expr, order, if is_null(left) { right } else { left }, depth);
        }
        let (x, y) = (self.expression(left, depth), self.expression(right, depth));
        let equality = matches!(order, Order::Equal | Order::Unequal);
        let same = match (x?, y?) {
            (Expression::Number(x), Expression::Number(y)) => {
                return Some(Expression::Truth(Truth::Numbers(order, Box::new((x, y)))));
            }
            (Expression::Day(x), Expression::Day(y)) => {
                return Some(Expression::Truth(Truth::Days(order, Box::new((x, y)))));
            }
            (Expression::Truth(x), Expression::Truth(y)) if equality => match (x, y) {
                (Truth::Literal(true), x) | (x, Truth::Literal(true)) => x,
                (Truth::Literal(false), x) | (x, Truth::Literal(false)) => Truth::Not(Box::new(x)),
                (x, y) => Truth::Same(Box::new((x, y))),
            },
            (Expression::Words(x), Expression::Words(y)) if equality => {
                self.options(&x, &y, right);
                self.options(&y, &x, left);
                Truth::Words(Box::new((x, y)))
            }
            (x, y) => {
                let (kind, other) = (x.kind(), y.kind());
                let (left, right) = (self.side(left, kind), self.side(right, other));
                let message = if kind == other {
                    Text::new(
                        format!("{}，没有大小，只能用 == 或 != 比较。", left.zh),
                        format!("{}, which has no order: compare it with == or !=.", left.en),
                    )
                } else {
                    Text::new(
                        format!("{}，{}，不能互相比较。", left.zh, right.zh),
                        format!("{} and {}: they cannot be compared.", left.en, right.en),
                    )
                };
                let problem = fault::at(&render(expr), "type_mismatch", message).remedy(Text::new(
                    "日期写 date(\"2025-03-01\")，是否列写 true 或 false，文字放在引号里。",
                    "Write dates as date(\"2025-03-01\"), yes or no as true or false, and texts in quotes.",
                ));
                return self.note(problem);
            }
        };
        Some(Expression::Truth(if order == Order::Unequal { Truth::Not(Box::new(same)) } else { same }))
    }

    /// `x == null` and `x != null`.
    fn blank(&mut self, expr: &IdedExpr, order: Order, part: &IdedExpr, depth: usize) -> Option<Expression> {
        let blank = Truth::Blank(Box::new(self.expression(part, depth)?));
        match order {
            Order::Equal => Some(Expression::Truth(blank)),
            Order::Unequal => Some(Expression::Truth(Truth::Not(Box::new(blank)))),
            Order::Less | Order::LessOrEqual | Order::Greater | Order::GreaterOrEqual => self.note(fault::at(
                &render(expr),
                "null",
                Text::new("与 null 只能用 == 或 != 比较。", "Only == and != compare with null."),
            )),
        }
    }

    pub(super) fn among(&mut self, left: &IdedExpr, right: &IdedExpr, depth: usize) -> Option<Expression> {
        let elements = match &right.expr {
            Expr::List(list) if !list.elements.is_empty() => &list.elements,
            Expr::List(_)
            | Expr::Unspecified
            | Expr::Call(_)
            | Expr::Comprehension(_)
            | Expr::Ident(_)
            | Expr::Literal(_)
            | Expr::Map(_)
            | Expr::Select(_)
            | Expr::Struct(_) => {
                return self.note(fault::at(
                    &render(right),
                    "list",
                    Text::new(
                        "in 的右边要写至少有一项的列表，例如 [\"已兑现\", \"依法变更\"]。",
                        "After in there must be a list of at least one entry, such as [1, 2].",
                    ),
                ));
            }
        };
        let value = self.expression(left, depth)?;
        Some(Expression::Truth(match value {
            Expression::Number(x) => {
                let list: Vec<Option<Number>> = elements.iter().map(|e| self.number(e, depth)).collect();
                Truth::NumberAmong(Box::new((x, list.into_iter().collect::<Option<_>>()?)))
            }
            Expression::Day(x) => {
                let list: Vec<_> = elements.iter().map(|e| self.day(e, depth)).collect();
                Truth::DayAmong(Box::new((x, list.into_iter().collect::<Option<_>>()?)))
            }
            Expression::Words(x) => {
                let list: Vec<_> = elements.iter().map(|e| self.words_like(&x, e, depth)).collect();
                Truth::WordsAmong(Box::new((x, list.into_iter().collect::<Option<_>>()?)))
            }
            Expression::Truth(_) => return self.note(fault::unsupported(&render(left))),
        }))
    }

    /// A text of a list, which the options of the other side must have.
    fn words_like(&mut self, other: &Words, expr: &IdedExpr, depth: usize) -> Option<Words> {
        match self.expression(expr, depth)? {
            Expression::Words(words) => {
                self.options(other, &words, expr);
                Some(words)
            }
            wrong @ (Expression::Truth(_) | Expression::Number(_) | Expression::Day(_)) => {
                self.wrong_kind(expr, wrong.kind(), super::Kind::Words)
            }
        }
    }

    /// Notes each literal of `words` that is no option of a column in `options`.
    fn options(&mut self, options: &Words, words: &Words, part: &IdedExpr) {
        let mut columns = Vec::new();
        collect_columns(options, &mut columns);
        let mut literals = Vec::new();
        collect_literals(words, &mut literals);
        for index in columns {
            let column: &Column = self.columns[index];
            let ValueRule::Options { options } = &column.rule else { continue };
            for literal in &literals {
                if options.iter().any(|option| option.zh == *literal) {
                    continue;
                }
                let name = fault::column(column);
                let list: Vec<_> = options.iter().map(|option| format!("“{}”", option.zh)).collect();
                let problem = fault::at(
                    &render(part),
                    "unknown_option",
                    Text::new(
                        format!("{}没有“{literal}”这个选项。", name.zh),
                        format!("“{literal}” is not an option of {}.", name.en),
                    ),
                )
                .remedy(Text::new(
                    format!("可选：{}。", list.join("、")),
                    format!("The options are {}.", list.join(", ")),
                ));
                self.note::<()>(problem);
            }
        }
    }
}

fn is_null(expr: &IdedExpr) -> bool {
    matches!(expr.expr, Expr::Literal(LiteralValue::Null))
}

fn collect_columns(words: &Words, columns: &mut Vec<usize>) {
    match words {
        Words::Literal(_) => {}
        Words::Column(index) => columns.push(*index),
        Words::Choose(choice) => {
            collect_columns(&choice.then, columns);
            collect_columns(&choice.otherwise, columns);
        }
    }
}

fn collect_literals<'a>(words: &'a Words, literals: &mut Vec<&'a str>) {
    match words {
        Words::Literal(text) => literals.push(text),
        Words::Column(_) => {}
        Words::Choose(choice) => {
            collect_literals(&choice.then, literals);
            collect_literals(&choice.otherwise, literals);
        }
    }
}
