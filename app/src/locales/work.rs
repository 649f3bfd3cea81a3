//! Words of the working area: the desk and the pages of an index.

use super::words;

words! {
    desk_title: "我的指数", "My indexes";
    new_index: "新建指数", "New index";
    empty_title: "还没有指数", "No index yet";
    empty_text: "新建一个指数，上传指标体系和数据表，就能看到试算的排名。发布之前，只有本组织的人看得到。", "Create an index and upload its instrument and data to see a first ranking. Until you publish, only your organisation sees it.";
    other_role_title(role): "您的角色：{role}", "Your role: {role}";
    other_role_text: "指数由评估机构建立和发布。您可以查看公开的指数。", "Indexes are made and published by assessors. You can read those that are public.";
    number: "序号", "No.";
    index: "指数", "Index";
    periods: "期数", "Periods";
    newest_edition: "最新一版", "Newest edition";
    state: "状态", "State";
    next_step: "下一步", "Next step";
    none: "无", "none";
    edition_of(period, version): "{period} 第 {version} 版", "{period}, version {version}";
    step_instrument: "上传指标体系", "Upload the instrument";
    step_data: "上传数据", "Upload data";
    step_publish: "核对并发布", "Check and publish";
    step_notice(day): "公示至 {day}", "On notice until {day}";
    step_notice_over: "公示期已满：转为正式发布", "The notice is over: publish as final";
    step_preliminary: "公示或正式发布", "Give notice, or publish as final";
    step_next_period: "上传下一期数据", "Upload the next period";
    step_again: "更正后重新发布", "Correct and publish again";

    create_title: "新建指数", "New index";
    edit_title: "修改说明", "Edit the description";
    create_button: "新建指数", "Create the index";
    edit_button: "保存", "Save";
    edit_about: "已发布的各版不变：它们保留发布时的说明。", "Published editions do not change: they keep the description they were published with.";
    languages_about: "中文必填；英文留空时，英文页面显示中文。", "Chinese is required. Where English is left blank, English pages show the Chinese text.";
    in_english(label): "{label}（英文）", "{label}, in English";
    in_chinese(label): "{label}", "{label}, in Chinese";
    slug: "网址简称", "Short name in URLs";
    slug_hint: "2–40 个小写英文字母、数字和连字符，例如 shanxi-2026。建立后不能修改。", "2–40 lower-case letters, digits and hyphens, for example shanxi-2026. It can never be changed.";
    slug_fixed(slug): "网址简称 {slug} 不能修改：公开的链接都用它。", "The short name {slug} cannot change: public links use it.";
    name: "指数名称", "Name of the index";
    name_hint: "公开页的标题，例如“人类自由指数”。", "The title of its public pages, for example “Human Freedom Index”.";
    summary: "一句话说明", "What it measures, in one sentence";
    summary_hint: "衡量什么、分数高低是什么意思。", "What is measured, and what a high score means.";
    source: "数据来源", "Source of the data";
    source_hint: "谁发布、在哪里取得、哪一年的版本。", "Who publishes the values, where they were taken from, which edition.";
    licence: "使用条件", "Terms of use";
    licence_hint: "数据按什么许可使用；没有明确许可也请写明。", "Under which licence the values may be used; say so if there is none.";
    unit_noun: "评估对象", "What is scored";
    unit_noun_hint: "统称，例如“国家和地区”“设区市”“部门”。", "In the plural, for example “countries”, “cities”, “departments”.";
    contact: "异议联系方式", "Where objections go";
    contact_hint: "公众用来提出异议的电话、邮箱或地址。会公开。", "The telephone, address or e-mail the public uses for objections. It is published.";

    edit_link: "修改说明", "Edit the description";
    public_page: "公开页", "Public page";
    instrument: "指标体系", "Instrument";
    instrument_none: "还没有指标体系。先上传它，程序才知道数据表里哪些列是指标。", "There is no instrument yet. Upload it first: only then can the columns of a table be recognised.";
    instrument_version(version, day): "第 {version} 版，{day}上传", "Version {version}, uploaded on {day}";
    counts(indicators, dimensions): "{indicators} 个指标，{dimensions} 个维度", "{indicators} indicators, {dimensions} dimensions";
    look_or_replace: "查看或更换", "View or replace";
    upload_instrument: "上传指标体系", "Upload the instrument";
    upload_data: "上传数据", "Upload data";
    rounds: "各期", "Periods";
    rounds_empty: "还没有数据。上传一张表：每行一个评估对象，每列一个指标；几个年份可以在同一张表里。", "There are no data yet. Upload a table with a row for each unit and a column for each indicator; several years may stand in one table.";
    period: "年度", "Period";
    units: "评估对象", "Units";
    availability: "数据齐备", "Data present";
    recipe: "计分方法", "Recipe";
    data: "数据", "Data";
    revision(n): "第 {n} 次上传", "upload {n}";
    open_round(period): "打开 {period}", "Open {period}";
    jobs: "最近的处理", "Recent work";
    jobs_about: "本组织的所有指数", "All indexes of your organisation";
    job_subject: "内容", "What";
    asked_at: "提交时间", "Asked for";
    about: "说明", "Description";
    steps: "步骤", "Steps";
    overview: "概览", "Overview";
    done: "已完成", "done";

    normalise_none: "不变换", "as they are";
    normalise_min_max: "最小–最大", "min–max";
    normalise_goalposts: "底线与目标", "goalposts";
}
