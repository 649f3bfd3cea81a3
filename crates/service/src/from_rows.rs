//! Do the values of an edition follow from the evidence it shows?
//!
//! Every value that goes out with evidence must be the one the evidence states; and where the rows are
//! shown with all columns that the formula needs, they are computed again.

use domain::{
    EditionContent, Questionnaire,
    edition::{ItemEvidence, PublishedEvidence},
    questionnaire::{EvidenceRow, Item, ItemKind, Sensitivity, column::Value},
    rating::Judgement,
    recipe::{Method, Normalise},
};
use evidence::Outcome;
use publication::Difference;
use serde_json::json;

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct FromRows {
    /// How many values were computed again from their rows.
    pub recomputed: usize,
    /// How many could not be, because their rows, or cells that the formula needs, are withheld.
    pub withheld: usize,
    /// The first that does not follow.
    pub first_difference: Option<Difference>,
}

/// Computes again what can be.
pub(crate) fn check(content: &EditionContent) -> FromRows {
    let mut found = FromRows { withheld: points_in_place_of_values(content), ..FromRows::default() };
    let Some(evidence) = &content.evidence else { return found };
    for item in &evidence.questionnaire.items {
        let visible = Visible::of(content, &evidence.questionnaire, item);
        for (position, unit) in content.data.units.iter().enumerate() {
            let Some(entry) = evidence.entry(&item.code, &unit.code) else { continue };
            let cell = Cell { content, evidence, item, unit: &unit.code, position, entry };
            if let Err(difference) = cell.check(visible.as_ref(), &mut found) {
                found.first_difference = Some(*difference);
                return found;
            }
        }
    }
    found
}

/// Values in the place of which the data hold points.
fn points_in_place_of_values(content: &EditionContent) -> usize {
    let Normalise::PerIndicator { methods } = &content.recipe.normalise else { return 0 };
    let codes = methods.iter().filter(|(_, method)| **method == Method::PointsAsGiven).map(|(code, _)| code);
    codes.filter_map(|code| content.data.values.get(code)).flatten().flatten().count()
}

/// The rows with the “yes” that an evaluator refused turned into “no”: what counts.
pub(crate) fn counted_rows(
    questionnaire: &Questionnaire,
    item: &Item,
    rows: &[EvidenceRow],
    judgement: Option<&Judgement>,
) -> Vec<EvidenceRow> {
    let mut rows = rows.to_vec();
    if let (Some(Judgement::Answers { refused }), ItemKind::YesNo { column }) = (judgement, &item.kind) {
        let at = questionnaire.columns(item).position(|known| known.key == *column);
        for row in rows.iter_mut().filter(|row| refused.contains(&row.number)) {
            if let Some(cell) = at.and_then(|at| row.values.get_mut(at)) {
                *cell = Some(Value::Bool(false));
            }
        }
    }
    rows
}

/// An item reduced to the columns that the edition shows; a formula that fits them needs no other.
struct Visible {
    questionnaire: Questionnaire,
    item: Item,
    /// Their places among all columns.
    columns: Vec<usize>,
}

impl Visible {
    /// `None` for a rubric: an evaluator chooses its level, no formula does.
    fn of(content: &EditionContent, questionnaire: &Questionnaire, item: &Item) -> Option<Self> {
        if matches!(item.kind, ItemKind::Rubric { .. }) {
            return None;
        }
        let whole = content.withheld.is_none();
        let is_shown = |sensitivity: Sensitivity| whole || sensitivity == Sensitivity::Public;
        let columns = questionnaire.columns(item).enumerate().filter(|(_, column)| is_shown(column.sensitivity));
        let (columns, shown): (Vec<usize>, Vec<_>) = columns.map(|(at, column)| (at, column.clone())).unzip();
        let questionnaire = Questionnaire {
            leading_columns: Vec::new(),
            trailing_columns: Vec::new(),
            items: Vec::new(),
            ..questionnaire.clone()
        };
        Some(Self { questionnaire, item: Item { columns: shown, ..item.clone() }, columns })
    }

    /// What the rows come to; `None` where the formula needs a column that is not shown.
    fn compute(&self, rows: &[EvidenceRow], evidence: &PublishedEvidence) -> Option<Outcome> {
        let cell = |row: &EvidenceRow, at: usize| row.values.get(at).cloned().flatten();
        let rows: Vec<EvidenceRow> = rows
            .iter()
            .map(|row| EvidenceRow {
                number: row.number,
                values: self.columns.iter().map(|&at| cell(row, at)).collect(),
            })
            .collect();
        evidence::compute(&self.questionnaire, &self.item, &rows, &evidence.days).ok()
    }
}

