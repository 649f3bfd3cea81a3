//! Words around a problem: the heads of the table, how often, how serious.

words! {
    file: "文件", "File";
    sheet: "工作表", "Sheet";
    cell: "单元格", "Cell";
    item: "题项", "Item";
    item_named(code): "题项 {code}", "item {code}";
    column: "列或编码", "Column or code";
    value: "现值", "Value";
    problem: "问题", "Problem";
    remedy: "怎样修改", "How to mend it";
    warning(text): "请留意：{text}", "To look at: {text}";
    times(n): "（共 {n} 处）", " ({n} times)";
    first_of_list(shown, all): "这里列出前 {shown} 个，共 {all} 个。", "The first {shown} of {all}.";
    first_of(shown, all): "这里列出前 {shown} 个，共 {all} 个。改正这些后重新上传，会列出其余的。", "The first {shown} of {all}. Mend these and upload again to see the rest.";
}
