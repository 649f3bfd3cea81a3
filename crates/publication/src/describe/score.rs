//! From weights to ranks, and how to recompute them, in words.

use domain::{
    EditionContent, Recipe, Text,
    dataset::CellStatus,
    recipe::{Aggregate, Coverage, Missing, Normalise, RecipeVersion},
};

use super::{
    Formula, MethodSection, counted,
    mathml::{at, block, fraction, name, number, over, primed, row, sign},
    named,
    words::percent,
};
use crate::format::{self, Format, csv::Table};

/// What each part counts for.
pub(super) fn weights(content: &EditionContent) -> MethodSection {
    let instrument = &content.instrument;
    let indicators = instrument.indicators().count();
    let mut paragraphs = vec![Text::new(
        format!(
            "指标体系是一棵树，共 {} 个节点，其中 {indicators} 个指标。权重是在上级之内所占的份额，同一上级之下合计 100%。一个指标在总分中所占的份额，是它到总分路径上各份额之积。",
            instrument.len()
        ),
        format!(
            "The instrument is a tree of {} nodes, {indicators} of them indicators. A weight is a share within the parent; under each parent the weights sum to 100 %. The share of an indicator in the overall score is the product of the shares on its path.",
            instrument.len()
        ),
    )];
    paragraphs.extend(instrument.children(0).iter().map(|&n| {
        let (node, weight) = (named(&instrument.nodes()[n]), instrument.nodes()[n].weight);
        Text::new(format!("{}：{weight}%", node.zh), format!("{}: {weight} %", node.en))
    }));
    let formula = Formula {
        mathml: block(&[
            at("v", "i"),
            sign("="),
            over("∏", row(&[name("k"), sign("∈"), name("P"), sign("("), name("i"), sign(")")])),
            at("w", "k"),
        ]),
        plain: Text::new(
            "vᵢ = ∏ wₖ（k 取从 i 到总分路径上的各节点；w：在上级内的份额，v：在总分中的份额）",
            "vᵢ = ∏ wₖ (k: the nodes on the path from i to the top; w: share within the parent, v: share in the overall score)",
        ),
    };
    MethodSection { id: "weights", title: Text::new("权重", "Weights"), paragraphs, formulas: vec![formula] }
}

/// What happens where a value is missing.
pub(super) fn missing(content: &EditionContent) -> MethodSection {
    let (present, possible) = (content.data.present(), content.data.possible());
    let count = Text::new(
        format!("本期应有 {possible} 个值，实有 {present} 个。"),
        format!("Values present in this period: {present} of {possible}."),
    );
    let (words, formulas) = match content.recipe.missing {
        Missing::Redistribute => (
            if content.recipe.impute.is_none() {
                Text::new(
                    "缺失值不补，也不当作 0：它的权重按比例分给同一上级下有值的各项。一项的下级全部缺失，它自己也是缺失。",
                    "A missing value is neither imputed nor taken as 0: its weight goes to its siblings with a value, in proportion. A node whose children are all missing is missing itself.",
                )
            } else {
                Text::new(
                    "插补之后仍缺失的值不当作 0：它的权重按比例分给同一上级下有值的各项。一项的下级全部缺失，它自己也是缺失。",
                    "A value that is still missing after imputation is not taken as 0: its weight goes to its siblings with a value, in proportion. A node whose children are all missing is missing itself.",
                )
            },
            vec![Formula {
                mathml: block(&[
                    primed(name("w"), name("i")),
                    sign("="),
                    fraction(at("w", "i"), row(&[over("∑", row(&[name("j"), sign("∈"), name("A")])), at("w", "j")])),
                ]),
                plain: Text::new(
                    "w′ᵢ = wᵢ / Σ wⱼ（j 取同一上级下有值的各项 A）",
                    "w′ᵢ = wᵢ / Σ wⱼ (j: the siblings A that have a value, i itself among them)",
                ),
            }],
        ),
        Missing::Refuse => (
            if content.data.notes.is_empty() {
                Text::new(
                    "不接受缺失：只要缺一个值，就不计算，并指出缺在哪里。",
                    "Missing values are refused: if one is missing nothing is computed, and the run says which.",
                )
            } else {
                Text::new(
                    "不接受没有说明的缺失：缺的值须注明未报送或不适用，否则不计算，并指出缺在哪里。",
                    "A value may be missing only for one of the reasons below; if one is missing without, nothing is computed, and the run says which.",
                )
            },
            Vec::new(),
        ),
    };
    let mut paragraphs = vec![words];
    paragraphs.extend(content.recipe.aggregates().any(refuses_gaps).then(|| {
        Text::new(
            "合成方法中不接受缺失的（见“合成”），仍缺失的不予计算，并指出缺在哪里。",
            "Where the aggregation accepts no missing score (see there), what is still missing is refused, and the run says which.",
        )
    }));
    paragraphs.extend(counted(content, count));
    paragraphs.extend(standings(content));
    MethodSection { id: "missing", title: Text::new("缺失值", "Missing values"), paragraphs, formulas }
}

