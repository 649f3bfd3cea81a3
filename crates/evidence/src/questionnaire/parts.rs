//! From JSON to a questionnaire, element by element, so that one broken item does not hide the faults
//! of the others.

use std::collections::BTreeSet;

use domain::{
    Problem, Questionnaire, Text,
    questionnaire::{
        Column, Condition, Department, Dimension, Formula, Item, ItemKind, Phase, Principle, Region,
        item::{Level, Points, RowRule},
    },
    recipe::Grade,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use serde_path_to_error::Segment;

use super::explain::explain;

/// Most faults that are told of one element.
const MAX_FAULTS: usize = 50;

/// A questionnaire of all elements that could be read, and the paths of lists that lost some: what
/// refers to those cannot be judged.
pub(super) struct Parts {
    pub(super) questionnaire: Questionnaire,
    pub(super) damaged: BTreeSet<String>,
}

/// Reads each element; `None` if not even the frame can be read.
pub(super) fn assemble(mut value: Value, problems: &mut Vec<Problem>) -> Option<Parts> {
    let mut reading = Reading { problems, damaged: BTreeSet::new() };
    blank_texts(&value, "", reading.problems);
    let Some(object) = value.as_object_mut() else {
        let text = Text::new("问卷文件应当是一个对象 {…}。", "A questionnaire file holds one object {…}.");
        reading.problems.push(Problem::error("questionnaire.shape", text));
        return None;
    };
    reading.list(object, "", "basis", &Reading::whole::<Text>);
    reading.list(object, "", "principles", &Reading::whole::<Principle>);
    reading.list(object, "", "departments", &Reading::whole::<Department>);
    reading.list(object, "", "regions", &Reading::whole::<Region>);
    reading.list(object, "", "dimensions", &Reading::whole::<Dimension>);
    reading.list(object, "", "leading_columns", &Reading::column);
    reading.list(object, "", "trailing_columns", &Reading::column);
    reading.list(object, "", "items", &Reading::item);
    reading.list(object, "", "grades", &Reading::whole::<Grade>);
    reading.list(object, "", "phases", &Reading::whole::<Phase>);
    let questionnaire: Questionnaire = reading.shape(&mut value, "")?;
    let damaged = reading.damaged;
    Some(Parts { questionnaire, damaged })
}

/// Reports each text that is blank in one of its languages.
fn blank_texts(value: &Value, path: &str, problems: &mut Vec<Problem>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let at = join(path, name);
                let language = object.len() == 2 && object.contains_key("zh") && object.contains_key("en");
                if language && value.as_str().is_some_and(|text| text.trim().is_empty()) {
                    let text = Text::new(
                        "文字要有中文和英文，不能为空。",
                        "Texts are given in Chinese and in English; neither can be blank.",
                    );
                    problems.push(Problem::error("questionnaire.text_missing", text).at_field(at));
                } else {
                    blank_texts(value, &at, problems);
                }
            }
        }
        Value::Array(list) => {
            for (i, element) in list.iter().enumerate() {
                blank_texts(element, &join(path, &label(element, i + 1)), problems);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Reads an element in place; says whether it can be kept.
type Read<'r, 'p> = &'r dyn Fn(&mut Reading<'p>, &mut Value, &str) -> bool;

struct Reading<'p> {
    problems: &'p mut Vec<Problem>,
    damaged: BTreeSet<String>,
}

impl<'p> Reading<'p> {
    /// Reads the elements of a list and leaves only the good ones in it.
    fn list(&mut self, object: &mut Map<String, Value>, path: &str, name: &str, read: Read<'_, 'p>) {
        let path = join(path, name);
        let Some(Value::Array(elements)) = object.get_mut(name) else { return };
        let before = elements.len();
        let mut number = 0;
        elements.retain_mut(|element| {
            number += 1;
            let at = join(&path, &label(element, number));
            read(self, element, &at)
        });
        if elements.len() < before {
            self.damaged.insert(path);
        }
    }

    fn whole<T: DeserializeOwned>(&mut self, value: &mut Value, path: &str) -> bool {
        self.shape::<T>(value, path).is_some()
    }

    fn column(&mut self, value: &mut Value, path: &str) -> bool {
        let rule = value
            .get_mut("rule")
            .is_none_or(|rule| self.shape::<domain::questionnaire::ValueRule>(rule, &join(path, "rule")).is_some());
        if rule {
            return self.shape::<Column>(value, path).is_some();
        }
        // The rest of the column may have faults of its own.
        set(value, "rule", json!({"type": "url"}));
        self.shape::<Column>(value, path);
        false
    }

