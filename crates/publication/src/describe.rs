//! The method in words and formulas, in both languages, generated from the recipe that scored.
//!
//! Nothing here can speak of another method than the one that was used. Every match on a choice of
//! the recipe is exhaustive: a new method does not compile without its words.

mod after;
mod aggregate;
mod impute;
mod mathml;
mod normalise;
mod parts;
mod per_indicator;
mod release;
mod robustness;
mod score;
mod select;
mod treat;
mod used;
mod weighting;
mod words;

use domain::{EditionContent, Text, recipe::RecipeVersion};

/// A section of the method page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodSection {
    /// Stable, for anchors and tests: `weights`.
    pub id: &'static str,
    /// Its heading.
    pub title: Text,
    /// What it says.
    pub paragraphs: Vec<Text>,
    /// Its formulas, after the paragraphs.
    pub formulas: Vec<Formula>,
}

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// `MathML` presentation markup, a complete `<math>` element. Safe to insert as it is: generated
    /// here, and every text in it is escaped.
    pub mathml: String,
    /// The same as a line of text, with its symbols explained.
    pub plain: Text,
}

/// The method of an edition, in the order in which a score comes to be.
pub fn method_sections(content: &EditionContent) -> Vec<MethodSection> {
    match content.recipe.version {
        RecipeVersion::V1 => [
            release::release(content),
            Some(normalise::normalisation(content)),
            Some(normalise::direction(content)),
            Some(score::weights(content)),
            Some(score::missing(content)),
            Some(score::coverage(content)),
            Some(aggregate::aggregation(content)),
            parts::subtotals(content),
            after::adjustments(content),
            Some(score::grades(content)),
            after::ceilings(content),
            Some(score::ranks()),
            parts::standard_errors(content),
            Some(score::rounding(content)),
            Some(score::recomputation(content)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        RecipeVersion::V2 => [
            release::release(content),
            select::selection(content),
            select::denominators(content),
            impute::imputation(content),
            treat::outliers(content),
            Some(normalise::normalisation(content)),
            Some(normalise::direction(content)),
            Some(weighting::weights(content)),
            Some(score::missing(content)),
            Some(score::coverage(content)),
            Some(aggregate::aggregation(content)),
            parts::subtotals(content),
            after::adjustments(content),
            Some(score::grades(content)),
            after::ceilings(content),
            Some(score::ranks()),
            robustness::intervals(content),
            parts::standard_errors(content),
            Some(score::rounding(content)),
            Some(score::recomputation(content)),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

/// A count of what is in the data; nothing where the data are withheld.
fn counted(content: &EditionContent, words: Text) -> Option<Text> {
    (!content.withholds_scores()).then_some(words)
}

/// A node as people know it: its name, and its code where that differs.
fn named(node: &domain::Node) -> Text {
    let with_code = |name: &str, open: &str, close: &str| {
        if name == node.code { name.to_owned() } else { format!("{name}{open}{}{close}", node.code) }
    };
    Text::new(with_code(&node.name.zh, "（", "）"), with_code(&node.name.en, " (", ")"))
}

#[cfg(test)]
mod tests;
