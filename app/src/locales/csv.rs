//! Words of filing table by table as CSV.

words! {
    by_table: "用 CSV 逐张表填报", "Filing table by table as CSV";
    by_table_about: "业务系统能导出 CSV 的，可以一张表一个文件上传：先核对读得对不对，再收下。UTF-8、GB18030（GBK）、UTF-16 都可以，分隔符可以是逗号、分号或制表符。列名用下面的表头，或列的代码。", "If your system exports CSV, upload one file for each table: you see how it was read before it counts. UTF-8, GB18030 (GBK) and UTF-16 will do, and commas, semicolons or tabs. Name the columns as in these heads, or by their keys.";
    by_table_not_applicable: "“不适用”只能在工作簿里填写。", "That an item does not apply can only be said in the workbook.";
    head_of(code, name): "下载“{code} {name}”的表头", "Head of “{code} {name}”";

    title: "核对 CSV", "Check the CSV";
    not_yet: "还没有填报。请核对下面读到的内容，再决定是否收下这张表。", "Nothing is filed yet. Look at what was read, then decide.";
    size: "大小", "Size";
    encoding: "文字编码", "Encoding";
    encoding_hint: "文字是乱码时，换一种编码。", "If the text is garbled, choose another.";
    separator: "分隔符", "Separator";
    comma: "逗号", "Comma";
    semicolon: "分号", "Semicolon";
    tab: "制表符", "Tab";
    item: "题项", "Item";
    item_hint: "按列名认出；不对时请改选。", "Recognised by its columns; choose another if it is wrong.";
    item_unknown: "没有认出", "not recognised";
    recognise: "自动识别", "Recognise it";
    rows: "数据行数", "Rows";
    value: "数值", "Value";
    unreadable: "读不出来", "cannot be read";
    correct: "读得不对？", "Was it read wrongly?";
    read_again: "按所选重新读取", "Read it again";

    found: "发现的问题", "What was found";
    sound: "没有错误。", "No faults.";
    sound_warnings(n): "没有错误，另有 {n} 处请留意。", "No faults; things to look at: {n}.";
    faulty: "有错误，不能收下。请按单元格改正文件，再上传一次。", "There are faults: this table cannot be accepted. Mend the cells in your file and upload it again.";
    no_comments: "CSV 文件里写不了批注；单元格的行号、列号与表格软件里的一样。", "No comments can be written into a CSV file; cells are numbered as in a spreadsheet program.";
    upload_again: "上传改好的文件", "Upload the mended file";

    as_read: "读到的内容", "What was read";
    first_rows(n): "前 {n} 行，与文件里的一样。", "The first {n} rows, as they stand in the file.";
    row: "行", "Row";
    heads_row(n): "{n}（表头）", "{n} (heads)";

    confirm_title(item): "收下“{item}”的表？", "Accept the table of “{item}”?";
    first_table: "成为第 1 版，里面只有这一张表。", "It becomes revision 1, with this table alone.";
    replaces(revision, kept): "替换第 {revision} 版里这个题项的表，其他 {kept} 张表与第 {revision} 版相同，合成新的一版。", "It takes the place of this item’s table in revision {revision}; the other tables ({kept}) stay as they are there. Together they are a new revision.";
    adds(revision, kept): "加到第 {revision} 版的 {kept} 张表里，那些表不变，合成新的一版。", "It joins the tables of revision {revision} ({kept}), which stay as they are. Together they are a new revision.";
    none_kept(revision): "第 {revision} 版有错误，没有可用的表：新的一版里只有这一张表。", "Revision {revision} has faults and no table to keep: the new revision has this table alone.";
    then_whole: "这样表就齐了，由负责人核对确认。", "Then all tables are there, and your head can confirm.";
    then_missing(n, list): "之后还缺 {n} 张表：{list}。补齐以后负责人才能确认。", "Tables still missing afterwards ({n}): {list}. Your head can confirm once they are there.";
    who_sees: "评估机构和贵单位。负责人确认以后才算正式填报。", "The assessor and your department. It counts once your head has confirmed it.";
    can_undo: "以前各版都保留。负责人确认以前，可以再上传这张表来替换。", "Earlier revisions stay. Until your head confirms, you can upload this table again.";
    button(code): "收下 {code} 的表", "Accept the table of {code}";
    cancel: "不收下，返回", "Do not accept it";

    missing_badge(n): "还缺 {n} 张表", "tables missing: {n}";
    accepted_so_far(n): "已收下 {n} 张表，还缺：", "Tables accepted so far: {n}. Still missing:";
    accepted: "这一版的表都没有错误，但还不齐，负责人还不能确认。还缺：", "The tables of this revision have no faults, but some are missing, and it cannot be confirmed yet. Still missing:";
    upload_rest: "上传还缺的表", "Upload what is missing";
    from: "来自", "From";
    this_file: "这一版的文件", "the file of this revision";
    joint: "、", ", ";
}
