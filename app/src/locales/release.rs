//! Words of editions of which the public sees only a part.

words! {
    grades_only: "本版只公布等次：得分、名次和数据不公开。方法和权重照常公开。", "Of this edition only the grades are published: scores, ranks and data are not. The method and its weights are.";
    best_grades_only(grades): "本版只公布等次为 {grades} 的评估对象；其余对象以及全部得分、名次和数据不公开。没有列出不说明得了哪一等次。", "Of this edition only the units with the grade {grades} are published; the others, and all scores, ranks and data, are not. Not being listed says nothing of which grade a unit has.";
    bound: "评估机构留存的完整数据包不能事后改动，它的 SHA-256 是：", "The full bundle that the assessor keeps cannot be changed afterwards; its SHA-256 is:";
    nothing_here: "本版只公布等次，这里没有可以公开的得分。", "Of this edition only the grades are published; there are no scores to show here.";
    see_grades: "看等次", "See the grades";
    comma: "、", ", ";
    grades: "等次", "Grades";
    grades_caption(title): "{title}等次", "Grades of {title}";
    grade: "等次", "Grade";
    count: "个数", "How many";
    counts: "各等次个数", "How many have each grade";
    none: "无等次", "no grade";
    order: "按等次排列；同一等次内按代码排列，不分先后。", "By grade; within a grade by code, which says nothing about who is better.";
    limited: "等次受限", "limited grade";
    read_grade: "等次由总分按方法中的分数线确定；有等次限制情形的，不高于限制的等次。", "The grade follows from the total by the lines in the method; where something limits it, it is not above that limit.";
    files: "等次、权重、计分方法和指标体系，JSON、XLSX、CSV，不用登录。", "Grades, weights, the recipe and the instrument as JSON, XLSX and CSV, without signing in.";
    verify_about: "这个数据包里没有得分和原始数据，因此无法重新计算。可以核对的是：等次、方法和权重从发布起没有改动，以及它所属的完整数据包的 SHA-256 早已写明。", "This bundle holds neither scores nor raw data, so they cannot be computed again. What can be checked: grades, method and weights have not changed since publication, and the SHA-256 of the full bundle it belongs to was named then.";
    part_of: "不公开的题项和行在评估机构留存的完整数据包里。它的 SHA-256 从发布起就写在本数据包中：", "Items and rows that are not public stand in the full bundle that the assessor keeps. Its SHA-256 is part of this bundle since publication:";
}
