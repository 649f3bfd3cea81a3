//! What the parts of the pages say, in words and links.

use domain::{Lang, recipe::Aggregate};

use super::{
    derivation::derivation,
    heat::Heat,
    item, release,
    results::interval,
    reweigh::can_weigh,
    rows::rows,
    show::about_intervals,
    testing::{cities, grades_only, with_intervals},
    tile_map,
    unit::{
        grade_shares, peers, strong_and_weak,
        total::{self, ceiling},
    },
};
use crate::prelude::*;

/// The text of markup.
fn text(html: &str) -> String {
    html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

#[test]
fn a_tile_says_in_words_what_its_shade_says_and_leads_to_its_city() {
    let html = tile_map::section(Lang::Zh, &cities()).to_html();
    assert!(html.contains("/indexes/shanxi/2025/v1/units/140100"), "{html}");
    assert!(html.contains("太原市，得分 ") && html.contains("等次 "), "{html}");
    // The other nine cities have a place and no figure.
    assert_eq!(html.matches("tile none").count(), 9, "{html}");
    assert!(html.contains("不在本版公布之列"));
}

#[test]
fn units_of_which_no_layout_knows_one_have_no_map() {
    let mut content = cities();
    content.data.units[0].code = "NZL".into();
    assert!(tile_map::section(Lang::Zh, &content).is_none());
}

#[test]
fn where_only_grades_are_published_a_tile_has_no_score_and_no_rank() {
    let html = tile_map::section(Lang::Zh, &grades_only()).to_html();
    assert!(html.contains("等次 ") && !html.contains("得分 ") && !html.contains(" 位"), "{html}");
    assert!(text(&release::note(Lang::Zh, &grades_only()).to_html()).contains("只公布等次"));
    assert!(release::note(Lang::Zh, &cities()).is_none());
}

#[test]
fn the_heat_table_writes_every_score_on_its_shade_in_the_order_of_the_ranking() {
    let content = cities();
    let top = content.instrument.children(0);
    let html = Heat::over(Lang::Zh, &content, top).table("表".into(), top).to_html();
    assert!(html.contains(r#"class="num c5">100.0"#), "{html}");
    let place = |name: &str| html.find(name).expect("the city");
    assert!(place("大同市") < place("太原市"), "{html}");
}

#[test]
fn the_way_from_the_weighted_sum_to_the_total_names_points_cap_and_what_counts() {
    let content = cities();
    let html = total::section(Lang::Zh, &content, 0).to_html();
    let words = text(&html);
    assert!(words.contains("加权得分") && words.contains("12.00") && words.contains("−8.00"), "{words}");
    assert!(words.contains("客观") && words.contains("主观"), "{words}");
    assert!(html.contains("/units/140100/items/E1"), "{html}");
}

#[test]
fn nothing_is_strong_and_weak_at_the_same_rank() {
    let mut content = cities();
    let top = content.instrument.children(0).to_vec();
    let rank = |content: &mut domain::EditionContent, unit: usize, ranks: [Option<u32>; 2]| {
        for (at, &node) in top.iter().enumerate() {
            content.result.units[unit].nodes[node].rank = ranks[usize::from(at > 0)];
        }
    };
    // On the first dimension one unit is ranked, on the others two: the same rank is another place.
    rank(&mut content, 0, [Some(1), Some(1)]);
    rank(&mut content, 1, [None, Some(2)]);
    assert_eq!(strong_and_weak(Lang::Zh, &content, 0), None);
    rank(&mut content, 1, [Some(1), Some(2)]);
    let said = strong_and_weak(Lang::Zh, &content, 1).expect("they differ");
    assert!(said.contains("（第 1 位）；") && said.contains("（第 2 位）。"), "{said}");
}

#[test]
fn a_limited_grade_names_its_ceiling_and_the_law() {
    let content = cities();
    let words = text(&ceiling(Lang::Zh, &content, 0).to_html());
    assert!(words.contains("不高于 C 合格") && words.contains("统计法第四十一条"), "{words}");
    let words = text(&ceiling(Lang::Zh, &grades_only(), 0).to_html());
    assert!(words.contains("不高于") && !words.contains("只按得分"), "{words}");
    assert!(ceiling(Lang::Zh, &content, 1).is_none());
}

#[test]
fn the_derivation_marks_what_is_not_simply_a_value() {
    let html = derivation(Lang::Zh, &cities(), 0).to_html();
    let words = text(&html);
    for mark in ["未报送", "不适用", "样本少", "±", "1 个指标未报送", "1 个指标不适用"] {
        assert!(words.contains(mark), "{mark}");
    }
    assert!(!words.contains("缺失。"), "nothing is missing: {words}");
    assert!(html.contains("/units/140100/items/A1.1"));
}

#[test]
fn an_item_opens_to_its_formula_with_the_numbers_in_it() {
    let words = text(&item::how(Lang::Zh, &cities(), "140100", "A1.1").expect("the item").to_html());
    for step in ["3 ÷ 4 × 100", "75%", "(75 − 50) ÷ (100 − 50) × 100", "50.00", "样本量小：分母不到 5"]
    {
        assert!(words.contains(step), "{step}: {words}");
    }
}

#[test]
fn an_item_that_does_not_apply_or_was_not_submitted_says_so() {
    let how = |code: &str| text(&item::how(Lang::Zh, &cities(), "140100", code).expect("the item").to_html());
    assert!(how("C10.1").contains("不适用：本年度没有"), "{}", how("C10.1"));
    assert!(how("C08.1").contains("没有报送，按最低分计"), "{}", how("C08.1"));
    assert!(how("E1").contains("本项上限 8 分"), "{}", how("E1"));
    assert!(how("V1").contains("统计法第四十一条"), "{}", how("V1"));
    assert!(item::how(Lang::Zh, &cities(), "140100", "nothing").is_none());
}

#[test]
fn a_rank_has_its_interval_and_band_and_the_page_says_what_they_mean() {
    let content = with_intervals();
    let first = &rows(&content, None, Lang::Zh)[0];
    assert_eq!((first.interval, first.band), (Some((1, 2)), Some(1)));
    let html = about_intervals(Lang::Zh, &content).expect("a sentence").to_html();
    assert!(text(&html).contains("重算 1000 次，90% 的结果落在其中"), "{html}");
    assert!(html.contains("/method#rank-intervals"), "{html}");
    assert!(about_intervals(Lang::Zh, &cities()).is_none());
}

#[test]
fn a_unit_tells_how_often_it_has_each_grade_where_there_are_several() {
    let content = with_intervals();
    assert_eq!(grade_shares(Lang::Zh, &content, 0).as_deref(), Some("各次计算中：A 86%，B 14%"));
    assert_eq!(grade_shares(Lang::Zh, &content, 1), None);
}

#[test]
fn where_only_grades_are_published_no_interval_is_shown() {
    let mut content = grades_only();
    content.result.units[0].interval = with_intervals().result.units[0].interval.clone();
    assert_eq!(interval(&content, 0), None);
}

#[test]
fn a_value_that_was_imputed_or_changed_says_so() {
    let mut content = cities();
    let nodes = &mut content.result.units[0].nodes;
    let at = |code: &str| content.instrument.position(code).expect("an item");
    let (imputed, changed) = (at("A1.2"), at("A2.1"));
    nodes[imputed] = domain::NodeScore { raw: None, used: Some(77.0), imputed: true, ..nodes[imputed] };
    nodes[changed].used = Some(66.5);
    let words = text(&derivation(Lang::Zh, &content, 0).to_html());
    assert!(words.contains("77 插补") && words.contains("1 个缺失的值是按本版的规则插补的"), "{words}");
    assert!(words.contains("计分用 66.5") && words.contains("1 个值折算或处理过"), "{words}");
}

#[test]
fn contributions_are_scores_times_weights_only_beneath_arithmetic_means() {
    let said = |aggregate: Aggregate| {
        let mut content = cities();
        content.recipe.aggregate = aggregate;
        content.recipe.adjust = None;
        text(&derivation(Lang::Zh, &content, 0).to_html())
    };
    assert!(said(Aggregate::ArithmeticMean).contains("得分乘以实际权重"));
    let geometric = said(Aggregate::GeometricMean);
    assert!(geometric.contains("欧拉定理") && !geometric.contains("得分乘以实际权重"), "{geometric}");
    assert!(said(Aggregate::Copeland).contains("所以没有各项的贡献"));
    assert!(said(Aggregate::OrderedMean { orness: 0.3 }).contains("权重按得分高低分配"));
    let mut beneath = cities();
    beneath.recipe.aggregate_at.insert(1, Aggregate::Borda);
    assert!(text(&derivation(Lang::Zh, &beneath, 0).to_html()).contains("它们的下级项没有贡献"));
}

#[test]
fn an_item_beneath_another_mean_is_no_product_of_score_and_weight() {
    let mut content = cities();
    content.recipe.aggregate_at.insert(0, Aggregate::GeometricMean);
    let words = text(&item::how(Lang::Zh, &content, "140100", "A1.1").expect("the item").to_html());
    assert!(words.contains("总分随它的变化率") && !words.contains("50.00 ×"), "{words}");
}

#[test]
fn there_is_nothing_to_weigh_where_weights_play_no_role() {
    let mut content = cities();
    assert!(can_weigh(&content));
    content.recipe.aggregate_at.insert(0, Aggregate::OrderedMean { orness: 0.5 });
    assert!(!can_weigh(&content));
}

#[test]
fn strengths_and_weaknesses_are_told_against_peers() {
    let words = text(&peers::section(Lang::Zh, &cities(), 0).to_html());
    // Taiyuan misses its target on A1.1, Datong nowhere.
    assert!(words.contains("短板") && words.contains("与全部 2 个有名次的对象比"), "{words}");
    assert!(words.contains("合总分") && words.contains("−"), "{words}");
    assert!(peers::section(Lang::Zh, &grades_only(), 0).is_none());
    let mut compared = cities();
    compared.recipe.aggregate = Aggregate::Borda;
    assert!(!text(&peers::section(Lang::Zh, &compared, 0).to_html()).contains("合总分"));
}
