//! Indexes in the working area: create, describe, list, open.

use std::collections::BTreeMap;

use domain::{Actor, Index, Problem, Slug, Stage, Text, edition::EditionContent, policy};
use serde::Deserialize;
use serde_json::json;
use storage::{datasets, editions, fieldworks, instruments, jobs, rounds};
pub use storage::{
    datasets::DatasetRecord, editions::EditionRecord, fieldworks::FieldworkRecord, indexes::IndexRecord,
    instruments::InstrumentRecord, jobs::JobRecord, rounds::RoundRecord,
};

use crate::{Error, Result, Services, audit};

/// What a person types to describe an index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields of domain::Index, a language each")]
pub struct IndexForm {
    pub slug: String,
    pub name_zh: String,
    pub name_en: String,
    pub summary_zh: String,
    pub summary_en: String,
    pub source_zh: String,
    pub source_en: String,
    pub licence_zh: String,
    pub licence_en: String,
    pub unit_noun_zh: String,
    pub unit_noun_en: String,
    pub contact_zh: String,
    pub contact_en: String,
    /// `yes` where the figures are invented; as a box that is ticked sends it.
    pub fictional: String,
}

/// What [`IndexForm::fictional`] says where the figures are invented.
pub const FICTIONAL: &str = "yes";

/// Jobs shown on the page of an index.
const JOBS: u64 = 10;
/// Longest text of a description.
const MAX_CHARS: usize = 2000;

/// No index has one of these as its short name: they are words of the site's own URLs, and `new` stands
/// where a short name would. An index from before a word was added keeps its name.
pub const RESERVED_SLUGS: [&str; 53] = [
    "account",
    "accounts",
    "admin",
    "advance",
    "api",
    "audit",
    "change",
    "components",
    "confirm",
    "data",
    "dev",
    "dimensions",
    "disable",
    "documents",
    "downloads",
    "edit",
    "fieldwork",
    "files",
    "filings",
    "gather",
    "head",
    "help",
    "home",
    "indexes",
    "indicators",
    "instrument",
    "items",
    "jobs",
    "link",
    "method",
    "new",
    "open-fieldwork",
    "people",
    "publish",
    "ratings",
    "reach",
    "receipt",
    "return",
    "revisions",
    "reweigh",
    "robustness",
    "rounds",
    "search",
    "set-up",
    "sign-in",
    "sign-out",
    "static",
    "table",
    "units",
    "verify",
    "withdraw",
    "work",
    "workbook",
];

impl IndexForm {
    /// Checks the form.
    ///
    /// # Errors
    /// Every problem, with the name of its field.
    pub fn check(&self) -> std::result::Result<Index, Vec<Problem>> {
        let mut problems = Vec::new();
        let slug = self.slug.trim().parse::<Slug>().map_err(|p| problems.push(p)).ok();
        let mut text = |field: &str, zh: &str, en: &str, missing: &str| {
            for (language, value) in [("zh", zh), ("en", en)] {
                if value.chars().count() > MAX_CHARS {
                    problems.push(
                        Problem::error(
                            "index.text_long",
                            Text::new(format!("最多 {MAX_CHARS} 个字。"), format!("At most {MAX_CHARS} characters.")),
                        )
                        .at_field(format!("{field}_{language}")),
                    );
                }
            }
            Text::from_parts(Some(zh), Some(en)).unwrap_or_else(|| {
                problems.push(
                    Problem::error(
                        "index.text_missing",
                        Text::new(format!("请填写{missing}。"), "Please fill this in.".to_owned()),
                    )
                    .at_field(format!("{field}_zh")),
                );
                Text::default()
            })
        };
        let name = text("name", &self.name_zh, &self.name_en, "名称");
        let summary = text("summary", &self.summary_zh, &self.summary_en, "一句话说明");
        let source = text("source", &self.source_zh, &self.source_en, "数据来源");
        let licence = text("licence", &self.licence_zh, &self.licence_en, "使用条件");
        let unit_noun = text("unit_noun", &self.unit_noun_zh, &self.unit_noun_en, "评估对象");
        let contact = text("contact", &self.contact_zh, &self.contact_en, "异议联系方式");
        match slug {
            Some(slug) if problems.is_empty() => {
                let fictional = self.fictional == FICTIONAL;
                Ok(Index { slug, name, summary, source, licence, unit_noun, contact, fictional })
            }
            Some(_) | None => Err(problems),
        }
    }
}

