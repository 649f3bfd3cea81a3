//! Rows of an item's evidence table, made by walking its columns: each value keeps its column's rule,
//! each row the item's rules, and as many rows count as the level of the city asks for.

use domain::{
    Period, Problem, Questionnaire,
    questionnaire::{Column, Condition, EvidenceRow, EvidenceTable, Formula, Item, ItemKind, ValueRule, column::Value},
};
use service::conditions::Predicate;

use super::{
    city::City,
    draws::Draws,
    row::{Row, Turn},
    values::Source,
};

/// How often a row is drawn anew until it fits.
const TRIES: usize = 400;
/// How many rows lie outside what counts at all, where an item knows such rows.
const OUTSIDE: f64 = 0.08;

/// What the rows of an item are made towards.
enum Aim {
    /// This share of the rows counts, of those that could.
    Count { counts: Predicate, among: Option<Predicate>, share: f64 },
    /// Nothing but the level.
    Level,
}

/// Everything the rows of one table are made from.
struct Maker<'a> {
    item: &'a Item,
    columns: Vec<&'a Column>,
    rules: Vec<Predicate>,
    aim: Aim,
    level: f64,
    source: Source<'a>,
}

/// The table of an item for a city, or the reason why the item does not apply to it.
///
/// # Errors
/// A condition of the item that does not fit its columns: never, of a questionnaire that was read.
pub(super) fn table(
    questionnaire: &Questionnaire,
    item: &Item,
    city: &City<'_>,
    period: Period,
) -> Result<EvidenceTable, Vec<Problem>> {
    if let Some(reason) = not_applicable(item, city) {
        return Ok(EvidenceTable { rows: Vec::new(), not_applicable: Some(reason.to_owned()) });
    }
    let mut draws = Draws::of(&["rows", &period.to_string(), &city.region.code, &item.code]);
    let maker = Maker::new(questionnaire, item, city, period)?;
    let count = maker.count(&mut draws);
    let mut rows = Vec::with_capacity(count);
    for n in 0..count {
        let row = maker.row(n, &rows, &mut draws);
        rows.push(row);
    }
    Ok(EvidenceTable { rows, not_applicable: None })
}