    fn item(&mut self, value: &mut Value, path: &str) -> bool {
        if let Some(object) = value.as_object_mut() {
            self.list(object, path, "columns", &Self::column);
            self.list(object, path, "row_rules", &Self::whole::<RowRule>);
        }
        let kind = value.get_mut("kind").is_none_or(|kind| self.kind(kind, &join(path, "kind")));
        if kind {
            return self.shape::<Item>(value, path).is_some();
        }
        set(value, "kind", json!({"type": "veto", "ceiling": "A"}));
        self.shape::<Item>(value, path);
        false
    }

    fn kind(&mut self, value: &mut Value, path: &str) -> bool {
        let Some(object) = value.as_object_mut() else { return self.whole::<ItemKind>(value, path) };
        let mut sound = self.formula(object, path);
        if let Some(points) = object.get_mut("points").filter(|points| points.get("by").is_some()) {
            let path = join(path, "points");
            sound &= points.as_object_mut().is_none_or(|points| self.formula(points, &path));
            sound = sound && self.whole::<Points>(points, &path);
        }
        let levels = join(path, "levels");
        self.list(object, path, "levels", &Self::whole::<Level>);
        sound && !self.damaged.contains(&levels) && self.whole::<ItemKind>(value, path)
    }

    fn formula(&mut self, object: &mut Map<String, Value>, path: &str) -> bool {
        let path = join(path, "formula");
        let Some(formula) = object.get_mut("formula") else { return true };
        let mut sound = true;
        for side in ["numerator", "denominator"] {
            if let Some(Value::Object(measure)) = formula.get_mut(side)
                && let Some(when) = measure.get_mut("when")
            {
                sound &= self.whole::<Condition>(when, &join(&join(&path, side), "when"));
            }
        }
        sound && self.whole::<Formula>(formula, &path)
    }

    /// Reads one value. Each fault is told, then what is faulty is taken out and the value is read
    /// again, as far as that leads.
    fn shape<T: DeserializeOwned>(&mut self, value: &mut Value, path: &str) -> Option<T> {
        let mut removed = BTreeSet::new();
        for _ in 0..MAX_FAULTS {
            let error = match serde_path_to_error::deserialize::<_, T>(&*value) {
                Ok(read) => return Some(read),
                Err(error) => error,
            };
            let words = error.inner().to_string();
            let mut steps: Vec<String> = error.path().iter().map(step).collect();
            if let Some(name) = words.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) {
                if steps.last().is_none_or(|last| last != name) {
                    steps.push(name.to_owned());
                }
            } else if let Some(name) = words.strip_prefix("missing field `").and_then(|rest| rest.split('`').next())
                && removed.contains(&join(&steps.join("."), name))
            {
                return None;
            }
            let at = steps.iter().fold(path.to_owned(), |path, step| join(&path, step));
            let found = take(value, &steps);
            self.problems.push(explain(&at, &words, found.as_ref().and_then(written)));
            found?;
            removed.insert(steps.join("."));
        }
        None
    }
}

/// One step of a path; elements of lists count from 1.
fn step(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => (index + 1).to_string(),
        Segment::Map { key } => key.clone(),
        Segment::Enum { variant } => variant.clone(),
        Segment::Unknown => "?".to_owned(),
    }
}

/// Takes what stands at a path out of its object; elements of lists stay, their lists cannot spare
/// them.
fn take(value: &mut Value, steps: &[String]) -> Option<Value> {
    let (last, above) = steps.split_last()?;
    let mut at = value;
    for step in above {
        at = match at {
            Value::Object(object) => object.get_mut(step)?,
            Value::Array(elements) => elements.get_mut(step.parse::<usize>().ok()?.checked_sub(1)?)?,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
        };
    }
    at.as_object_mut()?.remove(last)
}

/// The value as it stands in the file, where it is short enough to be shown.
fn written(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    };
    (text.chars().count() <= 120).then_some(text)
}

/// What an element of a list is called by: its code, key or letter, else its number.
fn label(element: &Value, number: usize) -> String {
    ["code", "key", "letter"]
        .iter()
        .find_map(|name| element.get(name).and_then(Value::as_str))
        .filter(|name| !name.is_empty())
        .map_or_else(|| number.to_string(), str::to_owned)
}

fn set(value: &mut Value, name: &str, to: Value) {
    if let Some(object) = value.as_object_mut() {
        object.insert(name.to_owned(), to);
    }
}

fn join(path: &str, name: &str) -> String {
    match (path.is_empty(), name.is_empty()) {
        (true, _) => name.to_owned(),
        (false, true) => path.to_owned(),
        (false, false) => format!("{path}.{name}"),
    }
}
