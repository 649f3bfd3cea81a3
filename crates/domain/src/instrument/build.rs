//! From loose rows to a tree that holds together, or every reason why it does not.

use std::collections::HashMap;

use super::{Direction, Instrument, Node, NodeDraft};
use crate::{problem::Problem, text::Text};

/// Largest relative difference of a sum of weights that is taken as rounding of printed weights.
const ROUNDING: f64 = 1e-4;
/// Longest code; codes stand in URLs and sheet names.
const MAX_CODE_CHARS: usize = 100;

pub(super) fn build(drafts: Vec<NodeDraft>) -> Result<Instrument, Vec<Problem>> {
    let mut problems = Vec::new();
    if drafts.is_empty() {
        return Err(vec![
            Problem::error("instrument.empty", Text::new("指标体系没有任何指标。", "The instrument has no nodes."))
                .remedy(Text::new(
                    "每行写一个指标：代码、上级代码、权重、方向。",
                    "Write one node a row: code, parent, weight, direction.",
                )),
        ]);
    }
    check_codes(&drafts, &mut problems);
    let position: HashMap<&str, usize> = drafts.iter().enumerate().rev().map(|(i, d)| (d.code.as_str(), i)).collect();
    let children = link(&drafts, &position, &mut problems);
    let root = find_root(&drafts, &mut problems);
    let order = root.map(|root| depth_first(root, &children)).unwrap_or_default();
    check_reached(&drafts, &position, root, &order, &mut problems);
    let scale = check_weights(&drafts, &children, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(arrange(drafts, &order, scale))
}

fn check_codes(drafts: &[NodeDraft], problems: &mut Vec<Problem>) {
    let mut first: HashMap<&str, &NodeDraft> = HashMap::new();
    for draft in drafts {
        if draft.code.is_empty() {
            problems.push(
                Problem::error("instrument.code_missing", Text::new("这一行没有代码。", "This row has no code."))
                    .at(draft.place.clone())
                    .remedy(Text::new("给指标写一个不重复的代码。", "Give the node a code of its own.")),
            );
            continue;
        }
        if draft.code.chars().count() > MAX_CODE_CHARS || draft.code.chars().any(|c| c.is_control() || c == '/') {
            problems.push(
                Problem::error(
                    "instrument.code_form",
                    Text::new(
                        format!("代码不能超过 {MAX_CODE_CHARS} 个字，也不能含斜杠或控制字符。"),
                        format!("A code has at most {MAX_CODE_CHARS} characters and no slash or control character."),
                    ),
                )
                .at(draft.place.clone())
                .found(draft.code.clone()),
            );
        }
        if let Some(earlier) = first.get(draft.code.as_str()) {
            let at = earlier.place.cell.clone().unwrap_or_default();
            problems.push(
                Problem::error(
                    "instrument.code_repeated",
                    Text::new(
                        format!("代码“{}”重复，前一次在 {at}。", draft.code),
                        format!("Code “{}” occurs twice; the first is at {at}.", draft.code),
                    ),
                )
                .at(draft.place.clone())
                .found(draft.code.clone())
                .remedy(Text::new("每个代码只能用一次。", "Use each code once.")),
            );
        } else {
            first.insert(&draft.code, draft);
        }
    }
}

fn link(drafts: &[NodeDraft], position: &HashMap<&str, usize>, problems: &mut Vec<Problem>) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); drafts.len()];
    for (i, draft) in drafts.iter().enumerate() {
        let Some(parent) = &draft.parent else { continue };
        match position.get(parent.as_str()) {
            Some(&p) => children[p].push(i),
            None => problems.push(
                Problem::error(
                    "instrument.parent_unknown",
                    Text::new(
                        format!("“{}”的上级“{parent}”不在表中。", draft.code),
                        format!("The parent “{parent}” of “{}” is not in the table.", draft.code),
                    ),
                )
                .at(draft.place.clone())
                .found(parent.clone())
                .remedy(Text::new(
                    "补上这个上级的一行，或改正上级代码。",
                    "Add a row for that parent, or correct the parent code.",
                )),
            ),
        }
    }
    children
}