/// Some cities have no such projects, accidents or cases.
fn not_applicable(item: &Item, city: &City<'_>) -> Option<&'static str> {
    let (matter, reason) = match item.code.as_str() {
        "C09.1" | "C09.2" => ("ppp", "本市评估期内没有在履行期的 PPP 项目。"),
        "C13.1" => ("accidents", "本市评估期内没有需要落实追责建议的生产安全事故。"),
        "C15.2" => ("statistics", "本市评估期内没有立案的统计违法案件。"),
        _ => return None,
    };
    let none = Draws::of(&["none", matter, &city.region.code]).happens(0.15);
    (none && item.may_not_apply).then_some(reason)
}

impl<'a> Maker<'a> {
    fn new(
        questionnaire: &'a Questionnaire,
        item: &'a Item,
        city: &'a City<'a>,
        period: Period,
    ) -> Result<Self, Vec<Problem>> {
        let columns: Vec<&Column> = questionnaire.columns(item).collect();
        let level = city.level_of(item);
        let compile = |condition: &Condition| Predicate::compile(condition, &columns);
        let rules = item.row_rules.iter().map(|rule| compile(&rule.holds)).collect::<Result<_, _>>()?;
        let aim = match &item.kind {
            ItemKind::Quantitative { formula: Formula::RatioOfCounts { numerator, denominator }, floor, target } => {
                Aim::Count {
                    counts: compile(numerator)?,
                    among: denominator.as_ref().map(compile).transpose()?,
                    share: (floor + (target - floor) * level) / 100.0,
                }
            }
            ItemKind::YesNo { column } => {
                Aim::Count { counts: compile(&Condition(column.clone()))?, among: None, share: level }
            }
            ItemKind::Quantitative { .. }
            | ItemKind::Rubric { .. }
            | ItemKind::Survey { .. }
            | ItemKind::Deduction { .. }
            | ItemKind::Bonus { .. }
            | ItemKind::Veto { .. } => Aim::Level,
        };
        let source = Source::new(questionnaire, item, city, period, level);
        Ok(Self { item, columns, rules, aim, level, source })
    }

    /// How many rows there are.
    fn count(&self, draws: &mut Draws) -> usize {
        // A list that names each of its options once has a row for each.
        let listed = self.columns.iter().find_map(|column| match &column.rule {
            ValueRule::Options { options } if column.unique => Some(options.len()),
            _ => None,
        });
        if let Some(listed) = listed {
            return listed;
        }
        let alone = |key: &str| self.columns.iter().any(|column| column.key == key);
        let rows = match &self.item.kind {
            _ if alone("population") || alone("as_of") => 1,
            ItemKind::Quantitative { formula, .. } => match formula {
                Formula::RatioOfCounts { .. } => draws.between(14, 30),
                Formula::RatioOfSums { .. } | Formula::MeanOfDays { .. } | Formula::WeightedMean { .. } => {
                    draws.between(6, 14)
                }
                Formula::Rate { .. } => draws.between(4, 9),
            },
            ItemKind::YesNo { .. } => draws.between(4, 8),
            ItemKind::Rubric { .. } => 2 + draws.between(0, whole(self.level * 3.0)),
            ItemKind::Survey { .. } => {
                let least = i64::from(self.item.min_denominator.unwrap_or(100));
                // Some do not know.
                least + least / 10 + draws.between(5, 40)
            }
            ItemKind::Deduction { .. } => draws.between(0, whole((1.0 - self.level) * 5.0)),
            ItemKind::Bonus { .. } => draws.between(0, whole(self.level * 2.0)),
            ItemKind::Veto { .. } => i64::from(draws.happens(0.1)),
        };
        usize::try_from(rows).unwrap_or_default()
    }

    /// A row that keeps every rule and says what none before it says, drawn until it does.
    fn row(&self, n: usize, before: &[EvidenceRow], draws: &mut Draws) -> EvidenceRow {
        let turn = self.turn(draws);
        let mut values = self.draw(n, turn, draws);
        for _ in 0..TRIES {
            if self.fits(&values, turn) && before.iter().all(|row| row.values != values) {
                break;
            }
            values = self.draw(n, turn, draws);
        }
        EvidenceRow { number: u32::try_from(n + 1).unwrap_or(u32::MAX), values }
    }

    fn turn(&self, draws: &mut Draws) -> Turn {
        let share = match &self.aim {
            Aim::Count { among: Some(_), .. } if draws.happens(OUTSIDE) => return Turn::Outside,
            Aim::Count { share, .. } => *share,
            Aim::Level => self.level,
        };
        if draws.happens(share) { Turn::Good } else { Turn::Bad }
    }

    fn draw(&self, n: usize, turn: Turn, draws: &mut Draws) -> Vec<Option<Value>> {
        let row = Row::draw(&self.source, n, turn, draws);
        self.columns.iter().map(|column| self.source.value(column, &row, draws)).collect()
    }

    fn fits(&self, values: &[Option<Value>], turn: Turn) -> bool {
        let period = &self.source.period;
        let sound = self.rules.iter().all(|rule| rule.evaluate(values, period) != Some(false));
        let meant = match &self.aim {
            Aim::Level => true,
            Aim::Count { counts, among, .. } => {
                let counted = among.as_ref().is_none_or(|among| among.holds(values, period));
                match turn {
                    Turn::Good => counted && counts.holds(values, period),
                    Turn::Bad => counted && !counts.holds(values, period),
                    Turn::Outside => !counted,
                }
            }
        };
        sound && meant
    }
}

/// The nearest whole number of a small measure.
#[expect(clippy::cast_possible_truncation, reason = "a handful")]
fn whole(measure: f64) -> i64 {
    measure.round() as i64
}
