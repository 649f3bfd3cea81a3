//! The cells of a row, each by the rule of its column.

use domain::{
    Period, Questionnaire, Text,
    questionnaire::{Column, Formula, Item, ItemKind, Region, ValueRule, column::Value},
};

use super::{
    city::City,
    documents,
    draws::Draws,
    row::{Row, Turn},
    words::{self, Subject},
};

/// Columns that say when a matter began.
const BEGINNINGS: [&str; 13] = [
    "accept_date",
    "corrected_date",
    "decision_date",
    "effective_date",
    "filed_date",
    "found_date",
    "issue_date",
    "issued_date",
    "listed_date",
    "open_date",
    "opened_date",
    "report_date",
    "sign_date",
];

/// How far the shares of rows lie apart.
const SPREAD: f64 = 0.25;

/// What all rows of a table have in common.
pub(super) struct Source<'a> {
    pub period: Period,
    /// Whether a matter has a day by which it must be settled.
    pub has_due: bool,
    /// Whether the item tells a late settlement from one in time.
    pub sees_lateness: bool,
    /// Of an item that counts days: how many they shall be, on average.
    pub mean_days: Option<f64>,
    /// Of an item that sets one sum against another: the share.
    pub share: f64,
    /// How far the share of a row lies from it: less where little decides between no points and all.
    pub spread: f64,
    item: &'a Item,
    city: &'a City<'a>,
    department: String,
    /// The number among the respondent's documents that proves this table.
    document: usize,
    parts: Option<(&'a str, &'a str)>,
    whole_is_integer: bool,
    level: f64,
}

impl<'a> Source<'a> {
    pub(super) fn new(
        questionnaire: &'a Questionnaire,
        item: &'a Item,
        city: &'a City<'a>,
        period: Period,
        level: f64,
    ) -> Self {
        let has_due = item.columns.iter().any(|column| column.key == "due_date");
        let (mut parts, mut mean_days, mut counts_days) = (None, None, false);
        let (mut share, mut spread) = (level, SPREAD);
        if let ItemKind::Quantitative { formula, floor, target } = &item.kind {
            let aimed = floor + (target - floor) * level;
            match formula {
                Formula::RatioOfSums { numerator, denominator } => {
                    parts = Some((numerator.as_str(), denominator.as_str()));
                    share = aimed / 100.0;
                    spread = SPREAD * (target - floor).abs() / 100.0;
                }
                Formula::MeanOfDays { .. } => mean_days = Some(aimed),
                Formula::RatioOfCounts { numerator, .. } => counts_days = numerator.0.contains("workdays("),
                Formula::Rate { .. } | Formula::WeightedMean { .. } => {}
            }
        }
        let integer = |key: &str| {
            let column = item.columns.iter().find(|column| column.key == key);
            column.is_some_and(|column| matches!(column.rule, ValueRule::Integer { .. }))
        };
        let code = match item.filler {
            domain::questionnaire::Filler::Respondent => Some(item.lead.as_str()),
            domain::questionnaire::Filler::Assessor => None,
        };
        let department = questionnaire.departments.iter().find(|department| match code {
            Some(code) => department.code == code,
            None => department.assessor,
        });
        let filler = department.map(|department| department.code.as_str()).unwrap_or_default();
        Self {
            period,
            has_due,
            sees_lateness: has_due || counts_days,
            mean_days,
            share,
            spread,
            item,
            city,
            department: department.map(|department| department.name.zh.clone()).unwrap_or_default(),
            document: documents::number(questionnaire, item, filler),
            parts,
            whole_is_integer: parts.is_some_and(|(_, whole)| integer(whole)),
            level,
        }
    }

