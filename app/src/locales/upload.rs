//! Words of uploading an instrument or data, and of what was read.

words! {
    drop_here: "把文件拖到这里，或选择文件", "Drop the file here, or choose one";
    file: "文件", "File";
    choose: "选择文件", "Choose a file";
    accept_hint(megabytes): "XLSX 或 CSV，最大 {megabytes} MB。第一行是列名。", "XLSX or CSV, at most {megabytes} MB. The first row holds the headers.";
    chosen: "已选择", "Chosen";
    sending: "正在上传", "Uploading";
    sent: "已上传，正在处理…", "Uploaded, now being read…";
    failed: "上传中断：请检查网络后再按“上传”。文件没有保存。", "The upload broke off: check the network and press Upload again. Nothing was saved.";
    upload: "上传", "Upload";

    instrument_title: "指标体系", "Instrument";
    instrument_about: "每行一个指标或维度。各列：编码、上级编码、权重、方向（+1 越高越好，−1 越低越好），还可以有名称、单位、来源。每个上级之下的权重合计 100（或全表按 1）。", "A row for each indicator or dimension. Columns: code, parent, weight, direction (+1 more is better, −1 less is better), and optionally name, unit, source. Weights under each parent sum to 100 (or to 1 throughout).";
    instrument_replace: "上传新的一版", "Upload a new version";
    instrument_keep: "已发布的各版不受影响；各期在下一次上传数据时改用新的一版。", "Published editions are not touched; a period takes the new version with its next upload of data.";
    instrument_done: "指标体系已保存，请在下面核对。", "The instrument is saved. Check it below.";
    instrument_warnings(n): "{n} 处请留意", "{n} things to look at";
    instrument_warnings_about: "这一版已经保存，可以使用。若下面哪一处不是您的本意，请在原文件中改正后重新上传。", "This version is saved and can be used. If something below is not what you meant, correct it in the file and upload it again.";
    instrument_empty: "还没有指标体系。上传一张表，读到的树会显示在这里。", "There is no instrument yet. Upload a table; the tree that was read will appear here.";
    instrument_read(file, nodes): "{file}：读到 {nodes} 行", "{file}: {nodes} rows read";
    download_csv: "下载 CSV", "Download CSV";
    code: "编码", "Code";
    name: "名称", "Name";
    weight: "权重", "Weight";
    weight_of_parent: "占上级 %", "Share of parent, %";
    weight_of_all: "占总分 %", "Share of total, %";
    direction: "方向", "Direction";
    positive: "越高越好", "More is better";
    negative: "越低越好", "Less is better";
    unit: "单位", "Unit";
    source: "来源", "Source";
    frozen(day): "{day}随发布版冻结", "Frozen with an edition on {day}";

    data_title: "上传数据", "Upload data";
    data_about: "一张表：每行一个评估对象（或一个对象的一年），每列一个指标，列名用指标编码。空格和“缺失”“NA”等写法都按缺失处理。", "One table: a row for each unit (or unit and year), a column for each indicator, headed by its code. Blank cells, “NA” and the like are read as missing.";
    data_instrument_first: "先上传指标体系，再上传数据：程序要靠它认出哪些列是指标。", "Upload the instrument first: it says which columns are indicators.";
    mapping: "列名认不出来时", "If headers are not recognised";
    mapping_about: "一般不用填：名称、代码、年份和分组的列会按列名认出。认不出时，在这里写表中的列名。", "Usually leave these blank: the columns of name, code, year and league are recognised by their headers. If not, write the header here.";
    name_column: "名称的列名", "Header of the name column";
    code_column: "代码的列名", "Header of the code column";
    period_column: "年度的列名", "Header of the period column";
    league_column: "分组的列名", "Header of the league column";
    name_column_hint: "例如“城市”、countries", "For example city, countries";
    code_column_hint: "例如“行政区划代码”、ISO_code", "For example ISO_code";
    period_column_hint: "例如“年份”、year；没有就当作今年", "For example year; without one the table is about this year";
    league_column_hint: "例如“地区”、region", "For example region";
    revisions: "现有的数据", "Data so far";
    revisions_about: "每次上传都另存一份，点次数可以查看、下载原文件，也可以恢复以前的一份。各期用最近的一份，已发布的各版仍用发布时的那一份。", "Every upload is kept: open one by its number to look at it, to download its file or to bring it back. A period uses the latest; published editions keep the one they were published with.";
    revisions_empty: "还没有上传过数据。", "No data have been uploaded.";
    period: "年度", "Period";
    revision: "次数", "Upload";
    open_revision(period, n): "{period}，第 {n} 次上传", "{period}, upload {n}";
    revision_title(period, n): "{period} 的数据，第 {n} 次上传", "Data of {period}, upload {n}";
    in_use: "正在使用", "In use";
    uploaded_by: "上传人", "Uploaded by";
    download_file: "下载原文件", "Download the file";
    open_period(period): "打开 {period}", "Open {period}";
    values_title: "读到的数值", "Values that were read";
    values_about: "每行一个评估对象，每列一个指标；“—”是缺失。", "A row for each unit, a column for each indicator; “—” is missing.";
    restore_question(n): "恢复第 {n} 次上传的数据？", "Bring the data of upload {n} back?";
    restore_what(period): "{period} 改用这一份数值重新计算，记为新的一次上传。", "{period} is computed from these values again; they are kept as a new upload.";
    restore_who: "只有本组织的人。已发布的各版不变。", "Your organisation only. Published editions do not change.";
    restore_undo: "能：恢复另一份即可，各份都保留。", "Yes: bring another one back. All of them are kept.";
    restore_button(n): "恢复第 {n} 次上传的数据", "Bring upload {n} back";
    restore_cancel: "返回数据", "Back to the data";
    restored: "已恢复，各处都改用这一份数值。请打开这一期核对结果。", "It is back: everything is computed from these values now. Open the period and check the result.";
    units: "评估对象", "Units";
    values: "数值", "Values";
    present_of(present, possible): "{present} / {possible}", "{present} of {possible}";
    uploaded_at: "上传时间", "Uploaded";
    warnings: "提醒", "Warnings";

    read_problems(problems): "发现 {problems} 个问题", "{problems} problems found";
    read_one_problem: "发现 1 个问题", "1 problem found";
    problems_caption: "读取时发现的问题", "Problems found while reading";
    problems_next: "请在原文件中改正后重新上传；原有数据没有变动。", "Correct them in the file and upload it again; what was there before has not changed.";
}
