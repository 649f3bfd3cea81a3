//! The styles of a workbook, with a copy of each style that a faulty cell has, filled with colour.

use std::{collections::BTreeMap, ops::Range};

use domain::Problem;

use super::{
    parts::Parts,
    tags::{self, Step},
};

const PART: &str = "xl/styles.xml";
/// Light red for errors, light yellow for warnings: both readable under black text, also in print.
const COLOURS: [(bool, &str); 2] = [(true, "FFFFC7CE"), (false, "FFFFEB9C")];

/// The styles of a workbook.
pub(super) struct Styles {
    part: Option<(String, String)>,
    /// Where the styles of cells stand in the text.
    formats: Vec<Range<usize>>,
    fills: usize,
    /// Number of the new style by the old one's and whether it is for an error.
    added: BTreeMap<(usize, bool), usize>,
}

impl Styles {
    /// Reads the styles; without any, nothing will be filled.
    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self, Problem> {
        let none = Self { part: None, formats: Vec::new(), fills: 0, added: BTreeMap::new() };
        let Some(name) = parts.actual_name(PART) else { return Ok(none) };
        let Some(text) = parts.text(&name)? else { return Ok(none) };
        let (mut formats, mut fills) = (Vec::new(), 0);
        let (mut in_formats, mut in_fills, mut open) = (false, false, None);
        let sound = tags::walk(&text, |step, range| match step {
            Step::Open { tag, empty } => match tag.local_name().as_ref() {
                "cellXfs" => in_formats = !empty,
                "fills" => in_fills = !empty,
                "xf" if in_formats && empty => formats.push(range),
                "xf" if in_formats => open = Some(range.start),
                "fill" if in_fills => fills += 1,
                _ => {}
            },
            Step::Close(name) => match name.as_str() {
                "cellXfs" => in_formats = false,
                "fills" => in_fills = false,
                "xf" if in_formats => formats.extend(open.take().map(|start| start..range.end)),
                _ => {}
            },
            Step::Other => {}
        });
        let usable = sound.is_some() && !formats.is_empty() && fills > 0;
        Ok(if usable { Self { part: Some((name, text)), formats, fills, ..none } } else { none })
    }

    /// The number of the style with this number, filled; the same where nothing can be filled.
    pub(super) fn filled(&mut self, style: usize, is_error: bool) -> usize {
        if self.part.is_none() || style >= self.formats.len() {
            return style;
        }
        let next = self.formats.len() + self.added.len();
        *self.added.entry((style, is_error)).or_insert(next)
    }

    /// Writes the new styles.
    pub(super) fn write(self, parts: &mut Parts<'_>) {
        let Some((name, text)) = self.part.filter(|_| !self.added.is_empty()) else { return };
        let fills = COLOURS.map(|(_, colour)| fill(colour)).concat();
        let mut added: Vec<(usize, usize, bool)> =
            self.added.iter().map(|((style, is_error), number)| (*number, *style, *is_error)).collect();
        added.sort_unstable();
        let fill_of =
            |is_error: bool| self.fills + COLOURS.iter().position(|(error, _)| *error == is_error).unwrap_or_default();
        let formats: String = added
            .iter()
            .map(|(_, style, is_error)| filled(&text[self.formats[*style].clone()], fill_of(*is_error)))
            .collect();
        let counted = |text: &str, element: &str, count: usize| {
            let range = tags::named(text, element).into_iter().next()?;
            let mut tag = None;
            tags::walk(&text[range.clone()], |step, _| {
                if let Step::Open { tag: own, empty } = step {
                    tag = Some(tags::with_attributes(&own, empty, &[("count", &count.to_string())]));
                }
            });
            Some([&text[..range.start], &tag?, &text[range.end..]].concat())
        };
        // A prefix, as some programs write, would need other tags; then nothing but comments is added.
        let new = tags::append(&text, "fills", &fills)
            .and_then(|text| tags::append(&text, "cellXfs", &formats))
            .and_then(|text| counted(&text, "fills", self.fills + COLOURS.len()))
            .and_then(|text| counted(&text, "cellXfs", self.formats.len() + added.len()));
        if let Some(new) = new {
            parts.replace(name, new);
        }
    }
}

fn fill(colour: &str) -> String {
    format!(
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    )
}

/// A style with another fill.
fn filled(format: &str, fill: usize) -> String {
    let mut text = String::new();
    let mut first = true;
    // The text is one that has been walked before.
    let _ = tags::walk(format, |step, range| match step {
        Step::Open { tag, empty } if first => {
            first = false;
            let fill = fill.to_string();
            text.push_str(&tags::with_attributes(&tag, empty, &[("fillId", fill.as_str()), ("applyFill", "1")]));
        }
        Step::Open { .. } | Step::Close(_) | Step::Other => text.push_str(&format[range]),
    });
    text
}
