//! The full bundle of an edition, for those who may see what the public does not.

use bytes::Bytes;
use domain::{Actor, policy};
use publication::format::{self, Format};
pub use storage::editions::EditionRecord;
use storage::{editions, fieldworks, indexes};

use crate::{Error, Result, Services, public};

/// The editions of a period whose bundle with everything the actor may download, oldest first.
///
/// # Errors
/// As [`full_bundle`].
pub async fn list_full(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<Vec<EditionRecord>> {
    let db = services.db();
    let index = indexes::find_by_slug(db, slug).await?.ok_or(Error::NotFound)?;
    let commissioner = fieldworks::find_by_period(db, index.id, period).await?.map(|found| found.commissioner_id);
    policy::can_see_full_edition(actor, index.organisation_id, commissioner).map_err(|_| Error::NotFound)?;
    let is_assessor = policy::can_see_index(actor, index.organisation_id).is_ok();
    let mut all = editions::list(db, index.id).await?;
    all.retain(|edition| edition.period == period && (is_assessor || edition.stage().is_public()));
    all.sort_by_key(|edition| edition.version);
    Ok(all)
}

/// The bundle with everything, and its name. Of an edition that withholds nothing it is the published one.
///
/// # Errors
/// [`Error::NotFound`] for everybody but the assessor and, once the edition is public, the commissioner.
pub async fn full_bundle(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    version: u32,
) -> Result<(String, Bytes)> {
    let db = services.db();
    let index = indexes::find_by_slug(db, slug).await?.ok_or(Error::NotFound)?;
    let commissioner = fieldworks::find_by_period(db, index.id, period).await?.map(|found| found.commissioner_id);
    policy::can_see_full_edition(actor, index.organisation_id, commissioner).map_err(|_| Error::NotFound)?;
    let edition = editions::find(db, index.id, period, version).await?.ok_or(Error::NotFound)?;
    let is_assessor = policy::can_see_index(actor, index.organisation_id).is_ok();
    if !is_assessor && !edition.stage().is_public() {
        return Err(Error::NotFound);
    }
    let bytes = services.objects().get(edition.whole_sha256()).await?.ok_or(Error::NotFound)?;
    let content = public::content(services, &edition.bundle_sha256).await?;
    let name = format::file_name(&content, Format::Json);
    let name = match (&edition.full_sha256, name.strip_suffix(".json")) {
        (Some(_), Some(stem)) => format!("{stem}-full.json"),
        (Some(_) | None, _) => name,
    };
    Ok((name, bytes))
}
