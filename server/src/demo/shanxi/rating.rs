//! Evaluators rate what no formula can tell, each upon the rows that were filed.

use std::fmt::Write as _;

use domain::{
    Questionnaire,
    questionnaire::{EvidenceTable, Item, ItemKind, column::Value},
};
use service::{
    fieldwork::FieldworkRecord,
    rate::{RateForm, rate},
    ratings::{RatingDesk, list_ratings, open_rating},
};
use time::Duration;

use super::{SLUG, Stage, city::City, draws::Draws};
use crate::cli::Failure;

/// Rows that a rating names.
const CITED: usize = 2;

/// Rates everything that waits for it, in the phase for checks, a rating every ten minutes.
///
/// # Errors
/// What the services say.
pub(super) async fn rate_all(
    stage: &Stage<'_>,
    questionnaire: &Questionnaire,
    fieldwork: &FieldworkRecord,
) -> Result<(), Failure> {
    let Some(check) = fieldwork.schedule.phases().iter().find(|phase| phase.code == "verify") else { return Ok(()) };
    // The assessor's own tables are all filed by the evening of the last day.
    let mut at = super::at_nine(check.last) + Duration::hours(12);
    let list = list_ratings(&stage.at(at), &stage.assessor, SLUG, &fieldwork.period).await?;
    let open: Vec<_> = list.entries.iter().filter(|entry| entry.state.is_open()).collect();
    for entry in &open {
        at += Duration::minutes(10);
        let services = stage.at(at);
        let period = &fieldwork.period;
        let desk = open_rating(&services, &stage.assessor, SLUG, period, &entry.unit, &entry.item).await?;
        let form = judge(questionnaire, &desk);
        rate(&services, &stage.assessor, SLUG, period, &entry.unit, &entry.item, &form).await?;
    }
    if open.is_empty() {
        return Ok(());
    }
    (stage.say)(&format!("已评定 rated: {SLUG} {}, {} 项 items", fieldwork.period, open.len()))
}

/// A judgement near to the level of the city, with its reason and the rows it rests on.
fn judge(questionnaire: &Questionnaire, desk: &RatingDesk) -> RateForm {
    let (item, blank) = (&desk.item, EvidenceTable::default());
    let table = desk.table.as_ref().unwrap_or(&blank);
    let city = City::new(questionnaire, &desk.unit);
    let form = RateForm {
        revision: desk.revision.map(|revision| revision.to_string()).unwrap_or_default(),
        rows: table.rows.iter().take(CITED).map(|row| row.number.to_string()).collect(),
        ..RateForm::default()
    };
    match &item.kind {
        ItemKind::Rubric { levels } => {
            let judged = city.judged(item);
            let away = |points: f64| (points - judged).abs();
            let Some(level) = levels.iter().min_by(|a, b| away(a.points).total_cmp(&away(b.points))) else {
                return form;
            };
            let rows = form.rows.join("、");
            let reason = format!("对照评分标准，认定为“{}”。依据第 {rows} 行及其佐证材料。（示例）", level.text.zh);
            RateForm { level: level.points.to_string(), reason, ..form }
        }
        ItemKind::YesNo { column } => {
            let refused = refused(questionnaire, item, column, table, &city);
            RateForm { reason: reason_of_answers(&refused), refused, ..form }
        }
        // These are computed, not rated.
        ItemKind::Quantitative { .. }
        | ItemKind::Survey { .. }
        | ItemKind::Deduction { .. }
        | ItemKind::Bonus { .. }
        | ItemKind::Veto { .. } => form,
    }
}

/// Rows that say yes without proof.
fn refused(
    questionnaire: &Questionnaire,
    item: &Item,
    column: &str,
    table: &EvidenceTable,
    city: &City<'_>,
) -> Vec<String> {
    let place = questionnaire.columns(item).position(|c| c.key == column);
    let mut draws = Draws::of(&["refused", &city.region.code, &item.code]);
    let doubtful = (1.0 - city.level_of(item)) * 0.4;
    let says_yes = |values: &[Option<Value>]| place.is_some_and(|at| values.get(at) == Some(&Some(Value::Bool(true))));
    let rows = table.rows.iter().filter(|row| says_yes(&row.values) && draws.happens(doubtful));
    rows.map(|row| row.number.to_string()).collect()
}

fn reason_of_answers(refused: &[String]) -> String {
    let mut reason = "逐行核对佐证材料，".to_owned();
    if refused.is_empty() {
        reason.push_str("填报属实。（示例）");
    } else {
        // Writing to a String cannot fail.
        let _ = write!(reason, "第 {} 行的文号查无此件，不予认可，其余属实。（示例）", refused.join("、"));
    }
    reason
}
