//! Finds and changes tags in the text of a part, leaving everything else as it is.

use std::{borrow::Cow, fmt::Write as _, ops::Range};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// One step through the text of a part.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// A tag that opens, with all its text; `empty` where it closes itself.
    Open { tag: BytesStart<'a>, empty: bool },
    /// The name of a tag that closes, without prefix.
    Close(String),
    /// Anything else.
    Other,
}

/// Goes through the text, step by step with where each stands; `None` at the first flaw.
pub(super) fn walk<'a>(text: &'a str, mut step: impl FnMut(Step<'a>, Range<usize>)) -> Option<()> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let range = start..usize::try_from(reader.buffer_position()).ok()?;
        match event {
            Event::Start(tag) => step(Step::Open { tag, empty: false }, range),
            Event::Empty(tag) => step(Step::Open { tag, empty: true }, range),
            Event::End(tag) => step(Step::Close(tag.local_name().as_ref().to_owned()), range),
            Event::Eof => return Some(()),
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => step(Step::Other, range),
        }
    }
}

/// Where the opening tags with this name stand.
pub(super) fn named(text: &str, name: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // What stands before a flaw has been found all the same.
    let _ = walk(text, |step, range| {
        if let Step::Open { tag, .. } = step
            && tag.local_name().as_ref() == name
        {
            found.push(range);
        }
    });
    found
}

/// The value of an attribute of a tag, unescaped, whatever the prefix of its name.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut value = None;
    walk(tag, |step, _| {
        if let Step::Open { tag, .. } = step {
            value = value_of(&tag, name);
        }
    });
    value
}

/// The value of an attribute, unescaped.
pub(super) fn value_of(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).map(Cow::into_owned).ok()
}

/// The tag with some attributes set, and the others as they were.
pub(super) fn with_attributes(tag: &BytesStart<'_>, empty: bool, set: &[(&str, &str)]) -> String {
    let mut text = format!("<{}", tag.name().as_ref());
    let mut attribute = |key: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = write!(text, " {key}=\"{}\"", value.replace('"', "&quot;"));
    };
    for own in tag.attributes().flatten() {
        let key = own.key.as_ref();
        if set.iter().all(|(name, _)| *name != key) {
            attribute(key, &own.value);
        }
    }
    for (name, value) in set {
        attribute(name, value);
    }
    text.push_str(if empty { "/>" } else { ">" });
    text
}

/// The prefix of a tag's name with its colon, empty where there is none.
pub(super) fn prefix(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().rsplit_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default()
}

/// The text with something added at the end of the first element with this name; `None` where there
/// is no such element.
pub(super) fn append(text: &str, element: &str, added: &str) -> Option<String> {
    let mut place: Option<(Range<usize>, String)> = None;
    walk(text, |step, range| {
        if place.is_some() {
            return;
        }
        match step {
            Step::Open { tag, empty: true } if tag.local_name().as_ref() == element => {
                let name = tag.name().as_ref().to_owned();
                let open = with_attributes(&tag, false, &[]);
                place = Some((range, format!("{open}{added}</{name}>")));
            }
            Step::Close(name) if name == element => place = Some((range.start..range.start, added.to_owned())),
            Step::Open { .. } | Step::Close(_) | Step::Other => {}
        }
    })?;
    let (range, new) = place?;
    Some([&text[..range.start], &new, &text[range.end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_added_at_the_end_of_another_even_an_empty_one() {
        assert_eq!(append("<a><b>1</b></a>", "b", "<c/>").as_deref(), Some("<a><b>1<c/></b></a>"));
        assert_eq!(append("<a><x:b k='v'/></a>", "b", "<c/>").as_deref(), Some("<a><x:b k=\"v\"><c/></x:b></a>"));
        assert_eq!(append("<a/>", "b", "<c/>"), None);
    }
}
