//! Words of the heat table and its page.

words! {
    title: "各维度得分", "Scores by dimension";
    lede: "每个评估对象在每个维度上的得分，按总名次排列。", "The score of every unit on every dimension, in the order of the ranking.";
    title_grades: "各维度", "Dimensions";
    lede_grades: "本版只公布等次，没有各维度的得分。", "Of this edition only the grades are published, and no scores by dimension.";
    legend: "底色与得分", "Shades and scores";
    caption: "各维度得分，按总名次排列", "Scores by dimension, in the order of the ranking";
    caption_of(name): "{name}的下级得分，按总名次排列", "Scores beneath {name}, in the order of the ranking";
    first_level: "一级维度", "First level";
    second_level: "下一级", "The level beneath";
    parts_of(name, n): "{name}：{n} 个下级项", "{name}: parts {n}";
    pages_of(name): "{name}各下级项的页面", "Pages of the parts of {name}";
    about: "底色只是帮助浏览，所有表共用同一套分段；以数字为准。“—”表示没有得分。", "Shades only help the eye, and all tables share their steps; the figure counts. “—” means no score.";
    rank: "名次", "Rank";
    total: "总分", "Total";
    no_score: "无得分", "no score";
    all: "展开下一级维度", "The level beneath";
    see: "各维度得分表", "Table of all dimensions";
}
