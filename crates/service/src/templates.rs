//! The workbook a respondent downloads and fills.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    Actor, Questionnaire, Text,
    fieldwork::day_in_china,
    questionnaire::{Column, EvidenceRow, EvidenceTable, column::Value},
};
use evidence::{StoredTable, Template, TemplateRound};
use storage::{
    fieldworks::{self, FieldworkRecord},
    respondents, submissions,
};

use crate::{
    Error, Result, Services,
    filing::{self, Filing},
    submit::FiledEvidence,
};

/// A respondent's workbook, and the name of its file. It begins with the rows that were confirmed the
/// time before, by the codes of the items and the keys of their columns.
///
/// # Errors
/// [`Error::NotFound`] unless the actor is of the respondent or the assessor.
pub async fn download_template(services: &Services, actor: &Actor, respondent_id: i64) -> Result<(String, Vec<u8>)> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let questionnaire = filing::questionnaire(services, &filing.fieldwork).await?;
    let (tables, period) = match before(services, &filing).await? {
        Some(before) => (before.tables(services, &questionnaire).await?, Some(before.fieldwork.period)),
        None => (BTreeMap::new(), None),
    };
    write(services, filing, questionnaire, tables, period).await
}

/// The same workbook with these tables in it, by code of their items: for a program that keeps the ledgers
/// of a respondent. What it says is checked once it is filed, like any other.
///
/// # Errors
/// As [`download_template`]; [`Error::Internal`] for rows that no workbook can hold.
pub async fn fill_template(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    tables: BTreeMap<String, EvidenceTable>,
) -> Result<(String, Vec<u8>)> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let questionnaire = filing::questionnaire(services, &filing.fieldwork).await?;
    write(services, filing, questionnaire, tables, None).await
}

async fn write(
    services: &Services,
    filing: Filing,
    questionnaire: Questionnaire,
    tables: BTreeMap<String, EvidenceTable>,
    carried_from: Option<String>,
) -> Result<(String, Vec<u8>)> {
    let respondent_id = filing.respondent.id;
    let standing = filing::standing(&submissions::list(services.db(), respondent_id).await?);
    let deadline =
        standing.due(&filing.fieldwork.schedule, filing::filler(&filing.respondent), day_in_china(services.now()));
    let name = format!("{}-{}-填报.xlsx", filing.fieldwork.period, filing.respondent.organisation.name.zh);
    let name = filing.index.about.name_file(name);
    let notice = filing.index.about.notice();
    let write = move || {
        let (round, index, period) = (filing.round(), &filing.index.about.name, &filing.fieldwork.period);
        let round_name = Text::new(format!("{} {period}", index.zh), format!("{} {period}", index.en));
        evidence::write_template(&Template {
            questionnaire: &questionnaire,
            department: &filing.respondent.department,
            region: questionnaire.region(&filing.respondent.region),
            round: Some(TemplateRound { id: &round, name: &round_name }),
            deadline,
            period: filing.fieldwork.days,
            previous: &tables,
            carried_from: carried_from.as_deref(),
            notice: notice.as_ref(),
        })
    };
    let workbook = tokio::task::spawn_blocking(write).await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok((name, workbook))
}

/// The head of one table as CSV, and the name of its file, for those who file table by table.
///
/// # Errors
/// As [`download_template`]; [`Error::NotFound`] too for an item that the respondent is not asked.
pub async fn download_head(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    item: &str,
) -> Result<(String, Vec<u8>)> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let questionnaire = filing::questionnaire(services, &filing.fieldwork).await?;
    let mut asked = questionnaire.asked_of(&filing.respondent.department);
    let item = asked.find(|asked| asked.code == item).ok_or(Error::NotFound)?;
    let name = format!("{}-{}-{}.csv", filing.fieldwork.period, item.code, item.name.zh);
    Ok((name, evidence::write_head(&questionnaire, item)))
}

/// The period whose confirmed rows a respondent's workbook begins with; `None` where it begins empty.
///
/// # Errors
/// As [`download_template`].
pub async fn begins_with(services: &Services, actor: &Actor, respondent_id: i64) -> Result<Option<String>> {
    let filing = filing::find(services, actor, respondent_id).await?;
    Ok(before(services, &filing).await?.map(|before| before.fieldwork.period))
}

/// What the same organisation confirmed in the fieldwork of the index before this one.
pub(crate) struct Before {
    pub fieldwork: FieldworkRecord,
    content_sha256: String,
}

