//! One's own account: who one is, change the password, sign out everywhere.

use crate::prelude::*;
use domain::Actor;

use crate::{
    components::{field::TextField, stat::Facts},
    locales::account as words,
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Show() -> impl IntoView {
    gate::member(|page, actor| async move { Ok(show(&page, &actor).into_any()) })
}

fn show(page: &Page, actor: &Actor) -> impl IntoView + use<> {
    let lang = page.lang;
    let facts = vec![
        (words::name(lang).to_owned(), actor.name.clone()),
        (words::email(lang).to_owned(), actor.email.clone()),
        (words::organisation(lang).to_owned(), actor.organisation.name.get(lang).to_owned()),
        (words::role(lang).to_owned(), actor.role().label().get(lang).to_owned()),
    ];
    let body = view! {
        <section class="stack">
            {form::summary(page)}
            <h1>{words::account_title(lang)}</h1>
            <Facts items=facts />
        </section>
        <section class="stack">
            <div class="head"><h2>{words::change_title(lang)}</h2></div>
            <p>{words::change_about(lang)}</p>
            <form class="form" method="post" action=routes::ACCOUNT>
                <TextField
                    about=form::required(page, "current", words::current_password(lang))
                    kind="password"
                    autocomplete="current-password"
                />
                <TextField
                    about=form::required(page, "new", words::new_password(lang)).hint(words::new_password_hint(lang))
                    kind="password"
                    autocomplete="new-password"
                />
                <TextField
                    about=form::required(page, "new_again", words::password_again(lang))
                    kind="password"
                    autocomplete="new-password"
                />
                <div class="actions">
                    <button class="btn primary">{words::change_button(lang)}</button>
                </div>
            </form>
        </section>
        <section class="stack">
            <div class="head"><h2>{words::everywhere_title(lang)}</h2></div>
            <p>{words::everywhere_about(lang)}</p>
            <form method="post" action=routes::SIGN_OUT_EVERYWHERE>
                <button class="btn danger">{words::everywhere_button(lang)}</button>
            </form>
        </section>
    };
    frame::work(page, words::account_title(lang), body)
}
