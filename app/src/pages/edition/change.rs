//! Why a unit's score and rank changed 变化分解 since the edition of the period before.

mod contributions;
mod parts;

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang};
use leptos_axum::ResponseOptions;
use scoring::explain::change::{self as engine, Between};
use service::public::{self, PublicEdition, Unanswered};

use super::{
    head::{self, EditionHead},
    release,
    results::node_score,
    standing::standing,
    unanswered,
};
use crate::{
    components::{layout::PublicLayout, stat::Stat},
    locales::change as words,
    number, routes,
};

/// So many more decimals has a change than a score: from year to year most change little.
const FINER: u8 = 2;

/// The page.
#[component]
pub fn Change() -> impl IntoView {
    let code = head::code_param();
    let response = use_context::<ResponseOptions>();
    standing(|page, view| async move {
        let content = view.edition.content.clone();
        let unit = head::unit_of(&content, code.as_deref())?;
        let lang = page.lang;
        let body = match compared(&content, view.previous.as_deref(), unit) {
            Ok((previous, before)) => {
                let code = &content.data.units[unit].code;
                let explained = public::between(&page.services, &view).await.and_then(|between| {
                    let change = between.change(code)?;
                    Ok((between, change))
                });
                if let Err(why) = &explained {
                    unanswered::set_status(why, response.as_ref());
                }
                found(lang, &content, previous, [unit, before], &explained)
            }
            Err(why) => why.say(lang, &content, unit),
        };
        Ok(show(lang, view, unit, body).into_any())
    })
}

fn show(lang: Lang, view: Arc<PublicEdition>, unit: usize, body: AnyView) -> impl IntoView + use<> {
    let content = view.edition.content.clone();
    let name = content.data.units[unit].name.get(lang).to_owned();
    let here = format!("{name} · {}", words::title(lang));
    let lede = view.previous.as_ref().map(|previous| words::lede(lang, &previous.period, &content.period));
    let back = unanswered::back(lang, &content, unit);
    view! {
        <PublicLayout>
            <EditionHead view=view title=words::title_of(lang, name) lede=lede.unwrap_or_default() here=here />
            {back}
            {body}
        </PublicLayout>
    }
}

/// Why a unit's result is not compared with that of the period before.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Incomparable {
    /// Of this edition only the grades are published.
    Withheld,
    /// The unit has no score.
    NoScore,
    /// Nothing was published before.
    NoPrevious,
    /// Of that period only the grades are published.
    PreviousWithheld(String),
    /// The unit is not in the edition of that period.
    NotThere(String),
    /// It has no score there.
    NoScoreThen(String),
}

impl Incomparable {
    fn say(&self, lang: Lang, content: &EditionContent, unit: usize) -> AnyView {
        let text = match self {
            Self::Withheld => return release::nothing_here(lang, content),
            Self::NoScore => return unanswered::unscored(lang, content, unit),
            Self::NoPrevious => words::no_previous(lang).to_owned(),
            Self::PreviousWithheld(period) => words::previous_withheld(lang, period),
            Self::NotThere(period) => words::not_there(lang, period),
            Self::NoScoreThen(period) => words::no_score_then(lang, period),
        };
        view! { <p>{text}</p> }
    }
}

/// The edition of the period before and the unit's position in it.
fn compared<'a>(
    content: &EditionContent,
    previous: Option<&'a EditionContent>,
    unit: usize,
) -> Result<(&'a EditionContent, usize), Incomparable> {
    if content.withholds_scores() {
        return Err(Incomparable::Withheld);
    }
    let previous = previous.ok_or(Incomparable::NoPrevious)?;
    let period = || previous.period.clone();
    if previous.withholds_scores() {
        return Err(Incomparable::PreviousWithheld(period()));
    }
    if node_score(content, unit, 0).rank.is_none() {
        return Err(Incomparable::NoScore);
    }
    let code = &content.data.units[unit].code;
    let before = previous.data.units.iter().position(|unit| unit.code == *code);
    let before = before.ok_or_else(|| Incomparable::NotThere(period()))?;
    if node_score(previous, before, 0).rank.is_none() {
        return Err(Incomparable::NoScoreThen(period()));
    }
    Ok((previous, before))
}

/// The page of the change, where there is one to explain.
pub(super) fn href(
    content: &EditionContent,
    previous: Option<&EditionContent>,
    unit: usize,
) -> Option<(String, String)> {
    let (previous, _) = compared(content, previous, unit).ok()?;
    let code = &content.data.units[unit].code;
    let href = routes::change(content.index.slug.as_str(), &content.period, content.version, code);
    Some((href, previous.period.clone()))
}

/// Then and now, the parts, the indicators, and how to read them.
fn found(
    lang: Lang,
    content: &EditionContent,
    previous: &EditionContent,
    [unit, before]: [usize; 2],
    explained: &Result<(Arc<Between>, engine::Change), Unanswered>,
) -> AnyView {
    let parts = match explained {
        Ok((between, change)) => {
            let back_cast = back_cast(lang, content, previous, change);
            let parts = parts::section(lang, content.recipe.decimals + FINER, between, change);
            view! { {parts} <p>{back_cast}</p> }.into_any()
        }
        Err(why) => unanswered::note(lang, content, why),
    };
    view! {
        {stats(lang, content, previous, [unit, before])}
        <section class="stack" id="parts" aria-labelledby="parts-title">
            <div class="head"><h2 id="parts-title">{words::parts(lang)}</h2></div>
            {parts}
        </section>
        {contributions::section(lang, content, previous, [unit, before])}
        <section class="stack" aria-labelledby="order-title">
            <h2 id="order-title">{words::order(lang)}</h2>
            <p>{words::order_text(lang)}</p>
        </section>
    }
    .into_any()
}