/// Whether an aggregation has no answer where a score is missing.
const fn refuses_gaps(method: Aggregate) -> bool {
    match method {
        Aggregate::OrderedMean { .. } | Aggregate::Copeland | Aggregate::Borda => true,
        Aggregate::ArithmeticMean
        | Aggregate::GeometricMean
        | Aggregate::HarmonicMean
        | Aggregate::GeneralisedMean { .. }
        | Aggregate::MazziottaPareto => false,
    }
}

/// What is done with each standing of a cell, and how many there are; nothing if all cells are simply a
/// value or missing.
fn standings(content: &EditionContent) -> Vec<Text> {
    let of = |wanted: CellStatus| {
        content.data.notes.values().flat_map(|by_unit| by_unit.values()).filter(|note| note.status == wanted).count()
    };
    if content.data.notes.is_empty() {
        return Vec::new();
    }
    [CellStatus::NotSubmitted, CellStatus::NotApplicable, CellStatus::LowDenominator]
        .map(|status| {
            let n = of(status);
            match status {
                CellStatus::NotSubmitted => Text::new(
                    format!("未报送：应报而未报的指标得最低分，并注明。本期 {n} 处。"),
                    format!("Not submitted: what was asked for and not handed in earns the lowest score, and is marked. Cells in this period: {n}."),
                ),
                CellStatus::NotApplicable => Text::new(
                    format!("不适用：须写明理由；它的权重按比例分给同一上级下的其他各项，整个维度都不适用时，分给同级的其他维度。本期 {n} 处。"),
                    format!("Not applicable: only with a reason. The weight goes to the siblings in proportion; where nothing beneath a dimension applies, to the dimension's siblings. Cells in this period: {n}."),
                ),
                CellStatus::LowDenominator => Text::new(
                    format!("分母过小：数值所依据的事项少于规定的件数，照常计分，并注明。本期 {n} 处。"),
                    format!("Low denominator: the value rests on fewer cases than required. It counts in full and is marked. Cells in this period: {n}."),
                ),
            }
        })
        .into()
}

/// How much must be present for a score to be given.
pub(super) fn coverage(content: &EditionContent) -> MethodSection {
    let Coverage { dimension, overall } = content.recipe.coverage;
    let title = Text::new("最低数据覆盖", "Least coverage");
    if content.recipe.coverage.is_none() {
        let words =
            Text::new("不设最低要求：有一个值就有得分。", "Nothing is asked for: one value is enough for a score.");
        return MethodSection { id: "coverage", title, paragraphs: vec![words], formulas: Vec::new() };
    }
    let withheld = content.result.units.iter().filter(|u| u.nodes.first().is_some_and(|n| n.withheld.is_some()));
    let count = withheld.count();
    let (dimension, overall) = (percent(dimension), percent(overall));
    let mut paragraphs = vec![Text::new(
        format!(
            "有值的下属指标的权重，至少要占总分权重的 {overall}% 才有总分和名次，占一个维度的 {dimension}% 才有该维度的得分；不足的不给分，它的上级把它当作缺失。"
        ),
        format!(
            "There is an overall score and rank only where the indicators with a value carry at least {overall} % of the whole weight, and a score on a dimension where they carry at least {dimension} % of the weight beneath it. Where they carry less no score is given, and the parent takes it as missing."
        ),
    )];
    let count = Text::new(
        format!("本期因此没有总分的对象：{count} 个。"),
        format!("Units without an overall score for this reason in this period: {count}."),
    );
    paragraphs.extend(counted(content, count));
    let formula = Formula {
        mathml: block(&[
            name("c"),
            sign("="),
            over("∑", row(&[name("i"), sign("∈"), name("C")])),
            at("w", "i"),
            sign("·"),
            at("c", "i"),
        ]),
        plain: Text::new(
            "c = Σ wᵢ · cᵢ（i 取全部下级 C；指标有值时 c = 1，缺失时 c = 0）",
            "c = Σ wᵢ · cᵢ (i: all children C; c = 1 for an indicator with a value, 0 for one without)",
        ),
    };
    MethodSection { id: "coverage", title, paragraphs, formulas: vec![formula] }
}

