//! What it would take 提升路径: by how much a single indicator would have to change for a unit to reach a grade or a
//! rank.

mod goals;
mod ways;

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang};
use leptos_axum::ResponseOptions;
use scoring::explain::reach::{self as engine, Answer, Goal};
use service::public::{self, PublicEdition, Unanswered};

use super::{
    head::{self, EditionHead},
    release,
    results::{grade_name, node_score},
    standing::standing,
    unanswered,
    unit::total,
};
use crate::{components::layout::PublicLayout, locales::reach as words, number, request::Page};

/// The page.
#[component]
pub fn Reach() -> impl IntoView {
    let code = head::code_param();
    let response = use_context::<ResponseOptions>();
    standing(|page, view| async move {
        let content = view.edition.content.clone();
        let unit = head::unit_of(&content, code.as_deref())?;
        let goals = goals::goals(&content, unit);
        let asked = match goals::chosen(&goals, page.param("goal")) {
            Some(goal) => {
                let answer = public::reach(&page.services, &view.edition, &content.data.units[unit].code, goal).await;
                Some((goal, answer))
            }
            None => None,
        };
        if let Some((_, Err(why))) = &asked {
            unanswered::set_status(why, response.as_ref());
        }
        let body = match asked {
            Some((goal, answer)) => {
                let form = form(&page, &content, unit, &goals, goal);
                found(page.lang, &content, unit, (goal, &answer), form)
            }
            None => no_goal(page.lang, &content, unit),
        };
        Ok(show(page.lang, view, unit, body).into_any())
    })
}

fn show(lang: Lang, view: Arc<PublicEdition>, unit: usize, body: AnyView) -> impl IntoView + use<> {
    let content = view.edition.content.clone();
    let name = content.data.units[unit].name.get(lang).to_owned();
    let here = format!("{name} · {}", words::title(lang));
    let back = unanswered::back(lang, &content, unit);
    view! {
        <PublicLayout>
            <EditionHead view=view title=words::title_of(lang, name) lede=words::lede(lang) here=here />
            {back}
            {body}
        </PublicLayout>
    }
}

/// Which goal.
fn form(page: &Page, content: &EditionContent, unit: usize, goals: &[Goal], chosen: &Goal) -> AnyView {
    let lang = page.lang;
    let rank = node_score(content, unit, 0).rank;
    let options = goals
        .iter()
        .map(|goal| {
            let name = goals::name(lang, content, goal, rank);
            view! { <option value=goals::code(goal) selected=goal == chosen>{name}</option> }
        })
        .collect_view();
    view! {
        <form class="filters" method="get" action=page.path.clone()>
            <div class="field">
                <label for="goal">{words::goal(lang)}</label>
                <select id="goal" name="goal">{options}</select>
            </div>
            <button class="btn">{words::compute(lang)}</button>
        </form>
    }
}

/// Where the unit stands, and what it would take.
fn found(
    lang: Lang,
    content: &EditionContent,
    unit: usize,
    (goal, answer): (&Goal, &Result<Arc<engine::Reach>, Unanswered>),
    form: AnyView,
) -> AnyView {
    let body = match answer {
        Err(why) => unanswered::note(lang, content, why),
        Ok(reach) => match &reach.answer {
            Answer::Reached => view! { <p>{words::reached(lang)}</p> },
            Answer::Limited { ceiling } => {
                let best = grade_name(lang, content, &ceiling.ceiling);
                view! { <p>{words::limited(lang, best)}</p> {total::ceiling(lang, content, unit)} }.into_any()
            }
            Answer::Ways { ways } => ways::section(lang, content, ways),
        },
    };
    view! {
        <section class="stack" id="result" aria-labelledby="result-title">
            <div class="head"><h2 id="result-title">{words::result(lang)}</h2></div>
            {form}
            <p>{stands(lang, content, unit, goal)}</p>
            {body}
        </section>
        <section class="stack" aria-labelledby="limits-title">
            <h2 id="limits-title">{words::limits(lang)}</h2>
            <p>{words::limits_text(lang)}</p>
        </section>
    }
    .into_any()
}

/// `现在得分 71.20，第 57 位，等次 C 合格。目标：等次 B 良好。`
fn stands(lang: Lang, content: &EditionContent, unit: usize, goal: &Goal) -> String {
    let own = node_score(content, unit, 0);
    let grade = content.result.units.get(unit).and_then(|own| own.grade.as_ref());
    let said = own.score.zip(own.rank).map(|(score, rank)| {
        let score = number::fixed(score, content.recipe.decimals);
        match grade {
            Some(letter) => words::stands_graded(lang, score, rank, grade_name(lang, content, letter)),
            None => words::stands(lang, score, rank),
        }
    });
    let goal = words::goal_is(lang, goals::name(lang, content, goal, own.rank));
    said.into_iter().chain([goal]).collect::<Vec<_>>().join(unanswered::space(lang))
}

