//! What the pages of an edition share: reading its address, loading it, and the head of the page.

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Stage, edition::StageEvent};
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;
use service::{
    Error,
    public::{self, PublicEdition},
};

use crate::{
    components::{
        addresses::Addresses,
        badge::{Look, StateBadge},
        breadcrumb::{Breadcrumb, Crumb},
        note::{Note, Tone, example_note},
    },
    date,
    locales::{common, edition as words},
    request::{Page, use_page},
    routes,
};

/// Which edition a URL names; without a version, the one in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The index.
    pub slug: String,
    /// The period.
    pub period: String,
    /// The version.
    pub version: Option<u32>,
}

/// The address in the router's parameters; `None` if the version is not written `v1`.
pub fn address() -> Option<Address> {
    let params = use_params_map().get_untracked();
    let version = match params.get("version") {
        None => None,
        Some(text) => Some(text.strip_prefix('v')?.parse().ok().filter(|n| *n > 0)?),
    };
    Some(Address { slug: params.get("slug")?, period: params.get("period")?, version })
}

/// The code of a unit or node in the router's parameters.
pub fn code_param() -> Option<String> {
    use_params_map().get_untracked().get("code")
}

/// The position of the unit with the code of the address.
///
/// # Errors
/// [`Error::NotFound`] if the edition has none.
pub fn unit_of(content: &EditionContent, code: Option<&str>) -> Result<usize, Error> {
    content.data.units.iter().position(|unit| Some(unit.code.as_str()) == code).ok_or(Error::NotFound)
}

/// Loads an edition, withdrawn or not: whether its figures may be shown is for
/// [`standing`](super::standing::standing) to judge.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub async fn load(page: &Page, address: Option<Address>) -> Result<Arc<PublicEdition>, Error> {
    let Address { slug, period, version } = address.ok_or(Error::NotFound)?;
    public::find_edition(&page.services, &slug, &period, version).await
}

/// The icon and colour of a stage.
pub const fn look(stage: Stage) -> Look {
    match stage {
        Stage::Draft => Look::Draft,
        Stage::Preliminary => Look::Rated,
        Stage::Notice => Look::OnNotice,
        Stage::Final => Look::Published,
        Stage::Corrected => Look::Corrected,
        Stage::Withdrawn => Look::Withdrawn,
    }
}

/// The top of every page of an edition.
#[component]
pub fn EditionHead(
    /// The edition.
    view: Arc<PublicEdition>,
    /// The name of the page.
    #[prop(into)]
    title: String,
    /// One sentence on what the page shows.
    #[prop(optional, into)]
    lede: String,
    /// The last step of the breadcrumb; empty on the ranking itself.
    #[prop(optional, into)]
    here: String,
) -> impl IntoView {
    let page = use_page();
    let lang = page.lang;
    let content = &view.edition.content;
    let (slug, period, version) = (content.index.slug.as_str(), content.period.as_str(), content.version);
    let index_name = content.index.name.get(lang).to_owned();
    let edition_url = if view.current { routes::period(slug, period) } else { routes::edition(slug, period, version) };
    let edition_name = format!("{index_name} {period}");
    let document = if here.is_empty() { title.clone() } else { format!("{title} · {edition_name}") };
    let mut steps = vec![Crumb::link(common::home(lang), routes::HOME)];
    if here.is_empty() {
        steps.push(Crumb::here(edition_name));
    } else {
        steps.push(Crumb::link(edition_name, edition_url));
        steps.push(Crumb::here(here));
    }
    let since = view.edition.events.last().map(|e| date::day_of(lang, e.at)).unwrap_or_default();
    view! {
        <Title text=format!("{document} · {}", common::site_name(lang)) />
        <Meta name="description" content=content.index.summary.get(lang).to_owned() />
        <Addresses />
        <Breadcrumb label=common::breadcrumb(lang) steps=steps />
        {example_note(lang, &content.index)}
        <section class="edition-head">
            <p class="row">
                <StateBadge look=look(view.edition.stage()) word=view.edition.stage().label().get(lang).to_owned() />
                <span class="meta">{words::version_since(lang, version, since)}</span>
            </p>
            <h1 class="edition-title">{title}</h1>
            {(!lede.is_empty()).then(|| view! { <p class="lede">{lede}</p> })}
            <p class="meta">
                {words::source(lang)} {content.index.source.get(lang).to_owned()} " "
                {words::licence(lang)} {content.index.licence.get(lang).to_owned()} " "
                {words::assessor(lang)} {content.assessor.get(lang).to_owned()}
            </p>
        </section>
        <StageNote view=view.clone() />
    }
}

/// What the reader must know about the stage: preliminary, on notice, corrected, replaced.
#[component]
fn StageNote(view: Arc<PublicEdition>) -> impl IntoView {
    let page = use_page();
    let lang = page.lang;
    let content = &view.edition.content;
    let (slug, period) = (content.index.slug.as_str(), content.period.as_str());
    let reason = |events: &[StageEvent]| {
        events.last().and_then(|e| e.reason.as_ref()).map(|r| r.get(lang).to_owned()).unwrap_or_default()
    };
    let corrects = content.corrects.as_ref().map(|correction| {
        let before = routes::edition(slug, period, correction.version);
        let changed = view.diff.as_ref().map(|d| public::diff_sentence(d).get(lang).to_owned());
        let text = words::corrects(lang, correction.version, sentence(correction.reason.get(lang)));
        view! {
            <Note>
                <p>{text} " " {changed} " " <a href=before>{words::see_before(lang)}</a></p>
            </Note>
        }
    });
    match view.edition.stage() {
        Stage::Draft => ().into_any(),
        Stage::Preliminary => {
            view! { <Note tone=Tone::Wait><p>{words::preliminary(lang)}</p></Note> {corrects} }.into_any()
        }
        Stage::Notice => {
            let text = view.edition.notice().map(|n| {
                let (starts, ends) = (date::day(lang, n.starts), date::day(lang, n.ends));
                words::on_notice(lang, starts, ends, n.contact.get(lang))
            });
            view! { <Note tone=Tone::Wait><p>{text}</p></Note> {corrects} }.into_any()
        }
        Stage::Final => corrects.into_any(),
        Stage::Corrected => {
            let now = routes::period(slug, period);
            let text = words::replaced(lang, reason(&view.edition.events));
            view! { <Note tone=Tone::Wait><p>{text} " " <a href=now>{words::see_current(lang)}</a></p></Note> }
                .into_any()
        }
        Stage::Withdrawn => {
            let day = view.edition.events.last().map(|e| date::day_of(lang, e.at)).unwrap_or_default();
            let text = words::withdrawn(lang, day, reason(&view.edition.events));
            let instead = view.instead().map(|e| {
                let name = format!("{} {}", content.index.name.get(lang), e.period);
                view! { " " <a href=routes::period(slug, &e.period)>{words::see_instead(lang, name)}</a> }
            });
            view! { <Note tone=Tone::Fault><p>{text} {instead}</p></Note> }.into_any()
        }
    }
}
/// A reason as the end of our sentence, which has its own full stop.
fn sentence(reason: &str) -> &str {
    reason.trim().trim_end_matches(['。', '.'])
}
