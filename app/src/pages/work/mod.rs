//! The assessor's working area.

pub mod audit;
pub mod desk;
pub mod fieldwork;
pub mod filing;
pub mod index;
pub mod job;
pub mod rating;
pub mod round;

use crate::prelude::*;
use domain::{Index, Instrument, Lang, Stage, job::JobState};

use crate::{
    components::{
        badge::{Look, StateBadge},
        breadcrumb::{Breadcrumb, Crumb},
        note::example_note,
    },
    locales::{common, job as job_words, work},
    routes,
};

/// The badge of a stage.
pub(crate) fn stage_badge(lang: Lang, stage: Stage) -> impl IntoView {
    let look = match stage {
        Stage::Draft => Look::Draft,
        Stage::Preliminary => Look::Rated,
        Stage::Notice => Look::OnNotice,
        Stage::Final => Look::Published,
        Stage::Corrected => Look::Corrected,
        Stage::Withdrawn => Look::Withdrawn,
    };
    view! { <StateBadge look=look word=stage.label().get(lang) /> }
}

/// The badge of a job's state.
fn job_badge(lang: Lang, state: JobState) -> impl IntoView {
    let (look, word) = match state {
        JobState::Queued => (Look::Waiting, job_words::queued(lang)),
        JobState::Running => (Look::Rated, job_words::running(lang)),
        JobState::Done => (Look::Done, job_words::finished(lang)),
        JobState::Failed => (Look::Fault, job_words::failed(lang)),
    };
    view! { <StateBadge look=look word=word /> }
}

/// The way from the desk to a page, and, where the page is about an index with invented figures, that it is.
fn crumbs(lang: Lang, index: Option<&Index>, steps: impl IntoIterator<Item = Crumb>) -> AnyView {
    crumbs_from(lang, work::desk_title(lang), index, steps)
}

/// The same, from a desk that people call otherwise.
fn crumbs_from(
    lang: Lang,
    desk: &'static str,
    index: Option<&Index>,
    steps: impl IntoIterator<Item = Crumb>,
) -> AnyView {
    let steps = std::iter::once(Crumb::link(desk, routes::WORK)).chain(steps).collect();
    view! {
        <Breadcrumb label=common::breadcrumb(lang) steps=steps />
        {index.map(|index| example_note(lang, index))}
    }
}

/// The name of a node; its code where the tree does not know it.
fn node_name(lang: Lang, tree: &Instrument, code: &str) -> String {
    tree.position(code).map_or(code, |i| tree.nodes()[i].name.get(lang)).to_owned()
}