fn find_root(drafts: &[NodeDraft], problems: &mut Vec<Problem>) -> Option<usize> {
    let roots: Vec<usize> =
        drafts.iter().enumerate().filter(|(_, d)| d.parent.is_none() && !d.code.is_empty()).map(|(i, _)| i).collect();
    match roots.as_slice() {
        [] => {
            problems.push(
                Problem::error(
                    "instrument.root_missing",
                    Text::new("没有总指标：每一行都写了上级。", "There is no root: every row names a parent."),
                )
                .remedy(Text::new("总指标那一行的上级留空。", "Leave the parent of the row of the whole index empty.")),
            );
            None
        }
        [root] => Some(*root),
        [root, others @ ..] => {
            for &other in others {
                problems.push(
                    Problem::error(
                        "instrument.several_roots",
                        Text::new(
                            format!("“{}”没有上级，但总指标已是“{}”。", drafts[other].code, drafts[*root].code),
                            format!(
                                "“{}” has no parent, but “{}” is the root already.",
                                drafts[other].code, drafts[*root].code
                            ),
                        ),
                    )
                    .at(drafts[other].place.clone())
                    .remedy(Text::new("写上它的上级代码。", "Write the code of its parent.")),
                );
            }
            Some(*root)
        }
    }
}

fn depth_first(root: usize, children: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(children.len());
    let mut seen = vec![false; children.len()];
    let mut stack = vec![root];
    while let Some(at) = stack.pop() {
        if std::mem::replace(&mut seen[at], true) {
            continue;
        }
        order.push(at);
        stack.extend(children[at].iter().rev());
    }
    order
}

fn check_reached(
    drafts: &[NodeDraft],
    position: &HashMap<&str, usize>,
    root: Option<usize>,
    order: &[usize],
    problems: &mut Vec<Problem>,
) {
    if root.is_none() {
        return;
    }
    let mut reached = vec![false; drafts.len()];
    for &i in order {
        reached[i] = true;
    }
    for (i, draft) in drafts.iter().enumerate() {
        // Rows below an unknown parent or a second root are reported there, once.
        if !reached[i] && in_cycle(i, drafts, position) {
            problems.push(
                Problem::error(
                    "instrument.cycle",
                    Text::new(
                        format!("“{}”的上级关系绕成了圈。", draft.code),
                        format!("The parents of “{}” form a circle.", draft.code),
                    ),
                )
                .at(draft.place.clone())
                .found(draft.parent.clone().unwrap_or_default())
                .remedy(Text::new("改正上级代码。", "Correct the parent code.")),
            );
        }
    }
}

fn in_cycle(start: usize, drafts: &[NodeDraft], position: &HashMap<&str, usize>) -> bool {
    let mut at = start;
    for _ in 0..drafts.len() {
        let Some(next) = drafts[at].parent.as_deref().and_then(|p| position.get(p)) else { return false };
        at = *next;
        if at == start {
            return true;
        }
    }
    false
}

/// The factor that brings the file's weights to percent: 1 or 100.
fn check_weights(drafts: &[NodeDraft], children: &[Vec<usize>], problems: &mut Vec<Problem>) -> f64 {
    let mut sums = Vec::new();
    for (parent, kids) in children.iter().enumerate() {
        if kids.is_empty() {
            continue;
        }
        let mut complete = true;
        for &kid in kids {
            let draft = &drafts[kid];
            match draft.weight {
                None => problems.push(
                    Problem::error(
                        "instrument.weight_missing",
                        Text::new(format!("“{}”没有权重。", draft.code), format!("“{}” has no weight.", draft.code)),
                    )
                    .at(draft.place.clone())
                    .remedy(Text::new("写上它在上级中所占的份额。", "Write its share within its parent.")),
                ),
                Some(w) if !w.is_finite() || w < 0.0 => problems.push(
                    Problem::error(
                        "instrument.weight_negative",
                        Text::new(
                            format!("“{}”的权重必须是不小于 0 的数。", draft.code),
                            format!("The weight of “{}” must be a number of at least 0.", draft.code),
                        ),
                    )
                    .at(draft.place.clone())
                    .found(w.to_string()),
                ),
                Some(_) => continue,
            }
            complete = false;
        }
        if complete {
            sums.push((parent, kids.iter().filter_map(|&k| drafts[k].weight).sum::<f64>()));
        }
    }
    let near = |sum: f64, target: f64| (sum - target).abs() <= target * ROUNDING;
    let fractions = sums.iter().filter(|(_, s)| near(*s, 1.0)).count();
    let percents = sums.iter().filter(|(_, s)| near(*s, 100.0)).count();
    let target = if fractions > percents { 1.0 } else { 100.0 };
    for (parent, sum) in sums {
        if !near(sum, target) {
            let shown = (sum * 1e6).round() / 1e6;
            let codes: Vec<&str> = children[parent].iter().map(|&k| drafts[k].code.as_str()).collect();
            let codes = codes.join(", ");
            problems.push(
                Problem::error(
                    "instrument.weights_sum",
                    Text::new(
                        format!("“{}”下各项权重之和是 {shown}，应为 {target}（{codes}）。", drafts[parent].code),
                        format!(
                            "The weights under “{}” sum to {shown} and must sum to {target} ({codes}).",
                            drafts[parent].code
                        ),
                    ),
                )
                .at(drafts[parent].place.clone())
                .found(shown.to_string())
                .remedy(Text::new(
                    "调整同一上级下的权重，使其合计正确。",
                    "Change the weights under this parent until they add up.",
                )),
            );
        }
    }
    100.0 / target
}

