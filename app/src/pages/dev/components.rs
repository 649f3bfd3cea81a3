//! The living page of components: what there is, as it looks now. Names of components are not translated.

use crate::prelude::*;
use domain::Stage;
use service::Error;

use crate::{
    components::{
        badge::{Grade, Look, RankChange, StateBadge},
        breadcrumb::{Breadcrumb, Crumb},
        chart::{
            Scale,
            bar::{Bar, BarIs},
            dot::{Dot, DotAxis},
            effect::Effect,
            histogram::{Histogram, Spark},
            line::{LineChart, Series},
            ranks::{Ranks, rank_scale},
        },
        confirm::Confirm,
        error_summary::{ErrorSummary, Fault},
        field::{About, Checkbox, Choice, FileDrop, Radios, Select, TextArea, TextField},
        note::{Empty, Note, Progress, Tone},
        pager::{Pager, PagerWords},
        problems_table::{ProblemHeads, ProblemRow, ProblemsTable},
        sort_head::{SortChoice, SortHead, SortOption, Sorted},
        stat::{Facts, Stat},
        stepper::{Step, StepIs, Stepper},
    },
    pages::{error::guard, frame, work::stage_badge},
    request::{Page, use_page},
    routes,
};

/// The page.
#[component]
pub fn Components() -> impl IntoView {
    let page = use_page();
    guard(async move {
        if !page.development {
            return Err(Error::NotFound);
        }
        Ok(show(&page).into_any())
    })
}

fn show(page: &Page) -> impl IntoView + use<> {
    let body = view! {
        <Breadcrumb label="所在位置" steps=vec![Crumb::link("首页", routes::HOME), Crumb::here("组件")] />
        <section class="stack">
            <p class="eyebrow">"app/src/components · style/"</p>
            <h1>"Components"</h1>
            <p>"One of each, with plain values. Change a component or its style sheet and look here."</p>
        </section>
        {badges(page)}
        {numbers()}
        {notes()}
        {charts()}
        {fields()}
        {tables()}
        {confirmations()}
    };
    frame::work(page, "Components", body)
}

fn part(title: &'static str, body: impl IntoView + 'static) -> impl IntoView {
    view! {
        <section class="stack">
            <div class="head"><h2>{title}</h2></div>
            {body}
        </section>
    }
}

fn badges(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let stages = Stage::ALL.into_iter().map(|s| stage_badge(lang, s)).collect_view();
    let body = view! {
        <div class="row">{stages}</div>
        <div class="row">
            <StateBadge look=Look::Waiting word="待审核" />
            <StateBadge look=Look::Done word="已通过" />
            <StateBadge look=Look::Fault word="逾期" />
        </div>
        <div class="row">
            <Grade letter="A" word="优秀" />
            <RankChange places=Some(3) words="上升 3 位" />
            <RankChange places=Some(-2) words="下降 2 位" />
            <RankChange places=Some(0) words="不变" />
            <RankChange places=None words="新进入" />
        </div>
        <Stepper
            label="这一版的状态"
            steps=vec![
                Step { word: "草稿".into(), note: "完成 11月18日".into(), is: StepIs::Past },
                Step { word: "公示中".into(), note: "至 12月4日".into(), is: StepIs::Present },
                Step { word: "已发布".into(), note: String::new(), is: StepIs::Future },
            ]
        />
    };
    part("badge · stepper", body)
}

fn numbers() -> impl IntoView {
    let body = view! {
        <dl class="stats">
            <Stat term="名次" value="12" unit=" / 162" under="上年第 14 位" major=true />
            <Stat term="得分" value="8.47" />
        </dl>
        <Facts items=vec![("单位".into(), "162 个".into()), ("缺失".into(), "3.1%".into())] />
        <Pager
            words=PagerWords {
                label: "分页".into(),
                summary: "第 51–100 个，共 480 个".into(),
                previous: "上一页".into(),
                next: "下一页".into(),
            }
            page=2
            pages=10
            href=|n| format!("?page={n}")
        />
    };
    part("stat · pager", body)
}

fn notes() -> impl IntoView {
    let body = view! {
        <Note><p>"一句说明。"</p></Note>
        <Note tone=Tone::Wait><p><b>"试算，未公开。"</b></p></Note>
        <Note tone=Tone::Done><p>"已保存。"</p></Note>
        <Note tone=Tone::Fault><p>"没有发布，原因如下。"</p></Note>
        <Empty title="还没有指数" text="新建一个指数，上传指标体系和数据表。"><a class="btn primary" href="#">"新建指数"</a></Empty>
        <Progress id="sample-progress" label="第 2 步，共 3 步" done=1 of=Some(3) note="可以离开这一页。" />
    };
    part("note", body)
}

