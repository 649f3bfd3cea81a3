//! What stands against gathering, and what deserves a look before it: one problem a respondent or unit,
//! not one a cell.

use std::{collections::BTreeMap, fmt::Write as _};

use domain::{
    Problem, Text,
    fieldwork::respondent_name,
    questionnaire::{Item, Region},
};

use super::{CellState, GatherCell};
use crate::counted::{Counted, CountedFieldwork, CountedRespondent};

type Cells = BTreeMap<String, BTreeMap<String, GatherCell>>;

/// First what must come first, by respondent and unit, then what deserves a look.
pub(super) fn of(counted: &CountedFieldwork, cells: &Cells) -> Vec<Problem> {
    let pending = counted.respondents.iter().filter_map(|respondent| pending(counted, respondent));
    let mut problems: Vec<Problem> = pending.collect();
    for unit in &counted.units {
        let open = items(counted, cells, unit, |_, cell| matches!(cell.state, CellState::ToRate | CellState::Outdated));
        problems.extend((!open.is_empty()).then(|| to_rate(unit, &open)));
    }
    for respondent in &counted.respondents {
        problems.extend(without_confirmation(counted, respondent));
    }
    for unit in &counted.units {
        for item in
            items(counted, cells, unit, |_, cell| cell.state == CellState::NotSubmitted && cell.revision.is_some())
        {
            let reason = cells.get(&item.code).and_then(|by_unit| by_unit.get(&unit.code)?.reason.as_ref());
            problems.push(no_value(unit, item, reason));
        }
    }
    problems
}

fn items<'a>(
    counted: &'a CountedFieldwork,
    cells: &Cells,
    unit: &Region,
    wanted: impl Fn(&Item, &GatherCell) -> bool,
) -> Vec<&'a Item> {
    let cell = |item: &Item| cells.get(&item.code)?.get(&unit.code);
    counted.questionnaire.items.iter().filter(|item| cell(item).is_some_and(|cell| wanted(item, cell))).collect()
}

fn field(counted: &CountedRespondent) -> String {
    format!("{}/{}", counted.respondent.region, counted.respondent.department)
}

/// 太原市财政局. The organisation's name would not do: the assessor fills tables of every unit.
fn name(counted: &CountedFieldwork, respondent: &CountedRespondent) -> Text {
    let (region, department) = (&respondent.respondent.region, &respondent.respondent.department);
    match (counted.questionnaire.region(region), counted.questionnaire.department(department)) {
        (Some(region), Some(department)) => respondent_name(&region.name, &department.name),
        (_, None) | (None, _) => respondent.respondent.organisation.name.clone(),
    }
}

fn pending(counted: &CountedFieldwork, respondent: &CountedRespondent) -> Option<Problem> {
    let Counted::Pending(progress) = &respondent.counted else { return None };
    let (name, label) = (name(counted, respondent), progress.label());
    let zh = format!("{}：{}，还不能汇总。", name.zh, label.zh);
    let en = format!("{}: {}; nothing can be gathered yet.", name.en, label.en.to_lowercase());
    Some(Problem::error("gather.not_confirmed", Text::new(zh, en)).at_field(field(respondent)).remedy(Text::new(
        "请等负责人确认，或等填报期结束：之后没有确认的按未报送处理。",
        "Wait until its head confirms, or until filing is over: what is not confirmed by then counts as not submitted.",
    )))
}

fn to_rate(unit: &Region, open: &[&Item]) -> Problem {
    let codes: Vec<&str> = open.iter().map(|item| item.code.as_str()).collect();
    let zh = format!("{}还有 {} 个题项待评：{}。", unit.name.zh, codes.len(), codes.join("、"));
    let en = format!("{} has {} items to rate: {}.", unit.name.en, codes.len(), codes.join(", "));
    Problem::error("gather.to_rate", Text::new(zh, en))
        .at_field(unit.code.clone())
        .remedy(Text::new("请先评定这些题项。", "Rate these items first."))
}

/// What will count of a respondent that confirmed nothing, or whose correction did not come.
fn without_confirmation(counted: &CountedFieldwork, respondent: &CountedRespondent) -> Option<Problem> {
    let name = name(counted, respondent);
    match &respondent.counted {
        Counted::Pending(_) => None,
        Counted::Nothing => {
            let (weighed, outside): (Vec<&Item>, Vec<&Item>) =
                counted.questionnaire.asked_of(&respondent.respondent.department).partition(|item| item.weighs());
            let mut zh = format!("{}没有确认任何填报：{} 个题项按未报送得最低分", name.zh, weighed.len());
            let mut en = format!("{} confirmed nothing: {} items earn the lowest score", name.en, weighed.len());
            if !outside.is_empty() {
                // Writing to a string cannot fail.
                let codes: Vec<&str> = outside.iter().map(|item| item.code.as_str()).collect();
                let _ = write!(zh, "；{} 没有填报，不加分、不扣分、不限制等次", codes.join("、"));
                let _ = write!(en, "; {} add, deduct and limit nothing", codes.join(", "));
            }
            let message = Text::new(format!("{zh}。"), format!("{en}."));
            Some(Problem::warning("gather.not_submitted", message).at_field(field(respondent)))
        }
        Counted::Revision(head) => head.filed.returned.as_ref().map(|returned| {
            let (revision, due) = (head.revision, returned.due);
            let zh = format!("{}没有在 {due} 前完成补正，以原来确认的第 {revision} 版为准。", name.zh);
            let en = format!("{} confirmed no correction by {due}; its revision {revision} counts as it is.", name.en);
            Problem::warning("gather.not_corrected", Text::new(zh, en)).at_field(field(respondent))
        }),
    }
}

/// An item that was confirmed but comes to nothing.
fn no_value(unit: &Region, item: &Item, reason: Option<&Text>) -> Problem {
    let reason = reason.cloned().unwrap_or_default();
    let effect = if item.weighs() {
        Text::new("按未报送得最低分。", "It earns the lowest score as not submitted.")
    } else {
        Text::new("不加分、不扣分。", "It adds and deducts nothing.")
    };
    let zh = format!("{} {} {}：{}{}", unit.name.zh, item.code, item.name.zh, reason.zh, effect.zh);
    let en = format!("{}, {} {}: {} {}", unit.name.en, item.code, item.name.en, reason.en, effect.en);
    Problem::warning("gather.no_value", Text::new(zh, en))
        .at_field(format!("{}/{}", unit.code, item.code))
        .remedy(Text::new("如不合理，请退回补正。", "If that is not fair, return it for correction."))
}
