//! A stage with fieldwork: two cities, a small questionnaire, and people of a finance bureau.
//!
//! It opens on Monday, 23 November 2026. Filing is from 25 November to 1 December, correction from 5 to
//! 8 December.

use bytes::Bytes;
use domain::{Actor, Duty};
use service::{
    Settings,
    fieldwork::{self, FieldworkForm, FieldworkRecord},
    respondents::{self, InviteForm, RespondentRecord, SubmissionRecord},
    submit,
};
use storage::Db;
use time::Duration;

use super::{Stage, form};

pub struct Round {
    pub stage: Stage,
    pub fieldwork: FieldworkRecord,
    /// The finance bureau of Taiyuan.
    pub finance: RespondentRecord,
    pub filler: Actor,
    pub head: Actor,
    /// Head of the finance bureau of Datong.
    pub neighbour: Actor,
}

pub const SOUND: &str = "no,done\n1号,是\n2号,否\n3号,是\n4号,是\n";
pub const BROKEN: &str = "no,done\n1号,是\n2号,也许\n,是\n";

impl Round {
    /// On its first day, before filing opens.
    pub async fn new(db: Db) -> Self {
        Self::with(db, Settings::default()).await
    }

    /// The same, with other settings.
    pub async fn with(db: Db, settings: Settings) -> Self {
        let stage = Stage::with(db, settings).await;
        service::indexes::create_index(&stage.services, &stage.assessor, &form("cities")).await.expect("an index");
        import(&stage).await;
        let form = fieldwork_form(&stage, "2025");
        let fieldwork =
            fieldwork::open_fieldwork(&stage.services, &stage.assessor, "cities", &form).await.expect("open");
        let finance = respondent(&stage, "2025", "140100", "FIN").await;
        let other = respondent(&stage, "2025", "140200", "FIN").await;
        Self {
            filler: invite(&stage, &finance, Duty::Filler, "filler").await,
            head: invite(&stage, &finance, Duty::Head, "head").await,
            neighbour: invite(&stage, &other, Duty::Head, "neighbour").await,
            fieldwork,
            finance,
            stage,
        }
    }

    /// On the first day of filing.
    pub async fn filing(db: Db) -> Self {
        let round = Self::new(db).await;
        round.stage.clock.pass(Duration::days(2));
        round
    }

    pub async fn submit(&self, actor: &Actor, table: &'static str) -> service::Result<SubmissionRecord> {
        let file = Bytes::from_static(table.as_bytes());
        submit::submit(&self.stage.services, actor, self.finance.id, "财政.csv", file).await
    }
}

/// Gives the index `cities` the small questionnaire.
pub async fn import(stage: &Stage) {
    import_this(stage, QUESTIONNAIRE).await;
}

/// Gives the index `cities` a questionnaire.
pub async fn import_this(stage: &Stage, json: &str) {
    let file = Bytes::copy_from_slice(json.as_bytes());
    service::instruments::import_instrument(&stage.services, &stage.assessor, "cities", "q.json", file)
        .await
        .expect("an instrument");
}

pub fn fieldwork_form(stage: &Stage, period: &str) -> FieldworkForm {
    FieldworkForm {
        period: period.into(),
        first_day: "2025-01-01".into(),
        last_day: "2025-12-31".into(),
        commissioner: stage.commissioner.organisation.id.to_string(),
        start: "2026-11-23".into(),
        units: vec!["140200".into(), "140100".into()],
    }
}

pub async fn respondent(stage: &Stage, period: &str, region: &str, department: &str) -> RespondentRecord {
    let board = fieldwork::open_board(&stage.services, &stage.assessor, "cities", period).await.expect("the board");
    board.cell(region, department).expect("a respondent").respondent.clone()
}

