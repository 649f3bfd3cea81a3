//! Sign in; in demonstration mode, also by role.

use crate::prelude::*;
use domain::{Lang, Role};
use service::accounts::{self, DemoAccount};

use crate::{
    components::{
        field::TextField,
        note::{Note, Tone},
    },
    locales::{account as words, common},
    pages::{error::guard, form, frame},
    request::{Page, use_page},
    routes,
};

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let page = use_page();
    guard(async move {
        let demonstration = accounts::demonstration_accounts(&page.services).await?;
        Ok(show(&page, &demonstration).into_any())
    })
}

fn show(page: &Page, demonstration: &[DemoAccount]) -> impl IntoView + use<> {
    let lang = page.lang;
    let next = page.form.value("next").or_else(|| page.param("next")).filter(|n| routes::is_ours(n)).map(str::to_owned);
    let hidden = next.clone().map(|next| view! { <input type="hidden" name="next" value=next /> });
    let done = done(page).map(|text| view! { <Note tone=Tone::Done><p>{text}</p></Note> });
    let demonstration = (!demonstration.is_empty()).then(|| accounts_by_role(lang, demonstration, next.as_deref()));
    let body = view! {
        <div class="gate">
            <h1>{words::sign_in_title(lang)}</h1>
            {done}
            {form::summary(page)}
            <form class="form" method="post" action=routes::SIGN_IN>
                {hidden}
                <TextField
                    about=form::required(page, "email", words::email(lang))
                    value=form::value(page, "email", "")
                    kind="email"
                    autocomplete="username"
                />
                <TextField
                    about=form::required(page, "password", words::password(lang))
                    kind="password"
                    autocomplete="current-password"
                />
                <div class="actions">
                    <button class="btn primary">{common::sign_in(lang)}</button>
                </div>
            </form>
            <p class="meta">{words::sign_in_about(lang)}</p>
            {demonstration}
        </div>
    };
    frame::public(page, words::sign_in_title(lang), body)
}

/// A form for each account, so that one press signs in, without script.
fn accounts_by_role(lang: Lang, accounts: &[DemoAccount], next: Option<&str>) -> impl IntoView + use<> {
    let rows = accounts
        .iter()
        .map(|account| {
            let role = account.organisation.kind;
            let next = next.map_or_else(|| routes::home_of(role).to_owned(), str::to_owned);
            // Two people of a respondent differ in what they do there.
            let role = match role {
                Role::Respondent => words::with_duty(lang, role.label().get(lang), account.duty.label().get(lang)),
                Role::Operator | Role::Assessor | Role::Commissioner => role.label().get(lang).to_owned(),
            };
            view! {
                <tr>
                    <th scope="row">{role.clone()}</th>
                    <td data-label=words::organisation(lang)>{account.organisation.name.get(lang).to_owned()}</td>
                    <td class="action-cell">
                        <form method="post" action=routes::SIGN_IN>
                            <input type="hidden" name="email" value=account.email.clone() />
                            <input type="hidden" name="password" value=account.password />
                            <input type="hidden" name="next" value=next />
                            <button class="btn small">{words::sign_in_as(lang, role)}</button>
                        </form>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>{words::demonstration_title(lang)}</h2>
            <p class="meta">{words::demonstration_about(lang)}</p>
            <table class="data cards">
                <caption class="sr">{words::demonstration_title(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::role(lang)}</th>
                        <th scope="col">{words::organisation(lang)}</th>
                        <th scope="col"><span class="sr">{words::action(lang)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn done(page: &Page) -> Option<&'static str> {
    match page.param("done")? {
        "password" => Some(words::password_changed(page.lang)),
        "set-up" => Some(words::password_chosen(page.lang)),
        "everywhere" => Some(words::signed_out_everywhere(page.lang)),
        // Anything may stand in a URL.
        _ => None,
    }
}
