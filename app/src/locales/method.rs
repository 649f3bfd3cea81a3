//! Words of the method page.

words! {
    title: "方法", "Method";
    lede: "从原始数据到名次的每一步。以下文字和公式由这一版冻结的计分方法生成。", "Every step from the raw data to the rank. Words and formulas are generated from the recipe frozen with this edition.";
    about: "关于本页和这一版", "About this page and this edition";
    contents: "本页内容", "On this page";
    tree: "权重", "Weights";
    tree_about: "每个名称后是它占总分的份额；右侧是在同层中的份额，每层之和为 100%。", "After each name stands its share in the overall score; at the right its share among its siblings, which sum to 100%.";
    of_total(share): "占总分 {share}", "{share} of the total";
    beneath(name): "“{name}”之下：", "Beneath {name}: ";
    engine: "计算引擎", "Engine";
    frozen_at: "冻结时间", "Frozen at";
    assessor: "评估机构", "Assessor";
    files: "下载与核验", "Download and verify";
}
