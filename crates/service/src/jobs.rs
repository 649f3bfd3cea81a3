//! Long work: find a job, and run what is queued.

use domain::{
    Actor, Problem, Text,
    job::{JobResult, JobState, JobWork},
    policy,
};
pub use storage::jobs::JobRecord;
use storage::{
    accounts,
    indexes::IndexRecord,
    jobs::{self, Lease},
};
use time::Duration;

use crate::{Error, Result, Services, data, publish, sign_in};

/// How long a worker may be silent before another takes its job over.
const LEASE: Duration = Duration::minutes(2);
/// How often a job is begun before it is given up.
const MAX_ATTEMPTS: u32 = 3;

/// A job of the actor's organisation.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's job too.
pub async fn find_job(services: &Services, actor: &Actor, id: i64) -> Result<JobRecord> {
    jobs::find(services.db(), actor.organisation.id, id).await?.ok_or(Error::NotFound)
}

/// A job and what it is about.
#[derive(Debug, Clone)]
pub struct JobDesk {
    /// The job.
    pub job: JobRecord,
    /// The index it is about.
    pub index: Option<IndexRecord>,
}

/// Opens a job of the actor's organisation.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's job too.
pub async fn open_job(services: &Services, actor: &Actor, id: i64) -> Result<JobDesk> {
    let job = find_job(services, actor, id).await?;
    let index = match job.index_id {
        Some(index) => storage::indexes::find(services.db(), index).await?,
        None => None,
    };
    Ok(JobDesk { job, index: index.filter(|i| policy::can_edit_index(actor, i.organisation_id).is_ok()) })
}

/// Tells how far a job is, and that its worker is alive.
pub(crate) struct Progress<'a> {
    services: &'a Services,
    lease: Lease,
}

impl Progress<'_> {
    pub(crate) async fn report(&self, done: u32, total: u32) -> Result<()> {
        let db = self.services.db();
        let alive = jobs::renew_lease(db, self.lease, self.services.now() + LEASE).await?
            && jobs::set_progress(db, self.lease, (done, total)).await?;
        if alive { Ok(()) } else { Err(lost()) }
    }
}

fn lost() -> Error {
    Error::Conflict(Text::new("另一个进程接手了这项工作。", "Another process has taken this job over."))
}

/// Runs the next job, if there is one; returns whether there was. A worker calls this in a loop.
///
/// # Errors
/// Only faults of the store: what is wrong with the work itself becomes the job's result.
pub async fn run_next(services: &Services) -> Result<bool> {
    let db = services.db();
    let now = services.now();
    let gave_up = JobResult {
        problems: vec![Problem::error(
            "job.gave_up",
            Text::new(
                "处理多次中断，已停止。请重新提交；若再次失败，请联系运营方。",
                "The work broke off several times and was given up. Submit it again; if it fails again, tell the operator.",
            ),
        )],
        ..JobResult::default()
    };
    jobs::give_up(db, now, MAX_ATTEMPTS, &gave_up).await?;
    let Some(job) = jobs::claim_next(db, now, LEASE, MAX_ATTEMPTS).await? else { return Ok(false) };
    tracing::info!(job = job.id, kind = job.work.kind(), attempt = job.attempts, "job begins");
    let outcome = perform(services, &job).await;
    let (state, result) = match outcome {
        Ok(result) => (JobState::Done, result),
        Err(Error::Invalid(problems)) => (JobState::Failed, JobResult { problems, ..JobResult::default() }),
        Err(Error::Conflict(message)) => (JobState::Failed, failure("job.conflict", message)),
        Err(Error::NotFound | Error::Gone | Error::Forbidden) => (
            JobState::Failed,
            failure(
                "job.not_allowed",
                Text::new(
                    "提交人已无权进行这项工作，或对象已不存在。",
                    "The person who submitted it may no longer do so, or its subject is gone.",
                ),
            ),
        ),
        Err(error @ (Error::Internal(_) | Error::Throttled { .. } | Error::Busy { .. })) => {
            tracing::error!(job = job.id, error = %error, "job failed");
            if job.attempts < MAX_ATTEMPTS {
                jobs::release(db, job.lease()).await?;
                return Ok(true);
            }
            (JobState::Failed, gave_up)
        }
    };
    jobs::finish(db, job.lease(), state, &result, services.now()).await?;
    tracing::info!(job = job.id, state = state.code(), "job ends");
    Ok(true)
}

fn failure(code: &str, message: Text) -> JobResult {
    JobResult { problems: vec![Problem::error(code, message)], ..JobResult::default() }
}

/// Runs all queued jobs: for the command line and for tests.
///
/// # Errors
/// As [`run_next`].
pub async fn run_all(services: &Services) -> Result<()> {
    while run_next(services).await? {}
    Ok(())
}

async fn perform(services: &Services, job: &JobRecord) -> Result<JobResult> {
    // Rights are those of the person at the time of the work, not of the request.
    let account = accounts::find(services.db(), job.created_by).await?.filter(|a| !a.disabled);
    let actor = sign_in::actor(account.ok_or(Error::Forbidden)?);
    let progress = Progress { services, lease: job.lease() };
    match job.work.clone() {
        JobWork::ImportData { index_id, file_sha256, file_name, mapping } => {
            let work = data::Import { index_id, file_sha256, file_name, mapping };
            data::perform(services, &actor, job, work, &progress).await
        }
        JobWork::Publish { round_id, stage, notice, reason, release, salt } => {
            let work = publish::Publication { round_id, stage, notice, reason, release, salt };
            publish::perform(services, &actor, job, work, &progress).await
        }
    }
}
