//! From bytes to text: UTF-8 and UTF-16 by their marks, UTF-8 by its form, else GB18030 with a
//! warning, since a guess must be seen.

use std::borrow::Cow;

use domain::{Problem, Text};
use encoding_rs::{Encoding, GB18030};

/// Text, and a warning where its encoding was assumed.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) warning: Option<Problem>,
}

/// Decodes the bytes of a text file.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .filter(|text| !text.contains('\0'))
            .map(|text| Decoded { text, warning: None })
            .ok_or_else(|| {
                unknown(&format!("{} 的标记", encoding.name()), &format!("the mark of {}", encoding.name()))
            });
    }
    if bytes.contains(&0) {
        return Err(Problem::error(
            "file.binary",
            Text::new("文件不是文本，无法当作 CSV 读取。", "The file is not text and cannot be read as CSV."),
        )
        .remedy(Text::new(
            "请在表格软件中另存为 .xlsx，或“CSV UTF-8”。",
            "Save it as .xlsx or as “CSV UTF-8” in your spreadsheet program.",
        )));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: Cow::Borrowed(text), warning: None });
    }
    let text = GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| unknown("UTF-8 或 GB18030", "UTF-8 or GB18030"))?;
    let warning = Problem::warning(
        "csv.encoding_assumed",
        Text::new("文件不是 UTF-8，已按 GB18030（GBK）读取。", "The file is not UTF-8 and was read as GB18030 (GBK)."),
    )
    .found("GB18030")
    .remedy(Text::new(
        "请核对预览中的文字；若有乱码，请另存为“CSV UTF-8”。",
        "Check the names in the preview; if they are garbled, save the file as “CSV UTF-8”.",
    ));
    Ok(Decoded { text, warning: Some(warning) })
}

fn unknown(zh: &str, en: &str) -> Problem {
    Problem::error(
        "csv.encoding_unknown",
        Text::new(format!("文件的文字编码与{zh}不符。"), format!("The text of the file does not agree with {en}.")),
    )
    .remedy(Text::new(
        "请在表格软件中另存为“CSV UTF-8”或 .xlsx。",
        "Save it as “CSV UTF-8” or .xlsx in your spreadsheet program.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
    }

    #[test]
    fn utf_8_and_utf_16_are_told_by_their_marks() {
        let marked = [b"\xEF\xBB\xBF".as_slice(), "城市,a".as_bytes()].concat();
        for bytes in
            [marked, utf16("城市,a", [0xFF, 0xFE], u16::to_le_bytes), utf16("城市,a", [0xFE, 0xFF], u16::to_be_bytes)]
        {
            let decoded = decode(&bytes).expect("marked text");
            assert_eq!(decoded.text, "城市,a");
            assert_eq!(decoded.warning, None);
        }
    }

    #[test]
    fn gbk_is_read_and_said_to_be_assumed() {
        let (bytes, _, _) = GB18030.encode("城市,指标");
        let decoded = decode(&bytes).expect("GBK");
        assert_eq!(decoded.text, "城市,指标");
        assert_eq!(decoded.warning.map(|w| w.code).as_deref(), Some("csv.encoding_assumed"));
    }

    #[test]
    fn zero_bytes_and_unknown_encodings_are_problems() {
        assert_eq!(decode(b"a\0b").expect_err("binary").code, "file.binary");
        assert_eq!(decode(b"a,\xFF\xFF").expect_err("neither").code, "csv.encoding_unknown");
        assert_eq!(decode(b"\xFF\xFEa").expect_err("half a unit").code, "csv.encoding_unknown");
    }
}
