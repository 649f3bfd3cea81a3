//! Whether the parts of a questionnaire hold together: codes, the weighted tree, departments, regions,
//! grades and phases here; columns, formulas and points below.

mod column;
mod item;
mod points;

use std::collections::{BTreeMap, HashSet};

use domain::{Problem, Questionnaire, Text, questionnaire::Filler};

use super::parts::Parts;
use crate::layout;

/// Longest name of a worksheet, which an item's code becomes.
const MAX_SHEET_NAME: usize = 31;

/// Adds everything that does not hold together.
pub(super) fn check(parts: &Parts, problems: &mut Vec<Problem>) {
    let checker = Checker { questionnaire: &parts.questionnaire, parts };
    checker.identity(problems);
    checker.codes(problems);
    checker.tree(problems);
    checker.departments(problems);
    checker.regions(problems);
    checker.grades(problems);
    checker.adjustments(problems);
    for (list, columns) in [
        ("leading_columns", &parts.questionnaire.leading_columns),
        ("trailing_columns", &parts.questionnaire.trailing_columns),
    ] {
        for column in columns {
            column::check(checker.questionnaire, column, &format!("{list}.{}", column.key), problems);
        }
    }
    for item in &parts.questionnaire.items {
        item::check(&checker, item, problems);
    }
}

/// The questionnaire, and which of its lists are incomplete because elements could not be read.
struct Checker<'a> {
    questionnaire: &'a Questionnaire,
    parts: &'a Parts,
}

