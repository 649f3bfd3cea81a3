//! The evidence behind an edition: what was confirmed and rated, whole. What of it the public sees is for
//! `publication::disclose` to say.

use std::collections::BTreeMap;

use domain::{
    Problem, Questionnaire, Text,
    edition::{ItemEvidence, PublishedDocument, PublishedEvidence, PublishedRating, Rows},
    questionnaire::{Disclosure, Item, ItemKind, Region},
    rating::{Judgement, Rating, named_documents},
};
use storage::{documents, fieldworks, indexes::IndexRecord, instruments::InstrumentRecord, ratings::RatingRecord};

use crate::{
    Error, Result, Services,
    counted::{self, Counted, CountedFieldwork, CountedRespondent},
    digest,
    gather::{self, GatherCell, Ratings},
    rounds::Loaded,
    submissions::FiledEvidence,
};

/// The evidence behind the data of a round; `None` where they were not gathered from fieldwork.
///
/// # Errors
/// [`Error::Conflict`] where filings or ratings changed after the data were gathered: what would be shown
/// is not what was scored. [`Error::Invalid`] where an item may only show its score and nothing says how
/// its values came to be.
pub(crate) async fn of_round(
    services: &Services,
    index: &IndexRecord,
    loaded: &Loaded,
) -> Result<Option<PublishedEvidence>> {
    let (period, is_gathered) = (&loaded.dataset.period, gather::is_gathered(&loaded.dataset));
    if !is_gathered || fieldworks::find_by_period(services.db(), index.id, period).await?.is_none() {
        return refuse_score_only(services, &loaded.instrument).await.map(|()| None);
    }
    let counted = counted::load(services, index.clone(), period).await?;
    let ratings = gather::newest_ratings(services, &counted).await?;
    let cells = gather::cells(services, &counted, &ratings, |_| true).await?;
    if gather::data::of(&counted, &cells) != loaded.data {
        return Err(Error::Conflict(Text::new(
            "汇总之后，填报或评定又有变化。请先重新汇总，再发布。",
            "Filings or ratings have changed since the data were gathered. Gather them again, then publish.",
        )));
    }
    let filed = filed(services, &counted).await?;
    let attached = attached(services, &counted).await?;
    let source = Source { counted: &counted, ratings: &ratings, cells: &cells, filed, attached };
    let items = counted.questionnaire.items.iter();
    let entries = items.map(|item| (item.code.clone(), source.entries(item))).collect();
    Ok(Some(PublishedEvidence {
        questionnaire: Questionnaire::clone(&counted.questionnaire),
        days: counted.fieldwork.days,
        entries,
    }))
}

/// What counts of each respondent, by its key.
async fn filed(services: &Services, counted: &CountedFieldwork) -> Result<BTreeMap<i64, FiledEvidence>> {
    let mut filed = BTreeMap::new();
    for CountedRespondent { respondent, counted } in &counted.respondents {
        if let Counted::Revision(head) = counted {
            filed.insert(respondent.id, digest::content(services, head).await?);
        }
    }
    Ok(filed)
}

/// The documents in force of each respondent, by number.
async fn attached(
    services: &Services,
    counted: &CountedFieldwork,
) -> Result<BTreeMap<i64, BTreeMap<u32, PublishedDocument>>> {
    let mut attached = BTreeMap::new();
    for CountedRespondent { respondent, .. } in &counted.respondents {
        let mut by_number = BTreeMap::new();
        // Oldest first: the newest revision of a number stands, unless it was withdrawn.
        for record in documents::list(services.db(), respondent.id).await? {
            if record.withdrawn.is_some() {
                by_number.remove(&record.number);
                continue;
            }
            let document = PublishedDocument {
                number: record.number,
                name: record.file_name,
                sha256: record.sha256,
                bytes: record.bytes,
            };
            by_number.insert(record.number, document);
        }
        attached.insert(respondent.id, by_number);
    }
    Ok(attached)
}

struct Source<'a> {
    counted: &'a CountedFieldwork,
    ratings: &'a Ratings,
    cells: &'a BTreeMap<String, BTreeMap<String, GatherCell>>,
    filed: BTreeMap<i64, FiledEvidence>,
    attached: BTreeMap<i64, BTreeMap<u32, PublishedDocument>>,
}

impl Source<'_> {
    fn entries(&self, item: &Item) -> BTreeMap<String, ItemEvidence> {
        let units = self.counted.units.iter();
        units.filter_map(|unit| Some((unit.code.clone(), self.entry(item, unit)?))).collect()
    }

    /// What a unit answered; `None` where nothing counts.
    fn entry(&self, item: &Item, unit: &Region) -> Option<ItemEvidence> {
        let respondent = self.counted.asked(&unit.code, item)?.respondent.id;
        let filed = self.filed.get(&respondent)?;
        let table = filed.tables.get(&item.code)?;
        let outcome = filed.outcomes.get(&item.code);
        let rating = self.ratings.get(&(unit.code.clone(), item.code.clone())).filter(|_| is_judged(item));
        let named = named_documents(&self.counted.questionnaire, item, table);
        let documents = self.attached.get(&respondent);
        Some(ItemEvidence {
            // Of what stands outside the weights the data hold the amount before its cap.
            value: if item.weighs() {
                self.cells.get(&item.code)?.get(&unit.code)?.value
            } else {
                outcome.and_then(|outcome| outcome.value)
            },
            numerator: outcome.and_then(|outcome| outcome.numerator).map(|said| said - refused(rating)),
            denominator: outcome.and_then(|outcome| outcome.denominator),
            rows: Rows::Shown(table.rows.clone()),
            not_applicable: table.not_applicable.clone(),
            rating: rating.map(published),
            documents: documents
                .map(|by_number| named.iter().filter_map(|number| by_number.get(number).cloned()).collect())
                .unwrap_or_default(),
        })
    }
}

/// Whether a person judges the item.
const fn is_judged(item: &Item) -> bool {
    match item.kind {
        ItemKind::Rubric { .. } | ItemKind::YesNo { .. } => true,
        ItemKind::Quantitative { .. }
        | ItemKind::Survey { .. }
        | ItemKind::Deduction { .. }
        | ItemKind::Bonus { .. }
        | ItemKind::Veto { .. } => false,
    }
}

/// How many of the answers counted an evaluator refused.
fn refused(rating: Option<&RatingRecord>) -> f64 {
    match rating.map(|record| &record.rating.judgement) {
        Some(Judgement::Answers { refused }) => refused.len() as f64,
        Some(Judgement::Level { .. }) | None => 0.0,
    }
}

/// What an evaluator found.
fn published(record: &RatingRecord) -> PublishedRating {
    let Rating { judgement, reason, citations } = record.rating.clone();
    PublishedRating { judgement, reason, citations }
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