/// The grades table.
pub(super) fn grades(content: &EditionContent) -> MethodSection {
    let grades = &content.recipe.grades;
    let mut paragraphs = vec![if grades.is_empty() {
        Text::new("本指数不分等次。", "This index has no grades.")
    } else {
        Text::new(
            "等次按未四舍五入的总分评定：取第一个达到的等次，都未达到的没有等次。",
            "Grades are given on the unrounded overall score: the first line that is reached counts; below the last there is no grade.",
        )
    }];
    paragraphs.extend(grades.iter().map(|g| {
        Text::new(
            format!("{}（{}）：不低于 {} 分", g.letter, g.name.zh, g.at_least),
            format!("{} ({}): {} or more", g.letter, g.name.en, g.at_least),
        )
    }));
    MethodSection { id: "grades", title: Text::new("等次", "Grades"), paragraphs, formulas: Vec::new() }
}

/// Ranks and ties.
pub(super) fn ranks() -> MethodSection {
    MethodSection {
        id: "ranks",
        title: Text::new("名次与并列", "Ranks and ties"),
        paragraphs: vec![
            Text::new(
                "按未四舍五入的得分排名，得分最高的为第 1 名；总分和每个节点都排名。",
                "Ranks follow the unrounded scores, 1 for the highest; the overall score and every node are ranked.",
            ),
            Text::new(
                "并列的共用较好的名次，其后的名次空出（1、2、2、4）。没有得分的没有名次，也不计入。",
                "Ties share the better rank and the ranks after them are left out (1, 2, 2, 4). Units without a score have no rank and are not counted.",
            ),
            Text::new(
                "得分相差不超过 10⁻¹²（相对值）视为相同：那是求和次序造成的误差，不是差别。",
                "Scores that differ by no more than 10⁻¹² of their size count as equal: that is noise of summation, not a difference.",
            ),
        ],
        formulas: vec![Formula {
            mathml: block(&[
                at("r", "u"),
                sign("="),
                number(1.0),
                sign("+"),
                sign("|"),
                sign("{"),
                name("v"),
                sign(":"),
                at("S", "v"),
                sign(">"),
                at("S", "u"),
                sign("}"),
                sign("|"),
            ]),
            plain: Text::new("名次 = 1 + 得分更高的对象数", "rank = 1 + the number of units with a higher score"),
        }],
    }
}

/// What is rounded and what is not.
pub(super) fn rounding(content: &EditionContent) -> MethodSection {
    let decimals = content.recipe.decimals;
    MethodSection {
        id: "rounding",
        title: Text::new("四舍五入", "Rounding"),
        paragraphs: vec![Text::new(
            format!("计算全程用双精度数，不四舍五入；只在显示时保留 {decimals} 位小数。下载文件中是完整的数值。"),
            format!(
                "Everything is computed in double precision without rounding; only what is shown is rounded, to {decimals} decimals. Downloads hold the full values."
            ),
        )],
        formulas: Vec::new(),
    }
}

