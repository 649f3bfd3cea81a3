//! One's own account: sign in and out, passwords.

use app::request::FormState;
use axum::{extract::Path, response::Response};
use domain::{Problem, Text};
use http::header::SET_COOKIE;
use service::{Error, change_password, set_up as links, sign_in as sessions, sign_out as endings};

use crate::web::{
    cookie,
    form::Form,
    member::{Member, answer, form_page, see_other},
    visit::Visit,
};

/// Signs in and leads to where the person wanted to go.
pub(in crate::routes) async fn sign_in(visit: Visit, form: Form) -> Response {
    let services = &visit.site.services;
    let signed_in = sessions::sign_in(services, form.get("email"), form.get("password"), &visit.address).await;
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(error) => return answer(&visit, None, Err(error), form.into_values()).await,
    };
    // The session that was open in this browser, somebody else's perhaps, ends.
    if let Some(token) = visit.token()
        && let Err(error) = endings::sign_out(services, token).await
    {
        return answer(&visit, None, Err(error), Vec::new()).await;
    }
    let next = form.get("next");
    let home = app::routes::home_of(signed_in.actor.role());
    let mut response = see_other(if app::routes::is_ours(next) { next } else { home });
    if let Some(cookie) = cookie::open_session(&signed_in.token, &visit.site.config.server.public_url) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Ends this session.
pub(in crate::routes) async fn sign_out(visit: Visit) -> Response {
    if let Some(token) = visit.token()
        && let Err(error) = endings::sign_out(&visit.site.services, token).await
    {
        return answer(&visit, None, Err(error), Vec::new()).await;
    }
    signed_out(&visit, app::routes::HOME)
}

/// Ends all sessions of the person.
pub(in crate::routes) async fn sign_out_everywhere(member: Member) -> Response {
    match endings::sign_out_everywhere(member.services(), &member.actor).await {
        Ok(_) => signed_out(&member.visit, &format!("{}?done=everywhere", app::routes::SIGN_IN)),
        Err(error) => member.answer(Err(error), Vec::new()).await,
    }
}

/// Changes the password, which ends all sessions.
pub(in crate::routes) async fn change_password(member: Member, form: Form) -> Response {
    let (current, new) = (form.get("current"), form.get("new"));
    let done = if new == form.get("new_again") {
        change_password::change_password(member.services(), &member.actor, current, new).await
    } else {
        Err(Error::invalid(
            Problem::error("password.differs", Text::new("两次输入的新密码不一样。", "The two new passwords differ."))
                .at_field("new_again"),
        ))
    };
    match done {
        Ok(()) => signed_out(&member.visit, &format!("{}?done=password", app::routes::SIGN_IN)),
        Err(error) => member.answer(Err(error), form.into_values()).await,
    }
}

/// Chooses a password with a one-time link.
pub(in crate::routes) async fn set_up(visit: Visit, Path(token): Path<String>, form: Form) -> Response {
    let (password, again) = (form.get("password"), form.get("password_again"));
    let done = links::accept(&visit.site.services, &token, password, again).await;
    if matches!(done, Err(Error::NotFound)) {
        // The page itself says that the link is dead, and whom to ask.
        return form_page(&visit, None, FormState::default()).await;
    }
    let done = done.map(|()| format!("{}?done=set-up", app::routes::SIGN_IN));
    answer(&visit, None, done, Vec::new()).await
}

fn signed_out(visit: &Visit, location: &str) -> Response {
    let mut response = see_other(location);
    if let Some(cookie) = cookie::close_session(&visit.site.config.server.public_url) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
