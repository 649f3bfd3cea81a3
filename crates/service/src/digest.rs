//! What a filed workbook says of each item, without its rows: all that is gathered into the data, and
//! small enough to be kept in memory for every respondent of a round.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Questionnaire, Text,
    questionnaire::{Column, Disclosure, EvidenceRows, Item, ItemKind, Sensitivity, column::Value},
};
use evidence::{Outcome, StoredTable};
use moka::sync::Cache;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use storage::{fieldworks::FieldworkRecord, submissions::SubmissionHead};

use crate::{Error, Result, Services, submit::FiledEvidence};

/// How many workbooks are kept: some rounds of 11 cities with 12 departments each.
pub(crate) const KEPT: u64 = 1_000;

/// Digests by the version of the instrument that was asked and the hash of what was read.
pub(crate) type Digests = Cache<(i64, String), Arc<Digest>>;

/// A workbook, by code of its items.
pub(crate) type Digest = BTreeMap<String, ItemDigest>;

/// What a workbook says of one item.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ItemDigest {
    /// How many rows its table has.
    pub rows: usize,
    /// Why the item does not apply; `None` where it does.
    pub not_applicable: Option<String>,
    /// What the rows come to; `None` where the item does not apply.
    pub outcome: Option<Outcome>,
    /// SHA-256 of the table as it is kept: whether a table is the one that was rated.
    pub table_sha256: String,
    /// What the rows of a veto say; `None` without rows, and for other items.
    pub finding: Option<Text>,
}

/// The digest of a revision that counts.
pub(crate) async fn digest(
    services: &Services,
    fieldwork: &FieldworkRecord,
    questionnaire: &Arc<Questionnaire>,
    head: &SubmissionHead,
) -> Result<Arc<Digest>> {
    let sha256 = head.content_sha256.clone().ok_or(Error::NotFound)?;
    let key = (fieldwork.instrument_version_id, sha256);
    if let Some(known) = services.digests().get(&key) {
        return Ok(known);
    }
    let questionnaire = Arc::clone(questionnaire);
    let evidence: FiledEvidence<StoredTable> = content(services, head).await?;
    let work = move || of(&questionnaire, evidence);
    let digest = tokio::task::spawn_blocking(work).await.map_err(Error::internal)?;
    let digest = Arc::new(digest.map_err(Error::internal)?);
    services.digests().insert(key, Arc::clone(&digest));
    Ok(digest)
}

/// Everything that was read from a revision that counts.
pub(crate) async fn content<T>(services: &Services, head: &SubmissionHead) -> Result<FiledEvidence<T>>
where
    T: DeserializeOwned + Send + 'static,
{
    let sha256 = head.content_sha256.as_deref().ok_or(Error::NotFound)?;
    let bytes = services.objects().get(sha256).await?.ok_or(Error::NotFound)?;
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice(&bytes));
    read.await.map_err(Error::internal)?.map_err(Error::internal)
}

fn of(questionnaire: &Questionnaire, evidence: FiledEvidence<StoredTable>) -> serde_json::Result<Digest> {
    let FiledEvidence { tables, mut outcomes, kept_from: _ } = evidence;
    let of_item = |(code, table): (String, StoredTable)| {
        let item = questionnaire.item(&code);
        let finding = item.and_then(|item| finding(questionnaire, item, &table));
        let outcome = outcomes.remove(&code);
        let (rows, table_sha256) = (table.rows.len(), hash(&table)?);
        Ok((code, ItemDigest { rows, not_applicable: table.not_applicable, outcome, table_sha256, finding }))
    };
    tables.into_iter().map(of_item).collect()
}

fn hash(table: &StoredTable) -> serde_json::Result<String> {
    let mut hasher = Sha256::new();
    serde_json::to_writer(&mut hasher, table)?;
    Ok(hex::encode(hasher.finalize()))
}

/// What the rows of a veto say in the item's own columns, as far as everyone may know: the decision and the
/// law it rests on.
fn finding(questionnaire: &Questionnaire, item: &Item, table: &StoredTable) -> Option<Text> {
    let ItemKind::Veto { ceiling: _ } = item.kind else { return None };
    if table.rows.is_empty() {
        return None;
    }
    let first = questionnaire.leading_columns.len();
    let is_public =
        |column: &Column| item.disclosure == Disclosure::Public && column.sensitivity == Sensitivity::Public;
    let public = || item.columns.iter().zip(first..).filter(|(column, _)| is_public(column));
    let row = |values: &[Option<Value>]| {
        let cells = public().filter_map(|(column, at)| Some(cell(column, values.get(at)?.as_ref()?)));
        let (zh, en): (Vec<String>, Vec<String>) = cells.map(|text| (text.zh, text.en)).unzip();
        Text::new(zh.join("，"), en.join(", "))
    };
    let mut rows = Vec::new();
    table.each(&mut |each| rows.push(row(&each.values)));
    rows.retain(|text| !text.zh.is_empty());
    if rows.is_empty() {
        let rows = table.rows.len();
        return Some(Text::new(
            format!("已确认 {rows} 项，内容不公开。"),
            format!("Confirmed: {rows}; what they say is not public."),
        ));
    }
    let (zh, en): (Vec<String>, Vec<String>) = rows.into_iter().map(|text| (text.zh, text.en)).unzip();
    Some(Text::new(zh.join("；"), en.join("; ")))
}

fn cell(column: &Column, value: &Value) -> Text {
    let shown = match value {
        Value::Bool(true) => Text::new("是", "yes"),
        Value::Bool(false) => Text::new("否", "no"),
        Value::Number(number) => Text::same(number.to_string()),
        Value::Date(day) => Text::same(day.to_string()),
        Value::Text(text) => Text::same(text.clone()),
    };
    Text::new(format!("{}：{}", column.label.zh, shown.zh), format!("{}: {}", column.label.en, shown.en))
}
