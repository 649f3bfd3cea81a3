//! The people of a respondent: who acts for it, invitations, locking somebody out who leaves.

pub mod hand_over;
pub mod lock_out;

use crate::prelude::*;
use domain::{Actor, Duty, Lang};
use service::{
    Error,
    accounts::AccountSummary,
    respondents::{self, RespondentDesk},
};

use super::{respondent_param, subject, way};
use crate::{
    components::{
        badge::{Look, StateBadge},
        breadcrumb::Crumb,
        field::{Choice, Radios, TextField},
        note::{Note, Tone},
        table::{DataTable, Head},
    },
    locales::{admin, filing as words},
    pages::{form, frame, gate, setup_link},
    request::Page,
    routes,
};

/// The page, for whoever may invite.
#[component]
pub fn People() -> impl IntoView {
    let respondent = respondent_param();
    gate::member(|page, actor| async move {
        let desk = respondents::open_respondent(&page.services, &actor, respondent?).await?;
        if !desk.rights.invite {
            return Err(Error::Forbidden);
        }
        Ok(show(&page, &actor, &desk))
    })
}

fn show(page: &Page, actor: &Actor, desk: &RespondentDesk) -> AnyView {
    let lang = page.lang;
    let asked = &desk.asked;
    let title = words::people(lang);
    let name = asked.respondent.organisation.name.get(lang).to_owned();
    let here = vec![Crumb::here(title)];
    let body = view! {
        {way(lang, actor, &asked.index, &asked.fieldwork, &asked.respondent, here)}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{subject(lang, &asked.index.about, &asked.fieldwork)} " · " {name.clone()}</p>
            <h1>{title}</h1>
            {done(page)}
            {no_head(lang, desk)}
            {setup_link::once(page)}
            <p>{words::people_about(lang)}</p>
            {table(lang, desk, actor.user_id)}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::invite_title(lang)}</h2></div>
            {invite(page, asked.respondent.id)}
        </section>
    };
    frame::work(page, &format!("{name} · {title}"), body)
}

/// What a page about one of the people is about.
struct About<'a> {
    desk: &'a RespondentDesk,
    person: &'a AccountSummary,
    /// The filings that their duty is about.
    reach: &'a service::hand_over::Reach,
}

