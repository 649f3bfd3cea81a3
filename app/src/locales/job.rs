//! Words of the page that follows a piece of long work.

words! {
    import_title(file): "读取 {file}", "Reading {file}";
    publish_title: "计算并发布", "Computing and publishing";
    queued: "排队等候", "Waiting";
    running: "进行中", "Running";
    finished: "已完成", "Done";
    failed: "没有完成", "Not done";
    state: "状态", "State";
    progress_of(done, total): "第 {done} 步，共 {total} 步", "Step {done} of {total}";
    progress_unknown: "马上开始", "About to begin";
    refreshes: "这一页每 3 秒自动更新；可以离开，处理不会中断。", "This page updates itself every 3 seconds. You may leave it; the work goes on.";
    refresh_off: "停止自动更新", "Stop updating";
    refresh_now: "更新", "Update";
    refresh_on: "恢复自动更新", "Update again by itself";
    asked_at: "提交时间", "Asked for";
    finished_at: "结束时间", "Ended";
    go_on: "查看结果", "See the result";
    try_again: "改正后重新上传", "Upload the corrected file";
    back: "返回我的指数", "Back to my indexes";
    read_with_warnings(n): "已读入，另有 {n} 处请留意。", "Read; {n} things deserve a look.";
    nothing_stored(found): "{found}，没有存入任何数据。", "{found}. Nothing was stored.";
    publish_failed: "没有发布，原因如下。", "It was not published, for these reasons.";
}
