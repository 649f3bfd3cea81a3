//! What is reported beside the tables: treatment of each indicator, and the analyses of a whole index.

use scoring::{
    Column,
    aggregate::outranking,
    pipeline::{self, Aggregation, Dataset, Run, Shape, Step, Treatment},
    structure::{self, Method},
};
use serde_json::{Map, Value, json};

use super::{index, read::Named, table_name};
use crate::value::{write, write_column};

/// A column a figure; stages that no indicator went through have none.
pub(super) fn treatments(dataset: &Dataset, treatments: &[Treatment]) -> Value {
    let mut table = Map::new();
    let codes: Vec<&str> = dataset.nodes().iter().take(treatments.len()).map(|node| node.code.as_str()).collect();
    table.insert("iCode".into(), json!(codes));
    let shapes = |table: &mut Map<String, Value>, stage: &str, of: &dyn Fn(&Treatment) -> Option<Shape>| {
        let all: Vec<Option<Shape>> = treatments.iter().map(of).collect();
        if all.iter().any(Option::is_some) {
            let passes: Vec<Option<bool>> = all.iter().map(|shape| shape.and_then(|shape| shape.passes)).collect();
            table.insert(format!("{stage}.Pass"), json!(passes));
            let figure = |of: fn(Shape) -> Option<f64>| all.iter().map(|shape| write(shape.and_then(of))).collect();
            table.insert(format!("{stage}.Skew"), figure(|shape| shape.skewness));
            table.insert(format!("{stage}.Kurt"), figure(|shape| shape.kurtosis));
        }
    };
    shapes(&mut table, "check_SkewKurt0", &|treatment| Some(treatment.untreated));
    if treatments.iter().any(|treatment| treatment.winsorised.is_some()) {
        let counts: Vec<Option<usize>> = treatments.iter().map(|t| t.winsorised.map(|(count, _)| count)).collect();
        table.insert("winsorise.nwin".into(), json!(counts));
    }
    shapes(&mut table, "check_SkewKurt1", &|treatment| treatment.winsorised.map(|(_, shape)| shape));
    shapes(&mut table, "check_SkewKurt2", &|treatment| treatment.transformed);
    Value::Object(table)
}

/// Whether the index went through all six steps: it is then analysed as a whole. The files say nowhere else which
/// cases are; those with fewer steps are variants of such a one.
pub(super) fn is_whole(steps: &[Step]) -> bool {
    ["Denominated", "Screened", "Imputed", "Treated", "Normalised", "Aggregated"]
        .iter()
        .all(|name| steps.iter().any(|step| table_name(step) == *name))
}

/// Adds the analyses; one that a method refuses is `null`, and does not take the tables with it.
pub(super) fn add(named: &Named, steps: &[Step], run: &Run, all: &mut Map<String, Value>) {
    let [.., before, last] = run.states.as_slice() else { return };
    let Some(Step::Aggregate(aggregation)) = steps.last() else { return };
    let dataset = &named.dataset;
    all.insert("effective_weights".into(), effective_weights(dataset, aggregation).unwrap_or_default());
    all.insert("remove_level2".into(), removals(named, before, aggregation).unwrap_or_default());
    for level in 2..dataset.top() {
        let mut alphas = Map::new();
        for node in dataset.at_level(level) {
            let alpha = pipeline::cronbach(dataset, before, node).ok();
            alphas.insert(dataset.nodes()[node].code.clone(), write(alpha));
        }
        all.insert(format!("cronbach_level1_by_level{level}"), Value::Object(alphas));
    }
    all.insert("corr_level2_index".into(), correlations(dataset, &last.columns).unwrap_or_default());
    all.insert("copeland_over_level2".into(), copeland(named, last, aggregation).unwrap_or_default());
}

fn effective_weights(dataset: &Dataset, aggregation: &Aggregation) -> Option<Value> {
    let effective = pipeline::effective_weights(dataset, &aggregation.weights).ok()?;
    let weights = pipeline::weights(dataset, &aggregation.weights).ok()?;
    let order: Vec<usize> = (1..=dataset.top()).flat_map(|level| dataset.at_level(level)).collect();
    let nodes = || order.iter().map(|node| &dataset.nodes()[*node]);
    Some(json!({
        "iCode": nodes().map(|node| node.code.as_str()).collect::<Vec<_>>(),
        "Level": nodes().map(|node| node.level).collect::<Vec<_>>(),
        "Weight": order.iter().map(|node| weights[*node]).collect::<Vec<_>>(),
        "EffWeight": order.iter().map(|node| effective[*node]).collect::<Vec<_>>(),
    }))
}

fn removals(named: &Named, before: &pipeline::State, aggregation: &Aggregation) -> Option<Value> {
    let dataset = &named.dataset;
    let nominal = Step::Aggregate(aggregation.clone()).apply(dataset, before).ok()?.0;
    let (mut scores, mut changes) = (Map::new(), Map::new());
    scores.insert("uCode".into(), json!(named.codes(&before.rows)));
    scores.insert("Nominal".into(), write_column(index(dataset, &nominal.columns).ok()?));
    changes.insert("Nominal".into(), json!(0));
    for removal in pipeline::without_each(dataset, before, aggregation, 2).ok()? {
        let code = &dataset.nodes()[removal.node].code;
        scores.insert(code.clone(), write_column(&removal.scores));
        changes.insert(code.clone(), write(removal.mean_rank_change));
    }
    Some(json!({ "scores": scores, "mean_abs_rank_change": changes }))
}

fn correlations(dataset: &Dataset, columns: &[Column]) -> Option<Value> {
    let top = dataset.index().ok()?;
    let (mut first, mut second, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for node in dataset.at_level(2) {
        first.push(dataset.nodes()[top].code.as_str());
        second.push(dataset.nodes()[node].code.as_str());
        let correlation = structure::correlation(&columns[top], &columns[node], Method::Pearson);
        all.push(write(correlation.ok().map(|correlation| correlation.coefficient)));
    }
    Some(json!({ "Var1": first, "Var2": second, "Correlation": all }))
}

fn copeland(named: &Named, last: &pipeline::State, aggregation: &Aggregation) -> Option<Value> {
    let dataset = &named.dataset;
    let nodes = dataset.at_level(2);
    let all = pipeline::weights(dataset, &aggregation.weights).ok()?;
    let weights: Vec<f64> = nodes.iter().map(|node| all[*node]).collect();
    let columns: Vec<Column> = nodes.iter().map(|node| last.columns[*node].clone()).collect();
    let scores = outranking::copeland(&columns, &weights).ok()?;
    let codes: Vec<&str> = nodes.iter().map(|node| dataset.nodes()[*node].code.as_str()).collect();
    Some(json!({ "columns": codes, "weights": weights, "uCode": named.codes(&last.rows), "score": scores }))
}
