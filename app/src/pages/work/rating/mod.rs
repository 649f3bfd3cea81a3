//! Rating 评定 and gathering 汇总, as the assessor does them.

mod evidence;
pub mod form;
pub mod gather;
mod history;
pub mod list;
pub mod show;

use crate::prelude::*;
use domain::{Index, Lang};
use service::ratings::RatingState;

use super::crumbs;
use crate::{
    components::{
        badge::{Look, StateBadge},
        breadcrumb::Crumb,
    },
    locales::fieldwork,
    routes,
};

/// Where a rating stands.
fn state_badge(lang: Lang, state: RatingState) -> AnyView {
    let look = match state {
        RatingState::Waiting | RatingState::NothingToRate => Look::Draft,
        RatingState::ToRate => Look::Waiting,
        RatingState::Outdated => Look::Corrected,
        RatingState::Rated => Look::Done,
    };
    view! { <StateBadge look=look word=state.label().get(lang) /> }
}

/// The way to a page below the board of a period.
fn way(lang: Lang, index: &Index, period: &str, below: Vec<Crumb>) -> AnyView {
    let slug = index.slug.as_str();
    let mut steps = vec![
        Crumb::link(index.name.get(lang), routes::work_index(slug)),
        Crumb::link(fieldwork::title(lang), routes::fieldworks(slug)),
        Crumb::link(period, routes::board(slug, period)),
    ];
    steps.extend(below);
    crumbs(lang, Some(index), steps)
}
