//! Filings as a table: what is asked, by when, and what to do next.

use std::collections::BTreeMap;

use crate::prelude::*;
use domain::{Actor, Duty, Lang, Text, calendar::working_days_between, fieldwork::Progress};
use service::respondents::Asked;
use time::Date;

use super::{super::fieldwork::progress_badge, subject};
use crate::{
    components::{
        note::example_tag,
        table::{DataTable, Head},
    },
    date,
    locales::filing as words,
    routes,
};

/// The table.
pub(in super::super) fn filings(
    lang: Lang,
    actor: &Actor,
    asked: &[Asked],
    names: &BTreeMap<i64, Text>,
    today: Date,
) -> AnyView {
    let rows = asked
        .iter()
        .map(|asked| {
            let (step, href) = next_step(lang, actor, asked);
            let own = &asked.respondent.organisation.name;
            let name = names.get(&asked.respondent.id).unwrap_or(own).get(lang).to_owned();
            view! {
                <tr>
                    <th scope="row">
                        <a href=routes::filing(asked.respondent.id)>{subject(lang, &asked.index.about, &asked.fieldwork)}</a>
                        {example_tag(lang, &asked.index.about)}
                    </th>
                    <td data-label=words::respondent(lang)>{name}</td>
                    <td data-label=words::state(lang)>{progress_badge(lang, asked.standing.progress)}</td>
                    <td data-label=words::due(lang)>{due(lang, asked.due, today)}</td>
                    <td data-label=words::next_step(lang)><a href=href>{step}</a></td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::text(words::what(lang)),
        Head::text(words::respondent(lang)),
        Head::text(words::state(lang)),
        Head::text(words::due(lang)),
        Head::text(words::next_step(lang)),
    ];
    view! { <DataTable caption=words::desk_title(lang) heads=heads>{rows}</DataTable> }
}

/// By when, and how many working days are left.
pub(super) fn due(lang: Lang, due: Option<Date>, today: Date) -> String {
    let Some(due) = due else { return words::due_none(lang).to_owned() };
    let day = date::day(lang, due);
    match due.cmp(&today) {
        std::cmp::Ordering::Less => words::due_past(lang, day),
        std::cmp::Ordering::Equal => words::due_today(lang, day),
        std::cmp::Ordering::Greater => words::due_in(lang, working_days_between(today, due), day),
    }
}

/// What this person can do next, and where.
fn next_step(lang: Lang, actor: &Actor, asked: &Asked) -> (&'static str, String) {
    let page = routes::filing(asked.respondent.id);
    if asked.refusal.is_some() && asked.standing.progress != Progress::Confirmed {
        return (words::step_look(lang), page);
    }
    let step = match asked.standing.progress {
        Progress::NotStarted => words::step_start(lang),
        Progress::Filing => words::step_mend(lang),
        Progress::AwaitingConfirmation if confirms(actor) => words::step_confirm(lang),
        Progress::AwaitingConfirmation => words::step_wait_head(lang),
        Progress::Confirmed => words::step_receipt(lang),
        Progress::Returned => words::step_returned(lang),
    };
    (step, page)
}

/// Whether the person answers for what their own organisation files.
fn confirms(actor: &Actor) -> bool {
    domain::policy::can_confirm_filing(actor, actor.organisation.id).is_ok() || actor.duty == Duty::Head
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn working_days_are_counted_out() {
        // 13 March 2026 is a Friday.
        let today = date!(2026 - 03 - 13);
        assert_eq!(due(Lang::Zh, Some(date!(2026 - 03 - 17)), today), "2026年3月17日截止，还剩 2 个工作日");
        assert_eq!(due(Lang::Zh, Some(today), today), "今天（2026年3月13日）截止");
        assert_eq!(due(Lang::En, Some(date!(2026 - 03 - 12)), today), "was due on 12 March 2026");
        assert_eq!(due(Lang::En, None, today), "filing is over");
    }
}
