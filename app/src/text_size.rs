//! How large the text is: the reader's choice, remembered in a cookie.

/// 字号: `data-size` of the document; the style sheet does the rest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextSize {
    /// 小.
    Small,
    /// 中, what the browser's own setting says.
    #[default]
    Medium,
    /// 大.
    Large,
}

impl TextSize {
    /// All sizes, small to large.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// As in URLs, cookies and the document.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// Reads a [`code`](Self::code).
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::TextSize;

    #[test]
    fn every_size_is_read_back_from_its_code() {
        for size in TextSize::ALL {
            assert_eq!(TextSize::parse(size.code()), Some(size));
        }
        assert_eq!(TextSize::parse("huge"), None);
    }
}
