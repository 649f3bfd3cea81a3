//! Words of the home page.

words! {
    title: "诚评：第三方评估与公开排名", "Chengping: third-party assessment, openly ranked";
    hero: "每一个分数，都能从头算给您看。", "Every score can be worked out before your eyes.";
    lede: "诚评是第三方评估平台：公开排名、公开方法、公开数据，任何人都可以用同一份数据重新算出同一个结果。", "Chengping is a platform for third-party assessment. Rankings, methods and data are open: anyone can compute the same result from the same data.";
    see_newest: "看最新排名", "See the newest ranking";
    how_to_verify: "怎样自己核验", "How to verify it yourself";
    published: "已公布的指数", "Published indexes";
    counts(indexes, editions): "{indexes} 个指数 · {editions} 个年份", "{indexes} indexes · {editions} periods";
    empty_title: "还没有公布的指数", "Nothing has been published yet";
    empty_text: "评估机构发布后，排名会出现在这里。", "Rankings appear here once an assessor publishes them.";
    assessors: "评估机构请登录工作台", "Assessors: sign in to the working area";
    since(date): "{date}起", "since {date}";
    periods(first, last, n): "{first}–{last} · {n} 版", "{first}–{last} · {n} editions";
    one_period(period): "{period} · 1 版", "{period} · 1 edition";
    anyone: "任何人都可以核验", "Anyone can verify";
    step_one: "一、下载", "1. Download";
    step_one_text: "每一版都附带原始数据、指标体系和计分方法，JSON、XLSX、CSV 三种格式，不用登录。", "Each edition comes with its raw data, instrument and recipe as JSON, XLSX and CSV, without signing in.";
    step_two: "二、重算", "2. Compute again";
    step_two_text: "一条命令，在自己的电脑上从原始数据算到排名。结果与公布的逐位相同，才算核验通过。", "One command takes your own computer from the raw data to the ranking. Only a result that is the same to the last bit passes.";
    step_three: "三、追问", "3. Ask why";
    step_three_text: "打开任何一个评估对象，可以看到每个分数由哪些数据、哪个权重得来；缺失的数据怎样处理，也写在原处。", "Open any unit to see which data and which weights made each score; how missing data were treated stands in its place.";
}
