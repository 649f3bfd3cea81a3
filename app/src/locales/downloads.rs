//! Words of the page of downloads, verification and versions.

words! {
    title: "下载与核验", "Download and verify";
    lede: "这里的文件足够重新算出整个排名。不用登录，不收费。", "These files are enough to compute the whole ranking again. No account, no fee.";
    withdrawn: "这一版已撤回，文件不再提供。版本记录仍然保留。", "This edition was withdrawn and its files are no longer offered. The record of versions stays.";
    files: "文件", "Files";
    file: "文件", "File";
    holds: "内容", "What it holds";
    format: "格式", "Format";
    bundle: "完整数据包：指标体系、计分方法、原始数据、全部结果", "The complete bundle: instrument, recipe, raw data, all results";
    workbook: "排名、推导和方法，可用 WPS 或 Excel 打开", "Ranking, derivation and method, for WPS or Excel";
    ranking: "名次、得分、分项", "Ranks, scores, dimensions";
    derivation: "每个评估对象、每个指标的推导：原始值、得分、权重、贡献", "The derivation, a row a unit and node: raw value, score, weight, contribution";
    adjustments: "加分、扣分和等次限制，每个评估对象、每一项一行", "Bonuses, deductions and grade ceilings, a row a unit and item";
    tree: "指标体系和权重", "The instrument and its weights";
    data: "全部指标的原始值", "Raw values of all indicators";
    evidence: "每个评估对象、每个题项的填报结果：数值、分子分母、行数、评定理由、佐证材料", "What each unit filed for each item: value, numerator, denominator, rows, reason of the rating, documents";
    rows: "公开的填报各行，每个单元格一行", "The rows filed, as far as they are public, a line a cell";
    format_json: "JSON，UTF-8", "JSON, UTF-8";
    format_csv: "CSV，UTF-8", "CSV, UTF-8";
    format_xlsx: "XLSX", "XLSX";
    verify: "自己核验", "Verify it yourself";
    step_download: "下载完整数据包", "Download the complete bundle";
    step_hash: "核对文件没有改动", "Check that the file is unchanged";
    should_be: "应得：", "It should say: ";
    step_compute: "重新计算", "Compute it again";
    compute_about: "程序只用数据包里的原始数据和计分方法从头计算，把每个得分和名次与公布的逐位比较。有任何不同，它会指出第一处。", "From the raw data and the recipe in the bundle alone, the program computes every score and rank anew and compares them bit by bit with the published ones. It names the first difference, if there is any.";
    get_program: "怎样取得程序", "How to get the program";
    versions: "本期的各个版本", "Versions of this period";
    versions_about: "已发布的内容从不改写：更正就是新的一版，撤回也留下记录。", "What was published is never rewritten: a correction is a new version, and a withdrawal leaves its record.";
    version: "版次", "Version";
    version_number(n): "第 {n} 版", "Version {n}";
    this_version: "（本页）", " (this page)";
    stage: "现状", "Stage";
    record: "经过", "Record";
    hash: "数据包 SHA-256", "SHA-256 of the bundle";
    chain: "版本链", "The chain of versions";
    chain_first: "这是本期的第一版，前面没有别的版本。", "This is the first version of the period; none comes before it.";
    chain_to(n): "本版的数据包记着它所更正的第 {n} 版的 SHA-256，因此谁也不能事后替换前一版而不被发现：", "The bundle of this version records the SHA-256 of version {n}, which it corrects: nobody can replace the earlier one without being noticed:";
    chain_holds: "与上表中该版本的值一致。", "It matches the value of that version in the table.";
    chain_broken: "与上表中该版本的值不一致。请告诉我们。", "It does not match the value of that version in the table. Please tell us.";
    reason(text): "原因：{text}", "Reason: {text}";
    notice(starts, ends): "公示期 {starts}至{ends}", "Notice from {starts} to {ends}";
}
