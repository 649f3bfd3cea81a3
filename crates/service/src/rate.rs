//! Rate an item of a unit: every rating is kept, the newest one counts.

use std::collections::BTreeSet;

use domain::{
    Actor, Problem, Rating, Text,
    fieldwork::day_in_china,
    policy,
    questionnaire::{EvidenceTable, Item, ItemKind, column::document_numbers},
    rating::{Citation, Judgement},
};
use serde::Deserialize;
use serde_json::json;
use storage::{
    ratings::{self, NewRating},
    respondents,
    submissions::SubmissionHead,
};

use crate::{
    Error, Result, Services, audit,
    counted::{self, Counted},
    ratings::{RatingDesk, RatingState, open_rating},
};

/// What an evaluator fills in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RateForm {
    /// The revision of the submission the evaluator looked at.
    pub revision: String,
    /// Points of the level chosen; of rubrics.
    pub level: String,
    /// Numbers of the rows whose “yes” does not stand; of yes-or-no tables.
    pub refused: Vec<String>,
    /// Why.
    pub reason: String,
    /// Numbers of the rows it rests on.
    pub rows: Vec<String>,
    /// Numbers of the supporting documents it rests on: `1, 2`.
    pub documents: String,
}

impl RateForm {
    fn check(&self, desk: &RatingDesk, table: &EvidenceTable) -> std::result::Result<Rating, Vec<Problem>> {
        let mut problems = Vec::new();
        let judgement = self.judgement(&desk.item, &mut problems);
        let rows = numbers("rows", &self.rows, &mut problems).into_iter();
        let documents = documents(&self.documents, &mut problems).into_iter();
        let rating = Rating {
            judgement,
            reason: self.reason.trim().to_owned(),
            citations: rows
                .map(|row| Citation { row: Some(row), document: None })
                .chain(documents.map(|document| Citation { row: None, document: Some(document) }))
                .collect(),
        };
        problems.extend(rating.check(&desk.list.questionnaire, &desk.item, table));
        if problems.is_empty() { Ok(rating) } else { Err(problems) }
    }

    fn judgement(&self, item: &Item, problems: &mut Vec<Problem>) -> Judgement {
        match item.kind {
            ItemKind::YesNo { .. } => Judgement::Answers { refused: numbers("refused", &self.refused, problems) },
            ItemKind::Rubric { .. }
            | ItemKind::Quantitative { .. }
            | ItemKind::Survey { .. }
            | ItemKind::Deduction { .. }
            | ItemKind::Bonus { .. }
            // What is no number is no level of any rubric, and is refused as such.
            | ItemKind::Veto { .. } => Judgement::Level { points: self.level.trim().parse().unwrap_or(f64::NAN) },
        }
    }
}

fn numbers(field: &str, texts: &[String], problems: &mut Vec<Problem>) -> BTreeSet<u32> {
    let number = |text: &String| {
        let parsed = text.trim().parse().ok();
        if parsed.is_none() {
            let message = Text::new("这不是行号。", "This is not the number of a row.");
            problems.push(Problem::error("rating.row_number", message).at_field(field).found(text));
        }
        parsed
    };
    texts.iter().filter_map(number).collect()
}

fn documents(text: &str, problems: &mut Vec<Problem>) -> BTreeSet<u32> {
    let text = text.trim();
    if text.is_empty() {
        return BTreeSet::new();
    }
    let Some(numbers) = document_numbers(text) else {
        let message = Text::new("这不是佐证材料的编号。", "These are not numbers of documents.");
        problems.push(
            Problem::error("rating.document_numbers", message)
                .at_field("documents")
                .found(text)
                .remedy(Text::new("请写编号，用逗号隔开，例如 1,2。", "Write numbers, separated by commas: 1, 2.")),
        );
        return BTreeSet::new();
    };
    numbers.into_iter().collect()
}

/// Rates an item of a unit upon the revision that counts. Earlier ratings are kept; this one counts from now on.
///
/// # Errors
/// [`Error::Invalid`] with every problem of the form; [`Error::Conflict`] where there is nothing to rate, or
/// the revision that was looked at does not count any more; [`Error::NotFound`] for another organisation's
/// index, a period without fieldwork, and a unit or item that is not rated.
pub async fn rate(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    unit: &str,
    item: &str,
    form: &RateForm,
) -> Result<()> {
    let desk = open_rating(services, actor, slug, period, unit, item).await?;
    policy::can_rate(actor, desk.list.index.organisation_id)?;
    let table = match (desk.state, &desk.table) {
        (RatingState::ToRate | RatingState::Outdated | RatingState::Rated, Some(table)) => table,
        (RatingState::Waiting | RatingState::NothingToRate, _) | (_, None) => return Err(nothing_to_rate(&desk)),
    };
    if desk.revision.map(|revision| revision.to_string()).as_deref() != Some(form.revision.trim()) {
        return Err(superseded());
    }
    let rating = form.check(&desk, table).map_err(Error::Invalid)?;
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    // Once more, with nobody else filing: the assessor may have returned it meanwhile.
    respondents::lock(&tx, desk.respondent.id).await?;
    let counted = counted::of_respondent(&tx, &desk.list.fieldwork, &desk.respondent, day_in_china(now)).await?;
    let head = same_revision(counted, desk.revision).ok_or_else(superseded)?;
    let new = NewRating {
        fieldwork_id: desk.list.fieldwork.id,
        unit,
        item,
        submission_id: head.id,
        rating: &rating,
        created_by: actor.user_id,
    };
    let record = ratings::insert_next_revision(&tx, new, now).await?;
    let detail = json!({
        "period": period,
        "unit": unit,
        "item": item,
        "revision": record.revision,
        "submission": head.revision,
        "judgement": rating.judgement,
    });
    audit::append(&tx, actor, "evidence.rated", slug, detail, now).await?;
    tx.commit().await.map_err(Error::internal)
}

fn same_revision(counted: Counted, revision: Option<u32>) -> Option<SubmissionHead> {
    match counted {
        Counted::Revision(head) => Some(head).filter(|head| Some(head.revision) == revision),
        Counted::Pending(_) | Counted::Nothing => None,
    }
}

fn nothing_to_rate(desk: &RatingDesk) -> Error {
    let reason = desk.not_rated_because.clone().unwrap_or_else(|| desk.state.label());
    Error::Conflict(Text::new(
        format!("现在没有可以评定的内容：{}", reason.zh),
        format!("There is nothing to rate now: {}", reason.en),
    ))
}

fn superseded() -> Error {
    Error::Conflict(Text::new(
        "填报内容已有变化，刚才看到的不是有效的一版。请刷新页面，按新的一版评定。",
        "The filing has changed; what you looked at does not count any more. Reload the page and rate what does.",
    ))
}
