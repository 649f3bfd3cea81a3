//! Comments on the cells of a sheet: the words in one part, the boxes they are shown in in another.

use std::{collections::BTreeMap, fmt::Write as _};

use domain::Problem;
use quick_xml::escape::escape;

use super::{
    Note,
    parts::{Parts, Relation},
    tags::{self, Step},
};
use crate::{grid, package::damaged};

const COMMENTS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const DRAWING: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const NO_COMMENTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author>诚评 Chengping</author></authors><commentList></commentList></comments>";
const NO_BOXES: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype></xml>";
/// What may stand after the link to the boxes in a sheet.
const AFTER_LINK: [&str; 8] =
    ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];
/// Boxes are numbered from here: far above what spreadsheet programs reach.
const FIRST_BOX: u32 = 900_000;

/// Adds comments to a sheet, to those it has already where it has some.
pub(super) fn add(
    parts: &mut Parts<'_>,
    sheet: &str,
    text: &mut String,
    notes: &BTreeMap<(u32, u32), Note>,
) -> Result<(), Problem> {
    let relations = parts.relations(sheet)?;
    let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
    let linked = tags::named(text, "legacyDrawing")
        .first()
        .and_then(|range| tags::attribute(&text[range.clone()], "id"))
        .and_then(|id| relations.iter().find(|relation| relation.id == id));
    let comments = part(parts, sheet, of_kind("comments"), ("xl/commentsNote", "xml"), COMMENTS, COMMENTS_TYPE)?;
    let boxes = part(parts, sheet, linked, ("xl/drawings/vmlDrawingNote", "vml"), DRAWING, DRAWING_TYPE)?;
    let words = parts.text(&comments.target)?.unwrap_or_else(|| NO_COMMENTS.to_owned());
    let shapes = parts.text(&boxes.target)?.unwrap_or_else(|| NO_BOXES.to_owned());
    // Two comments on one cell would make the file invalid; a note of the template gives way.
    let taken: Vec<String> =
        tags::named(&words, "comment").into_iter().filter_map(|range| tags::attribute(&words[range], "ref")).collect();
    let list = tags::named(&words, "commentList").into_iter().next().ok_or_else(damaged)?;
    let prefix = words[list][1..].split_once(':').filter(|(p, _)| p.chars().all(char::is_alphanumeric));
    let prefix = prefix.map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
    let (mut new_words, mut new_shapes) = (String::new(), String::new());
    for (number, ((row, column), note)) in (FIRST_BOX..).zip(notes) {
        let address = grid::address(*row as usize + 1, *column as usize);
        if taken.contains(&address) {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = write!(
            new_words,
            "<{prefix}comment ref=\"{address}\" authorId=\"0\"><{prefix}text><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}text></{prefix}comment>",
            escape(note.text.as_str())
        );
        new_shapes.push_str(&shape(number, *row, *column, note));
    }
    let words = tags::append(&words, "commentList", &new_words).ok_or_else(damaged)?;
    let shapes = tags::append(&shapes, "xml", &new_shapes).ok_or_else(damaged)?;
    if linked.is_none() {
        *text = link(text, &boxes.id).ok_or_else(damaged)?;
    }
    parts.replace(comments.target, words);
    parts.replace(boxes.target, shapes);
    Ok(())
}

/// The part a relation leads to, or a new one that is declared and related.
fn part(
    parts: &mut Parts<'_>,
    sheet: &str,
    present: Option<&Relation>,
    (stem, ending): (&str, &str),
    kind: &str,
    content_type: &str,
) -> Result<Relation, Problem> {
    if let Some(relation) = present {
        let target = parts.actual_name(&relation.target).ok_or_else(damaged)?;
        return Ok(Relation { target, ..relation.clone() });
    }
    let target = parts.free_name(stem, ending);
    let id = parts.relate(sheet, kind, &target)?;
    parts.declare(&target, content_type)?;
    Ok(Relation { id, kind: kind.to_owned(), target })
}

/// The sheet with a link to its boxes, where the order of its elements wants it.
fn link(text: &str, id: &str) -> Option<String> {
    let (mut place, mut prefix) = (None, String::new());
    tags::walk(text, |step, range| match step {
        Step::Open { tag, .. } if tag.local_name().as_ref() == "sheetData" => prefix = tags::prefix(&tag),
        Step::Open { tag, .. } if place.is_none() && AFTER_LINK.contains(&tag.local_name().as_ref()) => {
            place = Some(range.start);
        }
        Step::Close(name) if place.is_none() && name == "worksheet" => place = Some(range.start),
        Step::Open { .. } | Step::Close(_) | Step::Other => {}
    })?;
    let (before, after) = text.split_at(place?);
    Some(format!(
        "{before}<{prefix}legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{id}\"/>{after}"
    ))
}

/// The box of a comment, as tall as its words need.
fn shape(number: u32, row: u32, column: u32, note: &Note) -> String {
    let lines: usize = note.text.lines().map(|line| 1 + line.chars().count() / 28).sum();
    let rows = u32::try_from(lines.clamp(4, 20)).unwrap_or(4);
    let (left, right, bottom) = (column + 1, column + 5, row + rows);
    format!(
        "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\" id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {row}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
}