    /// Where a row is about; figures of the whole city are about the city.
    pub(super) fn place(&self, draws: &mut Draws) -> &'a Region {
        let of_city = self.item.columns.iter().any(|column| matches!(column.key.as_str(), "population" | "as_of"));
        if of_city { self.city.region } else { self.city.place(draws) }
    }

    /// How many days a matter took: around the mean, where the item is about that; else within `most`.
    pub(super) fn days(&self, most: i64, draws: &mut Draws) -> i64 {
        match self.mean_days {
            Some(mean) => rounded(mean * (1.0 + draws.swing(0.6))).max(1),
            None => draws.between(0, most),
        }
    }

    /// The larger of the two amounts of a row.
    pub(super) fn whole(&self, draws: &mut Draws) -> f64 {
        let (low, high) = match self.parts.map(|(_, whole)| whole) {
            Some("headcount") => (12.0, 180.0),
            Some("checked") => (40.0, 240.0),
            Some("due_amount") => (20.0, 2_000.0),
            _ => (4.0, 24.0),
        };
        let amount = draws.measure(low, high);
        if self.whole_is_integer { amount.round() } else { amount }
    }

    /// The cell of a column.
    pub(super) fn value(&self, column: &Column, row: &Row<'_>, draws: &mut Draws) -> Option<Value> {
        let key = column.key.as_str();
        match &column.rule {
            ValueRule::Region => Some(Value::Text(row.place.code.clone())),
            ValueRule::YesNo => Some(Value::Bool(self.says_yes(key, row, draws))),
            ValueRule::Options { options } => self.option(column, options, row, draws).map(Value::Text),
            ValueRule::Date { .. } => self.day(column, row).map(Value::Date),
            ValueRule::Integer { .. } => Some(Value::Number(self.number(key, row, draws).round())),
            ValueRule::Decimal { .. } => Some(Value::Number(self.number(key, row, draws))),
            ValueRule::Percent { .. } => Some(Value::Number((60.0 + 140.0 * (1.0 - self.level)).round())),
            ValueRule::Documents => Some(Value::Text(self.document.to_string())),
            ValueRule::Url => {
                let wanted = column.required || row.end.is_some() || row.turn == Turn::Good;
                wanted.then(|| Value::Text(words::address(&self.subject(row))))
            }
            ValueRule::CreditCode => Some(Value::Text(words::credit_code(&self.subject(row)))),
            ValueRule::Text { .. } => {
                let wanted = column.required || (key != "remark" && (row.end.is_some() || row.turn == Turn::Good));
                wanted.then(|| Value::Text(words::text(key, &self.subject(row), draws)))
            }
        }
    }

    fn subject<'b>(&'b self, row: &'b Row<'_>) -> Subject<'b> {
        Subject {
            item: &self.item.code,
            city: self.city.region,
            place: row.place,
            department: &self.department,
            year: self.period.end.year(),
            number: row.n + 1,
        }
    }

    fn says_yes(&self, key: &str, row: &Row<'_>, draws: &mut Draws) -> bool {
        match (key, row.turn) {
            ("publishable" | "accepted" | "procedure_ok", Turn::Good | Turn::Bad) => draws.happens(0.95),
            ("need_check", _) => draws.happens(0.4),
            ("upheld", _) => draws.happens((1.0 - self.level) * 0.8),
            (_, Turn::Good) => true,
            (_, Turn::Bad | Turn::Outside) => draws.happens(0.25),
        }
    }

    fn option(&self, column: &Column, options: &[Text], row: &Row<'_>, draws: &mut Draws) -> Option<String> {
        let last = options.len().saturating_sub(1);
        let place = match column.key.as_str() {
            _ if column.unique => row.n.min(last),
            "answer" => words::answer(self.level, draws).min(last),
            // From green to red.
            "level" if matches!(self.item.kind, ItemKind::Rubric { .. }) => {
                usize::try_from(rounded((1.0 - self.level) * 3.0)).unwrap_or_default().min(last)
            }
            "level" | "finding" => usize::from(draws.happens(0.2)).min(last),
            "test_result" if row.turn == Turn::Good => 0,
            _ if column.required => draws.place(options.len()),
            // Why something was not done.
            _ if row.turn == Turn::Bad && draws.happens(0.7) => draws.place(options.len()),
            _ => return None,
        };
        options.get(place).map(|option| option.zh.clone())
    }

    fn day(&self, column: &Column, row: &Row<'_>) -> Option<time::Date> {
        match column.key.as_str() {
            "due_date" => Some(row.due),
            "as_of" => Some(self.period.end),
            key if BEGINNINGS.contains(&key) => Some(row.begin),
            _ => row.end,
        }
    }

    fn number(&self, key: &str, row: &Row<'_>, draws: &mut Draws) -> f64 {
        let city = self.city;
        match (key, self.parts) {
            (_, Some((part, _))) if part == key => {
                let done = row.whole * row.share;
                if self.whole_is_integer { done.round() } else { ((done * 10.0).round() / 10.0).min(row.whole) }
            }
            (_, Some((_, whole))) if whole == key => row.whole,
            ("population", _) => city.population,
            // Three deaths in 100 000 earn nothing, a half earns all.
            ("deaths", _) => (city.population / 10.0 * (3.0 - 2.5 * self.level)).round(),
            ("project_count", _) => (150.0 + city.population / 2.0).round(),
            ("revenue", _) => city.revenue,
            ("overdue_amount", _) => draws.measure(0.0, city.revenue * 40.0 * (1.0 - self.level)),
            ("hours", _) => draws.measure(8.0, 48.0),
            ("weight", _) => draws.measure(70.0, 140.0) / 100.0,
            ("should", _) => row.whole.round() + 4.0,
            ("published", _) => (row.whole.round() * row.share).round(),
            ("target_value", _) => 80.0,
            ("actual_value", _) => {
                80.0 + if row.turn == Turn::Good { draws.measure(0.0, 9.0) } else { -draws.measure(1.0, 9.0) }
            }
            _ => draws.measure(5.0, 900.0),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a few hundred at most")]
fn rounded(measure: f64) -> i64 {
    measure.round() as i64
}
