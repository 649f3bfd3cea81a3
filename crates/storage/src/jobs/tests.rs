//! What holds for jobs, on both databases.

use domain::{Stage, Text, edition::Release, job::ColumnMapping};
use migrations::{Migrator, MigratorTrait};

use super::*;
use crate::{
    Db,
    testing::{self, NOW},
};

const LEASE: Duration = Duration::minutes(1);

crate::on_both_databases!(
    jobs_are_claimed_oldest_first_and_once,
    workers_that_ask_at_once_get_different_jobs,
    a_job_left_behind_is_claimed_again,
    a_worker_that_lost_its_lease_writes_nothing,
    a_job_is_given_up_after_its_attempts,
    a_released_job_waits_again,
    a_job_of_another_organisation_is_absent,
    an_index_lists_its_own_jobs,
    jobs_from_before_say_their_index_in_their_work
);

fn work(index_id: i64) -> JobWork {
    JobWork::ImportData {
        index_id,
        file_sha256: "00".into(),
        file_name: "数据.xlsx".into(),
        mapping: ColumnMapping::default(),
    }
}

async fn queue(db: &Db, jobs: i64) -> Vec<JobRecord> {
    let account = testing::account(db).await;
    let mut queued = Vec::new();
    for i in 0..jobs {
        queued.push(enqueue(db, account.organisation.id, None, account.id, &work(i), NOW).await.expect("queued"));
    }
    queued
}

async fn claim(db: &Db, now: OffsetDateTime) -> Option<JobRecord> {
    claim_next(db, now, LEASE, 3).await.expect("an answer")
}

async fn jobs_are_claimed_oldest_first_and_once(db: Db) {
    let queued = queue(&db, 2).await;
    let first = claim(&db, NOW).await.expect("a job");
    assert_eq!((first.id, first.state, first.attempts), (queued[0].id, JobState::Running, 1));
    assert_eq!(first.work, work(0));
    assert_eq!(claim(&db, NOW).await.map(|job| job.id), Some(queued[1].id));
    assert_eq!(claim(&db, NOW).await, None);
    assert!(set_progress(&db, first.lease(), (3, 9)).await.expect("set"));
    let result = JobResult { summary: Some(Text::new("完成", "Done")), ..JobResult::default() };
    assert!(finish(&db, first.lease(), JobState::Done, &result, NOW + LEASE).await.expect("ended"));
    let done = find(&db, first.organisation_id, first.id).await.expect("an answer").expect("a job");
    assert_eq!((done.state, done.progress, done.result), (JobState::Done, (3, 9), Some(result)));
    assert_eq!(done.finished_at, Some(NOW + LEASE));
    assert_eq!(claim(&db, NOW + LEASE).await, None, "the other lease lasts to its last second");
}

async fn workers_that_ask_at_once_get_different_jobs(db: Db) {
    let mut expected: Vec<i64> = queue(&db, 6).await.iter().map(|job| job.id).collect();
    let workers: Vec<_> = (0..8)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut claimed = Vec::new();
                while let Some(job) = claim(&db, NOW).await {
                    claimed.push(job.id);
                }
                claimed
            })
        })
        .collect();
    let mut claimed = Vec::new();
    for worker in workers {
        claimed.extend(worker.await.expect("no panic"));
    }
    claimed.sort_unstable();
    expected.sort_unstable();
    assert_eq!(claimed, expected);
}

#[tokio::test]
async fn workers_that_ask_at_once_get_different_jobs_from_a_file_too() {
    let folder = tempfile::tempdir().expect("a folder");
    workers_that_ask_at_once_get_different_jobs(testing::sqlite_file(&folder.path().join("a.db")).await).await;
}

async fn a_job_left_behind_is_claimed_again(db: Db) {
    queue(&db, 1).await;
    let first = claim(&db, NOW).await.expect("a job");
    assert!(renew_lease(&db, first.lease(), NOW + LEASE * 2).await.expect("renewed"));
    assert_eq!(claim(&db, NOW + LEASE + Duration::SECOND).await, None, "its lease was renewed");
    let second = claim(&db, NOW + LEASE * 2 + Duration::SECOND).await.expect("the same job");
    assert_eq!((second.id, second.attempts), (first.id, 2));
}

