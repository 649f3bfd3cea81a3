//! Words of the page of a questionnaire: what is asked, of whom, and how it is scored.

words! {
    about: "概况", "Overview";
    contents: "本页内容", "On this page";
    id: "标识", "Identifier";
    basis: "依据", "Basis";
    principles: "原则", "Principles";
    size: "构成", "Made of";
    size_of(dimensions, items): "{dimensions} 个维度，{items} 个题项", "Dimensions: {dimensions}; items: {items}";
    kinds: "题项类型", "Types of items";
    kind_count(kind, n): "{kind} {n}", "{kind} {n}";
    print: "打印：用浏览器的打印功能，全部题项都会印出。", "To print, use the browser: every item is printed in full.";

    tree: "指标树与权重", "Tree and weights";
    tree_about: "权重是占上级的百分比；占总分的百分比是逐级相乘的结果。点题项名称看它怎样填、怎样算。", "Weights are shares of the parent in percent; shares of the total are their products. Follow an item to see how it is filed and computed.";
    kind: "类型", "Type";
    lead: "牵头部门", "Leads";
    assist: "配合部门", "Assists";
    direction: "方向", "Direction";

    quantitative: "定量", "Quantitative";
    yes_no: "是否清单", "Yes or no";
    rubric: "分档", "Rubric";
    survey: "问卷调查", "Survey";
    deduction: "扣分", "Deduction";
    bonus: "加分", "Bonus";
    veto: "等次限制", "Grade ceiling";
    subjective: "主观", "subjective";

    items: "题项", "Items";
    items_about: "按维度排列。每个题项写明怎样计算、怎样计分、由谁填报、填哪些列。", "By dimension. Each item says how it is computed and scored, who files it, and which columns its table has.";
    outside: "权重之外：扣分、加分和等次限制", "Outside the weights: deductions, bonuses and grade ceilings";
    share_of_parent(share): "占上级 {share}%", "{share}% of its parent";
    share_of_total(share): "占总分 {share}%", "{share}% of the total";
    in_dimension(code, name): "{code} {name}", "{code} {name}";

    computed: "怎样计算", "How it is computed";
    scored: "怎样计分", "How it is scored";
    question: "问题", "Question";
    answers: "答案与分值", "Answers and points";
    answer_points(answer, points): "{answer}：{points} 分", "{answer}: {points}";
    excluded(answers): "不计入平均：{answers}", "Counted but not averaged: {answers}";
    sampling: "抽样", "Sampling";
    filed_by: "填报人", "Filed by";
    by_assessor: "评估机构，不由部门自填", "The assessor; no department reports on itself";
    source: "数据来源", "Source";
    verification: "核验方式", "Verification";
    desk: "书面审核", "desk review";
    cross_check: "交叉核验", "cross-check with other registers";
    field_check: "实地核查", "field check";
    web_check: "网上核查", "web check";
    mystery_test: "暗访体验", "mystery test";
    sample_callback: "抽样回访", "call-back of a sample";
    enterprise_callback: "企业回访", "call-back of enterprises";
    third_party_match: "第三方比对", "match with third-party data";
    independent_survey: "独立调查", "independent survey";
    survey_cross_check: "与调查结果互证", "comparison with survey results";
    two_person_review: "双人复核", "review by two people";
    commissioner_confirm: "委托方确认", "confirmation by the commissioner";
    not_applicable: "不适用", "Not applicable";
    not_applicable_text: "可以填报不适用，须写明理由；它的权重分给同一上级下的其他题项。", "A unit may say, with a reason, that it does not apply; its weight then goes to its siblings.";
    always_applies: "不能填报不适用。", "Always applies.";
    min_denominator: "样本下限", "Fewest cases";
    min_denominator_text(n): "分母小于 {n} 时照常显示，但注明样本太少。", "With a denominator below {n} the value is shown, and marked as resting on too few cases.";
    disclosure: "公开范围", "Disclosure";
    disclosure_public: "公开得分、数值和填报行（内部列除外）。", "Score, value and rows are public, but for internal columns.";
    disclosure_aggregate: "公开得分和数值，不公开填报行。", "Score and value are public, rows are not.";
    disclosure_score: "只公开得分。", "Only the score is public.";
    tasks: "对应任务", "Tasks served";
    task(n): "第 {n} 项", "no. {n}";
    note: "说明", "Note";

    goalposts(floor, target): "{floor} 得 0 分，{target} 得 100 分，其间按比例计算，超出两端的按两端计。", "{floor} earns 0 points, {target} earns 100, in proportion between; beyond either end the end counts.";
    less_is_better: "数值越低越好。", "Less is better.";
    yes_share(column): "“{column}”为“是”的行数 ÷ 全部行数 × 100", "rows with “{column}” yes ÷ all rows × 100";
    value_is_points: "结果就是得分。", "The result is the score.";
    survey_computed(column): "“{column}”各答案分值的平均", "The mean of the points of “{column}”";
    survey_weighted(column, weight): "“{column}”各答案分值按“{weight}”加权的平均，空白权重按 1 计", "The mean of the points of “{column}”, weighted by “{weight}”; a blank weight counts as 1";
    rubric_scored: "评审人员对照佐证选定一档，并写明理由。", "An evaluator chooses a level on the evidence and gives a reason.";
    level_points: "分值", "Points";
    level_text: "达到什么", "What must be true";
    levels: "各档", "Levels";

    row_takes(points): "每行扣 {points} 分", "{points} off for each row";
    row_gives(points): "每行加 {points} 分", "{points} for each row";
    row_when_takes(when, points): "{when}的行，每行扣 {points} 分", "{points} off for each row where {when}";
    row_when_gives(when, points): "{when}的行，每行加 {points} 分", "{points} for each row where {when}";
    closed_takes(when, points): "其中{when}的，每行扣 {points} 分", "where {when}, {points} off instead";
    closed_gives(when, points): "其中{when}的，每行加 {points} 分", "where {when}, {points} instead";
    option_takes(column, points): "按“{column}”扣分：{points}", "Points off by “{column}”: {points}";
    option_gives(column, points): "按“{column}”加分：{points}", "Points by “{column}”: {points}";
    option_points(option, points): "{option} {points} 分", "{option} {points}";
    value_takes(points): "结果每 1 个单位扣 {points} 分", "{points} off for each unit of the result";
    value_gives(points): "结果每 1 个单位加 {points} 分", "{points} for each unit of the result";
    cap(points): "合计最多 {points} 分", "at most {points} in all";
    veto_scored(grade): "经确认有任何一行，等次最高为 {grade}。", "With any confirmed row the grade is {grade} at best.";
    clause: "；", "; ";
    full_stop: "。", ".";
    list_comma: "、", ", ";

    table_of(n): "填报表：{n} 列", "Evidence table: columns {n}";
    table_caption(code): "{code} 的填报表", "Evidence table of {code}";
    column: "列", "Column";
    how_to_fill: "怎样填", "How to fill it";
    seen_by: "谁能看到", "Who sees it";
    seen_public: "公开", "Everyone";
    seen_internal: "内部", "Internal";
    row_rules: "同一行各列之间", "Between the columns of a row";
    common_columns: "每张填报表都有的列", "Columns of every table";
    common_about: "下面的列在每张表里都有，各题项只列出自己的列。内部列只有填报单位、评估机构和委托方能看到。", "These stand in every table; each item below lists its own columns only. Internal columns are seen by the respondent, the assessor and the commissioner.";
    before_own: "题项的列之前", "before the item’s own";
    after_own: "题项的列之后", "after the item’s own";
    position: "位置", "Place";

    total: "总分与等次", "Total and grades";
    total_is: "总分", "Total";
    total_formula(bonus, deduction): "加权得分 + 加分{bonus} − 扣分{deduction}，不低于 0 分，不高于 100 分", "weighted score + bonuses{bonus} − deductions{deduction}, never below 0 or above 100";
    at_most(points): "（合计最多 {points} 分）", " (at most {points})";
    grades: "等次", "Grades";
    grade: "等次", "Grade";
    at_least: "总分不低于", "Total at least";

    lineage(before): "与第 {before} 版相比", "Since version {before}";
    lineage_about(same): "按题项代码比较；{same} 个题项没有变化。", "Compared by code; {same} items are the same.";
    fate: "变化", "What changed";
    fate_same: "没有变化", "Nothing";
    fate_new: "新增", "New";
    fate_gone: "不再评估", "No longer asked";
    fate_changed(what): "有改动：{what}", "Changed: {what}";
    comparable: "数值可否与上一版比较", "Values comparable";
    comparable_yes: "可比", "Yes";
    comparable_no: "不可比", "No";

    phases: "阶段", "Phases";
    phases_about: "按工作日计算，节假日除外，调休上班日计入。", "In working days: holidays do not count, make-up days do.";
    number: "序号", "No.";
    phase: "阶段", "Phase";
    working_days: "工作日", "Working days";
    from_to: "第几个工作日", "Which working days";
    day_range(from, to): "第 {from}–{to} 个", "{from}–{to}";
    day_one(day): "第 {day} 个", "{day}";
    in_all: "合计", "Total";

    departments: "部门", "Departments";
    department: "部门", "Department";
    superior: "上级部门", "Superior";
    formerly(name): "原{name}", "formerly {name}";
    leads: "牵头题项", "Leads";
    assists: "配合题项", "Assists";
    fills: "填报表", "Tables to file";
    is_assessor: "评估机构", "assessor";

    regions: "地区", "Regions";
    regions_about(n): "共 {n} 个，以行政区划代码为准：名称可能重复。", "{n} in all, told apart by division code, since names repeat.";
    region: "地区", "Region";
    below: "下辖", "Below it";
    regions_show: "查看全部地区", "Show all regions";
}