pub async fn invite(stage: &Stage, respondent: &RespondentRecord, duty: Duty, name: &str) -> Actor {
    let email = format!("{name}@example.org");
    let form = InviteForm { email: email.clone(), name: name.into(), duty: duty.code().into() };
    respondents::invite(&stage.services, &stage.assessor, respondent.id, &form).await.expect("invited");
    service::console::actor(&stage.services, &email).await.expect("the person")
}

/// Has somebody who was invited choose a password, so that they can sign in.
pub async fn choose_password(stage: &Stage, respondent: &RespondentRecord, person: &Actor) {
    let (s, id) = (&stage.services, respondent.id);
    let token = respondents::renew_invitation(s, &stage.assessor, id, person.user_id).await.expect("a link");
    service::set_up::accept(s, &token, PASSWORD, PASSWORD).await.expect("a password");
}

const PASSWORD: &str = "山高水长 four rivers";

/// Three items: of finance, of justice, and of the assessor itself.
pub const QUESTIONNAIRE: &str = r#"{
  "format": "1", "id": "small", "title": {"zh": "小问卷", "en": "A small one"},
  "departments": [
    {"code": "FIN", "name": {"zh": "市财政局", "en": "Bureau of Finance"}},
    {"code": "LAW", "name": {"zh": "市司法局", "en": "Bureau of Justice"}},
    {"code": "IDLE", "name": {"zh": "市档案局", "en": "Archives"}},
    {"code": "TPA", "name": {"zh": "评估组", "en": "Assessor"}, "assessor": true}
  ],
  "regions": [
    {"code": "140000", "level": "province", "name": {"zh": "山西省", "en": "Shanxi"}},
    {"code": "140100", "parent": "140000", "level": "prefecture", "name": {"zh": "太原市", "en": "Taiyuan"}},
    {"code": "140200", "parent": "140000", "level": "prefecture", "name": {"zh": "大同市", "en": "Datong"}}
  ],
  "dimensions": [{"code": "A", "name": {"zh": "维度", "en": "Dimension"}, "weight": 100}],
  "items": [
    {"code": "A1", "parent": "A", "weight": 40, "name": {"zh": "采购合同履约", "en": "Contracts kept"},
     "lead": "FIN", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "done"},
     "unit": {"zh": "%", "en": "%"}, "may_not_apply": true,
     "columns": [
       {"key": "no", "label": {"zh": "编号", "en": "Number"}, "required": true, "unique": true,
        "sensitivity": "internal", "rule": {"type": "text"}},
       {"key": "done", "label": {"zh": "是否履约", "en": "Kept"}, "required": true, "rule": {"type": "yes-no"}}
     ]},
    {"code": "A2", "parent": "A", "weight": 30, "name": {"zh": "行政复议", "en": "Reviews"},
     "lead": "LAW", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "closed"},
     "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "closed", "label": {"zh": "是否办结", "en": "Closed"}, "required": true, "rule": {"type": "yes-no"}},
       {"key": "evidence_ref", "label": {"zh": "佐证材料", "en": "Documents"}, "rule": {"type": "documents"}}
     ]},
    {"code": "A3", "parent": "A", "weight": 30, "name": {"zh": "第三方核查", "en": "Checks"},
     "lead": "TPA", "filler": "assessor", "source": {"zh": "核查", "en": "Checks"},
     "kind": {"type": "yes-no", "column": "proven"}, "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "proven", "label": {"zh": "是否属实", "en": "True"}, "required": true, "rule": {"type": "yes-no"}}
     ]}
  ],
  "grades": [{"letter": "A", "name": {"zh": "合格", "en": "Pass"}, "at_least": 0}],
  "phases": [
    {"code": "publish-plan", "name": {"zh": "公布方案", "en": "Plan"}, "working_days": 2},
    {"code": "self-report", "name": {"zh": "自评填报", "en": "Filing"}, "working_days": 5},
    {"code": "desk-review", "name": {"zh": "初审", "en": "Review"}, "working_days": 3},
    {"code": "supplement", "name": {"zh": "补正", "en": "Correction"}, "working_days": 2}
  ]
}"#;
