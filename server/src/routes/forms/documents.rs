//! Supporting documents of a respondent: attach several at once, withdraw one.

use axum::{extract::Path, response::Response};
use domain::{Problem, Text};
use service::{
    Error,
    documents::{self, NewFile, WithdrawForm},
};

use super::accounts::not_found;
use crate::web::{
    files::{Files, Part},
    form::Form,
    member::Member,
};

/// What became of the files of a form so far.
#[derive(Default)]
struct Sent {
    fields: Vec<(String, String)>,
    /// Files, whatever became of them.
    files: usize,
    /// Files that are there now.
    saved: usize,
    /// Files of them that were there before.
    known: usize,
    problems: Vec<Problem>,
}

/// Attaches each file as it arrives. One that is refused keeps none of the others from being kept.
pub(in crate::routes) async fn attach(member: Member, Path(respondent): Path<String>, mut files: Files) -> Response {
    let Ok(respondent) = respondent.parse() else { return not_found(&member).await };
    let mut sent = Sent::default();
    loop {
        match files.next().await {
            Ok(Some(Part::Field(name, value))) => sent.fields.push((name, value)),
            Ok(Some(Part::File { name, bytes })) => {
                let number = sent.number();
                sent.files += 1;
                if sent.files > 1 && !number.is_empty() {
                    sent.refuse(number_for_one(&name));
                    continue;
                }
                let file = NewFile { number: &number, file_name: &name, bytes };
                match documents::attach(member.services(), &member.actor, respondent, file).await {
                    Ok(attached) => {
                        sent.saved += 1;
                        sent.known += usize::from(!attached.new);
                    }
                    Err(Error::Invalid(problems)) => problems.into_iter().for_each(|problem| sent.refuse(problem)),
                    Err(error) => return member.answer(Err(error), Vec::new()).await,
                }
            }
            Ok(None) => break,
            Err(problem) => {
                sent.refuse(problem);
                break;
            }
        }
    }
    answer(&member, respondent, sent).await
}

impl Sent {
    /// The number that was typed; it stands before the files in the form.
    fn number(&self) -> String {
        let typed = self.fields.iter().find(|(name, _)| name == "number");
        typed.map(|(_, number)| number.trim().to_owned()).unwrap_or_default()
    }

    /// Notes a problem; one that is about all files is said once.
    fn refuse(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

async fn answer(member: &Member, respondent: i64, mut sent: Sent) -> Response {
    if sent.files == 0 && sent.problems.is_empty() {
        sent.refuse(no_file());
    }
    if sent.problems.is_empty() {
        let Sent { saved, known, .. } = sent;
        let page = app::routes::filing_documents(respondent);
        let led = format!("{page}?done=attached&saved={saved}&known={known}");
        return member.answer(Ok(led), Vec::new()).await;
    }
    let mut values = sent.fields;
    // What was kept has its number; the page says how many that are, whatever a field of this name said.
    values.retain(|(name, _)| name != "saved" && (sent.saved == 0 || name != "number"));
    values.push(("saved".to_owned(), sent.saved.to_string()));
    member.answer(Err(Error::Invalid(sent.problems)), values).await
}

/// Withdraws a document.
pub(in crate::routes) async fn withdraw(member: Member, Path(path): Path<(String, String)>, form: Form) -> Response {
    let (Ok(respondent), Ok(number)) = (path.0.parse(), path.1.parse()) else { return not_found(&member).await };
    let why: WithdrawForm = form.read();
    let done = documents::withdraw(member.services(), &member.actor, respondent, number, &why).await;
    let done = done.map(|()| format!("{}?done=withdrawn", app::routes::filing_documents(respondent)));
    member.answer(done, form.into_values()).await
}

fn no_file() -> Problem {
    Problem::error("document.none", Text::new("请选择至少一个文件。", "Choose at least one file.")).at_field("file")
}

fn number_for_one(file: &str) -> Problem {
    Problem::error(
        "document.number_for_one",
        Text::new(
            "编号只用于第一个文件，这个文件没有保存。",
            "The number is for the first file; this one was not kept.",
        ),
    )
    .in_file(file)
    .at_field("file")
    .remedy(Text::new(
        "请把编号留空再上传其余的文件，或逐个上传。",
        "Upload the rest with the number left blank, or one by one.",
    ))
}
