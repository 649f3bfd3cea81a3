//! A condition as a person would say it, with the heads of columns instead of their keys:
//! `done_date != null && done_date <= due_date` is “办结日期”已填且“办结日期”不晚于“应办日期”.

use domain::{
    Lang,
    questionnaire::{Column, ValueRule},
};
use time::Date;

use super::expression::{Choice, Day, Expression, Number, Operation, Order, Truth, Words};

/// Writes in one language about one table.
pub(super) struct Writer<'a> {
    pub(super) lang: Lang,
    pub(super) columns: &'a [&'a Column],
}

impl Writer<'_> {
    pub(super) fn truth(&self, truth: &Truth) -> String {
        match truth {
            Truth::Literal(true) => self.say("总是成立", "always").to_owned(),
            Truth::Literal(false) => self.say("从不成立", "never").to_owned(),
            Truth::Column(index) => self.yes(*index, true),
            Truth::Not(x) => self.not(x),
            Truth::All(parts) => self.joined(parts, self.say("且", " and ")),
            Truth::Any(parts) => self.joined(parts, self.say("或", " or ")),
            Truth::Same(pair) => {
                let (left, right) = (self.nested(&pair.0), self.nested(&pair.1));
                self.pair(format!("{left}与{right}同真同假"), format!("{left} just where {right}"))
            }
            Truth::Choose(choice) => self.choice(choice, Self::truth),
            Truth::Blank(x) => self.blank(x, true),
            Truth::Numbers(order, pair) => compared(&self.number(&pair.0), self.size(*order), &self.number(&pair.1)),
            Truth::Days(order, pair) => compared(&self.day(&pair.0), self.time(*order), &self.day(&pair.1)),
            Truth::Words(pair) => self.words_are(pair, true),
            Truth::NumberAmong(x) => self.among(&self.number(&x.0), x.1.iter().map(|number| self.number(number)), true),
            Truth::DayAmong(x) => self.among(&self.day(&x.0), x.1.iter().map(|day| self.day(day)), true),
            Truth::WordsAmong(x) => self.words_among(&x.0, &x.1, true),
        }
    }

    /// The denial of a condition: inside it where words are shorter so.
    fn not(&self, truth: &Truth) -> String {
        match truth {
            Truth::Literal(truth) => self.truth(&Truth::Literal(!truth)),
            Truth::Column(index) => self.yes(*index, false),
            Truth::Not(x) => self.truth(x),
            Truth::Blank(x) => self.blank(x, false),
            Truth::Numbers(order, pair) => {
                compared(&self.number(&pair.0), self.size(order.opposite()), &self.number(&pair.1))
            }
            Truth::Days(order, pair) => compared(&self.day(&pair.0), self.time(order.opposite()), &self.day(&pair.1)),
            Truth::Words(pair) => self.words_are(pair, false),
            Truth::NumberAmong(x) => {
                self.among(&self.number(&x.0), x.1.iter().map(|number| self.number(number)), false)
            }
            Truth::DayAmong(x) => self.among(&self.day(&x.0), x.1.iter().map(|day| self.day(day)), false),
            Truth::WordsAmong(x) => self.words_among(&x.0, &x.1, false),
            Truth::All(_) | Truth::Any(_) | Truth::Same(_) | Truth::Choose(_) => {
                let inner = self.truth(truth);
                self.pair(format!("并非（{inner}）"), format!("not ({inner})"))
            }
        }
    }

    fn number(&self, number: &Number) -> String {
        match number {
            Number::Literal(x) => x.to_string().replace('-', "−"),
            Number::Column { index, percent: _ } => self.head(*index),
            Number::Negative(x) => format!("−{}", self.operand(x)),
            Number::Arithmetic(operation, pair) => {
                let sign = match operation {
                    Operation::Add => "+",
                    Operation::Subtract => "−",
                    Operation::Multiply => "×",
                    Operation::Divide => "÷",
                };
                format!("{} {sign} {}", self.operand(&pair.0), self.operand(&pair.1))
            }
            Number::Workdays(pair) => {
                let (from, to) = (self.day(&pair.0), self.day(&pair.1));
                self.pair(format!("{from}后至{to}的工作日数"), format!("the working days after {from} up to {to}"))
            }
            Number::DaysBetween(pair) => {
                let (to, from) = (self.day(&pair.0), self.day(&pair.1));
                self.pair(format!("{from}至{to}的天数"), format!("the days from {from} to {to}"))
            }
            Number::Choose(choice) => self.choice(choice, Self::number),
        }
    }

    fn operand(&self, number: &Number) -> String {
        let text = self.number(number);
        if matches!(number, Number::Arithmetic(..)) { self.bracketed(&text) } else { text }
    }

    fn day(&self, day: &Day) -> String {
        match day {
            Day::Literal(day) => self.date(*day),
            Day::Column(index) => self.head(*index),
            Day::PeriodStart => self.say("评估期首日", "the first day of the period").to_owned(),
            Day::PeriodEnd => self.say("评估期末日", "the last day of the period").to_owned(),
            Day::Later(pair) => {
                let (day, days) = (self.day(&pair.0), self.number(&pair.1));
                self.pair(format!("{day}后 {days} 天"), format!("{days} days after {day}"))
            }
            Day::Choose(choice) => self.choice(choice, Self::day),
        }
    }

    /// A text; an option of the column it is compared with in the language of the reader.
    fn words(&self, words: &Words, beside: Option<usize>) -> String {
        match words {
            Words::Literal(text) => {
                let option = beside.and_then(|index| self.columns.get(index)).and_then(|column| match &column.rule {
                    ValueRule::Options { options } => options.iter().find(|option| option.zh == *text),
                    ValueRule::Text { .. }
                    | ValueRule::Integer { .. }
                    | ValueRule::Decimal { .. }
                    | ValueRule::Percent { .. }
                    | ValueRule::Date { .. }
                    | ValueRule::YesNo
                    | ValueRule::Url
                    | ValueRule::Region
                    | ValueRule::CreditCode
                    | ValueRule::Documents => None,
                });
                format!("“{}”", option.map_or(text.as_str(), |option| option.get(self.lang)))
            }
            Words::Column(index) => self.head(*index),
            Words::Choose(choice) => self.choice(choice, |writer: &Self, words: &Words| writer.words(words, beside)),
        }
    }

    fn words_are(&self, pair: &(Words, Words), equal: bool) -> String {
        let is = if equal { self.say("是", " is ") } else { self.say("不是", " is not ") };
        compared(&self.words(&pair.0, column(&pair.1)), is, &self.words(&pair.1, column(&pair.0)))
    }

    fn words_among(&self, words: &Words, all: &[Words], within: bool) -> String {
        self.among(&self.words(words, None), all.iter().map(|other| self.words(other, column(words))), within)
    }

    fn among(&self, value: &str, all: impl Iterator<Item = String>, within: bool) -> String {
        let all = all.collect::<Vec<_>>().join(self.say("或", " or "));
        let is = if within { self.say("是", " is ") } else { self.say("不是", " is not ") };
        compared(value, is, &all)
    }

    fn yes(&self, index: usize, yes: bool) -> String {
        let head = self.head(index);
        let (zh, en) = if yes { ("是", "yes") } else { ("否", "no") };
        self.pair(format!("{head}为“{zh}”"), format!("{head} is {en}"))
    }

    fn blank(&self, x: &Expression, blank: bool) -> String {
        let what = match x {
            Expression::Truth(Truth::Column(index)) => self.head(*index),
            Expression::Truth(x) => self.nested(x),
            Expression::Number(x) => self.number(x),
            Expression::Day(x) => self.day(x),
            Expression::Words(x) => self.words(x, None),
        };
        let (zh, en) = if blank { ("为空", "is blank") } else { ("已填", "is filled in") };
        self.pair(format!("{what}{zh}"), format!("{what} {en}"))
    }

    fn choice<T>(&self, choice: &Choice<T>, part: impl Fn(&Self, &T) -> String) -> String {
        let when = self.truth(&choice.when);
        let (then, otherwise) = (part(self, &choice.then), part(self, &choice.otherwise));
        self.pair(format!("（{when}时为 {then}，否则为 {otherwise}）"), format!("({then} if {when}, else {otherwise})"))
    }

    fn joined(&self, parts: &[Truth], with: &str) -> String {
        parts.iter().map(|part| self.nested(part)).collect::<Vec<_>>().join(with)
    }

    /// In brackets, where it is itself made of several.
    fn nested(&self, truth: &Truth) -> String {
        let text = self.truth(truth);
        if matches!(truth, Truth::All(_) | Truth::Any(_) | Truth::Same(_)) { self.bracketed(&text) } else { text }
    }

    fn bracketed(&self, text: &str) -> String {
        self.pair(format!("（{text}）"), format!("({text})"))
    }

    const fn size(&self, order: Order) -> &'static str {
        match order {
            Order::Equal => self.say("等于", " is "),
            Order::Unequal => self.say("不等于", " is not "),
            Order::Less => self.say("小于", " is less than "),
            Order::LessOrEqual => self.say("不大于", " is at most "),
            Order::Greater => self.say("大于", " is more than "),
            Order::GreaterOrEqual => self.say("不小于", " is at least "),
        }
    }

    const fn time(&self, order: Order) -> &'static str {
        match order {
            Order::Equal => self.say("就是", " is "),
            Order::Unequal => self.say("不是", " is not "),
            Order::Less => self.say("早于", " is before "),
            Order::LessOrEqual => self.say("不晚于", " is not after "),
            Order::Greater => self.say("晚于", " is after "),
            Order::GreaterOrEqual => self.say("不早于", " is not before "),
        }
    }

    fn head(&self, index: usize) -> String {
        let label = self.columns.get(index).map_or("", |column| column.label.get(self.lang));
        format!("“{label}”")
    }

    fn date(&self, day: Date) -> String {
        match self.lang {
            Lang::Zh => format!("{}年{}月{}日", day.year(), u8::from(day.month()), day.day()),
            Lang::En => format!("{} {} {}", day.day(), day.month(), day.year()),
        }
    }

    const fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn pair(&self, zh: String, en: String) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

