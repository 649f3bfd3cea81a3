//! Publish a round, and bring an edition from stage to stage. Content is frozen once and for all;
//! only the list of stage events grows.

mod form;

use bytes::Bytes;
use domain::{
    Actor, EditionContent, Index, Problem, Stage, Text,
    edition::{Correction, Notice, Release, StageEvent, Withheld},
    job::{JobResult, JobWork},
    policy,
};
use publication::{
    PublicationError,
    bundle::{self, Bundle},
    disclose,
};
use serde_json::json;
use storage::{
    Transaction,
    editions::{self, EditionRecord, NewEdition},
    indexes::IndexRecord,
    instruments,
    jobs::{self, JobRecord},
    rounds::{self, RoundRecord},
};

pub use form::PublishForm;

use crate::{
    Error, Result, Services, audit, from_rows, indexes, jobs::Progress, public, published_evidence,
    rounds as service_rounds, tokens,
};

/// Queues the publication of a round: score, freeze, bundle, enter the stage.
///
/// # Errors
/// [`Error::Invalid`] with the problems of the form, or the refusals of the engine, before anything
/// is queued; [`Error::NotFound`].
pub async fn publish(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    form: &PublishForm,
) -> Result<JobRecord> {
    let index = indexes::owned(services, actor, slug).await?;
    policy::can_publish(actor, index.organisation_id)?;
    let db = services.db();
    let round = rounds::find_by_period(db, index.id, period).await?.ok_or(Error::NotFound)?;
    let versions = of_period(services, index.id, period).await?;
    let correcting = indexes::in_force(&versions).is_some();
    let allowed = [Stage::Draft, Stage::Preliminary, Stage::Notice, Stage::Final];
    let choice = form.check(&index.about, &allowed, correcting);
    let (choice, release) = match (choice, form.release(&round.recipe.grades)) {
        (Ok(choice), Ok(release)) => (choice, release),
        (choice, release) => {
            return Err(Error::Invalid(
                choice.err().into_iter().flatten().chain(release.err().into_iter().flatten()).collect(),
            ));
        }
    };
    let loaded = service_rounds::load(services, &round).await?;
    service_rounds::score(&loaded.instrument.instrument, &loaded.data, &round.recipe).map_err(Error::Invalid)?;
    let work = JobWork::Publish {
        round_id: round.id,
        stage: choice.stage,
        notice: choice.notice,
        reason: choice.reason,
        release,
        salt: tokens::new_token(services),
    };
    let now = services.now();
    let tx = storage::begin(db).await?;
    let job = jobs::enqueue(&tx, actor.organisation.id, Some(index.id), actor.user_id, &work, now).await?;
    let detail = json!({ "period": period, "stage": choice.stage, "job": job.id });
    audit::append(&tx, actor, "edition.requested", slug, detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(job)
}

/// The parts of [`JobWork::Publish`].
pub(crate) struct Publication {
    pub round_id: i64,
    pub stage: Stage,
    pub notice: Option<Notice>,
    pub reason: Option<Text>,
    pub release: Release,
    pub salt: String,
}

/// The work of the job. The content is frozen at the time the job was queued, so that running it
/// again makes the same bytes and therefore nothing new.
pub(crate) async fn perform(
    services: &Services,
    actor: &Actor,
    job: &JobRecord,
    work: Publication,
    progress: &Progress<'_>,
) -> Result<JobResult> {
    let round = rounds::find_by_id(services.db(), work.round_id).await?.ok_or(Error::NotFound)?;
    let index = storage::indexes::find(services.db(), round.index_id).await?.ok_or(Error::NotFound)?;
    policy::can_publish(actor, index.organisation_id)?;
    progress.report(0, 3).await?;
    let versions = of_period(services, index.id, &round.period).await?;
    let correction = match indexes::in_force(&versions) {
        Some(before) => Some(Correction {
            version: before.version,
            sha256: before.bundle_sha256.clone(),
            reason: work.reason.clone().unwrap_or_default(),
        }),
        None => None,
    };
    let version = versions.iter().map(|e| e.version).max().unwrap_or(0) + 1;
    let full = freeze(services, actor, job, &index, &round, version, correction).await?;
    if let Some(same) = find_same(services, &versions, &full, &work.release).await? {
        return already(&index.about, &full, same, job);
    }
    progress.report(1, 3).await?;
    let (release, salt) = (work.release, work.salt);
    let written = tokio::task::spawn_blocking(move || write(full, &release, salt));
    let Written { content, public, full } = written.await.map_err(Error::internal)??;
    let full_sha256 = match full {
        Some(full) => Some(services.objects().put(Bytes::from(full.bytes)).await?),
        None => None,
    };
    let sha256 = services.objects().put(Bytes::from(public.bytes)).await?;
    progress.report(2, 3).await?;
    let now = job.created_at;
    let tx = storage::begin(services.db()).await?;
    instruments::freeze(&tx, index.id, round.instrument_version_id, now).await?;
    let new = NewEdition {
        index_id: index.id,
        round_id: round.id,
        period: &round.period,
        version,
        bundle_sha256: &sha256,
        full_sha256: full_sha256.as_deref(),
        created_by: actor.user_id,
    };
    let edition = editions::insert_next_version(&tx, new, now).await?;
    let event = StageEvent { stage: work.stage, at: now, notice: work.notice, reason: work.reason };
    enter(&tx, actor, &edition, &versions, &event).await?;
    let detail = json!({
        "period": round.period,
        "version": version,
        "stage": work.stage,
        "release": content.release,
        "sha256": sha256,
        "full": full_sha256,
    });
    audit::append(&tx, actor, "edition.published", index.about.slug.as_str(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    services.look_for_changes().await?;
    Ok(JobResult {
        problems: Vec::new(),
        location: Some(format!("/work/indexes/{}/rounds/{}", index.about.slug, round.period)),
        summary: Some(Text::new(
            format!("{} {} 第 {version} 版：{}。", content.index.name.zh, content.period, work.stage.label().zh),
            format!("{} {}, version {version}: {}.", content.index.name.en, content.period, work.stage.label().en),
        )),
    })
}

/// The bundles of an edition.
struct Written {
    /// What is published.
    content: EditionContent,
    public: Bundle,
    /// With everything, where what is published leaves something out.
    full: Option<Bundle>,
}

fn write(mut full: EditionContent, release: &Release, salt: String) -> std::result::Result<Written, PublicationError> {
    let mut content = disclose(&full, release)?;
    if content == full {
        let public = bundle::write(&content)?;
        return Ok(Written { content, public, full: None });
    }
    full.salt = Some(salt);
    let full = bundle::write(&full)?;
    content.withheld = Some(Withheld { sha256: full.sha256_of_file.clone() });
    let public = bundle::write(&content)?;
    Ok(Written { content, public, full: Some(full) })
}

/// Everything the edition says, before anything is withheld.
async fn freeze(
    services: &Services,
    actor: &Actor,
    job: &JobRecord,
    index: &IndexRecord,
    round: &RoundRecord,
    version: u32,
    corrects: Option<Correction>,
) -> Result<EditionContent> {
    let loaded = service_rounds::load(services, round).await?;
    let evidence = published_evidence::of_round(services, index, &loaded).await?;
    let (instrument, data, recipe) = (loaded.instrument.instrument, loaded.data, round.recipe.clone().settled());
    let work = move || {
        let result = service_rounds::score(&instrument, &data, &recipe)?;
        Ok((instrument, data, recipe, result))
    };
    let (instrument, data, recipe, result) =
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(Error::Invalid)?;
    let content = EditionContent {
        index: index.about.clone(),
        period: round.period.clone(),
        version,
        corrects,
        frozen_at: job.created_at,
        engine: scoring::ENGINE.to_owned(),
        assessor: actor.organisation.name.clone(),
        instrument,
        recipe,
        data,
        result,
        release: Release::Full,
        evidence,
        withheld: None,
        salt: None,
    };
    let checked = tokio::task::spawn_blocking(move || match from_rows::check(&content).first_difference {
        None => Ok(content),
        Some(difference) => Err(Error::invalid(differs(&difference.pointer))),
    });
    checked.await.map_err(Error::internal)?
}

/// The data are not what the evidence comes to: somebody filed, rated or changed data after they were
/// gathered. What is published must follow from its own evidence.
fn differs(pointer: &str) -> Problem {
    let message = Text::new(
        "数据与已确认的填报不一致，不能发布。",
        "The data are not what the confirmed filings come to, and cannot be published.",
    );
    Problem::error("edition.evidence_differs", message)
        .found(pointer)
        .remedy(Text::new("请重新汇总已确认的填报，再发布。", "Gather the confirmed filings again, then publish."))
}

/// The newest version, if it says the same already, and as much of it to the public.
async fn find_same<'a>(
    services: &Services,
    versions: &'a [EditionRecord],
    full: &EditionContent,
    release: &Release,
) -> Result<Option<&'a EditionRecord>> {
    let Some(newest) = versions.iter().max_by_key(|e| e.version) else { return Ok(None) };
    if newest.stage() == Stage::Withdrawn {
        return Ok(None);
    }
    let public = public::content(services, &newest.bundle_sha256).await?;
    let before = public::content(services, newest.whole_sha256()).await?;
    Ok((public.release == *release && indexes::same_content(&before, full)).then_some(newest))
}

fn already(index: &Index, content: &EditionContent, same: &EditionRecord, job: &JobRecord) -> Result<JobResult> {
    if job.attempts > 1 && same.created_at == job.created_at {
        // This very job made it at its first attempt and was interrupted before it could say so.
        return Ok(JobResult {
            location: Some(format!("/work/indexes/{}/rounds/{}", index.slug, content.period)),
            ..JobResult::default()
        });
    }
    Err(Error::Conflict(Text::new(
        format!("内容与第 {} 版完全相同，没有可发布的新内容。", same.version),
        format!("The content is the same as in version {}: there is nothing new to publish.", same.version),
    )))
}

/// Brings an edition to its next stage: notice, final, withdrawn.
///
/// # Errors
/// [`Error::Invalid`] if the stage may not follow, or dates or reason are missing;
/// [`Error::NotFound`].
pub async fn advance(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    version: u32,
    form: &PublishForm,
) -> Result<()> {
    let index = indexes::owned(services, actor, slug).await?;
    policy::can_publish(actor, index.organisation_id)?;
    let versions = of_period(services, index.id, period).await?;
    let edition = versions.iter().find(|e| e.version == version).ok_or(Error::NotFound)?;
    // A version becomes corrected only through the next one.
    let allowed: Vec<Stage> =
        Stage::ALL.into_iter().filter(|&next| edition.stage().may_become(next) && next != Stage::Corrected).collect();
    let replaces = indexes::in_force(&versions).is_some_and(|e| e.version != version);
    let choice = form.check(&index.about, &allowed, false).map_err(Error::Invalid)?;
    if replaces && edition.stage() == Stage::Draft && versions.iter().any(|e| e.version > version) {
        return Err(Error::Conflict(Text::new(
            "已有更新的版本，旧草稿不能再发布。",
            "There is a newer version; an older draft can no longer be published.",
        )));
    }
    let now = services.now();
    let event = StageEvent { stage: choice.stage, at: now, notice: choice.notice, reason: choice.reason };
    let tx = storage::begin(services.db()).await?;
    enter(&tx, actor, edition, &versions, &event).await?;
    let detail = json!({ "period": period, "version": version, "stage": choice.stage });
    audit::append(&tx, actor, "edition.advanced", slug, detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    services.look_for_changes().await?;
    Ok(())
}

/// Appends the event; once an edition is public, the version it replaces is marked as corrected.
async fn enter(
    tx: &Transaction,
    actor: &Actor,
    edition: &EditionRecord,
    versions: &[EditionRecord],
    event: &StageEvent,
) -> Result<()> {
    editions::append_event(tx, edition.id, event, Some(actor.user_id)).await?;
    let replaced = indexes::in_force(versions).filter(|before| before.version < edition.version);
    if let Some(before) = replaced.filter(|_| event.stage.is_public() && event.stage != Stage::Withdrawn) {
        let corrected =
            StageEvent { stage: Stage::Corrected, at: event.at, notice: None, reason: event.reason.clone() };
        editions::append_event(tx, before.id, &corrected, Some(actor.user_id)).await?;
    }
    Ok(())
}

async fn of_period(services: &Services, index_id: i64, period: &str) -> Result<Vec<EditionRecord>> {
    let all = editions::list(services.db(), index_id).await?;
    Ok(all.into_iter().filter(|e| e.period == period).collect())
}
