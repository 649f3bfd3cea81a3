//! The evidence that goes out with an edition: what the heads of the respondents confirmed, and what
//! evaluators made of it. What of it the public sees is for `publication::disclose` to say.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Period, Problem, Questionnaire, Text,
    edition::{ItemEvidence, PublishedDocument, PublishedEvidence, PublishedRating, Rows},
    questionnaire::{
        Disclosure, EvidenceRow, EvidenceTable, Item, ValueRule,
        column::{Value, document_numbers},
    },
    rating::Judgement,
};
use storage::{
    fieldworks::{self, FieldworkRecord},
    indexes::IndexRecord,
    instruments::InstrumentRecord,
    respondents,
    rounds::RoundRecord,
    submissions::{self, SubmissionRecord},
};

use crate::{Error, Result, Services, filing, from_rows::counted_rows, submit::FiledEvidence};

/// The evidence behind a round; `None` where its data did not come from fieldwork.
///
/// # Errors
/// [`Error::Invalid`] where an item may only show its score and there is no fieldwork to say so for.
pub(crate) async fn published_evidence(
    services: &Services,
    index: &IndexRecord,
    round: &RoundRecord,
    instrument: &InstrumentRecord,
) -> Result<Option<PublishedEvidence>> {
    let fieldwork = fieldworks::find_by_period(services.db(), index.id, &round.period).await?;
    // Fieldwork that asked another version of the instrument does not answer for this one.
    match fieldwork.filter(|fieldwork| fieldwork.instrument_version_id == round.instrument_version_id) {
        Some(fieldwork) => gather(services, &fieldwork).await.map(Some),
        None => refuse_score_only(services, instrument).await.map(|()| None),
    }
}

async fn gather(services: &Services, fieldwork: &FieldworkRecord) -> Result<PublishedEvidence> {
    let questionnaire = filing::questionnaire(services, fieldwork).await?;
    let ratings = ratings();
    let mut entries: BTreeMap<String, BTreeMap<String, ItemEvidence>> = BTreeMap::new();
    for respondent in respondents::list(services.db(), fieldwork.id).await? {
        let revisions = submissions::list(services.db(), respondent.id).await?;
        let Some(tables) = confirmed(services, &revisions).await? else { continue };
        let documents = documents();
        for item in questionnaire.asked_of(&respondent.department) {
            let Some(table) = tables.get(&item.code) else { continue };
            let rating = ratings.get(&(item.code.clone(), respondent.region.clone()));
            let asked = Asked { questionnaire: &questionnaire, item, days: fieldwork.days };
            let entry = asked.entry(table, rating, &documents).map_err(Error::Invalid)?;
            entries.entry(item.code.clone()).or_default().insert(respondent.region.clone(), entry);
        }
    }
    Ok(PublishedEvidence { questionnaire, days: fieldwork.days, entries })
}

/// The tables of the newest revision that a head confirmed; `None` where nobody confirmed anything.
async fn confirmed(
    services: &Services,
    revisions: &[SubmissionRecord],
) -> Result<Option<BTreeMap<String, EvidenceTable>>> {
    let confirmed = revisions.iter().rev().find(|revision| revision.confirmed.is_some());
    let Some(sha256) = confirmed.and_then(|revision| revision.content_sha256.as_deref()) else { return Ok(None) };
    let bytes = services.objects().get(sha256).await?.ok_or(Error::NotFound)?;
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice::<FiledEvidence>(&bytes));
    Ok(Some(read.await.map_err(Error::internal)?.map_err(Error::internal)?.tables))
}

/// What evaluators found, by item and unit.
fn ratings() -> BTreeMap<(String, String), PublishedRating> {
    BTreeMap::new()
}

/// The supporting documents of a respondent, by number.
fn documents() -> BTreeMap<u32, PublishedDocument> {
    BTreeMap::new()
}

/// An item, and the days it was asked about.
struct Asked<'a> {
    questionnaire: &'a Questionnaire,
    item: &'a Item,
    days: Period,
}

impl Asked<'_> {
    fn entry(
        &self,
        table: &EvidenceTable,
        rating: Option<&PublishedRating>,
        documents: &BTreeMap<u32, PublishedDocument>,
    ) -> std::result::Result<ItemEvidence, Vec<Problem>> {
        let Self { questionnaire, item, days } = self;
        let blank = ItemEvidence {
            value: None,
            numerator: None,
            denominator: None,
            rows: Rows::Shown(table.rows.clone()),
            not_applicable: table.not_applicable.clone(),
            rating: None,
            documents: Vec::new(),
        };
        if table.not_applicable.is_some() {
            return Ok(blank);
        }
        let judgement = rating.map(|rating| &rating.judgement);
        let rows = counted_rows(questionnaire, item, &table.rows, judgement);
        let outcome = evidence::compute(questionnaire, item, &rows, days)?;
        let value = match judgement {
            Some(Judgement::Level { points }) => Some(*points),
            Some(Judgement::Answers { .. }) | None => outcome.value,
        };
        let named = self.named_documents(&table.rows);
        Ok(ItemEvidence {
            value,
            numerator: outcome.numerator,
            denominator: outcome.denominator,
            rating: rating.cloned(),
            documents: named.iter().filter_map(|number| documents.get(number)).cloned().collect(),
            ..blank
        })
    }

    /// The numbers of the documents that the rows name.
    fn named_documents(&self, rows: &[EvidenceRow]) -> BTreeSet<u32> {
        let columns = self.questionnaire.columns(self.item).enumerate();
        let naming = columns.filter(|(_, column)| column.rule == ValueRule::Documents);
        let cells = naming.flat_map(|(at, _)| rows.iter().filter_map(move |row| row.values.get(at)?.as_ref()));
        let numbers = cells.filter_map(|cell| match cell {
            Value::Text(text) => document_numbers(text),
            Value::Bool(_) | Value::Number(_) | Value::Date(_) => None,
        });
        numbers.flatten().collect()
    }
}

/// Without evidence nothing says how the values came to be, so nothing could put points in their place.
async fn refuse_score_only(services: &Services, instrument: &InstrumentRecord) -> Result<()> {
    let Some(sha256) = &instrument.questionnaire_sha256 else { return Ok(()) };
    let bytes = services.objects().get(sha256).await?.ok_or(Error::NotFound)?;
    let questionnaire: Questionnaire = serde_json::from_slice(&bytes).map_err(Error::internal)?;
    let withheld = questionnaire.items.iter().find(|item| item.disclosure == Disclosure::ScoreOnly);
    withheld.map_or(Ok(()), |item| Err(Error::invalid(score_only(&item.code))))
}

fn score_only(item: &str) -> Problem {
    let message = Text::new(
        format!("题项 {item} 只公开得分，但本轮的数据不是由填报汇总的，不能全表公开。"),
        format!("Only the score of {item} may be published, and the data of this round do not come from fieldwork."),
    );
    Problem::error("edition.score_only_without_fieldwork", message).found(item).remedy(Text::new(
        "请先组织填报并汇总，或改用不限制公开的指标体系。",
        "Open fieldwork and gather it, or use an instrument that restricts nothing.",
    ))
}
