//! Words of the audit records.

words! {
    title: "操作记录", "Audit records";
    about: "谁在什么时候做了什么。记录只增不改；时间为北京时间。", "Who did what, and when. Records are only added, never changed; times are Beijing time.";
    at: "时间", "When";
    who: "谁", "Who";
    what: "做了什么", "What";
    subject: "对象", "Subject";
    record: "记录号", "Record";
    system: "系统", "the system";
    empty: "还没有记录。", "There are no records yet.";
    no_older: "没有更早的记录了。", "There are no older records.";
    older: "更早的记录", "Older records";
    newest: "最新的记录", "Newest records";

    session_opened: "登录", "signed in";
    session_all_closed: "退出所有设备", "signed out everywhere";
    password_changed: "修改密码", "changed the password";
    password_set_up: "设置密码", "chose a password";
    organisation_created: "新建组织", "created an organisation";
    account_created: "开设账号", "created an account";
    account_moved: "让账号改属另一单位", "moved an account to another organisation";
    account_disabled: "停用账号", "locked out an account";
    account_enabled: "恢复账号", "let an account in again";
    account_link_renewed: "新建设置链接", "made a new set-up link";
    index_created: "新建指数", "created an index";
    index_described: "修改指数说明", "edited the description";
    instrument_imported: "上传指标体系", "uploaded an instrument";
    data_uploaded: "上传数据文件", "uploaded a data file";
    data_imported: "读入数据", "read data in";
    data_restored: "恢复以前的数据", "restored earlier data";
    recipe_chosen: "修改计分方法", "chose a recipe";
    edition_requested: "提交发布", "asked to publish";
    edition_published: "发布", "published";
    edition_advanced: "改变发布状态", "changed a stage";
    fieldwork_opened: "开始填报", "opened fieldwork";
    respondent_invited: "邀请填报人员", "invited somebody";
    respondent_link_renewed: "新建邀请链接", "made a new invitation link";
    respondent_access_ended: "停用填报人员", "locked out somebody of a respondent";
    respondent_access_restored: "恢复填报人员", "let somebody of a respondent in again";
    respondent_headship_handed_over: "移交负责人", "handed the headship over";
    document_attached: "上传佐证材料", "attached a document";
    document_withdrawn: "撤下佐证材料", "withdrew a document";
    evidence_table_uploaded: "上传 CSV 待核对", "uploaded a table to look at";
    evidence_submitted: "上传填报", "uploaded a filing";
    evidence_rated: "评定题项", "rated an item";
    data_gathered: "汇总数据", "gathered data";
    evidence_confirmed: "确认填报", "confirmed a filing";
    evidence_returned: "退回补正", "returned a filing";
}