/// One item of one unit.
struct Cell<'a> {
    content: &'a EditionContent,
    evidence: &'a PublishedEvidence,
    item: &'a Item,
    unit: &'a str,
    position: usize,
    entry: &'a ItemEvidence,
}

type Checked = Result<(), Box<Difference>>;

impl Cell<'_> {
    fn check(&self, visible: Option<&Visible>, found: &mut FromRows) -> Checked {
        self.check_rating()?;
        self.check_data()?;
        let (Some(visible), None) = (visible, &self.entry.not_applicable) else { return Ok(()) };
        let judgement = self.entry.rating.as_ref().map(|rating| &rating.judgement);
        let rows = self.entry.rows.shown();
        let rows = rows.map(|rows| counted_rows(&self.evidence.questionnaire, self.item, rows, judgement));
        let Some(outcome) = rows.and_then(|rows| visible.compute(&rows, self.evidence)) else {
            found.withheld += 1;
            return Ok(());
        };
        self.same("numerator", outcome.numerator, self.entry.numerator)?;
        self.same("denominator", outcome.denominator, self.entry.denominator)?;
        self.same("value", outcome.value, self.entry.value)?;
        if let Some(errors) = self.content.data.standard_errors.get(&self.item.code) {
            let stated = errors.get(self.position).copied().flatten();
            let pointer = format!("/content/data/standard_errors/{}/{}", escaped(&self.item.code), self.position);
            same(pointer, outcome.standard_error, stated)?;
        }
        found.recomputed += 1;
        Ok(())
    }

    /// A level chosen is the value.
    fn check_rating(&self) -> Checked {
        match self.entry.rating.as_ref().map(|rating| &rating.judgement) {
            Some(Judgement::Level { points }) => self.same("value", Some(*points), self.entry.value),
            Some(Judgement::Answers { .. }) | None => Ok(()),
        }
    }

    /// What the evidence states is what was scored.
    fn check_data(&self) -> Checked {
        let Self { content, item, unit, position, entry, .. } = *self;
        let code = escaped(&item.code);
        match &item.kind {
            // Not rated yet: there is nothing to hold against the data.
            ItemKind::Rubric { .. } if entry.value.is_none() => Ok(()),
            ItemKind::Quantitative { .. }
            | ItemKind::YesNo { .. }
            | ItemKind::Rubric { .. }
            | ItemKind::Survey { .. } => {
                let Some(column) = content.data.values.get(&item.code) else { return Ok(()) };
                same(
                    format!("/content/data/values/{code}/{position}"),
                    entry.value,
                    column.get(position).copied().flatten(),
                )
            }
            ItemKind::Deduction { .. } | ItemKind::Bonus { .. } => {
                let scored = content.data.points.get(&item.code).and_then(|by_unit| by_unit.get(unit));
                // No entry is 0, and amounts below 0 count as 0.
                let (stated, scored) =
                    (entry.numerator.map_or(0.0, |x| x.max(0.0)), scored.map_or(0.0, |raw| raw.points));
                same(format!("/content/data/points/{code}/{}/points", escaped(unit)), Some(stated), Some(scored))
            }
            ItemKind::Veto { .. } => {
                let found = content.data.findings.get(&item.code).is_some_and(|by_unit| by_unit.contains_key(unit));
                let stated = entry.rows.count() > 0;
                let number = |is: bool| Some(if is { 1.0 } else { 0.0 });
                same(format!("/content/data/findings/{code}/{}", escaped(unit)), number(stated), number(found))
            }
        }
    }

    fn same(&self, field: &str, computed: Option<f64>, stated: Option<f64>) -> Checked {
        let (item, unit) = (escaped(&self.item.code), escaped(self.unit));
        same(format!("/content/evidence/entries/{item}/{unit}/{field}"), computed, stated)
    }
}

/// Equal as numbers: a bundle writes −0 as 0.
fn same(pointer: String, expected: Option<f64>, found: Option<f64>) -> Checked {
    match publication::first_value_difference(&json!(expected), &json!(found)) {
        None => Ok(()),
        Some(difference) => Err(Box::new(Difference { message: words(&pointer), pointer, ..difference })),
    }
}

fn words(pointer: &str) -> domain::Text {
    domain::Text::new(
        format!("{pointer} 处的值不是由填报的各行得出的。"),
        format!("The value at {pointer} does not follow from the rows that were filed."),
    )
}

/// A key as part of a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
