//! Words of the page that opens one number of one unit.

words! {
    lede(unit): "{unit}：这个数怎样得来，依据是什么。", "{unit}: how this number comes about, and what it rests on.";
    ways: "相关页面", "Related pages";
    back(unit): "{unit}的全部得分", "All scores of {unit}";
    all_units: "所有对象的这一指标", "This indicator for all units";
    how: "这个数怎样得来", "How this number comes about";
    steps: "逐步计算", "Step by step";
    step: "步骤", "Step";
    formula: "算式", "Formula";
    comes_to: "结果", "Result";
    value: "数值", "Value";
    points: "得分", "Points";
    weight: "在总分中的实际权重", "Actual weight in the total";
    by_slope: "得分 × 总分随它的变化率（合成不是加权算术平均）", "score × the rate at which the total changes with it (not an arithmetic mean)";
    no_parts: "上级维度只看评估对象之间谁胜谁负，所以本项没有可以相加的贡献。", "A dimension above counts who beats whom among the units, so this item has no contribution that could be added.";
    scored_value: "计分用的值", "Value that is scored";
    is_imputed: "缺失，按本版的规则插补", "missing; imputed by the rule of this edition";
    is_treated: "折算或处理过异常值", "divided, or treated as an outlier";
    contribution: "对加权得分的贡献", "Contribution to the weighted sum";
    with_numbers(text, numbers): "{text} = {numbers}", "{text} = {numbers}";
    points_are_value: "数值就是得分", "the value is the points";
    points_given: "只公开得分，不公开数值和算式", "only the points are public, neither value nor formula";
    points_lowest: "没有数值，按最低分计", "no value: the lowest score";
    between(floor, target, formula): "{floor} 得 0 分，{target} 得 100 分：{formula}", "{floor} earns 0, {target} earns 100: {formula}";
    beyond_floor(floor): "未达到得 0 分的值 {floor}，按 0 分计", "beyond the floor, {floor}: 0 points";
    beyond_target(target): "已超过得 100 分的值 {target}，按 100 分计", "beyond the target, {target}: 100 points";
    weights_up(path): "{path}（自下而上各级的实际权重）", "{path} (actual weights on the way up)";
    standard_error(error): "得分的标准误：±{error}，来自抽样。", "Standard error of the points: ±{error}, from sampling.";
    not_applicable(reason): "不适用：{reason}。它的权重按比例分给了同一上级下的其他指标。", "Does not apply: {reason}. Its weight went to its siblings in proportion.";
    not_submitted: "没有报送，按最低分计。", "Nothing was submitted: it earns the lowest score.";
    few: "样本量小：照常计分，解读时请留意。", "It rests on few cases: it counts in full, and should be read with care.";
    few_below(least): "样本量小：分母不到 {least}。照常计分，解读时请留意。", "It rests on few cases, fewer than {least}: it counts in full, and should be read with care.";
    score_only: "按公开范围，这一题项只公开得分，不公开数值、算式和填报的行。", "Of this item only the score is public: neither value nor formula nor rows.";

    confirmed_rows: "认定的行数", "Confirmed rows";
    points_of_rows: "按行计的分", "Points of the rows";
    counts: "计入总分", "Counts in the total";
    capped(cap): "本项上限 {cap} 分", "at most {cap} for this item";
    veto_limits(best, basis): "有经认定的情形：等次不高于 {best}。依据：{basis}。", "Confirmed: the grade is {best} at best. Basis: {basis}.";
    veto_nothing: "没有经认定的情形，等次不受这一项限制。", "Nothing was confirmed; this does not limit the grade.";

    rows: "填报的行", "The rows that were filed";
    rows_count(n): "共 {n} 行", "{n} in all";
    no_rows: "没有填报任何一行。", "No row was filed.";
    withheld(n): "共 {n} 行，不公开。", "{n} rows, which are not public.";
    withheld_aggregate(n): "共 {n} 行，不公开：这一题项只公开得分和数值。完整数据由评估机构留存，其 SHA-256 已写在公开的数据包里。", "{n} rows, which are not public: of this item only score and value are. The assessor keeps the full data, whose SHA-256 is part of the public bundle.";
    internal(names): "内部列不公开：{names}。", "Columns that are not public: {names}.";
    row(n): "第 {n} 行", "row {n}";
    comma: "、", ", ";

    rating: "评审", "Rating";
    rating_about: "评审人员对照标准和佐证作出，人名不公开。", "Made by an evaluator on the evidence; names are not published.";
    level: "档次", "Level";
    level_of(points, text): "{points} 分：{text}", "{points} points: {text}";
    answers: "对“是”的核对", "Each “yes” against the evidence";
    none_refused: "佐证支持全部答“是”的行。", "The evidence bears out every “yes”.";
    refused(rows): "以下各行的“是”没有得到佐证支持，按“否”计：{rows}", "The evidence does not bear out the “yes” of these rows, which count as no: {rows}";
    reason: "理由", "Reason";
    citations: "引用", "Cited";

    documents: "佐证材料", "Supporting documents";
    documents_about: "材料本身不随本版公开；持有副本的人可以用 SHA-256 证明就是这一份。", "The documents are not part of the edition; who holds a copy can show by its SHA-256 that it is the one.";
    document: "材料", "Document";
    document_number(n): "材料 {n}", "document {n}";
    size: "大小", "Size";
    kilobytes(n): "{n} KB", "{n} KB";

    about: "关于这一题项", "About this item";
    days: "评估期", "Period assessed";
    from_to(start, end): "{start}至{end}", "{start} to {end}";
}
