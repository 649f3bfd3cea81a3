//! What the demonstration shows: a real index from its published table, and an invented one from its
//! questionnaire. Both are loaded through the functions that serve everybody.

pub mod hfi;
pub mod shanxi;

use std::time::Duration;

use domain::{
    Actor,
    job::JobState,
    recipe::{Robustness, WeightDraw},
};
use service::{Services, jobs};

use crate::cli::Failure;

/// How far ranks can be trusted is found by a thousand runs with weights changed by up to a quarter, and values of
/// samples drawn anew.
fn robustness() -> Robustness {
    Robustness {
        runs: 1000,
        weights: Some(WeightDraw::Uniform { share: 0.25 }),
        sampling: true,
        raters: false,
        ..Robustness::default()
    }
}

/// How often a job that another process works on is looked at.
const POLL: Duration = Duration::from_millis(200);

/// Runs the queue until the job is over, whoever works on it; returns what it says of itself.
///
/// # Errors
/// The problems of the job, or what the services say.
pub async fn finish(services: &Services, actor: &Actor, id: i64) -> Result<String, Failure> {
    loop {
        jobs::run_all(services).await?;
        let job = jobs::find_job(services, actor, id).await?;
        let result = job.result.unwrap_or_default();
        match job.state {
            JobState::Done => return Ok(result.summary.unwrap_or_default().en),
            JobState::Failed => return Err(Failure::Problems(result.problems)),
            JobState::Queued | JobState::Running => tokio::time::sleep(POLL).await,
        }
    }
}
