//! Organisations and accounts: list, create, lock out, hand out set-up links.

use crate::prelude::*;
use domain::{Lang, Organisation, OrganisationKind, Text};
use service::accounts::{self, AccountSummary};

use crate::{
    components::{
        badge::{Look, StateBadge},
        field::{Choice, Select, TextField},
        note::{Empty, Note, Tone},
        pager::Pager,
        table::{DataTable, Head},
    },
    locales::admin as words,
    pages::{
        form, frame, gate,
        paging::{Paging, links, links_named},
        setup_link,
    },
    request::Page,
    routes,
};

/// Accounts, or organisations, on a page.
const ROWS: usize = 50;
/// The parameter that asks for a page of the organisations.
const ORGANISATIONS: &str = "organisations";

/// The page.
#[component]
pub fn Accounts() -> impl IntoView {
    gate::member(|page, actor| async move {
        let organisations = accounts::list_organisations(&page.services, &actor).await?;
        let people = accounts::list_accounts(&page.services, &actor).await?;
        Ok(show(&page, &organisations, &people, actor.user_id).into_any())
    })
}

fn show(page: &Page, organisations: &[Organisation], people: &[AccountSummary], me: i64) -> impl IntoView + use<> {
    let lang = page.lang;
    let search = page.param("q").map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
    let (of_people, of_organisations) = (people.len(), organisations.len());
    // Newest first: whoever was added just now is at the top.
    let people: Vec<&AccountSummary> = people.iter().rev().filter(|p| is_person(p, search.as_deref())).collect();
    let listed: Vec<&Organisation> =
        organisations.iter().rev().filter(|o| is_named(&o.name, search.as_deref())).collect();
    let found = search.map(|_| words::found(lang, people.len(), of_people, listed.len(), of_organisations));
    let done = done(page).map(|text| view! { <Note tone=Tone::Done><p>{text}</p></Note> });
    let body = view! {
        <section class="stack">
            {form::summary(page)}
            <h1>{words::title(lang)}</h1>
            {done}
            {setup_link::once(page)}
            {search_form(page, found)}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::accounts(lang)}</h2></div>
            {accounts_table(page, &people, me)}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::new_account(lang)}</h2></div>
            {account_form(page, organisations)}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::organisations(lang)}</h2></div>
            {organisations_table(page, &listed)}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::new_organisation(lang)}</h2></div>
            {organisation_form(page)}
        </section>
    };
    frame::work(page, words::title(lang), body)
}

fn done(page: &Page) -> Option<&'static str> {
    match page.param("done")? {
        "organisation" => Some(words::done_organisation(page.lang)),
        "disabled" => Some(words::done_disabled(page.lang)),
        "enabled" => Some(words::done_enabled(page.lang)),
        // Anything may stand in a URL.
        _ => None,
    }
}

/// Finds people and organisations; `found` says how many, where something is searched for.
fn search_form(page: &Page, found: Option<String>) -> impl IntoView + use<> {
    let lang = page.lang;
    let clear = found.is_some().then(|| view! { <a href=routes::ACCOUNTS>{words::clear(lang)}</a> });
    view! {
        <form class="filters" method="get" action=routes::ACCOUNTS>
            <div class="field">
                <label for="q">{words::search_label(lang)}</label>
                <input id="q" name="q" type="search" autocomplete="off" value=page.param("q").unwrap_or_default().to_owned() />
            </div>
            <button class="btn">{words::search(lang)}</button>
            <p class="meta">{found.unwrap_or_default()}</p>
            {clear}
        </form>
    }
}

/// Whether a name holds what is searched for, in either language; `search` is in lower case.
fn is_named(name: &Text, search: Option<&str>) -> bool {
    search.is_none_or(|text| [&name.zh, &name.en].into_iter().any(|name| name.to_lowercase().contains(text)))
}

fn is_person(person: &AccountSummary, search: Option<&str>) -> bool {
    search.is_none_or(|text| {
        [&person.name, &person.email].into_iter().any(|own| own.to_lowercase().contains(text))
            || is_named(&person.organisation.name, search)
    })
}

