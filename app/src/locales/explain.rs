//! Words of pages that explain a result, where there is nothing to explain.

words! {
    ways: "相关页面", "Related pages";
    back(name): "{name}的全部得分", "All scores of {name}";
    no_score(why): "本对象没有得分，所以没有可以解释的：{why}。", "This unit has no score, so there is nothing to explain: {why}.";
    busy: "现在要求试算的人太多，请过一会儿再打开本页。", "Too many people are asking just now. Please open this page again in a moment.";
    failed: "这一次没有算出来，原因已经记录下来，我们会查明。本版的得分和名次不受影响。", "This could not be computed. The fault has been recorded and will be looked into; scores and ranks of this edition are not affected.";
    refused(why): "按本版的方法不能这样试算：{why}", "The method of this edition does not allow this computation: {why}";
}
