//! What every server-rendered module of this crate uses: leptos, with `view!` erasing its type.
//!
//! The type of a page would otherwise name every element on it, deeper than the compiler follows in
//! a release build.

pub(crate) use leptos::prelude::*;

/// `leptos::view!` whose result is an `AnyView`.
macro_rules! erased_view {
    ($($markup:tt)*) => {
        ::leptos::prelude::IntoAny::into_any(::leptos::prelude::view! { $($markup)* })
    };
}
pub(crate) use erased_view as view;
