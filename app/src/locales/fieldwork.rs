//! Words of fieldwork: opening it, its dates, how far its respondents are.

words! {
    title: "填报", "Fieldwork";
    title_of(index, period): "{index} {period} 填报", "Fieldwork of {index}, {period}";
    list_about: "一次填报向各评估对象的各部门收集一个年度的佐证。", "Fieldwork collects the evidence of one period from the departments of all units.";
    empty: "还没有填报", "No fieldwork yet";
    empty_text: "选择评估对象和开始日期，系统按工作日排出各阶段，并为每个部门建立填报单位。", "Choose the units and a first day: the phases are counted out in working days, and each department becomes a respondent.";
    questionnaire_first: "填报要有问卷：先在“指标体系”页上传 JSON 格式的问卷。", "Fieldwork asks a questionnaire: upload one as JSON on the page of the instrument first.";
    open: "开始填报", "Open fieldwork";
    period: "年度", "Period";
    days: "评估期", "Period assessed";
    day_to_day(from, to): "{from} 至 {to}", "{from} to {to}";
    units: "评估对象", "Units";
    phase_now: "当前阶段", "Phase now";
    not_begun: "尚未开始", "not begun yet";
    all_over: "已全部结束", "all over";

    open_title: "开始填报", "Open fieldwork";
    open_about: "先看各阶段的日期，再确认。确认之前什么都不会发生。", "See the dates of all phases first, then confirm. Nothing happens before that.";
    period_hint: "例如 2025。以后不能修改。", "For example 2025. It cannot be changed later.";
    first_day: "评估期第一天", "First day assessed";
    last_day: "评估期最后一天", "Last day assessed";
    day_hint: "写成 2025-01-01", "Written as 2025-01-01";
    commissioner: "委托方", "Commissioner";
    choose: "请选择", "Choose";
    start: "第一个阶段的开始日期", "First day of the first phase";
    start_hint: "以后各阶段从这一天起按工作日推算。", "All phases are counted from this day, in working days.";
    units_choose: "评估哪些地区", "Which regions are assessed";
    province: "省级", "Provinces";
    prefecture: "地级", "Prefectures";
    county: "县级", "Counties";
    show_dates: "查看各阶段日期", "Show the dates";
    change: "修改", "Change it";

    plan: "各阶段日期", "Dates of the phases";
    phase: "阶段", "Phase";
    from: "开始", "From";
    to: "结束", "To";
    files_now: "接收填报", "filing is open";
    now: "当前", "now";
    question(index, period): "开始“{index} {period}”的填报？", "Open the fieldwork of “{index}, {period}”?";
    what: "将会发生", "What will happen";
    what_open(units, respondents): "{units} 个评估对象的 {respondents} 个填报单位建立起来，日期定下来，问卷冻结。", "The dates are set, the questionnaire is frozen, and these become respondents: {respondents} departments of {units} units.";
    who: "谁能看到", "Who will see it";
    who_open(commissioner): "本组织和{commissioner}看到进度；各填报单位在您邀请之后看到自己的表。", "Your organisation and {commissioner} see how far it is; respondents see their own tables once you invite them.";
    undo: "能否撤销", "Can it be undone";
    undo_never: "不能。问卷和日期从此不变。", "No. The questionnaire and the dates stay as they are.";
    button(units): "向 {units} 个评估对象开始填报", "Open fieldwork for {units} units";
    not_now: "先不开始", "Not now";
    warnings: "请留意", "To look at";

    step_board(period): "{period} 填报进行中：看进度、邀请", "Fieldwork {period} is under way: see how far it is";
    step_rate(period): "评定 {period} 的填报", "Rate what was filed for {period}";
    step_gather(period): "汇总 {period} 的填报", "Gather what was filed for {period}";
    step_publish(period): "核对并发布 {period}", "Check {period} and publish it";
    under_way(period): "{period} 填报", "Fieldwork {period}";
    board: "填报进度", "Progress of filing";
    to_documents(unit, department, state): "{unit} {department}：{state}，看佐证材料", "{department}, {unit}: {state}; its supporting documents";
    documents_about: "点一格看那个单位的佐证材料。", "Open a cell to see the supporting documents of that department.";
    editions: "发布版", "Editions";
    editions_about: "委托方可以下载每一版的完整数据包，包括不公开的部分。", "As the commissioner you may download the full bundle of each edition, with what is not public.";
    edition: "版次", "Version";
    stage: "现状", "Stage";
    public_page: "公开页", "Public page";
    full_bundle: "完整数据包（JSON）", "Full bundle (JSON)";
    version_n(n): "第 {n} 版", "Version {n}";

    progress: "进度", "Progress";
    board_caption: "评估对象 × 部门", "Units × departments";
    board_about: "点一格看那个单位的填报、邀请填报人或退回补正。", "Open a cell to see what that department filed, to invite its people, or to return it.";
    unit: "评估对象", "Unit";
    late: "逾期", "overdue";
    nobody: "未邀请", "nobody invited";
    respondents: "填报单位", "Respondents";
    done_opened: "填报已开始。接下来请逐个邀请填报单位。", "Fieldwork is open. Next, invite the respondents one by one.";
    cell_of(unit, department, state): "{unit} {department}：{state}", "{department}, {unit}: {state}";
    commissioned: "委托的评估", "Assessments you ordered";
    commissioned_empty: "还没有由贵单位委托的填报。", "No fieldwork has been ordered by your organisation yet.";
    index: "指数", "Index";
}
