//! Who a workbook is for and what it was made from, as its hidden sheet says.

use std::collections::BTreeMap;

use domain::{Problem, Questionnaire, Text, calendar::Period};

use super::Expected;
use crate::{
    book::{Book, Rows, SparseRow},
    findings::Findings,
    grid::Cell,
    layout::{self, identity},
};

/// Most rows looked at: the sheet has fewer than ten.
const ROWS: usize = 100;

/// What the hidden sheet says; blank entries are left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Identity {
    entries: BTreeMap<String, String>,
}

impl Identity {
    /// Reads the hidden sheet; `None` where there is none.
    pub(super) fn read(book: &mut Book<'_>) -> Result<Option<Self>, Problem> {
        if !book.sheets().iter().any(|sheet| sheet.name == layout::IDENTITY) {
            return Ok(None);
        }
        let mut rows = book.rows(layout::IDENTITY)?;
        let mut row = SparseRow::default();
        let mut entries = BTreeMap::new();
        while rows.next_row(&mut row)? && row.number <= ROWS {
            if let Cell::Text(key) = row.cell(0) {
                let value = row.cell(1).shown().trim().to_owned();
                if !value.is_empty() {
                    entries.insert(key.trim().to_owned(), value);
                }
            }
        }
        Ok(Some(Self { entries }))
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.entries.get(key).map(String::as_str)
    }

    /// The period the template was made for.
    pub(super) fn period(&self) -> Option<Period> {
        self.get(identity::PERIOD).and_then(|text| text.parse().ok())
    }

    /// Whether the workbook was made from another version of the questionnaire.
    pub(super) fn is_stale(&self, checksum: &str) -> bool {
        self.get(identity::CHECKSUM).is_some_and(|own| own != checksum)
    }

    /// Says what is wrong with it, but for its age; false where it is no use to read on.
    pub(super) fn check(
        &self,
        questionnaire: &Questionnaire,
        expected: &Expected<'_>,
        findings: &mut Findings,
    ) -> bool {
        let own = self.get(identity::QUESTIONNAIRE).unwrap_or_default();
        if own != questionnaire.id {
            findings.add(foreign(own, questionnaire));
            return false;
        }
        if let Some(layout) = self.get(identity::LAYOUT).filter(|layout| *layout != layout::VERSION) {
            findings.add(other_layout(layout));
            return false;
        }
        if let (Some(round), Some(own)) = (expected.round, self.get(identity::ROUND))
            && round != own
        {
            findings.add(other_round(own, round));
        }
        let department = self.get(identity::DEPARTMENT).unwrap_or_default();
        if questionnaire.department(department).is_none() {
            findings.add(unknown_department(department));
        }
        if let Some(respondent) = expected.respondent {
            let region = self.get(identity::REGION);
            let elsewhere = respondent.region.as_deref().is_some_and(|expected| region != Some(expected));
            if elsewhere || department != respondent.department {
                let expected = name(respondent.region.as_deref(), &respondent.department, questionnaire);
                findings.add(wrong_respondent(&name(region, department, questionnaire), &expected));
            }
        }
        true
    }
}

/// What people call a respondent; only what the questionnaire does not name is shown by its code.
fn name(region: Option<&str>, department: &str, questionnaire: &Questionnaire) -> Text {
    let region = region.map(|code| questionnaire.region(code).map_or_else(|| Text::same(code), |r| r.name.clone()));
    let department = questionnaire.department(department).map_or_else(|| Text::same(department), |d| d.name.clone());
    match region {
        Some(region) => {
            Text::new(format!("{}{}", region.zh, department.zh), format!("{} {}", region.en, department.en))
        }
        None => department,
    }
}

fn download() -> Text {
    Text::new(
        "请重新下载本单位的模板，把数据复制过去再上传。",
        "Download your own template again, copy the data into it, and upload that.",
    )
}

/// The workbook has no hidden sheet, but sheets that are ours.
pub(super) fn missing() -> Problem {
    Problem::warning(
        "template.identity_missing",
        Text::new(
            "工作簿里没有模板的标识，无法核对是哪个单位、哪一版模板。",
            "The mark of the template is gone from the workbook; for whom it is and which version cannot be checked.",
        ),
    )
    .remedy(download())
}

/// Nothing in the workbook is ours.
pub(super) fn not_a_template(questionnaire: &Questionnaire) -> Problem {
    Problem::error(
        "template.unknown",
        Text::new(
            format!("这不是“{}”的填报工作簿。", questionnaire.title.zh),
            format!("This is no evidence workbook of “{}”.", questionnaire.title.en),
        ),
    )
    .remedy(download())
}

fn foreign(own: &str, questionnaire: &Questionnaire) -> Problem {
    Problem::error(
        "template.other_questionnaire",
        Text::new(
            format!("这是另一份问卷的工作簿，不是“{}”的。", questionnaire.title.zh),
            format!("This workbook belongs to another questionnaire, not to “{}”.", questionnaire.title.en),
        ),
    )
    .found(crate::grid::shorten(own))
    .remedy(download())
}

fn other_layout(layout: &str) -> Problem {
    Problem::error(
        "template.layout_unknown",
        Text::new("模板的版式不是本系统认识的版本。", "The template has a layout this version does not know."),
    )
    .found(crate::grid::shorten(layout))
    .remedy(download())
}

/// Rounds are named `index/period`; the short name of an index is for programs, its period for people.
fn other_round(own: &str, round: &str) -> Problem {
    let period = |round: &str| crate::grid::shorten(round.rsplit('/').next().unwrap_or_default());
    let (own, this) = (period(own), period(round));
    let message = if own == this {
        Text::new(
            "这是另一项评估的模板，不是本项评估的。",
            "This template is for another assessment, not for this one.",
        )
    } else {
        Text::new(
            format!("这是另一轮评估（{own}）的模板，本轮是 {this}。"),
            format!("This template is for another round ({own}); this one is {this}."),
        )
    };
    Problem::error("template.other_round", message).remedy(download())
}

fn unknown_department(department: &str) -> Problem {
    Problem::error(
        "template.department_unknown",
        Text::new("模板里的部门代码不在问卷中。", "The department in the template is not one of the questionnaire."),
    )
    .found(crate::grid::shorten(department))
    .remedy(download())
}

fn wrong_respondent(own: &Text, expected: &Text) -> Problem {
    let shown = |text: &str| crate::grid::shorten(text);
    Problem::error(
        "template.wrong_respondent",
        Text::new(
            format!("这是“{}”的工作簿，应是“{}”的。", shown(&own.zh), expected.zh),
            format!("This is the workbook of “{}”; that of “{}” belongs here.", shown(&own.en), expected.en),
        ),
    )
    .remedy(download())
}

/// The questionnaire has changed since; these columns with it.
pub(super) fn stale(changed: &[String]) -> Problem {
    let (zh, en) = if changed.is_empty() {
        ("本单位各表的列没有变化。".to_owned(), "The columns of your tables have not changed.".to_owned())
    } else {
        let list = crate::header::listed(changed.iter().map(String::as_str));
        (format!("有变化的列：{list}。"), format!("Columns that have changed: {list}."))
    };
    Problem::error(
        "template.stale",
        Text::new(
            format!("模板是按问卷的旧版本生成的。{zh}"),
            format!("The template was made from an older version of the questionnaire. {en}"),
        ),
    )
    .remedy(download())
}
