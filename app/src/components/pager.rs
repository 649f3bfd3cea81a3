//! Going through a long list by pages.

use crate::prelude::*;

/// Words of a pager.
#[derive(Clone, Debug)]
pub struct PagerWords {
    /// What this is: 分页.
    pub label: String,
    /// 第 51–100 个，共 162 个.
    pub summary: String,
    /// 上一页.
    pub previous: String,
    /// 下一页.
    pub next: String,
}

/// Links to the pages of a list; with a single page, only the summary.
#[component]
pub fn Pager<F>(
    /// Its words.
    words: PagerWords,
    /// This page, from 1.
    page: usize,
    /// How many there are.
    pages: usize,
    /// The URL of a page.
    href: F,
) -> impl IntoView
where
    F: Fn(usize) -> String,
{
    let turn = |to: usize, rel: &'static str, text: String| {
        (1..=pages).contains(&to).then(|| view! { <li><a href=href(to) rel=rel>{text}</a></li> })
    };
    let links = (pages > 1).then(|| {
        let numbers = shown(page, pages)
            .into_iter()
            .map(|number| match number {
                None => view! { <li aria-hidden="true">"…"</li> }.into_any(),
                Some(n) if n == page => view! { <li><span aria-current="page">{n}</span></li> }.into_any(),
                Some(n) => view! { <li><a href=href(n)>{n}</a></li> }.into_any(),
            })
            .collect_view();
        view! {
            <ul>
                {turn(page.saturating_sub(1), "prev", words.previous)}
                {numbers}
                {turn(page + 1, "next", words.next)}
            </ul>
        }
    });
    view! {
        <nav class="pager" aria-label=words.label>
            <span>{words.summary}</span>
            {links}
        </nav>
    }
}

/// The numbers worth showing: the ends and the neighbours, `None` for a gap.
fn shown(page: usize, pages: usize) -> Vec<Option<usize>> {
    let mut numbers = Vec::new();
    let mut last = 0;
    for n in (1..=pages).filter(|&n| n == 1 || n == pages || n.abs_diff(page) <= 2) {
        if n == last + 2 {
            numbers.push(Some(n - 1));
        } else if n > last + 1 {
            numbers.push(None);
        }
        numbers.push(Some(n));
        last = n;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn short_lists_show_every_page() {
        assert_eq!(shown(2, 4), [Some(1), Some(2), Some(3), Some(4)]);
    }

    #[test]
    fn long_lists_show_ends_and_neighbours() {
        let all = [Some(1), None, Some(8), Some(9), Some(10), Some(11), Some(12), None, Some(20)];
        assert_eq!(shown(10, 20), all);
    }

    #[test]
    fn a_gap_of_one_page_shows_that_page() {
        assert_eq!(shown(5, 5), [Some(1), Some(2), Some(3), Some(4), Some(5)]);
    }
}
