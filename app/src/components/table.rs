//! A table of data: what it is for those who hear the page, its heads, its rows.

use crate::prelude::*;

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Head {
    text: String,
    class: Option<&'static str>,
    sort: Option<&'static str>,
    unseen: bool,
}

impl Head {
    /// A column of words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), class: None, sort: None, unseen: false }
    }

    /// A column of figures.
    pub fn figure(text: impl Into<String>) -> Self {
        Self { class: Some("num"), ..Self::text(text) }
    }

    /// A column whose cells speak for themselves, such as buttons: its head is only heard.
    pub fn unseen(text: impl Into<String>) -> Self {
        Self { unseen: true, ..Self::text(text) }
    }

    /// The column by which the rows are sorted, from high to low.
    #[must_use]
    pub fn descending(self) -> Self {
        Self { sort: Some("descending"), ..self }
    }
}

/// A table. Its cells carry `data-label`, since on a phone each row becomes a card.
#[component]
pub fn DataTable(
    /// What the table is.
    #[prop(into)]
    caption: String,
    /// Its columns.
    heads: Vec<Head>,
    /// Classes of the table.
    #[prop(default = "data cards")]
    class: &'static str,
    /// Whether the caption is read too, where no heading above says the same.
    #[prop(optional)]
    captioned: bool,
    /// Whether it is too wide for cards and scrolls sideways: then the keyboard must reach it.
    #[prop(optional)]
    scroll: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let heads = heads
        .into_iter()
        .map(|Head { text, class, sort, unseen }| {
            let text = if unseen {
                view! { <span class="sr">{text}</span> }
            } else {
                text.into_any()
            };
            view! { <th scope="col" class=class aria-sort=sort>{text}</th> }
        })
        .collect_view();
    let region = caption.clone();
    let table = view! {
        <table class=class>
            <caption class=(!captioned).then_some("sr")>{caption}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    };
    if scroll {
        view! { <div class="table-box scroll" role="region" tabindex="0" aria-label=region>{table}</div> }
    } else {
        view! { <div class="table-box">{table}</div> }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_without_words_is_still_heard() {
        let heads = vec![Head::text("时间").descending(), Head::figure("数值"), Head::unseen("操作")];
        let html = view! { <DataTable caption="记录" heads=heads><tr></tr></DataTable> }.to_html();
        assert!(html.contains(r#"aria-sort="descending""#) && html.contains(r#"class="num""#), "{html}");
        assert!(html.contains(r#"<span class="sr">操作</span>"#), "{html}");
        assert!(html.contains(r#"<caption class="sr">记录"#) && !html.contains("tabindex"), "{html}");
    }

    #[test]
    fn the_keyboard_reaches_a_table_that_scrolls() {
        let html = view! { <DataTable caption="数据" heads=Vec::new() scroll=true>""</DataTable> }.to_html();
        assert!(html.contains(r#"role="region""#) && html.contains(r#"tabindex="0""#), "{html}");
    }
}
