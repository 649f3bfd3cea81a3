//! Ratings 评定: what is to be rated, by whom it was, and the evidence to do it on.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Actor, Questionnaire, Text, policy,
    questionnaire::{EvidenceTable, Item, Region},
    rating::{is_rated, named_documents},
};
use evidence::Outcome;
use storage::{accounts, ratings};
pub use storage::{
    documents::DocumentRecord, fieldworks::FieldworkRecord, indexes::IndexRecord, ratings::RatingRecord,
    respondents::RespondentRecord,
};

use crate::{
    Error, Result, Services,
    counted::{self, Counted, CountedFieldwork},
    digest,
    gather::{self, CellState, GatherCell},
    indexes,
};

/// Where the rating of an item of a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RatingState {
    /// Its evidence is not confirmed yet 等待填报.
    Waiting,
    /// It waits for its first rating 待评.
    ToRate,
    /// It was rated upon an older revision 需重评.
    Outdated,
    /// It is rated 已评.
    Rated,
    /// Nothing was submitted, or the item does not apply 无需评定.
    NothingToRate,
}

impl RatingState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::ToRate, Self::Outdated, Self::Rated, Self::NothingToRate];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::ToRate => "to-rate",
            Self::Outdated => "outdated",
            Self::Rated => "rated",
            Self::NothingToRate => "nothing-to-rate",
        }
    }

    /// Its word for people.
    pub fn label(self) -> Text {
        match self {
            Self::Waiting => Text::new("等待填报", "Waiting for the filing"),
            Self::ToRate => Text::new("待评", "To rate"),
            Self::Outdated => Text::new("需重评", "To rate again"),
            Self::Rated => Text::new("已评", "Rated"),
            Self::NothingToRate => Text::new("无需评定", "Nothing to rate"),
        }
    }

    /// Whether it waits for an evaluator.
    pub const fn is_open(self) -> bool {
        match self {
            Self::ToRate | Self::Outdated => true,
            Self::Waiting | Self::Rated | Self::NothingToRate => false,
        }
    }

    const fn of(cell: CellState) -> Self {
        match cell {
            CellState::NotConfirmed => Self::Waiting,
            CellState::ToRate => Self::ToRate,
            CellState::Outdated => Self::Outdated,
            CellState::Ready | CellState::LowDenominator => Self::Rated,
            CellState::NotApplicable | CellState::NotSubmitted => Self::NothingToRate,
        }
    }
}

/// An item of a unit on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingEntry {
    /// Code of the unit.
    pub unit: String,
    /// Code of the item.
    pub item: String,
    /// Where it stands.
    pub state: RatingState,
}

/// How far the rating is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RatingProgress {
    /// Rated.
    pub rated: usize,
    /// Waiting for an evaluator.
    pub open: usize,
    /// Waiting for evidence.
    pub waiting: usize,
    /// All of these; what there is nothing to rate of is not counted.
    pub all: usize,
}

/// What is to be rated: units × items.
#[derive(Debug, Clone)]
pub struct RatingList {
    /// The index.
    pub index: IndexRecord,
    /// The fieldwork.
    pub fieldwork: FieldworkRecord,
    /// The questionnaire it asks.
    pub questionnaire: Questionnaire,
    /// The units, in the order of the fieldwork.
    pub units: Vec<Region>,
    /// The items that are rated, in the order of the questionnaire.
    pub items: Vec<Item>,
    /// An entry for each of both, unit by unit.
    pub entries: Vec<RatingEntry>,
}

impl RatingList {
    /// Where an item of a unit stands.
    pub fn state(&self, unit: &str, item: &str) -> Option<RatingState> {
        self.entries.iter().find(|entry| entry.unit == unit && entry.item == item).map(|entry| entry.state)
    }

    /// How far it is.
    pub fn progress(&self) -> RatingProgress {
        let mut progress = RatingProgress::default();
        for entry in &self.entries {
            match entry.state {
                RatingState::Rated => progress.rated += 1,
                RatingState::ToRate | RatingState::Outdated => progress.open += 1,
                RatingState::Waiting => progress.waiting += 1,
                RatingState::NothingToRate => {}
            }
        }
        progress.all = progress.rated + progress.open + progress.waiting;
        progress
    }

    /// The first that waits for an evaluator.
    pub fn first_open(&self) -> Option<&RatingEntry> {
        self.entries.iter().find(|entry| entry.state.is_open())
    }
}

