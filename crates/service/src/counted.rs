//! Which evidence of fieldwork counts: of each respondent the revision its head answered for.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Questionnaire,
    fieldwork::{FiledRevision, Progress, Schedule, Standing, day_in_china},
    questionnaire::{Filler, Item, Region},
};
use storage::{
    ConnectionTrait,
    fieldworks::{self, FieldworkRecord},
    indexes::IndexRecord,
    respondents::{self, RespondentRecord},
    submissions::{self, SubmissionHead},
};
use time::Date;

use crate::{Error, Result, Services, filing};

/// What counts of a respondent's filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Nothing yet: it may still be filed, corrected or confirmed.
    Pending(Progress),
    /// This revision. If it was returned, no correction was confirmed in time.
    Revision(SubmissionHead),
    /// Nothing: filing is over, and no head ever confirmed anything.
    Nothing,
}

impl Counted {
    /// From the revisions of a respondent, oldest first.
    ///
    /// A correction that does not come in time takes nothing away: what the head confirmed before it was
    /// asked for still counts. What nobody confirmed never counts.
    pub fn of(revisions: &[SubmissionHead], schedule: &Schedule, filler: Filler, today: Date) -> Self {
        let filed: Vec<&FiledRevision> = revisions.iter().map(|revision| &revision.filed).collect();
        let standing = Standing::of(filed.into_iter());
        let may_still_come = || standing.due(schedule, filler, today).is_some_and(|due| today <= due);
        if standing.progress != Progress::Confirmed && may_still_come() {
            return Self::Pending(standing.progress);
        }
        let confirmed = revisions.iter().rev().find(|revision| revision.filed.confirmed_at.is_some());
        confirmed.cloned().map_or(Self::Nothing, Self::Revision)
    }
}

/// A respondent and what counts of its filing.
#[derive(Debug, Clone)]
pub(crate) struct CountedRespondent {
    pub respondent: RespondentRecord,
    pub counted: Counted,
}

/// Fieldwork with what counts of each respondent.
#[derive(Debug, Clone)]
pub(crate) struct CountedFieldwork {
    pub index: IndexRecord,
    pub fieldwork: FieldworkRecord,
    pub questionnaire: Arc<Questionnaire>,
    pub units: Vec<Region>,
    pub respondents: Vec<CountedRespondent>,
}

/// The fieldwork of a period of an index, which the caller may see.
pub(crate) async fn load(services: &Services, index: IndexRecord, period: &str) -> Result<CountedFieldwork> {
    let db = services.db();
    let fieldwork = fieldworks::find_by_period(db, index.id, period).await?.ok_or(Error::NotFound)?;
    let questionnaire = Arc::new(filing::questionnaire(services, &fieldwork).await?);
    let units = fieldwork.units.iter().filter_map(|code| questionnaire.region(code)).cloned().collect();
    let respondents = respondents::list(db, fieldwork.id).await?;
    let ids: Vec<i64> = respondents.iter().map(|respondent| respondent.id).collect();
    let mut revisions = submissions::heads(db, &ids).await?;
    let today = day_in_china(services.now());
    let counted = |respondent: RespondentRecord| {
        let revisions = revisions.remove(&respondent.id).unwrap_or_default();
        let counted = Counted::of(&revisions, &fieldwork.schedule, filing::filler(&respondent), today);
        CountedRespondent { respondent, counted }
    };
    let respondents = respondents.into_iter().map(counted).collect();
    Ok(CountedFieldwork { index, fieldwork, questionnaire, units, respondents })
}

/// What counts of one respondent now.
pub(crate) async fn of_respondent(
    db: &impl ConnectionTrait,
    fieldwork: &FieldworkRecord,
    respondent: &RespondentRecord,
    today: Date,
) -> Result<Counted> {
    let mut revisions: BTreeMap<i64, Vec<SubmissionHead>> = submissions::heads(db, &[respondent.id]).await?;
    let revisions = revisions.remove(&respondent.id).unwrap_or_default();
    Ok(Counted::of(&revisions, &fieldwork.schedule, filing::filler(respondent), today))
}

impl CountedFieldwork {
    /// Who is asked about an item of a unit.
    pub fn asked(&self, unit: &str, item: &Item) -> Option<&CountedRespondent> {
        let answers = |department: &str| match item.filler {
            Filler::Respondent => department == item.lead,
            Filler::Assessor => self.questionnaire.department(department).is_some_and(|known| known.assessor),
        };
        self.respondents.iter().find(|counted| {
            let respondent = &counted.respondent;
            respondent.region == unit && answers(&respondent.department)
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::{Text, fieldwork::Return, questionnaire::Phase};
    use time::macros::{date, datetime};

    use super::*;

    /// Filing from 2 to 6 March 2026, correction from 14 to 20.
    fn schedule() -> Schedule {
        let phase = |code: &str| Phase { code: code.into(), name: Text::same(code), working_days: 5 };
        let phases = ["self-report", "desk-review", "supplement"].map(phase);
        Schedule::plan(date!(2026 - 03 - 02), &phases).expect("dates")
    }

    fn revision(number: u32, confirmed: bool, returned: Option<Date>) -> SubmissionHead {
        SubmissionHead {
            id: i64::from(number) * 10,
            revision: number,
            file_sha256: "aa".into(),
            content_sha256: Some("bb".into()),
            filed: FiledRevision {
                accepted: true,
                confirmed_at: confirmed.then_some(datetime!(2026-03-04 02:00 UTC)),
                returned: returned.map(|due| Return { reason: "缺附件".into(), due }),
            },
        }
    }

    fn counted(revisions: &[SubmissionHead], today: Date) -> Counted {
        Counted::of(revisions, &schedule(), Filler::Respondent, today)
    }

    #[test]
    fn what_is_not_confirmed_is_waited_for_until_filing_is_over_and_then_is_nothing() {
        let (during, last, after) = (date!(2026 - 03 - 10), date!(2026 - 03 - 20), date!(2026 - 03 - 21));
        assert_eq!(counted(&[], during), Counted::Pending(Progress::NotStarted));
        assert_eq!(counted(&[], last), Counted::Pending(Progress::NotStarted));
        assert_eq!(counted(&[], after), Counted::Nothing);
        let filed = [revision(1, false, None)];
        assert_eq!(counted(&filed, last), Counted::Pending(Progress::AwaitingConfirmation));
        assert_eq!(counted(&filed, after), Counted::Nothing);
    }

    #[test]
    fn what_is_confirmed_counts_at_once() {
        let revisions = [revision(1, false, None), revision(2, true, None)];
        assert_eq!(counted(&revisions, date!(2026 - 03 - 05)), Counted::Revision(revisions[1].clone()));
    }

    #[test]
    fn a_returned_revision_counts_again_if_no_correction_comes_in_time() {
        let (due, late) = (date!(2026 - 03 - 17), date!(2026 - 03 - 18));
        let returned = revision(1, true, Some(due));
        assert_eq!(counted(std::slice::from_ref(&returned), due), Counted::Pending(Progress::Returned));
        assert_eq!(counted(std::slice::from_ref(&returned), late), Counted::Revision(returned.clone()));
        let unconfirmed = [returned.clone(), revision(2, false, None)];
        assert_eq!(counted(&unconfirmed, due), Counted::Pending(Progress::AwaitingConfirmation));
        assert_eq!(counted(&unconfirmed, late), Counted::Revision(returned));
    }
}
