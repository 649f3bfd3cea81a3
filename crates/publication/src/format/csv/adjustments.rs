//! What stands outside the weighted tree, a row a unit and item.

use domain::EditionContent;

use super::{Lines, number, text};
use crate::{PublicationError, format::rows};

/// `unit, item, kind, name_zh, name_en, rows, points, points_capped, ceiling, basis_zh, basis_en`: each
/// bonus, deduction and veto the data know of. What all bonuses and all deductions give together, within their
/// common caps, stands in the ranking.
///
/// # Errors
/// As [`super::write`].
pub(super) fn adjustments(content: &EditionContent) -> Result<Vec<u8>, PublicationError> {
    let mut file = Lines::new();
    file.row([
        "unit",
        "item",
        "kind",
        "name_zh",
        "name_en",
        "rows",
        "points",
        "points_capped",
        "ceiling",
        "basis_zh",
        "basis_en",
    ])?;
    for (unit, about) in content.data.units.iter().enumerate() {
        for row in rows::adjustments(content, unit) {
            file.row([
                text(&about.code),
                text(&row.code),
                row.kind.code().to_owned(),
                text(&row.name.zh),
                text(&row.name.en),
                row.rows.map(|rows| rows.to_string()).unwrap_or_default(),
                number(row.points),
                number(row.capped),
                text(&row.ceiling),
                text(&row.basis.zh),
                text(&row.basis.en),
            ])?;
        }
    }
    file.finish()
}
