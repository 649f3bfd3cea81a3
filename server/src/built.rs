//! The built site: style sheet, script and WASM, and beside the program the list of their hashes. A
//! server without them would answer everything, but with bare pages: better that it does not start.

use std::path::{Path, PathBuf};

use domain::Text;

use crate::config::Site;

/// Where the build leaves the list of hashes: beside the program, where leptos looks for it.
pub(crate) fn hash_list() -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.parent()?.join("hash.txt"))
}

/// Whether the site can be served as it is configured.
///
/// # Errors
/// What is missing, and how to come by it.
pub(crate) fn check(site: &Site) -> Result<(), Text> {
    check_with(site, hash_list().as_deref())
}

fn check_with(site: &Site, list: Option<&Path>) -> Result<(), Text> {
    let hash = if site.hash_files {
        let list = list.unwrap_or(Path::new("hash.txt"));
        Some(hash_of_style(list).ok_or_else(|| missing(list))?)
    } else {
        None
    };
    let name = match hash {
        Some(hash) => format!("{}.{hash}.css", site.output_name),
        None => format!("{}.css", site.output_name),
    };
    let style = Path::new(&site.site_root).join(&site.site_pkg_dir).join(name);
    if style.is_file() { Ok(()) } else { Err(missing(&style)) }
}

/// The hash in the line `css: …`.
fn hash_of_style(list: &Path) -> Option<String> {
    let text = std::fs::read_to_string(list).ok()?;
    text.lines().find_map(|line| line.strip_prefix("css:")).map(|hash| hash.trim().to_owned())
}

fn missing(file: &Path) -> Text {
    let file = file.display();
    Text::new(
        format!(
            "缺少构建好的网站文件 {file}，没有它网页就没有样式，所以不启动。\n请运行 make setup && scripts/build；如果程序已移到别处，请把 hash.txt 和它放在一起，并用 site-root（CHENGPING_LEPTOS_SITE_ROOT）写明 site 文件夹的位置。"
        ),
        format!(
            "The built file {file} is missing; without it pages would have no style, so the server does not start.\nRun make setup && scripts/build. If you moved the program, put hash.txt beside it, and say with site-root (CHENGPING_LEPTOS_SITE_ROOT) where the folder site is."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(folder: &Path, hash_files: bool) -> Site {
        Site { site_root: folder.to_string_lossy().into_owned(), hash_files, ..Site::default() }
    }

    #[test]
    fn a_site_that_was_built_can_be_served() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = folder.path().join("hash.txt");
        std::fs::write(&list, "js: a\nwasm: b\ncss: c\n").expect("a file");
        std::fs::create_dir(folder.path().join("pkg")).expect("a folder");
        let (hashed, plain) = (site(folder.path(), true), site(folder.path(), false));
        let missing = check_with(&hashed, Some(&list)).expect_err("no style sheet");
        assert!(missing.zh.contains("chengping.c.css") && missing.en.contains("scripts/build"), "{missing:?}");
        std::fs::write(folder.path().join("pkg/chengping.c.css"), "").expect("a file");
        assert_eq!(check_with(&hashed, Some(&list)), Ok(()));
        assert!(check_with(&plain, Some(&list)).is_err(), "the plain name is another file");
    }

    #[test]
    fn a_program_without_its_list_of_hashes_says_which_file_is_missing() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = folder.path().join("hash.txt");
        let missing = check_with(&site(folder.path(), true), Some(&list)).expect_err("no list");
        assert!(missing.zh.contains("hash.txt") && missing.en.contains("hash.txt"), "{missing:?}");
    }
}
