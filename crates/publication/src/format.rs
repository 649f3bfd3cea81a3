//! The files an edition can be downloaded as.

mod answers;
mod columns;
pub mod csv;
pub(crate) mod rows;
pub mod xlsx;

use domain::EditionContent;

use crate::{PublicationError, bundle};

/// A format of a download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The whole edition, canonical, with hashes: [`crate::bundle`].
    Json,
    /// The ranking as a table; the other tables are in [`csv::Table`].
    Csv,
    /// Everything as a workbook.
    Xlsx,
}

impl Format {
    /// All formats, the complete one first.
    pub const ALL: [Self; 3] = [Self::Json, Self::Csv, Self::Xlsx];

    /// The stable name used in URLs and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Reads [`Format::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }

    /// The file extension, without its dot.
    pub const fn extension(self) -> &'static str {
        self.code()
    }

    /// The value of `Content-Type`.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Writes an edition in a format.
///
/// # Errors
/// A number is not finite, or the content does not fit into the format.
pub fn write(content: &EditionContent, format: Format) -> Result<Vec<u8>, PublicationError> {
    match format {
        Format::Json => Ok(bundle::write(content)?.bytes),
        Format::Csv => csv::write(content, csv::Table::Ranking),
        Format::Xlsx => xlsx::write(content),
    }
}

/// The name of the download: `hfi-2016-v1.xlsx`; `示例数据-…` where the figures are invented.
pub fn file_name(content: &EditionContent, format: Format) -> String {
    content.index.name_file(format!("{}.{}", stem(content), format.extension()))
}

/// Index, period and version, as far as they may stand in a file name on every system.
fn stem(content: &EditionContent) -> String {
    let period: String = content
        .period
        .trim()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect();
    let period = period.trim_matches(['-', '.']);
    if period.is_empty() {
        format!("{}-v{}", content.index.slug, content.version)
    } else {
        format!("{}-{period}-v{}", content.index.slug, content.version)
    }
}

/// Whether a spreadsheet program could take a text for a formula: it begins, after blanks, with a
/// sign that starts one, in either width, or with a control character that some programs skip.
fn looks_like_formula(text: &str) -> bool {
    let first_is = |text: &str, signs: &[char]| text.starts_with(signs);
    first_is(text, &['\t', '\r', '\n'])
        || first_is(
            text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}'),
            &['=', '+', '-', '@', '＝', '＋', '－', '＠'],
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::content;

    #[test]
    fn every_format_is_found_by_its_code() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.code()), Some(format));
        }
        assert_eq!(Format::parse("pdf"), None);
    }

    #[test]
    fn a_file_is_named_by_index_period_and_version() {
        let mut content = content();
        assert_eq!(file_name(&content, Format::Xlsx), "credit-2016-v2.xlsx");
        content.period = "2016/17 年度".into();
        assert_eq!(file_name(&content, Format::Json), "credit-2016-17-年度-v2.json");
        content.period = "../".into();
        assert_eq!(file_name(&content, Format::Csv), "credit-v2.csv");
    }

    #[test]
    fn a_file_with_invented_figures_says_so_in_its_name() {
        let mut content = content();
        content.index.fictional = true;
        for format in Format::ALL {
            assert!(file_name(&content, format).starts_with("示例数据-credit-2016-v2"), "{format:?}");
        }
        for table in csv::Table::ALL {
            assert!(table.file_name(&content).starts_with("示例数据-credit-2016-v2-"), "{table:?}");
        }
    }

    #[test]
    fn the_same_content_gives_the_same_bytes_in_every_format() {
        for format in Format::ALL {
            let once = write(&content(), format).expect("is written");
            assert!(once == write(&content(), format).expect("is written"), "{format:?}");
        }
    }

    #[test]
    fn texts_that_begin_like_a_formula_are_known() {
        for text in ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋", "－", "＠", "  =1", "\u{feff}=1"] {
            assert!(looks_like_formula(text), "{text:?}");
        }
        for text in ["", "a=1", "北京", "1-2", "'=1"] {
            assert!(!looks_like_formula(text), "{text:?}");
        }
    }
}
