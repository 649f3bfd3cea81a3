//! Publish a round: says what will happen, to whom it becomes visible and whether it can be undone,
//! and asks once.

use crate::prelude::*;
use domain::{Lang, Stage, Text};
use service::rounds::RoundDesk;

use super::{changes, in_force, name, next_version, of_round, release, result::by_name, round_crumbs};
use crate::{
    components::{
        confirm::Confirm,
        field::{Choice, Radios, TextArea, TextField},
        note::{Note, Tone},
    },
    date,
    locales::publish as words,
    pages::{form, frame, problems},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Publish() -> impl IntoView {
    of_round(show)
}

fn show(page: &Page, desk: &RoundDesk) -> AnyView {
    let lang = page.lang;
    let index = &desk.index.about;
    let period = &desk.round.period;
    let title = words::title(lang, index.name.get(lang), period);
    let before = in_force(&desk.editions).map(|e| e.version);
    let differences = before.zip(desk.diff.as_ref()).map(|(before, diff)| changes::section(lang, desk, diff, before));
    let body = match &desk.preview {
        Ok(_) => ask(page, desk).into_any(),
        Err(reasons) => view! {
            <Note tone=Tone::Fault>
                <p><b>{words::cannot(lang)}</b></p>
                <p>{words::cannot_about(lang)}</p>
            </Note>
            {problems::list(lang, &by_name(desk, reasons))}
            <p><a href=routes::round(index.slug.as_str(), period)>{words::back(lang)}</a></p>
        }
        .into_any(),
    };
    let body = view! {
        {round_crumbs(page, index, period, Some(title.clone()))}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{name(lang, index, period)}</p>
            <h1>{title.clone()}</h1>
            {to_look_at(lang, desk)}
        </section>
        {differences}
        <section class="stack">{body}</section>
    };
    frame::work(page, &title, body)
}

/// What deserves a look before others look at it.
fn to_look_at(lang: Lang, desk: &RoundDesk) -> Option<impl IntoView + use<>> {
    let found = desk.warnings.len();
    (found > 0).then(|| {
        view! {
            <details class="more">
                <summary>{words::warnings_first(lang, found)}</summary>
                {problems::of_file(lang, &desk.warnings, &desk.dataset.file_name)}
            </details>
        }
    })
}

fn ask(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let index = &desk.index.about;
    let (slug, period) = (index.slug.as_str(), &desk.round.period);
    let version = next_version(&desk.editions);
    let before = in_force(&desk.editions);
    let units = desk.data.units.len();
    let units = if desk.round.recipe.grades.is_empty() {
        words::what_publish(lang, units)
    } else {
        words::what_freeze(lang, units)
    };
    let what = match before {
        Some(before) => {
            let correct = words::what_correct(lang, before.version);
            match lang {
                Lang::Zh => units + &correct,
                Lang::En => format!("{units} {correct}"),
            }
        }
        None => units,
    };
    let never = words::undo_never(lang);
    let undo = match release::before(desk).filter(|(_, release)| !release.is_full()) {
        None => never.to_owned(),
        Some((before, release)) => {
            let wider = words::undo_release(lang, before, release.label().get(lang));
            match lang {
                Lang::Zh => format!("{never}{wider}"),
                Lang::En => format!("{never} {wider}"),
            }
        }
    };
    let facts = vec![
        (words::what(lang).to_owned(), what),
        (words::who(lang).to_owned(), words::who_publish(lang).to_owned()),
        (words::undo(lang).to_owned(), undo),
        (words::address(lang).to_owned(), routes::edition(slug, period, version)),
    ];
    // The first version starts where its author says; a correction where the corrected version stands.
    let usual = before.map_or("", |e| e.stage().code());
    let choice = |stage: Stage, hint: &'static str| Choice::new(stage.code(), stage.label().get(lang)).hint(hint);
    let choices = vec![
        choice(Stage::Preliminary, words::preliminary_hint(lang)),
        choice(Stage::Notice, words::notice_hint(lang)),
        choice(Stage::Final, words::final_hint(lang)),
        choice(Stage::Draft, words::draft_hint(lang)),
    ];
    let stages = view! {
        <Radios
            about=form::required(page, "stage", words::stage(lang))
            choices=choices
            value=form::value(page, "stage", usual)
        />
    };
    let release = release::choice(page, desk);
    let notice = notice(page, &index.contact);
    let reason = before.map(|_| reason(page, words::reason(lang), words::reason_hint(lang)));
    view! {
        <Confirm
            id="ask"
            title=words::question(lang, index.name.get(lang), period, version)
            facts=facts
            action=routes::publish(slug, period)
            button=words::button(lang, version)
            cancel=words::not_now(lang)
            cancel_href=routes::round(slug, period)
        >
            {release}
            {stages}
            {notice}
            {reason}
        </Confirm>
    }
}

/// First and last day of a public notice, and where objections go.
pub(super) fn notice(page: &Page, contact: &Text) -> impl IntoView + use<> {
    let lang = page.lang;
    let today = date::iso(date::today(page.services.now()));
    let label = words::contact(lang);
    view! {
        <fieldset>
            <legend>{words::notice(lang)}</legend>
            <p class="hint">{words::notice_about(lang)}</p>
            <TextField
                about=form::about(page, "notice_starts", words::starts(lang))
                value=form::value(page, "notice_starts", &today)
                kind="date"
                class="middle"
            />
            <TextField
                about=form::about(page, "notice_ends", words::ends(lang)).hint(words::ends_hint(lang))
                value=form::value(page, "notice_ends", "")
                kind="date"
                class="middle"
            />
            <TextField
                about=form::optional(page, "contact_zh", label).hint(words::contact_hint(lang))
                value=form::value(page, "contact_zh", &contact.zh)
            />
            <TextField
                about=form::optional(page, "contact_en", words::in_english(lang, label))
                value=form::value(page, "contact_en", &contact.en)
            />
        </fieldset>
    }
}

/// Why, in both languages.
pub(super) fn reason(page: &Page, label: &'static str, hint: &'static str) -> impl IntoView + use<> {
    let lang = page.lang;
    view! {
        <TextArea
            about=form::required(page, "reason_zh", label).hint(hint)
            value=form::value(page, "reason_zh", "")
        />
        <TextArea
            about=form::optional(page, "reason_en", words::in_english(lang, label))
            value=form::value(page, "reason_en", "")
        />
    }
}
