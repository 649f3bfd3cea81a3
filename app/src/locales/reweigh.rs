//! Words of re-weighting. Texts with `{n}` are filled in by the island itself.

words! {
    title: "换一种权重，看名次怎样变", "Weigh it yourself and see the ranking move";
    lede: "结果只在您的浏览器里计算，不改变正式名次。", "Computed in your browser only; the official ranking stays as it is.";
    no_script: "调整权重需要浏览器脚本（JavaScript）。没有脚本时，下面是正式名次；也可以下载数据自行计算。", "Changing the weights needs JavaScript. Without it, the official ranking stands below; or download the data and compute for yourself.";
    too_few: "这个指数只有一个维度，没有别的权重可选。", "This index has a single dimension; there is nothing to weigh.";
    no_role: "本版的总分按得分高低加权（有序加权平均），各维度的权重不起作用，没有别的权重可试。", "In this edition weights go to scores by their order (ordered weighted mean); those of the dimensions play no role, so there is nothing to weigh.";
    kept: "换权重只改变加权得分；加分和扣分照旧计入总分。", "Other weights change the weighted sum only; bonuses and deductions stay in the total as they are.";
    your_weights: "您的权重", "Your weights";
    weight_of(name): "{name}的权重", "Weight of {name}";
    share: "占 {n}", "share {n}";
    official_share(share): "正式 {share}", "official {share}";
    total: "合计", "Total";
    about_total: "合计不必是 100：名次只看各权重之比。", "They need not sum to 100: only their proportions count.";
    reset: "恢复正式权重", "Back to the official weights";
    ranking: "按您的权重排列", "Ranking by your weights";
    your_rank: "您的名次", "Your rank";
    official_rank: "正式名次", "Official rank";
    unit: "评估对象", "Unit";
    plot: "得分图，空心点为正式得分", "Chart of scores; hollow dots are official scores";
    score: "得分", "Score";
    change: "比正式", "Change";
    up: "上升 {n} 位", "up {n}";
    down: "下降 {n} 位", "down {n}";
    same: "不变", "unchanged";
    summary: "与正式名次相比：{up} 个上升，{down} 个下降，{same} 个不变。", "Compared with the official ranking: {up} up, {down} down, {same} unchanged.";
    at_official: "现在是正式权重。", "These are the official weights.";
    no_weight: "请至少给一个维度大于 0 的权重。", "Give at least one dimension a weight above 0.";
    dot: "{now}，正式 {official}", "{now}, official {official}";
}
