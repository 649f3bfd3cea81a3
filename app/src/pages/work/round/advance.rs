//! Bring an edition to its next stage, or withdraw it: one question for each thing that can be done.

use crate::prelude::*;
use domain::{Index, Lang, Stage, edition::StageEvent};
use service::{
    Error,
    indexes::EditionRecord,
    rounds::{self, RoundDesk},
};

use super::{
    super::stage_badge,
    choices, name,
    publish::{notice, reason},
    round_crumbs,
};
use crate::{
    components::{
        confirm::Confirm,
        note::{Note, Tone},
    },
    date,
    locales::{publish as words, round},
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Advance() -> impl IntoView {
    let (slug, period) = (gate::path_param("slug"), gate::path_param("period"));
    let version = gate::path_param("version").strip_prefix('v').and_then(|n| n.parse::<u32>().ok());
    gate::member(|page, actor| async move {
        let desk = rounds::open_round(&page.services, &actor, &slug, &period).await?;
        let edition = desk.editions.iter().find(|e| Some(e.version) == version).ok_or(Error::NotFound)?;
        Ok(show(&page, &desk, edition).into_any())
    })
}

fn show(page: &Page, desk: &RoundDesk, edition: &EditionRecord) -> impl IntoView + use<> {
    let lang = page.lang;
    let index = &desk.index.about;
    let period = &edition.period;
    let title = words::advance_title(lang, index.name.get(lang), period, edition.version);
    let next = choices(edition.stage());
    let questions = if next.is_empty() {
        let stage = edition.stage().label().get(lang).to_owned();
        view! {
            <p>{words::nothing_left(lang, stage)}</p>
            <p><a href=routes::round(index.slug.as_str(), period)>{words::back(lang)}</a></p>
        }
        .into_any()
    } else {
        next.into_iter().map(|stage| question(page, index, edition, stage)).collect_view().into_any()
    };
    let body = view! {
        {round_crumbs(page, index, period, Some(round::version_n(lang, edition.version)))}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{name(lang, index, period)}</p>
            <h1>{title.clone()} " " {stage_badge(lang, edition.stage())}</h1>
            {early(page, edition)}
        </section>
        <section class="stack">{questions}</section>
        {history(lang, &edition.events)}
    };
    frame::work(page, &title, body)
}

/// Ending a notice before its last day is possible, but said.
fn early(page: &Page, edition: &EditionRecord) -> Option<impl IntoView + use<>> {
    let lang = page.lang;
    let notice = edition.events.last().and_then(|e| e.notice.as_ref())?;
    let running = edition.stage() == Stage::Notice && notice.ends >= date::today(page.services.now());
    let text = words::to_final_early(lang, date::day(lang, notice.ends));
    running.then(|| view! { <Note tone=Tone::Wait><p>{text}</p></Note> })
}

/// The words of a question: title, what will happen, button.
const fn asked(lang: Lang, stage: Stage) -> (&'static str, &'static str, &'static str) {
    match stage {
        Stage::Preliminary => {
            (words::to_preliminary(lang), words::to_preliminary_what(lang), words::button_preliminary(lang))
        }
        Stage::Notice => (words::to_notice(lang), words::to_notice_what(lang), words::button_notice(lang)),
        Stage::Withdrawn => (words::to_withdrawn(lang), words::to_withdrawn_what(lang), words::button_withdraw(lang)),
        // Nobody chooses draft or corrected: `choices` leaves them out.
        Stage::Final | Stage::Draft | Stage::Corrected => {
            (words::to_final(lang), words::to_final_what(lang), words::button_final(lang))
        }
    }
}

fn question(page: &Page, index: &Index, edition: &EditionRecord, stage: Stage) -> impl IntoView + use<> {
    let lang = page.lang;
    let (slug, period) = (index.slug.as_str(), &edition.period);
    let (title, what, button) = asked(lang, stage);
    let withdrawing = stage == Stage::Withdrawn;
    let (who, undo) = if withdrawing {
        (words::to_withdrawn_who(lang), words::to_withdrawn_undo(lang))
    } else {
        (words::who_everyone(lang), words::undo_stage(lang))
    };
    let facts = [(words::what(lang), what), (words::who(lang), who), (words::undo(lang), undo)];
    let facts = facts.into_iter().map(|(term, text)| (term.to_owned(), text.to_owned())).collect();
    let dates = (stage == Stage::Notice).then(|| notice(page, &index.contact));
    let reason = withdrawing.then(|| reason(page, words::withdraw_reason(lang), words::withdraw_reason_hint(lang)));
    view! {
        <Confirm
            id=format!("to-{}", stage.code())
            title=title
            facts=facts
            action=routes::advance(slug, period, edition.version)
            button=button
            cancel=if withdrawing { words::cancel(lang) } else { words::not_now(lang) }
            cancel_href=routes::round(slug, period)
            danger=withdrawing
        >
            <input type="hidden" name="stage" value=stage.code() />
            {dates}
            {reason}
        </Confirm>
    }
}

fn history(lang: Lang, events: &[StageEvent]) -> impl IntoView + use<> {
    let items = events
        .iter()
        .map(|event| {
            let reason = event.reason.as_ref().map(|r| view! { <p>{r.get(lang).to_owned()}</p> });
            view! {
                <li>
                    {date::moment(lang, event.at)} " " {stage_badge(lang, event.stage)}
                    {reason}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <div class="head"><h2>{words::history(lang)}</h2></div>
            <ul class="plain">{items}</ul>
        </section>
    }
}
