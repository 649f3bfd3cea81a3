//! What is kept in memory: public pages as they were rendered, and files.

use std::{fmt::Write as _, future::Future, sync::Arc, time::Duration};

use app::text_size::TextSize;
use domain::Lang;
use moka::{future, sync};

use super::encoded::Encoded;

/// Memory for pages, in bytes.
const PAGES_BYTES: u64 = 64 << 20;
/// Memory for files, in bytes.
const FILES_BYTES: u64 = 128 << 20;
/// How long a page is kept. What is published changes the generation and shows at once; this is for
/// what depends on the day, such as a notice that ends.
const PAGE_AGE: Duration = Duration::from_mins(1);
/// How long a file is kept in memory.
const FILE_AGE: Duration = Duration::from_hours(1);
/// Longest text somebody searched for that is worth keeping a page for.
const LONGEST_SEARCH: usize = 40;
/// The parameters a public page knows. A URL with others is answered, but not kept, so that nobody can
/// fill the memory with variants of one page.
const KNOWN: [&str; 10] = ["lang", "size", "sort", "dir", "desc", "q", "league", "page", "view", "goal"];

/// Rendered public pages.
pub(crate) struct Pages {
    cache: sync::Cache<String, Arc<Encoded>>,
}

impl Pages {
    pub(crate) fn new() -> Self {
        let cache = sync::Cache::builder()
            .max_capacity(PAGES_BYTES)
            .weigher(|key: &String, page: &Arc<Encoded>| weight(key.len() + page.size()))
            .time_to_live(PAGE_AGE)
            .build();
        Self { cache }
    }

    pub(crate) fn get(&self, key: &str) -> Option<Arc<Encoded>> {
        let found = self.cache.get(key);
        let outcome = if found.is_some() { "hit" } else { "miss" };
        metrics::counter!("chengping_page_cache_total", "outcome" => outcome).increment(1);
        found
    }

    pub(crate) fn keep(&self, key: String, page: Arc<Encoded>) {
        self.cache.insert(key, page);
    }
}

/// Under which key a page is kept; `None` if it is not.
pub(crate) fn page_key(
    generation: i64,
    (lang, size): (Lang, TextSize),
    path: &str,
    query: &[(String, String)],
) -> Option<String> {
    let worth = |(name, value): &(String, String)| KNOWN.contains(&name.as_str()) && value.len() <= LONGEST_SEARCH;
    if !query.iter().all(worth) || query.len() > KNOWN.len() {
        return None;
    }
    let mut key = format!("{generation} {} {} {path}", lang.code(), size.code());
    for (name, value) in query {
        // With its length, no value can be taken for the next parameter. Writing to a String cannot fail.
        let _ = write!(key, "\n{name} {} {value}", value.len());
    }
    Some(key)
}

/// Files to download and built assets.
pub(crate) struct Files {
    cache: future::Cache<String, Arc<Encoded>>,
}

impl Files {
    pub(crate) fn new() -> Self {
        let cache = future::Cache::builder()
            .max_capacity(FILES_BYTES)
            .weigher(|key: &String, file: &Arc<Encoded>| weight(key.len() + file.size()))
            .time_to_live(FILE_AGE)
            .build();
        Self { cache }
    }

    /// The file, made by the first who asks.
    pub(crate) async fn get_or_make<E: Send + Sync + 'static>(
        &self,
        key: String,
        make: impl Future<Output = Result<Arc<Encoded>, E>>,
    ) -> Result<Arc<Encoded>, Arc<E>> {
        self.cache.try_get_with(key, make).await
    }
}

fn weight(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn pages_differ_by_generation_language_size_path_and_known_parameters() {
        let key =
            |generation, lang, query: &[(String, String)]| page_key(generation, (lang, TextSize::Medium), "/a", query);
        let plain = key(1, Lang::Zh, &[]);
        assert!(plain.is_some());
        assert_ne!(plain, key(2, Lang::Zh, &[]));
        assert_ne!(plain, key(1, Lang::En, &[]));
        assert_ne!(plain, page_key(1, (Lang::Zh, TextSize::Large), "/a", &[]));
        assert_ne!(plain, key(1, Lang::Zh, &query(&[("sort", "name")])));
        assert_ne!(key(1, Lang::Zh, &query(&[("goal", "rank-1")])), key(1, Lang::Zh, &query(&[("goal", "rank-3")])));
        assert_ne!(
            key(1, Lang::Zh, &query(&[("q", "a"), ("sort", "b")])),
            key(1, Lang::Zh, &query(&[("q", "a\nsort 1 b")]))
        );
    }

    #[test]
    fn unknown_or_endless_parameters_are_not_kept() {
        assert_eq!(page_key(1, (Lang::Zh, TextSize::Medium), "/a", &query(&[("utm_source", "x")])), None);
        assert_eq!(page_key(1, (Lang::Zh, TextSize::Medium), "/a", &query(&[("q", &"x".repeat(200))])), None);
    }
}
