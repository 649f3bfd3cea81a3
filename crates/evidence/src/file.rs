//! What kind of file the bytes are: by their first bytes, then by the name.

use domain::{Problem, Text};

use crate::{MAX_FILE_BYTES, delimited, findings::Findings, grid::Grid, workbook};

/// First bytes of the container of old `.xls` files and of encrypted workbooks.
pub(crate) const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Endings of files that are neither CSV nor XLSX, whatever their bytes say.
const FOREIGN: [&str; 10] = ["xls", "xlsb", "xlsm", "ods", "et", "numbers", "pdf", "doc", "docx", "zip"];

/// The kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `.xlsx`.
    Workbook,
    /// `.csv`.
    Delimited,
}

/// Reads a CSV file or the first visible worksheet with content.
///
/// # Errors
/// Everything that keeps the file from being read, each with the file's name.
pub fn read_grid(file_name: &str, bytes: &[u8]) -> Result<Grid, Vec<Problem>> {
    match kind(file_name, bytes) {
        Ok(Kind::Workbook) => workbook::read(file_name, bytes),
        Ok(Kind::Delimited) => delimited::read(file_name, bytes),
        Err(problem) => {
            let mut findings = Findings::new(file_name, None);
            findings.add(problem);
            Err(findings.into_problems())
        }
    }
}

/// What kind of file it is, or why it is none that is read.
pub(crate) fn kind(file_name: &str, bytes: &[u8]) -> Result<Kind, Problem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(empty());
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(too_large(bytes.len()));
    }
    if bytes.starts_with(&OLE) {
        return Err(encrypted_or_old());
    }
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if bytes.starts_with(b"PK") && ending != "csv" {
        return if ending == "xlsm" { Err(foreign(&ending)) } else { Ok(Kind::Workbook) };
    }
    let markup = bytes.trim_ascii_start().get(..5).is_some_and(|start| {
        [b"<html".as_slice(), b"<!doc", b"<?xml", b"<tabl"].iter().any(|tag| start.eq_ignore_ascii_case(tag))
    });
    if bytes.starts_with(b"%PDF") || markup || FOREIGN.contains(&ending.as_str()) {
        return Err(foreign(&ending));
    }
    if ending == "xlsx" {
        return Err(not_a_workbook());
    }
    Ok(Kind::Delimited)
}

fn save_as() -> Text {
    Text::new(
        "请在表格软件中另存为 .xlsx 或“CSV UTF-8”。",
        "Save it as .xlsx or as “CSV UTF-8” in your spreadsheet program.",
    )
}

fn empty() -> Problem {
    Problem::error("file.empty", Text::new("文件是空的。", "The file is empty."))
        .remedy(Text::new("请选择有内容的文件。", "Choose a file with content."))
}

fn too_large(bytes: usize) -> Problem {
    let limit = MAX_FILE_BYTES >> 20;
    Problem::error(
        "file.too_large",
        Text::new(format!("文件超过 {limit} MiB。"), format!("The file is larger than {limit} MiB.")),
    )
    .found(format!("{} MiB", bytes.div_ceil(1 << 20)))
    .remedy(Text::new("请删去图片和无关的工作表，或分成几个文件。", "Remove pictures and other sheets, or split it."))
}

fn encrypted_or_old() -> Problem {
    Problem::error(
        "file.encrypted_or_old",
        Text::new(
            "文件有打开密码，或是旧的 .xls 格式。",
            "The file is protected by a password, or it is in the old .xls format.",
        ),
    )
    .remedy(Text::new("请去掉密码，另存为 .xlsx。", "Remove the password and save it as .xlsx."))
}

fn foreign(ending: &str) -> Problem {
    Problem::error(
        "file.format_unknown",
        Text::new("只能读取 .xlsx 和 .csv 文件。", "Only .xlsx and .csv files can be read."),
    )
    .found(ending)
    .remedy(save_as())
}

fn not_a_workbook() -> Problem {
    Problem::error(
        "file.not_a_workbook",
        Text::new("文件名是 .xlsx，内容却不是工作簿。", "The file is named .xlsx, but its content is no workbook."),
    )
    .remedy(save_as())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str, bytes: &[u8]) -> String {
        let problems = read_grid(name, bytes).expect_err("a file that cannot be read");
        assert_eq!(problems[0].place.file.as_deref(), Some(name));
        assert!(problems[0].remedy.is_some());
        problems[0].code.clone()
    }

    #[test]
    fn the_first_bytes_decide_before_the_name() {
        let ole = [OLE.as_slice(), &[0; 600]].concat();
        for name in ["a.xlsx", "a.xls", "a.csv"] {
            assert_eq!(code(name, &ole), "file.encrypted_or_old");
        }
        assert_eq!(code("a.xlsx", b"a,b\n1,2\n"), "file.not_a_workbook");
        assert_eq!(code("a.csv", b"PK\x03\x04\0\0"), "file.binary");
        assert_eq!(code("a.xls", b"<html><table>"), "file.format_unknown");
        assert_eq!(code("a.csv", b"%PDF-1.7"), "file.format_unknown");
    }

    #[test]
    fn empty_and_oversized_files_are_refused() {
        assert_eq!(code("a.csv", b" \r\n"), "file.empty");
        assert_eq!(code("a.csv", &vec![b'a'; MAX_FILE_BYTES + 1]), "file.too_large");
    }
}
