//! Choose a password with a one-time link.

use crate::prelude::*;
use http::StatusCode;
use leptos_axum::ResponseOptions;
use service::{Error, set_up};

use crate::{
    components::field::TextField,
    locales::account as words,
    pages::{error::guard, form, frame, gate::path_param},
    request::{Page, use_page},
    routes,
};

/// The page.
#[component]
pub fn SetUp() -> impl IntoView {
    let page = use_page();
    let token = path_param("token");
    let response = use_context::<ResponseOptions>();
    guard(async move {
        match set_up::link_holder(&page.services, &token).await {
            Ok(holder) => Ok(show(&page, &token, &holder).into_any()),
            Err(Error::NotFound) => {
                if let Some(response) = response {
                    response.set_status(StatusCode::NOT_FOUND);
                }
                Ok(dead(&page))
            }
            Err(error) => Err(error),
        }
    })
}

/// Of a link that does not work any more, or never did: whoever guesses links learns nothing from it.
fn dead(page: &Page) -> AnyView {
    let lang = page.lang;
    let body = view! {
        <div class="gate">
            <h1>{words::link_dead_title(lang)}</h1>
            <p>{words::link_dead(lang)}</p>
            <p>{words::link_dead_mend(lang)}</p>
            <p><a href=routes::SIGN_IN>{words::sign_in_title(lang)}</a></p>
        </div>
    };
    frame::public(page, words::link_dead_title(lang), body)
}

fn show(page: &Page, token: &str, holder: &set_up::SetUp) -> impl IntoView + use<> {
    let lang = page.lang;
    let whom = words::set_up_for(lang, &holder.name, &holder.email, holder.organisation.get(lang));
    let body = view! {
        <div class="gate">
            <h1>{words::set_up_title(lang)}</h1>
            {form::summary(page)}
            <p>{whom}</p>
            <form class="form" method="post" action=routes::set_up(token)>
                // Password managers keep the password under this name.
                <input type="email" hidden autocomplete="username" value=holder.email.clone() />
                <TextField
                    about=form::required(page, "password", words::new_password(lang)).hint(words::new_password_hint(lang))
                    kind="password"
                    autocomplete="new-password"
                />
                <TextField
                    about=form::required(page, "password_again", words::password_again(lang))
                    kind="password"
                    autocomplete="new-password"
                />
                <div class="actions">
                    <button class="btn primary">{words::set_up_button(lang)}</button>
                </div>
            </form>
        </div>
    };
    frame::public(page, words::set_up_title(lang), body)
}
