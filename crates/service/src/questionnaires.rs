//! Questionnaires: an instrument that was read from one says too what is asked of whom.

use domain::{
    Actor, Questionnaire,
    questionnaire::lineage::{ItemLineage, lineage},
};
use storage::instruments;

use crate::{Error, Result, Services, indexes};

/// Whether a file is a questionnaire and no table of a tree: by its name, else by how it begins.
pub fn is_questionnaire(file_name: &str, bytes: &[u8]) -> bool {
    file_name.to_ascii_lowercase().ends_with(".json") || bytes.trim_ascii_start().starts_with(b"{")
}

/// The questionnaire of the newest version of an index's instrument; `None` where that was read from
/// another kind of file.
///
/// # Errors
/// [`Error::NotFound`] for an index of another organisation or one without an instrument.
pub async fn open_questionnaire(services: &Services, actor: &Actor, slug: &str) -> Result<Option<Questionnaire>> {
    let index = indexes::owned(services, actor, slug).await?;
    let record = instruments::latest(services.db(), index.id).await?.ok_or(Error::NotFound)?;
    let Some(sha256) = record.questionnaire_sha256 else { return Ok(None) };
    let bytes = services.objects().get(&sha256).await?.ok_or(Error::NotFound)?;
    serde_json::from_slice(&bytes).map(Some).map_err(Error::internal)
}

/// The version before the newest one of an index's instrument, if both are questionnaires, and what became
/// of every item since.
///
/// # Errors
/// [`Error::NotFound`] for an index of another organisation or one without an instrument.
pub async fn open_lineage(services: &Services, actor: &Actor, slug: &str) -> Result<Option<(u32, Vec<ItemLineage>)>> {
    let Some(after) = open_questionnaire(services, actor, slug).await? else { return Ok(None) };
    let index = indexes::owned(services, actor, slug).await?;
    let Some(before) = instruments::list(services.db(), index.id).await?.into_iter().nth(1) else { return Ok(None) };
    let record = instruments::find(services.db(), index.id, before.id).await?.ok_or(Error::NotFound)?;
    let Some(sha256) = record.questionnaire_sha256 else { return Ok(None) };
    let bytes = services.objects().get(&sha256).await?.ok_or(Error::NotFound)?;
    let before = serde_json::from_slice(&bytes).map_err(Error::internal)?;
    Ok(Some((record.version, lineage(&before, &after))))
}

#[cfg(test)]
mod tests {
    use super::is_questionnaire;

    #[test]
    fn a_questionnaire_is_known_by_its_name_or_by_its_beginning() {
        assert!(is_questionnaire("Instrument.JSON", b"") && is_questionnaire("upload", b"\n {\"format\": \"1\"}"));
        assert!(!is_questionnaire("tree.csv", b"code,parent,weight"));
    }
}