/// Score and rank now, what became of them, and what they were.
fn stats(lang: Lang, content: &EditionContent, previous: &EditionContent, [unit, before]: [usize; 2]) -> AnyView {
    let decimals = content.recipe.decimals;
    let (now, then) = (node_score(content, unit, 0), node_score(previous, before, 0));
    let score = now.score.zip(then.score).map(|(now, then)| {
        let under = words::score_then(lang, &previous.period, number::fixed(then, previous.recipe.decimals));
        let by = format!(" {}", number::signed(now - then, decimals + FINER));
        view! { <Stat term=words::score(lang) value=number::fixed(now, decimals) unit=by under=under major=true /> }
    });
    let rank = now.rank.zip(then.rank).map(|(now, then)| {
        let under = words::rank_then(lang, &previous.period, then);
        let by = format!(" {}", parts::places(lang, i64::from(now) - i64::from(then)));
        view! { <Stat term=words::rank(lang) value=now.to_string() unit=by under=under /> }
    });
    view! { <dl class="stats">{score}{rank}</dl> }
}

/// What the data of the period before would have given by the present method.
fn back_cast(lang: Lang, content: &EditionContent, previous: &EditionContent, change: &engine::Change) -> String {
    match &change.back_cast {
        Ok(then) => {
            words::back_cast(lang, &previous.period, number::fixed(then.score, content.recipe.decimals), then.rank)
        }
        Err(error) => words::no_back_cast(lang, parts::why(lang, error)),
    }
}

#[cfg(test)]
mod tests {
    use scoring::explain::change::{Inputs, between};

    use super::super::testing::{cities, grades_only};
    use super::*;

    /// The cities a year before, when Datong had less on its first indicator.
    fn before() -> EditionContent {
        let mut content = cities();
        content.period = "2024".into();
        content.data.period = "2024".into();
        content.data.values.get_mut("A1.1").expect("an item")[1] = Some(60.0);
        content.result = scoring::score(&content.instrument, &content.data, &content.recipe).expect("a result");
        content
    }

    fn text(html: &str) -> String {
        html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
    }

    #[test]
    fn what_changed_is_said_with_its_parts_and_their_sum() {
        let (now, then) = (cities(), before());
        let [old, new] = [&then, &now].map(|content| Inputs {
            instrument: &content.instrument,
            data: &content.data,
            recipe: &content.recipe,
        });
        let between = Arc::new(between(old, new).expect("both are scored"));
        let change = between.change("140200").expect("it is in both");
        let html = found(Lang::Zh, &now, &then, [1, 1], &Ok((between, change.clone()))).to_html();
        let words = text(&html);
        for part in ["对象增减", "方法", "权重", "数值", "合计", "追溯重算：2024 年度的数据", "次序"]
        {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(change.total.score > 0.0);
        let sum = number::signed(change.total.score, now.recipe.decimals + FINER);
        // The values alone changed: their part is the sum, and the score now says it too.
        assert_eq!(words.matches(&sum).count(), 3, "{sum}: {words}");
        let failed = text(&found(Lang::Zh, &now, &then, [1, 1], &Err(Unanswered::Failed)).to_html());
        assert!(failed.contains("没有算出来") && failed.contains("2024 年度第"), "{failed}");
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        let (now, then) = (cities(), before());
        let why = |content: &EditionContent, previous: Option<&EditionContent>| {
            compared(content, previous, 1).map(|(_, before)| before)
        };
        assert_eq!(why(&now, Some(&then)), Ok(1));
        assert_eq!(why(&now, None), Err(Incomparable::NoPrevious));
        assert_eq!(why(&grades_only(), Some(&then)), Err(Incomparable::Withheld));
        assert_eq!(why(&now, Some(&grades_only())), Err(Incomparable::PreviousWithheld("2025".into())));
        let mut other = before();
        other.data.units[1].code = "149999".into();
        assert_eq!(why(&now, Some(&other)), Err(Incomparable::NotThere("2024".into())));
        let mut unscored = before();
        unscored.result.units[1].nodes[0].rank = None;
        assert_eq!(why(&now, Some(&unscored)), Err(Incomparable::NoScoreThen("2024".into())));
        let mut mine = cities();
        mine.result.units[1].nodes[0] = domain::NodeScore::default();
        assert_eq!(why(&mine, Some(&then)), Err(Incomparable::NoScore));
        let said = text(&Incomparable::NoPrevious.say(Lang::Zh, &now, 1).to_html());
        assert!(said.contains("没有发布过可以比较的版本"), "{said}");
        assert!(href(&now, None, 1).is_none());
        let link = Some(("/indexes/shanxi/2025/v1/units/140200/change".to_owned(), "2024".to_owned()));
        assert_eq!(href(&now, Some(&then), 1), link);
    }
}
