//! Words of what imputation does to the result.

words! {
    title: "插补的影响", "What imputation does";
    about(imputed, scored, moved): "{scored} 个计分的值里有 {imputed} 个是插补的。不插补、把缺失的权重分给同级再算一遍，有 {moved} 个对象名次不同。", "Of {scored} values that are scored, {imputed} are imputed. Computed without imputation, with the weight of what is missing going to its siblings, {moved} units rank differently.";
    caption: "有插补和没有插补的结果", "Results with and without imputation";
    unit: "评估对象", "Unit";
    imputed: "插补的值", "Imputed values";
    rank_with: "名次", "Rank";
    rank_without: "不插补的名次", "Rank without";
    score_with: "得分", "Score";
    score_without: "不插补的得分", "Score without";
    change: "名次变化", "Places";
    gained(n): "插补使它上升 {n} 位", "imputation moves it up by {n}";
    lost(n): "插补使它下降 {n} 位", "imputation moves it down by {n}";
    same: "不变", "no change";
    only_moved(n): "另有 {n} 个对象没有插补的值，名次也不变。", "Units with no imputed value whose rank stays the same: {n}.";
    refused: "不插补就算不出结果", "Without imputation there is no result";
}
