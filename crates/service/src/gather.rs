//! Gather 汇总: what was confirmed and rated becomes the next data set of the period. Whole or not at
//! all: a cell has a value or says why it has none, and nothing is gathered while something may still
//! come or waits to be rated.

mod cell;
pub(crate) mod data;
mod problems;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    Actor, Dataset, Problem, Questionnaire, Text, policy,
    problem::any_error,
    questionnaire::{Item, Region},
};
use scoring::questionnaire::recipe_of;
use serde_json::json;
pub use storage::{datasets::DatasetRecord, fieldworks::FieldworkRecord, indexes::IndexRecord};
use storage::{
    datasets::{self, NewDataset},
    instruments,
    ratings::{self, RatingRecord},
    rounds, submissions,
};

use cell::Newest;

use crate::{
    Error, Result, Services, audit,
    counted::{self, Counted, CountedFieldwork, CountedRespondent},
    digest::{self, Digest},
    indexes,
};

/// Where a cell stands: an item of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// It has a value 就绪.
    Ready,
    /// It has a value that rests on few cases 分母过小.
    LowDenominator,
    /// The item does not apply to the unit 不适用.
    NotApplicable,
    /// Nothing was confirmed in time, or what was confirmed gives no value 未报送.
    NotSubmitted,
    /// It may still be filed, corrected or confirmed 等待填报; the reason says how far the respondent is.
    NotConfirmed,
    /// It waits for its first rating 待评.
    ToRate,
    /// It was rated upon an older revision 需重评.
    Outdated,
}

impl CellState {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Ready,
        Self::LowDenominator,
        Self::NotApplicable,
        Self::NotSubmitted,
        Self::NotConfirmed,
        Self::ToRate,
        Self::Outdated,
    ];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::LowDenominator => "low-denominator",
            Self::NotApplicable => "not-applicable",
            Self::NotSubmitted => "not-submitted",
            Self::NotConfirmed => "not-confirmed",
            Self::ToRate => "to-rate",
            Self::Outdated => "outdated",
        }
    }

    /// Its word for people.
    pub fn label(self) -> Text {
        match self {
            Self::Ready => Text::new("就绪", "Ready"),
            Self::LowDenominator => Text::new("分母过小", "Few cases"),
            Self::NotApplicable => Text::new("不适用", "Not applicable"),
            Self::NotSubmitted => Text::new("未报送", "Not submitted"),
            Self::NotConfirmed => Text::new("等待填报", "Waiting for the filing"),
            Self::ToRate => Text::new("待评", "To rate"),
            Self::Outdated => Text::new("需重评", "To rate again"),
        }
    }

    /// Whether nothing more is waited for.
    pub const fn is_settled(self) -> bool {
        match self {
            Self::Ready | Self::LowDenominator | Self::NotApplicable | Self::NotSubmitted => true,
            Self::NotConfirmed | Self::ToRate | Self::Outdated => false,
        }
    }
}

/// An item of a unit as it would be gathered.
#[derive(Debug, Clone, PartialEq)]
pub struct GatherCell {
    /// Where it stands.
    pub state: CellState,
    /// Its value in the item's unit; of a bonus or deduction the points before any cap, of a veto the number
    /// of its rows.
    pub value: Option<f64>,
    /// The standard error of the value; only of surveys.
    pub standard_error: Option<f64>,
    /// How many rows stand behind it.
    pub rows: usize,
    /// Why there is no value, or what is to be known of it.
    pub reason: Option<Text>,
    /// What the rows of a veto say.
    pub finding: Option<Text>,
    /// The respondent that was asked.
    pub respondent: Option<i64>,
    /// The revision of its submission that counts.
    pub revision: Option<u32>,
}

/// What would be gathered.
#[derive(Debug, Clone)]
pub struct Gathering {
    /// The index.
    pub index: IndexRecord,
    /// The fieldwork.
    pub fieldwork: FieldworkRecord,
    /// The questionnaire it asks.
    pub questionnaire: Questionnaire,
    /// The units, in the order of the fieldwork.
    pub units: Vec<Region>,
    /// The cells, by item and unit.
    pub cells: BTreeMap<String, BTreeMap<String, GatherCell>>,
    /// As errors what must come first, as warnings what deserves a look.
    pub problems: Vec<Problem>,
    /// The newest data set of the period, if there is one.
    pub dataset: Option<DatasetRecord>,
}

