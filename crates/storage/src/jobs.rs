//! Jobs: long work, kept in the database so that a restart loses none.
//!
//! A worker claims a job for a while and renews its lease as it goes. A job whose lease ran out (its
//! worker died) can be claimed again; the worker that lost it can no longer write to it.

use domain::job::{JobResult, JobState, JobWork};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, UpdateMany,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};
use time::{Duration, OffsetDateTime};

use crate::{
    column::{count, from_json, stamp, to_json, word},
    entity::job::{ActiveModel, Column, Entity, Model},
    error::{Result, StorageError},
};

const WORK: &str = "work of a job";
const RESULT: &str = "result of a job";
const PROGRESS: &str = "progress of a job";
const ATTEMPTS: &str = "attempts of a job";

/// A job as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct JobRecord {
    /// Key in the store.
    pub id: i64,
    /// The organisation it works for.
    pub organisation_id: i64,
    /// The index it is about.
    pub index_id: Option<i64>,
    /// The account that asked for it.
    pub created_by: i64,
    /// What it does.
    pub work: JobWork,
    /// Where it stands.
    pub state: JobState,
    /// Steps done, and how many there are; `(0, 0)` while nobody knows.
    pub progress: (u32, u32),
    /// How often a worker has begun it.
    pub attempts: u32,
    /// What came of it.
    pub result: Option<JobResult>,
    /// When it was asked for.
    pub created_at: OffsetDateTime,
    /// When it ended.
    pub finished_at: Option<OffsetDateTime>,
}

impl JobRecord {
    /// The right to work on it, for the worker that claimed it.
    pub fn lease(&self) -> Lease {
        Lease { job_id: self.id, attempt: self.attempts }
    }
}

/// The right to work on a job: it ends when another worker begins the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// The job.
    pub job_id: i64,
    /// Which attempt it is.
    pub attempt: u32,
}

/// Puts work into the queue.
///
/// # Errors
/// What the database reports.
pub async fn enqueue(
    db: &impl ConnectionTrait,
    organisation_id: i64,
    index_id: Option<i64>,
    created_by: i64,
    work: &JobWork,
    now: OffsetDateTime,
) -> Result<JobRecord> {
    let row = ActiveModel {
        organisation_id: Set(organisation_id),
        index_id: Set(index_id),
        created_by: Set(created_by),
        work: Set(to_json(work, WORK)?),
        state: Set(JobState::Queued.code().to_owned()),
        progress_done: Set(0),
        progress_total: Set(0),
        attempts: Set(0),
        created_at: Set(stamp(now)),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_with_returning(db).await?.try_into()
}

/// Claims the oldest job that waits or whose lease ran out, until `now + lease`. Of several workers
/// that ask at once, each gets another job.
///
/// # Errors
/// What the database reports.
pub async fn claim_next(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    lease: Duration,
    max_attempts: u32,
) -> Result<Option<JobRecord>> {
    let claimable = claimable(now).add(Column::Attempts.lt(count::<_, i32>(max_attempts, ATTEMPTS)?));
    let oldest = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(claimable.clone())
        .order_by_asc(Column::Id)
        .limit(1)
        // Only PostgreSQL has row locks; SQLite has one writer at a time and ignores this.
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_query();
    let claimed = Entity::update_many()
        .col_expr(Column::State, Expr::value(JobState::Running.code()))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .col_expr(Column::LeaseUntil, Expr::value(stamp(now + lease)))
        // `=`, not `IN`: PostgreSQL may run a subquery of `IN` again for every row, and lock several.
        .filter(Expr::col(Column::Id).eq(oldest))
        // Once more on the row itself: it may have changed between being found and being locked.
        .filter(claimable)
        .exec_with_returning(db)
        .await?;
    claimed.into_iter().next().map(TryInto::try_into).transpose()
}

/// Ends jobs that were begun `max_attempts` times and never finished, with a result that says so.
/// Returns how many there were.
///
/// # Errors
/// What the database reports.
pub async fn give_up(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    max_attempts: u32,
    result: &JobResult,
) -> Result<u64> {
    let ended = finished(JobState::Failed, result, now)?
        .filter(claimable(now))
        .filter(Column::Attempts.gte(count::<_, i32>(max_attempts, ATTEMPTS)?))
        .exec(db)
        .await?;
    Ok(ended.rows_affected)
}

/// Tells how far a job is, as `(done, total)`; `false` if the lease was lost.
///
/// # Errors
/// What the database reports.
pub async fn set_progress(db: &impl ConnectionTrait, lease: Lease, (done, total): (u32, u32)) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::ProgressDone, Expr::value(count::<_, i32>(done, PROGRESS)?))
        .col_expr(Column::ProgressTotal, Expr::value(count::<_, i32>(total, PROGRESS)?));
    Ok(update.filter(held(lease)?).exec(db).await?.rows_affected > 0)
}

