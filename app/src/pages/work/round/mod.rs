//! A round: the data, recipe, result and editions of one period.

pub mod advance;
mod availability;
mod changes;
mod editions;
pub mod method;
pub mod publish;
mod release;
mod result;
pub mod robustness;
pub mod show;

use crate::prelude::*;
use domain::{Index, Lang, Stage};
use service::{
    indexes::EditionRecord,
    rounds::{self, RoundDesk},
};

use super::crumbs;
use crate::{components::breadcrumb::Crumb, locales::round as words, pages::gate, request::Page, routes};

/// A page of a round: loads it for a member of the organisation of its index, and shows it.
fn of_round(show: fn(&Page, &RoundDesk) -> AnyView) -> AnyView {
    let (slug, period) = (gate::path_param("slug"), gate::path_param("period"));
    gate::member(move |page, actor| async move {
        let desk = rounds::open_round(&page.services, &actor, &slug, &period).await?;
        Ok(show(&page, &desk))
    })
}

/// The edition of the period that the public sees as the present one.
fn in_force(editions: &[EditionRecord]) -> Option<&EditionRecord> {
    editions
        .iter()
        .filter(|e| matches!(e.stage(), Stage::Preliminary | Stage::Notice | Stage::Final))
        .max_by_key(|e| e.version)
}

/// The version a publication would make.
fn next_version(editions: &[EditionRecord]) -> u32 {
    editions.iter().map(|e| e.version).max().unwrap_or(0) + 1
}

/// What may follow a stage by the choice of a person: a version becomes corrected only through the next.
fn choices(stage: Stage) -> Vec<Stage> {
    Stage::ALL.into_iter().filter(|&next| stage.may_become(next) && next != Stage::Corrected).collect()
}

/// `人类自由指数 2016`.
fn name(lang: Lang, index: &Index, period: &str) -> String {
    words::title(lang, index.name.get(lang), period)
}

/// The way to a round, or to a page below it.
fn round_crumbs(page: &Page, index: &Index, period: &str, below: Option<String>) -> AnyView {
    let slug = index.slug.as_str();
    let up = Crumb::link(index.name.get(page.lang), routes::work_index(slug));
    let steps = match below {
        Some(here) => vec![up, Crumb::link(period, routes::round(slug, period)), Crumb::here(here)],
        None => vec![up, Crumb::here(period)],
    };
    crumbs(page.lang, Some(index), steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_never_chooses_corrected() {
        assert_eq!(choices(Stage::Notice), [Stage::Final, Stage::Withdrawn]);
        assert_eq!(choices(Stage::Draft), [Stage::Preliminary, Stage::Notice, Stage::Final]);
        assert!(choices(Stage::Withdrawn).is_empty() && choices(Stage::Corrected).is_empty());
    }
}