impl Checker<'_> {
    /// Whether a list has all the elements of the file.
    fn whole(&self, list: &str) -> bool {
        !self.parts.damaged.contains(list)
    }

    fn identity(&self, problems: &mut Vec<Problem>) {
        let id = &self.questionnaire.id;
        let sound =
            !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if !sound {
            problems.push(
                Problem::error(
                    "questionnaire.id_form",
                    Text::new(
                        "问卷标识只用英文字母、数字和连字符，不超过 64 个字符。",
                        "The identifier has letters, digits and hyphens only, at most 64.",
                    ),
                )
                .at_field("id")
                .found(id),
            );
        }
        if self.questionnaire.items.is_empty() && self.whole("items") {
            let text = Text::new("问卷没有任何题项。", "The questionnaire has no items.");
            problems.push(Problem::error("questionnaire.empty", text).at_field("items"));
        }
        for phase in self.questionnaire.phases.iter().filter(|phase| phase.working_days == 0) {
            let text = Text::new("阶段至少要有 1 个工作日。", "A phase takes at least 1 working day.");
            problems.push(
                Problem::error("questionnaire.phase_days", text)
                    .at_field(format!("phases.{}.working_days", phase.code))
                    .found("0"),
            );
        }
    }

    fn codes(&self, problems: &mut Vec<Problem>) {
        let q = self.questionnaire;
        unique("principles", q.principles.iter().map(|p| p.code.as_str()), problems);
        unique("departments", q.departments.iter().map(|d| d.code.as_str()), problems);
        unique("regions", q.regions.iter().map(|r| r.code.as_str()), problems);
        unique("grades", q.grades.iter().map(|g| g.letter.as_str()), problems);
        unique("phases", q.phases.iter().map(|p| p.code.as_str()), problems);
        for department in &q.departments {
            // It stands in file names and on the command line: 140100/FIN.
            if department.code.chars().any(|c| !c.is_ascii_alphanumeric() && c != '-' && c != '_') {
                problems.push(
                    Problem::error(
                        "questionnaire.department_code",
                        Text::new(
                            "部门代码只用英文字母、数字、连字符和下划线。",
                            "The code of a department has letters, digits, hyphens and underscores only.",
                        ),
                    )
                    .at_field(format!("departments.{}.code", department.code))
                    .found(&department.code),
                );
            }
        }
        let mut sheets: BTreeMap<String, &str> = BTreeMap::new();
        for item in &q.items {
            let path = format!("items.{}.code", item.code);
            if let Some(why) = not_a_sheet_name(&item.code) {
                problems.push(
                    Problem::error("questionnaire.sheet_name", why)
                        .at_field(&path)
                        .found(&item.code)
                        .remedy(Text::new("换一个代码，例如 A1.1。", "Choose another code, such as A1.1.")),
                );
            }
            if let Some(first) = sheets.insert(item.code.to_lowercase(), &item.code) {
                problems.push(
                    Problem::error(
                        "questionnaire.code_repeated",
                        Text::new(
                            format!("题项代码“{}”与前面的“{first}”相同（不分大小写）。", item.code),
                            format!(
                                "The code “{}” is that of an earlier item, “{first}”; case does not count.",
                                item.code
                            ),
                        ),
                    )
                    .at_field(path)
                    .found(&item.code)
                    .remedy(Text::new("每个代码只能用一次。", "Use each code once.")),
                );
            }
        }
    }

    fn tree(&self, problems: &mut Vec<Problem>) {
        let q = self.questionnaire;
        let dimensions: HashSet<&str> = q.dimensions.iter().map(|dimension| dimension.code.as_str()).collect();
        for item in &q.items {
            item::check_place_in_tree(
                item,
                |parent| !self.whole("dimensions") || dimensions.contains(parent),
                problems,
            );
        }
        if !self.whole("dimensions") || !self.whole("items") || q.items.is_empty() {
            return;
        }
        for dimension in &q.dimensions {
            let is_parent = |parent: Option<&String>| parent.is_some_and(|parent| *parent == dimension.code);
            let filled = q.dimensions.iter().any(|other| is_parent(other.parent.as_ref()))
                || q.items.iter().any(|item| item.weighs() && is_parent(item.parent.as_ref()));
            if !filled {
                problems.push(
                    Problem::error(
                        "questionnaire.dimension_empty",
                        Text::new(
                            format!("维度“{}”下没有题项。", dimension.code),
                            format!("Dimension “{}” has no items.", dimension.code),
                        ),
                    )
                    .at_field(format!("dimensions.{}", dimension.code))
                    .remedy(Text::new("补上题项，或删去这个维度。", "Add items, or delete the dimension.")),
                );
            }
        }
        let faults = q.tree().err().unwrap_or_default();
        // What is wrong with one item's parent or weight was told at that item.
        problems.extend(faults.into_iter().filter(|fault| {
            let of_item = fault.place.field.as_deref().is_some_and(|field| field.starts_with("items."));
            !(of_item
                && matches!(
                    fault.code.as_str(),
                    "instrument.parent_unknown" | "instrument.weight_missing" | "instrument.several_roots"
                ))
        }));
    }

    fn departments(&self, problems: &mut Vec<Problem>) {
        let q = self.questionnaire;
        let assessors: Vec<&str> = q.departments.iter().filter(|d| d.assessor).map(|d| d.code.as_str()).collect();
        if assessors.len() > 1 {
            problems.push(
                Problem::error(
                    "questionnaire.assessors",
                    Text::new("只能有一个部门是评估组（assessor）。", "Only one department can be the assessor."),
                )
                .at_field("departments")
                .found(assessors.join(", ")),
            );
        }
        if assessors.is_empty() && self.whole("departments") {
            for item in q.items.iter().filter(|item| item.filler == Filler::Assessor) {
                problems.push(
                    Problem::warning(
                        "questionnaire.assessor_missing",
                        Text::new(
                            "由评估组填报，但没有部门标为评估组，不会生成填报表。",
                            "The assessor fills it, but no department is marked as the assessor: it stands in no workbook.",
                        ),
                    )
                    .at_field(format!("items.{}.filler", item.code))
                    .remedy(Text::new(
                        "给评估组一个部门代码，并写上 \"assessor\": true。",
                        "Give the assessor a department of its own with \"assessor\": true.",
                    )),
                );
            }
        }
    }

    fn regions(&self, problems: &mut Vec<Problem>) {
        let q = self.questionnaire;
        let by_code: BTreeMap<&str, _> = q.regions.iter().map(|region| (region.code.as_str(), region)).collect();
        for region in &q.regions {
            let path = format!("regions.{}", region.code);
            if region.code.len() != 6 || !region.code.bytes().all(|b| b.is_ascii_digit()) {
                problems.push(
                    Problem::error(
                        "questionnaire.region_code",
                        Text::new("行政区划代码是 6 位数字。", "A division code has six digits."),
                    )
                    .at_field(format!("{path}.code"))
                    .found(&region.code),
                );
            }
            let Some(parent) = &region.parent else { continue };
            // A place belongs to a higher level, so parents cannot form a circle.
            let above = by_code.get(parent.as_str());
            let sound = above.is_none_or(|above| above.level.is_above(region.level));
            if (above.is_none() && self.whole("regions")) || !sound {
                problems.push(
                    Problem::error(
                        "questionnaire.region_parent",
                        Text::new(
                            format!("上级“{parent}”不在列表中，或级别不高于“{}”。", region.name.zh),
                            format!("“{parent}” is not in the list, or not of a higher level than {}.", region.name.en),
                        ),
                    )
                    .at_field(format!("{path}.parent"))
                    .found(parent),
                );
            }
        }
    }

    fn grades(&self, problems: &mut Vec<Problem>) {
        let grades = &self.questionnaire.grades;
        let mut above = f64::INFINITY;
        for grade in grades {
            let path = format!("grades.{}.at_least", grade.letter);
            if !(0.0..=100.0).contains(&grade.at_least) || grade.at_least >= above {
                problems.push(
                    Problem::error(
                        "questionnaire.grade_order",
                        Text::new(
                            "等次从最好写起，起点分在 0 至 100 之间并逐个降低。",
                            "Grades are listed best first; each begins at a lower score than the one before, from 0 to 100.",
                        ),
                    )
                    .at_field(path)
                    .found(grade.at_least.to_string()),
                );
            }
            above = grade.at_least;
        }
        if let Some(last) = grades.last().filter(|last| last.at_least > 0.0 && self.whole("grades")) {
            problems.push(
                Problem::warning(
                    "questionnaire.grade_gap",
                    Text::new(
                        format!("低于 {} 分没有等次。", last.at_least),
                        format!("Scores below {} have no grade.", last.at_least),
                    ),
                )
                .at_field(format!("grades.{}.at_least", last.letter))
                .remedy(Text::new("最后一个等次通常从 0 分起。", "The last grade usually begins at 0.")),
            );
        }
    }

    fn adjustments(&self, problems: &mut Vec<Problem>) {
        let adjustments = &self.questionnaire.adjustments;
        for (name, cap) in [("deduction_cap", adjustments.deduction_cap), ("bonus_cap", adjustments.bonus_cap)] {
            if let Some(cap) = cap {
                item::at_least_zero(cap, &format!("adjustments.{name}"), problems);
            }
        }
    }
}

