//! Return a filing for correction 退回补正: the assessor says what, and until when.

use domain::{
    Actor, Problem, Text,
    calendar::parse_date,
    fieldwork::{Progress, Return, Schedule, day_in_china},
    policy,
    questionnaire::Filler,
};
use serde::Deserialize;
use serde_json::json;
use storage::submissions;
use time::Date;

use crate::{Error, Result, Services, audit, confirm::outdated, filing};

/// Longest reason.
const MAX_CHARS: usize = 2000;

/// Why and until when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReturnForm {
    /// What must be corrected.
    pub reason: String,
    /// The last day for the correction: `2026-03-20`.
    pub due: String,
}

impl ReturnForm {
    fn check(&self, schedule: &Schedule, filler: Filler, today: Date) -> std::result::Result<Return, Vec<Problem>> {
        let mut problems = Vec::new();
        let reason = self.reason.trim();
        if reason.is_empty() || reason.chars().count() > MAX_CHARS {
            let zh = format!("请写明要补正什么，最多 {MAX_CHARS} 个字。");
            let en = format!("Say what must be corrected, in at most {MAX_CHARS} characters.");
            problems.push(Problem::error("return.reason", Text::new(zh, en)).at_field("reason"));
        }
        let due = parse_date(self.due.trim());
        match due {
            None => {
                let message = Text::new("这不是日期。", "This is not a date.");
                problems.push(
                    Problem::error("return.date", message)
                        .at_field("due")
                        .found(self.due.trim())
                        .remedy(Text::new("请写成 2026-03-20。", "Write it as 2026-03-20.")),
                );
            }
            Some(due) => problems.extend(unfit(due, schedule, filler, today)),
        }
        match due {
            Some(due) if problems.is_empty() => Ok(Return { reason: reason.to_owned(), due }),
            Some(_) | None => Err(problems),
        }
    }
}

/// Why nothing could be filed until that day, if so: uploads are taken in filing phases only.
fn unfit(due: Date, schedule: &Schedule, filler: Filler, today: Date) -> Option<Problem> {
    let problem = |zh: String, en: String| {
        Some(Problem::error("return.due", Text::new(zh, en)).at_field("due").found(due.to_string()))
    };
    let (Some(next), Some(end)) = (schedule.next_window(filler, today), schedule.windows(filler).pop()) else {
        return problem(
            "填报和补正的阶段都已结束，不能再退回。".into(),
            "All phases for filing and correction are over; nothing can be returned any more.".into(),
        );
    };
    let first = next.first.max(today);
    if due < first || end.last < due {
        let last = end.last;
        return problem(
            format!("补正期限必须在 {first} 至 {last} 之间。"),
            format!("The correction must be due between {first} and {last}."),
        );
    }
    None
}

/// Returns the newest revision of a respondent, so that it can be filed again until the day given.
///
/// # Errors
/// [`Error::NotFound`] for other organisations; [`Error::Forbidden`] unless the actor is the assessor;
/// [`Error::Invalid`] with every problem of the form; [`Error::Conflict`] unless the revision is the
/// newest one and sound.
pub async fn return_for_correction(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    revision: u32,
    form: &ReturnForm,
) -> Result<()> {
    let now = services.now();
    let filing = filing::find(services, actor, respondent_id).await?;
    policy::can_edit_index(actor, filing.index.organisation_id)?;
    let filler = filing::filler(&filing.respondent);
    let returned = form.check(&filing.fieldwork.schedule, filler, day_in_china(now)).map_err(Error::Invalid)?;
    let tx = storage::begin(services.db()).await?;
    let submissions = filing::locked_submissions(&tx, respondent_id).await?;
    let newest = submissions.last().filter(|newest| newest.revision == revision).ok_or_else(outdated)?;
    match filing::standing(&submissions).progress {
        Progress::AwaitingConfirmation | Progress::Confirmed => {}
        Progress::NotStarted | Progress::Filing | Progress::Returned => {
            return Err(Error::Conflict(Text::new(
                "这一版有错误或已被退回，填报单位可以直接重新上传。",
                "This revision has errors or was returned already; the respondent can upload another.",
            )));
        }
    }
    submissions::return_for_correction(&tx, newest.id, &returned, actor.user_id, now).await?;
    let detail = json!({ "revision": revision, "reason": returned.reason, "due": returned.due.to_string() });
    audit::append(&tx, actor, "evidence.returned", &respondent_id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)
}
