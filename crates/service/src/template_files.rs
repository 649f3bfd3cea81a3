//! Make a respondent's workbook from a questionnaire, without a database: files in, a file out.

use std::collections::BTreeMap;

use domain::{Period, Problem, Questionnaire, Text};
use evidence::{Respondent, Template, TemplateError};
use time::Date;

/// What to make.
#[derive(Debug, Clone)]
pub struct TemplateRequest<'a> {
    /// Name and bytes of the questionnaire.
    pub questionnaire: (&'a str, &'a [u8]),
    /// Who fills it: `FIN`, or `140100/FIN`.
    pub respondent: &'a str,
    /// The days that are assessed.
    pub period: Period,
    /// Last day for filing.
    pub deadline: Option<Date>,
}

/// Writes the workbook; also returns warnings about the questionnaire.
///
/// # Errors
/// Everything wrong with the questionnaire, or that it knows no such respondent.
pub fn template_file(request: &TemplateRequest<'_>) -> Result<(Vec<u8>, Vec<Problem>), Vec<Problem>> {
    let (file, bytes) = request.questionnaire;
    let (questionnaire, warnings) = evidence::read_questionnaire(file, bytes)?;
    let Ok(Respondent { region, department }) = request.respondent.parse();
    let region = match region {
        Some(code) => Some(questionnaire.region(&code).ok_or_else(|| vec![unknown_region(&code)])?),
        None => None,
    };
    let template = Template {
        questionnaire: &questionnaire,
        department: &department,
        region,
        round: None,
        deadline: request.deadline,
        period: request.period,
        previous: &BTreeMap::new(),
        carried_from: None,
        notice: None,
    };
    match evidence::write_template(&template) {
        Ok(workbook) => Ok((workbook, warnings)),
        Err(error) => Err(vec![refused(&error, &questionnaire)]),
    }
}

fn unknown_region(code: &str) -> Problem {
    Problem::error(
        "template.region_unknown",
        Text::new(format!("问卷里没有地区“{code}”。"), format!("The questionnaire has no region “{code}”.")),
    )
    .at_field("respondent")
    .found(code)
    .remedy(Text::new(
        "写 6 位行政区划代码，例如 140100/FIN。",
        "Write a division code of six digits, such as 140100/FIN.",
    ))
}

fn refused(error: &TemplateError, questionnaire: &Questionnaire) -> Problem {
    let asked: Vec<String> = questionnaire
        .departments
        .iter()
        .filter(|department| questionnaire.asked_of(&department.code).next().is_some())
        .map(|department| format!("{} {}", department.code, department.name.zh))
        .collect();
    let list = Text::new(
        format!("填报的部门有：{}。", asked.join("、")),
        format!("Departments that file: {}.", asked.join(", ")),
    );
    match error {
        TemplateError::UnknownDepartment(code) => Problem::error(
            "template.department_unknown",
            Text::new(format!("问卷里没有部门“{code}”。"), format!("The questionnaire has no department “{code}”.")),
        )
        .found(code)
        .remedy(list),
        TemplateError::NothingAsked(code) => Problem::error(
            "template.nothing_asked",
            Text::new(
                format!("部门“{code}”只是配合，没有要填的表。"),
                format!("Department “{code}” only assists and has no table to fill."),
            ),
        )
        .found(code)
        .remedy(list),
        TemplateError::Workbook(error) => Problem::error(
            "template.too_large",
            Text::new(format!("工作簿写不出来：{error}。"), format!("The workbook cannot be written: {error}.")),
        ),
    }
    .at_field("respondent")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHANXI: &[u8] = include_bytes!("../../../fixtures/shanxi/instrument.json");

    fn request(respondent: &str) -> TemplateRequest<'_> {
        let period = "2025-01-01/2025-12-31".parse().expect("a period");
        TemplateRequest { questionnaire: ("instrument.json", SHANXI), respondent, period, deadline: None }
    }

    #[test]
    fn a_department_of_a_city_gets_its_workbook() {
        let (workbook, warnings) = template_file(&request("140100/FIN")).expect("a workbook");
        assert!(workbook.starts_with(b"PK") && warnings.is_empty());
    }

    #[test]
    fn a_respondent_who_is_not_there_is_told_who_is() {
        for (respondent, code) in [
            ("140100/NOBODY", "template.department_unknown"),
            ("140100/PBC", "template.nothing_asked"),
            ("999999/FIN", "template.region_unknown"),
        ] {
            let problems = template_file(&request(respondent)).expect_err("no workbook");
            assert_eq!(problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), [code]);
            assert!(problems[0].remedy.is_some());
        }
    }
}