/// A page about one of the people, for whoever may invite: what stands under its title.
fn of_person(
    title: impl FnOnce(&Page) -> &'static str + Send + 'static,
    show: fn(&Page, &Actor, &About<'_>) -> AnyView,
) -> AnyView {
    let respondent = respondent_param();
    let account = gate::path_param("account").parse::<i64>();
    gate::member(|page, actor| async move {
        let account = account.map_err(|_| Error::NotFound)?;
        let desk = respondents::open_respondent(&page.services, &actor, respondent?).await?;
        if !desk.rights.invite {
            return Err(Error::Forbidden);
        }
        let person = desk.people.iter().find(|person| person.id == account).ok_or(Error::NotFound)?;
        let reach = service::hand_over::reach(&page.services, &actor, desk.asked.respondent.id).await?;
        let about = About { desk: &desk, person, reach: &reach };
        let (lang, title, asked) = (page.lang, title(&page), &desk.asked);
        let people = Crumb::link(words::people(lang), routes::filing_people(asked.respondent.id));
        let name = asked.respondent.organisation.name.get(lang).to_owned();
        let body = view! {
            {way(lang, &actor, &asked.index, &asked.fieldwork, &asked.respondent, vec![people, Crumb::here(title)])}
            <section class="stack">
                <p class="eyebrow">{subject(lang, &asked.index.about, &asked.fieldwork)} " · " {name.clone()}</p>
                <h1>{title}</h1>
                {show(&page, &actor, &about)}
            </section>
        };
        Ok(frame::work(&page, &format!("{name} · {title}"), body))
    })
}

/// A word to whoever can mend it, where nobody could confirm.
pub(super) fn no_head(lang: Lang, desk: &RespondentDesk) -> Option<AnyView> {
    (desk.rights.invite && desk.lacks_head()).then(|| {
        let href = routes::filing_people(desk.asked.respondent.id);
        view! {
            <Note tone=Tone::Wait>
                <p>{words::no_head(lang)} " " <a href=href>{words::no_head_mend(lang)}</a></p>
            </Note>
        }
    })
}

fn done(page: &Page) -> Option<AnyView> {
    let text = match page.param("done")? {
        "disabled" => words::done_ended(page.lang),
        "enabled" => words::done_restored(page.lang),
        "handed-over" => words::done_handed_over(page.lang),
        // Anything may stand in a URL.
        _ => return None,
    };
    Some(view! { <Note tone=Tone::Done><p>{text}</p></Note> })
}

fn table(lang: Lang, desk: &RespondentDesk, me: i64) -> AnyView {
    if desk.people.is_empty() {
        return view! { <p>{words::people_empty(lang)}</p> };
    }
    let respondent = desk.asked.respondent.id;
    let rows = desk
        .people
        .iter()
        .map(|person| {
            view! {
                <tr>
                    <th scope="row">{person.name.clone()}</th>
                    <td data-label=admin::email(lang)>{person.email.clone()}</td>
                    <td data-label=words::duty(lang)>{person.duty.label().get(lang).to_owned()}</td>
                    <td data-label=admin::state(lang)>{state(lang, person)}</td>
                    <td class="action-cell">{(person.id != me).then(|| actions(lang, respondent, person))}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::text(admin::person(lang)),
        Head::text(admin::email(lang)),
        Head::text(words::duty(lang)),
        Head::text(admin::state(lang)),
        Head::unseen(admin::action(lang)),
    ];
    view! { <DataTable caption=words::people(lang) heads=heads>{rows}</DataTable> }
}

fn state(lang: Lang, person: &AccountSummary) -> AnyView {
    let (look, word) = if person.disabled {
        (Look::Fault, admin::disabled(lang))
    } else if person.set_up {
        (Look::Done, admin::ready(lang))
    } else {
        (Look::Waiting, admin::waiting(lang))
    };
    view! { <StateBadge look=look word=word /> }
}

/// The buttons of a row; each says aloud whom it is about.
fn actions(lang: Lang, respondent: i64, person: &AccountSummary) -> AnyView {
    let email = &person.email;
    let button = |to: String, word: &'static str, aloud: String, class: &'static str| {
        view! {
            <form method="post" action=to>
                <button class=class aria-label=aloud>{word}</button>
            </form>
        }
    };
    // What is asked once more has a page of its own.
    let link = |to: String, word: &'static str, aloud: String, class: &'static str| {
        view! { <a class=class href=to aria-label=aloud>{word}</a> }
    };
    let turn = if person.disabled {
        let to = routes::restore_access(respondent, person.id);
        button(to, admin::enable_short(lang), admin::enable(lang, email), "btn small")
    } else {
        link(
            routes::end_access(respondent, person.id),
            admin::disable_short(lang),
            admin::disable(lang, email),
            "btn small danger",
        )
    };
    let head = (person.duty == Duty::Filler && !person.disabled && person.set_up).then(|| {
        let to = routes::hand_over(respondent, person.id);
        link(to, words::hand_over(lang), words::hand_over_aloud(lang, email), "btn small")
    });
    // Whoever has a password gets no second link from here.
    let renew = (!person.disabled && !person.set_up).then(|| {
        let to = routes::renew_invitation(respondent, person.id);
        button(to, admin::renew_short(lang), admin::renew(lang, email), "btn small")
    });
    view! { <div class="row">{renew}{head}{turn}</div> }
}

fn invite(page: &Page, respondent: i64) -> AnyView {
    let lang = page.lang;
    let hint = |duty: Duty| match duty {
        Duty::Filler => words::filler_hint(lang),
        Duty::Head => words::head_hint(lang),
    };
    let duties =
        Duty::ALL.into_iter().map(|duty| Choice::new(duty.code(), duty.label().get(lang)).hint(hint(duty))).collect();
    // A link that was just made answers this form: the next person starts from a blank one.
    let typed = |name: &str| match page.form.value("setup_link") {
        Some(_) => String::new(),
        None => form::value(page, name, ""),
    };
    let duty = page.form.value("duty").unwrap_or(Duty::Filler.code()).to_owned();
    view! {
        <form class="form" method="post" action=routes::filing_people(respondent)>
            <TextField
                about=form::required(page, "email", admin::email(lang)).hint(admin::email_hint(lang))
                value=typed("email")
                kind="email"
                autocomplete="off"
            />
            <TextField about=form::required(page, "name", admin::person(lang)) value=typed("name") autocomplete="off" />
            <Radios about=form::required(page, "duty", words::duty(lang)) choices=duties value=duty />
            <div class="actions">
                <button class="btn primary">{words::invite(lang)}</button>
            </div>
        </form>
    }
}
