//! Remarks beside the text, empty lists, and work under way.

use crate::prelude::*;
use domain::{Index, Lang};

use crate::locales::common;

/// What kind of remark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Plain,
    /// Not final, or something is awaited.
    Wait,
    /// Something is wrong.
    Fault,
    /// Something is done.
    Done,
}

/// A remark. The words say what the colour says.
#[component]
pub fn Note(
    /// What kind.
    #[prop(optional)]
    tone: Tone,
    /// Paragraphs.
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "note",
        Tone::Wait => "note is-wait",
        Tone::Fault => "note is-fault",
        Tone::Done => "note is-done",
    };
    let role = (tone == Tone::Done).then_some("status");
    view! { <div class=class role=role>{children()}</div> }
}

/// What stands on every page of an index whose figures are invented, on the screen and on paper.
pub fn example_note(lang: Lang, index: &Index) -> AnyView {
    match index.notice() {
        Some(notice) => view! { <Note tone=Tone::Wait><p>{notice.get(lang).to_owned()}</p></Note> },
        None => ().into_any(),
    }
}

/// The same in a list, beside the name of the index.
pub fn example_tag(lang: Lang, index: &Index) -> AnyView {
    if index.fictional {
        view! { " " <span class="tag is-wait">{common::example(lang)}</span> }
    } else {
        ().into_any()
    }
}

/// A list with nothing in it: why, and what to do.
#[component]
pub fn Empty(
    /// 还没有指数.
    #[prop(into)]
    title: String,
    /// What to do.
    #[prop(into)]
    text: String,
    /// Links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|c| c())}
        </div>
    }
}

/// Work under way; without `of` nobody knows how long it takes.
#[component]
pub fn Progress(
    /// Id of the bar.
    #[prop(into)]
    id: String,
    /// What is being done, how far.
    #[prop(into)]
    label: String,
    /// How much is done.
    #[prop(optional)]
    done: u64,
    /// Of how much.
    #[prop(optional_no_strip)]
    of: Option<u64>,
    /// A line under it.
    #[prop(into, optional)]
    note: String,
) -> impl IntoView {
    let note = (!note.is_empty()).then(|| view! { <p class="meta">{note}</p> });
    let value = of.map(|_| done.to_string());
    let max = of.map(|of| of.max(1).to_string());
    view! {
        <div class="job" role="status">
            <label for=id.clone()>{label}</label>
            <progress id=id value=value max=max></progress>
            {note}
        </div>
    }
}
