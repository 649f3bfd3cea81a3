//! What was found in an uploaded file, each with its place and its remedy.

use crate::prelude::*;

/// The heads of the table, and its caption.
#[derive(Clone, Debug)]
pub struct ProblemHeads {
    /// 读取时发现的问题.
    pub caption: String,
    /// 文件.
    pub file: String,
    /// 工作表.
    pub sheet: String,
    /// 单元格.
    pub cell: String,
    /// 现值.
    pub value: String,
    /// 问题.
    pub problem: String,
    /// 怎样修改.
    pub remedy: String,
}

/// One problem; what is unknown stays empty.
#[derive(Clone, Debug, Default)]
pub struct ProblemRow {
    /// Name of the file.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: String,
    /// Cell, or line.
    pub cell: String,
    /// What is there.
    pub value: String,
    /// What is wrong with it.
    pub problem: String,
    /// What to write instead.
    pub remedy: String,
}

/// Problems as a table; cards on a phone.
#[component]
pub fn ProblemsTable(
    /// Caption and heads.
    heads: ProblemHeads,
    /// The problems.
    rows: Vec<ProblemRow>,
) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let value = (!row.value.is_empty()).then(|| view! { <span class="problem-was">{row.value}</span> });
            // A CSV file has no sheets: an empty cell leaves the card.
            let sheet = (!row.sheet.is_empty()).then_some(row.sheet);
            view! {
                <tr>
                    <th scope="row">{row.file}</th>
                    <td data-label=heads.sheet.clone()>{sheet}</td>
                    <td data-label=heads.cell.clone() class="problem-cell">{row.cell}</td>
                    <td data-label=heads.value.clone()>{value}</td>
                    <td data-label=heads.problem.clone()>{row.problem}</td>
                    <td data-label=heads.remedy.clone()>{row.remedy}</td>
                </tr>
            }
        })
        .collect_view();
    let region = heads.caption.clone();
    view! {
        // Long values scroll sideways on a phone: the keyboard must reach them.
        <div class="table-box scroll" role="region" tabindex="0" aria-label=region>
            <table class="data cards top problems">
                <caption class="sr">{heads.caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{heads.file}</th>
                        <th scope="col">{heads.sheet}</th>
                        <th scope="col">{heads.cell}</th>
                        <th scope="col">{heads.value}</th>
                        <th scope="col">{heads.problem}</th>
                        <th scope="col">{heads.remedy}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
