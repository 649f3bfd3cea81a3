//! Faults that people make when they fill a workbook, put into sound tables: what the demonstration
//! shows of checking.

use std::collections::BTreeMap;

use domain::{
    Questionnaire,
    questionnaire::{Column, EvidenceTable, ValueRule, column::Value},
};

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Words where a date must stand.
    WrongType,
    /// A division code that does not exist.
    UnknownRegion,
    /// Cells left blank that must be filled.
    MissingRequired,
    /// Rows copied once more.
    Repeated,
}

/// Rows that a fault spoils in each table.
const SPOILT: usize = 3;

/// The tables with this fault in the first two that can have it.
pub(super) fn spoil(
    questionnaire: &Questionnaire,
    mut tables: BTreeMap<String, EvidenceTable>,
    fault: Fault,
) -> BTreeMap<String, EvidenceTable> {
    let mut left = 2;
    for (code, table) in &mut tables {
        let Some(item) = questionnaire.item(code) else { continue };
        let place = questionnaire.columns(item).position(|column| can_have(fault, column));
        let Some(place) = place.filter(|_| left > 0 && table.rows.len() >= SPOILT) else { continue };
        left -= 1;
        if fault == Fault::Repeated {
            let again: Vec<_> = table.rows.iter().take(SPOILT).cloned().collect();
            table.rows.extend(again);
            continue;
        }
        for row in table.rows.iter_mut().take(SPOILT) {
            if let Some(cell) = row.values.get_mut(place) {
                *cell = match fault {
                    Fault::WrongType => Some(Value::Text("三月底前".to_owned())),
                    Fault::UnknownRegion => Some(Value::Text("149999".to_owned())),
                    Fault::MissingRequired | Fault::Repeated => None,
                };
            }
        }
    }
    tables
}

fn can_have(fault: Fault, column: &Column) -> bool {
    match fault {
        Fault::WrongType => column.required && matches!(column.rule, ValueRule::Date { .. }),
        Fault::UnknownRegion => matches!(column.rule, ValueRule::Region),
        Fault::MissingRequired => column.required && matches!(column.rule, ValueRule::Documents),
        Fault::Repeated => column.unique,
    }
}
