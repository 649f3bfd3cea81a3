//! An index 指数: what is measured, by whom, from which source; its editions appear period by period.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{problem::Problem, text::Text};

/// The short name of an index in URLs: lower-case Latin letters, digits and inner hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = Problem;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let good = (2..=40).contains(&s.len())
            && s.chars().all(|c| inner(c) || c == '-')
            && s.starts_with(inner)
            && s.ends_with(inner);
        if good {
            Ok(Self(s.to_owned()))
        } else {
            Err(Problem::error(
                "index.slug_form",
                Text::new(
                    "网址简称只能用 2–40 个小写英文字母、数字和中间的连字符。",
                    "The short name has 2–40 lower-case letters, digits and inner hyphens.",
                ),
            )
            .at_field("slug")
            .found(s)
            .remedy(Text::new("例如 shanxi-2026。", "For example shanxi-2026.")))
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = String;
    fn try_from(s: String) -> Result<Self, String> {
        s.parse().map_err(|p: Problem| p.message.en)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an index says about itself, on every page and in every file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Its name in URLs; never changes.
    pub slug: Slug,
    /// Its name.
    pub name: Text,
    /// What it measures, in one sentence.
    pub summary: Text,
    /// Who publishes the values and where they were taken from.
    pub source: Text,
    /// Under which terms the values may be used.
    pub licence: Text,
    /// What is scored, in the plural: 国家和地区, countries.
    pub unit_noun: Text,
    /// Where the public sends objections.
    pub contact: Text,
    /// Whether its figures are invented 示例数据, for show or for practice: every page and file says so.
    /// Absent in what was published before there was such a mark, and where it is not needed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fictional: bool,
}

impl Index {
    /// What every page and file must say of invented figures; `None` of real ones.
    pub fn notice(&self) -> Option<Text> {
        self.fictional.then(example_notice)
    }

    /// The name of a file of this index: one with invented figures says so before it is opened.
    pub fn name_file(&self, name: String) -> String {
        if self.fictional && !name.starts_with(EXAMPLE) { format!("{EXAMPLE}-{name}") } else { name }
    }
}

/// What the names of files with invented figures begin with.
pub const EXAMPLE: &str = "示例数据";

/// What is said of invented figures.
pub fn example_notice() -> Text {
    Text::new(
        "示例数据：地名真实，数字全部虚构，不代表任何评价。",
        "Example data: the names of places are real, all figures are invented. They judge nobody.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(fictional: bool) -> Index {
        let text = || Text::same("-");
        Index {
            slug: "shanxi".parse().expect("a slug"),
            name: text(),
            summary: text(),
            source: text(),
            licence: text(),
            unit_noun: text(),
            contact: text(),
            fictional,
        }
    }

    #[test]
    fn invented_figures_are_told_by_a_notice_and_by_the_name_of_a_file_once() {
        let (real, invented) = (index(false), index(true));
        assert_eq!((real.notice(), real.name_file("a.csv".into())), (None, "a.csv".into()));
        assert!(invented.notice().is_some_and(|notice| notice.zh.starts_with(EXAMPLE)));
        let named = invented.name_file("a.csv".into());
        assert_eq!(named, "示例数据-a.csv");
        assert_eq!(invented.name_file(named.clone()), named);
    }
}
