//! Words of the page of an indicator or dimension.

words! {
    lede_indicator: "一个指标：各评估对象的原始值、得分和名次。", "An indicator: raw values, scores and ranks of all units.";
    lede_dimension(n): "一个维度，由 {n} 个下级项汇总而成。", "A dimension, aggregated from the {n} items below it.";
    code: "代码", "Code";
    unit: "单位", "Unit";
    direction: "方向", "Direction";
    more_is_better: "正向：值越大，得分越高", "Positive: the larger the value, the higher the score";
    less_is_better: "逆向：值越小，得分越高", "Negative: the smaller the value, the higher the score";
    posts: "阈值", "Goalposts";
    posts_are(floor, target): "下限 {floor}，目标 {target}", "floor {floor}, target {target}";
    target: "目标", "Target";
    reference: "参照对象", "Reference";
    bands: "分档", "Bands";
    band_below(cut, points): "低于 {cut} 得 {points} 分", "below {cut}: {points} points";
    band_from(cut, points): "从 {cut} 起得 {points} 分", "from {cut}: {points} points";
    semicolon: "；", "; ";
    per: "折算", "Divided by";
    per_of(scale, name): "每 {scale} {name}", "{name}, per {scale}";
    standing: "计分", "Standing";
    not_scored: "本版不计分", "not scored in this edition";
    weight: "权重", "Weight";
    weight_total(share): "占总分的 {share}", "{share} of the overall score";
    weight_product(path, share): "{path} = 总分的 {share}", "{path} = {share} of the overall score";
    the_total: "这是总分。", "This is the overall score.";
    value: "数值", "Value";
    score_only: "不公开，只公开得分", "not public; only the score is";
    source: "来源", "Source";
    available: "有数据", "Available";
    available_of(n, of): "{n} / {of}", "{n} of {of}";
    distribution: "分布", "Distribution";
    of_raw: "原始值；每组的评估对象数", "raw values; units in each bin";
    of_scores: "得分；每组的评估对象数", "scores; units in each bin";
    spread(low, median, mean, high): "最小 {low}，中位数 {median}，平均 {mean}，最大 {high}。", "Minimum {low}, median {median}, mean {mean}, maximum {high}.";
    no_values: "没有数据。", "There are no values.";
    all_equal(value): "所有评估对象的值都是 {value}。", "All units have the value {value}.";
    histogram_title(name): "{name}的分布", "Distribution of {name}";
    histogram_desc(n, most, low, high): "共 {n} 个值，最多的一组有 {most} 个，在 {low} 至 {high} 之间。", "{n} values; the fullest bin holds {most}, between {low} and {high}.";
    parts: "由哪些项组成", "What it is made of";
    parts_about: "权重，每层之和为 100%", "Weights; each level sums to 100%";
    all_units: "全部评估对象", "All units";
    rank: "名次", "Rank";
    name: "评估对象", "Unit";
    raw: "原始值", "Raw value";
    score: "得分", "Score";
    chart: "得分图", "Chart of scores";
    table_file: "全部数据可下载", "All data can be downloaded";
}