fn accounts_table(page: &Page, people: &[&AccountSummary], me: i64) -> AnyView {
    let lang = page.lang;
    if people.is_empty() {
        return view! { <p>{if page.param("q").is_some() { words::found_none(lang) } else { words::accounts_empty(lang) }}</p> };
    }
    let paging = Paging::of(page, people.len(), ROWS);
    let rows = people
        .iter()
        .enumerate()
        .skip(paging.skipped())
        .take(ROWS)
        .map(|(i, person)| {
            let (look, state) = state(person);
            view! {
                <tr>
                    <td class="num wide">{i + 1}</td>
                    <th scope="row">{person.name.clone()}</th>
                    <td data-label=words::email(lang)>{person.email.clone()}</td>
                    <td data-label=words::organisation(lang)>{person.organisation.name.get(lang).to_owned()}</td>
                    <td data-label=words::kind(lang)>{person.organisation.kind.label().get(lang).to_owned()}</td>
                    <td data-label=words::state(lang)><StateBadge look=look word=state(lang) /></td>
                    <td class="action-cell">{(person.id != me).then(|| actions(lang, person))}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::figure(words::number(lang)),
        Head::text(words::person(lang)),
        Head::text(words::email(lang)),
        Head::text(words::organisation(lang)),
        Head::text(words::kind(lang)),
        Head::text(words::state(lang)),
        Head::unseen(words::action(lang)),
    ];
    view! {
        <DataTable caption=words::accounts(lang) heads=heads>{rows}</DataTable>
        <Pager words=paging.words_of(lang, words::accounts(lang)) page=paging.page pages=paging.pages href=links(page) />
    }
}

fn state(person: &AccountSummary) -> (Look, fn(Lang) -> &'static str) {
    if person.disabled {
        (Look::Fault, words::disabled)
    } else if person.set_up {
        (Look::Done, words::ready)
    } else {
        (Look::Waiting, words::waiting)
    }
}

/// The buttons of a row; each says aloud whom it is about.
fn actions(lang: Lang, person: &AccountSummary) -> impl IntoView + use<> {
    let email = &person.email;
    let button = |to: String, word: &'static str, aloud: String, class: &'static str| {
        view! {
            <form method="post" action=to>
                <button class=class aria-label=aloud>{word}</button>
            </form>
        }
    };
    let turn = if person.disabled {
        button(routes::enable_account(person.id), words::enable_short(lang), words::enable(lang, email), "btn small")
    } else {
        let aloud = words::disable(lang, email);
        button(routes::disable_account(person.id), words::disable_short(lang), aloud, "btn small danger")
    };
    let renew = (!person.disabled).then(|| {
        button(routes::renew_link(person.id), words::renew_short(lang), words::renew(lang, email), "btn small")
    });
    view! { <div class="row">{renew}{turn}</div> }
}

fn account_form(page: &Page, organisations: &[Organisation]) -> AnyView {
    let lang = page.lang;
    if organisations.is_empty() {
        return view! { <p>{words::organisations_empty(lang)}</p> }.into_any();
    }
    let choices = std::iter::once(Choice::new("", words::choose(lang)))
        .chain(organisations.iter().map(|o| Choice::new(o.id.to_string(), o.name.get(lang))))
        .collect();
    view! {
        <form class="form" method="post" action=routes::ACCOUNTS>
            <Select
                about=form::required(page, "organisation_id", words::organisation(lang))
                choices=choices
                value=form::value(page, "organisation_id", "")
            />
            <TextField
                about=form::required(page, "email", words::email(lang)).hint(words::email_hint(lang))
                value=form::value(page, "email", "")
                kind="email"
                autocomplete="off"
            />
            <TextField
                about=form::required(page, "name", words::person(lang))
                value=form::value(page, "name", "")
                autocomplete="off"
            />
            <div class="actions">
                <button class="btn primary">{words::create_account(lang)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn organisations_table(page: &Page, organisations: &[&Organisation]) -> AnyView {
    let lang = page.lang;
    if organisations.is_empty() && page.param("q").is_some() {
        return view! { <p>{words::found_none(lang)}</p> };
    }
    if organisations.is_empty() {
        return view! { <Empty title=words::organisations(lang) text=words::organisations_empty(lang) /> }.into_any();
    }
    let paging = Paging::of_named(page, ORGANISATIONS, organisations.len(), ROWS);
    let rows = organisations
        .iter()
        .enumerate()
        .skip(paging.skipped())
        .take(ROWS)
        .map(|(i, o)| {
            view! {
                <tr>
                    <td class="num wide">{i + 1}</td>
                    <th scope="row">{o.name.zh.clone()}</th>
                    <td data-label=words::name_en(lang) lang="en">{o.name.en.clone()}</td>
                    <td data-label=words::kind(lang)>{o.kind.label().get(lang).to_owned()}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::figure(words::number(lang)),
        Head::text(words::name_zh(lang)),
        Head::text(words::name_en(lang)),
        Head::text(words::kind(lang)),
    ];
    view! {
        <DataTable caption=words::organisations(lang) heads=heads>{rows}</DataTable>
        <Pager
            words=paging.words_of(lang, words::organisations(lang))
            page=paging.page
            pages=paging.pages
            href=links_named(page, ORGANISATIONS)
        />
    }
}

fn organisation_form(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let choices = OrganisationKind::ALL.into_iter().map(|k| Choice::new(k.code(), k.label().get(lang))).collect();
    view! {
        <form class="form" method="post" action=routes::ORGANISATIONS>
            <Select
                about=form::required(page, "kind", words::kind(lang))
                choices=choices
                value=form::value(page, "kind", OrganisationKind::Assessor.code())
            />
            <TextField
                about=form::required(page, "name_zh", words::name_zh(lang))
                value=form::value(page, "name_zh", "")
            />
            <TextField
                about=form::optional(page, "name_en", words::name_en(lang)).hint(words::name_en_hint(lang))
                value=form::value(page, "name_en", "")
            />
            <div class="actions">
                <button class="btn primary">{words::create_organisation(lang)}</button>
            </div>
        </form>
    }
}
