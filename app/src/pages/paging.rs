//! Which page of a long list is shown: the URL says it.

use domain::Lang;

use crate::{components::pager::PagerWords, locales::paging as words, request::Page};

/// The parameter that asks for a page, where there is one list.
const PAGE: &str = "page";

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// This page, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// How many things are in the list.
    all: usize,
    /// How many of them are on a page.
    size: usize,
}

impl Paging {
    /// The page that `?page=` asks for; the nearest there is.
    pub fn of(page: &Page, all: usize, size: usize) -> Self {
        Self::of_named(page, PAGE, all, size)
    }

    /// As [`Paging::of`], of a second list on a page: a parameter of its own asks.
    pub fn of_named(page: &Page, param: &str, all: usize, size: usize) -> Self {
        Self::new(page.param(param), all, size)
    }

    fn new(asked: Option<&str>, all: usize, size: usize) -> Self {
        let pages = all.div_ceil(size).max(1);
        let page = asked.and_then(|n| n.parse().ok()).unwrap_or(1_usize).clamp(1, pages);
        Self { page, pages, all, size }
    }

    /// How many things stand on the pages before.
    pub const fn skipped(self) -> usize {
        (self.page - 1) * self.size
    }

    /// As [`Paging::words`], where a page has several lists: this one is called so.
    pub fn words_of(self, lang: Lang, list: &str) -> PagerWords {
        let words = self.words(lang);
        PagerWords { label: format!("{list} · {}", words.label), ..words }
    }

    /// The words of its pager.
    pub fn words(self, lang: Lang) -> PagerWords {
        let (first, last) = (self.all.min(self.skipped() + 1), self.all.min(self.skipped() + self.size));
        PagerWords {
            label: words::label(lang).into(),
            summary: words::summary(lang, first, last, self.all),
            previous: words::previous(lang).into(),
            next: words::next(lang).into(),
        }
    }
}

/// The URLs of the pages of a list.
pub fn links(page: &Page) -> impl Fn(usize) -> String + Send + 'static {
    links_named(page, PAGE)
}

/// As [`links`], of a second list on a page.
pub fn links_named(page: &Page, param: &'static str) -> impl Fn(usize) -> String + Send + 'static {
    let page = page.clone();
    move |number| {
        let number = (number > 1).then(|| number.to_string());
        page.url_with(&[(param, number.as_deref()), ("done", None)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_there_is_the_nearest_one() {
        let page = |asked, all| Paging::new(asked, all, 50).page;
        assert_eq!([page(None, 120), page(Some("3"), 120), page(Some("9"), 120)], [1, 3, 3]);
        assert_eq!([page(Some("0"), 120), page(Some("x"), 120), page(Some("2"), 0)], [1, 1, 1]);
    }

    #[test]
    fn the_words_say_which_part_is_shown() {
        let last = Paging::new(Some("3"), 120, 50);
        assert_eq!((last.skipped(), last.words(Lang::En).summary.as_str()), (100, "101–120 of 120"));
        assert_eq!(Paging::new(None, 0, 50).words(Lang::En).summary, "0–0 of 0");
    }
}
