//! Text → the tree of the `cel` crate, within limits that keep its recursion and ours shallow.

use cel::{IdedExpr, parser::PrattParser};
use domain::{Problem, Text};

use super::fault;

/// Longest condition, in bytes.
const MAX_BYTES: usize = 2_000;
/// How deep brackets may nest, and how many `? :` there may be.
const MAX_NESTING: u16 = 16;

pub(super) fn parse(source: &str) -> Result<IdedExpr, Problem> {
    if source.trim().is_empty() {
        return Err(fault::at(
            source,
            "empty",
            Text::new("条件是空的。写 true 表示所有记录。", "The condition is empty. Write true for all rows."),
        ));
    }
    if source.len() > MAX_BYTES {
        let message = Text::new(
            format!("条件太长：{} 字节，最多 {MAX_BYTES} 字节。请拆成几条或化简。", source.len()),
            format!("The condition has {} bytes, at most {MAX_BYTES} are allowed: split or simplify it.", source.len()),
        );
        return Err(fault::at(&source.chars().take(60).collect::<String>(), "too_long", message));
    }
    // The parser limits brackets itself, but calls itself for each `? :` without counting.
    if source.bytes().filter(|&byte| byte == b'?').count() > usize::from(MAX_NESTING) {
        return Err(too_deep(source));
    }
    PrattParser::new().max_recursion_depth(MAX_NESTING).parse(source).map_err(|errors| {
        // The first error in the text; those without a place are limits that were passed.
        let Some((line, column)) = errors.errors.iter().map(|e| e.pos).filter(|&(line, _)| line > 0).min() else {
            return too_deep(source);
        };
        syntax(source, line.unsigned_abs(), column.unsigned_abs())
    })
}

pub(super) fn too_deep(part: &str) -> Problem {
    fault::at(
        part,
        "too_deep",
        Text::new(
            "条件的括号或“? :”层次太多，请化简。",
            "Brackets or “? :” nest too deep in the condition: simplify it.",
        ),
    )
}

/// A syntax error at a line and a byte of it, both from 1.
fn syntax(source: &str, line: usize, byte: usize) -> Problem {
    let text = source.split_inclusive('\n').nth(line.saturating_sub(1)).unwrap_or(source);
    let from = (0..byte).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let (before, rest) = text.split_at_checked(from).unwrap_or((text, ""));
    let rest: String = rest.trim_end().chars().take(20).collect();
    let character = before.chars().count() + 1;
    let (zh, en) = if rest.is_empty() {
        ("条件没有写完，末尾缺少内容。".to_owned(), "The condition stops before it is complete.".to_owned())
    } else {
        (
            format!("条件第 {line} 行第 {character} 个字符起无法理解：“{rest}”。"),
            format!("The condition cannot be understood from line {line}, character {character}: “{rest}”."),
        )
    };
    fault::at(if rest.is_empty() { source.trim() } else { &rest }, "syntax", Text::new(zh, en)).remedy(Text::new(
        "相等写 ==，并且写 &&，或者写 ||；文字放在英文引号里；标点用半角。",
        "Write == for equal, && for and, || for or; put texts in straight quotes; use half-width punctuation.",
    ))
}