fn arrange(drafts: Vec<NodeDraft>, order: &[usize], scale: f64) -> Instrument {
    let mut new_position = vec![0; drafts.len()];
    for (new, &old) in order.iter().enumerate() {
        new_position[old] = new;
    }
    let by_code: HashMap<String, usize> =
        drafts.iter().enumerate().map(|(i, d)| (d.code.clone(), new_position[i])).collect();
    let mut slots: Vec<Option<NodeDraft>> = drafts.into_iter().map(Some).collect();
    let mut nodes = Vec::with_capacity(order.len());
    let mut parents = Vec::with_capacity(order.len());
    let mut children = vec![Vec::new(); order.len()];
    let mut depths: Vec<usize> = Vec::with_capacity(order.len());
    for (new, &old) in order.iter().enumerate() {
        let Some(draft) = slots[old].take() else { continue };
        let parent = draft.parent.as_deref().and_then(|p| by_code.get(p)).copied();
        if let Some(p) = parent {
            children[p].push(new);
        }
        depths.push(parent.map_or(0, |p| depths[p] + 1));
        parents.push(parent);
        nodes.push(Node {
            name: draft.name.unwrap_or_else(|| Text::same(draft.code.clone())),
            weight: if parent.is_some() { draft.weight.unwrap_or_default() * scale } else { 100.0 },
            direction: draft.direction.unwrap_or_default(),
            unit: draft.unit,
            source: draft.source,
            parent: draft.parent,
            code: draft.code,
        });
    }
    for (node, kids) in nodes.iter_mut().zip(&children) {
        if !kids.is_empty() {
            node.direction = Direction::Positive;
        }
    }
    Instrument { nodes, parents, children, depths }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(code: &str, parent: &str, weight: Option<f64>) -> NodeDraft {
        NodeDraft {
            code: code.into(),
            parent: (!parent.is_empty()).then(|| parent.into()),
            weight,
            ..NodeDraft::default()
        }
    }

    fn codes(problems: &[Problem]) -> Vec<&str> {
        problems.iter().map(|p| p.code.as_str()).collect()
    }

    #[test]
    fn a_tree_is_arranged_depth_first_whatever_the_order_of_its_rows() {
        let tree = build(vec![
            draft("a1", "a", Some(100.0)),
            draft("b", "r", Some(40.0)),
            draft("r", "", None),
            draft("a", "r", Some(60.0)),
        ])
        .expect("a good tree");
        let order: Vec<&str> = tree.nodes().iter().map(|n| n.code.as_str()).collect();
        assert_eq!(order, ["r", "b", "a", "a1"]);
        assert_eq!(tree.depth(3), 2);
        assert!((tree.effective_weight(3) - 0.6).abs() < 1e-15);
    }

    #[test]
    fn weights_as_fractions_become_percent() {
        let tree = build(vec![draft("r", "", None), draft("a", "r", Some(0.25)), draft("b", "r", Some(0.75))])
            .expect("fractions are fine");
        assert!((tree.nodes()[2].weight - 75.0).abs() < 1e-12);
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let problems = build(vec![
            draft("r", "", None),
            draft("a", "r", Some(60.0)),
            draft("a", "r", Some(40.0)),
            draft("c", "nowhere", Some(100.0)),
            draft("d", "r", None),
            draft("", "r", Some(1.0)),
            draft("x", "y", Some(100.0)),
            draft("y", "x", Some(100.0)),
            draft("s", "", None),
            draft("t", "s", Some(7.0)),
        ])
        .expect_err("a broken tree");
        let codes = codes(&problems);
        for expected in [
            "instrument.code_missing",
            "instrument.code_repeated",
            "instrument.parent_unknown",
            "instrument.weight_missing",
            "instrument.cycle",
            "instrument.several_roots",
            "instrument.weights_sum",
        ] {
            assert!(codes.contains(&expected), "{expected} is missing from {codes:?}");
        }
    }

    #[test]
    fn an_instrument_survives_its_own_serialisation() {
        let tree = build(vec![draft("r", "", None), draft("a", "r", Some(30.0)), draft("b", "r", Some(70.0))])
            .expect("a good tree");
        let nodes: Vec<Node> = tree.clone().into();
        assert_eq!(Instrument::try_from(nodes), Ok(tree));
    }
}