/// What is to be rated in the fieldwork of a period, and how far it is.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's index and for a period without fieldwork.
pub async fn list_ratings(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<RatingList> {
    Ok(look(services, actor, slug, period).await?.list)
}

/// Everything an evaluator needs to rate an item of a unit.
#[derive(Debug, Clone)]
pub struct RatingDesk {
    /// The list it stands on.
    pub list: RatingList,
    /// The unit.
    pub unit: Region,
    /// The item, with its rubric.
    pub item: Item,
    /// Who was asked.
    pub respondent: RespondentRecord,
    /// Where it stands.
    pub state: RatingState,
    /// The revision of the respondent's submission that counts.
    pub revision: Option<u32>,
    /// The rows filed, with cells in the order of [`Questionnaire::columns`]; `None` where nothing counts.
    pub table: Option<EvidenceTable>,
    /// What the rows come to as filed.
    pub outcome: Option<Outcome>,
    /// Numbers of the supporting documents that the rows name.
    pub documents: BTreeSet<u32>,
    /// The documents of the respondent that count, by number.
    pub files: BTreeMap<u32, DocumentRecord>,
    /// Why there is nothing to rate, or nothing yet.
    pub not_rated_because: Option<Text>,
    /// Every rating so far, oldest first. The last one counts, unless it is outdated.
    pub history: Vec<RatingRecord>,
    /// The names of those who rated, by key of their account.
    pub names: BTreeMap<i64, String>,
    /// The nearest one before this that waits for an evaluator.
    pub previous: Option<RatingEntry>,
    /// The nearest one after this that does; after the last of the list the first.
    pub next: Option<RatingEntry>,
}

/// Opens an item of a unit for rating.
///
/// # Errors
/// [`Error::NotFound`] as [`list_ratings`], and for a unit or item that is not rated.
pub async fn open_rating(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    unit: &str,
    item: &str,
) -> Result<RatingDesk> {
    let Looked { counted, list, mut cells } = look(services, actor, slug, period).await?;
    let at = list.entries.iter().position(|entry| entry.unit == unit && entry.item == item).ok_or(Error::NotFound)?;
    let cell = cells.get_mut(item).and_then(|by_unit| by_unit.remove(unit)).ok_or(Error::NotFound)?;
    let unit = list.units.iter().find(|known| known.code == unit).cloned().ok_or(Error::NotFound)?;
    let item = list.items.iter().find(|known| known.code == item).cloned().ok_or(Error::NotFound)?;
    let asked = counted.asked(&unit.code, &item).ok_or(Error::NotFound)?;
    let (table, outcome) = match &asked.counted {
        Counted::Revision(head) => {
            let mut filed = digest::content(services, head).await?;
            (filed.tables.remove(&item.code), filed.outcomes.remove(&item.code))
        }
        Counted::Pending(_) | Counted::Nothing => (None, None),
    };
    let history = ratings::history(services.db(), counted.fieldwork.id, &unit.code, &item.code).await?;
    let people: Vec<i64> = history.iter().map(|rating| rating.created_by).collect();
    let documents = table.as_ref().map(|table| named_documents(&list.questionnaire, &item, table));
    let open = |entries: &[RatingEntry]| entries.iter().find(|entry| entry.state.is_open()).cloned();
    let (before, after) = (&list.entries[..at], &list.entries[at + 1..]);
    Ok(RatingDesk {
        respondent: asked.respondent.clone(),
        state: list.entries[at].state,
        revision: cell.revision,
        documents: documents.unwrap_or_default(),
        files: files(services, asked.respondent.id).await?,
        not_rated_because: cell.reason.filter(|_| cell.value.is_none()),
        names: accounts::names(services.db(), &people).await?,
        previous: before.iter().rev().find(|entry| entry.state.is_open()).cloned(),
        next: open(after).or_else(|| open(before)),
        list,
        unit,
        item,
        table,
        outcome,
        history,
    })
}

/// The newest revision of each document; of one that was withdrawn none.
async fn files(services: &Services, respondent_id: i64) -> Result<BTreeMap<u32, DocumentRecord>> {
    // Oldest first: the newest of a number stays.
    let all = storage::documents::list(services.db(), respondent_id).await?;
    let mut newest: BTreeMap<u32, DocumentRecord> = all.into_iter().map(|file| (file.number, file)).collect();
    newest.retain(|_, file| file.withdrawn.is_none());
    Ok(newest)
}

struct Looked {
    counted: CountedFieldwork,
    list: RatingList,
    cells: BTreeMap<String, BTreeMap<String, GatherCell>>,
}

async fn look(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<Looked> {
    let index = indexes::owned(services, actor, slug).await?;
    policy::can_rate(actor, index.organisation_id)?;
    let counted = counted::load(services, index, period).await?;
    let ratings = gather::newest_ratings(services, &counted).await?;
    let cells = gather::cells(services, &counted, &ratings, is_rated).await?;
    let questionnaire = Questionnaire::clone(&counted.questionnaire);
    let items: Vec<Item> = questionnaire.items.iter().filter(|item| is_rated(item)).cloned().collect();
    let entry = |unit: &Region, item: &Item| {
        let state = cells.get(&item.code)?.get(&unit.code)?.state;
        Some(RatingEntry { unit: unit.code.clone(), item: item.code.clone(), state: RatingState::of(state) })
    };
    let entries = counted.units.iter().flat_map(|unit| items.iter().filter_map(move |item| entry(unit, item)));
    let list = RatingList {
        index: counted.index.clone(),
        fieldwork: counted.fieldwork.clone(),
        units: counted.units.clone(),
        entries: entries.collect(),
        questionnaire,
        items,
    };
    Ok(Looked { counted, list, cells })
}
