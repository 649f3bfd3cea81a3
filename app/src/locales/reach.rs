//! Words of the page that says what it would take.

words! {
    title: "怎样才能更进一步", "What would it take?";
    title_of(name): "{name}：怎样才能更进一步", "{name}: what would it take?";
    lede: "只改变一个指标，其他都不变：至少要改变多少，才能达到目标。", "Change one indicator and nothing else: how large must the change be to reach a goal?";
    goal: "目标", "Goal";
    compute: "试算", "Compute";
    goal_grade(grade): "等次 {grade}", "Grade {grade}";
    goal_next(rank): "第 {rank} 位（前进一位）", "Rank {rank} (one place up)";
    goal_top(rank): "前 {rank} 位", "The top {rank}";
    goal_first: "第 1 位", "First place";
    stands(score, rank): "现在得分 {score}，第 {rank} 位。", "It now scores {score} and is at rank {rank}.";
    stands_graded(score, rank, grade): "现在得分 {score}，第 {rank} 位，等次 {grade}。", "It now scores {score}, is at rank {rank} and has grade {grade}.";
    goal_is(goal): "目标：{goal}。", "The goal: {goal}.";
    result: "单独改变一个指标", "One indicator alone";
    enough(n): "单独改变就能达到目标的指标有 {n} 个，改变其中任何一个就够；改变量占数值范围比例小的在前。", "Indicators that reach the goal alone: {n}, and any one of them is enough. The smallest change, as a share of the range, comes first.";
    none_enough: "没有一个指标单独改变就能达到目标，要几个指标一起改善。", "No indicator reaches the goal alone; several would have to improve together.";
    caption: "单独改变就能达到目标的指标", "Indicators that reach the goal alone";
    indicator: "指标", "Indicator";
    own: "现值", "Own value";
    needed: "需要的值", "Value needed";
    change: "改变量", "Change";
    share: "占数值范围", "Share of range";
    best: "最好值", "Best value";
    then_rank: "届时名次", "Rank then";
    then_score: "届时得分", "Score then";
    no_score_then: "无得分", "no score";
    out_of_reach(n): "达到最好值也不够的指标：{n} 个", "Not enough even at the best value: {n}";
    out_of_reach_caption: "达到最好值也不够的指标，和届时的名次、得分", "Indicators that are not enough even at the best value, with rank and score then";
    at_best(n): "已经是最好值的指标：{n} 个", "Already at the best value: {n}";
    missing(n): "没有数值可以改变的指标：{n} 个", "Without a value that could change: {n}";
    refused(n): "不能试算的指标：{n} 个", "Those that cannot be tried: {n}";
    refused_why(name, why): "{name}：{why}", "{name}: {why}";
    reached: "这个目标已经达到。", "This goal is reached already.";
    limited(best): "等次受限，不高于 {best}：限制解除以前，改变任何指标都达不到这个目标。", "The grade is limited to {best} at best: while the limit holds, no change of an indicator reaches this goal.";
    at_top: "已经是第 1 位，等次也没有更好的：没有更进一步的目标了。", "It is first, and no grade is better: no goal is left.";
    limits: "怎样看这些数", "How to read these figures";
    limits_text: "这是试算，不是预测，也不是承诺。每次只改变一个指标，本对象的其他指标和其他对象的数据都不变，加分、扣分和等次限制照旧；实际上别的对象也会变。“最好值”是方法规定得满分的值，方法没有规定的，是所有对象中最好的值，不等于本对象做得到。“数值范围”是所有对象的最大值与最小值之差。", "This is a trial computation, neither a forecast nor a promise. One indicator changes at a time; the unit’s other indicators and the data of all other units stay as they are, and so do bonuses, deductions and limits of the grade. In fact others move, too. The best value is the one that earns full marks by the method or, where the method fixes none, the best that any unit has; nobody says that this unit can attain it. The range is the difference between the largest and the smallest value of all units.";
}
