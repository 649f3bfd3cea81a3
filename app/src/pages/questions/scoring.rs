//! How the rows of an item become its value and its points, in words.

use std::collections::BTreeMap;

use domain::{
    Lang, Questionnaire,
    questionnaire::{
        Formula, Item, ItemKind, ValueRule,
        item::{Closed, Points},
    },
};
use service::wording;

use super::with_unit;
use crate::{locales::questionnaire as words, number};

/// Decimals of a threshold or of points.
const DECIMALS: u8 = 6;

/// What is computed and how that is scored: term and text.
pub(in super::super) fn facts(lang: Lang, questionnaire: &Questionnaire, item: &Item) -> Vec<(String, String)> {
    let computed = |text: String| (words::computed(lang).to_owned(), text);
    let scored = |text: String| (words::scored(lang).to_owned(), text);
    match &item.kind {
        ItemKind::Quantitative { formula, floor, target } => {
            vec![computed(in_words(lang, questionnaire, item, formula)), scored(goalposts(lang, item, *floor, *target))]
        }
        ItemKind::YesNo { column } => {
            let share = words::yes_share(lang, label(lang, questionnaire, item, column));
            vec![computed(share), scored(words::value_is_points(lang).to_owned())]
        }
        ItemKind::Rubric { .. } => vec![scored(words::rubric_scored(lang).to_owned())],
        ItemKind::Survey { question, answer, weight, points, exclude, sampling } => {
            let column = label(lang, questionnaire, item, answer);
            let mean = match weight {
                Some(weight) => words::survey_weighted(lang, column, label(lang, questionnaire, item, weight)),
                None => words::survey_computed(lang, column),
            };
            let mut facts = vec![
                (words::question(lang).to_owned(), question.get(lang).to_owned()),
                computed(mean),
                (words::answers(lang).to_owned(), answers(lang, item, answer, points, exclude)),
            ];
            facts.extend(sampling.as_ref().map(|text| (words::sampling(lang).to_owned(), text.get(lang).to_owned())));
            facts
        }
        ItemKind::Deduction { points, cap } => outside(lang, questionnaire, item, points, *cap, &TAKES),
        ItemKind::Bonus { points, cap } => outside(lang, questionnaire, item, points, *cap, &GIVES),
        ItemKind::Veto { ceiling } => {
            let word = questionnaire.grades.iter().find(|grade| grade.letter == *ceiling);
            let grade = word.map_or_else(|| ceiling.clone(), |grade| format!("{ceiling} {}", grade.name.get(lang)));
            vec![scored(words::veto_scored(lang, grade))]
        }
    }
}

fn in_words(lang: Lang, questionnaire: &Questionnaire, item: &Item, formula: &Formula) -> String {
    wording::formula(questionnaire, item, formula).get(lang).to_owned()
}

/// The head of a column; its key where the table has none of that name.
fn label(lang: Lang, questionnaire: &Questionnaire, item: &Item, key: &str) -> String {
    let column = questionnaire.columns(item).find(|column| column.key == key);
    column.map_or(key, |column| column.label.get(lang)).to_owned()
}

/// An option of a column in the language of the page; options are kept in Chinese.
fn option(lang: Lang, item: &Item, key: &str, option: &str) -> String {
    let rule = item.columns.iter().find(|column| column.key == key).map(|column| &column.rule);
    let known = match rule {
        Some(ValueRule::Options { options }) => options.iter().find(|text| text.zh == option),
        Some(_) | None => None,
    };
    known.map_or(option, |text| text.get(lang)).to_owned()
}

fn goalposts(lang: Lang, item: &Item, floor: f64, target: f64) -> String {
    let with_unit = |value: f64| with_unit(lang, item.unit.as_ref(), value, DECIMALS);
    let mut text = words::goalposts(lang, with_unit(floor), with_unit(target));
    if target < floor {
        if lang == Lang::En {
            text.push(' ');
        }
        text.push_str(words::less_is_better(lang));
    }
    text
}

/// `5：100 分、4：75 分`, the most points first, and the answers that are not averaged.
fn answers(lang: Lang, item: &Item, column: &str, points: &BTreeMap<String, f64>, exclude: &[String]) -> String {
    let comma = words::list_comma(lang);
    let mut by_points: Vec<_> = points.iter().collect();
    by_points.sort_by(|a, b| b.1.total_cmp(a.1));
    let worth = |(answer, points): (&String, &f64)| {
        words::answer_points(lang, option(lang, item, column, answer), number::raw(*points, DECIMALS))
    };
    let mut text = by_points.into_iter().map(worth).collect::<Vec<_>>().join(comma);
    if !exclude.is_empty() {
        let excluded: Vec<_> = exclude.iter().map(|answer| option(lang, item, column, answer)).collect();
        text.push_str(words::clause(lang));
        text.push_str(&words::excluded(lang, excluded.join(comma)));
    }
    text.push_str(words::full_stop(lang));
    text
}

/// The words of points that are taken, or of points that are given.
struct Sense {
    row: fn(Lang, String) -> String,
    row_when: fn(Lang, String, String) -> String,
    closed: fn(Lang, String, String) -> String,
    option: fn(Lang, String, String) -> String,
    value: fn(Lang, String) -> String,
}

static TAKES: Sense = Sense {
    row: words::row_takes,
    row_when: words::row_when_takes,
    closed: words::closed_takes,
    option: words::option_takes,
    value: words::value_takes,
};

static GIVES: Sense = Sense {
    row: words::row_gives,
    row_when: words::row_when_gives,
    closed: words::closed_gives,
    option: words::option_gives,
    value: words::value_gives,
};

/// What deductions and bonuses do to the total.
fn outside(
    lang: Lang,
    questionnaire: &Questionnaire,
    item: &Item,
    points: &Points,
    cap: f64,
    sense: &Sense,
) -> Vec<(String, String)> {
    let figure = |points: f64| number::raw(points, DECIMALS);
    let mut facts = Vec::new();
    let mut clauses = match points {
        Points::Row { when, points, closed } => {
            let condition = |condition| wording::condition(questionnaire, item, condition).get(lang).to_owned();
            let row = match when {
                None => (sense.row)(lang, figure(*points)),
                Some(when) => (sense.row_when)(lang, condition(when), figure(*points)),
            };
            let closed =
                closed.as_ref().map(|Closed { when, points }| (sense.closed)(lang, condition(when), figure(*points)));
            std::iter::once(row).chain(closed).collect()
        }
        Points::Option { column, points } => {
            let worth = |(name, points): (&String, &f64)| {
                words::option_points(lang, option(lang, item, column, name), figure(*points))
            };
            let all = points.iter().map(worth).collect::<Vec<_>>().join(words::list_comma(lang));
            vec![(sense.option)(lang, label(lang, questionnaire, item, column), all)]
        }
        Points::Value { formula, points } => {
            facts.push((words::computed(lang).to_owned(), in_words(lang, questionnaire, item, formula)));
            vec![(sense.value)(lang, figure(*points))]
        }
    };
    clauses.push(words::cap(lang, figure(cap)));
    let text = clauses.join(words::clause(lang)) + words::full_stop(lang);
    facts.push((words::scored(lang).to_owned(), text));
    facts
}
