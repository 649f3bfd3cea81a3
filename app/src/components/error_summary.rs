//! What is wrong with a form, on top of it.

use crate::prelude::*;

/// A fault and the field it is about.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Id of the field; `None` for a fault of the whole form.
    pub field: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
}

/// All faults of a form, each linked to its field; nothing if there are none.
#[component]
pub fn ErrorSummary(
    /// 有 2 处需要修改.
    #[prop(into)]
    title: String,
    /// What is wrong.
    faults: Vec<Fault>,
) -> impl IntoView {
    (!faults.is_empty()).then(|| {
        let items = faults
            .into_iter()
            .map(|Fault { field, message }| match field {
                Some(field) => view! { <li><a href=format!("#{field}")>{message}</a></li> }.into_any(),
                None => view! { <li>{message}</li> }.into_any(),
            })
            .collect_view();
        view! {
            <div class="errors" role="alert" tabindex="-1" aria-labelledby="errors-title">
                <h2 id="errors-title">{title}</h2>
                <ul>{items}</ul>
            </div>
        }
    })
}