impl Gathering {
    /// An item of a unit.
    pub fn cell(&self, item: &str, unit: &str) -> Option<&GatherCell> {
        self.cells.get(item)?.get(unit)
    }

    /// How many cells stand like this.
    pub fn count(&self, state: CellState) -> usize {
        self.cells.values().flat_map(BTreeMap::values).filter(|cell| cell.state == state).count()
    }

    /// Whether it can be gathered.
    pub fn is_complete(&self) -> bool {
        !any_error(&self.problems)
    }
}

/// Looks at what would be gathered; stores nothing.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's index and for a period without fieldwork.
pub async fn open_gathering(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<Gathering> {
    Ok(look(services, actor, slug, period).await?.0)
}

/// What was gathered.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// The data set.
    pub dataset: DatasetRecord,
    /// Whether it is the one there was: nothing has changed since.
    pub unchanged: bool,
}

/// Gathers what was confirmed and rated into the next data set revision of the period, and gives the period
/// a round with it, scored as the questionnaire says; a recipe that was chosen for the round stays.
///
/// # Errors
/// [`Error::Invalid`] with everything that must come first; [`Error::NotFound`] as [`open_gathering`].
pub async fn gather(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<Gathered> {
    let (gathering, counted, ratings) = look(services, actor, slug, period).await?;
    if !gathering.is_complete() {
        return Err(Error::Invalid(gathering.problems));
    }
    let data = data::of(&counted, &gathering.cells);
    let content = serde_json::to_vec(&data).map_err(Error::internal)?;
    let manifest = data::manifest(&counted, &ratings);
    let content_sha256 = services.objects().put(content).await?;
    let file_sha256 = services.objects().put(serde_json::to_vec(&manifest).map_err(Error::internal)?).await?;
    let file_name = file_name(period);
    let warnings = &gathering.problems;
    let new = NewDataset {
        index_id: gathering.index.id,
        period,
        content_sha256: &content_sha256,
        file_sha256: &file_sha256,
        file_name: &file_name,
        units: data.units.len(),
        present: data.present(),
        possible: data.possible(),
        warnings,
        created_by: actor.user_id,
    };
    store(services, actor, &gathering, &data, new).await
}

async fn store(
    services: &Services,
    actor: &Actor,
    gathering: &Gathering,
    data: &Dataset,
    new: NewDataset<'_>,
) -> Result<Gathered> {
    let (index, fieldwork, period) = (&gathering.index, &gathering.fieldwork, new.period);
    let version = fieldwork.instrument_version_id;
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let instrument = instruments::find(&tx, index.id, version).await?.ok_or(Error::NotFound)?.instrument;
    let before = datasets::latest(&tx, index.id, period).await?;
    let before = before.filter(|before| before.content_sha256 == new.content_sha256);
    let unchanged = before.is_some();
    let dataset = match before {
        Some(before) => before,
        None => datasets::insert_next_revision(&tx, new, now).await?,
    };
    let chosen = rounds::find_by_period(&tx, index.id, period).await?.map(|round| round.recipe);
    // One that was chosen for another tree cannot score this one.
    let chosen = chosen.filter(|recipe| scoring::recipe::check(recipe, &instrument).is_empty());
    let recipe = chosen.unwrap_or_else(|| recipe_of(&gathering.questionnaire));
    rounds::upsert(&tx, index.id, period, version, dataset.id, &recipe, now).await?;
    let detail = json!({
        "period": period,
        "revision": dataset.revision,
        "units": data.units.len(),
        "values": data.present(),
        "sha256": dataset.content_sha256,
        "unchanged": unchanged,
    });
    audit::append(&tx, actor, "data.gathered", index.about.slug.as_str(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(Gathered { dataset, unchanged })
}

/// The name under which gathered data are kept.
fn file_name(period: &str) -> String {
    format!("已确认的填报-{period}.json")
}

/// Whether the data were gathered from fieldwork, not uploaded as a table.
pub(crate) fn is_gathered(dataset: &DatasetRecord) -> bool {
    dataset.file_name == file_name(&dataset.period)
}

/// The newest rating of each unit and item.
pub(crate) type Ratings = BTreeMap<(String, String), RatingRecord>;

async fn look(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
) -> Result<(Gathering, CountedFieldwork, Ratings)> {
    let index = indexes::owned(services, actor, slug).await?;
    policy::can_gather(actor, index.organisation_id)?;
    let counted = counted::load(services, index, period).await?;
    let ratings = newest_ratings(services, &counted).await?;
    let cells = cells(services, &counted, &ratings, |_| true).await?;
    let dataset = datasets::latest(services.db(), counted.index.id, period).await?;
    let gathering = Gathering {
        problems: problems::of(&counted, &cells),
        index: counted.index.clone(),
        fieldwork: counted.fieldwork.clone(),
        questionnaire: Questionnaire::clone(&counted.questionnaire),
        units: counted.units.clone(),
        cells,
        dataset,
    };
    Ok((gathering, counted, ratings))
}

pub(crate) async fn newest_ratings(services: &Services, counted: &CountedFieldwork) -> Result<Ratings> {
    let newest = ratings::list_newest(services.db(), counted.fieldwork.id).await?;
    Ok(newest.into_iter().map(|rating| ((rating.unit.clone(), rating.item.clone()), rating)).collect())
}

/// The cells of the wanted items, by item and unit.
pub(crate) async fn cells(
    services: &Services,
    counted: &CountedFieldwork,
    ratings: &Ratings,
    wanted: impl Fn(&Item) -> bool,
) -> Result<BTreeMap<String, BTreeMap<String, GatherCell>>> {
    let CountedFieldwork { fieldwork, questionnaire, units, respondents, .. } = counted;
    let mut digests = BTreeMap::new();
    for CountedRespondent { respondent, counted } in respondents {
        let Counted::Revision(head) = counted else { continue };
        if questionnaire.asked_of(&respondent.department).any(&wanted) {
            digests.insert(respondent.id, digest::digest(services, fieldwork, questionnaire, head).await?);
        }
    }
    let outdated = outdated(services, counted, ratings, &digests).await?;
    let cell = |item: &Item, unit: &Region| {
        let asked = counted.asked(&unit.code, item);
        let said = asked.and_then(|asked| digests.get(&asked.respondent.id)?.get(&item.code));
        let key = (unit.code.clone(), item.code.clone());
        let newest = ratings.get(&key).map(|record| Newest { record, stands: !outdated.contains(&key) });
        cell::of(item, asked, said, newest)
    };
    let column = |item: &Item| units.iter().map(|unit| (unit.code.clone(), cell(item, unit))).collect();
    let wanted = questionnaire.items.iter().filter(|item| wanted(item));
    Ok(wanted.map(|item| (item.code.clone(), column(item))).collect())
}

/// The ratings, by unit and item, of which the table that counts is not the one they judged. A respondent
/// that corrects one table has not changed the others.
async fn outdated(
    services: &Services,
    counted: &CountedFieldwork,
    ratings: &Ratings,
    digests: &BTreeMap<i64, Arc<Digest>>,
) -> Result<BTreeSet<(String, String)>> {
    let CountedFieldwork { fieldwork, questionnaire, .. } = counted;
    let upon_another = |(key, rating): (&(String, String), &RatingRecord)| {
        let (unit, code) = key;
        let asked = counted.asked(unit, questionnaire.item(code)?)?;
        let Counted::Revision(head) = &asked.counted else { return None };
        let table = digests.get(&asked.respondent.id)?.get(code)?.table_sha256.clone();
        (rating.submission_id != head.id).then(|| (key.clone(), asked.respondent.id, rating.submission_id, table))
    };
    let upon_another: Vec<_> = ratings.iter().filter_map(upon_another).collect();
    let respondents: BTreeSet<i64> = upon_another.iter().map(|(_, respondent, ..)| *respondent).collect();
    let heads = submissions::heads(services.db(), &respondents.into_iter().collect::<Vec<_>>()).await?;
    let mut outdated = BTreeSet::new();
    for (key, respondent, judged, table) in upon_another {
        let head = heads.get(&respondent).and_then(|heads| heads.iter().find(|head| head.id == judged));
        let same = match head {
            Some(head) => {
                let then = digest::digest(services, fieldwork, questionnaire, head).await?;
                then.get(&key.1).is_some_and(|then| then.table_sha256 == table)
            }
            None => false,
        };
        if !same {
            outdated.insert(key);
        }
    }
    Ok(outdated)
}
