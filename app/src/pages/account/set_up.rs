//! Choose a password with a one-time link.

use crate::prelude::*;
use service::set_up;

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
    guard(async move {
        let holder = set_up::link_holder(&page.services, &token).await?;
        Ok(show(&page, &token, &holder).into_any())
    })
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
