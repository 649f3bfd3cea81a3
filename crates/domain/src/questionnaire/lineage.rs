//! Lineage of items 题项沿革: what became of each between one version of a questionnaire and the next, and
//! whether its values may be compared. Items are told apart by their codes, which are never given to
//! another matter.

use std::collections::BTreeSet;

use super::{Item, Questionnaire};
use crate::text::Text;

/// What changed in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// How rows become a value, and what the value earns.
    Scoring,
    /// The columns of its table, or the rules between them.
    Evidence,
    /// Its unit of measurement.
    Unit,
    /// Its weight, or where it weighs.
    Weight,
    /// Who answers, helps or fills.
    Respondent,
    /// Names, sources, notes, tags, what is shown.
    Wording,
}

impl Change {
    /// Whether values from before and after this change mean the same.
    pub const fn keeps_values_comparable(self) -> bool {
        match self {
            Self::Scoring | Self::Evidence | Self::Unit => false,
            Self::Weight | Self::Respondent | Self::Wording => true,
        }
    }

    /// Its name.
    pub fn label(self) -> Text {
        match self {
            Self::Scoring => Text::new("计分", "scoring"),
            Self::Evidence => Text::new("填报表", "evidence table"),
            Self::Unit => Text::new("单位", "unit"),
            Self::Weight => Text::new("权重", "weight"),
            Self::Respondent => Text::new("责任部门", "department"),
            Self::Wording => Text::new("文字说明", "wording"),
        }
    }
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Nothing of it changed.
    Same,
    /// It changed.
    Changed(BTreeSet<Change>),
    /// It was not asked before.
    New,
    /// It is not asked any more.
    Gone,
}

impl Fate {
    /// Whether a value of this version may be set beside one of the version before; `None` where there are
    /// not both.
    pub fn is_comparable(&self) -> Option<bool> {
        match self {
            Self::Same => Some(true),
            Self::Changed(changes) => Some(changes.iter().all(|change| change.keeps_values_comparable())),
            Self::New | Self::Gone => None,
        }
    }
}

/// An item and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLineage {
    /// Its code.
    pub code: String,
    /// Its name in the newer version that has it.
    pub name: Text,
    /// What became of it.
    pub fate: Fate,
}

/// What became of every item: first those of the newer version in its order, then those that are gone.
pub fn lineage(before: &Questionnaire, after: &Questionnaire) -> Vec<ItemLineage> {
    let of = |item: &Item, fate| ItemLineage { code: item.code.clone(), name: item.name.clone(), fate };
    let kept = after.items.iter().map(|item| {
        let fate = before.item(&item.code).map_or(Fate::New, |old| fate(old, item));
        of(item, fate)
    });
    let gone = before.items.iter().filter(|item| after.item(&item.code).is_none());
    kept.chain(gone.map(|item| of(item, Fate::Gone))).collect()
}

fn fate(old: &Item, new: &Item) -> Fate {
    let scoring = |item: &Item| (item.kind.clone(), item.may_not_apply, item.min_denominator);
    let evidence = |item: &Item| {
        let columns: Vec<_> =
            item.columns.iter().map(|c| (c.key.clone(), c.required, c.unique, c.rule.clone())).collect();
        (columns, item.row_rules.clone())
    };
    // Weights are read from text: equal ones are equal to the bit.
    let weight = |item: &Item| (item.parent.clone(), item.weight.map(f64::to_bits));
    let people = |item: &Item| (item.lead.clone(), item.assist.clone(), item.filler);
    let differs = [
        (Change::Scoring, scoring(old) != scoring(new)),
        (Change::Evidence, evidence(old) != evidence(new)),
        (Change::Unit, old.unit != new.unit),
        (Change::Weight, weight(old) != weight(new)),
        (Change::Respondent, people(old) != people(new)),
    ];
    let mut changes: BTreeSet<Change> = differs.into_iter().filter(|(_, differs)| *differs).map(|(c, _)| c).collect();
    if changes.is_empty() && old != new {
        changes.insert(Change::Wording);
    }
    if changes.is_empty() { Fate::Same } else { Fate::Changed(changes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questionnaire(items: &str) -> Questionnaire {
        serde_json::from_str(&format!(
            r#"{{
              "format": "1", "id": "q", "title": {{"zh": "问卷", "en": "Q"}},
              "departments": [{{"code": "FIN", "name": {{"zh": "财政局", "en": "Finance"}}}}],
              "dimensions": [{{"code": "A", "name": {{"zh": "维度", "en": "Dimension"}}, "weight": 100}}],
              "items": [{items}]
            }}"#
        ))
        .expect("a questionnaire")
    }

    fn item(code: &str, weight: u8, name: &str, column: &str) -> String {
        format!(
            r#"{{"code": "{code}", "parent": "A", "weight": {weight}, "name": {{"zh": "{name}", "en": "{name}"}},
                "lead": "FIN", "source": {{"zh": "台账", "en": "Register"}}, "kind": {{"type": "yes-no", "column": "{column}"}},
                "columns": [{{"key": "{column}", "label": {{"zh": "列", "en": "Column"}}, "rule": {{"type": "yes-no"}}}}]}}"#
        )
    }

    #[test]
    fn every_item_says_what_became_of_it() {
        let before = [
            item("A1", 40, "甲", "x"),
            item("A2", 30, "乙", "x"),
            item("A3", 20, "丙", "x"),
            item("A4", 10, "丁", "x"),
        ];
        let after =
            [item("A1", 40, "甲", "x"), item("A2", 35, "乙", "x"), item("A3", 20, "丙", "y"), item("A5", 5, "戊", "x")];
        let found = lineage(&questionnaire(&before.join(",")), &questionnaire(&after.join(",")));
        let fates: Vec<(&str, &Fate, Option<bool>)> =
            found.iter().map(|l| (l.code.as_str(), &l.fate, l.fate.is_comparable())).collect();
        assert_eq!(
            fates,
            [
                ("A1", &Fate::Same, Some(true)),
                ("A2", &Fate::Changed([Change::Weight].into()), Some(true)),
                ("A3", &Fate::Changed([Change::Scoring, Change::Evidence].into()), Some(false)),
                ("A5", &Fate::New, None),
                ("A4", &Fate::Gone, None),
            ]
        );
    }

    #[test]
    fn another_wording_is_said_and_harms_no_comparison() {
        let found = lineage(&questionnaire(&item("A1", 40, "甲", "x")), &questionnaire(&item("A1", 40, "改名", "x")));
        assert_eq!(found[0].fate, Fate::Changed([Change::Wording].into()));
        assert_eq!((found[0].fate.is_comparable(), found[0].name.zh.as_str()), (Some(true), "改名"));
    }
}
