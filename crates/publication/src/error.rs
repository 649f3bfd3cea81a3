//! Why an edition could not be written.

use domain::Text;

/// A fault while writing an edition. None of them is expected of content that was scored here.
#[derive(Debug, thiserror::Error)]
pub enum PublicationError {
    /// A number is infinite or not a number; JSON has no way to write it.
    #[error("a number is infinite or not a number")]
    NotFinite,
    /// A whole number is too large for a double, which is what readers of JSON use.
    #[error("the whole number {0} cannot be written exactly in JSON")]
    NotExact(String),
    /// Only the score of an indicator may be published, and its method has no points to put in the place
    /// of the value.
    #[error("the value of {0} cannot be withheld: the recipe has no points of its own for it")]
    ScoreOnly(String),
    /// The value has no JSON form.
    #[error("the value has no JSON form: {0}")]
    Json(#[from] serde_json::Error),
    /// The CSV writer failed.
    #[error("the CSV table could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// The content does not fit into a workbook.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl PublicationError {
    /// What happened, for people.
    pub fn message(&self) -> Text {
        match self {
            Self::NotFinite => Text::new(
                "结果中有无穷大或不是数的值，不能发布。请检查数据后重新计算。",
                "The result holds an infinite value or one that is not a number and cannot be published. Check the data and score again.",
            ),
            Self::NotExact(number) => Text::new(
                format!("整数 {number} 太大，无法精确写入 JSON。"),
                format!("The whole number {number} is too large to be written exactly in JSON."),
            ),
            Self::ScoreOnly(indicator) => Text::new(
                format!("指标 {indicator} 只能公开得分，但当前计分方法无法隐去它的原始值。请改用问卷自带的计分方法。"),
                format!(
                    "Only the score of {indicator} may be published, and this recipe cannot do without its value. Use the recipe of the questionnaire."
                ),
            ),
            Self::Json(_) => Text::new("内容无法写成 JSON。", "The content could not be written as JSON."),
            Self::Csv(_) => Text::new("表格无法写成 CSV。", "The table could not be written as CSV."),
            Self::Workbook(_) => Text::new(
                "内容超出 Excel 工作簿的限度，请改为下载 CSV 或 JSON。",
                "The content does not fit into an Excel workbook. Download CSV or JSON instead.",
            ),
        }
    }
}
