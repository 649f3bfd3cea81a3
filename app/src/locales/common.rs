//! Words of the shell: header, footer, navigation, error pages.

words! {
    site_name: "诚评", "Chengping";
    tagline: "政府诚信第三方评估：每个分数都能追到原始数据", "Third-party assessment of government integrity: every score opens down to its raw data";
    skip_to_content: "跳到正文", "Skip to content";
    home: "首页", "Home";
    verify: "核验", "Verify";
    work: "工作台", "Working area";
    accounts: "组织与账号", "Organisations and accounts";
    account: "我的账号", "My account";
    audit: "操作记录", "Audit records";
    sign_in: "登录", "Sign in";
    sign_out: "退出", "Sign out";
    language_switch: "English", "中文";
    main_navigation: "主导航", "Main";
    breadcrumb: "当前位置", "You are here";
    footer_about: "诚评是第三方评估平台。得分由冻结的计分方法算出，任何人都可以下载数据重新计算。", "Chengping is a platform for third-party assessment. Scores follow from a frozen recipe; anyone can download the data and compute them again.";
    demonstration_label: "演示说明", "About this demonstration";
    demonstration: "演示模式：数据仅供演示，随时可能重置。", "Demonstration: the data are for show and may be reset at any time.";
    error_prefix: "有误：", "Error: ";
    not_found_title: "没有这个页面", "There is no such page";
    not_found_text: "网址可能写错了，或内容已经移走。请从首页重新找起。", "The address may be mistyped, or what it named has moved. Start again from the home page.";
    forbidden_title: "您无权查看这个页面", "You may not see this page";
    forbidden_text: "它属于别的组织，或您的角色没有这项权限。如需权限，请联系本机构的管理人员。", "It belongs to another organisation, or your role does not include it. Ask the people who run your organisation’s account.";
    internal_title: "系统出错了", "Something went wrong on our side";
    internal_text(reference): "您做的事没有生效，也没有丢失已保存的内容。请稍后再试；如需帮助，请告知编号 {reference}。", "What you did had no effect, and nothing that was saved is lost. Try again later; if you ask for help, name the reference {reference}.";
    conflict_title: "内容已经变化", "Something has changed meanwhile";
    throttled_title: "尝试次数太多", "Too many attempts";
    throttled_text(minutes): "为防止有人猜测密码，请 {minutes} 分钟后再试。", "To keep others from guessing passwords, please try again in {minutes} min.";
    withdrawn_title: "这一版已撤回", "This edition has been withdrawn";
    something_wrong: "有几处需要修改", "There is a problem";
    remedy: "怎样修改", "How to mend it";
    required: "必填", "required";
    optional: "选填", "optional";
    missing: "缺失", "missing";
    withheld(share): "仅 {share} 有数据", "only {share} present";
    withheld_why(share, least): "有数据的权重只有 {share}，低于要求的 {least}", "only {share} of the weight is present, and {least} is required";
    nothing_why: "没有可以合成总分的数据", "there are no data from which a score could be made";
    cancel: "取消", "Cancel";
    save: "保存", "Save";
    search: "搜索", "Search";
    all: "全部", "All";
    print: "打印", "Print";
}
