//! Fieldwork 填报, as the assessor and the commissioner see it.

pub mod board;
pub mod form;
pub mod list;
pub mod open;
mod plan;

use crate::prelude::*;
use domain::{
    Lang, OrganisationKind,
    fieldwork::{Progress, Schedule, Standing},
    questionnaire::Filler,
};
use service::{indexes::UnderWay, respondents::RespondentRecord};
use time::Date;

use crate::{
    components::{
        badge::{Look, StateBadge},
        table::{DataTable, Head},
    },
    date,
    locales::fieldwork as words,
    routes,
};

/// How far a respondent is.
pub(super) fn progress_badge(lang: Lang, progress: Progress) -> AnyView {
    let look = match progress {
        Progress::NotStarted => Look::Draft,
        Progress::Filing => Look::Rated,
        Progress::AwaitingConfirmation => Look::Waiting,
        Progress::Confirmed => Look::Done,
        Progress::Returned => Look::Corrected,
    };
    view! { <StateBadge look=look word=progress.label().get(lang) /> }
}

/// Whether the day by which a respondent must have filed has gone by.
fn is_late(respondent: &RespondentRecord, standing: &Standing, schedule: &Schedule, today: Date) -> bool {
    let filler = match respondent.organisation.kind {
        OrganisationKind::Assessor => Filler::Assessor,
        OrganisationKind::Operator | OrganisationKind::Commissioner | OrganisationKind::Respondent => {
            Filler::Respondent
        }
    };
    standing.progress != Progress::Confirmed && standing.due(schedule, filler, today).is_none_or(|due| due < today)
}

/// `2026年3月2日 至 2026年3月20日`.
fn days(lang: Lang, from: Date, to: Date) -> String {
    words::day_to_day(lang, date::day(lang, from), date::day(lang, to))
}

/// What an assessor does next in the fieldwork under way, and where: look who has filed, then rate what they
/// filed, then gather it, then publish.
pub(super) fn next_step(lang: Lang, slug: &str, under_way: &UnderWay, today: Date) -> (String, String) {
    let (period, schedule) = (under_way.fieldwork.period.as_str(), &under_way.fieldwork.schedule);
    let files = schedule.phases().iter().any(|phase| phase.is_filing() && today <= phase.last);
    if under_way.gathered {
        (words::step_publish(lang, period), routes::round(slug, period))
    } else if files {
        (words::step_board(lang, period), routes::board(slug, period))
    } else if schedule.phases().iter().any(|phase| today <= phase.last) {
        (words::step_rate(lang, period), routes::ratings(slug, period))
    } else {
        (words::step_gather(lang, period), routes::gather(slug, period))
    }
}

/// The phases with their dates; the one in force is marked.
fn phases(lang: Lang, schedule: &Schedule, today: Date) -> AnyView {
    let rows = schedule
        .phases()
        .iter()
        .map(|phase| {
            let filing = phase.is_filing().then(|| view! { " " <span class="tag">{words::files_now(lang)}</span> });
            let now = phase.contains(today);
            let mark = now.then(|| view! { " " <span class="tag is-wait">{words::now(lang)}</span> });
            view! {
                <tr aria-current=now.then_some("step")>
                    <th scope="row">{phase.name.get(lang).to_owned()}{filing}{mark}</th>
                    <td class="figure" data-label=words::from(lang)>{date::day(lang, phase.first)}</td>
                    <td class="figure" data-label=words::to(lang)>{date::day(lang, phase.last)}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![Head::text(words::phase(lang)), Head::text(words::from(lang)), Head::text(words::to(lang))];
    view! { <DataTable caption=words::plan(lang) heads=heads>{rows}</DataTable> }
}

/// The phase in force, in words.
fn phase_now(lang: Lang, schedule: &Schedule, today: Date) -> String {
    match (schedule.on(today), schedule.phases().first()) {
        (Some(phase), _) => phase.name.get(lang).to_owned(),
        (None, Some(first)) if today < first.first => words::not_begun(lang).to_owned(),
        (None, _) => words::all_over(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Text, questionnaire::Phase};
    use service::fieldwork::FieldworkRecord;
    use time::{
        Duration,
        macros::{date, datetime},
    };

    use super::*;

    #[test]
    fn the_next_step_follows_the_fieldwork_from_filing_to_the_round() {
        let phase = |code: &str| Phase { code: code.into(), name: Text::same(code), working_days: 5 };
        let phases = ["self-report", "desk-review"].map(phase);
        let schedule = Schedule::plan(date!(2026 - 03 - 02), &phases).expect("dates");
        let [files, reviews] = schedule.phases() else { panic!("two phases") };
        let (first, last) = (files.last, reviews.last);
        let fieldwork = FieldworkRecord {
            id: 1,
            index_id: 1,
            period: "2026".into(),
            days: "2026-01-01/2026-12-31".parse().expect("a year"),
            instrument_version_id: 1,
            commissioner_id: 1,
            units: Vec::new(),
            schedule,
            created_at: datetime!(2026-03-01 0:00 UTC),
            created_by: 1,
        };
        let next = |gathered, today| {
            next_step(Lang::Zh, "cities", &UnderWay { fieldwork: fieldwork.clone(), gathered }, today).1
        };
        assert_eq!(next(false, first), routes::board("cities", "2026"));
        assert_eq!(next(false, last), routes::ratings("cities", "2026"));
        assert_eq!(next(false, last + Duration::days(1)), routes::gather("cities", "2026"));
        assert_eq!(next(true, first), routes::round("cities", "2026"));
    }
}
