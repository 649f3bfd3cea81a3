//! Fields of a form: label above, hint under it, the fault beside, the control last.

use crate::prelude::*;

/// What every field has besides its control.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Id of the control, and its name in the form.
    pub name: String,
    /// The label.
    pub label: String,
    /// 必填 or 选填; empty shows nothing.
    pub mark: String,
    /// A line of help; empty shows nothing.
    pub hint: String,
    /// What is wrong with what was typed.
    pub fault: Option<String>,
}

impl About {
    /// A field with a name and a label.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// Says whether it must be filled: 必填.
    #[must_use]
    pub fn mark(mut self, mark: impl Into<String>) -> Self {
        self.mark = mark.into();
        self
    }

    /// Adds help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds what is wrong.
    #[must_use]
    pub fn fault(mut self, fault: Option<String>) -> Self {
        self.fault = fault;
        self
    }

    fn hint_id(&self) -> String {
        format!("{}-hint", self.name)
    }

    fn fault_id(&self) -> String {
        format!("{}-fault", self.name)
    }

    /// `aria-describedby` of the control.
    pub fn described_by(&self) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| self.hint_id());
        let fault = self.fault.as_ref().map(|_| self.fault_id());
        match (hint, fault) {
            (Some(hint), Some(fault)) => Some(format!("{hint} {fault}")),
            (hint, fault) => hint.or(fault),
        }
    }

    /// `aria-invalid` of the control.
    pub fn invalid(&self) -> Option<&'static str> {
        self.fault.as_ref().map(|_| "true")
    }

    const fn class(&self) -> &'static str {
        if self.fault.is_some() { "field has-fault" } else { "field" }
    }

    fn marked(&self) -> Option<impl IntoView + use<>> {
        (!self.mark.is_empty()).then(|| view! { <span class="required">{self.mark.clone()}</span> })
    }

    fn notes(&self) -> impl IntoView + use<> {
        let hint = (!self.hint.is_empty()).then(|| view! { <p class="hint" id=self.hint_id()>{self.hint.clone()}</p> });
        let fault = self.fault.clone().map(|f| view! { <p class="fault" id=self.fault_id()>{f}</p> });
        view! {
            {hint}
            {fault}
        }
    }
}

/// A choice of a select or of radio buttons.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub text: String,
    /// A line of help (radio buttons only).
    pub hint: String,
}

impl Choice {
    /// A choice without help.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), hint: String::new() }
    }

    /// Adds help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// Any control with its label; the control takes its `id`, `aria-describedby` and `aria-invalid` from [`About`].
#[component]
pub fn Field(
    /// Name, label, hint, fault.
    about: About,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=about.class()>
            <label for=about.name.clone()>{about.label.clone()}{about.marked()}</label>
            {about.notes()}
            {children()}
        </div>
    }
}

