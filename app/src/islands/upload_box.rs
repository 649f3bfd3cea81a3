//! A file button that is also a drop zone, and shows how far the upload is. Before its WASM is there,
//! and without script, it is a plain file input of a plain form.

use leptos::{html::Input, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DragEvent, Event, File, FormData, HtmlFormElement, HtmlInputElement, ProgressEvent, XmlHttpRequest};

use crate::number::size;

/// Its words, in the language of the page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UploadWords {
    /// 把文件拖到这里，或选择文件.
    pub label: String,
    /// 必填.
    pub mark: String,
    /// 选择文件.
    pub choose: String,
    /// Kinds of files, largest size.
    pub hint: String,
    /// 已选择.
    pub chosen: String,
    /// 正在上传.
    pub sending: String,
    /// 已上传，正在处理….
    pub sent: String,
    /// 上传中断：….
    pub failed: String,
}

/// How far the upload is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// Nothing is under way.
    Idle,
    /// This many of a hundred parts are there.
    Sending(u32),
    /// All is there; the server answers soon.
    Sent,
    /// The network broke off.
    Failed,
}

/// The box; it belongs into a multipart form.
#[island]
pub fn UploadBox(
    /// Id and name of the input.
    name: String,
    /// Endings accepted: `.xlsx,.csv`.
    accept: String,
    /// Whether several files may be chosen.
    multiple: bool,
    /// Its words.
    words: UploadWords,
    /// What is wrong with the file sent before.
    fault: Option<String>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let chosen = RwSignal::new(None::<String>);
    let over = RwSignal::new(false);
    let state = RwSignal::new(State::Idle);
    // The browser writes its file button in its own language; once we listen, ours takes its place.
    let listening = RwSignal::new(false);

    // Runs in the browser only.
    Effect::new(move |_| {
        listening.set(true);
        if let Some(input) = input.get() {
            // A browser that goes back keeps the choice.
            chosen.set(describe(&input));
            if let Some(form) = input.form() {
                listen(&form, input, state);
            }
        }
    });

    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|d| d.files()).filter(|files| files.length() > 0);
        if let (Some(input), Some(files)) = (input.get(), files) {
            input.set_files(Some(&files));
            chosen.set(describe(&input));
            state.set(State::Idle);
        }
    };
    let hover = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };

    let (hint_id, fault_id, bar_id) = (format!("{name}-hint"), format!("{name}-fault"), format!("{name}-progress"));
    let described_by = if fault.is_some() { format!("{hint_id} {fault_id}") } else { hint_id.clone() };
    let invalid = fault.as_ref().map(|_| "true");
    let fault = fault.map(|text| view! { <p class="fault" id=fault_id>{text}</p> });
    let UploadWords { label, mark, choose, hint, chosen: chosen_word, sending, sent, failed } = words;
    let mark = (!mark.is_empty()).then(|| view! { <span class="required">{mark}</span> });
    let message = move || match state.get() {
        State::Idle => chosen.get().map(|file| format!("{chosen_word} {file}")).unwrap_or_default(),
        State::Sending(percent) => format!("{sending} {percent}%"),
        State::Sent => sent.clone(),
        State::Failed => failed.clone(),
    };
    let resting = move || matches!(state.get(), State::Idle | State::Failed);
    let percent = move || match state.get() {
        State::Sending(percent) => percent.to_string(),
        State::Idle | State::Failed => "0".to_owned(),
        State::Sent => "100".to_owned(),
    };
    view! {
        <div class="drop-field stack">
            {fault}
            <label
                class="drop"
                class:over=move || over.get()
                class:listening=move || listening.get()
                for=name.clone()
                on:dragenter=hover
                on:dragover=hover
                on:dragleave=move |_| over.set(false)
                on:drop=drop
            >
                <b>{label}{mark}</b>
                <span class="btn" aria-hidden="true">{choose}</span>
                <input
                    type="file"
                    id=name.clone()
                    name=name.clone()
                    accept=accept
                    multiple=multiple
                    aria-describedby=described_by
                    aria-invalid=invalid
                    node_ref=input
                    on:change=move |_| {
                        chosen.set(input.get().and_then(|input| describe(&input)));
                        state.set(State::Idle);
                    }
                />
                <span class="hint" id=hint_id>{hint}</span>
            </label>
            <div class="job">
                <p role="status" id=bar_id.clone()>{message}</p>
                <progress max="100" value=percent aria-labelledby=bar_id hidden=resting></progress>
            </div>
        </div>
    }
}

/// Names of the chosen files, and their size.
fn describe(input: &HtmlInputElement) -> Option<String> {
    let list = input.files()?;
    let files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
    let names: Vec<String> = files.iter().map(File::name).collect();
    let bytes = files.iter().map(|file| file.size()).sum();
    (!files.is_empty()).then(|| format!("{} · {}", names.join(", "), size(bytes)))
}

/// Sends the form in the background, so that the progress can be seen. Without a file the form goes its
/// plain way, and the server says what is missing.
fn listen(form: &HtmlFormElement, input: HtmlInputElement, state: RwSignal<State>) {
    let target = form.clone();
    let submit = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let under_way = matches!(state.get_untracked(), State::Sending(_) | State::Sent);
        if describe(&input).is_none() {
            return;
        }
        if under_way || send(&target, state).is_some() {
            event.prevent_default();
        }
    });
    // If the browser will not listen, the plain form still works.
    let _ = form.add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref());
    // The listener lives as long as the page.
    submit.forget();
}

/// `None` if the browser cannot; then the plain form is sent.
fn send(form: &HtmlFormElement, state: RwSignal<State>) -> Option<()> {
    let body = FormData::new_with_form(form).ok()?;
    let request = XmlHttpRequest::new().ok()?;
    request.open("POST", &form.action()).ok()?;
    request.set_request_header("accept", "text/html").ok()?;

    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        let percent = percent(event.loaded(), event.total());
        state.set(if percent < 100 { State::Sending(percent) } else { State::Sent });
    });
    request.upload().ok()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    progress.forget();

    let (answered, plain) = (request.clone(), form.clone());
    let load = Closure::<dyn FnMut()>::new(move || {
        let accepted = answered.status().is_ok_and(|status| (200..300).contains(&status));
        let went = accepted
            && web_sys::window().is_some_and(|window| window.location().assign(&answered.response_url()).is_ok());
        if !went {
            // The server has something to say: sent as a plain form, its own page says it.
            let _ = plain.submit();
        }
    });
    request.set_onload(Some(load.as_ref().unchecked_ref()));
    load.forget();

    let broken = Closure::<dyn FnMut()>::new(move || state.set(State::Failed));
    request.set_onerror(Some(broken.as_ref().unchecked_ref()));
    broken.forget();

    request.send_with_opt_form_data(Some(&body)).ok()?;
    state.set(State::Sending(0));
    Some(())
}

/// How much of the whole is there, in percent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn percent(loaded: f64, total: f64) -> u32 {
    if total > 0.0 { (loaded / total * 100.0).clamp(0.0, 100.0) as u32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_total_is_no_progress() {
        assert_eq!(percent(10.0, 0.0), 0);
        assert_eq!(percent(1.0, 3.0), 33);
        assert_eq!(percent(7.0, 7.0), 100);
    }
}