pub(crate) async fn before(services: &Services, filing: &Filing) -> Result<Option<Before>> {
    let db = services.db();
    let own = &filing.respondent;
    for before in respondents::list_of_organisation(db, own.organisation.id).await? {
        if before.id >= own.id || (&before.region, &before.department) != (&own.region, &own.department) {
            continue;
        }
        let fieldwork = fieldworks::find_by_id(db, before.fieldwork_id).await?.ok_or(Error::NotFound)?;
        if fieldwork.index_id != filing.index.id {
            continue;
        }
        let confirmed = submissions::list(db, before.id).await?.into_iter().rev().find(|s| s.confirmed.is_some());
        if let Some(content_sha256) = confirmed.and_then(|submission| submission.content_sha256) {
            return Ok(Some(Before { fieldwork, content_sha256 }));
        }
    }
    Ok(None)
}

impl Before {
    /// Its tables as the questionnaire of today asks for them, by code of their items.
    async fn tables(&self, services: &Services, now: &Questionnaire) -> Result<BTreeMap<String, EvidenceTable>> {
        let bytes = services.objects().get(&self.content_sha256).await?.ok_or(Error::NotFound)?;
        let FiledEvidence { tables, .. } = serde_json::from_slice(&bytes).map_err(Error::internal)?;
        let asked = filing::questionnaire(services, &self.fieldwork).await?;
        let table = |(code, table): (String, EvidenceTable)| {
            let table = carried(&asked, now, &code, &table)?;
            Some((code, table))
        };
        Ok(tables.into_iter().filter_map(table).collect())
    }

    /// The items of `filed`, as JSON, whose rows are exactly those that the workbook began with. Rows are read
    /// only of tables that are short, and equally long in both: no long one is decoded for a mere warning.
    pub async fn unchanged(&self, services: &Services, now: &Questionnaire, filed: Bytes) -> Result<Vec<String>> {
        let bytes = services.objects().get(&self.content_sha256).await?.ok_or(Error::NotFound)?;
        let (then, now) = (filing::questionnaire(services, &self.fieldwork).await?, now.clone());
        let compare = move || -> serde_json::Result<Vec<String>> {
            let old: FiledEvidence<StoredTable> = serde_json::from_slice(&bytes)?;
            let new: FiledEvidence<StoredTable> = serde_json::from_slice(&filed)?;
            let is_same = |code: &String, table: &StoredTable| {
                let short = |table: &StoredTable| !table.rows.is_empty() && table.rows.len() < COMPARED;
                let before = old.tables.get(code).filter(|before| short(before) && short(table))?;
                let before = carried(&then, &now, code, &before.to_table())?;
                (before.rows.len() == table.rows.len() && same_rows(&before.rows, &table.rows.to_rows())).then_some(())
            };
            let unchanged = new.tables.iter().filter(|(code, table)| is_same(code, table).is_some());
            Ok(unchanged.map(|(code, _)| code.clone()).collect())
        };
        tokio::task::spawn_blocking(compare).await.map_err(Error::internal)?.map_err(Error::internal)
    }
}

/// Rows from which on tables are not compared.
const COMPARED: usize = 5_000;

/// Whether rows say the same, whatever their numbers. A percentage goes through the workbook divided by 100,
/// which may cost it its last bits.
fn same_rows(before: &[EvidenceRow], now: &[EvidenceRow]) -> bool {
    let same = |pair: (&Option<Value>, &Option<Value>)| match pair {
        (Some(Value::Number(a)), Some(Value::Number(b))) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()),
        (a, b) => a == b,
    };
    before.iter().zip(now).all(|(a, b)| a.values.len() == b.values.len() && a.values.iter().zip(&b.values).all(same))
}

/// The rows of a table as the questionnaire of today asks for them: a cell goes where the column of its key
/// stands now, if that may hold it. `None` for an item that is not asked any more.
fn carried(then: &Questionnaire, now: &Questionnaire, code: &str, table: &EvidenceTable) -> Option<EvidenceTable> {
    let (old, new) = (then.item(code)?, now.item(code)?);
    let keys: Vec<&str> = then.columns(old).map(|column| column.key.as_str()).collect();
    let from: Vec<(&Column, Option<usize>)> =
        now.columns(new).map(|column| (column, keys.iter().position(|key| *key == column.key))).collect();
    let cell = |row: &EvidenceRow, (column, at): &(&Column, Option<usize>)| {
        let value = row.values.get((*at)?)?.as_ref()?;
        column.rule.accepts(value, &now.regions).then(|| value.clone())
    };
    let row = |row: &EvidenceRow| EvidenceRow {
        number: row.number,
        values: from.iter().map(|column| cell(row, column)).collect(),
    };
    let mut rows: Vec<EvidenceRow> = table.rows.iter().map(row).collect();
    rows.retain(|row| row.values.iter().any(Option::is_some));
    // Whether it applies is asked anew each time.
    Some(EvidenceTable { rows, not_applicable: None })
}
