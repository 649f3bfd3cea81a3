//! Words of the page on verification.

words! {
    title: "怎样核验一份排名", "How to verify a ranking";
    lede: "不必相信我们：用公开的文件，在自己的电脑上重新计算。", "Do not take our word for it: compute it again, on your own computer, from the public files.";
    what: "“一致”是什么意思", "What “identical” means";
    what_bytes: "文件的每一个字节都和发布时一样：各部分的 SHA-256 与写在文件里的一致，文件是规范格式（RFC 8785），改动任何一个字节都会被发现。", "Every byte of the file is as it was published: the SHA-256 of each part is the one written in the file, and the file is in canonical form (RFC 8785), so that any changed byte is found.";
    what_result: "从文件里的原始数据和计分方法重新计算，每个得分、权重、贡献和名次都逐位相同，不是“差不多”。", "Computed again from the raw data and the recipe in the file, every score, weight, contribution and rank is the same to the last bit, not “about the same”.";
    what_chain: "更正后的版本写明它更正了哪一版、那一版的 SHA-256 和原因，旧版本一直可以下载。", "A corrected version names the version it corrects, its SHA-256 and the reason; the old version can still be downloaded.";
    steps: "三步", "Three steps";
    step_download: "在排名页打开“下载与核验”，下载 JSON 数据包。", "Open “Downloads and verification” on a ranking and download the JSON bundle.";
    step_compare: "计算文件的 SHA-256，与页面上写的比较：", "Compute the SHA-256 of the file and compare it with the one on the page:";
    step_verify: "用诚评的命令行程序核验；它不联网，也不需要数据库：", "Verify it with the command line program; it needs no network and no database:";
    answer: "结果是 identical: true，或者第一处不同在哪里、应该是什么、实际是什么。", "The answer is identical: true, or where the first difference is, what was expected and what was found.";
    by_hand: "不用我们的程序也可以", "Without our program";
    by_hand_text: "CSV 文件包含指标体系和原始数据，方法页写明每一步的公式。用任何表格软件或编程语言都可以重新计算。", "The CSV files hold the instrument and the raw data, and the method page gives the formula of each step: any spreadsheet or programming language will do.";
    limits: "核验不能说明什么", "What verification does not tell";
    limits_text: "它证明结果确实由这些数据和方法得出，不证明数据本身真实，也不证明方法合理。数据出处写在每一版的标题下面；有异议请联系评估机构。", "It proves that the result follows from these data and this method. It does not prove that the data are true or the method wise. The source of the data stands under the title of each edition; send objections to the assessor.";
}
