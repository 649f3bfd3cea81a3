//! Formulas and conditions as people read them: on the page of a questionnaire, beside a value.

use domain::{
    Lang, Questionnaire, Text,
    questionnaire::{Column, Condition, Formula, Item, Measure},
};

use crate::Predicate;

/// A condition over the rows of an item, in words. One that does not hold together stands as it was
/// written; a questionnaire that was checked has none.
pub fn condition_in_words(questionnaire: &Questionnaire, item: &Item, condition: &Condition) -> Text {
    let columns: Vec<&Column> = questionnaire.columns(item).collect();
    match Predicate::compile(condition, &columns) {
        Ok(predicate) => predicate.to_words(&columns),
        Err(_) => Text::same(&*condition.0),
    }
}

/// How the rows of an item become its value, in words.
pub fn formula_in_words(questionnaire: &Questionnaire, item: &Item, formula: &Formula) -> Text {
    let write = |lang| Writer { lang, questionnaire, item }.formula(formula);
    Text::new(write(Lang::Zh), write(Lang::En))
}

struct Writer<'a> {
    lang: Lang,
    questionnaire: &'a Questionnaire,
    item: &'a Item,
}

impl Writer<'_> {
    fn formula(&self, formula: &Formula) -> String {
        match formula {
            Formula::RatioOfCounts { numerator, denominator } => self.ratio_of_counts(numerator, denominator.as_ref()),
            Formula::RatioOfSums { numerator, denominator } => {
                let (above, below) = (self.head(numerator), self.head(denominator));
                self.pair(format!("{above}合计 ÷ {below}合计 × 100"), format!("sum of {above} ÷ sum of {below} × 100"))
            }
            Formula::Rate { numerator, denominator, per } => {
                format!("{} ÷ {} × {per}", self.measure(numerator), self.measure(denominator))
            }
            Formula::MeanOfDays { start, end } => {
                let (start, end) = (self.head(start), self.head(end));
                self.pair(
                    format!("从{start}到{end}的平均天数；没有{end}的，算到评估期末日"),
                    format!("the mean of days from {start} to {end}; rows without {end} run to the end of the period"),
                )
            }
            Formula::WeightedMean { value, weight: None } => {
                let value = self.head(value);
                self.pair(format!("{value}的平均"), format!("the mean of {value}"))
            }
            Formula::WeightedMean { value, weight: Some(weight) } => {
                let (value, weight) = (self.head(value), self.head(weight));
                self.pair(
                    format!("{value}按{weight}加权的平均；空白权重按 1 计"),
                    format!("the mean of {value} weighted by {weight}; a blank weight counts as 1"),
                )
            }
        }
    }

    fn ratio_of_counts(&self, numerator: &Condition, denominator: Option<&Condition>) -> String {
        let what = self.condition(numerator);
        match denominator.map(|condition| self.condition(condition)) {
            None => self
                .pair(format!("全部行中，{what}的行所占的百分比"), format!("of all rows, the percentage where {what}")),
            Some(of) => self.pair(
                format!("在{of}的行中，{what}的行所占的百分比"),
                format!("of the rows where {of}, the percentage where {what}"),
            ),
        }
    }

    fn measure(&self, measure: &Measure) -> String {
        match measure {
            Measure::Count { when: None } => self.pair("全部行数".into(), "all rows".into()),
            Measure::Count { when: Some(when) } => {
                let when = self.condition(when);
                self.pair(format!("{when}的行数"), format!("rows where {when}"))
            }
            Measure::Sum { column, times } => {
                let head = self.head(column);
                self.times(self.pair(format!("{head}合计"), format!("sum of {head}")), *times)
            }
            Measure::Max { column, times } => {
                let head = self.head(column);
                self.times(self.pair(format!("{head}的最大值"), format!("largest {head}")), *times)
            }
        }
    }

    /// With its factor, where there is one.
    fn times(&self, text: String, times: f64) -> String {
        if times.to_bits() == 1.0_f64.to_bits() {
            return text;
        }
        self.pair(format!("（{text} × {times}）"), format!("({text} × {times})"))
    }

    fn condition(&self, condition: &Condition) -> String {
        condition_in_words(self.questionnaire, self.item, condition).get(self.lang).to_owned()
    }

    fn head(&self, key: &str) -> String {
        let column = self.questionnaire.columns(self.item).find(|column| column.key == key);
        format!("“{}”", column.map_or(key, |column| column.label.get(self.lang)))
    }

    fn pair(&self, zh: String, en: String) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::questionnaire::ItemKind;

    use super::*;

    fn formula_of(code: &str) -> Text {
        let bytes = include_bytes!("../../../fixtures/shanxi/instrument.json");
        let (questionnaire, _) = crate::read_questionnaire("instrument.json", bytes).expect("the example");
        let item = questionnaire.item(code).expect("an item");
        let ItemKind::Quantitative { formula, .. } = &item.kind else { panic!("{code} has no formula") };
        formula_in_words(&questionnaire, item, formula)
    }

    #[test]
    fn a_ratio_says_of_which_rows() {
        let text = formula_of("A1.1");
        assert_eq!(text.zh, "全部行中，“是否已督导”为“是”的行所占的百分比");
        assert_eq!(text.en, "of all rows, the percentage where “Inspected” is yes");
    }

    #[test]
    fn a_factor_stays_with_its_column() {
        let text = formula_of("C13.2");
        assert_eq!(text.zh, "“死亡人数”合计 ÷ （“常住人口（万人）”合计 × 10000） × 100000");
    }

    #[test]
    fn no_formula_of_the_example_shows_a_key() {
        let bytes = include_bytes!("../../../fixtures/shanxi/instrument.json");
        let (questionnaire, _) = crate::read_questionnaire("instrument.json", bytes).expect("the example");
        for item in &questionnaire.items {
            if let ItemKind::Quantitative { formula, .. } = &item.kind {
                let text = formula_in_words(&questionnaire, item, formula);
                assert!(!text.zh.contains('_') && !text.en.contains('_'), "{}: {text}", item.code);
                assert!(!text.zh.chars().any(|c| c.is_ascii_lowercase()), "{}: {}", item.code, text.zh);
            }
        }
    }
}
