//! Words of publishing and of bringing an edition to its next stage.

use super::words;

words! {
    title(index, period): "发布“{index} {period}”", "Publish “{index} {period}”";
    question(index, period, version): "发布“{index} {period}”第 {version} 版？", "Publish “{index} {period}”, version {version}?";
    what: "将会发生", "What will happen";
    who: "谁能看到", "Who will see it";
    undo: "能否撤销", "Can it be undone";
    address: "网址", "Address";
    what_publish(units): "{units} 个评估对象的名次、得分、原始数据、指标体系和计分方法一起冻结并公开。", "Ranks, scores, raw data, instrument and recipe of {units} units are frozen and made public together.";
    what_correct(version): "第 {version} 版转为“已更正”，仍可查阅；新的一版取而代之，并公开更正的原因和差别。", "Version {version} becomes “corrected” and can still be read; the new version replaces it, and the reason and the differences are published.";
    who_everyone: "任何人，不用登录。", "Everyone, without signing in.";
    undo_never: "不能删除。以后可以更正（出新的一版）或撤回（保留记录并说明原因）。", "It cannot be deleted. Later you can correct it (a new version) or withdraw it (the record and the reason stay).";
    stage: "以什么状态发布", "At which stage";
    draft_hint: "只冻结，不公开：只有本组织的人看得到，以后可以转为公开。", "Frozen but not public: only your organisation sees it; it can be made public later.";
    preliminary_hint: "公开，但标明是初评，结果可能变动。", "Public, but marked as preliminary: results may change.";
    notice_hint: "公开并在期限内接受异议，期满后再转为正式发布。须填写下面的起止日期。", "Public, and objections are taken until a day you name; afterwards you publish it as final. Fill in the dates below.";
    final_hint: "公开并作为正式结果。", "Public, as the final result.";
    notice: "公示", "Public notice";
    notice_about: "只在选择“公示中”时填写。", "Only for a public notice.";
    starts: "开始日期", "First day";
    ends: "结束日期", "Last day";
    ends_hint: "这一天仍可提出异议。", "Objections are still taken on this day.";
    contact: "异议联系方式", "Where objections go";
    contact_hint: "会公开。留空则用指数说明里的联系方式。", "It is published. If left blank, that of the index is used.";
    reason: "更正的原因", "Reason for the correction";
    reason_hint: "会公开。写明改了什么、为什么改。", "It is published: what was changed, and why.";
    in_english(label): "{label}（英文）", "{label}, in English";
    button(version): "发布第 {version} 版", "Publish version {version}";
    not_now: "先不发布", "Not now";
    cannot: "现在还不能发布", "It cannot be published yet";
    cannot_about: "按现有的数据和计分方法算不出结果。原因和办法如下。", "Data and recipe give no result. The reasons, and what to do about them:";
    back: "返回这一期", "Back to the period";

    diff_title(version): "与第 {version} 版的差别", "Differences from version {version}";
    diff_none: "数值、指标体系、计分方法和结果都没有变化。", "Values, instrument, recipe and result are all the same.";
    diff_values(n): "{n} 个原始值有变化", "{n} raw values differ";
    diff_results(n): "{n} 个评估对象的得分或名次有变化", "The score or rank of {n} units differs";
    diff_added(n): "增加 {n} 个评估对象", "{n} units come in";
    diff_removed(n): "减少 {n} 个评估对象", "{n} units go out";
    diff_instrument: "指标体系有变化", "The instrument differs";
    diff_recipe: "计分方法有变化", "The recipe differs";
    diff_shown(shown, all): "显示前 {shown} 项，共 {all} 项；发布后的差别页列出全部。", "The first {shown} of {all}; the published edition lists them all.";
    unit: "评估对象", "Unit";
    indicator: "指标", "Indicator";
    before: "原来", "Before";
    after: "现在", "Now";
    score_before: "原得分", "Score before";
    score_after: "现得分", "Score now";
    rank_before: "原名次", "Rank before";
    rank_after: "现名次", "Rank now";

    advance_title(index, period, version): "{index} {period} 第 {version} 版：转入下一状态", "{index} {period}, version {version}: next stage";
    to_notice: "开始公示？", "Give public notice?";
    to_notice_what: "页面标明公示中，列出起止日期和异议联系方式。内容不变。", "The page says that it is on notice, until when, and where objections go. Its content does not change.";
    to_final: "转为正式发布？", "Publish as final?";
    to_final_what: "页面标明已发布，作为正式结果。内容不变。", "The page says that the result is final. Its content does not change.";
    to_final_early(day): "公示期到 {day} 才结束，请确认可以提前结束。", "The notice runs until {day}: be sure that you may end it early.";
    to_withdrawn: "撤回？", "Withdraw?";
    to_withdrawn_what: "公开页改为撤回说明，名次和得分不再显示。", "The public page says that the edition is withdrawn; ranks and scores are no longer shown.";
    to_withdrawn_who: "任何人都会看到已撤回和原因。", "Everyone sees that it is withdrawn, and why.";
    to_withdrawn_undo: "不能。需要时可以发布新的一版。", "No. If need be, publish a new version.";
    undo_stage: "不能退回上一状态；以后仍可更正或撤回。", "There is no way back to the stage before; it can still be corrected or withdrawn.";
    withdraw_reason: "撤回的原因", "Reason for withdrawing it";
    withdraw_reason_hint: "会公开。", "It is published.";
    button_notice: "开始公示", "Give notice";
    button_final: "转为正式发布", "Publish as final";
    button_withdraw: "撤回", "Withdraw";
    nothing_left(stage): "这一版的状态是“{stage}”，不会再变。", "This version is “{stage}” and will not change any more.";
    history: "经过", "History";
}