/// Extends the lease until `until`; `false` if it was lost.
///
/// # Errors
/// What the database reports.
pub async fn renew_lease(db: &impl ConnectionTrait, lease: Lease, until: OffsetDateTime) -> Result<bool> {
    let update = Entity::update_many().col_expr(Column::LeaseUntil, Expr::value(stamp(until)));
    Ok(update.filter(held(lease)?).exec(db).await?.rows_affected > 0)
}

/// Puts a job back into the queue, for a worker that is shutting down; `false` if the lease was lost.
///
/// # Errors
/// What the database reports.
pub async fn release(db: &impl ConnectionTrait, lease: Lease) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::State, Expr::value(JobState::Queued.code()))
        .col_expr(Column::LeaseUntil, Expr::value(Option::<OffsetDateTime>::None))
        // An attempt that was not allowed to end does not count.
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1));
    Ok(update.filter(held(lease)?).exec(db).await?.rows_affected > 0)
}

/// Ends a job in a state that is over; `false` if the lease was lost and nothing was written.
///
/// # Errors
/// What the database reports.
pub async fn finish(
    db: &impl ConnectionTrait,
    lease: Lease,
    state: JobState,
    result: &JobResult,
    now: OffsetDateTime,
) -> Result<bool> {
    Ok(finished(state, result, now)?.filter(held(lease)?).exec(db).await?.rows_affected > 0)
}

/// Finds a job of an organisation.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, organisation_id: i64, id: i64) -> Result<Option<JobRecord>> {
    let row = Entity::find_by_id(id).filter(Column::OrganisationId.eq(organisation_id)).one(db).await?;
    row.map(TryInto::try_into).transpose()
}

/// The newest jobs about an index, newest first.
///
/// # Errors
/// What the database reports.
pub async fn list_of_index(db: &impl ConnectionTrait, index_id: i64, limit: u64) -> Result<Vec<JobRecord>> {
    let rows =
        Entity::find().filter(Column::IndexId.eq(index_id)).order_by_desc(Column::Id).limit(limit).all(db).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Waiting, or left behind by a worker that died.
fn claimable(now: OffsetDateTime) -> Condition {
    let left_behind = Column::State.eq(JobState::Running.code()).and(Column::LeaseUntil.lt(stamp(now)));
    Condition::all().add(Condition::any().add(Column::State.eq(JobState::Queued.code())).add(left_behind))
}

fn held(lease: Lease) -> Result<Condition> {
    Ok(Condition::all()
        .add(Column::Id.eq(lease.job_id))
        .add(Column::Attempts.eq(count::<_, i32>(lease.attempt, ATTEMPTS)?))
        .add(Column::State.eq(JobState::Running.code())))
}

fn finished(state: JobState, result: &JobResult, now: OffsetDateTime) -> Result<UpdateMany<Entity>> {
    Ok(Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::Result, Expr::value(to_json(result, RESULT)?))
        .col_expr(Column::LeaseUntil, Expr::value(Option::<OffsetDateTime>::None))
        .col_expr(Column::FinishedAt, Expr::value(stamp(now))))
}

impl TryFrom<Model> for JobRecord {
    type Error = StorageError;

    fn try_from(row: Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            organisation_id: row.organisation_id,
            index_id: row.index_id,
            created_by: row.created_by,
            work: from_json(&row.work, WORK)?,
            state: word(&row.state, JobState::parse, "state of a job")?,
            progress: (count(row.progress_done, PROGRESS)?, count(row.progress_total, PROGRESS)?),
            attempts: count(row.attempts, ATTEMPTS)?,
            result: row.result.map(|json| from_json(&json, RESULT)).transpose()?,
            created_at: row.created_at,
            finished_at: row.finished_at,
        })
    }
}

#[cfg(test)]
mod tests;
