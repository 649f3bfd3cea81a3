//! The tile map 方格地图: one tile a unit, roughly where it lies, in the shade of its grade or score.
//! No boundaries, so that a large county weighs no more than a small city.

mod layout;

use crate::prelude::*;
use domain::{EditionContent, Lang};

use self::layout::{LAYOUTS, Layout, Tile};
use super::{
    results::{column, node_score, unit_href, unit_score},
    shade::{self, Steps},
};
use crate::{components::chart::percent, locales::edition as words, number};

/// Height of a row of tiles.
const ROW: u32 = 5;

/// The map with its legend; nothing for units of which no layout knows every one.
pub(super) fn section(lang: Lang, content: &EditionContent) -> Option<AnyView> {
    let layout = layout_of(content)?;
    let map = Map::new(lang, content);
    let (rows, columns) = size(layout);
    let tiles = layout.iter().map(|tile| map.tile(tile, (rows, columns))).collect_view();
    let about = if map.graded() { words::map_by_grade(lang) } else { words::map_by_score(lang) };
    let rest = layout
        .iter()
        .any(|tile| map.unit(tile).is_none())
        .then(|| view! { <p class="meta">{words::map_rest(lang)}</p> });
    Some(view! {
        <section class="stack" aria-labelledby="map">
            <div class="head">
                <h2 id="map">{words::map(lang)}</h2>
                <span class="muted">{about}</span>
            </div>
            {shade::legend(words::map_legend(lang), map.legend())}
            <svg class="tiles" role="group" aria-labelledby="map" height=format!("{}rem", u32::from(rows) * ROW)>
                {tiles}
            </svg>
            {rest}
            <p class="meta">{words::map_about(lang)}</p>
        </section>
    })
}

/// The layout that knows all units.
fn layout_of(content: &EditionContent) -> Option<Layout> {
    let units = &content.data.units;
    let knows = |layout: &Layout| units.iter().all(|unit| layout.iter().any(|tile| tile.code == unit.code));
    LAYOUTS.into_iter().find(knows).filter(|_| !units.is_empty())
}

/// Rows and columns.
fn size(layout: Layout) -> (u8, u8) {
    let most = |side: fn(&Tile) -> u8| layout.iter().map(side).max().map_or(1, |last| last + 1);
    (most(|tile| tile.row), most(|tile| tile.column))
}

struct Map<'a> {
    lang: Lang,
    content: &'a EditionContent,
    steps: Steps,
}

impl<'a> Map<'a> {
    fn new(lang: Lang, content: &'a EditionContent) -> Self {
        Self { lang, content, steps: Steps::over(column(content, 0).into_iter().flatten()) }
    }

    fn graded(&self) -> bool {
        !self.content.recipe.grades.is_empty()
    }

    fn unit(&self, tile: &Tile) -> Option<usize> {
        self.content.data.units.iter().position(|unit| unit.code == tile.code)
    }

    fn legend(&self) -> Vec<(&'static str, String)> {
        let grades = &self.content.recipe.grades;
        if !self.graded() {
            return self.steps.legend();
        }
        let shown =
            |letter: &String| self.content.result.units.iter().filter(|u| u.grade.as_ref() == Some(letter)).count();
        grades
            .iter()
            .filter(|grade| !self.content.withholds_scores() || shown(&grade.letter) > 0)
            .filter_map(|grade| {
                let text = words::map_grade(self.lang, &grade.letter, grade.name.get(self.lang), shown(&grade.letter));
                Some((shade::of_grade(grades, &grade.letter)?, text))
            })
            .collect()
    }

    fn tile(&self, tile: &Tile, (rows, columns): (u8, u8)) -> AnyView {
        let name = match self.lang {
            Lang::Zh => tile.zh,
            Lang::En => tile.en,
        };
        let across = |columns_before: f64| percent(columns_before / f64::from(columns));
        let down = |rows_before: f64| percent(rows_before / f64::from(rows));
        let (column, row) = (f64::from(tile.column), f64::from(tile.row));
        let (x, y, width, height) = (across(column), down(row), across(0.97), down(0.95));
        let middle = across(column + 0.485);
        let (above, below) = (down(row + 0.4), down(row + 0.74));
        let Some(unit) = self.unit(tile) else {
            return view! {
                <g class="tile none">
                    <rect x=x y=y width=width height=height />
                    <text x=middle.clone() y=above>{name}</text>
                    <text x=middle y=below>"—"</text>
                </g>
            };
        };
        let about = &self.content.data.units[unit];
        let overall = node_score(self.content, unit, 0);
        let grade = unit_score(self.content, unit).and_then(|score| score.grade.clone());
        let score = overall.score.map(|score| number::fixed(score, 1));
        let shade = match (&grade, overall.score) {
            (Some(letter), _) if self.graded() => shade::of_grade(&self.content.recipe.grades, letter),
            (_, Some(score)) if !self.graded() => Some(self.steps.of(score)),
            (_, _) => None,
        };
        let figure = [score.clone(), grade.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let figure = if figure.is_empty() { "—".to_owned() } else { figure };
        view! {
            <a href=unit_href(self.content, &about.code) aria-label=self.spoken(unit, score, grade)>
                <g class=format!("tile {}", shade.unwrap_or("none"))>
                    <rect x=x y=y width=width height=height />
                    <text class="name" x=middle.clone() y=above>{name}</text>
                    <text x=middle y=below>{figure}</text>
                </g>
            </a>
        }
    }

    /// The tile for those who hear the page: `太原市，得分 86.1，等次 B 良好，第 2 位`.
    fn spoken(&self, unit: usize, score: Option<String>, grade: Option<String>) -> String {
        let lang = self.lang;
        let word = |letter: &String| {
            let grade = self.content.recipe.grades.iter().find(|grade| grade.letter == *letter);
            words::map_has_grade(lang, letter, grade.map(|grade| grade.name.get(lang)).unwrap_or_default())
        };
        let parts = [
            Some(self.content.data.units[unit].name.get(lang).to_owned()),
            score.map(|score| words::map_has_score(lang, score)),
            grade.as_ref().map(word),
            node_score(self.content, unit, 0).rank.map(|rank| words::map_has_rank(lang, rank)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(words::map_comma(lang))
    }
}
