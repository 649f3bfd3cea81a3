//! What stands around every page: skip link, header, navigation, footer.

use crate::prelude::*;

use crate::{
    locales::common,
    request::{Page, use_page},
    routes,
    text_size::TextSize,
};

/// The public site. It never shows who is signed in, so that its pages are the same for everyone.
#[component]
pub fn PublicLayout(children: Children) -> impl IntoView {
    let page = use_page();
    let lang = page.lang;
    let demonstration = page.services.settings().demonstration;
    view! {
        <SkipLink />
        <header class="site-head">
            <div class="wrap">
                <Wordmark href=routes::HOME second=common::site_name(domain::Lang::En) />
                <nav class="site-nav" aria-label=common::main_navigation(lang)>
                    <ul>
                        {nav_item(&page, routes::HOME, common::home(lang))}
                        {nav_item(&page, routes::VERIFY, common::verify(lang))}
                    </ul>
                </nav>
                <ul class="tools">
                    <li><LanguageSwitch /></li>
                    <li><a href=routes::WORK>{common::work(lang)}</a></li>
                </ul>
            </div>
        </header>
        {demonstration.then(|| view! { <aside class="demonstration" aria-label=common::demonstration_label(lang)><span class="wrap">{common::demonstration(lang)}</span></aside> })}
        <main id="main" tabindex="-1">
            <div class="wrap sections">{children()}</div>
        </main>
        <footer class="site-foot">
            <div class="wrap">
                <p>{common::footer_about(lang)}</p>
                <ul class="foot-links">
                    <li><a href=routes::VERIFY>{common::verify(lang)}</a></li>
                    <li><a href=routes::SIGN_IN>{common::sign_in(lang)}</a></li>
                </ul>
                <SizeSwitch />
            </div>
        </footer>
    }
}

/// The working area of a signed-in person.
#[component]
pub fn WorkLayout(children: Children) -> impl IntoView {
    let page = use_page();
    let lang = page.lang;
    let who = page.actor.as_ref().map(|actor| {
        view! {
            <div class="who">
                <span>{actor.organisation.name.get(lang).to_owned()}</span>
                <a href=routes::ACCOUNT>{actor.name.clone()}</a>
                <form method="post" action=routes::SIGN_OUT>
                    <button class="btn small">{common::sign_out(lang)}</button>
                </form>
            </div>
        }
    });
    let operator = page.actor.as_ref().is_some_and(|a| domain::policy::can_manage_accounts(a).is_ok());
    let assessor = page.actor.as_ref().is_some_and(|a| domain::policy::can_create_index(a).is_ok());
    view! {
        <SkipLink />
        <header class="work-head">
            <div class="wrap">
                <Wordmark href=routes::HOME second=common::work(lang) />
                <nav class="site-nav" aria-label=common::main_navigation(lang)>
                    <ul>
                        {assessor.then(|| nav_item(&page, routes::WORK, common::work(lang)))}
                        {operator.then(|| nav_item(&page, routes::ACCOUNTS, common::accounts(lang)))}
                        {page.actor.is_some().then(|| nav_item(&page, routes::AUDIT, common::audit(lang)))}
                        <li><LanguageSwitch /></li>
                    </ul>
                </nav>
                {who}
            </div>
        </header>
        <main id="main" tabindex="-1">
            <div class="wrap sections">{children()}</div>
        </main>
        <footer class="site-foot">
            <div class="wrap"><SizeSwitch /></div>
        </footer>
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#main">{common::skip_to_content(use_page().lang)}</a> }
}

#[component]
fn Wordmark(href: &'static str, second: &'static str) -> impl IntoView {
    view! {
        <a class="wordmark" href=href>
            <b>{common::site_name(domain::Lang::Zh)}</b>
            <span>{second}</span>
        </a>
    }
}

#[component]
fn LanguageSwitch() -> impl IntoView {
    let page = use_page();
    let other = page.lang.other();
    view! {
        <a href=routes::in_language(&page, other) lang=other.tag() hreflang=other.tag()>
            {common::language_switch(page.lang)}
        </a>
    }
}

/// Three links, no script: the server remembers the choice.
#[component]
fn SizeSwitch() -> impl IntoView {
    let page = use_page();
    let lang = page.lang;
    let links = TextSize::ALL
        .map(|size| {
            let word = match size {
                TextSize::Small => common::size_small(lang),
                TextSize::Medium => common::size_medium(lang),
                TextSize::Large => common::size_large(lang),
            };
            let current = (size == page.size).then_some("true");
            view! { <li><a href=routes::in_size(&page, size) rel="nofollow" aria-current=current>{word}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="sizes" aria-label=common::size(lang)>
            <span aria-hidden="true">{common::size(lang)}</span>
            <ul class="foot-links">{links}</ul>
        </nav>
    }
}

fn nav_item(page: &Page, href: &'static str, label: &'static str) -> impl IntoView + use<> {
    let current = (page.path == href).then_some("page");
    view! { <li><a href=href aria-current=current>{label}</a></li> }
}
