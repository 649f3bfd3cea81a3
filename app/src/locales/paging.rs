//! Words of going through a long list by pages.

words! {
    label: "分页", "Pages";
    summary(first, last, all): "第 {first}–{last} 项，共 {all} 项", "{first}–{last} of {all}";
    previous: "上一页", "Previous";
    next: "下一页", "Next";
}
