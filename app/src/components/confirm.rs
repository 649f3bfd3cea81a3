//! Asking once before what is public or cannot be undone.

use crate::prelude::*;

/// A form that names what will happen, to whom it becomes visible, and whether it can be undone.
#[component]
pub fn Confirm(
    /// Id of its heading; unique on the page.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    title: String,
    /// 将会发生, 谁能看到, 能否撤销: term and text.
    facts: Vec<(String, String)>,
    /// Where it posts to.
    #[prop(into)]
    action: String,
    /// The word on the button: what will be done, never 确定.
    #[prop(into)]
    button: String,
    /// The word for not doing it.
    #[prop(into)]
    cancel: String,
    /// Where that leads.
    #[prop(into)]
    cancel_href: String,
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
    /// Further fields, hidden ones too.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (form, press) = if danger { ("confirm is-danger", "btn danger") } else { ("confirm", "btn primary") };
    let named_by = id.clone();
    view! {
        <form class=form method="post" action=action aria-labelledby=named_by>
            <h2 id=id>{title}</h2>
            <super::stat::Facts items=facts />
            {children.map(|c| c())}
            <div class="actions">
                <button class=press>{button}</button>
                <a href=cancel_href>{cancel}</a>
            </div>
        </form>
    }
}