async fn a_worker_that_lost_its_lease_writes_nothing(db: Db) {
    queue(&db, 1).await;
    let lost = claim(&db, NOW).await.expect("a job").lease();
    let second = claim(&db, NOW + LEASE * 2).await.expect("the same job");
    let result = JobResult::default();
    assert!(!set_progress(&db, lost, (1, 1)).await.expect("an answer"));
    assert!(!renew_lease(&db, lost, NOW + LEASE * 9).await.expect("an answer"));
    assert!(!release(&db, lost).await.expect("an answer"));
    assert!(!finish(&db, lost, JobState::Failed, &result, NOW).await.expect("an answer"));
    assert!(finish(&db, second.lease(), JobState::Done, &result, NOW).await.expect("ended"));
    assert!(!finish(&db, second.lease(), JobState::Failed, &result, NOW).await.expect("an answer"), "over is over");
}

async fn a_job_is_given_up_after_its_attempts(db: Db) {
    queue(&db, 1).await;
    let mut now = NOW;
    for _ in 0..3 {
        assert!(claim(&db, now).await.is_some());
        now += LEASE * 2;
    }
    assert_eq!(claim(&db, now).await, None);
    let result = JobResult { summary: Some(Text::new("放弃", "Given up")), ..JobResult::default() };
    assert_eq!(give_up(&db, now, 3, &result).await.expect("an answer"), 1);
    assert_eq!(give_up(&db, now, 3, &result).await.expect("an answer"), 0);
}

async fn a_released_job_waits_again(db: Db) {
    queue(&db, 1).await;
    let first = claim(&db, NOW).await.expect("a job");
    assert!(release(&db, first.lease()).await.expect("released"));
    assert_eq!(claim(&db, NOW).await.map(|job| (job.id, job.attempts)), Some((first.id, 1)));
}

async fn a_job_of_another_organisation_is_absent(db: Db) {
    let queued = queue(&db, 3).await;
    let own = queued[0].organisation_id;
    assert_eq!(find(&db, own + 1, queued[0].id).await.expect("an answer"), None);
}

async fn an_index_lists_its_own_jobs(db: Db) {
    let account = testing::account(&db).await;
    let (index, other) = (testing::index(&db, "freedom").await.id, testing::index(&db, "another").await.id);
    let mut own = Vec::new();
    for about in [index, other, index, index] {
        let job = enqueue(&db, account.organisation.id, Some(about), account.id, &work(about), NOW).await;
        own.extend(job.ok().filter(|job| job.index_id == Some(index)));
    }
    let recent = list_of_index(&db, index, 2).await.expect("a list");
    assert_eq!(recent, [own[2].clone(), own[1].clone()]);
}

async fn jobs_from_before_say_their_index_in_their_work(db: Db) {
    const ADDED_BY: &str = "m20261123_000015_add_job_index_id";
    let account = testing::account(&db).await;
    let round = testing::round(&db, "2016").await;
    let publish = JobWork::Publish {
        round_id: round.id,
        stage: Stage::Final,
        notice: None,
        reason: None,
        release: Release::Grades,
        salt: "5a".into(),
    };
    for work in [work(round.index_id), publish, work(404)] {
        enqueue(&db, account.organisation.id, None, account.id, &work, NOW).await.expect("queued");
    }
    let since = Migrator::migrations().iter().rev().position(|m| m.name() == ADDED_BY).expect("the migration");
    Migrator::down(&db, u32::try_from(since + 1).ok()).await.expect("as it was before");
    migrations::migrate(&db).await.expect("migrated");
    let kinds: Vec<_> =
        list_of_index(&db, round.index_id, 9).await.expect("a list").iter().map(|job| job.work.kind()).collect();
    assert_eq!(kinds, ["publish", "import-data"]);
}
