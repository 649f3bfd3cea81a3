//! Words of the operator's page: organisations and accounts.

words! {
    title: "组织与账号", "Organisations and accounts";
    organisations: "组织", "Organisations";
    organisations_empty: "还没有组织。先建立一个评估机构，再为它的人员开设账号。", "There is no organisation yet. Create an assessor first, then accounts for its people.";
    accounts: "账号", "Accounts";
    accounts_empty: "还没有账号。", "There is no account yet.";
    search_label: "查找人员或组织（姓名、邮箱、名称）", "Find people or organisations (name, address)";
    search: "查找", "Find";
    clear: "显示全部", "Show all";
    found(people, of_people, organisations, of_organisations): "账号 {people} / {of_people}，组织 {organisations} / {of_organisations}", "accounts: {people} of {of_people}; organisations: {organisations} of {of_organisations}";
    found_none: "没有找到。", "Nothing was found.";
    number: "序号", "No.";
    kind: "类别", "Kind";
    name_zh: "中文名称", "Name in Chinese";
    name_en: "英文名称", "Name in English";
    name_en_hint: "留空则用中文名称。", "If left blank, the Chinese name is used.";
    new_organisation: "新建组织", "Create an organisation";
    create_organisation: "新建组织", "Create the organisation";
    new_account: "开设账号", "Create an account";
    create_account: "开设账号", "Create the account";
    organisation: "组织", "Organisation";
    choose: "请选择", "Choose one";
    email: "电子邮箱", "E-mail address";
    email_hint: "用它登录，不会公开。", "Used to sign in; never published.";
    person: "姓名", "Name";
    state: "状态", "State";
    ready: "可登录", "Ready";
    waiting: "待设置密码", "Waiting for a password";
    disabled: "已停用", "Locked out";
    action: "操作", "Action";
    disable(email): "停用 {email}", "Lock out {email}";
    enable(email): "恢复 {email}", "Let {email} in again";
    renew(email): "为 {email} 新建设置链接", "New set-up link for {email}";
    disable_short: "停用", "Lock out";
    enable_short: "恢复", "Let in";
    renew_short: "设置链接", "Set-up link";
    done_organisation: "组织已建立。", "The organisation is created.";
    done_disabled: "账号已停用，它的所有登录都已结束。", "The account is locked out and all its sessions have ended.";
    done_enabled: "账号已恢复。", "The account may sign in again.";
    link_title: "设置链接：只显示这一次", "Set-up link: shown this once";
    link_about(email): "请把下面的链接当面或用可靠的方式交给 {email}。它三天内有效，只能用一次；谁拿到它，谁就能设置密码。", "Give this link to {email} in person or by a channel you trust. It is good for three days and works once; whoever has it can choose the password.";
}