fn charts() -> impl IntoView {
    let scale = Scale::new(0.0, 10.0);
    let body = view! {
        <DotAxis scale=scale label="得分图" />
        <Dot value=Some(7.2) scale=scale label="甲 7.2" interval=Some((6.5, 7.9)) middle=Some(6.1) ghost=Some(7.6) />
        <Ranks best=2 worst=5 median=3.0 rank=3 scale=rank_scale(11) />
        <Effect value=0.6 interval=(0.5, 0.7) scale=Scale::new(0.0, 1.0) subject=true />
        <Bar value=7.2 max=10.0 is=BarIs::Subject />
        <Bar value=4.1 max=10.0 is=BarIs::Score />
        <Spark label="分布" counts=vec![1, 4, 9, 12, 6, 2] />
        <Histogram
            id="sample-histogram"
            title="得分的分布"
            desc="多数在 4 与 8 之间。"
            counts=vec![2, 5, 14, 21, 9]
            low=0.0
            high=10.0
            subject=Some(3)
        />
        <LineChart
            id="sample-line"
            title="得分的变化"
            desc="三年间上升。"
            labels=vec!["2014".into(), "2015".into(), "2016".into()]
            series=vec![
                Series { label: "平均".into(), values: vec![Some(6.0), Some(6.1), Some(6.0)], subject: false },
                Series { label: "甲".into(), values: vec![Some(6.8), None, Some(7.2)], subject: true },
            ]
            scale=Scale::new(5.0, 8.0)
        />
    };
    part("chart", body)
}

fn fields() -> impl IntoView {
    let body = view! {
        <ErrorSummary
            title="有 1 处需要修改"
            faults=vec![Fault { field: Some("sample-name".into()), message: "请填写名称。".into() }]
        />
        <form class="form" method="get">
            <TextField about=About::new("sample-name", "名称").mark("必填").hint("公开页的标题。").fault(Some("请填写名称。".into())) />
            <TextField about=About::new("sample-floor", "底线值") value="0" class="short figure-in" inputmode="decimal" />
            <TextArea about=About::new("sample-reason", "原因").hint("会公开。") />
            <Select
                about=About::new("sample-kind", "类别")
                choices=vec![Choice::new("a", "评估机构"), Choice::new("b", "委托方")]
                value="b"
            />
            <Radios
                about=About::new("sample-method", "标准化")
                choices=vec![Choice::new("none", "不变换").hint("同一尺度"), Choice::new("min-max", "最小–最大")]
                value="none"
            />
            <Checkbox about=About::new("sample-agree", "我已核对") />
            <FileDrop about=About::new("sample-file", "把文件拖到这里，或选择文件").hint("XLSX 或 CSV") accept=".xlsx,.csv" />
            <div class="actions">
                <button class="btn primary">"保存"</button>
                <a href="#">"取消"</a>
            </div>
        </form>
    };
    part("error_summary · field", body)
}

fn tables() -> impl IntoView {
    let heads = ProblemHeads {
        caption: "读取时发现的问题".into(),
        file: "文件".into(),
        sheet: "工作表".into(),
        cell: "单元格".into(),
        value: "现值".into(),
        problem: "问题".into(),
        remedy: "怎样修改".into(),
    };
    let row = ProblemRow {
        file: "hfi.xlsx".into(),
        sheet: "2016".into(),
        cell: "F52".into(),
        value: "11.2".into(),
        problem: "超出 0–10。".into(),
        remedy: "核对原表。".into(),
    };
    let body = view! {
        <ProblemsTable heads=heads rows=vec![row] />
        <SortChoice
            now="排序：得分，降序"
            options=vec![
                SortOption { text: "名称".into(), href: "?sort=name".into(), current: false },
                SortOption { text: "得分，改为升序".into(), href: "?sort=score".into(), current: true },
            ]
        />
        <div class="table-box">
            <table class="data">
                <caption class="sr">"sort_head"</caption>
                <thead>
                    <tr>
                        <SortHead text="名称" href="?sort=name" />
                        <SortHead text="得分" href="?sort=score" sorted=Some(Sorted::Descending) class="num" unit="0–10" />
                    </tr>
                </thead>
                <tbody>
                    <tr><th scope="row">"甲"</th><td class="num">"8.55"</td></tr>
                    <tr><th scope="row">"乙"</th><td class="num">"7.20"</td></tr>
                </tbody>
            </table>
        </div>
    };
    part("problems_table · sort_head", body)
}

fn confirmations() -> impl IntoView {
    let facts =
        || vec![("将会发生".to_owned(), "名次和得分公开。".to_owned()), ("能否撤销".to_owned(), "不能。".to_owned())];
    let body = view! {
        <Confirm id="sample-publish" title="发布第 1 版？" facts=facts() action="#" button="发布第 1 版" cancel="先不发布" cancel_href="#" />
        <Confirm id="sample-withdraw" title="撤回？" facts=facts() action="#" button="撤回" cancel="取消" cancel_href="#" danger=true />
    };
    part("confirm", body)
}