/// Why there is nothing to reach.
fn no_goal(lang: Lang, content: &EditionContent, unit: usize) -> AnyView {
    if content.withholds_scores() {
        release::nothing_here(lang, content)
    } else if node_score(content, unit, 0).rank.is_none() {
        unanswered::unscored(lang, content, unit)
    } else {
        view! { <p>{words::at_top(lang)}</p> }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Problem, ScoreSheet, Text};
    use scoring::explain::{
        ExplainError, Standing,
        reach::{Outcome, Way},
    };

    use super::super::testing::{cities, grades_only};
    use super::*;

    fn text(html: &str) -> String {
        html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
    }

    fn said(content: &EditionContent, unit: usize, goal: &Goal, answer: Result<Answer, Unanswered>) -> String {
        let code = content.data.units[unit].code.clone();
        let now = Standing { score: 71.0, rank: 2 };
        let reach = |answer| Arc::new(engine::Reach { unit: code, goal: goal.clone(), now, grade: None, answer });
        found(Lang::Zh, content, unit, (goal, &answer.map(reach)), ().into_any()).to_html()
    }

    fn computed(content: &EditionContent, unit: usize, goal: &Goal) -> String {
        let code = &content.data.units[unit].code;
        let answer = engine::reach(&content.instrument, &content.data, &content.recipe, code, goal).expect("an answer");
        said(content, unit, goal, Ok(answer.answer.clone()))
    }

    /// The cities, the second of which lacks something on two indicators.
    fn behind() -> EditionContent {
        let mut content = cities();
        content.data.findings.clear();
        content.data.values.get_mut("A1.1").expect("an item")[1] = Some(55.0);
        content.result = scored(&content);
        content
    }

    fn scored(content: &EditionContent) -> ScoreSheet {
        scoring::score(&content.instrument, &content.data, &content.recipe).expect("a result")
    }

    #[test]
    fn the_page_says_where_the_unit_stands_and_which_indicator_is_enough() {
        let content = behind();
        let unit = (0..2).find(|&unit| node_score(&content, unit, 0).rank == Some(2)).expect("a second");
        let html = computed(&content, unit, &Goal::Rank(1));
        let words = text(&html);
        assert!(words.contains("第 2 位") && words.contains("目标：第 1 位。"), "{words}");
        assert!(words.contains("单独改变") && words.contains("不是预测，也不是承诺"), "{words}");
        assert!(words.contains("已经是最好值的指标"), "{words}");
        assert!(html.contains("/indexes/shanxi/2025/v1/indicators/"), "{html}");
    }

    #[test]
    fn a_limited_grade_says_that_no_indicator_helps_and_what_limits_it() {
        let words = text(&computed(&cities(), 0, &Goal::Grade("A".into())));
        assert!(words.contains("不高于 C 合格：限制解除以前") && words.contains("统计法第四十一条"), "{words}");
    }

    #[test]
    fn every_kind_of_answer_has_its_words() {
        let content = cities();
        let goal = Goal::Rank(1);
        let way = |outcome| Way { indicator: "A1.2".into(), from: Some(1.0), best: Some(2.0), outcome };
        let then = Some(Standing { score: 72.5, rank: 2 });
        let step = engine::Step {
            to: 1.5,
            change: 0.5,
            share_of_range: Some(0.25),
            then: Standing { score: 73.0, rank: 1 },
            grade: None,
        };
        let problems = vec![Problem::error("a", Text::new("几何平均数不能有 0。", "No zeros."))];
        let answers = [
            (Ok(Answer::Reached), "这个目标已经达到"),
            (Ok(Answer::Ways { ways: vec![] }), "没有一个指标单独改变就能达到目标"),
            (Ok(Answer::Ways { ways: vec![way(Outcome::Enough(step))] }), "+0.5"),
            (Ok(Answer::Ways { ways: vec![way(Outcome::OutOfReach { then })] }), "达到最好值也不够的指标：1 个"),
            (Ok(Answer::Ways { ways: vec![way(Outcome::OutOfReach { then: None })] }), "无得分"),
            (Ok(Answer::Ways { ways: vec![way(Outcome::AtBest)] }), "已经是最好值的指标：1 个"),
            (Ok(Answer::Ways { ways: vec![way(Outcome::Missing)] }), "没有数值可以改变的指标：1 个"),
            (Ok(Answer::Ways { ways: vec![way(Outcome::Refused { problems })] }), "：几何平均数不能有 0。"),
            (Err(Unanswered::Busy), "请过一会儿再打开本页"),
            (Err(Unanswered::Failed), "没有算出来"),
            (Err(Unanswered::Refused(ExplainError::RankZero)), "不能这样试算：名次从 1 开始。"),
        ];
        for (answer, words) in answers {
            let html = said(&content, 1, &goal, answer);
            assert!(text(&html).contains(words), "{words}: {html}");
        }
    }

    #[test]
    fn without_a_goal_the_page_says_why() {
        let content = cities();
        let why = |content: &EditionContent, unit| text(&no_goal(Lang::Zh, content, unit).to_html());
        assert!(why(&content, 1).contains("没有更进一步的目标"));
        assert!(why(&grades_only(), 1).contains("只公布等次"));
        let mut unscored = cities();
        unscored.result.units[1].nodes[0] = domain::NodeScore::default();
        assert!(why(&unscored, 1).contains("没有得分，所以没有可以解释的"));
    }
}