/// A line of text, a password, a number …
#[component]
pub fn TextField(
    /// Name, label, hint, fault.
    about: About,
    /// What was typed.
    #[prop(into, optional)]
    value: String,
    /// `text`, `email`, `password`, `search`, `number`, `date`.
    #[prop(into, default = "text".into())]
    kind: String,
    /// `autocomplete`, where the browser can help.
    #[prop(into, optional)]
    autocomplete: Option<String>,
    /// Keyboard: `numeric`, `decimal`.
    #[prop(into, optional)]
    inputmode: Option<String>,
    /// Width: `short`, `middle`, and `figure-in` for figures.
    #[prop(into, optional)]
    class: Option<String>,
) -> impl IntoView {
    let described_by = about.described_by();
    let invalid = about.invalid();
    let name = about.name.clone();
    view! {
        <Field about=about>
            <input
                id=name.clone()
                name=name
                type=kind
                value=value
                class=class
                autocomplete=autocomplete
                inputmode=inputmode
                aria-describedby=described_by
                aria-invalid=invalid
            />
        </Field>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Name, label, hint, fault.
    about: About,
    /// What was typed.
    #[prop(into, optional)]
    value: String,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let described_by = about.described_by();
    let invalid = about.invalid();
    let name = about.name.clone();
    let typed = inside_textarea(&value);
    view! {
        <Field about=about>
            <textarea id=name.clone() name=name rows=rows aria-describedby=described_by aria-invalid=invalid>
                {typed}
            </textarea>
        </Field>
    }
}

/// One of a list that opens.
#[component]
pub fn Select(
    /// Name, label, hint, fault.
    about: About,
    /// What can be chosen.
    choices: Vec<Choice>,
    /// What is chosen.
    #[prop(into, optional)]
    value: String,
    /// Width: `middle`.
    #[prop(into, optional)]
    class: Option<String>,
) -> impl IntoView {
    let described_by = about.described_by();
    let invalid = about.invalid();
    let name = about.name.clone();
    let options = choices
        .into_iter()
        .map(|c| {
            let selected = c.value == value;
            view! { <option value=c.value selected=selected>{c.text}</option> }
        })
        .collect_view();
    view! {
        <Field about=about>
            <select id=name.clone() name=name class=class aria-describedby=described_by aria-invalid=invalid>
                {options}
            </select>
        </Field>
    }
}

/// One of a few, all visible. The first button has the id that the error summary links to.
#[component]
pub fn Radios(
    /// Name, label (as legend), hint, fault.
    about: About,
    /// What can be chosen.
    choices: Vec<Choice>,
    /// What is chosen.
    #[prop(into, optional)]
    value: String,
) -> impl IntoView {
    let name = about.name.clone();
    let buttons = choices
        .into_iter()
        .enumerate()
        .map(|(i, c)| {
            let id = if i == 0 { name.clone() } else { format!("{name}-{i}") };
            let hint_id = format!("{name}-{i}-hint");
            let checked = c.value == value;
            let described_by = (!c.hint.is_empty()).then(|| hint_id.clone());
            let hint = (!c.hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{c.hint}</p> });
            view! {
                <div class="choice">
                    <input type="radio" id=id.clone() name=name.clone() value=c.value checked=checked aria-describedby=described_by />
                    <label for=id>{c.text}</label>
                    {hint}
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class=about.class() aria-describedby=about.described_by()>
            <legend>{about.label.clone()}{about.marked()}</legend>
            {about.notes()}
            <div class="choices">{buttons}</div>
        </fieldset>
    }
}

/// Yes or no.
#[component]
pub fn Checkbox(
    /// Name, label, hint, fault.
    about: About,
    /// Whether it is ticked.
    #[prop(optional)]
    checked: bool,
    /// What is sent when it is.
    #[prop(into, default = "yes".into())]
    value: String,
) -> impl IntoView {
    let name = about.name.clone();
    let class = if about.fault.is_some() { "field has-fault" } else { "field" };
    view! {
        <div class=class>
            <div class="choice">
                <input
                    type="checkbox"
                    id=name.clone()
                    name=name.clone()
                    value=value
                    checked=checked
                    aria-describedby=about.described_by()
                    aria-invalid=about.invalid()
                />
                <label for=name>{about.label.clone()}{about.marked()}</label>
            </div>
            {about.notes()}
        </div>
    }
}

/// A file: a drop zone that is also the file button.
#[component]
pub fn FileDrop(
    /// Name, label, hint, fault.
    about: About,
    /// Endings accepted: `.xlsx,.csv`.
    #[prop(into, optional)]
    accept: Option<String>,
) -> impl IntoView {
    let name = about.name.clone();
    let hint =
        (!about.hint.is_empty()).then(|| view! { <span class="hint" id=about.hint_id()>{about.hint.clone()}</span> });
    let fault = about.fault.clone().map(|f| view! { <p class="fault" id=about.fault_id()>{f}</p> });
    view! {
        <div class="drop-field">
            {fault}
            <label class="drop" for=name.clone()>
                <b>{about.label.clone()}{about.marked()}</b>
                <input
                    type="file"
                    id=name.clone()
                    name=name.clone()
                    accept=accept
                    aria-describedby=about.described_by()
                    aria-invalid=about.invalid()
                />
                {hint}
            </label>
        </div>
    }
}

/// Text as the content of a `<textarea>`: Leptos does not escape it there, and HTML drops a first line break.
fn inside_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_textarea_cannot_be_closed_by_what_was_typed() {
        let html = view! { <TextArea about=About::new("note", "说明") value="</textarea><b>&amp;" /> }.to_html();
        assert!(html.contains("\n&lt;/textarea>&lt;b>&amp;amp;</textarea>"), "{html}");
        assert!(!html.contains("<b>"), "{html}");
    }

    #[test]
    fn a_fault_is_tied_to_its_control() {
        let about = About::new("slug", "网址短名").hint("小写字母").fault(Some("请填写".to_owned()));
        let html = view! { <TextField about=about value="\"><i>" /> }.to_html();
        assert!(html.contains(r#"aria-describedby="slug-hint slug-fault""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
        assert!(!html.contains("<i>"), "{html}");
    }
}
