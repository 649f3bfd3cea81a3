//! Keeps the preview of a form up to date while it is filled: sends the form as the preview button does, and exchanges
//! the part of the page with the id `preview`. Without script the button does it.

use std::time::Duration;

use leptos::{html::P, leptos_dom::helpers::TimeoutHandle, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DomParser, Element, Event, FormData, HtmlFormElement, SupportedType, UrlSearchParams, XmlHttpRequest};

/// How long nothing must change before the form is sent.
const CALM: Duration = Duration::from_millis(600);
/// The part that is exchanged.
const PART: &str = "preview";

/// Its words, in the language of the page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PreviewWords {
    /// 正在更新预览….
    pub busy: String,
    /// 预览已更新.
    pub done: String,
    /// 预览未能更新….
    pub failed: String,
}

/// How far the preview is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// Nothing was changed yet.
    Idle,
    /// Something changed; the answer is not there.
    Busy,
    /// What is shown is what is typed.
    Done,
    /// There was no answer.
    Failed,
}

/// A line that says how far the preview is; it belongs into the form.
#[island]
pub fn PreviewOnChange(
    /// Its words.
    words: PreviewWords,
) -> impl IntoView {
    let line = NodeRef::<P>::new();
    let state = RwSignal::new(State::Idle);
    // Runs in the browser only.
    Effect::new(move |_| {
        let form = line.get().and_then(|line| line.closest("form").ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            listen(&form, state);
        }
    });
    let PreviewWords { busy, done, failed } = words;
    let text = move || match state.get() {
        State::Idle => String::new(),
        State::Busy => busy.clone(),
        State::Done => done.clone(),
        State::Failed => failed.clone(),
    };
    view! { <p class="meta" role="status" node_ref=line>{text}</p> }
}

fn listen(form: &HtmlFormElement, state: RwSignal<State>) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let under_way = StoredValue::new_local(None::<XmlHttpRequest>);
    let target = form.clone();
    let changed = Closure::<dyn FnMut(Event)>::new(move |_| {
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        state.set(State::Busy);
        let form = target.clone();
        let send = move || {
            // What was asked before is out of date.
            under_way.with_value(|before| before.as_ref().map(XmlHttpRequest::abort));
            let request = send(&form, state);
            if request.is_none() {
                state.set(State::Failed);
            }
            under_way.set_value(request);
        };
        waiting.set_value(set_timeout_with_handle(send, CALM).ok());
    });
    // If the browser will not listen, the button still works.
    let _ = form.add_event_listener_with_callback("input", changed.as_ref().unchecked_ref());
    // The listener lives as long as the page.
    changed.forget();
}

/// `None` if the browser cannot.
fn send(form: &HtmlFormElement, state: RwSignal<State>) -> Option<XmlHttpRequest> {
    let data = FormData::new_with_form(form).ok()?;
    data.append_with_str("action", "preview").ok()?;
    // What a form holds is a list of pairs: the same as the form's plain way.
    let body = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let request = XmlHttpRequest::new().ok()?;
    // Not `form.action()`: a button of that name stands in its way.
    request.open("POST", &form.get_attribute("action")?).ok()?;
    request.set_request_header("accept", "text/html").ok()?;

    let answered = request.clone();
    let load = Closure::once_into_js(move || {
        let shown = answered.response_text().ok().flatten().and_then(|page| exchange(&page));
        state.set(if shown.is_some() { State::Done } else { State::Failed });
    });
    request.set_onload(Some(load.unchecked_ref()));
    let broken = Closure::once_into_js(move || state.set(State::Failed));
    request.set_onerror(Some(broken.unchecked_ref()));

    request.send_with_opt_url_search_params(Some(&body)).ok()?;
    Some(request)
}

/// Takes the preview from the page that answered; `None` if it has none.
fn exchange(page: &str) -> Option<()> {
    let answer = DomParser::new().ok()?.parse_from_string(page, SupportedType::TextHtml).ok()?;
    let new: Element = answer.get_element_by_id(PART)?;
    let old = web_sys::window()?.document()?.get_element_by_id(PART)?;
    old.set_inner_html(&new.inner_html());
    Some(())
}
