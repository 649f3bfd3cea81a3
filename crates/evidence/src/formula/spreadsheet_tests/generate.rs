//! Random rows and conditions, the same ones each time.

use domain::{
    Questionnaire, calendar,
    questionnaire::{EvidenceRow, ValueRule, column::Value},
};
use time::{Duration, macros::date};

/// `SplitMix64`.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u32) -> u32 {
        u32::try_from(self.next() % u64::from(n)).expect("below a u32")
    }

    fn one_of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(u32::try_from(list.len()).expect("short")) as usize]
    }
}

/// Rows that an item's columns accept but for blank cells, each with something in it.
pub(super) fn rows(chance: &mut Chance, questionnaire: &Questionnaire, item: usize, count: u32) -> Vec<EvidenceRow> {
    let item = &questionnaire.items[item];
    let row = |number| {
        let mut values: Vec<_> = questionnaire
            .columns(item)
            .map(|column| (chance.below(4) > 0).then(|| value(chance, &column.rule)))
            .collect();
        if values.iter().all(Option::is_none) {
            let last = questionnaire.columns(item).last().expect("a column");
            *values.last_mut().expect("a column") = Some(value(chance, &last.rule));
        }
        EvidenceRow { number: number + 7, values }
    };
    (0..count).map(row).collect()
}

fn value(chance: &mut Chance, rule: &ValueRule) -> Value {
    match rule {
        ValueRule::YesNo => Value::Bool(chance.below(2) == 0),
        ValueRule::Integer { .. } => Value::Number(f64::from(chance.below(9))),
        ValueRule::Decimal { .. } => Value::Number(f64::from(chance.below(20)) / 2.0),
        ValueRule::Percent { .. } => Value::Number(f64::from(chance.below(1_001)) / 10.0),
        // Near both ends of the period, so that days often meet them and each other.
        ValueRule::Date { .. } => {
            let near = chance.one_of(&[&date!(2024 - 12 - 29), &date!(2025 - 06 - 18), &date!(2025 - 12 - 29)]);
            Value::Date(*near + Duration::days(i64::from(chance.below(6))))
        }
        ValueRule::Options { options } => {
            let at = chance.below(u32::try_from(options.len()).expect("short")) as usize;
            Value::Text(options[at].zh.clone())
        }
        ValueRule::Text { .. } | ValueRule::Url | ValueRule::Region | ValueRule::CreditCode | ValueRule::Documents => {
            Value::Text(chance.one_of(&["甲", "乙", "Abc", "abc"]).to_owned())
        }
    }
}

/// Rows of the test's questionnaire whose numbers `a` and `b` are the calendar days and the working days
/// between their dates.
pub(super) fn rows_with_their_days(chance: &mut Chance, count: u32) -> Vec<EvidenceRow> {
    let row = |number| {
        let mut day = || date!(2014 - 12 - 20) + Duration::days(i64::from(chance.below(6_000)));
        let (from, to) = (day(), day());
        let days = i32::try_from((to - from).whole_days()).expect("few");
        let workdays = calendar::working_days_between(from, to);
        let [days, workdays] = [days, workdays].map(|n| Some(Value::Number(f64::from(n))));
        let values = [vec![Some(Value::Date(from)), Some(Value::Date(to)), days, workdays], vec![None; 4]].concat();
        EvidenceRow { number: number + 7, values }
    };
    (0..count).map(row).collect()
}

/// A condition over the columns of the test's questionnaire.
pub(super) fn truth(chance: &mut Chance, depth: u32) -> String {
    let simple = depth == 0;
    match chance.below(if simple { 6 } else { 11 }) {
        0 => "ok".to_owned(),
        1 => format!("{} {} {}", number(chance, 0), order(chance), number(chance, 0)),
        2 => format!("{} {} {}", day(chance, 0), order(chance), day(chance, 0)),
        3 => format!("level in ['高', '{}']", chance.one_of(&["中", "低"])),
        4 => format!("name {} '{}'", chance.one_of(&["==", "!="]), chance.one_of(&["甲", "abc"])),
        5 => format!("{} {} null", chance.one_of(&["a", "to", "ok", "level"]), chance.one_of(&["==", "!="])),
        6 => format!("!({})", truth(chance, depth - 1)),
        7 => format!("({}) {} ({})", truth(chance, depth - 1), chance.one_of(&["&&", "||"]), truth(chance, depth - 1)),
        8 => format!("({}) ? ({}) : ({})", truth(chance, 0), truth(chance, depth - 1), truth(chance, 0)),
        9 => format!("{} {} {}", number(chance, depth - 1), order(chance), number(chance, depth - 1)),
        _ => format!("{} {} {}", day(chance, depth - 1), order(chance), day(chance, depth - 1)),
    }
}

fn order<'a>(chance: &mut Chance) -> &'a str {
    chance.one_of(&["==", "!=", "<", "<=", ">", ">="])
}

fn number(chance: &mut Chance, depth: u32) -> String {
    match chance.below(if depth == 0 { 4 } else { 8 }) {
        0 => "b".to_owned(),
        1 => "a".to_owned(),
        2 => "share".to_owned(),
        3 => chance.one_of(&["0", "3", "2.5", "-1", "57"]).to_owned(),
        4 => {
            let sign = chance.one_of(&["+", "-", "*"]);
            format!("({} {sign} {})", number(chance, depth - 1), number(chance, depth - 1))
        }
        5 => format!("workdays({}, {})", day(chance, depth - 1), day(chance, depth - 1)),
        6 => format!("({} - {})", day(chance, depth - 1), day(chance, depth - 1)),
        _ => format!("(ok ? {} : {} / b)", number(chance, depth - 1), number(chance, depth - 1)),
    }
}

fn day(chance: &mut Chance, depth: u32) -> String {
    match chance.below(if depth == 0 { 4 } else { 6 }) {
        0 => "from".to_owned(),
        1 => "to".to_owned(),
        2 => chance.one_of(&["period_start", "period_end"]).to_owned(),
        3 => "date('2025-06-20')".to_owned(),
        4 => format!("({} {} {})", day(chance, depth - 1), chance.one_of(&["+", "-"]), chance.one_of(&["a", "b"])),
        _ => format!("(level == '高' ? {} : {})", day(chance, depth - 1), day(chance, depth - 1)),
    }
}
