//! JSON syntax: where it breaks, and names that stand twice in one object (of which every other
//! reader would silently drop one).

use std::{cell::RefCell, fmt};

use domain::{Problem, Text};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, error::Category};

/// Reads any JSON text.
pub(super) fn parse(text: &str, problems: &mut Vec<Problem>) -> Option<Value> {
    let repeated = RefCell::new(Vec::new());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Node { path: String::new(), repeated: &repeated }.deserialize(&mut deserializer).and_then(|value| {
        deserializer.end()?;
        Ok(value)
    });
    problems.extend(repeated.into_inner().into_iter().map(repeated_name));
    value.map_err(|error| problems.push(syntax(&error))).ok()
}

fn syntax(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let text = match error.classify() {
        Category::Eof => Text::new(
            format!("文件在第 {line} 行第 {column} 列就结束了，括号或引号没有闭合。"),
            format!("The file ends at line {line}, column {column}, with a bracket or quotation mark still open."),
        ),
        Category::Syntax | Category::Data | Category::Io => Text::new(
            format!("第 {line} 行第 {column} 列不是正确的 JSON。"),
            format!("This is not correct JSON at line {line}, column {column}."),
        ),
    };
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    Problem::error("questionnaire.syntax", text).at_field(format!("{line}:{column}")).found(words).remedy(Text::new(
        "检查这一处前后的引号、逗号和括号；最后一项后面不写逗号。",
        "Look at the quotation marks, commas and brackets around this place; no comma follows the last element.",
    ))
}

fn repeated_name(path: String) -> Problem {
    let name = path.rsplit('.').next().unwrap_or_default().to_owned();
    Problem::error(
        "questionnaire.name_repeated",
        Text::new(format!("同一对象里“{name}”写了两次。"), format!("“{name}” stands twice in one object.")),
    )
    .at_field(path)
    .remedy(Text::new("删去其中一个。", "Delete one of the two."))
}

/// Any JSON value; notes the paths of repeated names.
struct Node<'a> {
    path: String,
    repeated: &'a RefCell<Vec<String>>,
}

impl Node<'_> {
    fn below(&self, name: &str) -> Self {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        Self { path, repeated: self.repeated }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self.below(&(values.len() + 1).to_string()))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let below = self.below(&name);
            if values.contains_key(&name) {
                self.repeated.borrow_mut().push(below.path.clone());
            }
            values.insert(name, map.next_value_seed(below)?);
        }
        Ok(Value::Object(values))
    }
}
