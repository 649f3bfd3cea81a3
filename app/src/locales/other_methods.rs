//! Words of the comparison with other methods.

words! {
    title: "换一种综合评价方法", "By another method";
    about: "同样的数值、同样的权重，用几种常见的多准则方法排名，与本方法的名次对照（不计加分扣分）。τ-b 是两个排名的一致程度，1 为完全相同。", "The same values with the same weights, ranked by common methods of multi-criteria decision making, beside the recipe’s own ranks before bonuses and deductions. τ-b is how far two rankings agree; 1 is the same.";
    compared(n): "这些方法要求数据齐全：比较 {n} 个对象，名次在它们之中数。", "These methods need every value: {n} units are compared, and ranks are counted among them.";
    incomplete(names): "数据不全、没有参加比较的：{names}。", "Not compared, for want of values: {names}.";
    incomplete_many(n): "数据不全、没有参加比较的有 {n} 个。", "Not compared, for want of values: {n}.";
    constant(names): "各对象都相同、分不出高低的指标没有用到：{names}。", "Indicators on which all are equal are not used: {names}.";
    too_few: "数据齐全的评估对象不足 3 个，无法比较。", "Fewer than three units have every value: nothing can be compared.";
    methods: "各方法与本方法的一致程度", "How far each method agrees";
    method: "方法", "Method";
    tau: "τ-b", "τ-b";
    moved: "平均移动", "Mean change";
    moved_under: "位", "places";
    saw: "简单加权（SAW）", "Simple additive weighting (SAW)";
    saw_short: "简单加权", "SAW";
    saw_about: "极差标准化后加权相加", "min–max scores, weighted and added";
    wpm: "加权积（WPM）", "Weighted product (WPM)";
    wpm_short: "加权积", "WPM";
    wpm_about: "与最好者之比的加权几何平均：短板更要紧", "weighted geometric mean of ratios to the best: weak points count more";
    waspas: "加权聚合和积（WASPAS）", "Weighted aggregated sum and product (WASPAS)";
    waspas_short: "和与积", "WASPAS";
    waspas_about: "加权和与加权积各半", "half the weighted sum, half the weighted product";
    topsis: "逼近理想解排序（TOPSIS）", "Closeness to the ideal (TOPSIS)";
    topsis_short: "逼近理想解", "TOPSIS";
    topsis_about: "离最好近、离最差远", "near the best values, far from the worst";
    vikor: "多准则妥协排序（VIKOR）", "Compromise ranking (VIKOR)";
    vikor_short: "妥协解", "VIKOR";
    vikor_about: "总体差距与最大差距的折中", "a compromise of the whole gap and the largest one";
    ranks: "各方法的名次", "The ranks by each method";
    unit: "评估对象", "Unit";
    own: "本方法", "The recipe";
    refused: "算不出", "No answer";
}