impl From<&Index> for IndexForm {
    fn from(index: &Index) -> Self {
        let both = |t: &Text| (t.zh.clone(), t.en.clone());
        let (name_zh, name_en) = both(&index.name);
        let (summary_zh, summary_en) = both(&index.summary);
        let (source_zh, source_en) = both(&index.source);
        let (licence_zh, licence_en) = both(&index.licence);
        let (unit_noun_zh, unit_noun_en) = both(&index.unit_noun);
        let (contact_zh, contact_en) = both(&index.contact);
        Self {
            slug: index.slug.to_string(),
            name_zh,
            name_en,
            summary_zh,
            summary_en,
            source_zh,
            source_en,
            licence_zh,
            licence_en,
            unit_noun_zh,
            unit_noun_en,
            contact_zh,
            contact_en,
            fictional: if index.fictional { FICTIONAL.to_owned() } else { String::new() },
        }
    }
}

/// Creates an index for the actor's organisation.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is an assessor; [`Error::Invalid`] with the problems of the
/// form, a slug that is taken among them.
pub async fn create_index(services: &Services, actor: &Actor, form: &IndexForm) -> Result<IndexRecord> {
    policy::can_create_index(actor)?;
    let (index, mut problems) = match form.check() {
        Ok(index) => (Some(index), Vec::new()),
        Err(problems) => (None, problems),
    };
    problems.extend(unavailable(services, form.slug.trim()).await?);
    let Some(index) = index.filter(|_| problems.is_empty()) else { return Err(Error::Invalid(problems)) };
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let record = storage::indexes::insert(&tx, actor.organisation.id, &index, now).await?;
    audit::append(&tx, actor, "index.created", index.slug.as_str(), json!({ "name": index.name }), now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(record)
}

/// Why a new index cannot have this short name, if it cannot.
async fn unavailable(services: &Services, slug: &str) -> Result<Option<Problem>> {
    let (code, message) = if RESERVED_SLUGS.contains(&slug) {
        let zh = format!("“{slug}”是本站网址自己用的词，不能作网址简称。");
        ("index.slug_reserved", Text::new(zh, format!("“{slug}” is a word of this site’s own URLs.")))
    } else if storage::indexes::find_by_slug(services.db(), slug).await?.is_some() {
        ("index.slug_taken", Text::new("这个网址简称已被使用。", "This short name is taken."))
    } else {
        return Ok(None);
    };
    let remedy = Text::new(
        "换一个简称，例如加上地名或年份。",
        "Choose another, for example with the name of a place or a year.",
    );
    Ok(Some(Problem::error(code, message).at_field("slug").found(slug).remedy(remedy)))
}

/// Changes what an index says about itself. Its slug stays; published editions keep what they said.
///
/// # Errors
/// [`Error::NotFound`] for an index of another organisation; [`Error::Invalid`].
pub async fn describe_index(services: &Services, actor: &Actor, slug: &str, form: &IndexForm) -> Result<()> {
    let record = owned(services, actor, slug).await?;
    let form = IndexForm { slug: slug.to_owned(), ..form.clone() };
    let index = form.check().map_err(Error::Invalid)?;
    let tx = storage::begin(services.db()).await?;
    storage::indexes::update_about(&tx, record.id, &index).await?;
    audit::append(&tx, actor, "index.described", slug, json!({ "name": index.name }), services.now()).await?;
    tx.commit().await.map_err(Error::internal)?;
    services.look_for_changes().await?;
    Ok(())
}

/// An index on its owner's desk.
#[derive(Debug, Clone)]
pub struct IndexOverview {
    /// The index.
    pub index: IndexRecord,
    /// Whether it has an instrument.
    pub has_instrument: bool,
    /// How many periods have data.
    pub rounds: usize,
    /// The newest edition of the newest period that has one.
    pub newest: Option<EditionRecord>,
    /// The fieldwork that is under way.
    pub under_way: Option<UnderWay>,
}

/// Fieldwork of a period that is newer than any edition: what an assessor works on now.
#[derive(Debug, Clone, PartialEq)]
pub struct UnderWay {
    /// The fieldwork.
    pub fieldwork: FieldworkRecord,
    /// Whether what was filed is gathered already, so that it can be published.
    pub gathered: bool,
}

impl UnderWay {
    fn of(fieldwork: Option<FieldworkRecord>, newest: Option<&str>, has_round: impl Fn(&str) -> bool) -> Option<Self> {
        let fieldwork = fieldwork.filter(|found| newest.is_none_or(|newest| newest < found.period.as_str()))?;
        Some(Self { gathered: has_round(&fieldwork.period), fieldwork })
    }
}

/// The indexes of the actor's organisation.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is an assessor.
pub async fn list_indexes(services: &Services, actor: &Actor) -> Result<Vec<IndexOverview>> {
    policy::can_create_index(actor)?;
    // A fixed number of questions to the database, however many indexes there are.
    let db = services.db();
    let indexes = storage::indexes::list_of(db, actor.organisation.id).await?;
    let ids: Vec<i64> = indexes.iter().map(|index| index.id).collect();
    let with_instrument = instruments::indexes_with_one(db, &ids).await?;
    let counts = rounds::count_by_index(db, &ids).await?;
    // By index, period and version: of each index the last one stays.
    let editions = editions::list_of_indexes(db, &ids).await?;
    let mut newest: BTreeMap<i64, EditionRecord> = editions.into_iter().map(|e| (e.index_id, e)).collect();
    let mut fieldwork = fieldworks::newest_by_index(db, &ids).await?;
    let periods = rounds::periods_of_indexes(db, &ids).await?;
    let overview = |index: IndexRecord| {
        let newest = newest.remove(&index.id);
        let has_round = |period: &str| periods.contains(&(index.id, period.to_owned()));
        let edition = newest.as_ref().map(|edition| edition.period.as_str());
        IndexOverview {
            has_instrument: with_instrument.contains(&index.id),
            rounds: counts.get(&index.id).copied().unwrap_or(0),
            under_way: UnderWay::of(fieldwork.remove(&index.id), edition, has_round),
            newest,
            index,
        }
    };
    Ok(indexes.into_iter().map(overview).collect())
}

/// Everything about an index in the working area.
#[derive(Debug, Clone)]
pub struct IndexDesk {
    /// The index.
    pub index: IndexRecord,
    /// The newest version of its instrument.
    pub instrument: Option<InstrumentRecord>,
    /// Its rounds, newest period first.
    pub rounds: Vec<RoundOverview>,
    /// Its recent jobs, newest first.
    pub jobs: Vec<JobRecord>,
    /// The fieldwork that is under way.
    pub under_way: Option<UnderWay>,
}

/// A round of an index.
#[derive(Debug, Clone)]
pub struct RoundOverview {
    /// The round.
    pub round: RoundRecord,
    /// The data it would score.
    pub dataset: Option<DatasetRecord>,
    /// Its newest edition.
    pub edition: Option<EditionRecord>,
}

/// Opens an index in the working area.
///
/// # Errors
/// [`Error::NotFound`] for an index of another organisation.
pub async fn open_index(services: &Services, actor: &Actor, slug: &str) -> Result<IndexDesk> {
    let index = owned(services, actor, slug).await?;
    let db = services.db();
    let datasets = datasets::list_latest(db, index.id).await?;
    let editions = editions::list(db, index.id).await?;
    let mut rounds: Vec<RoundOverview> = rounds::list(db, index.id)
        .await?
        .into_iter()
        .map(|round| RoundOverview {
            dataset: datasets.iter().find(|d| d.period == round.period).cloned(),
            edition: editions.iter().filter(|e| e.period == round.period).max_by_key(|e| e.version).cloned(),
            round,
        })
        .collect();
    rounds.sort_by(|a, b| b.round.period.cmp(&a.round.period));
    let jobs = jobs::list_of_index(db, index.id, JOBS).await?;
    let instrument = instruments::latest(db, index.id).await?;
    let newest = editions.iter().map(|edition| edition.period.as_str()).max();
    let under_way = UnderWay::of(fieldworks::list(db, index.id).await?.into_iter().next(), newest, |period| {
        rounds.iter().any(|overview| overview.round.period == period)
    });
    Ok(IndexDesk { index, instrument, rounds, jobs, under_way })
}

/// The index, if the actor may work on it. One of another organisation looks like none at all.
pub(crate) async fn owned(services: &Services, actor: &Actor, slug: &str) -> Result<IndexRecord> {
    let record = storage::indexes::find_by_slug(services.db(), slug).await?.ok_or(Error::NotFound)?;
    policy::can_edit_index(actor, record.organisation_id).map_err(|_| Error::NotFound)?;
    Ok(record)
}

/// Which earlier edition of the period a new public one would correct.
pub(crate) fn in_force(editions: &[EditionRecord]) -> Option<&EditionRecord> {
    editions
        .iter()
        .filter(|e| matches!(e.stage(), Stage::Preliminary | Stage::Notice | Stage::Final))
        .max_by_key(|e| e.version)
}

/// Whether two contents say the same, apart from when and as which version they were frozen.
pub(crate) fn same_content(a: &EditionContent, b: &EditionContent) -> bool {
    a.index == b.index
        && a.instrument == b.instrument
        && a.recipe == b.recipe
        && a.data == b.data
        && a.result == b.result
        && a.evidence == b.evidence
}
