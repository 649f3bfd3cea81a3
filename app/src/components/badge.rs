//! States, grades and changes of rank: an icon or letter, and always a word.

use crate::prelude::*;

/// The looks a state can have. Which domain state has which look is for the page to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Not public yet: 草稿.
    Draft,
    /// Computed, seen inside: 初评.
    Rated,
    /// Public, but not final: 公示中.
    OnNotice,
    /// 已发布.
    Published,
    /// 已更正.
    Corrected,
    /// 已撤回.
    Withdrawn,
    /// Somebody waits for something: 待审核.
    Waiting,
    /// 已通过, done.
    Done,
    /// Broken or overdue: 逾期.
    Fault,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Draft => "badge",
            Self::Rated | Self::Corrected => "badge is-live",
            Self::OnNotice | Self::Waiting => "badge is-wait",
            Self::Published | Self::Done => "badge is-done",
            Self::Withdrawn => "badge is-gone",
            Self::Fault => "badge is-fault",
        }
    }

    /// The strokes inside the ring, drawn on a field of 16 × 16.
    const fn strokes(self) -> &'static str {
        match self {
            Self::Draft => "",
            Self::Rated => "M8 2v12M8 5h4M8 8h6M8 11h4",
            Self::OnNotice => "M8 4.5V8l2.5 1.5",
            Self::Published | Self::Done => "M5 8.2l2.1 2.1L11 6",
            Self::Corrected => "M3 13l1-3.5L11 2.5l2.5 2.5-7 7zM9 13.5h5",
            Self::Withdrawn => "M5.5 5.5l5 5M10.5 5.5l-5 5",
            Self::Waiting | Self::Fault => "M8 4.5V9M8 11.3v.2",
        }
    }
}

/// A state as icon and word.
#[component]
pub fn StateBadge(
    /// Which icon and colour.
    look: Look,
    /// The state in words: 已发布.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    let dashes = (look == Look::Draft).then_some("2.5 2.5");
    let ring = (look != Look::Corrected).then(|| view! { <circle cx="8" cy="8" r="6" stroke-dasharray=dashes /> });
    view! {
        <span class=look.class()>
            <svg viewBox="0 0 16 16" aria-hidden="true">
                {ring}
                <path d=look.strokes() />
            </svg>
            {word}
        </span>
    }
}

/// A grade: its letter and its word (A 优秀).
#[component]
pub fn Grade(
    /// The letter.
    #[prop(into)]
    letter: String,
    /// What it means.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    view! { <span class="grade"><b>{letter}</b>{word}</span> }
}

/// A change of rank: ▲3, ▼2, — or, with `None`, the word for "new".
#[component]
pub fn RankChange(
    /// Places gained; negative if lost; `None` if there is no rank to compare with.
    places: Option<i64>,
    /// The same said in words, for those who hear the page: 上升 3 位. Shown when `places` is `None`.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    let (class, mark) = match places {
        None => return view! { <span class="move new">{words}</span> }.into_any(),
        Some(0) => ("move same", "—".to_owned()),
        Some(n) if n > 0 => ("move up", format!("▲{n}")),
        Some(n) => ("move down", format!("▼{}", n.unsigned_abs())),
    };
    view! {
        <span class=class>
            <span aria-hidden="true">{mark}</span>
            <span class="sr">{words}</span>
        </span>
    }
    .into_any()
}
