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
use service::respondents::RespondentRecord;
use time::Date;

use crate::{
    components::{
        badge::{Look, StateBadge},
        table::{DataTable, Head},
    },
    date,
    locales::fieldwork as words,
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
