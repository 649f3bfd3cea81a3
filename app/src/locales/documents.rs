//! Words of supporting documents 佐证材料.

words! {
    title: "佐证材料", "Supporting documents";
    about: "填报表的“佐证材料”一列写的是这里的编号。", "The rows of the tables name them by the numbers given here.";
    limits(kinds, each, all): "可以上传 {kinds}；每份最大 {each} MB，合计最多 {all} MB（旧版也计入）。不接受带宏或有密码的文件。", "Taken are {kinds}; at most {each} MB each and {all} MB together, older revisions counted. Files with macros or passwords are refused.";
    used(used, all): "已用 {used}，上限 {all} MB", "{used} of {all} MB used";
    count(n): "{n} 份", "{n}";
    none_yet: "还没有佐证材料。", "There are no documents yet.";
    open: "查看和上传佐证材料", "Look at the documents and upload more";
    look: "查看佐证材料", "Look at the documents";
    upload_title: "上传佐证材料", "Upload documents";
    number: "编号", "Number";
    number_hint: "一般留空，自动编号。写已有的编号，就作为它的新版；一次上传几个文件时请留空。", "Usually left blank: the next free one is given. A number in use gives that document a new revision; leave it blank for several files at once.";
    drop: "把文件拖到这里，或选择文件（可以选几个）", "Drop files here, or choose them; several at once will do";
    hint(kinds, megabytes): "{kinds}，每份最大 {megabytes} MB，一次最多 20 个。", "{kinds}; at most {megabytes} MB each, and 20 at once.";
    upload: "上传", "Upload";
    failed: "上传中断：请检查网络后再按“上传”。已经收到的文件不会重复保存。", "The upload broke off: check the network and press Upload again. Files that had arrived are not kept twice.";
    list: "已有的材料", "Documents so far";
    name: "文件", "File";
    kind: "类型", "Type";
    size: "大小", "Size";
    sha256: "SHA-256", "SHA-256";
    by: "上传人", "Uploaded by";
    at: "上传时间", "Uploaded at";
    rows: "写了它的行", "Rows that name it";
    numbered(number, revision): "{number}（第 {revision} 版）", "{number} (revision {revision})";
    older: "旧版", "older";
    withdrawn: "已撤下", "withdrawn";
    withdrawn_by(name, at): "{name}，{at}：", "{name}, {at}:";
    withdraw: "撤下", "Withdraw";
    withdraw_aloud(number): "撤下第 {number} 号材料", "Withdraw document {number}";
    of_item(item, rows, more): "{item}：第 {rows} 行{more}", "{item}: row {rows}{more}";
    and_more(n): "等 {n} 行", " and others, {n} in all";
    joint: "、", ", ";
    rows_of(revision): "行号取自第 {revision} 版填报。", "Rows are those of revision {revision} of the filing.";

    saved(n): "已保存 {n} 份。", "Saved: {n}.";
    saved_known(n, known): "已保存 {n} 份，其中 {known} 份内容相同、以前已上传，没有重复保存。", "Saved: {n}; of these, {known} had been uploaded before and were not kept twice.";
    saved_others(n): "其余 {n} 份已保存，不用再传。", "The others, {n}, are saved and need not be sent again.";
    done_withdrawn: "已撤下，文件和原因留存。", "Withdrawn; file and reason are kept.";
    of_file(file, problem): "{file}：{problem}", "{file}: {problem}";

    withdraw_title(number): "撤下第 {number} 号材料？", "Withdraw document {number}?";
    withdraw_what(file): "“{file}”不再作为佐证材料；写了这个编号的行会提示缺材料。", "“{file}” no longer counts; rows that name its number are reported as without a document.";
    withdraw_who: "文件和撤下的原因仍然保留，本单位、评估机构和委托方可以看到。", "File and reason are kept; your department, the assessor and the commissioner see them.";
    withdraw_undo: "不能撤销，但可以用同一编号重新上传。", "No; but another can be uploaded under the same number.";
    reason: "为什么撤下", "Why it is withdrawn";
    withdraw_button(number): "撤下第 {number} 号材料", "Withdraw document {number}";
    back: "返回佐证材料", "Back to the documents";

    gaps: "佐证材料核对", "Rows and documents compared";
    complete: "表中写的编号都有材料，每份材料都有行写到。", "Every number in the tables has its document, and every document is named by a row.";
    missing(n): "表中写了 {n} 个编号，却没有相应的材料：", "The tables name numbers without a document: {n}.";
    missing_remedy: "请按编号上传材料，或在工作簿里改正编号后重新上传。不影响确认，但评估时可能作为没有佐证处理。", "Upload them under these numbers, or correct the numbers in the workbook and upload it again. It does not keep the head from confirming, but may count as unproven.";
    missing_first(shown, all): "这里列出前 {shown} 个，共 {all} 个。", "The first {shown} of {all}.";
    unnamed(numbers): "没有哪一行写到这些材料：{numbers}。", "No row names these documents: {numbers}.";
    not_there(number): "第 {number} 号，没有材料", "number {number}, no document";
    download(number, file): "第 {number} 号材料：{file}", "document {number}: {file}";
}
