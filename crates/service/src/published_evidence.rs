//! The evidence an edition goes out with: what was answered and rated, as far as the questionnaire lets
//! the public see it.

use std::collections::BTreeMap;

use domain::{
    Dataset, Instrument, Questionnaire, Recipe, ScoreSheet, Text,
    edition::{ItemEvidence, PublishedDocument, PublishedEvidence, PublishedRating, Rows},
    questionnaire::{Disclosure, EvidenceRow, EvidenceTable, Item, ItemKind, Region, Sensitivity},
    rating::named_documents,
    recipe::{Method, Normalise},
};
use storage::{
    datasets::DatasetRecord, documents, fieldworks, indexes::IndexRecord, ratings::RatingRecord, rounds::RoundRecord,
};

use crate::{
    Error, Result, Services,
    counted::{self, Counted, CountedFieldwork, CountedRespondent},
    digest, filing,
    gather::{self, GatherCell, Ratings},
    submissions::FiledEvidence,
};

/// The evidence behind the data of a round; `None` where they were not gathered from fieldwork.
///
/// # Errors
/// [`Error::Conflict`] where filings or ratings changed after the data were gathered: what would be shown
/// is not what was scored.
pub(crate) async fn of_round(
    services: &Services,
    index: &IndexRecord,
    dataset: &DatasetRecord,
    data: &Dataset,
) -> Result<Option<PublishedEvidence>> {
    let period = &dataset.period;
    if dataset.file_name != gather::file_name(period) {
        return Ok(None);
    }
    if fieldworks::find_by_period(services.db(), index.id, period).await?.is_none() {
        return Ok(None);
    }
    let counted = counted::load(services, index.clone(), period).await?;
    let ratings = gather::newest_ratings(services, &counted).await?;
    let cells = gather::cells(services, &counted, &ratings, |_| true).await?;
    if gather::data::of(&counted, &cells) != *data {
        return Err(Error::Conflict(Text::new(
            "汇总之后，填报或评定又有变化。请先重新汇总，再发布。",
            "Filings or ratings have changed since the data were gathered. Gather them again, then publish.",
        )));
    }
    let filed = filed(services, &counted).await?;
    let attached = attached(services, &counted).await?;
    let source = Source { counted: &counted, ratings: &ratings, cells: &cells, filed, attached };
    let entries = counted.questionnaire.items.iter().filter(|item| item.disclosure != Disclosure::ScoreOnly);
    let entries = entries.map(|item| (item.code.clone(), source.entries(item))).collect();
    let questionnaire = for_the_public(&counted.questionnaire);
    Ok(Some(PublishedEvidence { questionnaire, days: counted.fieldwork.days, entries }))
}

/// The questionnaire without the items of which only the score may be known.
fn for_the_public(questionnaire: &Questionnaire) -> Questionnaire {
    let mut public = questionnaire.clone();
    public.items.retain(|item| item.disclosure != Disclosure::ScoreOnly);
    public
}

/// The whole questionnaire behind a round.
pub(crate) async fn asked(
    services: &Services,
    index: &IndexRecord,
    round: &RoundRecord,
) -> Result<Option<Questionnaire>> {
    match fieldworks::find_by_period(services.db(), index.id, &round.period).await? {
        Some(fieldwork) => filing::questionnaire(services, &fieldwork).await.map(Some),
        None => Ok(None),
    }
}

/// Replaces the values of which only the score may be known by the points they earned, and their methods
/// by “points as given”: the scores come out the same to the last bit.
pub(crate) fn conceal(
    questionnaire: &Questionnaire,
    instrument: &Instrument,
    data: &mut Dataset,
    recipe: &mut Recipe,
    result: &ScoreSheet,
) {
    let concealed = questionnaire.items.iter().filter(|item| item.disclosure == Disclosure::ScoreOnly);
    for item in concealed {
        let Some(at) = instrument.position(&item.code) else { continue };
        let Some(values) = data.values.get_mut(&item.code) else { continue };
        for (value, unit) in values.iter_mut().zip(&result.units) {
            *value = value.and(unit.nodes.get(at).and_then(|node| node.score));
        }
        if let Normalise::PerIndicator { methods } = &mut recipe.normalise {
            methods.insert(item.code.clone(), Method::PointsAsGiven);
        }
    }
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
        let rating = self.ratings.get(&(unit.code.clone(), item.code.clone()));
        let named = named_documents(&self.counted.questionnaire, item, table);
        let open = item.disclosure == Disclosure::Public;
        let documents = self.attached.get(&respondent).filter(|_| open);
        Some(ItemEvidence {
            value: self.cells.get(&item.code)?.get(&unit.code)?.value,
            numerator: outcome.and_then(|outcome| outcome.numerator),
            denominator: outcome.and_then(|outcome| outcome.denominator),
            rows: self.rows(item, table),
            not_applicable: table.not_applicable.clone(),
            rating: rating.filter(|_| is_judged(item)).map(|record| published(record, open)),
            documents: documents
                .map(|by_number| named.iter().filter_map(|number| by_number.get(number).cloned()).collect())
                .unwrap_or_default(),
        })
    }

    /// The rows the public may see, without the cells of internal columns.
    fn rows(&self, item: &Item, table: &EvidenceTable) -> Rows {
        match item.disclosure {
            Disclosure::AggregateOnly | Disclosure::ScoreOnly => Rows::Withheld { count: table.rows.len() },
            Disclosure::Public => {
                let columns: Vec<Sensitivity> =
                    self.counted.questionnaire.columns(item).map(|column| column.sensitivity).collect();
                let row = |row: &EvidenceRow| {
                    let cells = row.values.iter().zip(&columns);
                    let values = cells.map(|(value, sensitivity)| match sensitivity {
                        Sensitivity::Public => value.clone(),
                        Sensitivity::Internal => None,
                    });
                    EvidenceRow { number: row.number, values: values.collect() }
                };
                Rows::Shown(table.rows.iter().map(row).collect())
            }
        }
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

/// What an evaluator found. Where rows are not for the public, neither are the words written about them.
fn published(record: &RatingRecord, open: bool) -> PublishedRating {
    let rating = &record.rating;
    PublishedRating {
        judgement: rating.judgement.clone(),
        reason: if open { rating.reason.clone() } else { String::new() },
        citations: if open { rating.citations.clone() } else { Vec::new() },
    }
}
