use std::{collections::BTreeMap, fmt::Write};

use domain::recipe::{Coverage, Missing, Normalise, Posts};

use super::*;
use crate::testing::{assessed, content};

/// The method as a page of plain text.
fn page(content: &EditionContent) -> String {
    let mut page = String::new();
    for section in method_sections(content) {
        writeln!(page, "\n[{}] {}", section.id, section.title).expect("is written");
        for paragraph in &section.paragraphs {
            writeln!(page, "- {}\n  {}", paragraph.zh, paragraph.en).expect("is written");
        }
        for formula in &section.formulas {
            writeln!(page, "* {}\n  {}\n  {}", formula.plain.zh, formula.plain.en, formula.mathml).expect("is written");
        }
    }
    page
}

fn with_goalposts() -> EditionContent {
    let mut content = content();
    let posts = [("open", 0.0, 95.0), ("days", 30.0, 5.5), ("law", -10.0, 100.0)]
        .map(|(code, floor, target)| (code.to_owned(), Posts { floor, target }));
    content.recipe.normalise = Normalise::Goalposts { lower: -1.0, upper: 1.0, posts: BTreeMap::from(posts) };
    content.recipe.missing = Missing::Refuse;
    content.recipe.grades.clear();
    content.recipe.coverage = Coverage { dimension: 0.333, overall: 0.55 };
    content.result.units[0].nodes[0].withheld = Some(0.5);
    content
}

#[test]
fn the_method_of_the_tiny_edition_is_the_golden_one() {
    insta::assert_snapshot!(page(&content()));
}

#[test]
fn goalposts_are_told_with_floor_and_target_of_every_indicator() {
    let page = page(&with_goalposts());
    for expected in [
        "办结时间（days）：底线值 30 天，目标值 5.5 天",
        "Rule of law (law): floor -10, target 100",
        "s = -1 + min(1, max(0, (x − f) / (t − f))) · (1 − -1)",
        "--recipe recipe.json",
        "This index has no grades.",
        "Missing values are refused",
        "至少要占总分权重的 55% 才有总分和名次，占一个维度的 33.3% 才有该维度的得分",
        "Units without an overall score for this reason in this period: 1.",
    ] {
        assert!(page.contains(expected), "“{expected}” is missing from\n{page}");
    }
}

#[test]
fn the_method_of_a_questionnaire_is_the_golden_one() {
    insta::assert_snapshot!(page(&assessed()));
}

#[test]
fn without_normalisation_the_direction_is_said_to_change_nothing() {
    let mut content = content();
    content.recipe.normalise = Normalise::None;
    let page = page(&content);
    assert!(page.contains("the direction changes no value"), "{page}");
    assert!(page.contains("--normalise none"), "{page}");
}

#[test]
fn every_text_exists_in_both_languages_and_ids_are_unique() {
    for content in [content(), with_goalposts(), assessed()] {
        let sections = method_sections(&content);
        let mut ids: Vec<&str> = sections.iter().map(|s| s.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), sections.len());
        for section in &sections {
            let plain = section.formulas.iter().map(|f| &f.plain);
            for text in section.paragraphs.iter().chain(plain).chain([&section.title]) {
                assert!(!text.zh.is_empty() && !text.en.is_empty() && text.zh != text.en, "{text:?}");
            }
        }
    }
}

#[test]
fn the_markup_is_balanced() {
    for content in [content(), with_goalposts(), assessed()] {
        for formula in method_sections(&content).iter().flat_map(|s| &s.formulas) {
            let mut open = Vec::new();
            for tag in formula.mathml.split('<').skip(1) {
                let tag = tag.split(['>', ' ']).next().expect("a tag name");
                match tag.strip_prefix('/') {
                    Some(closed) => assert_eq!(open.pop(), Some(closed), "{}", formula.mathml),
                    None => open.push(tag),
                }
            }
            assert!(open.is_empty(), "{}", formula.mathml);
        }
    }
}
