//! Publish a round, and bring an edition from stage to stage. Content is frozen once and for all;
//! only the list of stage events grows.

use bytes::Bytes;
use domain::{
    Actor, EditionContent, Index, Problem, Stage, Text,
    edition::{Correction, Notice, Release, StageEvent},
    job::{JobResult, JobWork},
    policy,
};
use serde::Deserialize;
use serde_json::json;
use storage::{
    Transaction,
    editions::{self, EditionRecord, NewEdition},
    indexes::IndexRecord,
    instruments,
    jobs::{self, JobRecord},
    rounds::{self, RoundRecord},
};
use time::{Date, macros::format_description};

use crate::{
    Error, Result, Services, audit, indexes, jobs::Progress, public, published_evidence, rounds as service_rounds,
};

/// What a person chooses when they publish or bring an edition to its next stage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PublishForm {
    /// [`Stage::code`] of the stage to enter.
    pub stage: String,
    /// First day of the notice, `2026-11-23`.
    pub notice_starts: String,
    /// Last day of the notice.
    pub notice_ends: String,
    /// Where objections go; the contact of the index where blank.
    pub contact_zh: String,
    /// The same in English.
    pub contact_en: String,
    /// Why: required for corrections and withdrawals.
    pub reason_zh: String,
    /// The same in English.
    pub reason_en: String,
}

struct Choice {
    stage: Stage,
    notice: Option<Notice>,
    reason: Option<Text>,
}

impl PublishForm {
    fn check(
        &self,
        index: &Index,
        allowed: &[Stage],
        reason_needed: bool,
    ) -> std::result::Result<Choice, Vec<Problem>> {
        let mut problems = Vec::new();
        let stage = Stage::parse(&self.stage).filter(|s| allowed.contains(s));
        if stage.is_none() {
            problems.push(
                Problem::error("edition.stage", Text::new("请选择要进入的阶段。", "Choose the stage to enter."))
                    .at_field("stage")
                    .found(self.stage.clone()),
            );
        }
        let notice = (stage == Some(Stage::Notice)).then(|| self.notice(index, &mut problems)).flatten();
        let reason = Text::from_parts(Some(&self.reason_zh), Some(&self.reason_en));
        if reason.is_none() && (reason_needed || stage == Some(Stage::Withdrawn)) {
            problems.push(
                Problem::error(
                    "edition.reason_missing",
                    Text::new("请写明原因，公众会看到它。", "Give the reason; the public will see it."),
                )
                .at_field("reason_zh"),
            );
        }
        match stage {
            Some(stage) if problems.is_empty() => Ok(Choice { stage, notice, reason }),
            Some(_) | None => Err(problems),
        }
    }

    fn notice(&self, index: &Index, problems: &mut Vec<Problem>) -> Option<Notice> {
        let mut day = |field: &str, text: &str| {
            let parsed = Date::parse(text.trim(), format_description!("[year]-[month]-[day]")).ok();
            if parsed.is_none() {
                problems.push(
                    Problem::error("edition.date_form", Text::new("这不是日期。", "This is not a date."))
                        .at_field(field)
                        .found(text)
                        .remedy(Text::new("请写成 2026-11-23。", "Write it as 2026-11-23.")),
                );
            }
            parsed
        };
        let starts = day("notice_starts", &self.notice_starts);
        let ends = day("notice_ends", &self.notice_ends);
        let (starts, ends) = (starts?, ends?);
        if ends < starts {
            problems.push(
                Problem::error(
                    "edition.notice_order",
                    Text::new("公示的结束日期早于开始日期。", "The notice ends before it starts."),
                )
                .at_field("notice_ends")
                .found(self.notice_ends.clone()),
            );
        }
        let contact = Text::from_parts(Some(&self.contact_zh), Some(&self.contact_en));
        Some(Notice { starts, ends, contact: contact.unwrap_or_else(|| index.contact.clone()) })
    }
}

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
    let choice = form.check(&index.about, &allowed, correcting).map_err(Error::Invalid)?;
    let loaded = service_rounds::load(services, &round).await?;
    service_rounds::score(&loaded.instrument.instrument, &loaded.data, &round.recipe).map_err(Error::Invalid)?;
    let work =
        JobWork::Publish { round_id: round.id, stage: choice.stage, notice: choice.notice, reason: choice.reason };
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
    let content = freeze(services, actor, job, &index, &round, version, correction).await?;
    if let Some(same) = find_same(services, &versions, &content).await? {
        return already(&index.about, &content, same, job);
    }
    progress.report(1, 3).await?;
    let (content, bundle) = tokio::task::spawn_blocking(move || {
        let bundle = publication::bundle::write(&content)?;
        Ok::<_, publication::PublicationError>((content, bundle))
    })
    .await
    .map_err(Error::internal)??;
    let sha256 = services.objects().put(Bytes::from(bundle.bytes)).await?;
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
        created_by: actor.user_id,
    };
    let edition = editions::insert_next_version(&tx, new, now).await?;
    let event = StageEvent { stage: work.stage, at: now, notice: work.notice, reason: work.reason };
    enter(&tx, actor, &edition, &versions, &event).await?;
    let detail = json!({ "period": round.period, "version": version, "stage": work.stage, "sha256": sha256 });
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
    let evidence = published_evidence::of_round(services, index, &loaded.dataset, &loaded.data).await?;
    let asked = match &evidence {
        Some(_) => published_evidence::asked(services, index, round).await?,
        None => None,
    };
    let (instrument, mut data, mut recipe) = (loaded.instrument.instrument, loaded.data, round.recipe.clone());
    let work = move || {
        let mut result = service_rounds::score(&instrument, &data, &recipe)?;
        if let Some(questionnaire) = asked {
            published_evidence::conceal(&questionnaire, &instrument, &mut data, &mut recipe, &result);
            result = service_rounds::score(&instrument, &data, &recipe)?;
        }
        Ok((instrument, data, recipe, result))
    };
    let (instrument, data, recipe, result) =
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(Error::Invalid)?;
    Ok(EditionContent {
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
    })
}

/// The newest version, if it says the same already.
async fn find_same<'a>(
    services: &Services,
    versions: &'a [EditionRecord],
    content: &EditionContent,
) -> Result<Option<&'a EditionRecord>> {
    let Some(newest) = versions.iter().max_by_key(|e| e.version) else { return Ok(None) };
    if newest.stage() == Stage::Withdrawn {
        return Ok(None);
    }
    let before = public::content(services, &newest.bundle_sha256).await?;
    Ok(indexes::same_content(&before, content).then_some(newest))
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
