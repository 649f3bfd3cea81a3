//! The invented round is loaded through the services, once, and what it publishes tells cities apart.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

use std::{io, sync::Arc};

use domain::{OrganisationKind, Stage as EditionStage, Text, fieldwork::Progress};
use futures::future::BoxFuture;
use server::{
    demo::shanxi::{self, SLUG, Stage},
    system::Parts,
};
use service::{
    Clock, Services, Settings, accounts, console, fieldwork,
    parser::FileParser,
    public,
    respondents::{self, list_mine},
    submission_files::{CheckAnswer, CheckRequest, check_file},
    table_files::{ReadAnswer, ReadRequest, read_file},
};
use storage::Objects;
use time::{OffsetDateTime, macros::datetime};

const NOW: OffsetDateTime = datetime!(2026-11-24 04:00 UTC);

/// Parses in this process: what is uploaded here is our own.
struct InProcess;

impl FileParser for InProcess {
    fn read<'a>(&'a self, request: ReadRequest, file: &'a [u8]) -> BoxFuture<'a, io::Result<ReadAnswer>> {
        Box::pin(async move { Ok(read_file(&request, file)) })
    }

    fn check<'a>(
        &'a self,
        request: CheckRequest,
        questionnaire: &'a [u8],
        file: &'a [u8],
    ) -> BoxFuture<'a, io::Result<CheckAnswer>> {
        Box::pin(async move { Ok(check_file(&request, questionnaire, file)) })
    }
}

struct Still;

impl Clock for Still {
    fn now(&self) -> OffsetDateTime {
        NOW
    }
}

async fn stage<'a>(parts: &'a Parts, services: &Services) -> Stage<'a> {
    let operator = console::operator(services).await.expect("an operator");
    let person = async |kind, name| {
        let email = accounts::create_demo_account(services, &operator, kind, Text::same(name), name).await;
        console::actor(services, &email.expect("an account")).await.expect("the person")
    };
    Stage {
        parts,
        assessor: person(OrganisationKind::Assessor, "assessors").await,
        commissioner: person(OrganisationKind::Commissioner, "commissioner").await,
        operator: operator.clone(),
        cities: Some(2),
        now: NOW,
        say: |_| Ok(()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invented_round_is_filed_rated_and_published_once() {
    let parts = Parts {
        db: storage::testing::sqlite().await,
        objects: Objects::in_memory(),
        parser: Arc::new(InProcess),
        settings: Settings { demonstration: true, ..Settings::default() },
    };
    let services = parts.services(Still);
    let stage = stage(&parts, &services).await;
    shanxi::load(&stage).await.expect("loaded");

    let edition = public::find_edition(&services, SLUG, "2025", None).await.expect("an edition");
    let content = &edition.edition.content;
    assert_eq!((edition.edition.stage(), content.index.fictional), (EditionStage::Final, true));
    let scores: Vec<f64> = content.result.units.iter().filter_map(domain::UnitScore::score).collect();
    assert_eq!(scores.len(), 2, "every city has a score");
    assert!((scores[0] - scores[1]).abs() > 0.5, "{scores:?}");
    for indicator in content.instrument.indicators() {
        let points = content.result.units.iter().map(|unit| unit.nodes[indicator].score);
        let code = &content.instrument.nodes()[indicator].code;
        assert!(points.clone().any(|score| score != Some(0.0)), "{code}: {:?}", points.collect::<Vec<_>>());
    }
    for score in &scores {
        assert!((40.0..98.0).contains(score), "{scores:?}");
    }

    // Somebody is at every point of the way in the round under way.
    let board = fieldwork::open_board(&services, &stage.commissioner, SLUG, "2026").await.expect("the board");
    for progress in Progress::ALL {
        assert!(board.count(progress) > 0, "{progress:?}");
    }
    let head = console::actor(&services, "respondent@demo.example").await.expect("the visitor");
    let asked = list_mine(&services, &head).await.expect("a desk");
    let states: Vec<Progress> = asked.iter().map(|asked| asked.standing.progress).collect();
    assert_eq!(states, [Progress::Filing, Progress::Confirmed]);
    let filed =
        respondents::open_respondent(&services, &head, asked[1].respondent.id).await.expect("a filing").submissions;
    assert!(!filed[0].is_accepted() && filed[1].confirmed.is_some(), "what was wrong at first is still there");
    assert!(filed[1].file_name.starts_with("示例数据-2025-太原市财政局"), "{}", filed[1].file_name);

    // A second time adds nothing.
    let records = service::audit::list(&services, &stage.operator, None).await.expect("records");
    shanxi::load(&stage).await.expect("loaded again");
    assert_eq!(service::audit::list(&services, &stage.operator, None).await.expect("records"), records);
}
