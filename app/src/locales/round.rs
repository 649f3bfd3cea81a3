//! Words of a round: its data, recipe, result and editions.

words! {
    title(index, period): "{index} {period}", "{index} {period}";
    only_you: "试算，未公开。", "Not public.";
    only_you_about: "只有本组织的人看得到。改了数据或计分方法，这里会重新计算。", "Only your organisation sees this. It is computed again whenever data or recipe change.";
    from_data(n, file, day): "数据：第 {n} 次上传（{file}，{day}）", "Data: upload {n} ({file}, {day})";
    by_instrument(version): "指标体系：第 {version} 版", "Instrument: version {version}";
    tab_data: "数据", "Data";
    tab_recipe: "计分方法", "Recipe";
    tab_result: "试算结果", "Result";
    tab_editions: "发布", "Editions";
    sections: "本页内容", "On this page";
    done_recipe: "计分方法已保存，结果已重新计算。", "The recipe is saved and the result computed again.";
    done_stage: "状态已更新。", "The stage has changed.";

    units: "评估对象", "Units";
    indicators: "指标", "Indicators";
    present: "数据齐备", "Values present";
    ranked: "有名次", "Ranked";
    warnings_title(n): "{n} 处请留意", "{n} things to look at";

    by_indicator: "各指标", "By indicator";
    by_indicator_about(units): "共 {units} 个评估对象", "{units} units";
    indicator: "指标", "Indicator";
    has_data: "有数据", "Present";
    share: "占比", "Share";
    spread: "分布", "Spread";
    spread_of(name): "{name}的分布", "Spread of {name}";
    minimum: "最小", "Min.";
    median: "中位", "Median";
    maximum: "最大", "Max.";
    remark: "提示", "Remark";
    all_same: "数值都相同", "All values equal";
    few_values: "不同的数值少于 5 个", "Fewer than 5 different values";
    often_missing: "缺失超过三成", "Over 30% missing";
    empty_column: "没有数据", "No data";
    unit_histogram: "有多少评估对象的数据齐备到几成", "How complete the units are";
    unit_histogram_text(complete, units): "{units} 个评估对象中，{complete} 个数据齐全。横轴是有数据的指标占比（%），纵轴是评估对象数。", "Of {units} units, {complete} are complete. Across: share of indicators with a value, in percent; up: number of units.";
    and_more(names, n): "{names} 等 {n} 个", "{names} … {n} in all";
    by_unit: "各评估对象", "By unit";
    by_unit_about: "按齐备程度，少的在前", "Least complete first";
    unit: "评估对象", "Unit";
    missing_indicators: "缺失的指标", "Missing";
    complete_units(n): "另有 {n} 个评估对象数据齐全。", "The other {n} units are complete.";
    all_complete: "每个评估对象的数据都齐全。", "Every unit is complete.";
    more_units(n): "另有 {n} 个评估对象也有缺失，数据表中可以看到。", "{n} more units have gaps; see the table of data.";

    recipe_title: "计分方法", "Recipe";

    result_title: "试算结果", "Result";
    result_refused: "暂时算不出结果", "There is no result yet";
    result_refused_about: "下面写明了原因和办法。改好数据或计分方法后，这里会显示排名。", "The reasons, and what to do about them, are below. Once data or recipe are mended, the ranking appears here.";
    rank: "名次", "Rank";
    score: "得分", "Score";
    score_plot: "得分图", "Scores";
    grade: "等次", "Grade";
    mean: "平均分", "Mean score";
    first_of(shown, all): "前 {shown} 名，共 {all} 个有名次", "The first {shown} of {all} ranked units";
    all_of(all): "共 {all} 个有名次", "All {all} ranked units";
    none_ranked: "没有一个评估对象算得出得分：数据全部缺失。请补齐数据后重新上传。", "No unit has a score: all values are missing. Complete the data and upload them again.";
    show_all: "显示全部", "Show all";
    show_first: "只看前 20 名", "Show the first 20";
    not_ranked(n): "{n} 个评估对象没有名次：没有可以合成总分的数据。", "{n} units are not ranked: they have no data from which an overall score could be made.";
    not_enough(n, least): "{n} 个评估对象没有名次：有数据的权重不到 {least}。", "{n} units are not ranked: less than {least} of the weight is present.";
    published_same(same, compared, decimals): "{compared} 个对象有发布方得分，其中 {same} 个到 {decimals} 位小数一致", "Of {compared} units with a published score, {same} agree to {decimals} decimals";
    published: "发布方得分", "Published";
    difference: "相差", "Difference";

    editions_title: "发布版", "Editions";
    editions_empty: "这一期还没有发布过。", "This period has not been published.";
    version: "版本", "Version";
    version_n(n): "第 {n} 版", "Version {n}";
    stage: "状态", "Stage";
    since: "自", "Since";
    notice: "公示", "Notice";
    notice_from_to(starts, ends): "{starts}至{ends}", "{starts} to {ends}";
    look: "公开页", "Public page";
    full_bundle: "完整版（JSON）", "Full bundle (JSON)";
    advance: "转入下一状态或撤回", "Next stage, or withdraw";
    publish: "发布第 1 版…", "Publish version 1 …";
    publish_correction: "发布更正版…", "Publish a correction …";
    nothing_changed: "数据、指标体系和计分方法都与现行版相同，没有需要更正的内容。", "Data, instrument and recipe are those of the edition in force: there is nothing to correct.";
}
