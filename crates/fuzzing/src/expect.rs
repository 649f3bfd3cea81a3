//! What must be true of every answer.

use std::{cell::Cell, panic, sync::Once};

use domain::{Problem, Text};

/// Asserts that people are told what is wrong: a code for programs, words in both languages, and a
/// value that is not a page long.
pub fn told(problems: &[Problem]) {
    for problem in problems {
        assert!(!problem.code.is_empty(), "{problem:?}");
        in_both_languages(&problem.message);
        problem.remedy.iter().for_each(in_both_languages);
        assert!(problem.count > 0, "{problem:?}");
    }
}

/// Asserts that an input was refused for a reason.
pub fn refused(problems: &[Problem]) {
    told(problems);
    assert!(problems.iter().any(Problem::is_error), "refused without an error: {problems:?}");
}

/// Asserts that an input was taken with warnings at most.
pub fn taken(warnings: &[Problem]) {
    told(warnings);
    assert!(!warnings.iter().any(Problem::is_error), "taken in spite of {warnings:?}");
}

pub fn in_both_languages(text: &Text) {
    assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{text:?}");
}

thread_local! {
    static WATCHING: Cell<bool> = const { Cell::new(false) };
    static OURS: Cell<bool> = const { Cell::new(false) };
}

/// Asserts that no code of ours panics, not even where the panic is caught: `evidence` catches those of
/// the libraries that read workbooks, and must not hide its own.
pub fn no_panic_of_ours<T>(read: impl FnOnce() -> T) -> T {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let of_a_library = info.location().is_some_and(|at| at.file().contains("/registry/src/"));
            if !(WATCHING.get() && of_a_library) {
                OURS.set(true);
                before(info);
            }
        }));
    });
    OURS.set(false);
    WATCHING.set(true);
    let answer = read();
    WATCHING.set(false);
    assert!(!OURS.get(), "a panic of ours was caught");
    answer
}
