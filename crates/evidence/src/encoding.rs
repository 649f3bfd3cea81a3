//! From bytes to text: UTF-8 and UTF-16 by their marks, UTF-8 by its form, else GB18030 with a
//! warning, since a guess must be seen. A person who saw it may say better.

use std::borrow::Cow;

use domain::{Problem, Text};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};

/// How the text of a CSV file stands in its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// GB18030, and with it GBK and GB2312: what Excel in Chinese saves.
    #[serde(rename = "gb18030")]
    Gb18030,
    /// UTF-16, the lower byte first: “Unicode text” of Excel.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, the higher byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
}

impl TextEncoding {
    /// All of them, the likely ones first.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// Reads [`Self::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.code() == code)
    }

    /// Its name for people, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030 / GBK",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
        }
    }

    fn decoder(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Gb18030 => GB18030,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
        }
    }
}

/// Text, how it was encoded, and a warning where that was assumed.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: TextEncoding,
    pub(crate) warning: Option<Problem>,
}

/// Decodes the bytes of a text file in the encoding that a person named.
pub(crate) fn decode_as(bytes: &[u8], encoding: TextEncoding) -> Result<Decoded<'_>, Problem> {
    let decoder = encoding.decoder();
    let mark = Encoding::for_bom(bytes).filter(|(marked, _)| *marked == decoder).map_or(0, |(_, mark)| mark);
    decoder
        .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        .filter(|text| !text.contains('\0'))
        .map(|text| Decoded { text, encoding, warning: None })
        .ok_or_else(|| unknown(&format!(" {} ", encoding.name()), encoding.name()))
}

/// Decodes the bytes of a text file.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    let marked = |mark: &Encoding| TextEncoding::ALL.into_iter().find(|encoding| encoding.decoder() == mark);
    if let Some(encoding) = Encoding::for_bom(bytes).and_then(|(mark, _)| marked(mark)) {
        let name = encoding.name();
        return decode_as(bytes, encoding)
            .map_err(|_| unknown(&format!(" {name} 的标记"), &format!("the mark of {name}")));
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
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: TextEncoding::Utf8, warning: None });
    }
    let text = GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| unknown(" UTF-8 或 GB18030 ", "UTF-8 or GB18030"))?;
    let warning = Problem::warning(
        "csv.encoding_assumed",
        Text::new("文件不是 UTF-8，已按 GB18030（GBK）读取。", "The file is not UTF-8 and was read as GB18030 (GBK)."),
    )
    .found("GB18030")
    .remedy(Text::new(
        "请核对预览中的文字；若有乱码，请另存为“CSV UTF-8”。",
        "Check the names in the preview; if they are garbled, save the file as “CSV UTF-8”.",
    ));
    Ok(Decoded { text, encoding: TextEncoding::Gb18030, warning: Some(warning) })
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
    fn a_person_may_name_an_encoding_that_nothing_marks() {
        for encoding in TextEncoding::ALL {
            assert_eq!(TextEncoding::parse(encoding.code()), Some(encoding));
            assert_eq!(serde_json::to_value(encoding).expect("JSON"), encoding.code());
        }
        let unmarked: Vec<u8> = "城市,a".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let decoded = decode_as(&unmarked, TextEncoding::Utf16Be).expect("as it was named");
        assert_eq!((&*decoded.text, decoded.warning), ("城市,a", None));
        let marked = [b"\xEF\xBB\xBF".as_slice(), "城市,a".as_bytes()].concat();
        assert_eq!(decode_as(&marked, TextEncoding::Utf8).expect("its mark is no text").text, "城市,a");
        for (bytes, encoding) in [
            (&unmarked[..], TextEncoding::Utf8),
            (&unmarked[1..], TextEncoding::Utf16Be),
            (b"a\0", TextEncoding::Gb18030),
        ] {
            assert_eq!(decode_as(bytes, encoding).expect_err("another").code, "csv.encoding_unknown");
        }
    }

    #[test]
    fn zero_bytes_and_unknown_encodings_are_problems() {
        assert_eq!(decode(b"a\0b").expect_err("binary").code, "file.binary");
        assert_eq!(decode(b"a,\xFF\xFF").expect_err("neither").code, "csv.encoding_unknown");
        assert_eq!(decode(b"\xFF\xFEa").expect_err("half a unit").code, "csv.encoding_unknown");
    }
}
