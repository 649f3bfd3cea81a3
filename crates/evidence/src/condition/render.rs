//! A part of a condition as it might have been written, for messages: the parser of `cel` does not
//! say where in the text a part came from.

use std::fmt::Write as _;

use cel::{
    IdedExpr,
    common::ast::{Expr, LiteralValue, operators},
};

/// Longest part that is quoted, in characters.
const MAX_CHARS: usize = 80;
/// How deep a part is written out.
const MAX_DEPTH: usize = 12;

pub(super) fn render(expr: &IdedExpr) -> String {
    let mut text = String::new();
    write(&mut text, expr, 0);
    if text.chars().count() > MAX_CHARS {
        text = text.chars().take(MAX_CHARS).chain(['…']).collect();
    }
    text
}

fn write(out: &mut String, expr: &IdedExpr, depth: usize) {
    if depth > MAX_DEPTH || out.len() > 4 * MAX_CHARS {
        out.push('…');
        return;
    }
    match &expr.expr {
        Expr::Ident(name) => out.push_str(name),
        Expr::Literal(literal) => write_literal(out, literal),
        Expr::List(list) => {
            out.push('[');
            write_all(out, &list.elements, depth);
            out.push(']');
        }
        Expr::Call(call) => {
            if let Some(target) = &call.target {
                write(out, target, depth + 1);
                out.push('.');
            }
            match (call.func_name.as_str(), call.args.as_slice()) {
                (operators::LOGICAL_NOT, [x]) => write_unary(out, '!', x, depth),
                (operators::NEGATE, [x]) => write_unary(out, '-', x, depth),
                (operators::CONDITIONAL, [when, then, otherwise]) => {
                    write_nested(out, when, depth);
                    out.push_str(" ? ");
                    write_nested(out, then, depth);
                    out.push_str(" : ");
                    write_nested(out, otherwise, depth);
                }
                (operators::INDEX, [of, at]) => {
                    write_nested(out, of, depth);
                    out.push('[');
                    write(out, at, depth + 1);
                    out.push(']');
                }
                (name, [left, right]) if infix(name).is_some() => {
                    write_nested(out, left, depth);
                    out.push(' ');
                    out.push_str(infix(name).unwrap_or_default());
                    out.push(' ');
                    write_nested(out, right, depth);
                }
                (name, args) => {
                    out.push_str(name);
                    out.push('(');
                    write_all(out, args, depth);
                    out.push(')');
                }
            }
        }
        Expr::Select(select) => {
            write(out, &select.operand, depth + 1);
            out.push('.');
            out.push_str(&select.field);
        }
        Expr::Map(_) => out.push_str("{…}"),
        Expr::Struct(object) => {
            out.push_str(&object.type_name);
            out.push_str("{…}");
        }
        Expr::Comprehension(_) | Expr::Unspecified => out.push('…'),
    }
}

fn write_all(out: &mut String, parts: &[IdedExpr], depth: usize) {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write(out, part, depth + 1);
    }
}

fn write_unary(out: &mut String, sign: char, part: &IdedExpr, depth: usize) {
    out.push(sign);
    write_nested(out, part, depth);
}

/// In brackets, where it is itself made with an operator.
fn write_nested(out: &mut String, part: &IdedExpr, depth: usize) {
    let composed = matches!(&part.expr, Expr::Call(call)
        if infix(&call.func_name).is_some() || call.func_name == operators::CONDITIONAL);
    if composed {
        out.push('(');
    }
    write(out, part, depth + 1);
    if composed {
        out.push(')');
    }
}

fn write_literal(out: &mut String, literal: &LiteralValue) {
    // Writing to a string cannot fail.
    let _ = match literal {
        LiteralValue::Boolean(x) => write!(out, "{}", x.inner()),
        LiteralValue::Double(x) => write!(out, "{}", x.inner()),
        LiteralValue::Int(x) => write!(out, "{}", x.inner()),
        LiteralValue::UInt(x) => write!(out, "{}u", x.inner()),
        LiteralValue::Null => write!(out, "null"),
        LiteralValue::String(x) => write!(out, "\"{}\"", x.inner()),
        LiteralValue::Bytes(_) => write!(out, "b\"…\""),
    };
}

/// How an operator is written between two parts.
fn infix(name: &str) -> Option<&str> {
    if name == operators::IN {
        return Some("in");
    }
    name.strip_prefix('_')?.strip_suffix('_').filter(|sign| !sign.contains(['_', '?', '[']))
}