fn compared(left: &str, sign: &str, right: &str) -> String {
    format!("{left}{sign}{right}")
}

const fn column(words: &Words) -> Option<usize> {
    match words {
        Words::Column(index) => Some(*index),
        Words::Literal(_) | Words::Choose(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        Text,
        questionnaire::{Condition, Sensitivity},
    };

    use super::super::Predicate;
    use super::*;

    fn column(key: &str, zh: &str, en: &str, rule: ValueRule) -> Column {
        Column {
            key: key.into(),
            label: Text::new(zh, en),
            required: false,
            unique: false,
            sensitivity: Sensitivity::Public,
            rule,
        }
    }

    fn words(condition: &str) -> Text {
        let day = || ValueRule::Date { from: None, to: None };
        let options = vec![Text::new("已兑现", "kept"), Text::new("未到期", "not due")];
        let columns = [
            column("done_date", "办结日期", "Done on", day()),
            column("due_date", "应办日期", "Due on", day()),
            column("inspected", "是否已督导", "Inspected", ValueRule::YesNo),
            column("status", "状态", "Status", ValueRule::Options { options }),
        ];
        let columns: Vec<&Column> = columns.iter().collect();
        Predicate::compile(&Condition(condition.into()), &columns).expect("a sound condition").to_words(&columns)
    }

    #[test]
    fn days_come_before_and_after_and_not_less_and_more() {
        let text = words("done_date != null && done_date <= due_date");
        assert_eq!(text.zh, "“办结日期”已填且“办结日期”不晚于“应办日期”");
        assert_eq!(text.en, "“Done on” is filled in and “Done on” is not after “Due on”");
    }

    #[test]
    fn working_days_depend_on_what_the_row_says() {
        let text = words("workdays(due_date, done_date) <= (inspected ? 7 : 3)");
        assert_eq!(text.zh, "“应办日期”后至“办结日期”的工作日数不大于（“是否已督导”为“是”时为 7，否则为 3）");
    }

    #[test]
    fn options_speak_the_language_of_the_reader() {
        let text = words("status in ['已兑现', '未到期'] || !inspected");
        assert_eq!(text.zh, "“状态”是“已兑现”或“未到期”或“是否已督导”为“否”");
        assert_eq!(text.en, "“Status” is “kept” or “not due” or “Inspected” is no");
        assert_eq!(words("status != '未到期'").en, "“Status” is not “not due”");
    }
}
