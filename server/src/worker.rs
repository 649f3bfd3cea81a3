//! The worker: runs queued jobs, one after the other, and notices what other processes publish, until
//! it is told to stop.

use std::time::Duration;

use service::{Services, jobs};
use tokio::sync::watch;

/// How often the queue is looked at while it is empty.
const POLL: Duration = Duration::from_millis(500);
/// How long to leave a failing database alone.
const PAUSE: Duration = Duration::from_secs(5);

/// Works until `stop` turns true; a job that has begun is finished first. A job cut off by the end of
/// the process is taken up again by the next one.
pub async fn work(services: Services, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = services.look_for_changes().await {
            tracing::warn!(%error, "what other processes published cannot be seen");
        }
        let pause = match jobs::run_next(&services).await {
            Ok(true) => {
                metrics::counter!("chengping_jobs_total").increment(1);
                continue;
            }
            Ok(false) => POLL,
            Err(error) => {
                metrics::counter!("chengping_job_faults_total").increment(1);
                tracing::error!(%error, "the worker cannot reach its jobs");
                PAUSE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }
}
