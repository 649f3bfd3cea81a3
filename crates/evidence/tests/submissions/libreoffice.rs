//! Files that LibreOffice has opened and saved say what they said before.

use std::{path::Path, process::Command};

use domain::{Questionnaire, questionnaire::EvidenceTable};
use evidence::{Expected, Template, annotate, read_submission, write_template};

use super::{PERIOD, check, shanxi};

/// Has LibreOffice open a workbook and save it again; `None` where there is no LibreOffice.
fn saved_again(bytes: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("in.xlsx");
    std::fs::write(&file, bytes).expect("a file");
    let out = folder.path().join("out");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let run = Command::new("soffice")
        .args([
            profile.as_str(),
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
        ])
        .args([out.as_path(), Path::new(&file)])
        .output();
    match run {
        Ok(output) if output.status.success() => Some(std::fs::read(out.join("in.xlsx")).expect("a saved workbook")),
        Ok(output) => panic!("LibreOffice failed: {}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            eprintln!("SKIPPED: no LibreOffice here ({error}); files saved by it were not tested");
            None
        }
    }
}

/// A template with rows in it, as those of the year before.
fn filled(questionnaire: &Questionnaire) -> Vec<u8> {
    let mut previous = std::collections::BTreeMap::new();
    for item in questionnaire.asked_of("FIN") {
        let rows = (0..3).map(|row| super::sample_row(questionnaire, item, row)).collect();
        previous.insert(item.code.clone(), EvidenceTable { rows, not_applicable: None });
    }
    let template = Template {
        questionnaire,
        department: "FIN",
        region: questionnaire.region("140100"),
        round: None,
        deadline: None,
        period: PERIOD,
        previous: &previous,
        carried_from: None,
        notice: None,
    };
    write_template(&template).expect("a template")
}

#[test]
fn a_workbook_saved_by_libreoffice_is_read_as_before() {
    let questionnaire = shanxi();
    let before = filled(&questionnaire);
    let expected = Expected {
        respondent: None,
        round: None,
        item: None,
        encoding: None,
        period: PERIOD,
        period_is_assumed: false,
    };
    let (own, _) = read_submission("t.xlsx", &before, &questionnaire, &expected).expect("a sound workbook");
    assert!(own.tables.values().all(|table| table.rows.len() == 3));
    let Some(after) = saved_again(&before) else { return };
    let (saved, warnings) = read_submission("t.xlsx", &after, &questionnaire, &expected).expect("as sound as before");
    assert_eq!(warnings, []);
    assert_eq!(saved, own);
}

#[test]
fn an_annotated_copy_is_opened_by_libreoffice_with_its_comments() {
    let questionnaire = shanxi();
    let mut sound = filled(&questionnaire);
    let checked = check("t.xlsx", &sound, &questionnaire);
    let mut problems = checked.problems;
    let item = questionnaire.asked_of("FIN").next().expect("an item");
    problems.push(
        domain::Problem::error("test", domain::Text::new("这里不对。", "This is wrong."))
            .at_cell(Some(&item.code), "B8")
            .in_file("t.xlsx"),
    );
    sound = annotate(&sound, &problems).expect("an annotated copy");
    let Some(after) = saved_again(&sound) else { return };
    let parts = super::package::take_apart(&after);
    let comments: String = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/comments"))
        .map(|(_, content)| String::from_utf8_lossy(content).into_owned())
        .collect();
    assert!(comments.contains("这里不对。") && comments.contains("ref=\"B8\""), "the comment is gone");
}