/// How a stranger recomputes the edition.
pub(super) fn recomputation(content: &EditionContent) -> MethodSection {
    let bundle = format::file_name(content, Format::Json);
    let title = Text::new("怎样重算", "How to recompute");
    let engine = Text::new(
        format!("本版由 {} 计算。", content.engine),
        format!("This edition was computed by {}.", content.engine),
    );
    if content.withholds_scores() {
        let words = Text::new(
            format!(
                "得分不公开，因此不能重新计算。用 chengping verify {bundle} 可以核对文件是否一字节未改；其中记有完整发布包的 SHA-256，完整发布包由评估机构保存。"
            ),
            format!(
                "Scores are not public, so they cannot be computed again. chengping verify {bundle} checks that no byte was changed; the file names the SHA-256 of the full bundle, which the assessor keeps."
            ),
        );
        return MethodSection { id: "recompute", title, paragraphs: vec![words, engine], formulas: Vec::new() };
    }
    let (tree, table) = (Table::Tree.file_name(content), Table::Data.file_name(content));
    let (method, needs) = recipe_argument(&content.recipe);
    let mut paragraphs = vec![Text::new(
        format!(
            "用 JSON 发布包核对：chengping verify {bundle}。它检查文件是否一字节未改，并用其中的数据和计分方法重新计算，逐位比较全部结果。"
        ),
        format!(
            "From the JSON bundle: chengping verify {bundle}. It checks that no byte was changed, recomputes everything from the data and the recipe inside, and compares all results bit by bit."
        ),
    )];
    // What stands outside the table of raw values cannot be told to `chengping score`.
    let table_is_all = content.data.notes.is_empty()
        && content.data.standard_errors.is_empty()
        && content.data.points.is_empty()
        && content.data.findings.is_empty()
        && (content.recipe.version == RecipeVersion::V1 || content.data.ratings.is_empty());
    if table_is_all {
        paragraphs.push(Text::new(
            format!("用 CSV 重算：chengping score --instrument {tree} --data {table} {method} --json。"),
            format!("From CSV: chengping score --instrument {tree} --data {table} {method} --json."),
        ));
        paragraphs.extend(content.recipe.robustness.is_some().then(|| {
            Text::new(
                format!(
                    "看名次有多可靠、什么选择影响最大：chengping robustness --instrument {tree} --data {table} {method}。"
                ),
                format!(
                    "How far ranks can be trusted, and which choice moves them most: chengping robustness --instrument {tree} --data {table} {method}."
                ),
            )
        }));
        paragraphs.extend(needs);
    }
    paragraphs.push(engine);
    MethodSection { id: "recompute", title, paragraphs, formulas: Vec::new() }
}

/// How `chengping score` is told this recipe, and what the reader must have for it.
fn recipe_argument(recipe: &Recipe) -> (&'static str, Option<Text>) {
    // The short flag stands for a recipe of its own; only where scores come out the same may it be named.
    let flag = match (&recipe.normalise, recipe.missing) {
        (Normalise::None, Missing::Redistribute) => Some("--normalise none"),
        (Normalise::MinMax { lower: 0.0, upper: 100.0 }, Missing::Redistribute) => Some("--normalise min-max"),
        (
            Normalise::None
            | Normalise::MinMax { .. }
            | Normalise::Goalposts { .. }
            | Normalise::PerIndicator { .. }
            | Normalise::ZScore { .. }
            | Normalise::Rank
            | Normalise::PercentileRank { .. }
            | Normalise::Borda
            | Normalise::Efficacy { .. }
            | Normalise::DistanceToBest { .. }
            | Normalise::DistanceToReference { .. }
            | Normalise::DistanceToTarget { .. }
            | Normalise::FractionOfMaximum { .. }
            | Normalise::Bands { .. },
            Missing::Redistribute | Missing::Refuse,
        ) => None,
    };
    match flag.filter(|_| recipe.coverage.is_none() && recipe.version == RecipeVersion::V1) {
        Some(flag) => (flag, None),
        None => (
            "--recipe recipe.json",
            Some(Text::new(
                "其中 recipe.json 是 JSON 发布包里 content.recipe 的内容，原样存成文件。",
                "Here recipe.json is what stands at content.recipe in the JSON bundle, saved as a file as it is.",
            )),
        ),
    }
}
