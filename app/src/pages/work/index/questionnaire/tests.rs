use super::*;

fn shanxi(lang: Lang) -> String {
    let bytes = include_bytes!("../../../../../../fixtures/shanxi/instrument.json");
    let questionnaire: Questionnaire = serde_json::from_slice(bytes).expect("the example");
    let tree = questionnaire.tree().expect("a tree");
    view(lang, &questionnaire, &tree, None).to_html()
}

/// The text of an item's article, without markup.
fn article(html: &str, code: &str) -> String {
    let start = html.find(&format!("id=\"item-{code}\"")).expect("the item");
    let end = start + html[start..].find("</article>").expect("its end");
    html[start..end].split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

#[test]
fn every_item_is_there_once_and_every_link_to_one_arrives() {
    let html = shanxi(Lang::Zh);
    assert_eq!(html.matches("<article").count(), 59);
    for link in html.split("href=\"#").skip(1) {
        let anchor = link.split('"').next().expect("an anchor");
        assert_eq!(html.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}");
    }
}

#[test]
fn an_item_says_how_it_is_computed_and_scored_in_words() {
    let text = article(&shanxi(Lang::Zh), "A1.1");
    for words in [
        "定量 · 占上级 40% · 占总分 2.52%",
        "全部行中，“是否已督导”为“是”的行所占的百分比",
        "50% 得 0 分，100% 得 100 分",
        "市人民政府办公室",
        "必填。填写“是”或“否”。",
        "督导日期须在评估期内。",
        "分母小于 5 时",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn less_is_better_is_said_where_the_target_lies_below_the_floor() {
    let text = article(&shanxi(Lang::En), "B6.2");
    assert!(text.contains("120 days earns 0 points, 30 days earns 100"), "{text}");
    assert!(text.contains("Less is better."), "{text}");
}

#[test]
fn what_stands_outside_the_weights_has_its_cap() {
    let html = shanxi(Lang::Zh);
    assert!(
        article(&html, "E1").contains("每行扣 2 分；其中“移出日期”已填的，每行扣 0.5 分；合计最多 8 分。"),
        "{}",
        article(&html, "E1")
    );
    assert!(
        article(&html, "F1").contains("按“层级”加分：国家级 2 分、省级 1 分；合计最多 3 分。"),
        "{}",
        article(&html, "F1")
    );
    assert!(article(&html, "V1").contains("等次最高为 C 合格"), "{}", article(&html, "V1"));
    assert!(html.contains("加权得分 + 加分（合计最多 5 分） − 扣分（合计最多 20 分）"));
}

#[test]
fn heads_and_explanations_speak_english_alone() {
    let english = shanxi(Lang::En);
    // What must be written in the workbook in Chinese, such as options, stands in Chinese in the table.
    for tag in ["<h3", "<h4", "<dt>", "<dd>", "<th", "<summary>"] {
        for part in english.split(tag).skip(1) {
            let text = part.split("</").next().expect("its text");
            assert!(!text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{tag} {text}");
        }
    }
}
