//! The form of a recipe. It is read here, field by field; whether the recipe makes sense for its
//! instrument is decided by `scoring`.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Problem, Recipe, Text,
    recipe::{Coverage, Grade, Missing, Normalise, Posts, RecipeVersion},
};

use crate::web::form::Form;

/// The most decimals a page shows.
const MOST_DECIMALS: u8 = 6;

/// Reads the form.
///
/// # Errors
/// Every field that cannot be read.
pub(super) fn read(form: &Form) -> Result<Recipe, Vec<Problem>> {
    let mut reader = Reader { form, problems: Vec::new() };
    let normalise = reader.normalise();
    let missing = reader.missing();
    let coverage = reader.coverage();
    let grades = reader.grades();
    let decimals = reader.decimals();
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    // A recipe that is read today means what today's version means.
    let version = RecipeVersion::default();
    Ok(Recipe { version, normalise, missing, coverage, grades, decimals, ..Recipe::default() })
}

struct Reader<'a> {
    form: &'a Form,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn normalise(&mut self) -> Normalise {
        match self.form.get("normalise") {
            "none" => Normalise::None,
            "min-max" => {
                let (lower, upper) = self.bounds();
                Normalise::MinMax { lower, upper }
            }
            "goalposts" => {
                let (lower, upper) = self.bounds();
                Normalise::Goalposts { lower, upper, posts: self.posts() }
            }
            // Anything may be sent.
            other => {
                self.choose("normalise", other);
                Normalise::None
            }
        }
    }

    fn bounds(&mut self) -> (f64, f64) {
        let lower = self.number("lower").unwrap_or(0.0);
        let upper = self.number("upper").unwrap_or(100.0);
        if lower >= upper {
            let message = Text::new("最高分要大于最低分。", "The highest score must be above the lowest.");
            self.problems.push(Problem::error("form.bounds", message).at_field("upper").found(self.form.get("upper")));
        }
        (lower, upper)
    }

    fn posts(&mut self) -> BTreeMap<String, Posts> {
        let codes: BTreeSet<&str> = self
            .form
            .names()
            .filter_map(|name| name.strip_prefix("posts."))
            .filter_map(|name| name.strip_suffix(".floor").or_else(|| name.strip_suffix(".target")))
            .collect();
        let mut posts = BTreeMap::new();
        for code in codes {
            let names = [format!("posts.{code}.floor"), format!("posts.{code}.target")];
            if names.iter().all(|name| self.form.get(name).trim().is_empty()) {
                continue;
            }
            let [floor, target] = names.map(|name| self.required_number(&name));
            if let (Some(floor), Some(target)) = (floor, target) {
                posts.insert(code.to_owned(), Posts { floor, target });
            }
        }
        posts
    }

    fn missing(&mut self) -> Missing {
        match self.form.get("missing") {
            "redistribute" => Missing::Redistribute,
            "refuse" => Missing::Refuse,
            // Anything may be sent.
            other => {
                self.choose("missing", other);
                Missing::default()
            }
        }
    }

    /// Shares are typed as percentages.
    fn coverage(&mut self) -> Coverage {
        let mut share = |field: &str| self.number(field).map_or(0.0, |percent| percent / 100.0);
        Coverage { dimension: share("coverage.dimension"), overall: share("coverage.overall") }
    }

    fn grades(&mut self) -> Vec<Grade> {
        let rows: BTreeSet<u16> =
            self.form.names().filter_map(|name| name.strip_prefix("grade.")?.split('.').next()?.parse().ok()).collect();
        let mut grades = Vec::new();
        for row in rows {
            let name = |cell: &str| format!("grade.{row}.{cell}");
            let cells = ["letter", "name_zh", "name_en", "at_least"].map(|cell| self.form.get(&name(cell)).trim());
            if cells.iter().all(|cell| cell.is_empty()) {
                continue;
            }
            let [letter, name_zh, name_en, _] = cells.map(str::to_owned);
            if letter.is_empty() {
                let message = Text::new("请写等次的字母或代号。", "Give the letter of the grade.");
                self.problems.push(Problem::error("form.missing", message).at_field(name("letter")));
            }
            let word = Text::from_parts(Some(&name_zh), Some(&name_en)).unwrap_or_else(|| Text::same(letter.as_str()));
            if let Some(at_least) = self.required_number(&name("at_least")) {
                grades.push(Grade { letter, name: word, at_least });
            }
        }
        grades
    }

    fn decimals(&mut self) -> u8 {
        let text = self.form.get("decimals").trim();
        if text.is_empty() {
            return Recipe::default().decimals;
        }
        match text.parse() {
            Ok(decimals) if decimals <= MOST_DECIMALS => decimals,
            Ok(_) | Err(_) => {
                let message = Text::new(
                    format!("小数位数是 0 到 {MOST_DECIMALS} 的整数。"),
                    format!("Decimals are a whole number from 0 to {MOST_DECIMALS}."),
                );
                self.problems.push(Problem::error("form.number", message).at_field("decimals").found(text));
                0
            }
        }
    }

    /// A number, `None` if blank or unreadable.
    fn number(&mut self, field: &str) -> Option<f64> {
        let text = self.form.get(field).trim();
        if text.is_empty() { None } else { self.required_number(field) }
    }

    fn required_number(&mut self, field: &str) -> Option<f64> {
        let text = self.form.get(field).trim().replace('−', "-");
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            let message = Text::new("请写一个数字。", "Write a number.");
            self.problems.push(Problem::error("form.number", message).at_field(field).found(text));
        }
        number
    }

    fn choose(&mut self, field: &str, found: &str) {
        let message = Text::new("请选择其中一项。", "Choose one of these.");
        self.problems.push(Problem::error("form.choice", message).at_field(field).found(found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_recipe_is_read() {
        let recipe = read(&Form::of(&[
            ("normalise", "goalposts"),
            ("lower", ""),
            ("upper", "10"),
            ("posts.a.b.floor", "−5"),
            ("posts.a.b.target", "5.5"),
            ("posts.c.floor", ""),
            ("posts.c.target", " "),
            ("missing", "refuse"),
            ("coverage.dimension", " "),
            ("coverage.overall", "50"),
            ("decimals", "3"),
            ("grade.0.letter", "A"),
            ("grade.0.name_zh", "优秀"),
            ("grade.0.at_least", "9"),
            ("grade.1.letter", ""),
            ("grade.1.at_least", ""),
        ]))
        .expect("a good form");
        let posts = BTreeMap::from([("a.b".to_owned(), Posts { floor: -5.0, target: 5.5 })]);
        assert_eq!(recipe.normalise, Normalise::Goalposts { lower: 0.0, upper: 10.0, posts });
        assert_eq!((recipe.missing, recipe.decimals), (Missing::Refuse, 3));
        assert_eq!(recipe.coverage, Coverage { dimension: 0.0, overall: 0.5 });
        assert_eq!(recipe.grades, [Grade { letter: "A".into(), name: Text::same("优秀"), at_least: 9.0 }]);
    }

    #[test]
    fn every_field_that_cannot_be_read_is_named() {
        let problems = read(&Form::of(&[
            ("normalise", "goalposts"),
            ("lower", "x"),
            ("upper", "-1"),
            ("posts.a.floor", "1"),
            ("missing", "?"),
            ("coverage.overall", "half"),
            ("decimals", "7"),
            ("grade.0.name_zh", "优秀"),
            ("grade.0.at_least", "NaN"),
        ]))
        .expect_err("a bad form");
        let fields: Vec<_> = problems.iter().filter_map(|p| p.place.field.as_deref()).collect();
        assert_eq!(
            fields,
            [
                "lower",
                "upper",
                "posts.a.target",
                "missing",
                "coverage.overall",
                "grade.0.letter",
                "grade.0.at_least",
                "decimals"
            ]
        );
    }
}
