//! Words of the page that tells how far the ranks of a round can be trusted.

words! {
    title: "名次有多可靠", "How far the ranks can be trusted";
    link: "名次有多可靠：区间、影响因素和相关性", "How far the ranks can be trusted: intervals, what moves them, correlations";
    lede(runs, failed): "把合理的其他做法同时换着用，重新计算 {runs} 次，看名次怎样变。{failed}", "The index is computed {runs} times over, each time with other reasonable choices, to see how the ranks move. {failed}";
    failed(n): "另有 {n} 次算不出结果，没有计入。", "Another {n} runs gave no result and are not counted.";
    none_failed: "没有一次算不出结果。", "No run failed.";
    standard: "这是通用的检查，不是本期方法的一部分。", "This is a standard check, not part of the method.";
    standard_about: "计分方法没有规定稳健性分析，所以这里用通用的做法：权重各在 ±25% 内变动，样本数据按标准误重抽，算 1000 次。发布版里不会有这些区间；要写进方法，请在计分方法中开启稳健性分析。", "The recipe asks for no analysis of robustness, so the usual one is shown: weights vary by up to ±25%, values from samples are drawn anew, 1,000 runs. The edition will not hold these intervals; to make them part of the method, turn the analysis on in the recipe.";
    refused: "暂时算不出结果", "There is no result yet";
    refused_about: "原因和办法如下。改好数据或计分方法后再看本页。", "The reasons, and what to do about them, are below. Come back once data or recipe are mended.";
    to_recipe: "计分方法", "The recipe";
    sections: "本页内容", "On this page";
    comma: "、", ", ";

    varied: "换了哪些做法", "What is varied";
    varied_nothing: "什么也没有换：每次计算都一样，区间就是名次本身。请在计分方法里选择要变动的内容。", "Nothing: every run is the same, and an interval is the rank itself. Choose in the recipe what is to vary.";
    varied_weights(share): "权重：各在自身的 ±{share} 内", "Weights: each by up to ±{share} of itself";
    varied_dirichlet(concentration): "权重：狄利克雷分布，集中度 {concentration}", "Weights: Dirichlet, concentration {concentration}";
    varied_at(depth, how): "{how}（第 {depth} 层）", "{how} (level {depth})";
    varied_normalise(n): "标准化：另有 {n} 种", "Normalisation: others {n}";
    varied_aggregate(n): "合成：另有 {n} 种", "Aggregation: others {n}";
    varied_impute(n): "缺失值插补：另有 {n} 种", "Imputation: others {n}";
    varied_treat(n): "异常值处理：另有 {n} 种", "Treatment of outliers: others {n}";
    varied_leave_one_out: "每次去掉一个指标，或一个也不去", "One indicator is left out in each run, or none";
    varied_sampling: "样本数据按标准误重抽", "Values from samples are drawn anew by their standard errors";
    varied_raters: "多人评审的，每次随机取一人", "Where several raters judged, one is drawn";

    intervals: "名次区间", "Rank intervals";
    intervals_about(share): "横条从最好到最差：{share} 的计算中名次落在这个范围。圆点是按方法排的名次，竖线是中位名次。", "The bar runs from the best to the worst rank in {share} of the runs. The dot is the rank by the recipe, the tick the median.";
    intervals_bands(bands): "共 {bands} 个名次段：同一段里的对象与段首分不出高下，段与段之间用底色隔开。", "There are {bands} bands: units of a band cannot be told from the first of it. Bands differ by their ground.";
    intervals_widest(name, best, worst): "最不确定的是{name}（第 {best}–{worst} 位）。", "The least certain is {name} (ranks {best}–{worst}).";
    intervals_fixed(n): "{n} 个对象的名次始终不变。", "Units whose rank never changes: {n}.";
    intervals_none: "没有一个评估对象有名次。", "No unit has a rank.";
    band(n): "名次段 {n}", "Band {n}";
    band_of(n): "{n} 个", "units: {n}";
    rank: "名次", "Rank";
    unit: "评估对象", "Unit";
    axis: "名次图：左边是第 1 位", "Chart of ranks; rank 1 is at the left";
    interval: "区间", "Interval";
    median: "中位", "Median";
    mean: "平均", "Mean";

    dominance: "谁稳定地领先于谁", "Who stays ahead of whom";
    dominance_about: "每格是行的对象排在列的对象之前的百分比，平局算一半。粗体：不低于 95% 或不高于 5%，可以分出高下。", "Each cell is the share of runs, in percent, in which the unit of the row is ahead of that of the column; ties count half. Bold: 95% and more, or 5% and less; these can be told apart.";
    dominance_neighbours: "评估对象超过 60 个，下表只比较每个对象和名次在它之后的 5 个：百分比是它领先的计算所占的份额。粗体：不低于 95%，可以分出高下。", "There are more than 60 units, so each is compared with the next five in rank only: the share of runs in which it is ahead. Bold: 95% and more; these can be told apart.";
    dominance_sentence(n, all): "相邻名次的 {all} 对中，{n} 对可以分出高下。", "Of {all} pairs of neighbours in rank, {n} can be told apart.";
    dominance_too_many(most): "评估对象超过 {most} 个，不逐对比较。", "There are more than {most} units: they are not compared pair by pair.";
    dominance_table: "逐个比较的表", "The table, unit by unit";
    dominance_legend: "底色与百分比", "Shades and percentages";
    place(n): "其后第 {n} 个", "Next {n}";
    ahead_of(place, name): "{place} {name}", "{place} {name}";

    drivers: "哪个选择左右名次", "Which choice moves the ranks";
    drivers_about: "名次变动的大小有多少来自各项选择。“总效应”含它与别的选择共同造成的部分，“单独”不含；横条末端的线是 90% 区间。都是估计值，可能略低于 0 或高于 100%。", "How much of the movement of ranks comes from each choice. “Total” includes what it does together with others, “alone” does not; the line at the end of a bar is the 90% interval. All are estimates and may lie a little below 0 or above 100%.";
    drivers_sentence(input, share): "影响最大的是{input}：总效应 {share}。", "What moves them most is {input}: total effect {share}.";
    drivers_only(input): "只变动了{input}：名次的移动都由它而来。", "Only one thing is varied: {input}. Whatever moves, moves by it.";
    drivers_change(places): "平均每次计算中，一个对象移动 {places} 位。", "In a run a unit moves by {places} places on average.";
    drivers_runs(runs): "依据 {runs} 次计算（索博尔指数，置信区间由自助法得出）。", "From {runs} runs (Sobol indices; their intervals are bootstrapped).";
    drivers_none: "没有哪个选择能改变名次：什么也没有变动，或怎样变动名次都一样。", "No choice moves the ranks: nothing is varied, or the ranks stay the same however it is varied.";
    drivers_refused: "算不出各项选择的影响", "The effect of each choice cannot be computed";
    input: "选择", "Choice";
    total: "总效应", "Total";
    alone: "单独", "Alone";
    interval_of: "90% 区间", "90% interval";
    input_weights: "权重", "Weights";
    input_normalise: "标准化", "Normalisation";
    input_aggregate: "合成", "Aggregation";
    input_impute: "缺失值插补", "Imputation";
    input_treat: "异常值处理", "Treatment of outliers";
    input_leave_one_out: "去掉哪个指标", "Which indicator is left out";
    input_sampling: "抽样误差", "Sampling error";
    input_raters: "由谁评审", "Which rater judged";

    without_indicators: "去掉一个指标", "Without one indicator";
    without_indicators_about: "每次去掉一个指标，权重分给同级，重新排名。平均移动位数大的在前：名次最依赖它们。", "Each indicator is left out in turn, its weight goes to its siblings, and units are ranked again. The largest mean change stands first: the ranks depend on these most.";
    without_units: "去掉一个评估对象", "Without one unit";
    without_units_about: "每次去掉一个对象，其余的重新计算，名次在其余对象中数。只有当得分取决于都有谁参评时，名次才会变。", "Each unit is left out in turn and the others are computed anew; ranks are counted among them. They change only where scores depend on who takes part.";
    without_units_steady: "去掉任何一个对象，其余对象的先后都不变。", "Whichever unit is left out, the order of the others stays the same.";
    without_units_many(most): "评估对象超过 {most} 个，不逐个去掉。", "There are more than {most} units: they are not left out one by one.";
    left_out: "去掉的", "Left out";
    mean_change: "平均移动", "Mean change";
    mean_change_under: "位", "places";
    most_moved: "移动最多", "Moves most";
    moved(name, from, to): "{name}：第 {from} → {to} 位", "{name}: {from} → {to}";
    nobody: "无人移动", "nobody moves";
    cannot_all(names): "去掉以下各项就算不出结果：{names}。", "The index cannot be computed without: {names}.";

    correlations: "指标之间的相关性", "Correlations between indicators";
    correlations_about: "标准化得分的皮尔逊相关系数，两个都有得分的对象才计入。同一维度里应当正相关，又不至于说的是同一件事。", "Pearson’s coefficients of normalised scores, over the units that have both. Within a dimension they should be positive, without saying the same thing twice.";
    correlations_split(n): "指标超过 {n} 个，各一级维度分开列；维度之间另有一表。", "There are more than {n} indicators: each top dimension has a table of its own, and another one compares the dimensions.";
    correlations_legend: "底色与系数", "Shades and coefficients";
    between_dimensions: "一级维度之间", "Between top dimensions";
    warnings: "请留意", "To look at";
    warnings_none: "同一维度里没有低于 −0.4 或高于 0.92 的系数。", "Within dimensions no coefficient is below −0.4 or above 0.92.";
    warnings_some(n): "{n} 对同级指标的系数低于 −0.4（彼此抵消）或高于 0.92（几乎说同一件事）。", "Pairs of siblings with a coefficient below −0.4 (they cancel out) or above 0.92 (they say nearly the same): {n}.";
    opposed: "彼此抵消", "cancel out";
    alike: "几乎相同", "nearly the same";
    pairs: "各对指标、系数和 p 值", "Each pair, with coefficient and p-value";
    pairs_within: "同级各对指标、系数和 p 值", "Each pair of siblings, with coefficient and p-value";
    first: "指标", "Indicator";
    second: "与", "With";
    coefficient: "系数", "r";
    p: "p 值", "p";
    below_thousandth: "<0.001", "<0.001";
    units: "对象数", "Units";
    remark: "提示", "Remark";

    coherence: "维度是否成一体", "Whether dimensions hold together";
    coherence_about: "克龙巴赫 α 看下级项是否说同一件事（常以 0.7 为界；下级项多也会变大）。第一主成分占比越大，用一个数概括越合适；载荷为负的项与其余的方向相反。", "Cronbach’s alpha asks whether the parts say the same thing (0.7 is a common mark; it grows with their number). The larger the share of the first principal component, the better one figure sums them up; a part with a negative loading runs against the rest.";
    dimension: "维度", "Dimension";
    parts: "下级项", "Parts";
    alpha: "α", "Alpha";
    component: "第一主成分", "First component";
    negative: "载荷为负", "Negative loadings";
    no_negative: "无", "none";
}