/// Reports each code of a list that is blank or was there before.
fn unique<'a>(list: &str, codes: impl Iterator<Item = &'a str>, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for (i, code) in codes.enumerate() {
        if code.trim().is_empty() {
            let text = Text::new("代码不能为空。", "A code cannot be empty.");
            problems.push(Problem::error("questionnaire.code_missing", text).at_field(format!("{list}.{}", i + 1)));
        } else if !seen.insert(code) {
            problems.push(
                Problem::error(
                    "questionnaire.code_repeated",
                    Text::new(format!("代码“{code}”重复。"), format!("The code “{code}” occurs twice.")),
                )
                .at_field(format!("{list}.{code}"))
                .found(code)
                .remedy(Text::new("每个代码只能用一次。", "Use each code once.")),
            );
        }
    }
}

/// Why a code cannot name a worksheet; `None` if it can.
fn not_a_sheet_name(code: &str) -> Option<Text> {
    let reserved = [
        layout::COVER,
        layout::INSTRUCTIONS,
        layout::CODES,
        layout::CALENDAR,
        layout::IDENTITY,
        // Excel keeps this one for itself.
        "history",
    ];
    if code.trim().is_empty() || code.trim() != code {
        Some(Text::new(
            "题项代码不能为空，前后也不能有空格。",
            "The code of an item is neither empty nor has spaces around it.",
        ))
    } else if code.encode_utf16().count() > MAX_SHEET_NAME {
        Some(Text::new(
            format!("题项代码是工作表的名称，不超过 {MAX_SHEET_NAME} 个字。"),
            format!("The code of an item names its sheet and has at most {MAX_SHEET_NAME} characters."),
        ))
    } else if code.contains(['[', ']', ':', '*', '?', '/', '\\', '\'', '!']) || code.chars().any(char::is_control) {
        Some(Text::new(
            "题项代码是工作表的名称，不能含 [ ] : * ? / \\ ' !。",
            "The code of an item names its sheet and has none of [ ] : * ? / \\ ' !.",
        ))
    } else if reserved.iter().any(|name| code.eq_ignore_ascii_case(name)) {
        Some(Text::new("这个名称留给工作簿自己的表。", "This name is kept for a sheet of the workbook itself."))
    } else {
        None
    }
}
